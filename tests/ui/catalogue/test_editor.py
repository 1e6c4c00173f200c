# SPDX-License-Identifier: EUPL-1.2
"""The editor of a product, by keyboard: made without a manual, wrong where it is wrong."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.messages import CostCentreRule, FieldType, ItemFilter, ItemStatus, StepKind
from desk_app.core.actor import Actor
from desk_app.core.i18n import _
from desk_app.intake.messages import Question
from tests import factories
from tests.ui.catalogue.conftest import Open, open_dialogs, plain_item
from tests.ui.catalogue.scenes import ALT, CTRL, KEY, SHIFT, Settle, fields, on_top, open_item, tab_to
from tests.ui.keys import focus, press, typ
from tests.ui.listener import Listener
from ui.catalogue.editor import ItemEditor
from ui.catalogue.field_form import FieldForm
from ui.catalogue.price_form import PriceForm
from ui.catalogue.step_form import StepForm
from ui.widgets.line_form import LineForm


def test_a_new_service_with_an_approval_step_and_two_questions_is_made_by_keyboard_alone(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle, qtbot: QtBot, listener: Listener
) -> None:
    page = open_page()

    press(KEY.Key_N, CTRL)
    settle()
    own = fields(page)
    assert focus() is own.name.dutch
    typ(focus(), "Feestzaal huren")
    assert own.code.text() == "P-FEESTZAAL"
    tab_to(own.topics)
    typ(focus(), "vieren")
    qtbot.waitUntil(own.topics.picker.popup.isVisible)
    press(KEY.Key_Return)
    assert len(own.topics.ids) == 1
    tab_to(own.explanation)
    typ(focus(), "U huurt de zaal voor uw feest.")
    tab_to(own.lists.fields)
    press(KEY.Key_Return)
    on_top(FieldForm)
    typ(focus(), "Welke dag?")
    tab_to(on_top(FieldForm).kind)
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    tab_to(on_top(FieldForm).required)
    press(KEY.Key_Space)
    press(KEY.Key_Return, CTRL)
    press(KEY.Key_Insert)
    on_top(FieldForm)
    typ(focus(), "Hoeveel gasten?")
    tab_to(on_top(FieldForm).kind)
    press(KEY.Key_Down)
    press(KEY.Key_Return, CTRL)
    tab_to(own.team)
    press(KEY.Key_Down)
    tab_to(own.lists.steps)
    press(KEY.Key_Return)
    on_top(StepForm)
    press(KEY.Key_Return, CTRL)
    press(KEY.Key_Insert)
    on_top(StepForm).kind.setFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Return, CTRL)
    press(KEY.Key_Return, CTRL)
    settle()

    assert not page.is_editing
    row = desk.catalogue.by_code(owner, "P-FEESTZAAL")
    assert [(line.label, line.field_type, line.required) for line in row.fields] == [
        ("Welke dag?", FieldType.DATE, True),
        ("Hoeveel gasten?", FieldType.NUMBER, False),
    ]
    assert [(step.kind, step.name) for step in row.steps] == [
        (StepKind.CHECK, "Aanvraag controleren"),
        (StepKind.APPROVE, "Akkoord van de budgethouder"),
    ]
    assert row.steps[1].after == (row.steps[0].code,)
    assert row.status is ItemStatus.ACTIVE
    assert row.cost_centre_rule is CostCentreRule.ALWAYS
    assert desk.catalogue.find_items(owner, "feestzaal")[0].name == "Feestzaal huren"
    assert listener.deeds[-1].sentence == "Feestzaal huren is opgeslagen."
    assert page.list.current_row() == row
    assert page.list.hasFocus()
    press(KEY.Key_Return)
    assert listener.wishes[-1].item_id == row.id


def test_a_new_product_begins_as_mine_from_today_on_the_chosen_branch_and_in_the_chosen_cell(
    open_page: Open, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    page.tree.setFocus()
    press(KEY.Key_Down)
    page.matrix.setFocus()
    press(KEY.Key_Right)
    press(KEY.Key_Right)
    settle()

    press(KEY.Key_N, CTRL)
    settle()

    content = fields(page).content
    assert content.owner == owner.name
    assert content.topics == (page.tree.topic_id,)
    assert (content.complexity, content.funding) == page.matrix.cell
    assert content.valid_from is not None
    assert content.review_on is not None
    assert (content.review_on - content.valid_from).days == 365


def test_each_fault_stands_under_its_field_and_the_focus_is_in_the_first(
    open_page: Open, desk: Desk, settle: Settle
) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    own = fields(page)
    own.owner.clear()
    own.code.setText("P-PAS")

    press(KEY.Key_Return, CTRL)
    settle()

    form = own.form
    assert form.field("name").error == _("Give it a name that the customer knows.")
    assert "Pas vervangen" in form.field("code").error
    for name in ("topics", "explanation", "team_id", "owner"):
        assert form.field(name).error, name
    assert own.name.isAncestorOf(focus())


def test_a_wrong_line_is_marked_and_opens_with_what_is_wrong_under_its_field(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    open_item(page, desk, owner, "P-PAS", settle)
    own = fields(page)
    prices = own.lists.prices
    for amount in ("10", "12,50"):
        prices.add()
        typ(on_top(PriceForm).amount, amount)
        press(KEY.Key_Return, CTRL)

    press(KEY.Key_Return, CTRL)
    settle()

    assert own.form.field("prices").error
    assert own.form.field("prices").error in page.editor.effect.text()
    assert focus() is prices.rows
    press(KEY.Key_Return)
    wrong = on_top(PriceForm).form
    assert any(wrong.field(name).error for name in ("valid_from", "valid_until", "price_cents"))
    press(KEY.Key_Escape)


def test_a_price_is_an_amount_as_people_write_it(open_page: Open, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    prices = fields(page).lists.prices
    prices.add()
    typ(on_top(PriceForm).amount, "twaalf")

    press(KEY.Key_Return, CTRL)
    said = on_top(PriceForm).form.field("price_cents").error
    on_top(PriceForm).amount.clear()
    typ(on_top(PriceForm).amount, "1250,5")
    press(KEY.Key_Return, CTRL)

    assert said == "Schrijf de prijs als een bedrag in euro’s, bijvoorbeeld 12,50."
    assert [line.price_cents for line in prices.lines] == [125_050]
    assert "€\xa01.250,50" in prices.rows.item(0).text()


def test_a_copy_is_another_product_that_begins_as_the_first(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    first = desk.catalogue.by_code(owner, "P-PAS")
    page.show_target(first.id)
    settle()
    page.list.setFocus()

    press(KEY.Key_N, CTRL | SHIFT)
    settle()
    copied = fields(page).content
    press(KEY.Key_Return, CTRL)
    settle()

    assert copied.code == "P-PAS-2"
    assert copied.status is ItemStatus.CONCEPT
    second = desk.catalogue.by_code(owner, "P-PAS-2")
    assert (second.name, second.steps, second.fields) == (first.name, first.steps, first.fields)
    assert desk.catalogue.by_code(owner, "P-PAS") == first


def test_before_saving_it_says_how_many_open_tickets_keep_their_version(
    open_page: Open, desk: Desk, owner: Actor, actor: Actor, settle: Settle
) -> None:
    page = open_page()
    item_id = plain_item(desk, owner)
    version = desk.catalogue.sheet(owner, item_id).version
    for _number in range(2):
        factories.a_visit(desk, actor, Question(item_id=item_id, description="graag"), customer=None)

    open_item(page, desk, owner, desk.catalogue.item(owner, item_id).code, settle)

    said = page.editor.effect.text()
    assert said == f"Er zijn nog 2 open meldingen met dit product. Ze houden versie {version}."


def test_the_preview_says_what_the_counter_will_see(open_page: Open, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()

    typ(focus(), "Limonade")
    fields(page).lists.fields.add()
    on_top(FieldForm)
    typ(focus(), "Welke smaak?")
    press(KEY.Key_Return, CTRL)

    assert page.editor.preview is not None
    words = page.editor.preview.words
    assert words.startswith("Limonade\nP-LIMONADE · basis · 1 werkdag · gratis")
    assert "Welke smaak? (tekst)" in words


def test_steps_are_moved_and_removed_by_keys(open_page: Open, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    box = fields(page).lists.steps
    for number in range(3):
        box.add()
        on_top(StepForm).kind.setFocus()
        for _step in range(number):
            press(KEY.Key_Down)
        press(KEY.Key_Return, CTRL)
    names, last = [line.name for line in box.lines], box.lines[2]

    box.rows.setFocus()
    press(KEY.Key_Up, ALT)

    assert [line.name for line in box.lines] == [names[0], names[2], names[1]]
    assert box.lines[1] == last
    assert box.rows.currentRow() == 1
    press(KEY.Key_Delete)
    assert [line.name for line in box.lines] == [names[0], names[1]]
    assert box.lines[1].after == (box.lines[0].code,)


@pytest.mark.parametrize("name", ["prices", "entitlements", "fields", "steps"])
def test_insert_adds_a_line_to_an_empty_list_and_to_a_full_one(open_page: Open, settle: Settle, name: str) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    box = fields(page).lists.by_name[name]
    tab_to(box)
    assert focus() is box.add_button

    press(KEY.Key_Insert)

    on_top(LineForm)
    assert len(open_dialogs()) == 1


def test_delete_takes_a_line_away_from_its_button_too(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    item = next(item for item in desk.catalogue.items(owner, ItemFilter()) if len(item.steps) > 1)
    open_item(page, desk, owner, item.code, settle)
    box = fields(page).lists.steps
    before = box.lines

    box.remove_button.setFocus()
    press(KEY.Key_Delete)

    assert [step.code for step in box.lines] == [step.code for step in before[1:]]
    assert not open_dialogs()


def test_steps_that_take_longer_than_the_promise_are_told_at_the_foot_until_they_fit(
    open_page: Open, settle: Settle
) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    own = fields(page)

    for _step in range(2):
        tab_to(own.lists.steps)
        press(KEY.Key_Insert)
        on_top(StepForm).kind.setFocus()
        press(KEY.Key_Return, CTRL)
    told = page.editor.remark.sentence
    own.lead.setFocus()
    press(KEY.Key_Up)

    assert told == "De stappen duren samen 2 werkdagen, de afspraak is 1 werkdag."
    assert page.editor.remark.sentence == ""
    assert not page.editor.remark.isVisible()


def test_an_approval_that_nobody_can_give_says_what_to_choose(open_page: Open, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    own = fields(page)
    tab_to(own.lists.steps)
    press(KEY.Key_Insert)
    on_top(StepForm).kind.setFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Return, CTRL)

    own.cost_centre.setFocus()
    press(KEY.Key_Home)

    assert CostCentreRule(own.cost_centre.currentData()) is CostCentreRule.BY_CELL
    hint = own.form.field("steps").hint
    assert hint == "Niemand kan akkoord geven. Kies bij 'Kostenplaats' voor 'altijd': dan is er een budgethouder."


def test_help_is_about_what_is_in_view(open_page: Open, settle: Settle) -> None:
    page = open_page()
    before = page.help_topic()

    press(KEY.Key_N, CTRL)
    settle()
    during = page.help_topic()
    press(KEY.Key_Escape)
    settle()

    assert (before, during, page.help_topic()) == ("catalogue", "catalogue-edit", "catalogue")


def test_a_file_waits_for_its_new_product_and_comes_along(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = open_page()
    file = tmp_path_factory.mktemp("files") / "voorwaarden.txt"
    file.write_text("Breng de sleutel terug.", encoding="utf-8")
    first = desk.catalogue.by_code(owner, "P-PAS")
    page.show_target(first.id)
    settle()
    page.copy_item()
    settle()
    assert page.editor.files is not None

    page.editor.files.take_file(str(file))
    settle()
    press(KEY.Key_Return, CTRL)
    settle()

    second = desk.catalogue.by_code(owner, "P-PAS-2")
    (kept,) = desk.catalogue.attachments(owner, second.id)
    assert kept.name == "voorwaarden.txt"
    assert desk.catalogue.attachment_content(owner, kept.id) == file.read_bytes()


def test_the_focus_is_always_in_view(open_page: Open, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    area = page.editor.findChild(ItemEditor) or page.editor
    own = fields(page)

    for _step in range(40):
        press(KEY.Key_Tab)
        at = focus()
        if own.isAncestorOf(at):
            assert not at.visibleRegion().isEmpty(), at.accessibleName()

    assert area.isVisible()
    assert QApplication.focusWidget() is not None


def test_everything_in_the_editor_that_takes_the_focus_has_a_name(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    open_item(page, desk, owner, "P-PAS", settle)

    nameless = [
        widget
        for widget in page.editor.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]

    assert nameless == []
