# SPDX-License-Identifier: EUPL-1.2
"""A customer whom we do not know, in four fields, without leaving the slip."""

import pytest

from tests.ui.intake.conftest import ALT, CONTROL, KEY, AtCounter
from ui.intake.new_customer import NewCustomer


def _dialog(counter: AtCounter) -> NewCustomer:
    counter.calm()
    (dialog,) = counter.window.findChildren(NewCustomer)
    counter.activate(dialog)
    return dialog


def _fill(counter: AtCounter, dialog: NewCustomer, **facts: str) -> None:
    for name, value in facts.items():
        dialog.lines[name].setFocus()
        counter.write(value)


def _choose_department(counter: AtCounter, dialog: NewCustomer) -> None:
    dialog.department.edit.setFocus()
    counter.write("facil")
    counter.press(KEY.Key_Return)
    counter.calm()


def test_a_new_customer_is_there_at_once(counter: AtCounter) -> None:
    counter.type("Zomer")
    counter.press(KEY.Key_Q, ALT)
    dialog = _dialog(counter)
    assert dialog.lines["family_name"].text() == "Zomer"

    _fill(counter, dialog, given_name="Noor", infix="van", email="noor.zomer@example.org")
    _choose_department(counter, dialog)
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert not dialog.isVisible()
    assert counter.draft.customer == "Noor van Zomer"
    assert counter.page.slip.customer.picker.choice is not None
    assert counter.draft.new_customer == {}


def test_what_is_missing_is_said_and_kept(counter: AtCounter) -> None:
    counter.press(KEY.Key_Q, ALT)
    dialog = _dialog(counter)
    _fill(counter, dialog, given_name="Noor", email="noor")

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert dialog.form.field("family_name").error == "Vul de achternaam in."
    assert dialog.form.field("email").error == "Controleer het e-mailadres. Er mist een @."
    assert dialog.facts() == {"given_name": "Noor", "email": "noor"}
    dialog.reject()


def test_an_address_that_we_know_may_be_the_same_person(counter: AtCounter) -> None:
    counter.press(KEY.Key_Q, ALT)
    dialog = _dialog(counter)
    _fill(counter, dialog, family_name="Jansen", email="sanne.jansen@example.org")
    _choose_department(counter, dialog)
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()
    assert dialog.form.field("email").error == "Dit e-mailadres hoort al bij S. Jansen. Is dat dezelfde persoon?"
    assert dialog.yes_button.isVisible()

    dialog.yes_button.click()
    counter.calm()

    assert counter.draft.customer == "Sanne Jansen"
    people = counter.workplace.desk.people.find_people(counter.workplace.actor, "jansen")
    assert len(people) == 1


def test_somebody_else_may_share_an_address(counter: AtCounter) -> None:
    counter.press(KEY.Key_Q, ALT)
    dialog = _dialog(counter)
    _fill(counter, dialog, family_name="Jansen", given_name="Piet", email="sanne.jansen@example.org")
    _choose_department(counter, dialog)
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    dialog.no_button.click()
    counter.calm()

    assert counter.draft.customer == "Piet Jansen"


def test_what_was_typed_about_a_new_customer_is_parked_with_the_slip(counter: AtCounter) -> None:
    counter.press(KEY.Key_Q, ALT)
    dialog = _dialog(counter)
    _fill(counter, dialog, family_name="Zomer", phone="06")
    dialog.reject()
    counter.activate(counter.window)
    counter.press(KEY.Key_F7)
    counter.calm()
    counter.press(KEY.Key_F8)
    counter.calm()

    counter.press(KEY.Key_Q, ALT)

    assert _dialog(counter).facts() == {"family_name": "Zomer", "phone": "06"}
    _dialog(counter).reject()


@pytest.mark.parametrize("kind", ["visitor", "supplier"])
def test_a_visitor_needs_no_department(counter: AtCounter, kind: str) -> None:
    counter.press(KEY.Key_Q, ALT)
    dialog = _dialog(counter)
    dialog.kind.set_key(kind)
    dialog.kind.chosen.emit(kind)
    _fill(counter, dialog, family_name="Zomer", phone="06 12345699")

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.draft.customer == "Zomer"
