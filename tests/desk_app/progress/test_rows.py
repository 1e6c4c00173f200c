# SPDX-License-Identifier: EUPL-1.2
"""What a row of guarding tells: why, at which step, what the customer heard, who was warned, which supplier."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desk_app.app import Desk
from desk_app.catalogue.models import LeadUnit, StepKind
from desk_app.contracts.models import Addressee, Agreement, AgreementKind, agreement_items
from desk_app.core.actor import Actor
from desk_app.core.clock import FixedClock
from desk_app.core.i18n import set_language
from desk_app.progress.messages import EscalateTicket, GuardedRow, Watch
from desk_app.progress.reasons import Facts, StepFacts, why
from desk_app.relations.models import Supplier
from desk_app.tickets.lifecycle import PendingReason, StepStatus, TicketStatus
from desk_app.tickets.messages import AddNote, TakeTickets, Undo, WaitTickets
from desk_app.tickets.models import TicketStep
from tests import factories
from tests.guarding import a_target, a_ticket, agreement_of, at, put

NOW = at(24, 10, 42)
PLAIN = Facts(
    status=TicketStatus.IN_PROGRESS,
    team="Eerste lijn",
    assignee="Piet",
    due_at=at(24, 8, 32),
    promised_at=at(24, 12),
    respond_by=None,
    pending_reason=None,
    waits_since=None,
    follow_up_on=None,
    supplier="",
    step=None,
)
WAITS = replace(
    PLAIN,
    status=TicketStatus.PENDING,
    pending_reason=PendingReason.SUPPLIER,
    waits_since=at(21, 10),
    follow_up_on=date(2026, 11, 25),
)
STEP = StepFacts("Akkoord", StepKind.APPROVE, "Eerste lijn", at(22, 10, 42))

SENTENCES: list[tuple[Facts, Watch, str]] = [
    (PLAIN, Watch.LATE, "Piet werkt eraan: 2 u 10 min te laat."),
    (replace(PLAIN, due_at=at(24, 13), promised_at=None), Watch.AT_RISK, "Piet werkt eraan: nog 2 u 18 min."),
    (replace(PLAIN, assignee=""), Watch.LATE, "Niemand van Eerste lijn heeft deze melding."),
    (
        replace(PLAIN, assignee="", team=""),
        Watch.NO_NEXT_STEP,
        "Niemand heeft deze melding: geen team en geen collega.",
    ),
    (WAITS, Watch.LATE, "Wacht op een leverancier, al 3 dagen."),
    (replace(WAITS, supplier="Beeldwerk"), Watch.LATE, "Wacht op Beeldwerk, al 3 dagen."),
    (
        replace(WAITS, follow_up_on=date(2026, 11, 20)),
        Watch.WAITING_TOO_LONG,
        "Wacht op een leverancier; weer kijken had gemoeten op vr 20 nov.",
    ),
    (
        replace(WAITS, follow_up_on=None),
        Watch.NO_NEXT_STEP,
        "Wacht op een leverancier; er is geen dag gekozen om weer te kijken.",
    ),
    (replace(PLAIN, step=STEP), Watch.LATE, "Stap Akkoord wacht op de budgethouder, al 2 dagen."),
    (
        replace(PLAIN, step=replace(STEP, name="Bestellen", kind=StepKind.ORDER)),
        Watch.LATE,
        "Stap Bestellen wacht op Eerste lijn, al 2 dagen.",
    ),
    (replace(PLAIN, step=replace(STEP, ready_at=None)), Watch.LATE, "Piet werkt eraan: 2 u 10 min te laat."),
    (replace(PLAIN, respond_by=at(24, 10)), Watch.RESPONSE, "Nog geen eerste reactie: 42 min te laat."),
    (
        replace(PLAIN, due_at=None, promised_at=None),
        Watch.NO_NEXT_STEP,
        "Piet werkt eraan; er is geen tijd afgesproken.",
    ),
]


@pytest.mark.parametrize(("facts", "watch", "sentence"), SENTENCES)
def test_one_plain_sentence_says_why(facts: Facts, watch: Watch, sentence: str) -> None:
    set_language("nl")

    assert why(facts, watch, NOW) == sentence


def _late(desk: Desk, actor: Actor, ticket_id: int) -> GuardedRow:
    (row,) = (row for row in desk.progress_queries.guarded(actor, Watch.LATE) if row.id == ticket_id)
    return row


def _is_late(**columns: Any) -> dict[str, Any]:  # noqa: ANN401 -- columns of Ticket
    return {"registered_at": at(20, 9), "due_at": at(24, 9), "soon_at": at(23, 9), **columns}


def test_a_row_names_agreement_supplier_owner_and_customer(desk: Desk, actor: Actor) -> None:
    target_id = a_target(desk.db)
    contract = agreement_of(desk.db, a_target(desk.db, "CON-PAS"))
    with desk.db.jot() as session:
        supplier = Supplier(code="PASBV", name="Passen bv")
        session.add(supplier)
        session.flush()
        found = session.get_one(Agreement, contract)
        found.kind, found.supplier_id = AgreementKind.SUPPLIER, supplier.id
        item_id = factories.item_id(desk.db, "P-PAS")
        session.execute(agreement_items.insert().values(agreement_id=contract, item_id=item_id))
    ticket_id = a_ticket(desk, actor, **_is_late(target_id=target_id, owner_id=actor.agent_id))

    row = _late(desk, actor, ticket_id)

    assert (row.agreement, row.agreement_id) == ("SLA-FAC", agreement_of(desk.db, target_id))
    assert (row.supplier, row.owner, row.customer, row.team) == ("Passen bv", "Eva", "Sanne Jansen", "Eerste lijn")


def test_the_step_that_can_be_done_goes_before_one_that_is_to_come(desk: Desk, actor: Actor) -> None:
    ticket_id = a_ticket(desk, actor, **_is_late())
    with desk.db.jot() as session:
        for place, status in enumerate((StepStatus.DONE, StepStatus.WAITING, StepStatus.READY)):
            session.add(
                TicketStep(
                    ticket_id=ticket_id,
                    code=f"step-{place}",
                    position=place,
                    kind=StepKind.CHECK,
                    name=f"Stap {place}",
                    team_id=factories.team_id(desk.db, "AV"),
                    lead_amount=1,
                    lead_unit=LeadUnit.WORKING_DAYS,
                    after=[],
                    status=status,
                    ready_at=at(24, 9),
                )
            )

    row = _late(desk, actor, ticket_id)

    assert (row.step, row.step_team) == ("Stap 2", "Audiovisueel")


def test_the_last_thing_the_customer_was_told_is_not_one_that_was_taken_back(
    desk: Desk, actor: Actor, clock: FixedClock
) -> None:
    ticket_id = a_ticket(desk, actor, **_is_late())
    desk.tickets.add_note(actor, AddNote(ticket_id=ticket_id, text="We komen om elf uur.", for_customer=True))
    clock.advance(timedelta(minutes=5))
    wrong = desk.tickets.add_note(actor, AddNote(ticket_id=ticket_id, text="Het is klaar!", for_customer=True))
    desk.tickets.add_note(actor, AddNote(ticket_id=ticket_id, text="alleen voor ons"))
    before = _late(desk, actor, ticket_id).told

    desk.undo.undo(actor, Undo(undone_id=wrong.command_id))

    after = _late(desk, actor, ticket_id).told
    assert before is not None
    assert before.text == "Het is klaar!"
    assert after is not None
    assert (after.text, after.at) == ("We komen om elf uur.", NOW)


def test_who_waits_is_told_since_when(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ticket_id = a_ticket(desk, actor, **_is_late())
    desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket_id,)))
    order = WaitTickets(ticket_ids=(ticket_id,), reason=PendingReason.SUPPLIER, follow_up_on=date(2026, 12, 24))
    desk.tickets.wait(actor, order)
    put(desk.db, ticket_id, **_is_late())

    clock.advance(timedelta(days=4))

    assert _late(desk, actor, ticket_id).why == "Wacht op een leverancier, al 4 dagen."


def test_warnings_are_counted_and_the_last_one_is_told(desk: Desk, actor: Actor) -> None:
    ticket_id = a_ticket(desk, actor, **_is_late())
    for reason in ("klant belde", "klant staat hier"):
        desk.progress.escalate(actor, EscalateTicket(ticket_id=ticket_id, addressee=Addressee.TEAM, reason=reason))

    row = _late(desk, actor, ticket_id)

    assert row.warnings == 2
    assert row.last_warning is not None
    assert (row.last_warning.reason, row.last_warning.given_by) == ("klant staat hier", "Eva")
    assert desk.progress_queries.warnings(actor, ticket_id)[0] == row.last_warning
