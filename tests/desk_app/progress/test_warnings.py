# SPDX-License-Identifier: EUPL-1.2
"""Reminders and escalation: each once, in working hours, with a line in the timeline and a mail to the team."""

from datetime import date, time, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import func, select, text

from desk_app.app import Desk, build
from desk_app.contracts.models import Addressee, Closure, ServiceCalendar, ServiceWindow
from desk_app.core.actor import Actor, Role
from desk_app.core.audit import AuditEntry
from desk_app.core.clock import FixedClock
from desk_app.core.db import Database, database_url
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.core.events import EventBus
from desk_app.progress.messages import EscalateTicket, WarnDue, Warned
from desk_app.progress.models import TicketWarning
from desk_app.tickets.lifecycle import PendingReason, TicketEventKind, TicketStatus
from desk_app.tickets.messages import TicketChanged
from desk_app.tickets.sentences import Names, line_of
from tests.guarding import a_target, a_ticket, at, mails, put, teams_have_mail

LATE: dict[str, Any] = {"registered_at": at(23, 9), "soon_at": at(24, 8), "due_at": at(24, 10), "paused_at": None}
SOON: dict[str, Any] = {**LATE, "soon_at": at(24, 10), "due_at": at(24, 12)}


def _rungs(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(select(TicketWarning.rung).order_by(TicketWarning.id)))


def _commands(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).where(AuditEntry.command == "WarnDue")) or 0


def test_what_is_late_is_told_to_team_and_owner_once(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    teams_have_mail(desk.db)
    ticket_id = a_ticket(desk, actor, **LATE, owner_id=actor.agent_id)
    heard: list[TicketChanged] = []
    desk.events.subscribe(TicketChanged, heard.append)  # type: ignore[arg-type]  # only these are heard

    first = desk.progress.warn_due(actor)
    clock.advance(timedelta(minutes=1))
    second = desk.progress.warn_due(actor)

    assert (first, second) == (Warned(given=2), Warned())
    assert _rungs(desk.db) == ["late", "late-owner"]
    assert heard == [TicketChanged(ticket_id)]
    lines = [row for row in desk.ticket_queries.timeline(actor, ticket_id) if row.kind is TicketEventKind.WARNED]
    assert [row.text for row in lines] == [
        "Aan Eerste lijn (het team): Moest klaar zijn voor di 24 nov 10.00.",
        "Aan Eva (de eigenaar van de melding): Moest klaar zijn voor di 24 nov 10.00.",
    ]
    assert line_of(lines[0], Names()).icon == "bell"
    (mail,) = mails(desk.db)
    assert mail.address == "team@example.org"
    assert "Voor Eerste lijn (het team), Eva (de eigenaar van de melding)." in mail.body
    assert _commands(desk.db) == 1


def test_what_is_soon_is_told_to_who_works_on_it_else_to_the_team(desk: Desk, actor: Actor, piet: Actor) -> None:
    taken = a_ticket(desk, actor, **SOON, assignee_id=piet.agent_id)
    free = a_ticket(desk, actor, **SOON)

    desk.progress.warn_due(actor)

    (one,), (other,) = desk.progress_queries.warnings(actor, taken), desk.progress_queries.warnings(actor, free)
    assert (one.rung, one.addressee, one.name) == ("soon", Addressee.ASSIGNEE, "Piet")
    assert (other.rung, other.addressee, other.name) == ("soon", Addressee.TEAM, "Eerste lijn")
    assert mails(desk.db) == []


def test_a_day_to_look_again_that_has_passed_is_told_to_the_owner(desk: Desk, actor: Actor) -> None:
    ticket_id = a_ticket(
        desk,
        actor,
        status=TicketStatus.PENDING,
        pending_reason=PendingReason.CUSTOMER,
        paused_at=at(20, 9),
        follow_up_on=date(2026, 11, 23),
        owner_id=actor.agent_id,
    )

    desk.progress.warn_due(actor)

    (warning,) = desk.progress_queries.warnings(actor, ticket_id)
    assert (warning.rung, warning.name, warning.about_at) == ("waiting", "Eva", at(24, 0))
    assert warning.reason == "Wacht, en weer kijken had gemoeten op ma 23 nov."


def test_the_ladder_of_an_agreement_goes_to_whom_it_names_with_its_reason(
    desk: Desk, actor: Actor, manager: Actor, clock: FixedClock
) -> None:
    rungs = ((50, Addressee.AGREEMENT_OWNER, "half van de tijd is om"), (150, Addressee.MANAGER, "veel te laat"))
    target_id = a_target(desk.db, rungs=rungs)
    ticket_id = a_ticket(
        desk, actor, registered_at=at(23, 10), soon_at=at(23, 16), due_at=at(24, 10), target_id=target_id
    )

    desk.progress.warn_due(actor)
    before = [row for row in desk.progress_queries.warnings(actor, ticket_id) if row.rung.startswith("percent")]
    clock.advance(timedelta(hours=4))
    desk.progress.warn_due(actor)

    after = [row for row in desk.progress_queries.warnings(actor, ticket_id) if row.rung.startswith("percent")]
    assert [(row.name, row.reason) for row in before] == [("Noor Vos", "half van de tijd is om")]
    assert [(row.name, row.reason) for row in after] == [
        (manager.name, "veel te laat"),
        ("Noor Vos", "half van de tijd is om"),
    ]


def test_outside_the_hours_of_its_calendar_a_warning_waits_and_is_not_lost(
    desk: Desk, actor: Actor, clock: FixedClock
) -> None:
    with desk.db.jot() as session:
        night = ServiceCalendar(code="NACHT", name="Nachtdienst")
        session.add(night)
        session.flush()
        session.add(ServiceWindow(calendar_id=night.id, weekday=1, opens=time(22), closes=time(23)))
        calendar_id = night.id
    a_ticket(desk, actor, **LATE, target_id=a_target(desk.db, calendar_id=calendar_id))

    by_day = desk.progress.warn_due(actor)
    clock.advance(timedelta(hours=11, minutes=18))
    at_ten = desk.progress.warn_due(actor)

    assert by_day == Warned(given=0, waiting=2)
    assert _commands(desk.db) == 1
    assert at_ten == Warned(given=2, waiting=0)


def test_a_calendar_that_is_never_opens_again_holds_no_warning_back(desk: Desk, actor: Actor) -> None:
    with desk.db.jot() as session:
        dead = ServiceCalendar(code="DICHT", name="Altijd dicht")
        session.add(dead)
        session.flush()
        session.add(ServiceWindow(calendar_id=dead.id, weekday=1, opens=time(9), closes=time(10)))
        tuesdays = (date(2026, 11, 17) + timedelta(weeks=week) for week in range(52 * 102))
        session.add_all(Closure(calendar_id=dead.id, day=day, name="Dicht") for day in tuesdays)
        calendar_id = dead.id
    a_ticket(desk, actor, **LATE, target_id=a_target(desk.db, calendar_id=calendar_id))

    assert desk.progress.warn_due(actor).given == 2


def test_a_moment_that_a_pause_moves_counts_anew(desk: Desk, actor: Actor) -> None:
    ticket_id = a_ticket(desk, actor, **SOON)
    desk.progress.warn_due(actor)

    put(desk.db, ticket_id, soon_at=at(24, 10, 30), due_at=at(24, 13))
    desk.progress.warn_due(actor)

    assert _rungs(desk.db) == ["soon", "soon"]


@pytest.mark.parametrize("hours", [(24, -24), (-1, 1), (2, -2)])
def test_a_clock_that_jumps_warns_not_twice_and_loses_nothing(
    desk: Desk, actor: Actor, clock: FixedClock, hours: tuple[int, int]
) -> None:
    a_ticket(desk, actor, **{**LATE, "due_at": at(24, 11)})

    for jump in (timedelta(), *(timedelta(hours=hour) for hour in hours), timedelta(minutes=30), timedelta(minutes=30)):
        clock.advance(jump)
        desk.progress.warn_due(actor)

    assert sorted(_rungs(desk.db)) == ["late", "late-owner", "soon"]


def test_what_is_done_is_not_warned_about(desk: Desk, actor: Actor) -> None:
    a_ticket(desk, actor, **LATE, status=TicketStatus.COMPLETED)
    a_ticket(desk, actor, **LATE, status=TicketStatus.READY)

    assert desk.progress.warn_due(actor) == Warned()
    assert _commands(desk.db) == 0


def test_many_counters_together_warn_once(desk: Desk, actor: Actor, place: str, clock: FixedClock) -> None:
    teams_have_mail(desk.db)
    for _ticket in range(5):
        a_ticket(desk, actor, **LATE)
    start, given = Barrier(8), []

    def counter() -> None:
        other = Database(database_url(place), clock, EventBus())
        try:
            own = build(other).progress
            start.wait()
            given.append(own.warn_due(actor).given)
        finally:
            other.close()

    threads = [Thread(target=counter) for _counter in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(given) == 8
    assert sum(given) == len(_rungs(desk.db)) == 10
    with desk.db.read() as session:
        lines = session.scalar(text("select count(*) from ticket_events where kind = 'warned'"))
    assert lines == 10
    assert len({(mail.subject, mail.body) for mail in mails(desk.db)}) == len(mails(desk.db))


def _while_another_warns(desk: Desk, actor: Actor, place: str, clock: FixedClock) -> int:
    """How many warnings a counter gives while another one has written its own and not yet committed."""
    ticket_id = a_ticket(desk, actor, **SOON)
    given: list[int] = []

    def late_comer() -> None:
        other = Database(database_url(place), clock, EventBus())
        given.append(build(other).progress.warn_due(actor).given)
        other.close()

    thread = Thread(target=late_comer)
    with desk.db.write(actor, WarnDue()) as unit:
        unit.session.add(
            TicketWarning(
                ticket_id=ticket_id,
                rung="soon",
                about_at=SOON["soon_at"],
                at=unit.now,
                addressee=Addressee.TEAM,
                name="Eerste lijn",
                reason="bijna",
            )
        )
        unit.session.flush()
        thread.start()
        thread.join(timeout=1)  # it waits for us, or it is through already
    thread.join()
    return given[0]


def test_who_comes_while_another_warns_warns_nobody(desk: Desk, actor: Actor, place: str, clock: FixedClock) -> None:
    given = _while_another_warns(desk, actor, place, clock)

    assert (given, _rungs(desk.db)) == (0, ["soon"])


@pytest.mark.parametrize("place", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_without_the_unique_index_it_would_warn_twice(desk: Desk, actor: Actor, place: str, clock: FixedClock) -> None:
    with desk.db.engine.begin() as connection:
        connection.execute(text("drop index uq_ticket_warnings_ticket_id_rung_about_at"))

    given = _while_another_warns(desk, actor, place, clock)

    assert (given, _rungs(desk.db)) == (1, ["soon", "soon"])


def test_a_mail_about_a_confidential_ticket_says_only_its_number(desk: Desk, actor: Actor) -> None:
    teams_have_mail(desk.db)
    ticket_id = a_ticket(desk, actor, **LATE, confidential=True, subject="Geheime klacht")

    desk.progress.warn_due(actor)

    (mail,) = mails(desk.db)
    assert "M26-000001 (vertrouwelijk)" in mail.body
    assert "Geheime" not in mail.subject + mail.body
    assert "10.00" not in mail.body
    assert desk.progress_queries.warnings(actor, ticket_id) == ()


def test_one_mail_tells_a_team_about_all_its_tickets(desk: Desk, actor: Actor) -> None:
    teams_have_mail(desk.db)
    for _ticket in range(3):
        a_ticket(desk, actor, **SOON)

    desk.progress.warn_due(actor)

    (mail,) = mails(desk.db)
    assert mail.subject == "3 meldingen vragen aandacht"
    assert all(f"M26-00000{number}" in mail.body for number in (1, 2, 3))


def test_more_than_a_batch_is_warned_in_one_call(desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk_app.progress.service.BATCH", 2)
    for _ticket in range(3):
        a_ticket(desk, actor, **LATE, owner_id=None)

    given = desk.progress.warn_due(actor).given

    assert given == 3
    assert _commands(desk.db) == 2


def test_escalating_by_hand_reaches_the_manager_with_the_reason(desk: Desk, actor: Actor, manager: Actor) -> None:
    teams_have_mail(desk.db)
    ticket_id = a_ticket(desk, actor)

    desk.progress.escalate(
        actor, EscalateTicket(ticket_id=ticket_id, addressee=Addressee.MANAGER, reason=" college valt uit ")
    )

    (warning,) = desk.progress_queries.warnings(actor, ticket_id)
    assert (warning.name, warning.reason, warning.given_by) == (manager.name, "college valt uit", "Eva")
    last = desk.ticket_queries.timeline(actor, ticket_id)[-1]
    assert (last.kind, last.text) == (TicketEventKind.WARNED, "Aan Noor (de leidinggevende): college valt uit")
    (mail,) = mails(desk.db)
    assert "college valt uit" in mail.body


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201, "a\0b"])
def test_escalating_asks_a_reason_that_can_be_read(desk: Desk, actor: Actor, reason: str) -> None:
    ticket_id = a_ticket(desk, actor)

    with pytest.raises(InvalidInput) as refused:
        desk.progress.escalate(actor, EscalateTicket(ticket_id=ticket_id, addressee=Addressee.TEAM, reason=reason))

    assert set(refused.value.fields) == {"reason"}
    assert desk.progress_queries.warnings(actor, ticket_id) == ()


def test_who_may_not_work_or_not_see_cannot_escalate(desk: Desk, actor: Actor) -> None:
    secret = a_ticket(desk, actor, confidential=True)
    done = a_ticket(desk, actor, status=TicketStatus.CLOSED)
    reader = Actor(None, "Lezer", Role.BACK_OFFICE, frozenset())

    attempts: list[tuple[Actor, int, type[Exception]]] = [
        (reader, done, NotAllowed),
        (actor, secret, NotFound),
        (actor, done, Conflict),
    ]

    for who, ticket_id, error in attempts:
        with pytest.raises(error):
            desk.progress.escalate(who, EscalateTicket(ticket_id=ticket_id, addressee=Addressee.TEAM, reason="nu"))
