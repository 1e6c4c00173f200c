# SPDX-License-Identifier: EUPL-1.2
"""The ticket page: what it shows, what others do meanwhile, and that nothing typed is lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.completion.messages import CompleteTickets, HandOver
from desk_app.core.actor import Actor, Role
from desk_app.core.codes import CodeKind, ScannedCode
from desk_app.tickets.lifecycle import TicketEventKind, TicketStatus
from desk_app.tickets.messages import AddNote, AssignTickets, CancelTickets, TakeTickets, Undo
from tests import factories
from tests.ui.keys import focus, press, typ
from tests.ui.listener import Listener, calm, show
from tests.ui.naughty import NAUGHTY, TOO_LONG
from ui.completion.dialog import CompleteDialog
from ui.completion.pick_up import PickUpDialog
from ui.shell.page import Workplace
from ui.shell.page_area import PageArea
from ui.shell.theme import Theme
from ui.tickets.acts import Gesture
from ui.tickets.page import TicketPage
from ui.tickets.timeline import ONLY_CUSTOMER, ONLY_NOTES

Open = Callable[..., TicketPage]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ticket_id(desk: Desk, actor: Actor) -> int:
    """A new ticket of Sanne Jansen."""
    return factories.a_visit(desk, actor).ticket_ids[0]


@pytest.fixture
def piet(desk: Desk) -> Actor:
    """A colleague in the second line."""
    return factories.an_actor(desk.db, "piet", Role.SECOND_LINE, "Balie 2")


def texts(page: TicketPage) -> list[str]:
    return [line.text.text() for line in page.timeline.lines]


def test_a_note_goes_to_colleagues_with_ctrl_enter(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, ticket_id: int, listener: Listener
) -> None:
    page = open_page(ticket_id)

    typ(page.note.box.editor, "Klant belt straks terug ☎")
    press(Qt.Key.Key_Return, CTRL)
    calm(qtbot, workplace)

    newest = desk.ticket_queries.timeline(actor, ticket_id)[-1]
    assert (newest.kind, newest.text) == (TicketEventKind.NOTE, "Klant belt straks terug ☎")
    assert page.note.box.text() == ""
    assert page.note.box.editor.hasFocus()
    qtbot.waitUntil(lambda: texts(page)[-1] == "Klant belt straks terug ☎")
    assert listener.deeds[-1].command_id is not None


def test_what_the_customer_reads_looks_different_and_the_next_note_is_for_colleagues_again(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    page = open_page(ticket_id)
    internal = page.note.grab().toImage()

    page.note.voice.buttons[1].click()
    external = page.note.grab().toImage()
    typ(page.note.box.editor, "We komen om 11 uur.")
    page.note.add.click()
    calm(qtbot, workplace)

    assert internal != external
    assert desk.ticket_queries.timeline(actor, ticket_id)[-1].for_customer
    assert not page.note.is_for_customer


def test_a_half_typed_note_waits_at_its_ticket_also_after_a_restart(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    other = factories.a_visit(desk, actor).ticket_ids[0]
    page = open_page(ticket_id)
    typ(page.note.box.editor, "half get")

    page.show_ticket(other)
    calm(qtbot, workplace)
    at_the_other = page.note.box.text()
    page.close()
    again = open_page(ticket_id)

    assert at_the_other == ""
    qtbot.waitUntil(lambda: again.note.box.text() == "half get")


def test_typed_text_is_written_down_within_two_seconds(
    qtbot: QtBot, open_page: Open, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    page = open_page(ticket_id)

    typ(page.note.box.editor, "pas op")

    qtbot.waitUntil(lambda: desk.unfinished.kept(actor, f"note:{ticket_id}") == {"text": "pas op"}, timeout=2000)


def test_what_a_colleague_does_arrives_and_leaves_text_cursor_and_scroll_alone(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, piet: Actor, ticket_id: int
) -> None:
    for number in range(40):
        desk.tickets.add_note(actor, AddNote(ticket_id=ticket_id, text=f"notitie {number}"))
    page = open_page(ticket_id)
    typ(page.note.box.editor, "mijn tekst")
    bar = page.timeline.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    bar.setValue(40)
    first_line = page.timeline.lines[0]

    desk.tickets.take(piet, TakeTickets(ticket_ids=(ticket_id,)))
    qtbot.waitUntil(lambda: page.row is not None and page.row.status is TicketStatus.IN_PROGRESS)

    assert page.note.box.text() == "mijn tekst"
    assert page.note.box.editor.hasFocus()
    assert bar.value() == 40
    assert page.timeline.lines[0] is first_line
    assert "Piet" in page.news.sentence


def test_undone_lines_are_struck_through_and_say_so(
    qtbot: QtBot, open_page: Open, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    taken = desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket_id,)))
    page = open_page(ticket_id)

    desk.undo.undo(actor, Undo(undone_id=taken.command_id))
    qtbot.waitUntil(lambda: len(page.timeline.lines) >= 3)

    line = next(line for line in page.timeline.lines if line.what.text().startswith("Opgepakt"))
    assert line.what.font().strikeOut()
    assert line.withdrawn.isVisibleTo(line)
    assert "ongedaan gemaakt" in line.accessibleName()


def test_the_filter_leaves_only_what_was_asked(open_page: Open, desk: Desk, actor: Actor, ticket_id: int) -> None:
    desk.tickets.add_note(actor, AddNote(ticket_id=ticket_id, text="intern"))
    desk.tickets.add_note(actor, AddNote(ticket_id=ticket_id, text="extern", for_customer=True))
    page = open_page(ticket_id)

    page.timeline.filter.set_key(ONLY_NOTES)
    page.timeline.filter.chosen.emit(ONLY_NOTES)
    notes = texts(page)
    page.timeline.filter.set_key(ONLY_CUSTOMER)
    page.timeline.filter.chosen.emit(ONLY_CUSTOMER)

    assert notes == ["intern", "extern"]
    assert texts(page) == ["extern"]


@pytest.mark.parametrize("text", NAUGHTY)
def test_every_text_is_stored_as_typed_and_shown_as_text(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, ticket_id: int, text: str
) -> None:
    page = open_page(ticket_id)

    QGuiApplication.clipboard().setText(text)
    page.note.box.editor.paste()
    page.note.send()
    calm(qtbot, workplace)

    newest = desk.ticket_queries.timeline(actor, ticket_id)[-1]
    assert newest.text == text
    qtbot.waitUntil(lambda: texts(page)[-1].replace("\u200b", "") == text.strip())
    assert page.timeline.lines[-1].text.textFormat() is Qt.TextFormat.PlainText


def test_a_text_that_is_too_long_or_empty_stays_with_a_sentence_under_it(
    qtbot: QtBot, open_page: Open, workplace: Workplace, ticket_id: int
) -> None:
    page = open_page(ticket_id)

    page.note.send()
    calm(qtbot, workplace)
    when_empty = page.note.error.text()
    page.note.box.set_text(TOO_LONG)
    page.note.send()
    calm(qtbot, workplace)

    assert when_empty == "Typ eerst de notitie."
    assert "te lang" in page.note.error.text()
    assert page.note.box.text() == TOO_LONG


def test_the_keys_work_from_inside_the_note(
    qtbot: QtBot, open_page: Open, workplace: Workplace, ticket_id: int
) -> None:
    page = open_page(ticket_id)
    typ(page.note.box.editor, "abc")
    page.note.box.set_cursor_position(0)

    press(Qt.Key.Key_G, CTRL)
    form = page.findChild(CompleteDialog)
    assert form is not None
    calm(qtbot, workplace)
    form.reject()
    typ(page.note.box.editor, "t")

    assert page.note.box.text() == "tabc"


def test_t_takes_the_ticket_when_no_text_is_being_typed(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, ticket_id: int, listener: Listener
) -> None:
    page = open_page(ticket_id)
    page.timeline.area.setFocus()

    press(Qt.Key.Key_T)
    calm(qtbot, workplace)

    assert desk.ticket_queries.ticket(actor, ticket_id).assignee_id == actor.agent_id
    assert listener.deeds[-1].sentence == f"Je werkt nu aan {page.row.number if page.row else ''}."


def test_what_cannot_be_done_is_not_offered_and_its_key_says_why(
    open_page: Open, desk: Desk, actor: Actor, ticket_id: int, listener: Listener
) -> None:
    desk.tickets.cancel(actor, CancelTickets(ticket_ids=(ticket_id,), reason="dubbel"))
    page = open_page(ticket_id)

    press(Qt.Key.Key_G, CTRL)

    assert not page.acts.buttons[Gesture.COMPLETE].isEnabled()
    assert page.acts.buttons[Gesture.COMPLETE].toolTip()
    assert page.acts.buttons[Gesture.REOPEN].isEnabled()
    assert "geannuleerd" in listener.notices[-1]


def test_without_the_right_the_button_is_grey_and_says_so(desk: Desk, open_page: Open, ticket_id: int) -> None:
    clerk = factories.an_actor(desk.db, "bo", Role.BACK_OFFICE)

    page = open_page(ticket_id, clerk)

    assert not page.acts.buttons[Gesture.CANCEL].isEnabled()
    assert "back" in page.acts.buttons[Gesture.CANCEL].toolTip()
    assert page.acts.buttons[Gesture.ROUTE].isEnabled()


def test_escape_goes_back_and_keeps_the_text(
    qtbot: QtBot, open_page: Open, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    page = open_page(ticket_id)
    typ(page.note.box.editor, "blijft")

    with qtbot.waitSignal(page.back_wanted):
        press(Qt.Key.Key_Escape)
    page.leave()

    assert page.note.box.text() == "blijft"
    qtbot.waitUntil(lambda: desk.unfinished.kept(actor, f"note:{ticket_id}") == {"text": "blijft"})


def test_scanning_the_slip_of_a_ready_ticket_opens_the_pick_up_card(
    open_page: Open, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket_id,), work_done="Klaar.", shelf="14"))
    page = open_page(ticket_id)
    assert page.row is not None

    taken = page.take_scan(ScannedCode(CodeKind.TICKET, page.row.number))

    assert taken
    assert page.findChild(PickUpDialog) is not None


def test_the_signature_is_shown_again_to_who_may_see_it(
    open_page: Open, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    png = a_png()
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket_id,), work_done="Klaar.", shelf="14"))
    desk.completion.hand_over(actor, HandOver(ticket_ids=(ticket_id,), name="Sanne", signature=png))

    page = open_page(ticket_id)
    mine = page.facts.signature
    other = open_page(ticket_id, factories.an_actor(desk.db, "bo", Role.BACK_OFFICE))

    assert mine is not None
    assert mine.pixmap().width() > 0
    assert other.facts.signature is None


def test_a_ticket_that_is_not_there_says_so(open_page: Open) -> None:
    page = open_page(999_999)

    assert page.row is None
    assert not page.header.isVisible()


def test_when_the_customer_leaves_nothing_personal_stays_on_screen(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, piet: Actor, ticket_id: int
) -> None:
    page = open_page(ticket_id)

    page.clear_person()
    desk.tickets.assign(
        piet, AssignTickets(ticket_ids=(ticket_id,), team_id=factories.team_id(desk.db, "AV"), reason="x")
    )
    calm(qtbot, workplace)

    assert not page.header.isVisible()


def a_png() -> bytes:
    """A small drawing."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(QImage(8, 4, QImage.Format.Format_Grayscale8))
    return bytes(content.data())


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_at_every_size_the_note_is_whole_and_nothing_scrolls_sideways(
    qtbot: QtBot, theme: Theme, workplace: Workplace, ticket_id: int, zoom: int
) -> None:
    theme.set_zoom(zoom)
    page = TicketPage(workplace)
    area = PageArea(page)
    show(qtbot, workplace, area, width=1190, height=620)

    page.show_ticket(ticket_id)
    calm(qtbot, workplace)
    page.note.box.editor.setFocus()

    editor = page.note.box.editor
    qtbot.waitUntil(lambda: editor.visibleRegion().boundingRect().height() == editor.height())
    assert area.horizontalScrollBar().maximum() == 0
    theme.set_zoom(100)
    area.close()


def test_tab_goes_from_the_note_to_its_button_and_on(open_page: Open, ticket_id: int) -> None:
    open_page(ticket_id)
    order = []

    for _step in range(3):
        press(Qt.Key.Key_Tab)
        order.append(focus().accessibleName())

    assert order[0] == "Toevoegen"
    assert all(order)
