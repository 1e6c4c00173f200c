# SPDX-License-Identifier: EUPL-1.2
"""The page of agreements on a small desk, as somebody who may change them or may not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.messages import LeadTime, LeadUnit
from desk_app.contracts.messages import SaveAgreement, TargetLine
from desk_app.core.actor import Actor, Role
from desk_app.tickets.lifecycle import TicketStatus
from tests import factories
from tests.guarding import a_ticket, at
from tests.ui.listener import Listener, calm, show
from ui.contracts.page import ContractsPage
from ui.shell.page import Workplace
from ui.shell.theme import Theme

Open = Callable[..., ContractsPage]
Settle = Callable[[], None]
EIGHT_HOURS = TargetLine(completion=LeadTime(480, LeadUnit.MINUTES), norm_percent=90)


@pytest.fixture
def manager(desk: Desk) -> Actor:
    """Who may change agreements."""
    return factories.an_actor(desk.db, "mila", Role.MANAGER)


@pytest.fixture
def piet(desk: Desk) -> Actor:
    """A colleague who may too."""
    return factories.an_actor(desk.db, "piet", Role.MANAGER, "Balie 2")


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, workplace: Workplace, manager: Actor, listener: Listener) -> Iterator[Open]:
    """Opens the page as the manager (or somebody else), with the cursor in its list."""
    opened: list[ContractsPage] = []

    def open_it(who: Actor | None = None) -> ContractsPage:
        page = ContractsPage(replace(workplace, actor=who or manager))
        opened.append(page)
        listener.hear(page)
        page.said.connect(lambda sentence, _undo: listener.notices.append(sentence))
        show(qtbot, workplace, page)
        workplace.problems.attach(listener, page)
        page.list.setFocus()
        return page

    yield open_it
    workplace.problems.detach()
    for page in opened:
        page.close()


@pytest.fixture
def settle(qtbot: QtBot, workplace: Workplace) -> Settle:
    """Waits until every answer is in."""
    return lambda: calm(qtbot, workplace)


def an_agreement(desk: Desk, who: Actor, code: str, **values: Any) -> int:  # noqa: ANN401 -- fields of SaveAgreement
    """An agreement from this year on; its name is its code in words."""
    facts: dict[str, Any] = {"name": f"Afspraken {code}", "valid_from": date(2026, 1, 1), "owner": "Noor Vos", **values}
    return desk.agreements.save(who, SaveAgreement(code=code, **facts))


def target_id(desk: Desk, who: Actor, agreement_id: int, place: int = 0) -> int:
    """The id of one of its targets."""
    number = desk.agreement_queries.targets(who, agreement_id)[place].line.id
    assert number is not None
    return number


def tickets(desk: Desk, who: Actor, target: int, *, met: int, late: int, month: int = 11) -> list[int]:
    """So many tickets under a target, completed on the tenth at noon, on time or two hours late; the late ones last."""
    made = []
    for number in range(met + late):
        due = at(10, 13 if number < met else 10, month=month)
        made.append(
            a_ticket(
                desk,
                who,
                status=TicketStatus.COMPLETED,
                target_id=target,
                registered_at=at(9, 9, month=month),
                due_at=due,
                completed_at=at(10, 12, month=month),
                late_reason="" if number < met else "onderdeel was op",
            )
        )
    return made
