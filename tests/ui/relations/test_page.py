# SPDX-License-Identifier: EUPL-1.2
"""The page of customers: found as you type, one Enter to an intake, and changed without losing anything."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.relations.messages import ChangePerson, PersonRow
from tests import factories
from tests.ui.keys import press, typ
from tests.ui.listener import Listener, calm, show
from tests.ui.naughty import NAUGHTY, TOO_LONG
from ui.relations.edit_form import EditPerson
from ui.relations.page import RelationsPage
from ui.shell.page import Workplace
from ui.shell.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Open = Callable[[], RelationsPage]


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, workplace: Workplace, listener: Listener) -> Iterator[Open]:
    """Opens the page with the focus in the box."""
    opened: list[RelationsPage] = []

    def open_it() -> RelationsPage:
        page = RelationsPage(workplace)
        opened.append(page)
        listener.hear(page)
        show(qtbot, workplace, page)
        page.search.setFocus()
        return page

    yield open_it
    for page in opened:
        page.new_customer.close()
        page.close()


def on_card(qtbot: QtBot, workplace: Workplace, page: RelationsPage, family_name: str) -> PersonRow:
    page.show_person(factories.person_id(workplace.desk.db, family_name))
    calm(qtbot, workplace)
    assert page.person is not None
    return page.person


def change(desk: Desk, actor: Actor, person: PersonRow, **facts: Any) -> PersonRow:  # noqa: ANN401 -- fields of the command
    same = {
        name: getattr(person, name)
        for name in ("family_name", "given_name", "infix", "department_id", "email", "phone", "badge", "space_id")
    }
    return desk.relations.change_person(
        actor, ChangePerson(person_id=person.id, version=person.version, **{**same, **facts})
    )


def test_the_first_hit_opens_by_itself(qtbot: QtBot, open_page: Open, workplace: Workplace) -> None:
    page = open_page()

    typ(page.search, "lukasz")
    qtbot.waitUntil(lambda: page.person is not None)

    assert page.card.name.text() == "Şule Łukaszewicz"


def test_typing_fast_and_enter_starts_an_intake_for_the_top_hit(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, listener: Listener
) -> None:
    page = open_page()

    typ(page.search, "jans")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(listener.wishes))

    assert listener.wishes[0].person_id == factories.person_id(desk.db, "Jansen")
    assert len(listener.wishes) == 1


def test_the_card_shows_open_tickets_and_history_and_enter_opens_one(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, listener: Listener
) -> None:
    ticket_id = factories.a_visit(desk, actor).ticket_ids[0]
    page = open_page()
    on_card(qtbot, workplace, page, "Jansen")

    page.card.open.setFocus()
    press(Qt.Key.Key_Return)

    assert page.card.tabs.tabText(0) == "Open (1)"
    assert page.card.tabs.tabText(1) == "Geschiedenis (1)"
    assert listener.tickets == [ticket_id]


def test_ctrl_e_changes_the_customer_also_from_the_box(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, listener: Listener
) -> None:
    page = open_page()
    person = on_card(qtbot, workplace, page, "Jansen")
    page.search.setFocus()

    press(Qt.Key.Key_E, CTRL)
    form = page.findChild(EditPerson)
    assert form is not None
    form.attention.setText("Slechthorend")
    form.lines["phone"].setText("06 87654321")
    form.submit()
    calm(qtbot, workplace)

    stored = desk.people.person(actor, person.id)
    assert (stored.attention, stored.phone) == ("Slechthorend", "06 87654321")
    assert stored.attention_until == date(2026, 12, 24)
    assert page.card.attention.isVisible()
    assert "Slechthorend" in page.card.attention_words.text()
    assert listener.deeds[0].sentence == "Sanne Jansen is gewijzigd."


def test_when_a_colleague_was_first_both_texts_are_shown(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor
) -> None:
    page = open_page()
    person = on_card(qtbot, workplace, page, "Jansen")
    page.edit()
    form = page.findChild(EditPerson)
    assert form is not None
    form.lines["phone"].setText("06 11111111")
    change(desk, factories.an_actor(desk.db, "piet", Role.COUNTER), person, phone="06 22222222")

    form.submit()
    calm(qtbot, workplace)
    shown = form.form.field("phone").error
    typed = form.lines["phone"].text()
    form.submit()
    calm(qtbot, workplace)

    assert shown == "Er staat nu: 06 22222222"
    assert typed == "06 11111111"
    assert desk.people.person(actor, person.id).phone == "06 11111111"


@pytest.mark.parametrize("text", NAUGHTY)
def test_every_name_is_stored_as_typed_or_refused_in_words(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, text: str
) -> None:
    page = open_page()
    person = on_card(qtbot, workplace, page, "Jansen")
    page.edit()
    form = page.findChild(EditPerson)
    assert form is not None

    QGuiApplication.clipboard().setText(text)
    form.lines["given_name"].selectAll()
    form.lines["given_name"].paste()
    in_box = form.lines["given_name"].text()
    form.submit()
    calm(qtbot, workplace)

    assert desk.people.person(actor, person.id).given_name == in_box.strip()
    assert page.card.name.textFormat() is Qt.TextFormat.PlainText


def test_what_is_too_long_stays_with_a_sentence_under_it(qtbot: QtBot, open_page: Open, workplace: Workplace) -> None:
    page = open_page()
    on_card(qtbot, workplace, page, "Jansen")
    page.edit()
    form = page.findChild(EditPerson)
    assert form is not None

    form.attention.setText(TOO_LONG)
    form.submit()
    calm(qtbot, workplace)

    assert "te lang" in form.form.field("attention").error
    assert form.attention.text() == TOO_LONG
    form.reject()


def test_a_new_customer_begins_with_the_name_that_was_not_found(
    qtbot: QtBot, open_page: Open, workplace: Workplace
) -> None:
    page = open_page()
    typ(page.search, "Veldhuizen")
    qtbot.waitUntil(lambda: "Niemand gevonden" in page.words.text())

    press(Qt.Key.Key_Q, ALT)

    assert page.new_customer.lines["family_name"].text() == "Veldhuizen"


def test_a_half_typed_new_customer_is_there_next_time(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor
) -> None:
    page = open_page()
    page.add_customer()
    typ(page.new_customer.lines["family_name"], "Bakker")
    page.leave()
    calm(qtbot, workplace)

    again = open_page()
    again.add_customer()

    assert again.new_customer.lines["family_name"].text() == "Bakker"


def test_without_the_right_nothing_can_be_changed(
    qtbot: QtBot, theme: Theme, workplace: Workplace, desk: Desk, open_page: Open, listener: Listener
) -> None:
    page = open_page()
    on_card(qtbot, workplace, page, "Jansen")

    page.card.show_person(page.person, may_edit=False)  # type: ignore[arg-type]  # it is on the card
    page.edit()

    assert page.findChild(EditPerson) is None


def test_when_the_customer_leaves_nothing_personal_stays_on_screen(
    qtbot: QtBot, open_page: Open, workplace: Workplace
) -> None:
    page = open_page()
    on_card(qtbot, workplace, page, "Jansen")

    page.clear_person()

    assert not page.card.isVisible()
    assert page.search.text() == ""


def test_every_field_has_a_name_for_the_screen_reader(qtbot: QtBot, open_page: Open, workplace: Workplace) -> None:
    page = open_page()
    on_card(qtbot, workplace, page, "Jansen")
    page.edit()
    form = page.findChild(EditPerson)
    assert form is not None

    fields = [page.search, page.list, page.card.open, *form.lines.values(), form.attention, form.until]

    assert all(field.accessibleName() for field in fields)
    form.reject()
