# SPDX-License-Identifier: EUPL-1.2
"""What is half typed in the small form of a line is kept with its product: after a crash, Esc, a lock and a save."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.messages import FieldLine, FieldType, LeadTime, LeadUnit, StepKind, StepLine, Supply
from desk_app.core.actor import Actor
from desk_app.core.clock import today
from tests import factories
from tests.ui.catalogue.conftest import Open
from tests.ui.catalogue.scenes import ALT, CTRL, KEY, Settle, fields, on_top, open_item
from tests.ui.keys import focus, press, typ
from ui.catalogue.entitlement_form import EntitlementForm
from ui.catalogue.field_form import FieldForm
from ui.catalogue.price_form import PriceForm
from ui.catalogue.step_form import StepForm
from ui.widgets.half_lines import from_plain, moved, to_plain
from ui.widgets.value_boxes import choose


def questions(*labels: str) -> tuple[FieldLine, ...]:
    """Extra questions."""
    return tuple(FieldLine(code=label.lower(), field_type=FieldType.TEXT, label=label) for label in labels)


def texts(rows: QListWidget) -> list[str]:
    """The rows as they are shown."""
    return [rows.item(place).text() for place in range(rows.count())]


def test_a_half_typed_price_comes_back_after_a_crash(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle, qtbot: QtBot
) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    typ(focus(), "Half bedacht")
    fields(page).lists.prices.add()

    typ(on_top(PriceForm).amount, "87,65")
    qtbot.waitUntil(lambda: "87,65" in desk.unfinished.kept(owner, "item:new").get("lines", ""))
    again = open_page()  # the first one never gets the chance to do anything more
    press(KEY.Key_N, CTRL)
    settle()

    prices = fields(again).lists.prices
    assert prices.lines == ()
    assert prices.unfinished_words == "Je bent aan een nieuwe regel begonnen. Met “Prijs toevoegen” ga je verder."
    prices.add()
    form = prices.findChild(PriceForm)
    assert form is not None
    assert form.amount.text() == "87,65"
    form.reject()


def test_a_half_typed_line_of_every_kind_comes_back_after_escape_from_the_form_and_from_the_editor(
    open_page: Open, settle: Settle
) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    lists = fields(page).lists
    lists.fields.add()
    question = on_top(FieldForm)
    question.label.set_texts("Welke smaak?", "Which taste?")
    choose(question.kind, FieldType.CHOICE)
    question.choices.set_text("aardbei\nlimoen")
    question.required.setChecked(True)
    press(KEY.Key_Escape)
    lists.steps.add()
    step = on_top(StepForm)
    choose(step.kind, StepKind.ORDER)
    step.name.set_texts("Bellen", "Call")
    step.lead.amount.setValue(45)
    step.lead.unit.setCurrentIndex(2)
    step.lead.edited.emit()
    press(KEY.Key_Escape)
    lists.entitlements.add()
    on_top(EntitlementForm).kind.setCurrentIndex(2)
    chosen = on_top(EntitlementForm).kind.currentData()
    press(KEY.Key_Escape)

    press(KEY.Key_Escape)
    settle()
    assert not page.is_editing
    page.search.setFocus()
    press(KEY.Key_N, CTRL)
    settle()

    assert "nog niet hebt opgeslagen" in page.editor.restored.sentence
    lists = fields(page).lists
    lists.fields.add()
    line = on_top(FieldForm).line()
    assert (line.label, line.label_en, line.field_type) == ("Welke smaak?", "Which taste?", FieldType.CHOICE)
    assert (line.choices, line.required) == (("aardbei", "limoen"), True)
    press(KEY.Key_Escape)
    lists.steps.add()
    made = on_top(StepForm).line()
    assert (made.kind, made.name, made.name_en) == (StepKind.ORDER, "Bellen", "Call")
    assert made.lead == LeadTime(45, LeadUnit.MINUTES)
    press(KEY.Key_Escape)
    lists.entitlements.add()
    assert on_top(EntitlementForm).line().person_kind == chosen
    press(KEY.Key_Escape)


def test_a_lock_keeps_the_form_that_is_open(open_page: Open, desk: Desk, owner: Actor, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    fields(page).lists.fields.add()
    typ(on_top(FieldForm).label.dutch, "Half een vraag")

    page.leave()
    settle()

    assert "Half een vraag" in desk.unfinished.kept(owner, "item:new")["lines"]
    press(KEY.Key_Escape)


def test_a_half_changed_line_is_marked_and_goes_along_when_lines_move(
    open_page: Open, desk: Desk, owner: Actor, change: Callable[..., int], settle: Settle
) -> None:
    change(owner, desk.catalogue.by_code(owner, "P-PAS").id, fields=questions("Een", "Twee", "Drie"))
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    box = fields(page).lists.fields
    box.rows.setCurrentRow(2)
    box.change()
    on_top(FieldForm)
    press(KEY.Key_End)
    typ(focus(), " en een half")
    press(KEY.Key_Escape)

    assert "nog niet af" in box.rows.item(2).text()
    box.rows.setFocus()
    press(KEY.Key_Up, ALT)
    box.rows.setCurrentRow(0)
    press(KEY.Key_Delete)
    fields(page).name.setFocus()
    press(KEY.Key_Escape)
    settle()
    page.editor.edit(item_id)
    settle()

    box = fields(page).lists.fields
    assert [line.label for line in box.lines] == ["Drie", "Twee"]
    assert ["nog niet af" in words for words in texts(box.rows)] == [True, False]
    box.rows.setCurrentRow(0)
    box.change()
    assert on_top(FieldForm).label.texts()[0] == "Drie en een half"
    press(KEY.Key_Return, CTRL)
    assert box.lines[0].label == "Drie en een half"
    assert "nog niet af" not in box.rows.item(0).text()


def test_a_half_typed_line_stands_there_again_after_the_product_is_saved(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    fields(page).lists.prices.add()
    typ(on_top(PriceForm).amount, "87,65")
    press(KEY.Key_Escape)

    press(KEY.Key_Return, CTRL)
    settle()
    assert not page.is_editing
    page.editor.edit(item_id)
    settle()

    fields(page).lists.prices.add()
    assert on_top(PriceForm).amount.text() == "87,65"
    press(KEY.Key_Return, CTRL)
    press(KEY.Key_Return, CTRL)
    settle()
    assert [line.price_cents for line in desk.catalogue.sheet(owner, item_id).content.prices] == [8765]
    assert desk.unfinished.kept(owner, f"item:{item_id}") == {}


def test_what_was_half_typed_in_a_line_can_be_thrown_away(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    fields(page).lists.prices.add()
    typ(on_top(PriceForm).amount, "87,65")
    press(KEY.Key_Escape)
    fields(page).name.setFocus()
    press(KEY.Key_Escape)
    settle()
    page.editor.edit(item_id)
    settle()

    page.editor.restored.retry_button.click()
    settle()

    assert fields(page).lists.prices.unfinished_words == ""
    assert desk.unfinished.kept(owner, f"item:{item_id}") == {}


def test_a_form_in_which_nobody_typed_leaves_nothing(open_page: Open, desk: Desk, owner: Actor, settle: Settle) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)

    fields(page).lists.steps.add()
    on_top(StepForm)
    press(KEY.Key_Escape)
    fields(page).name.setFocus()
    press(KEY.Key_Escape)
    settle()

    assert desk.unfinished.kept(owner, f"item:{item_id}") == {}


def test_a_half_typed_line_is_no_reason_to_lose_it_when_a_colleague_saves(
    open_page: Open, desk: Desk, owner: Actor, change: Callable[..., int], settle: Settle, qtbot: QtBot
) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    fields(page).lists.prices.add()
    typ(on_top(PriceForm).amount, "87,65")
    press(KEY.Key_Escape)
    other = factories.an_actor(desk.db, "bas", owner.role, "Balie Hoofdgebouw")

    change(other, item_id, max_quantity=7)
    qtbot.waitUntil(page.editor.conflict.isVisible)
    page.editor.conflict.mine.click()

    assert fields(page).most.value() == 7
    fields(page).lists.prices.add()
    assert on_top(PriceForm).amount.text() == "87,65"
    press(KEY.Key_Escape)


def test_a_price_to_order_can_be_added_after_the_form_was_opened_too_early(
    open_page: Open, settle: Settle, desk: Desk
) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    own = fields(page)
    own.lists.prices.add()
    assert not on_top(PriceForm).supply.isVisible()
    typ(on_top(PriceForm).amount, "12")
    press(KEY.Key_Escape)

    own.order_lead.tick.click()
    own.lists.prices.add()

    form = on_top(PriceForm)
    assert form.supply.isVisible()
    assert form.amount.text() == "12"
    choose(form.supply, Supply.ORDER)
    press(KEY.Key_Return, CTRL)
    assert [(line.supply, line.valid_from) for line in own.lists.prices.lines] == [(Supply.ORDER, today(desk.clock))]


def test_ticks_of_a_half_typed_step_stay_with_their_steps(open_page: Open, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    box = fields(page).lists.steps
    box.set_lines([StepLine(code=code, kind=StepKind.DELIVER, name=code) for code in ("een", "twee")])
    box.add()
    for tick in on_top(StepForm).after.findChildren(QCheckBox):
        tick.setChecked("een" in tick.text())
    press(KEY.Key_Escape)

    box.rows.setCurrentRow(0)
    box.shift(1)
    box.add()

    assert on_top(StepForm).line().after == ("een",)
    press(KEY.Key_Escape)


def test_what_belongs_to_a_line_finds_it_again_among_others() -> None:
    een, twee, drie = questions("Een", "Twee", "Drie")
    half = {None: {"a": "nieuw"}, 0: {"a": "een"}, 1: {"a": "twee"}}

    assert moved(half, (een, twee), (drie, twee, een)) == {None: {"a": "nieuw"}, 2: {"a": "een"}, 1: {"a": "twee"}}
    assert moved(half, (een, twee), (drie, replace(twee, help="x"))) == half
    assert moved({0: {"a": "een"}}, (een,), ()) == {None: {"a": "een"}}
    assert from_plain(to_plain({"fields": half})) == {"fields": half}


def test_a_field_that_is_gone_stops_nothing(open_page: Open, desk: Desk, owner: Actor, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    fields(page).lists.prices.add()
    typ(on_top(PriceForm).amount, "87,65")
    press(KEY.Key_Escape)
    page.leave()
    settle()
    kept = dict(desk.unfinished.kept(owner, "item:new"))
    desk.unfinished.keep(owner, "item:new", {**kept, "lines": kept["lines"].replace("vat.0", "korting.0")})

    again = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    fields(again).lists.prices.add()

    amount: QLineEdit = on_top(PriceForm).amount
    assert amount.text() == "87,65"
    press(KEY.Key_Escape)
