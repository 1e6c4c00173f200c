# SPDX-License-Identifier: EUPL-1.2
"""The ready shelf and the pick-up card: the right parcel for the right person, by keyboard and by scanner."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.completion.messages import CompleteTickets, HandOver
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.core.codes import CodeKind, ScannedCode
from desk_app.tickets.lifecycle import TicketStatus
from tests import factories
from tests.ui.keys import press, typ
from tests.ui.listener import Listener, calm, show
from ui.completion.pick_up import PickUpDialog
from ui.completion.shelf_page import ShelfPage
from ui.completion.signature_pad import SignaturePad
from ui.shell.page import Workplace
from ui.shell.theme import Theme


@pytest.fixture
def put(desk: Desk, actor: Actor) -> Callable[..., int]:
    """Puts something for a customer on a shelf."""

    def put_it(shelf: str, customer: str | None = "Jansen") -> int:
        ticket_id = factories.a_visit(desk, actor, customer=customer).ticket_ids[0]
        desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket_id,), work_done="Klaar.", shelf=shelf))
        return ticket_id

    return put_it


@pytest.fixture
def open_shelf(
    qtbot: QtBot, theme: Theme, workplace: Workplace, listener: Listener
) -> Iterator[Callable[[], ShelfPage]]:
    """Opens the page, read, with the focus in the box."""
    opened: list[ShelfPage] = []

    def open_it() -> ShelfPage:
        page = ShelfPage(workplace)
        opened.append(page)
        listener.hear(page)
        show(qtbot, workplace, page)
        page.search.setFocus()
        return page

    yield open_it
    for page in opened:
        page.close()


def number_of(desk: Desk, actor: Actor, ticket_id: int) -> str:
    return desk.ticket_queries.ticket(actor, ticket_id).number


def test_what_waits_longest_comes_first(
    open_shelf: Callable[[], ShelfPage], put: Callable[..., int], clock: FixedClock
) -> None:
    first = put("14")
    clock.advance(timedelta(hours=1))
    second = put("3")

    page = open_shelf()

    assert [row.id for row in page.rows.rows] == [first, second]


def test_a_name_and_two_enters_hand_over(
    qtbot: QtBot,
    open_shelf: Callable[[], ShelfPage],
    put: Callable[..., int],
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
    listener: Listener,
) -> None:
    put("3", customer="Berg")
    ticket_id = put("14")
    page = open_shelf()

    typ(page.search, "jans")
    qtbot.waitUntil(lambda: len(page.rows.rows) == 1)
    press(Qt.Key.Key_Return)
    calm(qtbot, workplace)
    card = page.findChild(PickUpDialog)
    assert card is not None
    words = (card.shelf.text(), card.customer.text(), card.taker.text())
    press(Qt.Key.Key_Return)
    calm(qtbot, workplace)

    row = desk.ticket_queries.ticket(actor, ticket_id)
    assert words == ("Vak 14", "Voor Sanne Jansen. Is dit de goede persoon?", "Sanne Jansen")
    assert (row.status, row.collected_by) == (TicketStatus.CLOSED, "Sanne Jansen")
    assert listener.deeds[0].sentence == f"{row.number} is meegegeven aan Sanne Jansen."
    qtbot.waitUntil(lambda: not page.rows.rows)


def test_the_slip_opens_and_the_badge_of_the_right_person_hands_over(
    qtbot: QtBot,
    open_shelf: Callable[[], ShelfPage],
    put: Callable[..., int],
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
) -> None:
    ticket_id = put("14")
    page = open_shelf()

    slip = page.take_scan(ScannedCode(CodeKind.TICKET, number_of(desk, actor, ticket_id)))
    calm(qtbot, workplace)
    badge = page.take_scan(ScannedCode(CodeKind.BADGE, "0104711"))
    calm(qtbot, workplace)

    assert (slip, badge) == (True, True)
    assert desk.ticket_queries.ticket(actor, ticket_id).status is TicketStatus.CLOSED


def test_the_badge_of_somebody_else_is_refused_in_words(
    qtbot: QtBot,
    open_shelf: Callable[[], ShelfPage],
    put: Callable[..., int],
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
) -> None:
    ticket_id = put("14")
    page = open_shelf()
    card = page.pick_up(ticket_id)
    calm(qtbot, workplace)

    page.take_scan(ScannedCode(CodeKind.BADGE, "0104712"))
    calm(qtbot, workplace)

    assert "Łukaszewicz" in card.warning.text()
    assert card.warning.isVisible()
    assert desk.ticket_queries.ticket(actor, ticket_id).status is TicketStatus.READY
    card.reject()


def test_without_a_name_nothing_is_handed_over(
    qtbot: QtBot,
    open_shelf: Callable[[], ShelfPage],
    put: Callable[..., int],
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
) -> None:
    ticket_id = put("14", customer=None)
    page = open_shelf()
    card = page.pick_up(ticket_id)
    calm(qtbot, workplace)

    card.submit()
    calm(qtbot, workplace)

    assert card.form.field("name").error == "Schrijf wie het meeneemt."
    assert desk.ticket_queries.ticket(actor, ticket_id).status is TicketStatus.READY
    card.reject()


def test_a_drawn_signature_is_kept_as_a_picture(
    qtbot: QtBot,
    open_shelf: Callable[[], ShelfPage],
    put: Callable[..., int],
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
) -> None:
    ticket_id = put("14")
    page = open_shelf()
    card = page.pick_up(ticket_id)
    calm(qtbot, workplace)

    draw(card.signature)
    card.submit()
    calm(qtbot, workplace)

    handed = desk.completion_queries.handed_over(actor, ticket_id)
    clerk = factories.an_actor(desk.db, "bo", Role.BACK_OFFICE)
    seen_by_clerk = desk.completion_queries.handed_over(clerk, ticket_id)
    assert handed is not None
    assert handed.signature is not None
    assert handed.signature.startswith(b"\x89PNG")
    assert seen_by_clerk is not None
    assert (seen_by_clerk.is_signed, seen_by_clerk.signature) == (True, None)


def test_a_signature_can_be_cleared_from_the_keyboard_and_is_never_needed(qtbot: QtBot, theme: Theme) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    with qtbot.waitExposed(pad):
        pad.show()
    draw(pad)
    was_drawn = not pad.is_empty

    QTest.keyClick(pad, Qt.Key.Key_Delete)

    assert was_drawn
    assert pad.is_empty
    assert pad.png() is None


def test_somebody_else_was_first(
    qtbot: QtBot,
    open_shelf: Callable[[], ShelfPage],
    put: Callable[..., int],
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
) -> None:
    ticket_id = put("14")
    page = open_shelf()
    card = page.pick_up(ticket_id)
    calm(qtbot, workplace)
    piet = factories.an_actor(desk.db, "piet", Role.COUNTER)
    desk.completion.hand_over(piet, HandOver(ticket_ids=(ticket_id,), name="Sanne"))

    card.submit()
    calm(qtbot, workplace)

    assert "plank" in card.form.summary or "afgesloten" in card.form.summary
    assert card.taker.text() == "Sanne Jansen"
    card.reject()


def test_an_empty_shelf_says_what_will_come(open_shelf: Callable[[], ShelfPage]) -> None:
    page = open_shelf()

    assert not page.give.isEnabled()
    assert page.table.model().rowCount() == 0


def draw(pad: SignaturePad) -> None:
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 40))
    for step in range(5):
        QTest.mouseMove(pad, QPoint(20 + 30 * step, 40 + 10 * (step % 2)))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(180, 60))
