# SPDX-License-Identifier: EUPL-1.2
"""What a catalogue owner does outside the editor: retire, offer, the matrix, the tree, the words; and who may not."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.messages import (
    Complexity,
    Funding,
    ItemFilter,
    ItemStatus,
    PolicyContent,
    SavePolicy,
    ServiceLane,
    TopicRow,
)
from desk_app.core.actor import Actor
from desk_app.core.clock import today
from desk_app.intake.messages import Question
from tests import factories
from tests.ui.catalogue.conftest import Open, dialog, open_dialogs, plain_item
from tests.ui.keys import focus, press, typ
from tests.ui.listener import Listener
from ui.catalogue.missed_words import MissedWords
from ui.catalogue.page import CataloguePage
from ui.catalogue.policy_form import PolicyForm
from ui.catalogue.retire_form import RetireForm
from ui.catalogue.topic_form import TopicForm

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Settle = Callable[[], None]


def topic(desk: Desk, who: Actor, name: str) -> TopicRow:
    """The branch with this name."""
    return next(row for row in desk.catalogue.topics(who) if row.name == name)


def go_to_topic(page: CataloguePage, desk: Desk, who: Actor, name: str) -> TopicRow:
    """The tree has the keys, on this branch."""
    found = topic(desk, who, name)
    page.tree.go_to(found.id)
    page.tree.setFocus()
    return found


def test_a_product_leaves_the_catalogue_after_its_last_day_and_comes_back(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle, listener: Listener
) -> None:
    page = open_page()
    item_id = desk.catalogue.by_code(owner, "P-PAS").id
    page.show_target(item_id)
    settle()

    page.bindings()["retire_item"]()
    form = dialog()
    assert isinstance(form, RetireForm)
    settle()
    assert form.effect.text() == "Hierover is geen melding open."
    form.last_day.setFocus()
    press(KEY.Key_Space)
    press(KEY.Key_Return, CTRL)
    settle()

    item = desk.catalogue.item(owner, item_id)
    assert (item.status, item.valid_until) == (ItemStatus.EXPIRING, today(desk.clock))
    assert listener.deeds[-1].sentence == "Pas vervangen heeft nu een laatste dag."
    page.bindings()["offer_item"]()
    settle()
    item = desk.catalogue.item(owner, item_id)
    assert (item.status, item.valid_until) == (ItemStatus.ACTIVE, None)
    assert listener.deeds[-1].sentence == "Pas vervangen is nu in het aanbod."


def test_a_last_day_for_a_concept_is_refused_in_the_form_and_without_one_it_goes(
    open_page: Open, desk: Desk, owner: Actor, change: Callable[..., int], settle: Settle, listener: Listener
) -> None:
    page = open_page()
    item_id = desk.catalogue.by_code(owner, "P-PAS").id
    change(owner, item_id, status=ItemStatus.CONCEPT)
    page.show_target(item_id)
    settle()
    page.bindings()["retire_item"]()
    form = dialog()
    assert isinstance(form, RetireForm)
    settle()

    form.last_day.setFocus()
    press(KEY.Key_Space)
    press(KEY.Key_Return, CTRL)
    settle()
    assert form.form.field("last_day").error.startswith("'Pas vervangen' is een concept")
    assert desk.catalogue.item(owner, item_id).status is ItemStatus.CONCEPT
    form.last_day.setFocus()
    press(KEY.Key_Space)
    press(KEY.Key_Return, CTRL)
    settle()

    assert desk.catalogue.item(owner, item_id).status is ItemStatus.RETIRED
    assert listener.deeds[-1].sentence == "Pas vervangen is niet meer in het aanbod."


def test_what_cannot_be_offered_is_named_and_nothing_changes(
    open_page: Open, desk: Desk, owner: Actor, change: Callable[..., int], settle: Settle, listener: Listener
) -> None:
    page = open_page()
    item_id = desk.catalogue.by_code(owner, "P-PAS").id
    change(owner, item_id, status=ItemStatus.CONCEPT, explanation="")
    page.show_target(item_id)
    settle()

    page.bindings()["offer_item"]()
    settle()

    assert desk.catalogue.item(owner, item_id).status is ItemStatus.CONCEPT
    assert listener.notices[-1].startswith("Pas vervangen: ")


def test_a_cell_of_the_matrix_says_what_it_does_before_it_is_saved(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    page.matrix.setFocus()
    press(KEY.Key_Right)
    settle()

    press(KEY.Key_E, CTRL)
    form = dialog()
    assert isinstance(form, PolicyForm)
    form.quote.setFocus()
    press(KEY.Key_Space)
    said = form.effect.text()
    press(KEY.Key_Return, CTRL)
    settle()

    assert "De klant krijgt eerst een offerte." in said
    assert "alleen voor nieuwe meldingen" in said
    policy = next(row for row in desk.catalogue.policies(owner) if row.content.needs_quote)
    assert (policy.complexity, policy.funding) == (Complexity.OPERATIONAL, Funding.BASIC)
    assert "offerte" in page.browser.policy_words.text()


def test_when_a_colleague_changed_the_cell_both_are_shown_and_saving_again_replaces_it(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    page.matrix.setFocus()
    press(KEY.Key_Right)
    settle()
    page.edit_policy()
    form = dialog()
    assert isinstance(form, PolicyForm)
    form.quote.setChecked(True)
    stored = next(row for row in desk.catalogue.policies(owner))
    theirs = PolicyContent(lane=ServiceLane.SECOND_LINE)
    order = SavePolicy(complexity=stored.complexity, funding=stored.funding, version=stored.version, content=theirs)
    desk.catalogue_service.save_policy(owner, order)

    press(KEY.Key_Return, CTRL)
    settle()
    said = form.form.summary
    press(KEY.Key_Return, CTRL)
    settle()

    assert "tweede lijn" in said
    assert next(row for row in desk.catalogue.policies(owner)).content.needs_quote
    assert open_dialogs() == []


def test_a_branch_is_made_renamed_and_moved_by_keys(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle, listener: Listener
) -> None:
    page = open_page()
    above = go_to_topic(page, desk, owner, "Iets lenen")

    press(KEY.Key_Insert)
    assert isinstance(dialog(), TopicForm)
    typ(focus(), "Een kostuum")
    press(KEY.Key_Return, CTRL)
    settle()
    made = topic(desk, owner, "Een kostuum")
    assert made.parent_id == above.id
    assert page.tree.topic_id == made.id
    page.tree.setFocus()
    press(KEY.Key_E, CTRL)
    dialog()
    focus().setProperty("text", "Een pak")
    press(KEY.Key_Return, CTRL)
    settle()
    page.tree.setFocus()
    press(KEY.Key_X, CTRL)
    page.tree.go_to(topic(desk, owner, "Iets weten").id)
    press(KEY.Key_V, CTRL)
    settle()

    moved = topic(desk, owner, "Een pak")
    assert (moved.id, moved.parent_id) == (made.id, topic(desk, owner, "Iets weten").id)
    assert listener.deeds[-1].sentence == "Een pak is verplaatst."


def test_a_branch_cannot_be_moved_below_itself(open_page: Open, desk: Desk, owner: Actor, settle: Settle) -> None:
    page = open_page()
    above = go_to_topic(page, desk, owner, "Iets lenen")

    press(KEY.Key_M)
    form = dialog()
    assert isinstance(form, TopicForm)

    places = {form.place.itemData(row) for row in range(form.place.count())}
    below = {row.id for row in desk.catalogue.topics(owner) if row.parent_id == above.id}
    assert focus() is form.place
    assert not places & ({above.id} | below)
    press(KEY.Key_Escape)


def test_a_branch_goes_after_a_question_and_its_products_stay(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    child = next(row for row in desk.catalogue.topics(owner) if row.parent_id is not None and row.items)
    names = {item.name for item in desk.catalogue.items(owner, ItemFilter(topic_id=child.id))}
    page.tree.go_to(child.id)
    page.tree.setFocus()

    press(KEY.Key_Delete)
    box = dialog()
    assert isinstance(box, QMessageBox)
    next(one for one in box.buttons() if box.buttonRole(one) is QMessageBox.ButtonRole.AcceptRole).click()
    settle()

    assert child.id not in {row.id for row in desk.catalogue.topics(owner)}
    assert names <= {item.name for item in desk.catalogue.items(owner, ItemFilter(topic_id=child.parent_id))}


def test_words_that_found_nothing_become_a_search_word(
    open_page: Open, desk: Desk, owner: Actor, actor: Actor, settle: Settle, qtbot: QtBot, listener: Listener
) -> None:
    page = open_page()
    desk.catalogue.note_missed(actor, "zwembandje")
    assert desk.catalogue.find_items(actor, "zwembandje") == ()

    page.browser.missed_button.click()
    box = dialog()
    assert isinstance(box, MissedWords)
    settle()
    assert [row.shown for row in box.model.rows] == ["zwembandje"]
    press(KEY.Key_Return)
    assert box.product.isAncestorOf(focus())
    typ(focus(), "pas vervangen")
    qtbot.waitUntil(box.product.popup.isVisible)
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    settle()

    assert [hit.name for hit in desk.catalogue.find_items(actor, "zwembandje")] == ["Pas vervangen"]
    assert box.model.rows == ()
    assert listener.deeds[-1].sentence == "Met “zwembandje” vind je vanaf nu Pas vervangen."
    press(KEY.Key_Escape)


def test_words_are_put_aside_with_delete(
    open_page: Open, desk: Desk, owner: Actor, actor: Actor, settle: Settle
) -> None:
    page = open_page()
    desk.catalogue.note_missed(actor, "zwembandje")
    page.show_missed_words()
    box = dialog()
    assert isinstance(box, MissedWords)
    settle()

    press(KEY.Key_Delete)
    settle()

    assert box.model.rows == ()
    assert desk.catalogue.missed_words(owner) == ()
    press(KEY.Key_Escape)


def test_words_become_a_new_question_of_the_customer(
    open_page: Open, desk: Desk, owner: Actor, actor: Actor, settle: Settle
) -> None:
    page = open_page()
    desk.catalogue.note_missed(actor, "zwemmen leren")
    page.show_missed_words()
    box = dialog()
    assert isinstance(box, MissedWords)
    settle()

    box.topic.click()
    form = box.findChild(TopicForm)
    assert form is not None
    form.submit()
    settle()

    (missed,) = box.model.rows
    assert topic(desk, owner, "zwemmen leren").parent_id == missed.topic_id
    box.reject()


def test_who_may_not_edit_sees_everything_and_no_button(
    open_page: Open, desk: Desk, actor: Actor, settle: Settle
) -> None:
    page = open_page(actor)
    page.matrix.setFocus()
    press(KEY.Key_Right)
    settle()

    press(KEY.Key_N, CTRL)
    press(KEY.Key_E, CTRL)
    page.tree.setFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Insert)
    press(KEY.Key_Delete)
    settle()

    assert page.bindings() == {}
    assert not page.is_editing
    assert open_dialogs() == []
    shown = [one.accessibleName() for one in page.findChildren(QAbstractButton) if one.isVisible()]
    for word in ("Bewerken", "Nieuw", "Woorden zonder resultaat", "Wijzigen wat deze groep vraagt", "Verwijderen"):
        assert word not in shown
    assert page.browser.policy_words.text()


def test_the_card_tells_who_changed_what_and_how_often_it_is_asked(
    open_page: Open, desk: Desk, owner: Actor, actor: Actor, change: Callable[..., int], settle: Settle
) -> None:
    item_id = plain_item(desk, owner)
    factories.a_visit(desk, actor, Question(item_id=item_id, description="graag"), customer=None)
    page = open_page(actor)
    version = change(owner, item_id, max_quantity=7, review_on=today(desk.clock) - timedelta(days=1))

    page.show_target(item_id)
    settle()

    assert page.card.versions.texts[0].startswith(f"Versie {version} · ")
    assert "Mila" in page.card.versions.texts[0]
    assert "is nu 7" in page.card.versions.texts[1]
    facts = page.card.facts.texts
    assert "Gevraagd: 1 keer per jaar" in facts
    assert any("deze datum is voorbij" in words for words in facts)
