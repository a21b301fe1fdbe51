"""A question's page as the first HTML has it: a template of its text, and what fills its numbers."""

from collections.abc import Mapping

import htpy as h

from debate_app.domain.snapshot import QuestionSnapshot
from debate_app.web.first.document import document
from debate_app.web.first.question import question
from debate_app.web.first.shell import shell
from debate_app.web.first.shown import Shown
from debate_app.web.first.stats import stats
from debate_app.web.first.template import hole
from debate_app.web.first.translate import translate
from debate_app.web.first.viewpoints import viewpoints
from debate_app.web.first.votes import numbers
from debate_app.web.shell import SITE
from debate_app.words import plain

HEAD = "head"
"""The hole for what the head says of the page, which names the site's address."""


def html(snapshot: QuestionSnapshot, shown: Shown) -> str:
    """The document, with holes for its numbers and its head."""
    asked = shown.question
    talks = {talk.viewpoint_id: talk for talk in snapshot.talks}
    first = shell(
        question(asked),
        stats(snapshot.viewpoints, shown),
        viewpoints(snapshot.viewpoints, talks, shown),
        translate(),
        extra="debate",
        sign_in=f"/sign-in?to=/q/{asked.id}/{asked.slug}",
    )
    title = asked.title or plain("Hidden question")
    return document(f"{title} · {SITE}", hole(HEAD), first, "q/")


def fillings(snapshot: QuestionSnapshot, shown: Shown) -> Mapping[str, str]:
    """What fills the holes for numbers."""
    tallies = {tally.viewpoint_id: tally for tally in snapshot.tallies}
    return {
        name: str(h.fragment[filling])
        for viewpoint in snapshot.viewpoints
        for name, filling in numbers(viewpoint, tallies[viewpoint.id], shown).items()
    }
