# SPDX-License-Identifier: EUPL-1.2
"""Nothing of what somebody types at a product is lost: not by Esc, not by a lock, not by a colleague, whatever it is."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.messages import ItemContent
from desk_app.core.actor import Actor
from desk_app.core.readability import reading_warnings
from tests import factories
from tests.ui.catalogue.conftest import Open, open_dialogs
from tests.ui.catalogue.scenes import CTRL, KEY, Settle, fields, on_top, open_item
from tests.ui.keys import focus, press, typ
from tests.ui.naughty import NAUGHTY, TOO_LONG
from ui.catalogue.field_form import FieldForm
from ui.catalogue.step_form import StepForm


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
    if "\u202e" in text:
        assert "leesrichting" in own.form.field("name").error
        assert own.name.texts()[0] == text
        own.name.set_texts("Pas", "")
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


def test_who_typed_nothing_just_sees_what_a_colleague_saved(
    open_page: Open, desk: Desk, owner: Actor, change: Callable[..., int], settle: Settle, qtbot: QtBot
) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    other = factories.an_actor(desk.db, "bas", owner.role, "Balie Hoofdgebouw")

    change(other, item_id, max_quantity=7)
    qtbot.waitUntil(lambda: page.is_editing and fields(page).most.value() == 7)

    assert not page.editor.conflict.isVisible()


def test_a_save_that_comes_too_late_says_so_and_the_next_one_stands(
    open_page: Open, desk: Desk, owner: Actor, change: Callable[..., int], settle: Settle, qtbot: QtBot
) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    fields(page).keywords.setFocus()
    typ(focus(), ", sleutelpas")
    other = factories.an_actor(desk.db, "bas", owner.role, "Balie Hoofdgebouw")
    change(other, item_id, max_quantity=7)

    press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(page.editor.conflict.mine.hasFocus)
    assert "sleutelpas" in fields(page).keywords.text()
    press(KEY.Key_Return)
    press(KEY.Key_Return, CTRL)
    settle()

    stored = desk.catalogue.sheet(owner, item_id).content
    assert (stored.max_quantity, "sleutelpas" in stored.keywords) == (7, True)
