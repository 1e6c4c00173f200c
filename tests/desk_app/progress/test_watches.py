# SPDX-License-Identifier: EUPL-1.2
"""Which ticket stands in which list of guarding."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from desk_app.app import Desk
from desk_app.catalogue.models import LeadUnit, StepKind
from desk_app.core.actor import Actor, Role
from desk_app.core.errors import NotAllowed
from desk_app.progress.messages import Watch
from desk_app.tickets.lifecycle import PendingReason, StepStatus, TicketStatus
from desk_app.tickets.models import TicketStep
from tests import factories
from tests.guarding import a_ticket, at

NOT_PRESSING: dict[str, Any] = {
    "registered_at": at(20, 9),
    "soon_at": at(26, 9),
    "due_at": at(26, 12),
    "promised_at": at(26, 12),
    "respond_by": None,
    "paused_at": None,
}
WAITS: dict[str, Any] = {
    "status": TicketStatus.PENDING,
    "pending_reason": PendingReason.CUSTOMER,
    "follow_up_on": date(2026, 11, 27),
    "paused_at": at(24, 9),
}

CASES: list[tuple[str, dict[str, Any], set[Watch]]] = [
    ("nothing presses", {}, set()),
    ("a quarter of the time is left", {"soon_at": at(24, 10)}, {Watch.AT_RISK}),
    ("it is soon from this minute on", {"soon_at": at(24, 10, 42)}, {Watch.AT_RISK}),
    ("it is late", {"soon_at": at(24, 8), "due_at": at(24, 10)}, {Watch.LATE, Watch.BREAKS_TODAY}),
    ("it is due at the end of today", {"due_at": at(24, 17)}, {Watch.BREAKS_TODAY}),
    ("it is due at midnight", {"due_at": at(25, 0)}, set()),
    ("it was promised today", {"promised_at": at(24, 16)}, {Watch.BREAKS_TODAY, Watch.PROMISED_TODAY}),
    ("it was promised yesterday", {"promised_at": at(23, 16)}, {Watch.BREAKS_TODAY}),
    ("it is late, but the clock stands still", {**WAITS, "soon_at": at(24, 8), "due_at": at(24, 10)}, set()),
    (
        "it was late before the clock stopped",
        {**WAITS, "soon_at": at(23, 8), "due_at": at(24, 8)},
        {Watch.LATE, Watch.BREAKS_TODAY},
    ),
    (
        "a promise of today, and the clock stands still",
        {**WAITS, "promised_at": at(24, 16)},
        {Watch.PROMISED_TODAY},
    ),
    (
        "it waits for a supplier and the clock runs",
        {**WAITS, "paused_at": None, "due_at": at(24, 9)},
        {Watch.LATE, Watch.BREAKS_TODAY},
    ),
    ("nobody has it", {"assignee_id": None}, {Watch.NO_NEXT_STEP}),
    ("it waits without a day", {**WAITS, "follow_up_on": None}, {Watch.NO_NEXT_STEP}),
    ("nobody has it and the clock stands still", {**WAITS, "assignee_id": None}, set()),
    ("the day to look again was yesterday", {**WAITS, "follow_up_on": date(2026, 11, 23)}, {Watch.WAITING_TOO_LONG}),
    ("the day to look again is today", {**WAITS, "follow_up_on": date(2026, 11, 24)}, set()),
    (
        "it stands still longer than its whole term",
        {**WAITS, "registered_at": at(2, 9), "due_at": at(5, 9), "paused_at": at(4, 9)},
        {Watch.WAITING_TOO_LONG},
    ),
    ("a first answer is due within the hour", {"respond_by": at(24, 11, 30)}, {Watch.RESPONSE}),
    ("a first answer is late", {"respond_by": at(24, 9)}, {Watch.RESPONSE}),
    (
        "three quarters of the time for an answer have gone",
        {"registered_at": at(16, 9), "respond_by": at(26, 9)},
        {Watch.RESPONSE},
    ),
    ("there is time for an answer", {"respond_by": at(30, 9)}, set()),
    ("the answer was given", {"respond_by": at(24, 9), "responded_at": at(24, 8)}, set()),
    ("it lies ready", {"status": TicketStatus.READY, "due_at": at(24, 8), "promised_at": at(24, 8)}, set()),
    ("it is done", {"status": TicketStatus.COMPLETED, "due_at": at(24, 8), "promised_at": at(24, 8)}, set()),
    ("nothing was agreed", {"due_at": None, "soon_at": None, "promised_at": None}, set()),
]


def test_a_ticket_stands_in_these_lists_and_is_counted_there(desk: Desk, actor: Actor) -> None:
    mine = {**NOT_PRESSING, "assignee_id": actor.agent_id}
    cases = {a_ticket(desk, actor, **{**mine, **columns}): (name, expected) for name, columns, expected in CASES}

    lists = {watch: [row.id for row in desk.progress_queries.guarded(actor, watch)] for watch in Watch}

    found = {name: {watch for watch, ids in lists.items() if one in ids} for one, (name, _expected) in cases.items()}
    assert found == dict(cases.values())
    assert desk.progress_queries.counts(actor) == {watch: len(ids) for watch, ids in lists.items()}


def test_a_step_that_can_be_done_is_a_next_step(desk: Desk, actor: Actor) -> None:
    ticket_id = a_ticket(desk, actor, **NOT_PRESSING)
    assert desk.progress_queries.counts(actor)[Watch.NO_NEXT_STEP] == 1

    with desk.db.jot() as session:
        session.add(
            TicketStep(
                ticket_id=ticket_id,
                code="check",
                position=0,
                kind=StepKind.CHECK,
                name="Nakijken",
                lead_amount=1,
                lead_unit=LeadUnit.WORKING_DAYS,
                after=[],
                status=StepStatus.READY,
                ready_at=at(24, 9),
            )
        )

    assert desk.progress_queries.counts(actor)[Watch.NO_NEXT_STEP] == 0


def test_the_most_pressing_comes_first_and_lists_are_narrowed_by_team_and_owner(
    desk: Desk, actor: Actor, piet: Actor
) -> None:
    audio = factories.team_id(desk.db, "AV")
    later = a_ticket(desk, actor, **{**NOT_PRESSING, "due_at": at(24, 9, 30), "team_id": audio})
    first = a_ticket(desk, actor, **{**NOT_PRESSING, "due_at": at(24, 9), "owner_id": piet.agent_id})

    late = Watch.LATE
    everything = [row.id for row in desk.progress_queries.guarded(actor, late)]
    of_team = [row.id for row in desk.progress_queries.guarded(actor, late, team_id=audio)]
    of_owner = [row.id for row in desk.progress_queries.guarded(actor, late, owner_id=piet.agent_id)]

    assert everything == [first, later]
    assert (of_team, of_owner) == ([later], [first])
    assert desk.progress_queries.counts(actor, team_id=audio)[late] == 1
    assert len(desk.progress_queries.guarded(actor, late, limit=1)) == 1


def test_a_confidential_complaint_is_guarded_only_for_who_may_see_it(desk: Desk, actor: Actor, manager: Actor) -> None:
    ticket_id = a_ticket(desk, actor, **{**NOT_PRESSING, "due_at": at(24, 9), "confidential": True})

    hidden = desk.progress_queries.guarded(actor, Watch.LATE)
    seen = desk.progress_queries.guarded(manager, Watch.LATE)

    assert (hidden, desk.progress_queries.counts(actor)[Watch.LATE]) == ((), 0)
    assert [row.id for row in seen] == [ticket_id]
    assert desk.progress_queries.counts(manager)[Watch.LATE] == 1


def test_guarding_is_for_who_may_see_tickets(desk: Desk) -> None:
    nobody = Actor(None, "Niemand", Role.COUNTER, frozenset())

    for ask in (
        lambda: desk.progress_queries.guarded(nobody, Watch.LATE),
        lambda: desk.progress_queries.counts(nobody),
        lambda: desk.progress_queries.warnings(nobody, 1),
        lambda: desk.progress.warn_due(nobody),
    ):
        with pytest.raises(NotAllowed):
            ask()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_lists_and_counts_go_along_the_index_of_open_work(desk: Desk, actor: Actor) -> None:
    plans: list[str] = []

    @event.listens_for(desk.db._reader, "before_cursor_execute")  # noqa: SLF001 -- the statements as they are sent
    def explain(conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:  # noqa: ANN401 -- SQLAlchemy's own
        if "tickets" in statement:
            found = conn.connection.driver_connection.execute(f"explain query plan {statement}", parameters)
            plans.extend(row[3] for row in found.fetchall() if "tickets" in row[3].split())

    for watch in Watch:
        desk.progress_queries.guarded(actor, watch)
    desk.progress_queries.counts(actor)

    assert plans
    assert all("ix_tickets_open_due" in plan for plan in plans), plans
