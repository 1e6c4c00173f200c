# SPDX-License-Identifier: EUPL-1.2
"""The work behind the counter: the board, by arrows and letters."""

from desk_app.board.messages import BoardCard, Lane
from desk_app.tickets.lifecycle import TicketStatus
from ui.board.page import BoardPage
from ui.tour.stage import Expected, Stage, Step


def go_to_first(stage: Stage, lane: Lane) -> BoardCard:
    """Walks to the first card of a lane with the arrows."""
    page = stage.page(BoardPage)
    lanes = list(Lane)
    for _step in lanes:
        away = lanes.index(lane) - lanes.index(page.view.cards.lane)
        if away:
            stage.keys.press("Right" if away > 0 else "Left")
    stage.keys.press("Home")
    card = page.view.current_card
    if page.view.cards.lane is not lane or card is None:
        raise Expected(f"nothing in lane {lane}")
    return card


def board(stage: Stage) -> None:
    """Everything that is open; take one by its letter."""
    stage.go("board")
    stage.picture("board of my team")
    stage.keys.press("Ctrl+Shift+2")
    card = go_to_first(stage, Lane.NEW)
    stage.picture("board")
    stage.keys.press("T")
    ticket = stage.ticket(card.id)
    stage.expect(ticket.status is TicketStatus.IN_PROGRESS, f"{ticket.number} is {ticket.status}")
    stage.expect(ticket.assignee_id == stage.actor.agent_id, "it is mine")


def move(stage: Stage) -> None:
    """M and a digit: to another lane."""
    card = go_to_first(stage, Lane.NEW)
    stage.keys.press("M")
    stage.picture("to which lane")
    stage.keys.press("2")
    ticket = stage.ticket(card.id)
    stage.expect(ticket.status is TicketStatus.IN_PROGRESS, f"{ticket.number} is {ticket.status}")


def wait(stage: Stage) -> None:
    """To the third lane: why, and until when."""
    keys = stage.keys
    card = go_to_first(stage, Lane.IN_PROGRESS)
    keys.press("M", "3", "Right")
    stage.picture("wait")
    keys.press("Ctrl+Return")
    ticket = stage.ticket(card.id)
    stage.expect(ticket.status is TicketStatus.PENDING, f"{ticket.number} is {ticket.status}")


def route(stage: Stage) -> None:
    """On to another team, with the reason."""
    keys = stage.keys
    card = go_to_first(stage, Lane.NEW)
    keys.press("D", "Down", "Down", "Tab", "Tab")
    keys.write("Dit is een kapot slot, geen kapotte pas.")
    stage.picture("route on")
    keys.press("Ctrl+Return")
    stage.expect(stage.ticket(card.id).team_id != card.team_id, f"another team: {stage.sentence}")


def bulk(stage: Stage) -> None:
    """Several at once, and one undo for all."""
    keys = stage.keys
    before = {card.id for card in stage.cards("new")}
    go_to_first(stage, Lane.NEW)
    keys.press("Space", "Down", "Space", "Down", "Space")
    stage.picture("selected")
    keys.press("T")
    taken = before - {card.id for card in stage.cards("new")}
    stage.expect(len(taken) == 3, f"three tickets taken, not {len(taken)}: {stage.sentence}")
    stage.picture("three taken")
    keys.press("Alt+Z")
    stage.expect({card.id for card in stage.cards("new")} == before, "all three as they were")


WORK: tuple[Step, ...] = (
    ("board: take", board),
    ("board: move", move),
    ("board: wait", wait),
    ("board: route on", route),
    ("board: several and one undo", bulk),
)
