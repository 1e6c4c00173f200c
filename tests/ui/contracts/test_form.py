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
from desk_app.catalogue.messages import LeadTime, LeadUnit, TicketKind
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


@pytest.mark.parametrize(
    ("name", "day", "words"),
    [
        ("valid_until", date(2025, 12, 31), "De einddatum ligt voor de begindatum. Controleer de datums."),
        ("notice_on", date(2027, 1, 1), "31 december 2026"),
        ("reminder_on", date(2027, 1, 1), "31 december 2026"),
    ],
)
def test_days_that_cannot_be_are_told_beside_the_field(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle, name: str, day: date, words: str
) -> None:
    an_agreement(desk, manager, "A", valid_until=date(2026, 12, 31))
    page = open_page()
    own = _edit(page, settle)
    own.days[name].tick.setChecked(True)
    own.days[name].box.show_day(day)

    press(KEY.Key_Return, CTRL)
    settle()

    assert page.is_editing
    assert words in own.form.field(name).error
    assert own.days[name].isAncestorOf(focus())


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


def test_two_targets_for_the_same_tickets_are_marked_in_the_list(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    page = open_page()
    own = _edit(page, settle)
    own.lists["targets"].set_lines((*own.lists["targets"].lines, EIGHT_HOURS))

    press(KEY.Key_Return, CTRL)
    settle()

    assert own.form.field("targets").error.startswith("2. Norm 1 en 2 zijn allebei voor alle meldingen.")
    assert own.lists["targets"].rows.currentRow() == 1


def test_faults_of_many_targets_stand_on_a_line_each_and_the_rest_is_counted(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    page = open_page()
    own = _edit(page, settle)
    none = replace(EIGHT_HOURS, completion=LeadTime(0, LeadUnit.MINUTES))
    lines = [replace(none, priority=number) for number in (1, 2)]
    lines += [replace(EIGHT_HOURS, priority=number, norm_percent=100 + number) for number in (3, 4)]
    lines += [replace(EIGHT_HOURS, kind=TicketKind.REQUEST, weight=0), replace(EIGHT_HOURS, consequence="x" * 201)]
    lines += [replace(EIGHT_HOURS, building_id=999)]

    own.lists["targets"].set_lines(lines)
    press(KEY.Key_Return, CTRL)
    settle()

    assert own.form.field("targets").error.splitlines() == [
        "1, 2. Zonder tijd kan niemand zich hieraan houden. Vul 1 of meer in.",
        "3, 4, 5. Vul een getal in van 1 tot en met 100.",
        "6. Dit is 1 teken te lang. Maak het korter.",
        "en nog 1",
    ]
    assert page.editor.effect.text().endswith(
        "1 veld. 1, 2. Zonder tijd kan niemand zich hieraan houden. Vul 1 of meer in."
    )


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("completion", "0", "Zonder tijd kan niemand zich hieraan houden. Vul 1 of meer in."),
        ("completion", "-5", "Zonder tijd kan niemand zich hieraan houden. Vul 1 of meer in."),
        ("completion", "1,5", "Kies minuten voor een deel van een uur."),
        ("response", "0", "Zonder tijd kan niemand zich hieraan houden. Vul 1 of meer in."),
        ("response", "-1", "Zonder tijd kan niemand zich hieraan houden. Vul 1 of meer in."),
        ("norm_percent", "150", "Vul een getal in van 1 tot en met 100."),
        ("norm_percent", "-95", "Vul een getal in van 1 tot en met 100."),
        ("norm_percent", "99.5", "Vul een heel getal in, met alleen cijfers."),
        ("weight", "1000", "Vul een getal in van 1 tot en met 100."),
        ("weight", "", "Vul een heel getal in, met alleen cijfers."),
    ],
)
def test_a_number_that_cannot_be_stays_as_typed_and_is_told_when_it_is_left(
    qtbot: QtBot, open_page: Open, desk: Desk, manager: Actor, settle: Settle, field: str, typed: str, says: str
) -> None:
    agreement_id = an_agreement(desk, manager, "A", targets=(replace(EIGHT_HOURS, response=EIGHT_HOURS.completion),))
    page = open_page()
    own = _edit(page, settle)
    own.lists["targets"].setFocus()
    press(KEY.Key_Return)
    form = modal(qtbot, TargetForm)
    boxes = {
        "completion": form.completion.amount,
        "response": form.response.box.amount,
        "norm_percent": form.norm,
        "weight": form.weight,
    }

    boxes[field].setFocus()
    boxes[field].selectAll()
    press(KEY.Key_Delete)
    typ(focus(), typed)
    press(KEY.Key_Tab)
    told = form.form.field(field).error
    press(KEY.Key_Return, CTRL)

    assert boxes[field].text() == typed
    assert says in told
    assert says in form.form.field(field).error
    assert form.isVisible()
    form.reject()
    (kept,) = desk.agreement_queries.targets(manager, agreement_id)
    assert kept.line.completion == EIGHT_HOURS.completion


def test_everything_that_is_wrong_with_a_target_is_told_at_once(
    qtbot: QtBot, open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    page = open_page()
    own = _edit(page, settle)
    own.lists["targets"].setFocus()
    press(KEY.Key_Return)
    form = modal(qtbot, TargetForm)

    typ(form.item.edit, "Bestaat niet")
    for box, typed in ((form.completion.amount, "-5"), (form.norm, "150"), (form.weight, "x")):
        box.selectAll()
        typ(box, typed)
    press(KEY.Key_Return, CTRL)

    wrong = [name for name in form.form.names if form.form.field(name).error]
    assert wrong == ["item_id", "completion", "norm_percent", "weight"]
    form.reject()


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


def test_a_warning_at_no_time_is_told_in_its_form(
    qtbot: QtBot, open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    an_agreement(desk, manager, "A")
    page = open_page()
    own = _edit(page, settle)
    own.lists["rungs"].setFocus()
    press(KEY.Key_Insert)
    rung = modal(qtbot, RungForm)

    rung.percent.setFocus()
    rung.percent.selectAll()
    typ(focus(), "-5")
    press(KEY.Key_Return, CTRL)

    assert rung.percent.text() == "-5"
    assert [name for name in rung.form.names if rung.form.field(name).error] == ["percent", "reason"]
    rung.reject()


def test_all_faults_come_at_once_and_the_foot_says_that_of_the_field_with_the_cursor(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    an_agreement(desk, manager, "A")
    page = open_page()
    own = _edit(page, settle)

    own.code.setText(" ")
    own.owner.setText("\u200b")
    own.days["valid_until"].tick.setChecked(True)
    own.days["valid_until"].box.show_day(date(2025, 12, 31))
    own.amount.setText("twaalf")
    press(KEY.Key_Return, CTRL)
    settle()

    wrong = [name for name in own.form.names if own.form.field(name).error]
    assert wrong == ["code", "owner", "valid_until", "cost_cents"]
    assert focus() is own.code
    assert page.editor.effect.text() == "Kijk nog naar 4 velden. Kies een korte code, bijvoorbeeld SLA-2026."


def test_the_foot_says_what_is_wrong_with_the_highest_field(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    page = open_page()
    own = _edit(page, settle)

    own.owner.setText("")
    own.lists["targets"].set_lines((EIGHT_HOURS, EIGHT_HOURS))
    press(KEY.Key_Return, CTRL)
    settle()

    assert focus() is own.owner
    assert page.editor.effect.text().endswith(own.form.field("owner").error)


def test_an_amount_that_is_none_is_told_and_an_owner_is_asked(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    an_agreement(desk, manager, "A")
    page = open_page()
    own = _edit(page, settle)

    own.amount.setText("twaalf")
    own.owner.setText(" ")
    press(KEY.Key_Return, CTRL)
    settle()

    assert own.form.field("owner").error == "Vul in wie over deze overeenkomst beslist."
    assert "12,50" in own.form.field("cost_cents").error
    assert focus() is own.owner


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
