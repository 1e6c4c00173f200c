# SPDX-License-Identifier: EUPL-1.2
"""What is on the board, for whom, and that closed tickets cost it nothing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select, text

from desk_app.app import Desk
from desk_app.board.filters import urgency_of
from desk_app.board.messages import BoardCounts, BoardFilter, Lane, Pressing, Whose
from desk_app.board.queries import done_since, open_work
from desk_app.catalogue.models import TicketKind
from desk_app.completion.messages import CompleteTickets, HandOver
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock, today
from desk_app.intake.messages import Question
from desk_app.tickets.lifecycle import DONE, PendingReason
from desk_app.tickets.messages import CancelTickets, TakeTickets, WaitTickets
from desk_app.tickets.models import Ticket
from desk_app.tickets.urgency import Urgency
from tests.factories import a_visit, an_actor, item_id, space_id, team_id


def a_fault(desk: Desk) -> Question:
    return Question(
        kind=TicketKind.INCIDENT,
        item_id=item_id(desk.db, "P-BEA"),
        description="gëen beeld",
        space_id=space_id(desk.db),
    )


def test_every_card_stands_in_the_lane_of_its_status(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    new, taken, waits, ready, done, gone = (a_visit(desk, actor).ticket_ids[0] for _ in range(6))
    desk.tickets.take(actor, TakeTickets(ticket_ids=(taken,)))
    follow_up = today(clock) + timedelta(days=2)
    desk.tickets.wait(actor, WaitTickets(ticket_ids=(waits,), reason=PendingReason.SUPPLIER, follow_up_on=follow_up))
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(ready,), work_done="Klaar.", shelf="14"))
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(done,), work_done="Klaar."))
    desk.tickets.cancel(actor, CancelTickets(ticket_ids=(gone,), reason="dubbel"))

    cards = {card.id: card for card in desk.board.cards(actor)}

    assert {number: card.lane for number, card in cards.items()} == {
        new: Lane.NEW,
        taken: Lane.IN_PROGRESS,
        waits: Lane.PENDING,
        ready: Lane.READY,
        done: Lane.DONE_TODAY,
    }
    assert cards[new].requester == "Sanne Jansen"
    assert cards[new].team == "Eerste lijn"
    assert cards[taken].assignee == "Eva"
    assert (cards[waits].pending_reason, cards[waits].follow_up_on) == (PendingReason.SUPPLIER, follow_up)
    assert cards[ready].shelf == "14"


def test_what_was_done_yesterday_is_no_longer_on_the_board(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ticket = a_visit(desk, actor).ticket_ids[0]
    on_shelf = a_visit(desk, actor).ticket_ids[0]
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket,), work_done="Klaar."))
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(on_shelf,), work_done="Klaar.", shelf="14"))

    clock.advance(timedelta(days=1))
    cards = desk.board.cards(actor)

    assert [card.id for card in cards] == [on_shelf]
    assert desk.board.card(actor, ticket) is None


def test_one_card_is_read_anew_as_the_whole_board_reads_it(desk: Desk, actor: Actor) -> None:
    room = a_fault(desk)
    ticket = a_visit(desk, actor, room).ticket_ids[0]

    one = desk.board.card(actor, ticket)

    assert one is not None
    assert (one.space, one.kind) == ("D2.14", TicketKind.INCIDENT)
    assert (one,) == desk.board.cards(actor)
    assert desk.board.some(actor, (ticket, 999_999)) == {ticket: one}


def test_a_card_that_was_handed_over_goes_to_done(desk: Desk, actor: Actor) -> None:
    ticket = a_visit(desk, actor).ticket_ids[0]
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket,), work_done="Klaar.", shelf="14"))

    desk.completion.hand_over(actor, HandOver(ticket_ids=(ticket,), name="S. Jansen"))

    card = desk.board.card(actor, ticket)
    assert card is not None
    assert card.lane is Lane.DONE_TODAY


def test_a_confidential_complaint_is_seen_by_who_may(desk: Desk, actor: Actor) -> None:
    complaint = Question(kind=TicketKind.COMPLAINT, kind_chosen=True, description="onheus behandeld", confidential=True)
    ticket = a_visit(desk, actor, complaint).ticket_ids[0]
    manager = an_actor(desk.db, "mila", Role.MANAGER)

    mine, theirs = desk.board.cards(actor), desk.board.cards(manager)

    assert [card.id for card in theirs] == [ticket]
    assert not mine
    assert desk.board.card(actor, ticket) is None
    assert desk.board.counts(actor) == BoardCounts()
    assert desk.board.counts(manager).open == 1


def test_a_filter_asks_less(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    badge = a_visit(desk, actor).ticket_ids[0]
    beamer = a_visit(desk, actor, a_fault(desk)).ticket_ids[0]
    desk.tickets.take(actor, TakeTickets(ticket_ids=(badge,)))
    clock.advance(timedelta(hours=5))

    def asked(wanted: BoardFilter) -> list[int]:
        return [card.id for card in desk.board.cards(actor, wanted)]

    assert asked(BoardFilter(words="Géen d2.14")) == [beamer]
    assert asked(BoardFilter(words="jansen")) == [beamer, badge]
    assert asked(BoardFilter(kind=TicketKind.REQUEST)) == [badge]
    assert asked(BoardFilter(team_id=team_id(desk.db, "AV"))) == [beamer]
    assert asked(BoardFilter(whose=Whose.MINE)) == [badge]
    assert asked(BoardFilter(pressing=Pressing.LATE)) == [beamer]


def test_my_team_sees_its_own_work_my_work_and_nobodys_work(desk: Desk, actor: Actor) -> None:
    first = a_visit(desk, actor).ticket_ids[0]
    beamer = a_fault(desk)
    theirs = a_visit(desk, actor, beamer).ticket_ids[0]
    mine = a_visit(desk, actor, beamer).ticket_ids[0]
    me = replace(actor, team_ids=frozenset({team_id(desk.db, "EERSTELIJN")}))
    desk.tickets.take(me, TakeTickets(ticket_ids=(mine,)))

    cards = desk.board.cards(me, BoardFilter(whose=Whose.MY_TEAMS))

    assert {card.id for card in cards} == {first, mine}
    assert theirs not in {card.id for card in cards}
    assert desk.board.counts(me).open == 2


def test_the_rail_counts_what_waits_while_its_clock_runs(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    waits = a_visit(desk, actor, a_fault(desk)).ticket_ids[0]
    follow_up = today(clock) + timedelta(days=2)
    desk.tickets.wait(actor, WaitTickets(ticket_ids=(waits,), reason=PendingReason.PART, follow_up_on=follow_up))

    clock.advance(timedelta(hours=6))

    assert desk.board.counts(actor) == BoardCounts(open=1, late=1)
    card = desk.board.cards(actor)[0]
    assert (card.paused_at, urgency_of(card, clock.now())) == (None, Urgency.LATE)


def test_the_rail_counts_what_is_late_and_soon(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    beamer = a_fault(desk)
    a_visit(desk, actor, beamer)
    waits = a_visit(desk, actor, beamer).ticket_ids[0]
    follow_up = today(clock) + timedelta(days=2)
    desk.tickets.wait(actor, WaitTickets(ticket_ids=(waits,), reason=PendingReason.CUSTOMER, follow_up_on=follow_up))

    before = desk.board.counts(actor)
    clock.advance(timedelta(hours=3, minutes=30))
    soon = desk.board.counts(actor)
    clock.advance(timedelta(hours=2))
    late = desk.board.counts(actor)

    assert before == BoardCounts(open=2)
    assert soon == BoardCounts(open=2, soon=1)
    assert late == BoardCounts(open=2, late=1)


def test_the_board_is_read_along_its_own_indexes(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    if desk.db.dialect != "sqlite":
        return  # PostgreSQL chooses by statistics, which an empty table does not have
    statements = open_work(actor), done_since(actor, clock.now())

    plans = [plan_of(desk, statement) for statement in statements]

    assert "SCAN tickets USING INDEX ix_tickets_open_due" in plans[0]
    assert "SEARCH tickets USING INDEX ix_tickets_completed_at (completed_at>?)" in plans[1]
    assert not [line for plan in plans for line in plan if line == "SCAN tickets"]
    assert not [line for line in plans[0] if "TEMP B-TREE" in line]


def test_other_words_for_open_work_would_read_every_ticket(desk: Desk, actor: Actor) -> None:
    if desk.db.dialect != "sqlite":
        return
    other_words = select(Ticket.id).where(Ticket.status.not_in(sorted(DONE))).order_by(Ticket.due_at)

    plan = plan_of(desk, other_words)

    assert not [line for line in plan if "ix_tickets_open_due" in line]


def plan_of(desk: Desk, statement: Select[*tuple[Any, ...]]) -> list[str]:
    sql = statement.compile(desk.db.engine, compile_kwargs={"literal_binds": True})
    with desk.db.read() as session:
        return [row.detail for row in session.execute(text(f"EXPLAIN QUERY PLAN {sql}"))]
