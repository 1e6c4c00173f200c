# SPDX-License-Identifier: EUPL-1.2
"""From a command that was typed to an exit code."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable

from desk_app.app import Desk
from desk_app.cli import catalogue, commands, due, handling, progress
from desk_app.cli.opening import open_desk, place_of
from desk_app.cli.output import Output, standard_output
from desk_app.core.errors import DeskError
from desk_app.core.i18n import set_language
from desk_app.core.settings import read_settings
from desk_app.transfer.messages import Stopped

DONE, REFUSED, INTERRUPTED = 0, 1, 130

_ON_A_DESK: dict[str, Callable[[Desk, Namespace, Output], int]] = {
    "demo": commands.demo,
    "import": commands.bring_in,
    "export": commands.take_out,
    "catalogue": catalogue.ask,
    "figures": handling.figures,
    "warn": progress.warn,
    "due": due.due,
    "search": commands.search,
    "show": commands.show,
    "print": commands.print_paper,
    "backup": commands.backup,
    "verify": commands.verify,
}
_ON_A_FILE: dict[str, Callable[[Namespace, Output], int]] = {
    "migrate": commands.migrate,
    "restore": commands.restore,
}
_MAKES_DATABASE = frozenset({"import", "demo"})


def main(arguments: Namespace) -> int:
    """Carries out a command that needs no screen; the language of the arguments is set already."""
    output = standard_output(as_json=arguments.json)
    try:
        return _carry_out(arguments, output)
    except Stopped as error:
        output.refuse(error)
        return INTERRUPTED
    except DeskError as error:
        output.refuse(error)
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read along has gone; nothing may be flushed to them at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _carry_out(arguments: Namespace, output: Output) -> int:
    if arguments.command in _ON_A_FILE:
        return _ON_A_FILE[arguments.command](arguments, output)
    arguments.backups = place_of(arguments.db)[1].backups
    desk, _preparation = open_desk(arguments.db, make=arguments.command in _MAKES_DATABASE)
    try:
        if arguments.language is None:
            with desk.db.read() as session:
                set_language(read_settings(session).language)
        return _ON_A_DESK[arguments.command](desk, arguments, output)
    finally:
        desk.close()
