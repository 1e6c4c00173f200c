# SPDX-License-Identifier: EUPL-1.2
"""Every line of a timeline is a sentence that a person understands, also years later."""

from datetime import date, timedelta

import pytest

from desk_app.app import Desk
from desk_app.completion.messages import CompleteTickets, HandOver
from desk_app.core.actor import Actor
from desk_app.core.clock import DESK_ZONE, FixedClock
from desk_app.tickets.lifecycle import PendingReason, TicketEventKind
from desk_app.tickets.messages import AssignTickets, ResetTickets, TakeTickets, TimelineRow, Undo, WaitTickets
from desk_app.tickets.sentences import Line, Names, line_of
from tests import factories


def told(desk: Desk, actor: Actor, ticket_id: int) -> list[Line]:
    names = Names({team.id: team.name for team in desk.who.teams()}, dict(desk.who.colleagues()))
    return [line_of(row, names) for row in desk.ticket_queries.timeline(actor, ticket_id)]


def test_the_whole_life_of_a_ticket_reads_as_sentences(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ids = factories.a_visit(desk, actor).ticket_ids
    desk.tickets.take(actor, TakeTickets(ticket_ids=ids))
    desk.tickets.assign(
        actor, AssignTickets(ticket_ids=ids, team_id=factories.team_id(desk.db, "AV"), reason="hoort bij jullie")
    )
    desk.tickets.wait(
        actor, WaitTickets(ticket_ids=ids, reason=PendingReason.PART, follow_up_on=date(2026, 11, 27), note="besteld")
    )
    desk.tickets.reset(actor, ResetTickets(ticket_ids=ids))
    clock.advance(timedelta(minutes=5))
    desk.completion.complete(
        actor, CompleteTickets(ticket_ids=ids, work_done="Gedaan.", shelf="14", minutes_spent=20, cost_cents=1250)
    )
    desk.completion.hand_over(actor, HandOver(ticket_ids=ids, name="Sanne"))

    lines = told(desk, actor, ids[0])

    assert [line.what for line in lines] == [
        "Geregistreerd.",
        "Opgepakt.",
        "Doorgezet.",
        "Wacht op een onderdeel, weer kijken op vr 27 nov.",
        "Teruggezet bij nieuw.",
        "Gereed gemeld: opgelost.",
        "Ligt klaar in vak 14.",
        "Meegegeven aan Sanne.",
        "Afgesloten.",
    ]
    assert "Behandelaar: Eva" in lines[1].changes
    assert "Team: van Eerste lijn naar Audiovisueel" in lines[2].changes
    assert {"Kosten: €\xa012,50", "Tijd: 20 min"} <= set(lines[5].changes)
    assert lines[0].who == "Eva · Balie 1"


def test_undo_of_a_registration_says_that_the_number_is_gone(desk: Desk, actor: Actor) -> None:
    visit = factories.a_visit(desk, actor)

    desk.undo.undo(actor, Undo(undone_id=visit.command_id))

    assert "Dit nummer wordt niet meer gebruikt." in told(desk, actor, visit.ticket_ids[0])[1].what


@pytest.mark.parametrize("kind", list(TicketEventKind))
def test_every_kind_has_a_sentence_an_icon_and_survives_what_it_does_not_know(
    kind: TicketEventKind, clock: FixedClock
) -> None:
    changes = {"colour": ["red", "blue"], "assignee_id": [3, 4], "team_id": [None, 9], "command": ["x"]}
    row = TimelineRow(1, clock.now().astimezone(DESK_ZONE), kind, "", "", "<b>tekst</b>", False, changes, None, False)

    line = line_of(row, Names())

    assert line.what.endswith(".")
    assert line.icon
    assert line.text == "<b>tekst</b>"
    assert line.who == "systeem"
    assert not any("colour" in change for change in line.changes)
