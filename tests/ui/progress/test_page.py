# SPDX-License-Identifier: EUPL-1.2
"""The guarding page: what breaks today, with whom and why, and what is done about it by keys."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from desk_app.app import Desk
from desk_app.core.actor import Actor, Right, Role
from desk_app.core.clock import FixedClock
from desk_app.identity.rights import rights_of
from desk_app.progress.messages import TakeOwnership, Watch
from desk_app.tickets.lifecycle import TicketEventKind
from desk_app.tickets.messages import CancelTickets, TakeTickets
from desk_app.tickets.models import Ticket
from tests import factories
from tests.ui.board.scenes import Work
from tests.ui.keys import focus, press, typ
from tests.ui.listener import Listener, calm
from tests.ui.modal import modal
from tests.ui.naughty import NAUGHTY
from ui.progress.message_form import MessageDialog
from ui.progress.page import ProgressPage
from ui.shell.page import Workplace
from ui.shell.theme import Theme
from ui.tickets.escalate_form import EscalateDialog

Open = Callable[..., ProgressPage]
KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HOUR = timedelta(hours=1)


def ids(page: ProgressPage) -> list[int]:
    return [row.id for row in page.rows.rows]


def cell(page: ProgressPage, row: int, column: int) -> str:
    return str(page.rows.index(row, column).data())


def test_the_head_answers_the_question_of_a_manager(open_page: Open, work: Work, listener: Listener) -> None:
    late, soon = work.new(-HOUR), work.taken(HOUR / 2)
    work.new(timedelta(days=3))

    page = open_page()

    assert page.head.text() == "2 beloften breken vandaag · 1 in gevaar · 2 zonder volgende stap"
    assert ids(page) == [late, soon]
    assert listener.badges[-1] == 2


def test_a_row_says_what_with_whom_why_and_how_long(open_page: Open, work: Work) -> None:
    work.new(-2 * HOUR)

    page = open_page()

    texts = [cell(page, 0, column) for column in range(page.rows.columnCount())]
    assert "Pas vervangen" in texts[0]
    assert texts[1] == "Sanne Jansen\nEerste lijn"
    assert texts[3] == "Niemand van Eerste lijn heeft deze melding."
    assert texts[4].startswith("2 u te laat\nnorm 8.42")
    assert texts[5].startswith("Klant weet nog niets")
    assert page.detail.why.accessibleName().endswith(texts[3])


def test_an_empty_list_is_kind(open_page: Open) -> None:
    page = open_page()

    assert page.head.text() == "Vandaag breekt geen belofte"
    assert not any(made.isEnabled() for made in page.buttons.values())
    shown = [label.text() for label in page.table.viewport().findChildren(QLabel) if label.isVisible()]
    assert shown == ["Vandaag breekt geen enkele belofte. Mooi werk."]


def test_enter_opens_the_ticket(open_page: Open, work: Work, listener: Listener) -> None:
    first, second = work.new(-HOUR), work.new(HOUR)
    open_page()

    press(KEY.Key_Return)
    press(KEY.Key_Down)
    press(KEY.Key_Return)

    assert listener.tickets == [first, second]


def test_t_takes_and_o_minds_all_that_is_selected(
    qtbot: QtBot, open_page: Open, work: Work, workplace: Workplace, desk: Desk, actor: Actor, listener: Listener
) -> None:
    tickets = [work.new(HOUR), work.new(2 * HOUR)]
    page = open_page()

    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_T)
    qtbot.waitUntil(lambda: len(listener.deeds) == 1)
    press(KEY.Key_O)
    qtbot.waitUntil(lambda: len(listener.deeds) == 2)
    calm(qtbot, workplace)

    rows = [desk.ticket_queries.ticket(actor, ticket_id) for ticket_id in tickets]
    assert {(row.assignee_id, row.owner_id) for row in rows} == {(actor.agent_id, actor.agent_id)}
    assert listener.deeds[1].sentence == "Jij let nu op 2 meldingen."
    qtbot.waitUntil(lambda: cell(page, 0, 2) == "Eva")
    assert sorted(row.id for row in page.table.selected_rows()) == tickets


def test_e_escalates_with_a_reason(
    qtbot: QtBot, open_page: Open, work: Work, workplace: Workplace, desk: Desk, actor: Actor, listener: Listener
) -> None:
    ticket_id = work.new(HOUR)
    page = open_page()

    press(KEY.Key_E)
    form = modal(qtbot, EscalateDialog)
    press(KEY.Key_Return, CTRL)
    without = form.form.field("reason").error
    typ(form.reason.editor, "De rector wacht hierop ☎")
    press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(listener.deeds))
    calm(qtbot, workplace)

    assert without == "Schrijf waarom iemand hier nu naar moet kijken."
    (warning,) = desk.progress_queries.warnings(actor, ticket_id)
    assert (warning.reason, warning.given_by) == ("De rector wacht hierop ☎", "Eva")
    qtbot.waitUntil(lambda: "1 waarschuwing" in cell(page, 0, 5))
    assert focus() is page.table


def test_m_tells_the_customer_and_the_row_says_when(
    qtbot: QtBot, open_page: Open, work: Work, workplace: Workplace, desk: Desk, actor: Actor
) -> None:
    ticket_id = work.new(HOUR)
    page = open_page()

    press(KEY.Key_M)
    form = modal(qtbot, MessageDialog)
    typ(form.text.editor, "Wij komen vandaag nog.")
    press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Gezegd 10.42" in cell(page, 0, 5))

    line = desk.ticket_queries.timeline(actor, ticket_id)[-1]
    assert (line.kind, line.for_customer) == (TicketEventKind.MESSAGE, True)
    assert "Wij komen vandaag nog." in page.detail.lines[0].accessibleName()


def test_time_alone_moves_a_ticket_into_another_list(
    qtbot: QtBot, open_page: Open, work: Work, workplace: Workplace, clock: FixedClock, listener: Listener
) -> None:
    work.taken(timedelta(hours=15))
    page = open_page()
    before = page.chips.buttons[Watch.BREAKS_TODAY].accessibleName()

    clock.advance(timedelta(hours=14, minutes=30))
    page.refresh()
    calm(qtbot, workplace)

    assert (before, page.chips.buttons[Watch.BREAKS_TODAY].accessibleName()) == (
        "Breekt vandaag: 0",
        "Breekt vandaag: 1",
    )
    assert page.chips.buttons[Watch.AT_RISK].accessibleName() == "In gevaar: 1"
    assert cell(page, 0, 4).startswith("nog 30 min")


def test_what_a_colleague_does_arrives_and_the_cursor_stays(
    qtbot: QtBot, open_page: Open, work: Work, workplace: Workplace, desk: Desk
) -> None:
    tickets = [work.new(n * HOUR) for n in (1, 2, 3)]
    page = open_page()
    press(KEY.Key_Down)
    piet = factories.an_actor(desk.db, "piet", Role.SECOND_LINE)

    desk.tickets.take(piet, TakeTickets(ticket_ids=(tickets[0],)))
    first = work.new(-HOUR)
    qtbot.waitUntil(lambda: ids(page) == [first, *tickets])

    assert page.table.current_row().id == tickets[1]
    assert "Piet" in cell(page, 1, 1)


def test_when_the_ticket_under_the_cursor_leaves_the_next_one_has_it(
    qtbot: QtBot, open_page: Open, work: Work, desk: Desk, actor: Actor
) -> None:
    tickets = [work.new(n * HOUR) for n in (1, 2, 3)]
    page = open_page()
    press(KEY.Key_Down)

    desk.tickets.cancel(actor, cancel(tickets[1]))
    qtbot.waitUntil(lambda: ids(page) == [tickets[0], tickets[2]])

    assert page.table.current_row().id == tickets[2]


def test_the_lists_are_walked_by_arrows_and_by_their_keys(
    qtbot: QtBot, open_page: Open, work: Work, workplace: Workplace
) -> None:
    stuck, taken = work.new(timedelta(days=9)), work.taken(HOUR / 2)
    page = open_page()

    page.bindings()["view_5"]()
    calm(qtbot, workplace)
    without_step = ids(page)
    press(KEY.Key_Tab, SHIFT)
    chip = focus()
    for _step in range(3):
        press(KEY.Key_Left)
    calm(qtbot, workplace)

    assert without_step == [stuck]
    assert isinstance(chip, QPushButton)
    assert chip.accessibleName() == "Geen volgende stap: 1"
    assert (page.chips.watch, ids(page)) == (Watch.AT_RISK, [taken])


def test_mine_and_one_team_narrow_list_and_counts_but_not_the_number_in_the_rail(
    qtbot: QtBot, open_page: Open, work: Work, workplace: Workplace, desk: Desk, actor: Actor, listener: Listener
) -> None:
    mine, other = work.new(HOUR), work.new(HOUR)
    piet = factories.an_actor(desk.db, "piet", Role.SECOND_LINE)
    desk.progress.take_ownership(actor, TakeOwnership(ticket_ids=(mine,)))
    desk.progress.take_ownership(piet, TakeOwnership(ticket_ids=(other,)))
    page = open_page()

    page.owner.setFocus()
    press(KEY.Key_Down)
    calm(qtbot, workplace)
    of_me = ids(page)
    head = page.head.text()
    page.team.setFocus()
    page.team.set_key(factories.team_id(desk.db, "AV"))
    page.team.activated.emit(page.team.currentIndex())
    calm(qtbot, workplace)

    assert page.owner.currentText() == "Ik let erop"
    assert of_me == [mine]
    assert head.startswith("1 belofte breekt vandaag")
    assert ids(page) == []
    assert listener.badges[-1] == 2


def test_who_may_only_look_gets_grey_buttons_that_say_why(
    open_page: Open, work: Work, actor: Actor, listener: Listener
) -> None:
    work.new(HOUR)
    looker = Actor(actor.agent_id, "Kim", Role.BACK_OFFICE, frozenset({Right.SEE_TICKETS}))

    page = open_page(looker)
    press(KEY.Key_T)

    assert page.buttons["open"].isEnabled()
    assert not page.buttons["take"].isEnabled()
    assert "Vraag het je leidinggevende" in page.buttons["take"].toolTip()
    assert "Vraag het je leidinggevende" in listener.notices[-1]


def test_what_is_confidential_is_not_shown_to_who_may_not_see_it(open_page: Open, work: Work, desk: Desk) -> None:
    ticket_id = work.new(HOUR)
    hide(desk, ticket_id)
    noor = factories.an_actor(desk.db, "noor", Role.MANAGER)

    for_eva = ids(open_page())
    for_noor = ids(open_page(noor))

    assert Right.SEE_CONFIDENTIAL in rights_of(Role.MANAGER)
    assert (for_eva, for_noor) == ([], [ticket_id])


@pytest.mark.parametrize("naughty", NAUGHTY)
def test_a_subject_is_text_and_nothing_else(open_page: Open, work: Work, naughty: str) -> None:
    work.new(HOUR, subject=naughty)

    page = open_page()
    page.table.grab()

    assert cell(page, 0, 0).split("\n")[0] == " ".join(naughty.split())


@pytest.mark.parametrize("zoom", [100, 200])
def test_at_every_size_all_buttons_are_whole(open_page: Open, work: Work, theme: Theme, zoom: int) -> None:
    work.new(HOUR)
    theme.set_zoom(zoom)

    page = open_page()
    QApplication.processEvents()

    for made in (*page.buttons.values(), *page.chips.buttons.values()):
        assert made.width() >= made.sizeHint().width() - 1, made.text()
        assert page.rect().contains(made.mapTo(page, made.rect().bottomRight())), made.text()
    assert page.table.isColumnHidden(5) is (zoom == 200)
    theme.set_zoom(100)


def cancel(ticket_id: int) -> CancelTickets:
    return CancelTickets(ticket_ids=(ticket_id,), reason="niet meer nodig")


def hide(desk: Desk, ticket_id: int) -> None:
    with desk.db.jot() as session:
        session.execute(update(Ticket).where(Ticket.id == ticket_id).values(confidential=True))


def test_a_screen_reader_hears_the_whole_row_at_once(open_page: Open, work: Work) -> None:
    work.new(-HOUR)
    page = open_page()

    heard = str(page.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    assert "Pas vervangen" in heard
    assert "Sanne Jansen, Eerste lijn" in heard
    assert "1 u te laat" in heard
    assert "De klant heeft nog niets gehoord" in heard
    assert ".." not in heard
