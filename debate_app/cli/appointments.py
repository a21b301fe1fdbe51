"""Who moderates, and who appoints moderators: added, removed and listed. The first admin is made here."""

import argparse

from debate_app import terminal
from debate_app.cli.database import database
from debate_app.domain import appointments, texts
from debate_app.domain.appointments import Candidate
from debate_app.domain.tables import Role
from debate_app.store.engine import reading, transaction


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``add``, ``remove`` and ``list`` for ``moderator`` and for ``admin``."""
    for role, does in ((Role.MODERATOR, "keep debates civil"), (Role.ADMIN, "do that, and appoint others")):
        appointing = commands.add_parser(role, help=f"let people {does}")
        acts = appointing.add_subparsers(required=True, metavar="add|remove|list")
        adding = acts.add_parser("add", help=f"make somebody who has an account {_a(role)}")
        adding.set_defaults(command=add, role=role)
        removing = acts.add_parser("remove", help=f"make somebody {_a(role)} no more; what they decided stays")
        removing.set_defaults(command=remove, role=role)
        for parser in (adding, removing):
            parser.add_argument("name", metavar="NAME", help="the name that they sign in with")
        acts.add_parser("list", help=f"list the {role}s").set_defaults(command=show, role=role)


def add(chosen: argparse.Namespace) -> int:
    """Give whoever has an account under the name the role."""
    with database() as engine, transaction(engine) as session:
        one = appointments.candidate(session, chosen.name)
        added = appointments.appoint(session, None, one.id, chosen.role)
    print(terminal.visible(f"{one.name} is {_a(chosen.role)} {'now' if added else 'already'}."))
    return 0


def remove(chosen: argparse.Namespace) -> int:
    """Take the role from whoever holds it under that name."""
    with database() as engine, transaction(engine) as session:
        name = texts.name(chosen.name)
        held = [one for one in appointments.listed(session) if one.name == name and one.role is chosen.role]
        for one in held:
            appointments.dismiss(session, None, one.id)
    if not held:
        terminal.say(f"{name} is no {chosen.role}; nothing was changed.")
        return 1
    print(terminal.visible(f"{name} is {_a(chosen.role)} no more."))
    return 0


def show(chosen: argparse.Namespace) -> int:
    """Print those who hold the role, a line each."""
    with database() as engine, reading(engine) as session:
        listed = [one for one in appointments.listed(session) if one.role is chosen.role]
    print(*[_line(one) for one in listed] or [f"There are no {chosen.role}s."], sep="\n")
    return 0


def _line(one: Candidate) -> str:
    since = f"here since {one.since}"
    return terminal.visible(f"{one.name}, participant {one.id}, {since}, {texts.counted(one.texts, 'text')}")


def _a(role: Role) -> str:
    return "an admin" if role is Role.ADMIN else "a moderator"
