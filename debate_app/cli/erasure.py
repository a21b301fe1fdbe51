"""Deleting a text for good, because the law asks for it. It is logged without the text."""

import argparse
import sys

from debate_app import terminal
from debate_app.cli.database import database
from debate_app.domain import law_requests, people, subjects
from debate_app.domain.tables import Participant, SubjectKind
from debate_app.store.engine import reading, transaction

KINDS = (SubjectKind.COMMENT, SubjectKind.EDIT, SubjectKind.VIEWPOINT, SubjectKind.QUESTION)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``erase``."""
    erasing = commands.add_parser(
        "erase", help="delete a text for good, in all its versions, where the law asks for it"
    )
    erasing.add_argument("kind", choices=KINDS, metavar="|".join(KINDS))
    erasing.add_argument("id", metavar="ID", type=int, help="its number in the addresses of moderation")
    erasing.add_argument("--reason", required=True, help="public: it stands in the log, so it must not repeat the text")
    erasing.add_argument("--yes", action="store_true", help="do not ask")
    erasing.set_defaults(command=erase)


def erase(chosen: argparse.Namespace) -> int:
    """Delete the text, once whoever is asked has confirmed it."""
    kind = SubjectKind(chosen.kind)
    with database() as engine:
        if not chosen.yes:
            with reading(engine) as session:
                found = subjects.find(session, kind, chosen.id)
                author = people.called(session.get_one(Participant, found.author_id))
                terminal.say(f"{kind.capitalize()} {chosen.id} by {author}: {subjects.excerpt(session, found)}")
            if not _confirmed(f"erase {kind} {chosen.id}"):
                terminal.say("Nothing was deleted.")
                return 1
        with transaction(engine) as session:
            done = law_requests.erase(session, kind, chosen.id, chosen.reason)
    print(f"The text of {kind} {chosen.id} is deleted; line {done.act_id} of the log says so.")
    return 0


def _confirmed(words: str) -> bool:
    terminal.say(f"This cannot be taken back. Type “{words}” to delete it:")
    return sys.stdin.readline().strip() == words
