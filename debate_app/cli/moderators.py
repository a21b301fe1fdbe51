"""Who may decide wherever an author may: moderators added, removed and listed."""

import argparse
from collections.abc import Sequence

from debate_app import terminal
from debate_app.cli.database import database
from debate_app.domain import moderators, texts
from debate_app.domain.moderators import Candidate
from debate_app.store.engine import reading, transaction


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``moderator add``, ``moderator remove`` and ``moderator list``."""
    moderating = commands.add_parser("moderator", help="let people decide on edits wherever an author may")
    acts = moderating.add_subparsers(required=True, metavar="add|remove|list")
    adding = acts.add_parser("add", help="make somebody who writes here a moderator")
    adding.set_defaults(command=add_moderator)
    removing = acts.add_parser("remove", help="make somebody a moderator no more; what they decided stays")
    removing.set_defaults(command=remove_moderator)
    for parser in (adding, removing):
        parser.add_argument("name", metavar="NAME", help="the name that they write under")
        parser.add_argument("--participant", metavar="ID", type=int, help="which one, where several have the name")
    acts.add_parser("list", help="list the moderators").set_defaults(command=list_moderators)


def add_moderator(chosen: argparse.Namespace) -> int:
    """Make whoever writes under the name a moderator."""
    with database() as engine, transaction(engine) as session:
        one = _chosen(moderators.candidates(session, chosen.name), chosen)
        if one is None:
            return 1
        added = moderators.add(session, one.id)
    print(terminal.visible(f"{one.name} (participant {one.id}) is a moderator {'now' if added else 'already'}."))
    return 0


def remove_moderator(chosen: argparse.Namespace) -> int:
    """Make the moderator of that name one no more."""
    with database() as engine, transaction(engine) as session:
        name = texts.name(chosen.name)
        named = [one for one in moderators.listed(session) if one.name == name]
        if not named:
            terminal.say(f"{name} is no moderator; nothing was changed.")
            return 1
        one = _chosen(named, chosen)
        if one is None:
            return 1
        moderators.remove(session, one.id)
    print(terminal.visible(f"{one.name} (participant {one.id}) is a moderator no more."))
    return 0


def list_moderators(_chosen: argparse.Namespace) -> int:
    """Print the moderators, a line each."""
    with database() as engine, reading(engine) as session:
        listed = moderators.listed(session)
    lines = [terminal.visible(f"{one.name}, {_line(one)}") for one in listed]
    print(*lines or ["There are no moderators."], sep="\n")
    return 0


def _chosen(found: Sequence[Candidate], chosen: argparse.Namespace) -> Candidate | None:
    """The one who was meant. Where that is not clear, says who there is to choose from."""
    wanted = chosen.participant
    meant = [one for one in found if wanted in (None, one.id)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        terminal.say(f"{len(found)} people have the name {found[0].name}; choose with --participant ID:")
    else:
        terminal.say(f"Participant {wanted} is not among those who have the name {found[0].name}:")
    terminal.say(*(_line(one) for one in found))
    return None


def _line(one: Candidate) -> str:
    return f"participant {one.id}, here since {one.since}, {texts.counted(one.texts, 'text')}"
