# SPDX-License-Identifier: EUPL-1.2
"""How teams of our own and suppliers kept their part, from the timeline of the tickets."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from desk_app.app import Desk
from desk_app.catalogue.models import TicketKind
from desk_app.completion.messages import CompleteTickets
from desk_app.contracts.models import Agreement, AgreementKind, agreement_items
from desk_app.core.actor import Actor
from desk_app.core.clock import FixedClock
from desk_app.progress.messages import Figure, Figures, Part, Period, Verdict
from desk_app.relations.models import Supplier
from desk_app.tickets.lifecycle import PendingReason, TicketStatus
from desk_app.tickets.messages import AssignTickets, ResumeTickets, TakeTickets, Undo, WaitTickets
from tests import factories
from tests.guarding import a_target, agreement_of, at, put

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def _an_ola(desk: Desk, team: str = "AV", **columns: Any) -> int:  # noqa: ANN401 -- columns of AgreementTarget
    """A team that has four working hours; returns the target."""
    target_id = a_target(desk.db, f"OLA-{team}", **{"completion_amount": 240, **columns})
    with desk.db.jot() as session:
        agreement = session.get_one(Agreement, agreement_of(desk.db, target_id))
        agreement.kind, agreement.team_id = AgreementKind.OLA, factories.team_id(desk.db, team)
    return target_id


def _a_contract(desk: Desk, *items: str, **columns: Any) -> int:  # noqa: ANN401 -- columns of AgreementTarget
    """A supplier who has eight working hours for these products; returns the target."""
    target_id = a_target(desk.db, "CON-PAS", **columns)
    with desk.db.jot() as session:
        supplier = Supplier(code="PASBV", name="Passen bv")
        session.add(supplier)
        session.flush()
        agreement = session.get_one(Agreement, agreement_of(desk.db, target_id))
        agreement.kind, agreement.supplier_id = AgreementKind.SUPPLIER, supplier.id
        for code in items:
            item_id = factories.item_id(desk.db, code)
            session.execute(agreement_items.insert().values(agreement_id=agreement.id, item_id=item_id))
    return target_id


class _Story:
    """One ticket, told moment by moment."""

    def __init__(self, desk: Desk, actor: Actor, clock: FixedClock) -> None:
        self.desk, self.actor, self.clock = desk, actor, clock
        (self.id,) = factories.a_visit(desk, actor).ticket_ids

    def at(self, moment: datetime) -> "_Story":
        self.clock.advance(moment - self.clock.now())
        return self

    def to(self, team: str) -> str:
        team_id = factories.team_id(self.desk.db, team)
        order = AssignTickets(ticket_ids=(self.id,), team_id=team_id, reason="hoort daar")
        return self.desk.tickets.assign(self.actor, order).command_id

    def waits(self, reason: PendingReason) -> None:
        order = WaitTickets(ticket_ids=(self.id,), reason=reason, follow_up_on=date(2026, 12, 24))
        self.desk.tickets.wait(self.actor, order)

    def goes_on(self) -> None:
        self.desk.tickets.resume(self.actor, ResumeTickets(ticket_ids=(self.id,)))

    def ready(self) -> None:
        order = CompleteTickets(ticket_ids=(self.id,), work_done="Klaar.", late_reason="Drukte.")
        self.desk.completion.complete(self.actor, order)


@pytest.fixture
def story(desk: Desk, actor: Actor, clock: FixedClock) -> _Story:
    """A ticket for the first line, registered on Tuesday 24 November at 10.42."""
    return _Story(desk, actor, clock)


def _figures(desk: Desk, actor: Actor, target_id: int) -> Figures:
    return desk.performance.agreement(actor, agreement_of(desk.db, target_id), NOVEMBER).targets[0].figures


def test_a_team_is_measured_from_when_the_ticket_came_to_it(desk: Desk, actor: Actor, story: _Story) -> None:
    target_id = _an_ola(desk)
    story.at(at(25, 9)).to("AV")

    story.at(at(25, 13)).ready()

    assert _figures(desk, actor, target_id) == Figures(n=1, met=1)


def test_a_team_that_is_late_is_late_by_its_own_term(desk: Desk, actor: Actor, story: _Story) -> None:
    target_id = _an_ola(desk)
    story.at(at(25, 9)).to("AV")

    story.at(at(25, 13, 45)).ready()

    figure = Figure(NOVEMBER, Part.MISSED, target_id=target_id)
    (row,) = desk.performance.tickets_of(actor, figure).rows
    assert _figures(desk, actor, target_id) == Figures(n=1, met=0, late_median=45, late_p90=45)
    assert (row.id, row.due_at, row.completed_at, row.late_minutes) == (story.id, at(25, 13), at(25, 13, 45), 45)
    assert row.met is False
    assert row.cause == "Drukte."


def test_what_a_customer_has_to_do_is_no_time_of_the_team(desk: Desk, actor: Actor, story: _Story) -> None:
    target_id = _an_ola(desk)
    story.at(at(25, 9)).to("AV")
    story.at(at(25, 10)).waits(PendingReason.CUSTOMER)
    story.at(at(27, 9)).goes_on()

    story.at(at(27, 12)).ready()

    assert _figures(desk, actor, target_id) == Figures(n=1, met=1)


def test_a_ticket_that_was_sent_by_mistake_never_came(desk: Desk, actor: Actor, story: _Story) -> None:
    target_id = _an_ola(desk, "EERSTELIJN", completion_amount=480)
    there = story.at(at(24, 11)).to("AV")
    back = story.at(at(25, 10)).to("EERSTELIJN")
    for command_id in (back, there):
        desk.undo.undo(actor, Undo(undone_id=command_id))

    story.at(at(25, 10, 43)).ready()

    assert _figures(desk, actor, target_id) == Figures(n=1, met=0, late_median=1, late_p90=1)


def test_what_a_team_is_late_with_now_is_told_beside_it(desk: Desk, actor: Actor, story: _Story) -> None:
    target_id = _an_ola(desk)
    story.to("AV")

    story.at(at(26, 9))

    listed = desk.performance.tickets_of(actor, Figure(NOVEMBER, Part.OPEN_LATE, target_id=target_id))
    assert _figures(desk, actor, target_id) == Figures(open_late=1)
    assert [(row.id, row.met) for row in listed.rows] == [(story.id, None)]


def test_a_supplier_is_measured_as_long_as_we_waited_for_it(desk: Desk, actor: Actor, story: _Story) -> None:
    target_id = _a_contract(desk, "P-PAS")
    story.at(at(24, 11)).waits(PendingReason.SUPPLIER)
    story.at(at(24, 15)).goes_on()
    story.at(at(26, 9)).waits(PendingReason.SUPPLIER)
    story.at(at(26, 13)).goes_on()

    story.at(at(27, 16)).ready()

    assert _figures(desk, actor, target_id) == Figures(n=1, met=1)


def test_a_supplier_who_took_longer_missed_it(desk: Desk, actor: Actor, story: _Story) -> None:
    target_id = _a_contract(desk, "P-PAS")
    story.at(at(24, 11)).waits(PendingReason.SUPPLIER)

    story.at(at(25, 12)).ready()

    found = desk.performance.agreements(actor, NOVEMBER)[0]
    assert _figures(desk, actor, target_id) == Figures(n=1, met=0, late_median=60, late_p90=60)
    assert (found.code, found.party, found.verdict) == ("CON-PAS", "Passen bv", Verdict.TOO_FEW)
    assert (found.figures.late_median, found.score, found.norm) == (60, 0, 90)


@pytest.mark.parametrize("items", [(), ("P-BEA",)])
def test_a_supplier_has_nothing_to_do_with_other_products(
    desk: Desk, actor: Actor, story: _Story, items: tuple[str, ...]
) -> None:
    target_id = _a_contract(desk, *items)
    story.waits(PendingReason.SUPPLIER)

    story.at(at(30, 12)).ready()

    assert _figures(desk, actor, target_id) == Figures()


def test_who_never_waited_for_the_supplier_says_nothing_about_it(desk: Desk, actor: Actor, story: _Story) -> None:
    target_id = _a_contract(desk, "P-PAS")
    desk.tickets.take(actor, TakeTickets(ticket_ids=(story.id,)))

    story.at(at(30, 12)).ready()

    assert _figures(desk, actor, target_id) == Figures()


def test_a_supplier_who_is_late_now_is_told_until_the_wait_is_over(desk: Desk, actor: Actor, story: _Story) -> None:
    target_id = _a_contract(desk, "P-PAS")
    story.at(at(24, 11)).waits(PendingReason.SUPPLIER)
    before = _figures(desk, actor, target_id)
    story.at(at(26, 9))
    while_late = _figures(desk, actor, target_id)

    story.goes_on()

    after = _figures(desk, actor, target_id)
    assert (before, while_late, after) == (Figures(), Figures(open_late=1), Figures())


def test_the_target_that_says_most_counts(desk: Desk, actor: Actor, story: _Story) -> None:
    wide = _an_ola(desk, "EERSTELIJN", completion_amount=6000)
    narrow = _an_ola(desk, "EERSTELIJN", kind=TicketKind.REQUEST, position=1)

    story.at(at(24, 16)).ready()

    found = desk.performance.agreement(actor, agreement_of(desk.db, wide), NOVEMBER)
    assert {target.target_id: target.figures.n for target in found.targets} == {wide: 0, narrow: 1}
    assert (found.figures.n, found.figures.met) == (1, 0)


def test_an_agreement_does_not_count_before_it_began(desk: Desk, actor: Actor, story: _Story) -> None:
    target_id = _an_ola(desk, "EERSTELIJN")
    with desk.db.jot() as session:
        session.get_one(Agreement, agreement_of(desk.db, target_id)).valid_from = date(2026, 11, 25)

    story.at(at(25, 12)).ready()

    assert _figures(desk, actor, target_id) == Figures()


def test_a_ticket_that_came_without_its_timeline_counts_by_its_moments(desk: Desk, actor: Actor, story: _Story) -> None:
    target_id = _an_ola(desk, "EERSTELIJN")

    put(desk.db, story.id, status=TicketStatus.CLOSED, registered_at=at(20, 9), completed_at=at(20, 15))

    assert _figures(desk, actor, target_id) == Figures(n=1, met=0, late_median=120, late_p90=120)


def test_the_months_of_a_team_are_those_in_which_it_was_ready(
    desk: Desk, actor: Actor, clock: FixedClock, story: _Story
) -> None:
    target_id = _an_ola(desk, "EERSTELIJN")
    story.at(at(24, 11)).ready()
    other = _Story(desk, actor, clock)
    other.at(at(2, 12, month=12)).ready()

    trend = desk.performance.trend(actor, date(2026, 12, 1), target_id=target_id)

    assert [(month.n, month.met) for month in trend[-2:]] == [(1, 1), (1, 0)]
    assert desk.performance.trend(actor, date(2026, 12, 1), agreement_id=agreement_of(desk.db, target_id)) == trend


def test_what_is_confidential_is_counted_and_not_listed(
    desk: Desk, actor: Actor, manager: Actor, story: _Story
) -> None:
    target_id = _an_ola(desk, "EERSTELIJN")
    story.at(at(25, 12) + timedelta(minutes=1)).ready()
    put(desk.db, story.id, confidential=True, assignee_id=None)

    figure = Figure(NOVEMBER, Part.MISSED, target_id=target_id)
    for_eva, for_noor = (desk.performance.tickets_of(who, figure) for who in (actor, manager))

    assert (for_eva.rows, for_eva.total, for_eva.hidden) == ((), 1, 1)
    assert [row.id for row in for_noor.rows] == [story.id]
