# SPDX-License-Identifier: EUPL-1.2
"""What goes into the boxes of a product comes out as it was until somebody changes it, also what a box cannot show."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.checks import MOST_LEAD
from desk_app.catalogue.line_words import Names
from desk_app.catalogue.messages import (
    EntitlementLine,
    FieldLine,
    FieldType,
    ItemContent,
    LeadTime,
    LeadUnit,
    PriceLine,
    StepKind,
    StepLine,
    Supply,
)
from desk_app.core.actor import Actor
from tests.ui.catalogue.conftest import Open
from tests.ui.catalogue.scenes import CTRL, KEY, Settle, fields, on_top, open_item
from tests.ui.keys import focus, press, typ
from ui.catalogue.entitlement_form import EntitlementForm
from ui.catalogue.field_form import FieldForm
from ui.catalogue.price_form import PriceForm
from ui.catalogue.step_form import StepForm
from ui.catalogue.value_boxes import LeadBox, TwoTongues
from ui.shell.theme import Theme

STRANGE = "eerste\u00a0woord\u2028tweede\u2029derde\r\nvierde"


def strange(content: ItemContent) -> ItemContent:
    """The same product with everything in it that a box has no room or no sign for."""
    return replace(
        content,
        name=STRANGE,
        name_en=STRANGE,
        keywords=f"\ufeff{STRANGE}",
        explanation=STRANGE,
        explanation_en=STRANGE,
        owner=f"\ufeff{STRANGE}",
        lead=LeadTime(10_001, LeadUnit.MINUTES),
        order_lead=LeadTime(MOST_LEAD[LeadUnit.MINUTES], LeadUnit.MINUTES),
        min_quantity=0,
        max_quantity=123_456,
        agreement_id=99,
        team_id=98,
        valid_from=date(1700, 1, 1),
        valid_until=date(12, 3, 4),
        review_on=date.max,
        fields=(FieldLine("x", FieldType.CHOICE, STRANGE, choices=(STRANGE, "b\u2028c")),),
        entitlements=(EntitlementLine(department_id=97, agreement_id=96),),
    )


def test_a_product_that_nobody_touched_comes_out_as_it_went_in(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    open_item(page, desk, owner, "P-PAS", settle)
    content = strange(fields(page).content)

    fields(page).set_content(content, proposes_code=False)

    assert fields(page).content == content


def test_what_somebody_types_takes_the_place_of_what_could_not_be_shown(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    open_item(page, desk, owner, "P-PAS", settle)
    own = fields(page)
    own.set_content(strange(own.content), proposes_code=False)

    own.name.setFocus()
    press(KEY.Key_End)
    typ(focus(), "!")
    own.lead.amount.setValue(3)
    own.owner.setText("Mila")
    own.most.setValue(4)
    own.valid_until.box.stepUp()

    content = own.content
    assert content.name.startswith("eerste")
    assert content.name.endswith("vierde!")
    assert (content.name_en, content.owner, content.max_quantity) == (STRANGE, "Mila", 4)
    assert content.lead == LeadTime(3, LeadUnit.MINUTES)
    assert content.valid_until != date(12, 3, 4)


@pytest.mark.parametrize("unit", list(LeadUnit))
@pytest.mark.parametrize("minus", [0, 1])
def test_a_lead_time_can_be_as_long_as_the_desk_takes(theme: Theme, unit: LeadUnit, minus: int) -> None:
    box = LeadBox(name="Klaar in")
    lead = LeadTime(MOST_LEAD[unit] - minus, unit)

    box.set_lead(lead)
    shown = box.amount.value()
    box.amount.stepBy(-1)
    box.amount.stepBy(1)

    assert box.lead == lead
    assert box.amount.value() == shown


def test_a_question_that_is_opened_and_put_back_stays_as_it_was(theme: Theme, qtbot: QtBot) -> None:
    line = FieldLine("x", FieldType.CHOICE, "Smaak\u00a0of\u2028kleur?", choices=("a\u2028b", "c\u00a0d"))

    form = FieldForm(line, ())
    qtbot.addWidget(form)
    untouched = form.line()
    form.choices.set_text(f"{form.choices.text()}\ne")

    assert untouched == line
    assert form.line().choices == ("a\u2028b", "c\u00a0d", "e")


def test_a_price_keeps_its_first_day_long_ago_and_its_amount(theme: Theme, qtbot: QtBot) -> None:
    line = PriceLine(Supply.STOCK, date(1700, 1, 1), date(1700, 2, 1), 99_999_999_999)

    form = PriceForm(line, date(2026, 11, 24), is_ordered=False)
    qtbot.addWidget(form)

    assert form.first.text() == "01-01-1700"
    assert form.line() == line


def test_who_may_have_it_never_becomes_wider_because_a_name_is_not_known(theme: Theme, qtbot: QtBot) -> None:
    line = EntitlementLine(department_id=7, agreement_id=8)

    form = EntitlementForm(line, Names())
    qtbot.addWidget(form)

    assert form.department.currentText() == "(niet in deze lijst)"
    assert form.line() == line


@pytest.mark.parametrize("lines", [1, 3])
def test_a_text_in_two_languages_gives_back_what_it_was_given(theme: Theme, lines: int) -> None:
    box = TwoTongues(name="Naam", lines=lines)

    box.set_texts(STRANGE, f"\ufeff{STRANGE}")

    assert box.texts() == (STRANGE, f"\ufeff{STRANGE}")


def test_an_empty_price_is_asked_for_and_nought_is_free(open_page: Open, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    prices = fields(page).lists.prices
    prices.add()
    on_top(PriceForm)

    press(KEY.Key_Return, CTRL)
    said = on_top(PriceForm).form.field("price_cents").error
    lines = prices.lines
    typ(on_top(PriceForm).amount, "0")
    press(KEY.Key_Return, CTRL)

    assert (said, lines) == ("Vul een bedrag in. Gratis? Typ 0.", ())
    assert [line.price_cents for line in prices.lines] == [0]


def test_a_step_stays_with_a_team_that_is_gone(theme: Theme, qtbot: QtBot) -> None:
    line = StepLine(code="x", kind=StepKind.DELIVER, name="Bezorgen", team_id=98)

    form = StepForm(line, (), (), Names())
    qtbot.addWidget(form)

    assert form.line() == line
