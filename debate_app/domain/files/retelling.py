"""Makes a debate of today's form out of a ``debate/1`` file, by the rules of migration 0003.

Each edit that changed a text made the viewpoint's next version; what no edit accounts for stands in the last one.
"""

from dataclasses import replace

from debate_app.domain import credit
from debate_app.domain.credit import Runs
from debate_app.domain.files import debate1, histories
from debate_app.domain.files.debate import (
    Counts,
    Debate,
    Edit,
    Event,
    QuestionVersion,
    Revision,
    Source,
    Text,
    Version,
    Viewpoint,
    tidy_credit,
)
from debate_app.domain.files.histories import History, Step
from debate_app.domain.tables import EditKind, RevisionCause


def retold(former: debate1.Debate) -> Debate:
    """The same debate with its versions, its edits and whose words it is made of."""
    asked = QuestionVersion(former.title, former.background, former.topics, former.author, former.created_at, "")
    return Debate(
        author=former.author,
        created_at=former.created_at,
        updated_at=former.updated_at,
        language=former.language,
        versions=(asked,),
        viewpoints=tuple(_viewpoint(viewpoint, former.language) for viewpoint in former.viewpoints),
    )


def _viewpoint(former: debate1.Viewpoint, language: str) -> Viewpoint:
    history = histories.tell(former)
    versions, edits = _versions(former, history)
    events = enumerate(former.conversation)
    return Viewpoint(
        author=former.author,
        created_at=former.created_at,
        language=language,
        paragraphs=tuple(_texts(versions) for versions in history.versions),
        sources=(tuple(Source(source.url, source.label) for source in former.sources),),
        versions=versions,
        conversation=tuple(
            Event(event.kind, event.author, event.at, event.at, edits.get(place)) for place, event in events
        ),
    )


def _versions(former: debate1.Viewpoint, history: History) -> tuple[tuple[Version, ...], dict[int, Edit]]:
    """The viewpoint's versions, and its edits by their places in the conversation."""
    first = {paragraph: 1 for paragraph, _ in enumerate(former.paragraphs, 1)}
    versions = [Version(former.title, 1, (*first.items(),), None, False, former.created_at, Counts())]
    edits: dict[int, Edit] = {}
    for place, step in history.steps.items():
        event = former.conversation[place]
        assert event.edit is not None, "a step is that of an edit"
        edits[place] = _edit(event, event.edit, step, len(versions))
        if step.changes:
            standing = dict(versions[-1].paragraphs) | {event.edit.paragraph: step.after}
            versions.append(replace(versions[-1], paragraphs=(*standing.items(),), edit=place + 1, at=event.at))
    today = tuple((paragraph, len(texts)) for paragraph, texts in enumerate(history.versions, 1))
    versions[-1] = replace(versions[-1], paragraphs=today, votes=Counts(former.agrees, former.disagrees))
    return tuple(versions), edits


def _edit(event: debate1.Event, former: debate1.Edit, step: Step, base: int) -> Edit:
    before = None if step.before is None else former.before
    wording = Revision(RevisionCause.PROPOSED, base, before, former.text, None, None, "", event.author, event.at)
    return Edit(EditKind.CHANGE, former.status, former.paragraph, (wording,), None, Counts(), 1)


def _texts(versions: tuple[histories.Version, ...]) -> tuple[Text, ...]:
    """The texts of a paragraph; names have numbers while their words are counted."""
    names = [*dict.fromkeys(version.author for version in versions)]
    numbers = {name: number for number, name in enumerate(names)}
    texts: list[Text] = []
    runs: Runs = ()
    before = ""
    for version in versions:
        runs = credit.then(runs, before, version.text, numbers[version.author]) if len(names) > 1 else ()
        named = tidy_credit(tuple((names[number], count) for number, count in runs), version.author)
        texts.append(Text(version.text, version.author, version.at, named))
        before = version.text
    return tuple(texts)
