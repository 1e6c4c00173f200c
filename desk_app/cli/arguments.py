# SPDX-License-Identifier: EUPL-1.2
"""What can be typed after ``main.py``."""

import argparse
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desk_app import __version__
from desk_app.core.i18n import LANGUAGES, _

DATABASE_VARIABLE = "BALIE_DB"


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The arguments; without a command: run. Exits with 2 and a hint when they are not understood.

    ``db`` (str or None), ``language`` (str or None), ``command``, ``json``, and what the command takes.
    """
    arguments = _parser().parse_args(words)
    if arguments.command is None:
        arguments.command = "run"
    return arguments


def asked_language(words: Sequence[str]) -> str | None:
    """The language in the arguments, before they are parsed: the help is in it as well."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--language")
    try:
        language = early.parse_known_args(list(words))[0].language
    except argparse.ArgumentError:
        return None
    return language if language in LANGUAGES else None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py", description=_("Balie: the program for the counter of a servicedesk."), allow_abbrev=False
    )
    parser.add_argument(
        "--db",
        metavar=_("FILE|URL"),
        default=os.environ.get(DATABASE_VARIABLE) or None,
        help=_("SQLite file or postgresql:// address; else {variable}, else your own data folder").format(
            variable=DATABASE_VARIABLE
        ),
    )
    parser.add_argument("--language", choices=LANGUAGES, help=_("Dutch or English"))
    parser.add_argument("--version", action="version", version=f"Balie {__version__}")
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"))

    def command(name: str, text: str, *, data: bool = True) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        added.set_defaults(json=False)
        if data:
            added.add_argument("--json", action="store_true", help=_("answer with data for another program"))
        return added

    command("run", _("open the counter (this is also what happens without a command)"), data=False)
    demo = command("demo", _("fill an empty database with a believable desk"))
    demo.add_argument("--tickets", type=_count, default=400, metavar="N", help=_("how many tickets (400)"))
    demo.add_argument("--seed", type=int, default=1, metavar="S", help=_("the same number gives the same desk (1)"))
    tour = command("tour", _("do the main job by keyboard and picture every page"), data=False)
    tour.add_argument("--out", type=Path, required=True, metavar=_("FOLDER"))
    _transfer(command("import", _("bring people, tickets or a catalogue in from a file, all or nothing")), imports=True)
    _transfer(command("export", _("write people, tickets or the catalogue to a file")), imports=False)
    _catalogue(command("catalogue", _("look in the catalogue"), data=False))
    _figures(command("figures", _("how well agreements were kept, or how tickets were handled")))
    command("warn", _("warn who has to know about what is at risk or late, as an open counter does"))
    search = command("search", _("find tickets, people and products"))
    search.add_argument("text", metavar=_("TEXT"))
    _due(command("due", _("tell what would be promised, by which agreement, and how that is counted")))
    show = command("show", _("show one ticket with its history"))
    show.add_argument("number", metavar=_("NUMBER"))
    paper = command("print", _("write a receipt or completion notice as PDF"))
    paper.add_argument("document", choices=("receipt", "completion"))
    paper.add_argument("number", metavar=_("NUMBER"))
    paper.add_argument("--out", type=Path, required=True, metavar="PDF")
    paper.add_argument("--paper", choices=("80mm", "a5", "a4"), default="a5", help=_("the paper (a5)"))
    command("migrate", _("make the database, or bring it up to date after a backup"))
    backup = command("backup", _("copy the database to a new file and check the copy"))
    backup.add_argument("file", type=Path, metavar=_("FILE"))
    restore = command("restore", _("put a backup in the place of the database; the present one is set aside"))
    restore.add_argument("file", type=Path, metavar=_("FILE"))
    command("verify", _("look whether the database is whole"))
    return parser


def _transfer(parser: argparse.ArgumentParser, *, imports: bool) -> None:
    parser.add_argument("what", choices=("people", "tickets", "catalogue"))
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    if imports:
        parser.add_argument("--mapping", type=Path, metavar="TOML", help=_("how their columns and words become ours"))
        parser.add_argument("--team", metavar=_("CODE"), help=_("a catalogue: the team where the file says none"))
        parser.add_argument(
            "--retire-missing", action="store_true", help=_("a catalogue: what is not in the file is no longer offered")
        )
        parser.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))


def _due(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--product", metavar=_("CODE"), help=_("the product; it brings its kind"))
    parser.add_argument("--kind", metavar="K", help=_("K complaint, W request, I question, S fault"))
    parser.add_argument("--priority", metavar="P", help=_("1 is the highest"))
    parser.add_argument("--customer", metavar="ID", help=_("personnel number, badge or id: whose agreements count"))
    parser.add_argument("--at", metavar="ISO", help=_("from when, as 2026-11-24T10:30 (now)"))


def _catalogue(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar=_("COMMAND"), required=True)
    show = actions.add_parser("show", help=_("show one product"), allow_abbrev=False)
    show.add_argument("code", metavar=_("CODE"))
    find = actions.add_parser("find", help=_("find products by word or code"), allow_abbrev=False)
    find.add_argument("text", metavar=_("TEXT"))
    find.add_argument(
        "--customer",
        metavar="ID",
        help=_("personnel number, badge or id: what they may have first, and why not the rest"),
    )
    for action in (show, find):
        action.add_argument("--json", action="store_true", help=_("answer with data for another program"))


def _figures(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("agreements", "tickets"))
    parser.add_argument(
        "--from", dest="first", type=date.fromisoformat, metavar=_("DAY"), help=_("first day (the first of the month)")
    )
    parser.add_argument(
        "--to", dest="last", type=date.fromisoformat, metavar=_("DAY"), help=_("last day, included (today)")
    )
    parser.add_argument("--source", metavar=_("NAME"), help=_("tickets: the program that they were brought in from"))
    parser.add_argument("--team", metavar=_("CODE"), help=_("tickets: the team that has them"))
    parser.add_argument("--agreement", metavar=_("CODE"), help=_("tickets: the agreement that holds for them"))


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 5_000_000:
        raise ValueError(text)
    return number
