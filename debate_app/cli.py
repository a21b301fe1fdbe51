"""``python -m debate_app …``: debates in and out as files, the count checked, the page served.

Each command is a function that returns the exit code: 0, or 1 when what was asked for could not be
done, with sentences on stderr. Wrong usage and wrong settings end with 2.
"""

import argparse
import io
import json
import os
import sqlite3
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic.util import CommandError
from sqlalchemy import Engine, event, func
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from debate_app import settings, terminal
from debate_app.domain import debate, debate_file, exporting, importing, recount, rows, slugs, texts
from debate_app.domain.debate_file import FaultyFile
from debate_app.domain.refused import Refused
from debate_app.domain.tables import Viewpoint, Vote
from debate_app.store import migrate
from debate_app.store.engine import connect, reading, transaction

LONG_FILE_BYTES = 2 * 2**20
"""From here on the check of a file takes seconds."""

PATIENCE_SECONDS = 600
"""How long a command waits for others who write to the database, such as another import."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Raises SystemExit(2) for wrong usage."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may not know every letter of a path
    chosen = _parser().parse_args(arguments)
    code = 1
    try:
        done = chosen.command(chosen)
        sys.stdout.flush()
        code = done
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the exit would try to write again
    except KeyboardInterrupt:
        code = 130
    except settings.WrongSetting as fault:
        terminal.say(*fault.sentences)
        code = 2
    except FaultyFile as fault:
        terminal.say(*terminal.faults(chosen.file, fault))
    except Refused as fault:
        terminal.say(fault.sentence)
    except (DBAPIError, CommandError, OSError) as fault:
        terminal.say(terminal.failure(fault))
    return code


def import_debate(chosen: argparse.Namespace) -> int:
    """Take a file in, whole or not at all, and print the path of its page."""
    data = terminal.read(chosen.file)
    if len(data) > LONG_FILE_BYTES:
        terminal.say("Checking the file …")
    taken = debate_file.check(data)
    with _database() as engine, transaction(engine) as session:
        question_id = importing.take_in(
            session, taken, debate.digest(taken), chosen.again, terminal.progress("viewpoint")
        )
        path = slugs.path(question_id, rows.question(session, question_id).title)
    print(path)
    return 0


def export_debate(chosen: argparse.Namespace) -> int:
    """Write a debate as a file that imports to the same page."""
    with _database() as engine, reading(engine) as session:
        content = exporting.write_out(session, chosen.question)
    data = f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()
    if chosen.output is None:
        sys.stdout.buffer.write(data)
    else:
        terminal.replace(chosen.output, data)
    try:
        debate_file.check(data)
    except FaultyFile as fault:
        terminal.say("This debate has outgrown what import takes. It was written all the same.")
        terminal.say(*(f"{one.place}: {one.sentence}" for one in fault.faults))
    return 0


def recount_votes(_chosen: argparse.Namespace) -> int:
    """Prove that tallies, votes and ledger agree, or list where they differ."""
    with _database() as engine, reading(engine) as session:
        differences = recount.differences(session)
        viewpoints = session.exec(select(func.count()).select_from(Viewpoint)).one()
        votes = session.exec(select(func.count()).select_from(Vote)).one()
    if differences:
        print(*differences, sep="\n")
        return 1
    print(f"Tallies, votes and ledger agree: {texts.counted(viewpoints, 'viewpoint')}, {texts.counted(votes, 'vote')}.")
    return 0


def serve_pages(_chosen: argparse.Namespace) -> int:
    """Build the pages where needed, and serve everything on one port."""
    from debate_app.serve import serve  # noqa: PLC0415 - the other commands need no web server

    return serve()


@contextmanager
def _database() -> Generator[Engine]:
    """The engine of the database that the settings name, brought up to date."""
    engine = connect(settings.load().database_url)
    event.listen(engine, "connect", _be_patient)
    try:
        migrate.upgrade(engine)
        yield engine
    finally:
        engine.dispose()


def _be_patient(connection: Any, _record: object) -> None:
    """Unlike a page, a command may wait, and may work for long on one transaction."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}").close()
        return
    connection.execute(f"SET lock_timeout = '{PATIENCE_SECONDS}s'")
    connection.execute("SET statement_timeout = 0")
    connection.execute("SET idle_in_transaction_session_timeout = 0")
    connection.commit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m debate_app", description="Debates in and out, counted and served.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    taking = commands.add_parser("import", help="take in a debate/1 file; prints the path of its page")
    taking.add_argument("file", metavar="FILE.json", help="the file, or - for standard input")
    taking.add_argument("--again", action="store_true", help="make a copy even if the file is here already")
    taking.set_defaults(command=import_debate)

    giving = commands.add_parser("export", help="write a debate as a debate/1 file")
    giving.add_argument("question", metavar="ID", type=int, help="the number in the path of its page, /q/ID/…")
    giving.add_argument("--output", metavar="FILE", type=Path, help="write there, not to standard output")
    giving.set_defaults(command=export_debate)

    counting = commands.add_parser("recount", help="prove that tallies, votes and ledger agree")
    counting.set_defaults(command=recount_votes)

    serving = commands.add_parser("serve", help="serve the pages")
    serving.set_defaults(command=serve_pages)
    return parser
