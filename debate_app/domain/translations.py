"""Texts in other languages: made once for everybody, by an engine or, which wins, by a person.

A translation belongs to the words of a text (their ``digest``) and its language, so another wording is another text,
and one that comes back finds its translation again. Whoever wants to have a text translated claims it first, for a
while: of all who ask at the same moment, in whatever process, one sends it to an engine.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import delete, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, select

from debate_app import languages
from debate_app.domain import dates, originals, rows
from debate_app.domain.initials import person
from debate_app.domain.originals import Original
from debate_app.domain.snapshot import NOBODY, Person
from debate_app.domain.tables import Edit, Participant, Translation, TranslationClaim

CLAIM_MINUTES = 2
"""How long a text may take that somebody claimed; then it is anybody's again."""

_KEY = ("question_id", "digest", "source_language", "language")


class Key(NamedTuple):
    """What a translation in a question is found by."""

    digest: str
    source_language: str
    language: str


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation as it is shown: an ``engine`` made it, or the person ``by`` did. ``doubtful``: a link, mark or
    number of the original is not in it. One that is ``hidden`` has no text."""

    text: str
    engine: str
    by: Person
    doubtful: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What came of claiming the texts at these ``places``: those to translate (``texts``), until when; those that are
    ``known`` by now, and those that somebody translates ``elsewhere``. What is in none of them stands no more."""

    question_id: int
    places: Mapping[str, Key]
    until: str
    texts: dict[Key, str] = field(default_factory=dict[Key, str])
    known: dict[Key, Translated] = field(default_factory=dict[Key, Translated])
    elsewhere: frozenset[Key] = frozenset()


def digest(text: str) -> str:
    """What the words of a text are told apart by."""
    return hashlib.sha256(text.encode()).hexdigest()


def key(original: Original, language: str) -> Key:
    """What the translation of the text into the language is found by."""
    return Key(digest(original.text), original.language, languages.base(language))


def is_language(code: str) -> bool:
    """Whether texts can be in a language of this code."""
    return code in languages.WRITTEN or (code != "" and languages.name(code, languages.ENGLISH) != code)


def known(session: Session, question_id: int, keys: Collection[Key]) -> dict[Key, Translated]:
    """The translations that there are, by key."""
    if not keys:
        return {}
    found = (
        select(Translation, Participant.name, Edit.hidden_id)
        .outerjoin(Participant, col(Participant.id) == col(Translation.author_id))
        .outerjoin(Edit, col(Edit.id) == col(Translation.edit_id))
        .where(col(Translation.question_id) == question_id, _is_one_of(Translation, keys))
    )
    return {_key(one): _shown(one, name, hidden_id) for one, name, hidden_id in session.exec(found)}


def corrected(session: Session, question_id: int) -> dict[str, set[str]]:
    """The languages that people translated texts of the question into, by that of the text."""
    pairs = select(Translation.source_language, Translation.language).where(
        col(Translation.question_id) == question_id, col(Translation.engine) == ""
    )
    found: dict[str, set[str]] = defaultdict(set)
    for source, target in session.exec(pairs.distinct()):
        found[source].add(target)
    return found


def claim(session: Session, question_id: int, wanted: Mapping[str, Key]) -> Claim:
    """Claim the texts at these places, as they stand now, for ``CLAIM_MINUTES``: nobody else translates them then.

    Under the lock of the question, so that nothing is claimed that is hidden or erased. Raises ``NotFound``.
    """
    rows.locked_question(session, question_id)
    texts = _standing(session, question_id, wanted)
    there = known(session, question_id, texts)
    free = sorted(texts.keys() - there.keys())
    until = dates.in_minutes(CLAIM_MINUTES)
    mine = _taken(session, question_id, free, until)
    return Claim(
        question_id, wanted, until, {one: texts[one] for one in texts if one in mine}, there, frozenset(free) - mine
    )


def keep(session: Session, claim: Claim, made: Mapping[Key, tuple[str, bool]], engine: str) -> dict[Key, Translated]:
    """Keep what an engine made of claimed texts, each with whether it is doubtful; returns what is shown now, which
    is nothing where the text was hidden meanwhile.

    What is claimed no more was erased, or is somebody else's by now: that is not kept. Nor does it replace what a
    person wrote.
    """
    rows.locked_question(session, claim.question_id)
    held = release(session, claim, made)
    at = dates.now()
    values = [
        _row(claim.question_id, one) | {"text": text, "engine": engine, "doubtful": doubtful, "made_at": at}
        for one, (text, doubtful) in made.items()
        if one in held
    ]
    if values:
        insert = _insert(session, Translation).values(values)
        session.connection().execute(insert.on_conflict_do_nothing(index_elements=_KEY))
    return known(session, claim.question_id, held & _standing(session, claim.question_id, claim.places).keys())


def release(session: Session, claim: Claim, keys: Collection[Key]) -> set[Key]:
    """Give up these claims; returns those that were still held."""
    mine = (col(TranslationClaim.question_id) == claim.question_id, col(TranslationClaim.until) == claim.until)
    gone = delete(TranslationClaim).where(*mine, _is_one_of(TranslationClaim, keys)).returning(*_columns())
    return {Key(*row) for row in session.connection().execute(gone)} if keys else set()


def correct(session: Session, question_id: int, about: Key, text: str, edit: Edit) -> None:
    """Put a person's words in the place of what stands there, a machine's or another person's. The caller holds the
    question's lock."""
    session.flush()
    values = {"text": text, "engine": "", "doubtful": False, "made_at": edit.decided_at or edit.created_at}
    values |= {"edit_id": edit.id, "author_id": edit.author_id}
    insert = _insert(session, Translation).values(_row(question_id, about) | values)
    session.connection().execute(insert.on_conflict_do_update(index_elements=_KEY, set_=values))
    session.expire_all()


def forget(session: Session, question_id: int, texts: Iterable[str]) -> None:
    """Delete every translation of these texts, which are gone for good, also one that is being made. The caller holds
    the question's lock."""
    gone = {digest(text) for text in texts}
    session.flush()
    for table in (TranslationClaim, Translation):
        here = col(table.question_id) == question_id
        there = set(session.exec(select(table.digest).where(here))) & gone
        if there:
            session.exec(delete(table).where(here, col(table.digest).in_(there)))


def forget_made_by(session: Session, edit_id: int) -> None:
    """Delete the translation that this edit made."""
    session.flush()
    session.exec(delete(Translation).where(col(Translation.edit_id) == edit_id))


def _standing(session: Session, question_id: int, wanted: Mapping[str, Key]) -> dict[Key, str]:
    """The texts that are still the same, and shown, at these places."""
    return {
        wanted[place]: original.text
        for place, original in originals.read(session, question_id, wanted).items()
        if key(original, wanted[place].language) == wanted[place]
    }


def _taken(session: Session, question_id: int, free: list[Key], until: str) -> set[Key]:
    """Those of them that nobody holds now."""
    if not free:
        return set()
    insert = _insert(session, TranslationClaim).values([_row(question_id, one) | {"until": until} for one in free])
    expired = col(TranslationClaim.until) < dates.now()
    taken = insert.on_conflict_do_update(index_elements=_KEY, set_={"until": until}, where=expired)
    return {Key(*row) for row in session.connection().execute(taken.returning(*_columns()))}


def _insert(session: Session, table: type[SQLModel]) -> Any:
    """Each database has its own upsert."""
    return (sqlite if session.get_bind().dialect.name == "sqlite" else postgresql).insert(table)


def _columns() -> list[Any]:
    return [col(getattr(TranslationClaim, name)) for name in Key._fields]


def _row(question_id: int, about: Key) -> dict[str, Any]:
    return {"question_id": question_id, **about._asdict()}


def _is_one_of(table: type[Translation] | type[TranslationClaim], keys: Collection[Key]) -> Any:
    return tuple_(col(table.digest), col(table.source_language), col(table.language)).in_(keys)


def _key(one: Translation) -> Key:
    return Key(one.digest, one.source_language, one.language)


def _shown(one: Translation, name: str | None, hidden_id: int | None) -> Translated:
    by = NOBODY if one.engine else person(name)
    if hidden_id is not None:
        return Translated("", one.engine, by, doubtful=False, hidden=True)
    return Translated(one.text, one.engine, by, one.doubtful, hidden=False)
