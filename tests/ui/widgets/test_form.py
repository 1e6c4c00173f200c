# SPDX-License-Identifier: EUPL-1.2
"""Forms that say what is wrong, where, and how to go on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.boxes import NumberBox
from ui.widgets.form import Form
from ui.widgets.segmented import Segmented
from ui.widgets.text_box import TextBox

SENTENCE = "Kies eerst een klant."


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    result = Form()
    result.add("name", "Naam", QLineEdit(), required=True)
    result.add("kind", "Soort", Segmented([("K", "Klacht"), ("S", "Storing")], name="Soort"))
    result.add("text", "Omschrijving", TextBox(name="Omschrijving"), hint="Kort en duidelijk.")
    result.add("count", "Aantal", NumberBox(name="Aantal"))
    result.add("paper", "Bewijs", QComboBox())
    qtbot.addWidget(result)
    result.resize(700, 500)
    result.show()
    result.activateWindow()
    return result


def test_errors_stand_under_their_fields_and_the_first_has_the_focus(form: Form) -> None:
    form.show_errors({"text": "Schrijf wat er is.", "name": SENTENCE})

    assert form.field("name").error == SENTENCE
    assert form.field("text").error == "Schrijf wat er is."
    assert form.field("count").error == ""
    assert QApplication.focusWidget() is form.field("name").editor
    assert form.summary


def test_an_error_of_a_field_that_is_not_here_is_shown_on_top(form: Form) -> None:
    form.show_errors({"elsewhere": "De balie is dicht."})

    assert form.summary == "De balie is dicht."


def test_new_errors_take_the_place_of_old_ones(form: Form) -> None:
    form.show_errors({"name": SENTENCE})

    form.show_errors({})

    assert form.field("name").error == ""
    assert form.summary == ""


def test_a_wrong_field_says_so_to_the_screen_reader(form: Form) -> None:
    form.show_errors({"name": SENTENCE})

    face = QAccessible.queryAccessibleInterface(form.field("name").editor)

    assert face.text(QAccessible.Text.Description) == SENTENCE


def test_leaving_a_field_is_told_by_its_name(qtbot: QtBot, form: Form) -> None:
    form.field("name").editor.setFocus()

    with qtbot.waitSignal(form.left) as left:
        QTest.keyClick(form.field("name").editor, Qt.Key.Key_Tab)

    assert left.args == ["name"]


def test_typing_makes_a_form_dirty_and_showing_does_not(qtbot: QtBot, form: Form) -> None:
    editor = form.field("text").editor
    assert isinstance(editor, TextBox)
    editor.set_text("van vorige keer")
    was_dirty = form.is_dirty

    QTest.keyClicks(editor.editor, "x")

    assert not was_dirty
    assert form.is_dirty
    form.set_clean()
    assert not form.is_dirty


def test_an_ampersand_in_a_label_is_a_letter_and_no_key(form: Form) -> None:
    field = form.add("cases", "Kisten & vitrines", QLineEdit(), required=True)
    form.field("paper").editor.setFocus()

    QTest.keyClick(form, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)

    assert field.label.text() == "Kisten && vitrines\N{NO-BREAK SPACE}*"
    assert field.editor.accessibleName() == "Kisten & vitrines"
    assert QApplication.focusWidget() is form.field("paper").editor


def test_an_error_goes_when_its_field_is_changed(form: Form) -> None:
    form.show_errors({"name": SENTENCE, "text": SENTENCE})

    QTest.keyClicks(form.field("name").editor, "a")

    assert form.field("name").error == ""
    assert form.field("text").error == SENTENCE


def test_every_field_has_a_name_for_the_screen_reader(form: Form) -> None:
    nameless = [
        type(widget).__name__
        for widget in form.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]

    assert not nameless


def test_a_hidden_field_keeps_what_was_typed(form: Form) -> None:
    editor = form.field("name").editor
    assert isinstance(editor, QLineEdit)
    editor.setText("Ş. Łukaszewicz")

    form.show_field("name", is_shown=False)
    form.show_field("name", is_shown=True)

    assert editor.text() == "Ş. Łukaszewicz"


def test_the_focus_goes_to_the_wrong_field_that_stands_first_whenever_it_was_added(form: Form) -> None:
    late = form.add("late", "Kostenplaats", QLineEdit(), placed=False)
    form.layout().insertWidget(0, late)  # type: ignore[union-attr]  # a form has a layout
    form.layout().activate()  # type: ignore[union-attr]  # idem

    form.show_errors({"text": SENTENCE, "late": SENTENCE})

    assert QApplication.focusWidget() is late.editor
