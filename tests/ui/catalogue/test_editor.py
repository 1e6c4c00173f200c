# SPDX-License-Identifier: EUPL-1.2
"""The editor of a product, by keyboard: made without a manual, wrong where it is wrong, and nothing ever lost."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.messages import FieldType, ItemContent, ItemStatus, StepKind
from desk_app.core.actor import Actor
from desk_app.core.i18n import _
from desk_app.core.readability import reading_warnings
from desk_app.intake.messages import Question
from tests import factories
from tests.ui.catalogue.conftest import Open, dialog, open_dialogs, plain_item
from tests.ui.keys import focus, press, typ
from tests.ui.listener import Listener
from tests.ui.naughty import NAUGHTY, TOO_LONG
from ui.catalogue.editor import ItemEditor
from ui.catalogue.field_form import FieldForm
from ui.catalogue.item_fields import ItemFields
from ui.catalogue.page import CataloguePage
from ui.catalogue.price_form import PriceForm
from ui.catalogue.step_form import StepForm

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Settle = Callable[[], None]
Form = TypeVar("Form", bound=QWidget)


def fields(page: CataloguePage) -> ItemFields:
    """The fields in view."""
    assert page.is_editing
    assert page.editor.fields is not None
    return page.editor.fields


def on_top(kind: type[Form]) -> Form:
    """The dialog on top, which must be of this kind."""
    form = dialog()
    assert isinstance(form, kind)
    return form


def tab_to(target: QWidget) -> None:
    """Tab, as often as it takes."""
    for _step in range(60):
        if focus() is target or target.isAncestorOf(focus()):
            return
        press(KEY.Key_Tab)
    raise AssertionError(f"Tab never comes to {target.accessibleName()}")


def open_item(page: CataloguePage, desk: Desk, who: Actor, code: str, settle: Settle) -> int:
    """The product with this code, in the editor by Ctrl+E."""
    item_id = desk.catalogue.by_code(who, code).id
    page.show_target(item_id)
    settle()
    page.list.setFocus()
    press(KEY.Key_E, CTRL)
    settle()
    return item_id


def fill_needed(page: CataloguePage, name: str = "Feestzaal huren") -> None:
    """The four fields that a new product needs."""
    own = fields(page)
    typ(own.name.dutch, name)
    own.topics.picker.setFocus()
    press(KEY.Key_Down)


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
    assert desk.catalogue.find_items(owner, "feestzaal")[0].name == "Feestzaal huren"
    assert listener.deeds[-1].sentence == "Feestzaal huren is opgeslagen."
    assert page.list.current_row() == row
    assert page.list.hasFocus()


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


def test_escape_goes_back_and_everything_stands_there_the_next_time(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    typ(focus(), "Half bedacht")
    fields(page).lists.steps.add()
    on_top(StepForm)
    press(KEY.Key_Return, CTRL)

    fields(page).name.setFocus()
    press(KEY.Key_Escape)
    settle()
    assert not page.is_editing
    page.search.setFocus()
    press(KEY.Key_N, CTRL)
    settle()

    assert fields(page).name.texts()[0] == "Half bedacht"
    assert len(fields(page).lists.steps.lines) == 1
    assert "nog niet hebt opgeslagen" in page.editor.restored.sentence


def test_what_was_kept_can_be_thrown_away(open_page: Open, desk: Desk, owner: Actor, settle: Settle) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    typ(fields(page).keywords, "zomaar iets")
    press(KEY.Key_Escape)
    settle()
    page.editor.edit(item_id)
    settle()

    page.editor.restored.retry_button.click()
    settle()

    assert fields(page).content == desk.catalogue.sheet(owner, item_id).content
    assert not page.editor.restored.isVisible()
    assert desk.unfinished.kept(owner, f"item:{item_id}") == {}


def test_a_lock_keeps_what_stands_in_the_editor(open_page: Open, desk: Desk, owner: Actor, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    typ(focus(), "Voor het slot")

    page.leave()
    settle()

    assert "Voor het slot" in desk.unfinished.kept(owner, "item:new")["mine"]


def test_a_line_that_was_left_half_typed_is_still_there(open_page: Open, settle: Settle) -> None:
    page = open_page()
    press(KEY.Key_N, CTRL)
    settle()
    box = fields(page).lists.fields
    box.add()
    on_top(FieldForm)
    typ(focus(), "Half een vraag")

    press(KEY.Key_Escape)
    assert page.is_editing
    assert box.lines == ()
    box.add()

    assert on_top(FieldForm).label.texts()[0] == "Half een vraag"
    press(KEY.Key_Escape)


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


def test_two_who_change_different_fields_both_get_their_way(
    open_page: Open,
    desk: Desk,
    owner: Actor,
    actor: Actor,
    change: Callable[..., int],
    settle: Settle,
    qtbot: QtBot,
) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    fields(page).keywords.setFocus()
    typ(focus(), ", sleutelpas")
    other = factories.an_actor(desk.db, "bas", owner.role, "Balie Hoofdgebouw")

    change(other, item_id, max_quantity=7)
    qtbot.waitUntil(page.editor.conflict.isVisible)
    assert focus() is fields(page).keywords
    assert "Bas" in page.editor.conflict.words
    assert "is nu 7" in page.editor.conflict.words
    page.editor.conflict.mine.click()
    press(KEY.Key_Return, CTRL)
    settle()

    stored = desk.catalogue.sheet(owner, item_id).content
    assert stored.max_quantity == 7
    assert "sleutelpas" in stored.keywords


def test_what_is_stored_can_be_taken_instead_of_mine(
    open_page: Open, desk: Desk, owner: Actor, change: Callable[..., int], settle: Settle, qtbot: QtBot
) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    fields(page).keywords.setFocus()
    typ(focus(), ", sleutelpas")
    other = factories.an_actor(desk.db, "bas", owner.role, "Balie Hoofdgebouw")
    change(other, item_id, max_quantity=7)
    qtbot.waitUntil(page.editor.conflict.isVisible)

    page.editor.conflict.theirs.click()
    settle()

    assert fields(page).content == desk.catalogue.sheet(owner, item_id).content
    assert not page.editor.conflict.isVisible()


def test_a_hard_text_gets_a_remark_and_is_saved_all_the_same(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    hard = (
        "Indien u teneinde toegang te verkrijgen een nieuwe pas wenst te ontvangen dient u zich te vervoegen bij ons."
    )
    box = fields(page).explanation

    box.set_texts("", "")
    typ(box.dutch.editor if hasattr(box.dutch, "editor") else box.dutch, hard)
    remark = box.warning
    press(KEY.Key_Return, CTRL)
    settle()

    assert reading_warnings(hard)[0] in remark
    assert desk.catalogue.sheet(owner, item_id).content.explanation == hard


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


def test_steps_are_moved_and_removed_by_keys_and_stay_a_chain(open_page: Open, settle: Settle) -> None:
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
    names = [line.name for line in box.lines]

    box.rows.setFocus()
    press(KEY.Key_Up, ALT)

    assert [line.name for line in box.lines] == [names[0], names[2], names[1]]
    assert box.lines[2].after == (box.lines[1].code,)
    assert box.rows.currentRow() == 1
    press(KEY.Key_Delete)
    assert [line.name for line in box.lines] == [names[0], names[1]]
    assert box.lines[1].after == (box.lines[0].code,)


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_people_type_is_kept_or_named(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle, text: str
) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    own = fields(page)
    own.customer_brings.set_texts(text, text)
    own.name.set_texts(text, "")
    own.keywords.setText(text.replace(",", " "))

    press(KEY.Key_Return, CTRL)
    settle()

    stored: ItemContent = desk.catalogue.sheet(owner, item_id).content
    assert stored.customer_brings == text.strip()
    assert not page.is_editing
    assert open_dialogs() == []


def test_a_text_that_is_too_long_says_by_how_much(open_page: Open, desk: Desk, owner: Actor, settle: Settle) -> None:
    page = open_page()
    open_item(page, desk, owner, "P-PAS", settle)
    own = fields(page)
    own.name.set_texts(TOO_LONG, "")

    press(KEY.Key_Return, CTRL)
    settle()

    assert "te lang" in own.form.field("name").error
    assert own.name.texts()[0] == TOO_LONG


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
