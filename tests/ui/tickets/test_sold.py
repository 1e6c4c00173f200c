# SPDX-License-Identifier: EUPL-1.2
"""What was sold stands among the facts of a ticket: answers, way, supply, exception, and the product as it was then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from desk_app.app import Desk
from desk_app.catalogue.messages import FieldType, SaveItem, SaveTopic
from desk_app.catalogue.models import ServiceLane, Supply
from desk_app.core.actor import Actor, Role
from desk_app.process.messages import (
    StepStatus,
)
from desk_app.tickets.answers import Answer, to_json
from desk_app.tickets.models import Ticket
from tests import factories
from tests.processes import a_ticket
from tests.ui.keys import press
from tests.ui.listener import calm
from tests.ui.modal import modal
from ui.shell.page import Workplace
from ui.tickets.page import TicketPage
from ui.tickets.sold_as import SoldAsDialog

Open = Callable[..., TicketPage]
KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
D, R, W, S = StepStatus.DONE, StepStatus.READY, StepStatus.WAITING, StepStatus.SKIPPED


def facts(page: TicketPage) -> dict[str, str]:
    found = [label.accessibleName() for label in page.facts.findChildren(QLabel)]
    return dict(name.split(": ", 1) for name in found if ": " in name)


def test_answers_way_supply_and_exception_stand_among_the_facts(
    open_page: Open, desk: Desk, actor: Actor, stepped_id: int
) -> None:
    answers = to_json(
        [
            Answer("size", "Welke maat?", "What size?", FieldType.NUMBER, "12.5"),
            Answer("own", "Eigen foto?", "", FieldType.YES_NO, "yes"),
        ]
    )
    with desk.db.jot() as session:
        session.execute(
            update(Ticket)
            .where(Ticket.id == stepped_id)
            .values(
                answers=answers,
                supply=Supply.ORDER,
                lane=ServiceLane.SECOND_LINE,
                exception_reason="werkt hier een week",
                exception_by="Eva",
            )
        )

    shown = facts(open_page(stepped_id))

    assert shown["Welke maat?"] == "12,5"
    assert shown["Eigen foto?"] == "Ja"
    assert shown["Levering"] == "te bestellen"
    assert shown["Route"] == "naar de tweede lijn"
    assert (shown["Waarom"], shown["Besloten door"]) == ("werkt hier een week", "Eva")


def test_how_a_product_was_when_it_was_sold_can_be_read_after_it_changed(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk
) -> None:
    owner = factories.an_actor(desk.db, "olga", Role.MANAGER)
    item_id = factories.item_id(desk.db, "P-PAS")
    topic_id = desk.catalogue_service.save_topic(
        owner, SaveTopic(parent_id=None, code="V-PAS", name="Iets met mijn pas")
    )
    sheet = desk.catalogue.sheet(owner, item_id)
    content = replace(
        sheet.content,
        explanation="U krijgt een nieuwe pas.",
        owner="Olga",
        topics=(topic_id,),
        valid_from=date(2026, 1, 1),
    )
    desk.catalogue_service.save_item(owner, SaveItem(item_id=item_id, version=sheet.version, content=content))
    ticket_id = a_ticket(desk, owner)
    sheet = desk.catalogue.sheet(owner, item_id)
    later = replace(sheet.content, explanation="Dit doen we niet meer.")
    desk.catalogue_service.save_item(owner, SaveItem(item_id=item_id, version=sheet.version, content=later))
    page = open_page(ticket_id, owner)

    button = next(one for one in page.facts.findChildren(QPushButton) if "toen" in one.text())
    button.click()
    dialog = modal(qtbot, SoldAsDialog)
    calm(qtbot, workplace)

    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "U krijgt een nieuwe pas." in words
    assert any("versie 2" in one for one in words)
    press(KEY.Key_Escape)
