# SPDX-License-Identifier: EUPL-1.2
"""One ticket to its end: notes, report ready, print, reopen, the shelf, who comes to collect, the printer that waits."""

from desk_app.board.messages import BoardCard, Lane
from desk_app.completion.messages import NoticeChoice
from desk_app.core.actor import the_program
from desk_app.core.codes import code_of
from desk_app.tickets.lifecycle import TicketStatus
from ui.board.page import BoardPage
from ui.completion.dialog import CompleteDialog
from ui.completion.pick_up import PickUpDialog
from ui.printing.preview import Preview
from ui.settings.page import SECTIONS, SettingsPage
from ui.tickets.acts import Gesture
from ui.tickets.page import TicketPage
from ui.tickets.print_menu import PrintMenu
from ui.tickets.reason_form import ReasonDialog
from ui.tour.stage import Expected, Stage, Step
from ui.tour.work_steps import go_to_first


def _ticket_id(stage: Stage) -> int:
    row = stage.page(TicketPage).row
    if row is None:
        raise Expected("the page shows no ticket")
    return row.id


def _go_to_late(stage: Stage) -> BoardCard:
    """Walks down to work that is late and has no steps, so that it can be reported ready at once."""
    card = go_to_first(stage, Lane.IN_PROGRESS)
    while not _is_late(stage, card) or stage.desk.process_queries.steps(stage.actor, card.id):
        stage.keys.press("Down")
        following = stage.page(BoardPage).view.current_card
        if following is None or following.id == card.id:
            raise Expected("no late work without steps")
        card = following
    return card


def _is_late(stage: Stage, card: BoardCard) -> bool:
    return card.due_at is not None and card.due_at < stage.desk.clock.now()


def notes(stage: Stage) -> None:
    """One ticket whole; a note for colleagues, and one that the customer reads."""
    keys = stage.keys
    stage.go("board")
    card = _go_to_late(stage)
    keys.press("Return")
    page = stage.page(TicketPage)
    stage.expect(_ticket_id(stage) == card.id, "this ticket")
    keys.write("Onderdeel ligt op de werkbank.")
    stage.picture("ticket")
    keys.press("Ctrl+Return", "Shift+Tab", "Right", "Tab")
    keys.write("Wij zijn er morgen voor 10 uur.")
    stage.expect(page.note.is_for_customer, "a note for the customer")
    stage.picture("note for the customer")
    keys.press("Ctrl+Return")
    texts = [line.text for line in stage.desk.ticket_queries.timeline(stage.actor, card.id)[-2:]]
    expected = ["Onderdeel ligt op de werkbank.", "Wij zijn er morgen voor 10 uur."]
    stage.expect(texts == expected, f"both notes in the timeline, not {texts}")


def complete(stage: Stage) -> None:
    """Report ready, later than promised: first without the reason, then with it; the notice on paper."""
    keys = stage.keys
    ticket_id = _ticket_id(stage)
    keys.press("Ctrl+G")
    form = stage.dialog(CompleteDialog)
    keys.write("Vervangen en getest.")
    keys.tab_to(form.notice)
    while form.notice.key is not NoticeChoice.ROLL:
        keys.press("Right")
    stage.picture("report ready")
    keys.tab_to(form.look_first)
    keys.press("Space")
    stage.dialog(Preview)
    keys.until(lambda: stage.dialog(Preview).page_count, "a page in the preview")
    stage.picture("preview")
    keys.press("Escape", "Ctrl+Return")
    stage.expect(stage.ticket(ticket_id).completed_at is None, "not ready without a reason")
    stage.picture("why late")
    keys.press("Down")
    keys.press("Ctrl+Return")
    ticket = stage.ticket(ticket_id)
    stage.expect(ticket.completed_at is not None, f"{ticket.number} is {ticket.status}")
    stage.expect(ticket.late_reason, "with the reason")
    stage.picture("ticket ready")
    stage.expect(stage.keep_papers("completion") == 1, "one notice")


def print_menu(stage: Stage) -> None:
    """What can be printed for it: the second time it is a copy, on the paper of choice."""
    keys = stage.keys
    keys.press("Ctrl+P")
    menu = stage.dialog(PrintMenu)
    keys.tab_to(menu.paper)
    keys.press("Right")
    stage.picture("print menu")
    keys.press("1", "Ctrl+P", "2")
    stage.expect(stage.keep_papers("printed again") == 2, f"two papers: {stage.sentence}")


def reopen(stage: Stage) -> None:
    """Not well after all."""
    keys = stage.keys
    ticket_id = _ticket_id(stage)
    keys.tab_to(stage.page(TicketPage).acts.buttons[Gesture.REOPEN])
    keys.press("Space")
    stage.dialog(ReasonDialog)
    keys.write("Het piept nog.")
    stage.picture("reopen")
    keys.press("Ctrl+Return")
    ticket = stage.ticket(ticket_id)
    stage.expect(ticket.status is TicketStatus.IN_PROGRESS, f"{ticket.number} is {ticket.status}")
    keys.press("Escape")
    stage.expect(stage.window.page_id == "board", "back on the board")


def shelf(stage: Stage) -> None:
    """What waits for its customer."""
    stage.go("shelf")
    stage.picture("shelf")


def pick_up(stage: Stage) -> None:
    """The slip is scanned; somebody else may take it along, with a name."""
    keys = stage.keys
    card = stage.cards("ready")[0]
    keys.scan(code_of(card.number))
    stage.dialog(PickUpDialog)
    keys.write("Iris de Boer")
    stage.picture("pick up")
    keys.press("Ctrl+Return")
    ticket = stage.ticket(card.id)
    stage.expect(ticket.status is TicketStatus.CLOSED, f"{ticket.number} is {ticket.status}")
    taken_by = stage.desk.completion_queries.handed_over(the_program(), card.id)
    stage.expect(taken_by is not None and taken_by.name == "Iris de Boer", f"handed over: {taken_by}")
    stage.picture("handed over")


def waiting_slips(stage: Stage) -> None:
    """No printer: every slip is there, and can be looked at and printed later."""
    keys = stage.keys
    stage.go("settings")
    page = stage.page(SettingsPage)
    keys.tab_to(page.list)
    keys.press("Home", *["Down"] * list(SECTIONS).index("jobs"), "Return")
    stage.picture("waiting slips")
    keys.press("Return")
    preview = stage.dialog(Preview)
    keys.until(lambda: preview.page_count, "a page in the preview")
    stage.picture("a waiting slip")
    keys.press("Escape")


TICKET: tuple[Step, ...] = (
    ("ticket with two notes", notes),
    ("report ready, late", complete),
    ("print again", print_menu),
    ("reopen", reopen),
    ("ready shelf", shelf),
    ("pick up by scan, with a name", pick_up),
    ("slips that wait for a printer", waiting_slips),
)
