# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in the form of an agreement: all of it at once, from top to bottom, each where it belongs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.messages import LeadTime, LeadUnit, TicketKind
from desk_app.core.actor import Actor
from tests.ui.contracts.conftest import EIGHT_HOURS, Open, Settle, an_agreement
from tests.ui.keys import focus, press, typ
from tests.ui.modal import modal
from ui.contracts.fields import AgreementFields
from ui.contracts.page import ContractsPage
from ui.contracts.rung_form import RungForm
from ui.contracts.target_form import TargetForm

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Change = Callable[..., None]


def fields(page: ContractsPage) -> AgreementFields:
    """The fields in view."""
    assert page.is_editing
    assert page.editor.fields is not None
    return page.editor.fields


def _edit(page: ContractsPage, settle: Settle) -> AgreementFields:
    press(KEY.Key_E, CTRL)
    settle()
    return fields(page)


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
