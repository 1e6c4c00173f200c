# SPDX-License-Identifier: EUPL-1.2
"""A ticket page in a window, and forms above a plain window."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app.core.actor import Actor
from tests.ui.listener import Listener, calm, show
from ui.orders.form import OrderForm
from ui.shell.page import Workplace
from ui.shell.theme import Theme
from ui.tickets.page import TicketPage


@pytest.fixture
def open_page(
    qtbot: QtBot, theme: Theme, workplace: Workplace, listener: Listener
) -> Iterator[Callable[..., TicketPage]]:
    """Opens the page on a ticket, as an actor, with the focus where the window would put it."""
    opened: list[TicketPage] = []

    def open_it(ticket_id: int, actor: Actor | None = None) -> TicketPage:
        page = TicketPage(replace(workplace, actor=actor) if actor else workplace)
        opened.append(page)
        listener.hear(page)
        show(qtbot, workplace, page)
        workplace.problems.attach(listener, page)
        page.show_ticket(ticket_id)
        calm(qtbot, workplace)
        first = page.first_focus()
        assert first is not None
        first.setFocus()
        return page

    yield open_it
    workplace.problems.detach()
    for page in opened:
        page.close()


@pytest.fixture
def open_form(
    qtbot: QtBot, theme: Theme, workplace: Workplace, listener: Listener
) -> Iterator[Callable[[Callable[[QWidget], OrderForm]], OrderForm]]:
    """Opens a form above a window, read."""
    ground = QWidget()
    show(qtbot, workplace, ground)
    workplace.problems.attach(listener, ground)

    def open_it(make: Callable[[QWidget], OrderForm]) -> OrderForm:
        form = make(ground)
        form.done.connect(listener.deeds.append)
        form.open()
        calm(qtbot, workplace)
        return form

    yield open_it
    workplace.problems.detach()
    ground.close()
