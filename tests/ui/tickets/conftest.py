# SPDX-License-Identifier: EUPL-1.2
"""A ticket page in a window, and forms above a plain window."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.models import StepKind
from desk_app.core.actor import Actor
from tests import factories, processes
from tests.processes import CENTRE, a_process, a_step, a_ticket
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
def stepped_id(desk: Desk, actor: Actor) -> int:
    """A check that asks something, then two side by side, then hand over."""
    a_process(
        desk.db,
        "P-PAS",
        a_step("check", StepKind.CHECK, required_input="Welk personeelsnummer?", exit_check="De naam klopt"),
        a_step("order", StepKind.ORDER, after=("check",), team_id=factories.team_id(desk.db, "AV")),
        a_step("place", StepKind.DELIVER, after=("check",)),
        a_step("hand", StepKind.HAND_OVER, after=("order", "place")),
    )
    return a_ticket(desk, actor)


@pytest.fixture
def approval_id(desk: Desk, actor: Actor) -> int:
    """A ticket that waits for Joke Bos."""
    processes.a_budget_holder(desk.db)
    processes.a_cost_centre(desk.db, "Bos")
    a_process(desk.db, "P-PAS", a_step("deliver"))
    processes.approval_is_needed(desk.db, "P-PAS")
    return a_ticket(desk, actor, cost_centre=CENTRE)


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
