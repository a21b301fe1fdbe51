"""Debates in and out as files, and the count checked."""

import argparse
import sys
from pathlib import Path

from sqlalchemy import func
from sqlmodel import select

from debate_app import terminal
from debate_app.cli.database import database
from debate_app.domain import recount, rows, slugs, texts
from debate_app.domain.files import content, debate_file, exporting, importing
from debate_app.domain.files.debate_file import FaultyFile
from debate_app.domain.tables import Viewpoint, Vote
from debate_app.store.engine import reading, transaction

LONG_FILE_BYTES = 2 * 2**20
"""From here on the check of a file takes seconds."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``import``, ``export`` and ``recount``."""
    taking = commands.add_parser(
        "import", help="take in a debate file (debate/1 to debate/3); prints the path of its page"
    )
    taking.add_argument("file", metavar="FILE.json", help="the file, or - for standard input")
    taking.add_argument("--again", action="store_true", help="make a copy even if the file is here already")
    taking.set_defaults(command=import_debate)

    giving = commands.add_parser("export", help="write a debate, with all its history, as a debate/3 file")
    giving.add_argument("question", metavar="ID", type=int, help="the number in the path of its page, /q/ID/…")
    giving.add_argument("--output", metavar="FILE", type=Path, help="write there, not to standard output")
    giving.set_defaults(command=export_debate)

    counting = commands.add_parser("recount", help="prove that tallies, votes and ledger agree")
    counting.set_defaults(command=recount_votes)


def import_debate(chosen: argparse.Namespace) -> int:
    """Take a file in, whole or not at all, and print the path of its page."""
    data = terminal.read(chosen.file)
    if len(data) > LONG_FILE_BYTES:
        terminal.say("Checking the file …")
    taken = debate_file.check(data)
    with database() as engine, transaction(engine) as session:
        question_id = importing.take_in(session, taken, chosen.again, terminal.progress("viewpoint"))
        path = slugs.path(question_id, rows.question(session, question_id).title)
    print(path)
    return 0


def export_debate(chosen: argparse.Namespace) -> int:
    """Write a debate, with all its history, as a file that imports to the same page."""
    with database() as engine, reading(engine) as session:
        written = exporting.write_out(session, chosen.question)
    data = content.encoded(content.content(written))
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
    with database() as engine, reading(engine) as session:
        differences = recount.differences(session)
        viewpoints = session.exec(select(func.count()).select_from(Viewpoint)).one()
        votes = session.exec(select(func.count()).select_from(Vote)).one()
    if differences:
        print(*differences, sep="\n")
        return 1
    print(f"Tallies, votes and ledger agree: {texts.counted(viewpoints, 'viewpoint')}, {texts.counted(votes, 'vote')}.")
    return 0
