# SPDX-License-Identifier: EUPL-1.2
"""The form of an agreement by keyboard: made without a mouse, wrong where it is wrong, and nothing typed is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.messages import LeadTime, LeadUnit
from desk_app.contracts.editing import order_of
from desk_app.contracts.messages import Addressee, AgreementKind, AgreementSheet, PendingReason, Renewal, RungLine
from desk_app.core.actor import Actor
from tests import factories
from tests.ui.contracts.conftest import EIGHT_HOURS, Open, Settle, an_agreement
from tests.ui.keys import focus, press, typ
from tests.ui.listener import Listener
from tests.ui.modal import modal
from ui.contracts.fields import AgreementFields
from ui.contracts.page import ContractsPage
from ui.contracts.rung_form import RungForm
from ui.contracts.target_form import TargetForm

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Change = Callable[..., None]


@pytest.fixture
def change(desk: Desk, piet: Actor) -> Change:
    """Piet changes an agreement: fields of its sheet by name."""

    def change(agreement_id: int, **values: object) -> None:
        sheet = desk.agreement_queries.sheet(piet, agreement_id)
        changed: AgreementSheet = replace(sheet, **values)  # type: ignore[arg-type]  # names of its fields
        desk.agreements.save(piet, order_of(changed, sheet.id, sheet.version))

    return change


def fields(page: ContractsPage) -> AgreementFields:
    """The fields in view."""
    assert page.is_editing
    assert page.editor.fields is not None
    return page.editor.fields


def tab_to(target: QWidget) -> None:
    """Tab, as often as it takes."""
    for _step in range(60):
        if focus() is target or target.isAncestorOf(focus()):
            return
        press(KEY.Key_Tab)
    raise AssertionError(f"Tab never comes to {target.accessibleName()}")


def _edit(page: ContractsPage, settle: Settle) -> AgreementFields:
    press(KEY.Key_E, CTRL)
    settle()
    return fields(page)


def test_a_new_agreement_with_a_target_and_a_warning_is_made_by_keyboard_alone(
    qtbot: QtBot, open_page: Open, desk: Desk, manager: Actor, settle: Settle, listener: Listener
) -> None:
    page = open_page()

    press(KEY.Key_N)
    settle()
    own = fields(page)
    for answer in ("Servicepunt", "SLA-2027"):
        typ(focus(), answer)
        press(KEY.Key_Return)
    tab_to(own.departments)
    typ(focus(), "facil")
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(own.departments.ids))
    tab_to(own.days["valid_until"])
    press(KEY.Key_Space)
    tab_to(own.lists["targets"])
    press(KEY.Key_Insert)
    target = modal(qtbot, TargetForm)
    target.kind.setFocus()
    press(KEY.Key_Down)
    target.response.setFocus()
    press(KEY.Key_Space)
    target.consequence.setFocus()
    typ(focus(), "5 % korting")
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: len(own.lists["targets"].lines) == 1)
    tab_to(own.lists["rungs"])
    press(KEY.Key_Insert)
    rung = modal(qtbot, RungForm)
    rung.reason.setFocus()
    typ(focus(), "De tijd is om")
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: len(own.lists["rungs"].lines) == 1)
    press(KEY.Key_Return, CTRL)
    settle()

    (row,) = desk.agreement_queries.agreements(manager)
    sheet = desk.agreement_queries.sheet(manager, row.id)
    assert (row.code, row.name, row.party, row.owner) == ("SLA-2027", "Servicepunt", "Facilitair", "Mila")
    assert (sheet.valid_from, sheet.valid_until) == (date(2026, 11, 24), date(2027, 11, 24))
    (line,) = sheet.targets
    assert (line.kind, line.response, line.completion) == (
        "complaint",
        LeadTime(60, LeadUnit.MINUTES),
        LeadTime(480, LeadUnit.MINUTES),
    )
    assert (line.norm_percent, line.weight, line.consequence) == (95, 1, "5 % korting")
    assert line.pauses == {PendingReason.CUSTOMER, PendingReason.APPROVAL}
    assert sheet.rungs == (RungLine(percent=100, addressee=Addressee.AGREEMENT_OWNER, reason="De tijd is om"),)
    assert listener.deeds[-1].sentence == "Servicepunt is opgeslagen."
    assert page.is_viewing


def test_the_party_that_is_asked_follows_from_the_kind(open_page: Open, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N)
    settle()
    own = fields(page)
    own.name.setText("Onderhoud")
    own.code.setText("CON-1")

    own.kind.setFocus()
    press(KEY.Key_Right)
    press(KEY.Key_Right)
    shown = [name for name in ("department_ids", "team_id", "supplier_id") if own.form.field(name).isVisible()]
    press(KEY.Key_Return, CTRL)
    settle()

    assert own.kind.key is AgreementKind.SUPPLIER
    assert shown == ["supplier_id"]
    assert own.form.field("supplier_id").error == "Kies de leverancier waarmee dit is afgesproken."


def test_a_half_typed_number_that_is_none_comes_back(
    qtbot: QtBot, open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    page = open_page()
    own = _edit(page, settle)
    own.lists["targets"].setFocus()
    press(KEY.Key_Return)
    form = modal(qtbot, TargetForm)
    form.norm.setFocus()
    form.norm.selectAll()
    typ(focus(), "-9,5")
    press(KEY.Key_Escape)

    own.lists["targets"].setFocus()
    press(KEY.Key_Return)
    back = modal(qtbot, TargetForm)

    assert back.norm.text() == "-9,5"
    assert back.completion.lead == EIGHT_HOURS.completion
    back.reject()


def test_escape_keeps_what_was_typed_and_it_can_be_thrown_away(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    number = an_agreement(desk, manager, "A")
    page = open_page()
    own = _edit(page, settle)

    typ(own.name, " erbij")
    own.amount.setText("12,5x")
    press(KEY.Key_Escape)
    settle()
    away = page.is_editing
    again = _edit(page, settle)

    assert not away
    assert again.name.text() == "Afspraken A erbij"
    assert again.amount.text() == "12,5x"
    assert page.editor.restored.sentence == "Hier staat wat je eerder typte en nog niet hebt opgeslagen."
    page.editor.restored.retry_button.click()
    settle()
    assert fields(page).name.text() == "Afspraken A"
    press(KEY.Key_Escape)
    settle()
    assert desk.unfinished.kept(manager, f"agreement:{number}") == {}


def test_a_half_typed_target_is_kept_over_a_page_change(
    qtbot: QtBot, open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    page = open_page()
    own = _edit(page, settle)

    own.lists["targets"].setFocus()
    press(KEY.Key_Return)
    form = modal(qtbot, TargetForm)
    form.item.setFocus()
    typ(form.item.edit, "Beamer")
    form.consequence.setText("boete")
    press(KEY.Key_Escape)
    page.leave()
    settle()
    press(KEY.Key_Escape)
    settle()
    again = _edit(page, settle)
    again.lists["targets"].setFocus()
    press(KEY.Key_Return)
    back = modal(qtbot, TargetForm)

    assert back.item.edit.text() == "Beamer"
    assert back.consequence.text() == "boete"
    press(KEY.Key_Return, CTRL)
    assert "product" in back.form.field("item_id").error.lower()
    back.reject()


def test_a_product_that_was_chosen_and_then_typed_over_is_not_the_old_one(
    qtbot: QtBot, open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    old = factories.item_id(desk.db, "P-PAS")
    an_agreement(desk, manager, "A", targets=(replace(EIGHT_HOURS, item_id=old),))
    page = open_page()
    own = _edit(page, settle)
    own.lists["targets"].setFocus()
    press(KEY.Key_Return)
    form = modal(qtbot, TargetForm)
    form.item.setFocus()
    press(KEY.Key_Delete)
    typ(form.item.edit, "Beamer werkt niet · P-BEA")
    form.reject()

    own.lists["targets"].setFocus()
    press(KEY.Key_Return)
    back = modal(qtbot, TargetForm)
    press(KEY.Key_Return, CTRL)

    assert not back.isVisible()
    (line,) = own.lists["targets"].lines
    assert line.item_id == factories.item_id(desk.db, "P-BEA")


def test_somebody_else_changed_it_too_and_both_changes_are_kept(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle, change: Change
) -> None:
    number = an_agreement(desk, manager, "A", valid_until=date(2027, 12, 31))
    page = open_page()
    own = _edit(page, settle)
    typ(own.name, " erbij")

    change(number, owner="Joost Hek", renewal=Renewal.TACIT)
    settle()
    press(KEY.Key_Return, CTRL)
    settle()
    said = page.editor.conflict.words
    press(KEY.Key_Return)
    settle()
    press(KEY.Key_Return, CTRL)
    settle()

    assert said.startswith("Piet wijzigde deze overeenkomst net. Jouw tekst is bewaard. Wat moet er staan?")
    assert "Contracteigenaar: was Noor Vos, is nu Joost Hek" in said
    sheet = desk.agreement_queries.sheet(manager, number)
    assert (sheet.name, sheet.owner, sheet.renewal) == ("Afspraken A erbij", "Joost Hek", Renewal.TACIT)


def test_what_is_stored_can_be_taken_instead_of_mine(
    qtbot: QtBot, open_page: Open, desk: Desk, manager: Actor, settle: Settle, change: Change
) -> None:
    number = an_agreement(desk, manager, "A")
    page = open_page()
    own = _edit(page, settle)
    typ(own.name, " erbij")

    change(number, name="Van Piet")
    qtbot.waitUntil(page.editor.conflict.isVisible)
    is_typing_still = focus() is own.name
    page.editor.conflict.theirs.click()
    settle()

    assert is_typing_still
    assert fields(page).name.text() == "Van Piet"
    assert not page.editor.conflict.isVisible()


def test_a_form_in_which_nobody_typed_follows_what_is_stored(
    qtbot: QtBot, open_page: Open, desk: Desk, manager: Actor, settle: Settle, change: Change
) -> None:
    number = an_agreement(desk, manager, "A")
    page = open_page()
    _edit(page, settle)

    change(number, name="Van Piet")

    qtbot.waitUntil(lambda: page.editor.fields is not None and page.editor.fields.name.text() == "Van Piet")
    assert not page.editor.conflict.isVisible()


def test_what_a_change_means_is_told_before_it_is_saved(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    an_agreement(desk, manager, "A")
    page = open_page()
    own = _edit(page, settle)
    before = page.editor.effect.text()

    own.departments.set_ids([desk.agreement_queries.choices(manager).departments[0].id])
    own.departments.edited.emit()
    own.days["valid_until"].tick.setChecked(True)
    own.days["valid_until"].box.show_day(date(2026, 6, 30))

    assert before == ""
    assert page.editor.effect.text() == ("Valt er voortaan onder: Facilitair. De overeenkomst geldt vandaag niet meer.")


def test_every_kind_can_be_read_in_a_narrow_window(qtbot: QtBot, open_page: Open, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N)
    settle()
    own = fields(page)

    page.window().resize(620, 700)

    def all_in_view() -> bool:
        room = own.visibleRegion().boundingRect().right() + 1
        return all(one.mapTo(own, one.rect().topRight()).x() < room for one in own.kind.buttons)

    qtbot.waitUntil(all_in_view)
    assert [one.x() for one in own.kind.buttons] == [0, 0, 0]


def test_the_focus_is_always_in_view(open_page: Open, desk: Desk, manager: Actor, settle: Settle) -> None:
    an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    page = open_page()
    own = _edit(page, settle)

    for _step in range(40):
        press(KEY.Key_Tab)
        at = focus()
        if own.isAncestorOf(at):
            assert not at.visibleRegion().isEmpty(), at.accessibleName()


def test_a_new_one_that_was_left_stands_there_again(open_page: Open, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N)
    settle()
    typ(focus(), "Half af")
    press(KEY.Key_Escape)
    settle()
    at_list = focus() is page.list

    press(KEY.Key_N)
    settle()

    assert at_list
    assert fields(page).name.text() == "Half af"
