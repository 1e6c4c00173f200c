# SPDX-License-Identifier: EUPL-1.2
"""The work behind the counter: the board, a ticket, report ready, the shelf, who comes to collect."""

from collections.abc import Callable

from desk_app.board.messages import BoardCard, Lane
from desk_app.core.actor import the_program
from desk_app.core.codes import code_of
from desk_app.tickets.lifecycle import TicketStatus
from ui.board.page import BoardPage
from ui.tickets.page import TicketPage
from ui.tour.stage import Expected, Stage


def _first(stage: Stage, lane: Lane) -> BoardCard:
    """Puts the focus on the first card of a lane, as the board shows it to this agent."""
    page = stage.page("board")
    if not isinstance(page, BoardPage):
        raise Expected("this is not the board")
    view = page.lanes[list(Lane).index(lane)].view
    view.setFocus()
    view.go_to_row(0)
    card = view.current_card
    if card is None:
        raise Expected(f"nothing in lane {lane}")
    return card


def board(stage: Stage) -> None:
    """Everything that is open; take one by its letter."""
    stage.go("board")
    stage.picture("board of my team", dark=False)
    stage.keys.press("Ctrl+Shift+2")
    stage.picture("board")
    card = _first(stage, Lane.NEW)
    stage.keys.press("T")
    ticket = stage.desk.ticket_queries.ticket(stage.actor, card.id)
    stage.expect(ticket.status is TicketStatus.IN_PROGRESS, f"{ticket.number} is {ticket.status}")


def wait(stage: Stage) -> None:
    """To the third lane: why, and until when."""
    keys = stage.keys
    card = _first(stage, Lane.IN_PROGRESS)
    keys.press("M", "3")
    stage.picture("wait", dark=False)
    keys.press("Ctrl+Return")
    ticket = stage.desk.ticket_queries.ticket(stage.actor, card.id)
    stage.expect(ticket.status is TicketStatus.PENDING, f"{ticket.number} is {ticket.status}")


def route(stage: Stage) -> None:
    """On to another team, with the reason."""
    _first(stage, Lane.NEW)
    stage.keys.press("D")
    stage.picture("route on", dark=False)
    stage.keys.press("Escape")


def bulk(stage: Stage) -> None:
    """Several at once, and one undo for all."""
    keys = stage.keys
    before = {card.id for card in stage.cards("new")}
    _first(stage, Lane.NEW)
    keys.press("Shift+Down", "Shift+Down")
    stage.picture("selected", dark=False)
    keys.press("T")
    taken = before - {card.id for card in stage.cards("new")}
    stage.expect(len(taken) == 3, f"three tickets taken, not {len(taken)}: {stage.sentence}")
    keys.press("Alt+Z")
    stage.expect({card.id for card in stage.cards("new")} == before, "all three as they were")


def ticket_page(stage: Stage) -> None:
    """One ticket whole; a note for colleagues."""
    keys = stage.keys
    card = _first(stage, Lane.IN_PROGRESS)
    keys.press("Return")
    page = _ticket(stage)
    stage.expect(page.row is not None and page.row.id == card.id, "this ticket")
    page.note.box.editor.setFocus()
    keys.write("Onderdeel ligt op de werkbank.")
    stage.picture("ticket")
    keys.press("Ctrl+Return")
    last = stage.desk.ticket_queries.timeline(stage.actor, card.id)[-1]
    stage.expect(last.text == "Onderdeel ligt op de werkbank.", "the note in the timeline")


def _ticket(stage: Stage) -> TicketPage:
    page = stage.page("ticket")
    if not isinstance(page, TicketPage):
        raise Expected("this is not the ticket page")
    return page


def complete(stage: Stage) -> None:
    """Report ready, on the shelf for the customer."""
    keys = stage.keys
    row = _ticket(stage).row
    ticket_id = row.id if row is not None else 0
    keys.press("Ctrl+G")
    keys.write("Vervangen en getest.")
    stage.picture("report ready")
    keys.press("Ctrl+Return")
    ticket = stage.desk.ticket_queries.ticket(stage.actor, ticket_id)
    if ticket.completed_at is None:  # later than promised: a reason is asked
        stage.picture("late reason", dark=False)
        keys.write("onderdeel")
        keys.press("Ctrl+Return")
        ticket = stage.desk.ticket_queries.ticket(stage.actor, ticket_id)
    stage.expect(ticket.completed_at is not None, f"{ticket.number} is {ticket.status}")
    stage.picture("ticket done", dark=False)
    stage.keep_papers("completion")


def print_menu(stage: Stage) -> None:
    """What can be printed for it."""
    stage.keys.press("Ctrl+P")
    stage.picture("print menu", dark=False)
    stage.keys.press("Escape")


def shelf(stage: Stage) -> None:
    """What waits for its customer."""
    stage.go("shelf")
    stage.picture("shelf")


def pick_up(stage: Stage) -> None:
    """The slip is scanned, the right person takes it along."""
    keys = stage.keys
    card = stage.cards("ready")[0]
    keys.scan(code_of(card.number))
    stage.picture("pick up")
    keys.press("Ctrl+Return")
    ticket = stage.desk.ticket_queries.ticket(the_program(), card.id)
    stage.expect(ticket.status is TicketStatus.CLOSED, f"{ticket.number} is {ticket.status}")


WORK: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("board: take", board),
    ("board: wait", wait),
    ("board: route on", route),
    ("board: several and one undo", bulk),
    ("ticket with a note", ticket_page),
    ("report ready", complete),
    ("print menu", print_menu),
    ("ready shelf", shelf),
    ("pick up by scan", pick_up),
)
