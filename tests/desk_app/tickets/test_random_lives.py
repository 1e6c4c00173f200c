# SPDX-License-Identifier: EUPL-1.2
"""Whatever happens to tickets, in whatever order and at whatever time, what is kept of a clock is what follows from its
timeline; and what is undone never happened."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from desk_app.app import Desk
from desk_app.catalogue.models import TicketKind
from desk_app.contracts.models import PendingReason
from desk_app.core.actor import Actor
from desk_app.core.clock import FixedClock, local
from desk_app.core.errors import Conflict, InvalidInput
from desk_app.tickets.messages import (
    AddNote,
    CancelTickets,
    Done,
    ReclassifyTicket,
    ReopenTickets,
    ResetTickets,
    TakeTickets,
    Undo,
    WaitTickets,
)
from tests.desk_app.tickets.agreed import a_target, an_agreement
from tests.desk_app.tickets.test_clock_keeping import a_badge, complete, kept, reckoned, resume, row
from tests.factories import item_id

REASONS = list(PendingReason)
Deed = Callable[[], Done]


def deeds_on(desk: Desk, actor: Actor, ticket: int, chance: random.Random) -> list[Deed]:
    """What somebody may try to do to a ticket."""
    ids = (ticket,)
    day = local(desk.clock.now()).date() + timedelta(days=2)
    version = row(desk, actor, ticket).version
    about: dict[str, object] = chance.choice(
        [
            {"priority": chance.randint(1, 4)},
            {"kind": chance.choice(list(TicketKind))},
            {"item_id": item_id(desk.db, chance.choice(["P-PAS", "P-BEA", "P-PAR"]))},
        ]
    )
    other = ReclassifyTicket(ticket_id=ticket, version=version, reason="anders", **about)  # type: ignore[arg-type]  # named as its fields
    waits = WaitTickets(ticket_ids=ids, reason=chance.choice(REASONS), follow_up_on=day)
    return [
        lambda: desk.tickets.take(actor, TakeTickets(ticket_ids=ids)),
        lambda: desk.tickets.wait(actor, waits),
        lambda: desk.tickets.wait(actor, waits),
        lambda: resume(desk, actor, ticket),
        lambda: desk.tickets.reset(actor, ResetTickets(ticket_ids=ids)),
        lambda: complete(desk, actor, ticket),
        lambda: desk.tickets.reopen(actor, ReopenTickets(ticket_ids=ids, reason="toch niet")),
        lambda: desk.tickets.cancel(actor, CancelTickets(ticket_ids=ids, reason="hoeft niet")),
        lambda: desk.tickets.add_note(
            actor, AddNote(ticket_id=ticket, text="hoor", for_customer=chance.random() < 0.5)
        ),
        lambda: desk.reclassification.reclassify(actor, other),
        lambda: desk.reclassification.reclassify(actor, other),
    ]


@pytest.mark.parametrize("seed", [9, 29])
def test_what_is_kept_follows_from_the_timeline(desk: Desk, actor: Actor, clock: FixedClock, seed: int) -> None:
    chance = random.Random(seed)
    both = frozenset({PendingReason.CUSTOMER, PendingReason.PART})
    an_agreement(desk.db, a_target(6, response=1, pauses=both, priority=1), a_target(20, kind=TicketKind.INCIDENT))
    ticket, did, undone = a_badge(desk, actor), list[Done](), 0

    for _deed in range(45):
        before = kept(desk, ticket)
        clock.advance(timedelta(minutes=chance.choice([-70, -1, 0, 1, 45, 300, 1500])))
        if did and chance.random() < 0.25:
            with suppress(Conflict):
                desk.undo.undo(actor, Undo(undone_id=chance.choice(did[-3:]).command_id))
        else:
            with suppress(Conflict, InvalidInput):
                did.append(chance.choice(deeds_on(desk, actor, ticket, chance))())
                if chance.random() < 0.5:
                    clock.advance(timedelta(minutes=chance.randint(0, 600)))
                    desk.undo.undo(actor, Undo(undone_id=did.pop().command_id))
                    undone += 1
                    assert kept(desk, ticket) == before

        assert kept(desk, ticket) == reckoned(desk, ticket)

    assert len(did) > 5
    assert undone > 2
