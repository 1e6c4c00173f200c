# SPDX-License-Identifier: EUPL-1.2
"""What each command does, through the same services as the window."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from desk_app import starter
from desk_app.app import Desk
from desk_app.backup.messages import PART_TEXTS, BackupReason, MakeBackup, RestoreBackup
from desk_app.backup.restore import restore as put_back
from desk_app.backup.service import BackupService, refuse_server_restore
from desk_app.cli import catalogue
from desk_app.cli.opening import open_desk, place_of
from desk_app.cli.output import Output
from desk_app.core import formats
from desk_app.core.actor import the_program
from desk_app.core.clock import SystemClock
from desk_app.core.codes import parse_code
from desk_app.core.errors import DeskError, InvalidInput, Unavailable
from desk_app.core.i18n import _, ngettext
from desk_app.core.migrations.upgrade import HEAD, Preparation
from desk_app.core.paths import atomic_write
from desk_app.demo.service import PIN
from desk_app.demo.service import load as load_demo
from desk_app.printing.documents import DocumentKind, Paper
from desk_app.printing.drawing import draw
from desk_app.search.messages import HIT_NAMES
from desk_app.tickets.lifecycle import STATUS_NAMES
from desk_app.transfer.export import PEOPLE_COLUMNS, Exporter
from desk_app.transfer.mapping import PeopleMapping, people_mapping, read_toml, ticket_mapping
from desk_app.transfer.messages import ExportPeople, ExportTickets, ImportPeople, ImportTickets
from desk_app.transfer.people import PeopleImporter
from desk_app.transfer.tickets import TicketImporter

FAULTY = 1
"""Exit code when ``verify`` found something."""


def demo(desk: Desk, arguments: Namespace, output: Output) -> int:
    """``demo``: in an empty database only."""
    with output.progress(_("demo")) as progress:
        made = 0

        def added(count: int) -> None:
            nonlocal made
            made += count
            progress(made, arguments.tickets)

        report = load_demo(desk.db, the_program(), tickets=arguments.tickets, seed=arguments.seed, progress=added)
    output.answer(
        asdict(report),
        _("The demo desk is ready: {people} people, {tickets} tickets. Everybody signs in with PIN {pin}.").format(
            people=report.people, tickets=report.tickets, pin=PIN
        ),
    )
    return 0


def bring_in(desk: Desk, arguments: Namespace, output: Output) -> int:
    """``import``: a dry run, or a backup and then the import."""
    if arguments.what != "catalogue" and (arguments.team or arguments.retire_missing):
        raise InvalidInput({"team": _("--team and --retire-missing are for a catalogue.")})
    with output.progress(_("import")) as progress:
        if arguments.what == "catalogue":
            return catalogue.bring_in(desk, arguments, output, progress)
        if arguments.what == "people":
            return _import_people(desk, arguments, output, progress)
        return _import_tickets(desk, arguments, output, progress)


def _import_tickets(desk: Desk, arguments: Namespace, output: Output, progress: Callable[[int, int], None]) -> int:
    if arguments.mapping is None:
        raise InvalidInput({"mapping": _("Tickets need a mapping: --mapping FILE.toml")})
    mapping = ticket_mapping(read_toml(arguments.mapping))
    importer = TicketImporter(desk.db)
    if arguments.dry_run:
        found = importer.check(the_program(), arguments.file, mapping, progress)
    else:
        _before_import(desk)
        command = ImportTickets(source=mapping.source)
        found = importer.bring_in(the_program(), command, arguments.file, mapping, progress)
    tickets = ngettext("{count} ticket", "{count} tickets", found.tickets).format(count=found.tickets)
    events = ngettext("{count} event", "{count} events", found.events).format(count=found.events)
    sentence = _("Would import: {what}.") if arguments.dry_run else _("Imported: {what}.")
    lines = [
        sentence.format(what=f"{tickets}, {events}"),
        _("Reopened: {reopened}. Reassigned: {reassigned}. Here already: {skipped}.").format(
            reopened=found.reopened, reassigned=found.reassigned, skipped=len(found.skipped)
        ),
    ]
    if found.met or found.not_met:
        told = _("On time by the word of the source: {met}, not on time: {not_met}.")
        lines.append(told.format(met=found.met, not_met=found.not_met))
    output.answer(asdict(found), *lines)
    return 0


def _import_people(desk: Desk, arguments: Namespace, output: Output, progress: Callable[[int, int], None]) -> int:
    raw = read_toml(arguments.mapping) if arguments.mapping else None
    mapping = PeopleMapping() if raw is None else people_mapping(raw, PEOPLE_COLUMNS)
    importer = PeopleImporter(desk.db)
    if arguments.dry_run:
        found = importer.check(the_program(), arguments.file, mapping, progress)
    else:
        _before_import(desk)
        found = importer.bring_in(the_program(), ImportPeople(), arguments.file, mapping, progress)
    output.answer(
        asdict(found),
        _("New: {added}. Changed: {changed}. The same as before: {unchanged}.").format(**asdict(found)),
    )
    return 0


def _before_import(desk: Desk) -> None:
    """A backup; and what a new desk begins with, which it does not get any more once there are teams."""
    starter.load(desk.db, the_program())
    file = desk.db.file
    if file is not None:
        BackupService(desk.db, file.parent / "backups").automatic(BackupReason.IMPORT)


def take_out(desk: Desk, arguments: Namespace, output: Output) -> int:
    """``export``."""
    exporter = Exporter(desk.db)
    if arguments.what == "catalogue":
        count = catalogue.take_out(desk, arguments, output)
    elif arguments.what == "people":
        count = exporter.people(the_program(), ExportPeople(), arguments.file)
    else:
        count = exporter.tickets(the_program(), ExportTickets(), arguments.file)
    output.answer(
        {"rows": count, "file": arguments.file},
        ngettext("{count} row written to {file}.", "{count} rows written to {file}.", count).format(
            count=count, file=arguments.file
        ),
    )
    return 0


def search(desk: Desk, arguments: Namespace, output: Output) -> int:
    """``search``."""
    hits = desk.search.search(the_program(), arguments.text)
    lines = [
        "  ".join(part for part in (_(HIT_NAMES[hit.kind]), hit.code, hit.title, hit.detail) if part) for hit in hits
    ]
    meant = "" if hits else desk.search.did_you_mean(the_program(), arguments.text)
    if meant:
        lines.append(_("Nothing found. Did you mean {text}?").format(text=meant))
    output.answer(hits, *(lines or [_("Nothing found.")]))
    return 0


def show(desk: Desk, arguments: Namespace, output: Output) -> int:
    """``show``."""
    ticket = desk.ticket_queries.by_number(the_program(), _number(arguments.number))
    timeline = desk.ticket_queries.timeline(the_program(), ticket.id)
    facts = (
        (_("Status"), _(STATUS_NAMES[ticket.status])),
        (_("Customer"), ticket.requester),
        (_("Place"), ticket.space),
        (_("Team"), ticket.team),
        (_("Registered"), formats.moment_plain(ticket.registered_at)),
        (_("Due"), formats.moment_plain(ticket.due_at) if ticket.due_at else ""),
    )
    output.answer(
        {**asdict(ticket), "timeline": timeline},
        f"{ticket.number}  {ticket.subject}",
        *(f"{label}: {text}" for label, text in facts if text),
        *([ticket.description] if ticket.description else []),
        *(
            "  ".join(part for part in (formats.moment_plain(row.at), row.agent_name, row.kind, row.text) if part)
            for row in timeline
        ),
    )
    return 0


def print_paper(desk: Desk, arguments: Namespace, output: Output) -> int:
    """``print``: the PDF in a file, whole or not at all."""
    kind = DocumentKind(arguments.document)
    document = desk.prints.document(the_program(), _number(arguments.number), kind)
    pdf = draw(document, Paper(arguments.paper))
    try:
        atomic_write(arguments.out, pdf)
    except OSError as error:
        raise Unavailable(
            _("{file} cannot be written. Check the folder, your rights and the room on the disk.").format(
                file=arguments.out
            )
        ) from error
    output.answer({"file": arguments.out, "bytes": len(pdf)}, _("Written to {file}.").format(file=arguments.out))
    return 0


def backup(desk: Desk, arguments: Namespace, output: Output) -> int:
    """``backup``."""
    service = BackupService(desk.db, arguments.file.parent)
    made = service.make(the_program(), MakeBackup(file=arguments.file))
    output.answer(
        {"file": made.file, "bytes": made.size},
        _("The backup is whole and lies in {file}.").format(file=made.file),
    )
    return 0


def verify(desk: Desk, arguments: Namespace, output: Output) -> int:
    """``verify``: 0 when the database is whole, 1 with the first broken thing."""
    fault = BackupService(desk.db, arguments.backups).verify(the_program())
    if fault is None:
        output.answer({"whole": True, "fault": None}, _("The database is whole."))
        return 0
    sentence = _(PART_TEXTS[fault.part]).format(detail=fault.detail)
    output.answer({"whole": False, "fault": {"part": fault.part, "detail": fault.detail, "sentence": sentence}})
    if not output.as_json:
        output.refuse(DeskError(sentence))
    return FAULTY


def migrate(arguments: Namespace, output: Output) -> int:
    """``migrate``."""
    desk, preparation = open_desk(arguments.db, make=True)
    desk.close()
    sentence = {
        Preparation.CREATED: _("The database was made."),
        Preparation.UPGRADED: _("The database was brought up to date. A backup lies beside it."),
        Preparation.CURRENT: _("The database is up to date."),
    }[preparation]
    output.answer({"schema": HEAD, "did": preparation}, sentence)
    return 0


def restore(arguments: Namespace, output: Output) -> int:
    """``restore``."""
    url, paths = place_of(arguments.db)
    refuse_server_restore(url, arguments.file)
    database = Path(url.database or "")
    aside = put_back(database, arguments.file, SystemClock().now())
    desk, _preparation = open_desk(str(database), make=True)
    BackupService(desk.db, paths.backups).note_restore(the_program(), RestoreBackup())
    desk.close()
    sentences = [_("The backup is in its place: {file}.").format(file=database)]
    if aside is not None:
        sentences.append(_("What was there before lies in {file}.").format(file=aside))
    output.answer({"file": database, "set_aside": aside}, *sentences)
    return 0


def _number(text: str) -> str:
    code = parse_code(text)
    return code.value if code else text
