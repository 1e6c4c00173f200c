# SPDX-License-Identifier: EUPL-1.2
"""Print jobs: asked for with the command, never lost, never printed twice unseen, equal to the byte tomorrow."""

from datetime import timedelta

import pytest
from sqlalchemy import event, update

from desk_app.core.actor import Actor, Right, Role
from desk_app.core.clock import FixedClock
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, NotAllowed, NotFound
from desk_app.core.messages import Command
from desk_app.printing.documents import Document, Paper
from desk_app.printing.messages import (
    CancelJob,
    JobRow,
    JobState,
    PrintJobChanged,
    ReprintJob,
    RetryJob,
    SettleJob,
    Trouble,
)
from desk_app.printing.models import PrintJob
from desk_app.printing.queries import PrintQueries
from desk_app.printing.service import PrintService
from tests.desk_app.printing import samples
from tests.desk_app.printing.reading import text_of

EVA = Actor(7, "Eva", Role.COUNTER, frozenset({Right.PRINT}), counter_id=1, counter_name="Balie 1")
PIET = Actor(8, "Piet", Role.COUNTER, frozenset({Right.PRINT}), counter_id=2, counter_name="Balie 2")
VISITOR = Actor(9, "Kees", Role.ACCOUNT_MANAGER, frozenset(), counter_id=1, counter_name="Balie 1")


@pytest.fixture
def service(db: Database) -> PrintService:
    return PrintService(db)


def _ask(db: Database, service: PrintService, document: Document | None = None, actor: Actor = EVA) -> int:
    with db.write(actor, Command()) as unit:
        return service.enqueue(unit, document or samples.a_receipt(), Paper.ROLL)


def _job(db: Database, job_id: int) -> JobRow:
    job = PrintQueries(db).job(job_id)
    assert job is not None
    return job


def _take(service: PrintService, job_id: int, printer: str = "Bon") -> bool:
    return service.take(service.paperwork(job_id), printer)


def test_paper_is_asked_for_with_the_command_and_waits_at_that_counter(db: Database, service: PrintService) -> None:
    told: list[PrintJobChanged] = []
    db.events.subscribe(PrintJobChanged, lambda happened: told.append(PrintJobChanged(happened.id)))

    job_id = _ask(db, service)

    queries = PrintQueries(db)
    assert [job.id for job in queries.open_jobs(EVA.counter_id)] == [job_id]
    assert queries.open_jobs(PIET.counter_id) == ()
    assert _job(db, job_id).title == "Ontvangstbewijs M26-004217"
    assert [job.id for job in queries.jobs_about("M26-004217")] == [job_id]
    assert told == [PrintJobChanged(job_id)]


def test_a_command_that_fails_asks_for_no_paper(db: Database, service: PrintService) -> None:
    def register_and_stumble() -> None:
        with db.write(EVA, Command()) as unit:
            service.enqueue(unit, samples.a_receipt(), Paper.ROLL)
            raise NotFound("")

    with pytest.raises(NotFound):
        register_and_stumble()

    assert PrintQueries(db).open_jobs(EVA.counter_id) == ()


def test_asking_for_paper_costs_one_statement(db: Database, service: PrintService) -> None:
    statements: list[str] = []

    with db.write(EVA, Command()) as unit:
        unit.session.connection()
        event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
        service.enqueue(unit, samples.a_receipt(), Paper.ROLL)
        counted = len(statements)

    assert counted == 1


def test_only_one_printer_gets_a_job(db: Database, service: PrintService) -> None:
    job_id = _ask(db, service)

    taken = [_take(service, job_id, printer) for printer in ("Bon", "Laser")]

    assert taken == [True, False]
    assert _job(db, job_id).printer == "Bon"


def test_a_printed_slip_is_kept_to_the_byte(db: Database, service: PrintService) -> None:
    job_id = _ask(db, service)
    printed = service.paperwork(job_id).pdf
    _take(service, job_id)

    service.finish(job_id)

    assert service.paperwork(job_id).pdf == printed
    assert _job(db, job_id).state is JobState.DONE
    assert PrintQueries(db).open_jobs(EVA.counter_id) == ()


def test_a_slip_that_failed_can_go_to_another_printer_on_other_paper(db: Database, service: PrintService) -> None:
    job_id = _ask(db, service)
    _take(service, job_id)
    service.fail(job_id, Trouble.NO_ANSWER, "ConnectionRefusedError")

    service.retry(EVA, RetryJob(job_id=job_id, printer="Laser", paper=Paper.A4))

    job = _job(db, job_id)
    assert (job.state, job.printer, job.paper, job.trouble) == (JobState.QUEUED, "Laser", Paper.A4, None)
    assert "Omschrijving" in text_of(service.paperwork(job_id).pdf)


def test_a_copy_says_kopie_with_its_number_and_time(db: Database, service: PrintService, clock: FixedClock) -> None:
    job_id = _ask(db, service)
    clock.advance(timedelta(hours=1))

    copies = [service.reprint(EVA, ReprintJob(job_id=job_id)) for _ in range(2)]

    assert [_job(db, copy).copy for copy in copies] == [2, 3]
    assert "KOPIE 3 · 24 november 2026, 11.42 uur" in text_of(service.paperwork(copies[1]).pdf)
    assert "KOPIE" not in text_of(service.paperwork(job_id).pdf)


@pytest.mark.parametrize("printed", [True, False])
def test_an_unsure_slip_asks_once_and_a_second_print_says_kopie(
    db: Database, service: PrintService, *, printed: bool
) -> None:
    job_id = _ask(db, service)
    _take(service, job_id)
    service.doubt(job_id)
    with pytest.raises(Conflict):
        service.retry(EVA, RetryJob(job_id=job_id))

    service.settle(EVA, SettleJob(job_id=job_id, printed=printed))

    waiting = PrintQueries(db).open_jobs(EVA.counter_id)
    assert _job(db, job_id).state is JobState.DONE
    assert [job.copy for job in waiting] == ([] if printed else [2])


def test_a_job_at_the_printer_cannot_be_cancelled_a_waiting_one_can(db: Database, service: PrintService) -> None:
    going, waiting = _ask(db, service), _ask(db, service)
    _take(service, going)

    service.cancel(EVA, CancelJob(job_id=waiting))

    assert _job(db, waiting).state is JobState.CANCELLED
    with pytest.raises(Conflict):
        service.cancel(EVA, CancelJob(job_id=going))
    assert _take(service, waiting) is False


def test_what_was_under_way_when_the_program_died_is_unsure_at_its_own_counter(
    db: Database, service: PrintService
) -> None:
    mine, theirs, waiting = _ask(db, service), _ask(db, service, actor=PIET), _ask(db, service)
    _take(service, mine)
    _take(service, theirs)

    service.doubt_the_lost(EVA.counter_id)

    states = [_job(db, job_id).state for job_id in (mine, theirs, waiting)]
    assert states == [JobState.UNSURE, JobState.PRINTING, JobState.QUEUED]


def test_paper_that_is_out_of_the_print_system_is_not_called_back(db: Database, service: PrintService) -> None:
    job_id = _ask(db, service)
    _take(service, job_id)
    service.finish(job_id)

    service.fail(job_id, Trouble.NO_ANSWER)
    service.doubt(job_id)

    assert _job(db, job_id).state is JobState.DONE


def test_who_may_not_print_changes_nothing(db: Database, service: PrintService) -> None:
    job_id = _ask(db, service)

    for order in (
        lambda: service.retry(VISITOR, RetryJob(job_id=job_id)),
        lambda: service.cancel(VISITOR, CancelJob(job_id=job_id)),
        lambda: service.settle(VISITOR, SettleJob(job_id=job_id, printed=True)),
        lambda: service.reprint(VISITOR, ReprintJob(job_id=job_id)),
    ):
        with pytest.raises(NotAllowed):
            order()

    assert _job(db, job_id).state is JobState.QUEUED


def test_when_the_content_is_removed_for_privacy_nothing_can_be_printed_again(
    db: Database, service: PrintService
) -> None:
    job_id = _ask(db, service)
    with db.jot() as session:
        session.execute(update(PrintJob).values(document=None, pdf=None))

    with pytest.raises(NotFound):
        service.paperwork(job_id)
    with pytest.raises(NotFound):
        service.reprint(EVA, ReprintJob(job_id=job_id))


@pytest.mark.parametrize("text", ["\x00 nul", "\ud800 half", "👩‍👩‍👧‍👦", "شكرا", "x" * 10_000])
def test_every_text_survives_the_database(db: Database, service: PrintService, text: str) -> None:
    document = samples.everywhere(text)

    job_id = _ask(db, service, document)

    from_database = service.paperwork(job_id).pdf
    assert text_of(from_database)
    assert from_database == service.paperwork(job_id).pdf
