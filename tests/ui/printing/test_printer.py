# SPDX-License-Identifier: EUPL-1.2
"""Slips on their way to paper: the print system, the receipt printer on the network, and everything that fails."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desk_app.printing.documents import Paper
from desk_app.printing.messages import JobState, RetryJob, Trouble
from tests.desk_app.printing.printers import FakeReceiptPrinter
from tests.desk_app.printing.reading import codes_on
from tests.ui.printing.conftest import PrintRoom, PrintSystem
from ui.printing.printer import Printer

Opener = Callable[..., Printer]


@pytest.fixture
def open_printer(print_room: PrintRoom) -> Iterator[Opener]:
    opened: list[Printer] = []

    def make(default: str = "Bon", *, patience_ms: int = 20_000) -> Printer:
        printer = Printer(
            print_room.service,
            print_room.queries,
            print_room.tasks,
            print_room.bridge,
            counter_id=print_room.actor.counter_id,
            default_printer=default,
            pace_ms=20,
            patience_ms=patience_ms,
        )
        opened.append(printer)
        printer.start()
        return printer

    yield make
    for printer in opened:
        printer.close()


def _until(qtbot: QtBot, room: PrintRoom, job_id: int, state: JobState) -> None:
    qtbot.waitUntil(lambda: room.job(job_id).state is state, timeout=10_000)


def test_a_slip_goes_to_the_printer_and_is_done_when_it_left_the_queue(
    qtbot: QtBot, print_room: PrintRoom, print_system: PrintSystem, open_printer: Opener
) -> None:
    open_printer()

    job_id = print_room.ask()

    qtbot.waitUntil(lambda: print_room.job(job_id).spool_id == "Bon-12", timeout=10_000)
    assert print_room.job(job_id).state is JobState.PRINTING
    assert codes_on(print_system.paper) == ["M26-004217-K"]
    assert "Bon" in print_system.arguments
    assert any(argument.startswith("media=Custom.72.0x") for argument in print_system.arguments)
    print_system.is_through()
    _until(qtbot, print_room, job_id, JobState.DONE)
    assert print_room.job(job_id).finished_at is not None


def test_without_a_printer_the_slip_waits_and_goes_when_one_is_chosen(
    qtbot: QtBot, print_room: PrintRoom, print_system: PrintSystem, open_printer: Opener
) -> None:
    printer = open_printer(default="")
    with qtbot.waitSignal(printer.jobs_changed, check_params_cb=lambda jobs: len(jobs) == 1):
        job_id = print_room.ask()
    assert print_room.job(job_id).state is JobState.QUEUED

    printer.use_printer("Bon")

    qtbot.waitUntil(lambda: print_system.has_queue, timeout=10_000)
    print_system.is_through()
    _until(qtbot, print_room, job_id, JobState.DONE)
    assert print_room.job(job_id).printer == "Bon"


@pytest.mark.parametrize(
    ("complaint", "trouble"),
    [
        ("lp: Error - The printer or class does not exist.", Trouble.UNKNOWN_PRINTER),
        ("lp: Error - scheduler not responding.", Trouble.NO_SPOOLER),
    ],
)
def test_a_refused_slip_stays_and_comes_out_at_the_next_try(
    qtbot: QtBot,
    print_room: PrintRoom,
    print_system: PrintSystem,
    open_printer: Opener,
    complaint: str,
    trouble: Trouble,
) -> None:
    print_system.refuses(complaint)
    printer = open_printer()
    with qtbot.waitSignal(printer.troubled, timeout=10_000) as told:
        job_id = print_room.ask()
    assert "bewaard" in told.args[1]
    _until(qtbot, print_room, job_id, JobState.FAILED)
    assert print_room.job(job_id).trouble is trouble

    print_system.accepts()
    print_room.service.retry(print_room.actor, RetryJob(job_id=job_id))

    qtbot.waitUntil(lambda: print_system.has_queue, timeout=10_000)
    print_system.is_through()
    _until(qtbot, print_room, job_id, JobState.DONE)


def test_a_computer_without_print_system_keeps_the_slip(
    qtbot: QtBot,
    print_room: PrintRoom,
    print_system: PrintSystem,
    open_printer: Opener,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    print_system.is_gone()
    monkeypatch.setenv("PATH", "/nowhere")
    open_printer()

    job_id = print_room.ask()

    _until(qtbot, print_room, job_id, JobState.FAILED)
    assert print_room.job(job_id).trouble is Trouble.NO_SPOOLER


def test_a_print_system_that_never_answers_leaves_doubt_not_a_second_slip(
    qtbot: QtBot, print_room: PrintRoom, print_system: PrintSystem, open_printer: Opener
) -> None:
    print_system.write("manners", "exec sleep 60\n")
    open_printer(patience_ms=300)

    job_id = print_room.ask()

    _until(qtbot, print_room, job_id, JobState.UNSURE)


def test_a_printer_without_paper_is_said_once_and_the_slip_follows_by_itself(
    qtbot: QtBot, print_room: PrintRoom, print_system: PrintSystem, open_printer: Opener
) -> None:
    print_system.write("condition", "printer Bon now printing Bon-12.\n\tAlerts: media-empty-error\n")
    printer = open_printer()
    with qtbot.waitSignal(printer.troubled, timeout=10_000) as told:
        job_id = print_room.ask()
    assert told.args[1].startswith("Het papier is op.")

    print_system.is_through()

    _until(qtbot, print_room, job_id, JobState.DONE)
    assert print_room.job(job_id).trouble is None


def test_what_was_half_handed_over_when_the_program_ended_is_unsure(
    qtbot: QtBot, print_room: PrintRoom, print_system: PrintSystem, open_printer: Opener
) -> None:
    lost, known = print_room.ask(printer="Bon"), print_room.ask(printer="Bon")
    for job_id in (lost, known):
        assert print_room.service.take(print_room.service.paperwork(job_id), "Bon")
    print_room.service.spooled(known, "Bon-9")

    open_printer()

    _until(qtbot, print_room, lost, JobState.UNSURE)
    _until(qtbot, print_room, known, JobState.DONE)


def test_two_windows_at_one_counter_print_a_slip_once(
    qtbot: QtBot, print_room: PrintRoom, print_system: PrintSystem, open_printer: Opener
) -> None:
    print_system.write("manners", "echo x >> \"$here/count\"\necho 'request id is Bon-12 (1 file(s))'\n")
    open_printer()
    open_printer()

    jobs = [print_room.ask() for _ in range(4)]

    for job_id in jobs:
        _until(qtbot, print_room, job_id, JobState.DONE)
    assert (print_system.folder / "count").read_text(encoding="utf-8") == "x\n" * 4


def test_a_slip_for_a_receipt_printer_goes_over_the_network(
    qtbot: QtBot, print_room: PrintRoom, open_printer: Opener
) -> None:
    station = FakeReceiptPrinter()
    open_printer(default=station.address)

    job_id = print_room.ask()

    _until(qtbot, print_room, job_id, JobState.DONE)
    station.close()
    assert station.paper().width == 576


def test_a_receipt_printer_that_dies_half_way_leaves_doubt(
    qtbot: QtBot, print_room: PrintRoom, open_printer: Opener
) -> None:
    station = FakeReceiptPrinter(dies_after=5000)
    open_printer(default=station.address)

    job_id = print_room.ask()

    _until(qtbot, print_room, job_id, JobState.UNSURE)
    station.close()


def test_a_receipt_printer_without_paper_keeps_the_slip_waiting(
    qtbot: QtBot, print_room: PrintRoom, open_printer: Opener
) -> None:
    station = FakeReceiptPrinter(has_paper=False)
    printer = open_printer(default=station.address)

    with qtbot.waitSignal(printer.troubled, timeout=10_000):
        job_id = print_room.ask()

    qtbot.waitUntil(lambda: print_room.job(job_id).trouble is Trouble.NO_PAPER, timeout=10_000)
    assert print_room.job(job_id).state is JobState.QUEUED
    station.close()


def test_a_page_goes_out_as_a5(
    qtbot: QtBot, print_room: PrintRoom, print_system: PrintSystem, open_printer: Opener
) -> None:
    open_printer()

    print_room.ask(paper=Paper.A5)

    qtbot.waitUntil(lambda: print_system.has_queue, timeout=10_000)
    assert "media=A5" in print_system.arguments


def test_the_key_sheet_goes_straight_to_the_printer_and_leaves_no_job(
    qtbot: QtBot, print_room: PrintRoom, print_system: PrintSystem, open_printer: Opener
) -> None:
    printer = open_printer()

    printer.print_once(b"%PDF-1.4 key sheet", "Alle toetsen")

    qtbot.waitUntil(lambda: print_system.has_queue, timeout=10_000)
    assert print_system.paper == b"%PDF-1.4 key sheet"
    assert "media=A4" in print_system.arguments
    assert print_room.queries.open_jobs(print_room.actor.counter_id) == ()


def test_without_a_printer_the_key_sheet_says_so(qtbot: QtBot, open_printer: Opener) -> None:
    printer = open_printer(default="")

    with qtbot.waitSignal(printer.troubled) as told:
        printer.print_once(b"%PDF-1.4", "Alle toetsen")

    assert told.args[1].startswith("Er is geen printer voor deze bladzijde.")
