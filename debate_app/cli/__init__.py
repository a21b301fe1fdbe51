"""``python -m debate_app …``: debates in and out as files, the count checked, appointments, texts erased, pages served.

Each command is a function that returns the exit code: 0, or 1 when what was asked for could not be
done, with sentences on stderr. Wrong usage and wrong settings end with 2.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from debate_app import settings, terminal
from debate_app.cli import appointments, debates, erasure
from debate_app.domain import permissions
from debate_app.domain.files.debate_file import FaultyFile
from debate_app.domain.refused import Refused


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


def show_permissions(_chosen: argparse.Namespace) -> int:
    """Print the table of permissions, as the documentation has it."""
    sys.stdout.write(permissions.as_markdown())
    return 0


def serve_pages(_chosen: argparse.Namespace) -> int:
    """Build the pages where needed, and serve everything on one port."""
    from debate_app.serve import serve  # noqa: PLC0415 - the other commands need no web server

    return serve()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m debate_app", description="Debates in and out, counted and served.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    debates.add_to(commands)
    appointments.add_to(commands)
    erasure.add_to(commands)
    commands.add_parser("permissions", help="print who may do what").set_defaults(command=show_permissions)
    commands.add_parser("serve", help="serve the pages").set_defaults(command=serve_pages)
    return parser
