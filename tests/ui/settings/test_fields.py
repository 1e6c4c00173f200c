# SPDX-License-Identifier: EUPL-1.2
"""The settings of the desk as fields: saved by Ctrl+Enter, refused in words, read-only for who may not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Role
from desk_app.core.settings import Settings
from desk_app.identity.messages import ChangeSettings
from tests import factories
from tests.ui.keys import focus, press, typ
from tests.ui.settings.conftest import OpenSettings
from ui.settings.fields import SettingsSection
from ui.settings.page import SECTIONS, SettingsPage
from ui.shell.page import Workplace
from ui.widgets.boxes import NumberBox

HARD = (
    "<b>vet</b>",
    "=HYPERLINK(0)",
    "'; drop table settings; --",
    "\u202eomgekeerd",
    "👩‍👩‍👧‍👦",
    "  spaties  ",
    "&amp;",
)


def _fields(page: SettingsPage) -> SettingsSection:
    assert isinstance(page.section, SettingsSection)
    return page.section


def _line(page: SettingsPage, name: str) -> QLineEdit:
    editor = _fields(page).editors[name]
    assert isinstance(editor, QLineEdit)
    return editor


def test_what_is_typed_is_saved_for_every_counter(qtbot: QtBot, desk: Desk, open_settings: OpenSettings) -> None:
    page = open_settings("organisation")
    _line(page, "phone").setText("030 1234567")
    years = _fields(page).editors["retention_years"]
    assert isinstance(years, NumberBox)
    years.setValue(5)

    with qtbot.waitSignal(page.said) as said:
        page.bindings()["finish"]()

    assert said.args[0] == "Opgeslagen. Het geldt voor alle balies."
    assert (desk.who.settings().phone, desk.who.settings().retention_years) == ("030 1234567", 5)
    assert not _fields(page).is_dirty


def test_what_a_colleague_changed_meanwhile_stays(qtbot: QtBot, desk: Desk, open_settings: OpenSettings) -> None:
    page = open_settings("organisation")
    _line(page, "phone").setText("030 1234567")

    manager = factories.an_actor(desk.db, "mo", Role.MANAGER)
    desk.identity.change_settings(
        manager, ChangeSettings(settings=Settings(organisation="Gemeente Voorbeeld", undo_seconds=20))
    )
    qtbot.waitUntil(lambda: _line(page, "organisation").text() == "Gemeente Voorbeeld")
    assert _line(page, "phone").text() == "030 1234567"
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()

    expected = Settings(organisation="Gemeente Voorbeeld", undo_seconds=20, phone="030 1234567")
    assert desk.who.settings() == expected


def test_a_wrong_field_is_told_at_the_field(qtbot: QtBot, desk: Desk, open_settings: OpenSettings) -> None:
    page = open_settings("scanner")
    _line(page, "badge_pattern").setText("(")

    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(_fields(page).form.summary))

    assert _fields(page).form.field("badge_pattern").error.startswith("Dit is geen patroon.")
    assert _line(page, "badge_pattern").text() == "("
    assert desk.who.settings() == Settings()


@pytest.mark.parametrize("text", HARD)
@pytest.mark.parametrize("name", ["organisation", "phone", "privacy_address"])
def test_hard_text_is_stored_as_typed(
    qtbot: QtBot, desk: Desk, open_settings: OpenSettings, name: str, text: str
) -> None:
    page = open_settings("organisation")
    _line(page, name).setText(text)

    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()

    assert getattr(desk.who.settings(), name) == text
    assert _line(page, name).text() == text


@pytest.mark.parametrize("text", ["x" * 10_000, "\ud800"])
def test_what_cannot_be_kept_is_refused_and_stays(
    qtbot: QtBot, desk: Desk, open_settings: OpenSettings, text: str
) -> None:
    page = open_settings("organisation")
    _line(page, "organisation").setText(text)
    shown = _line(page, "organisation").text()

    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(_fields(page).form.summary) or not _fields(page).is_dirty)

    assert _line(page, "organisation").text() == shown
    assert len(desk.who.settings().organisation) <= 200


@pytest.mark.parametrize("section", ["organisation", "security", "scanner", "printers"])
def test_who_may_not_reads_who_may(section: str, open_settings: OpenSettings) -> None:
    page = open_settings(section, Role.COUNTER)

    fields = _fields(page)

    assert fields.refusal.sentence == "Alleen deze rollen mogen dit veranderen: leidinggevende, beheerder."
    for editor in fields.editors.values():
        if isinstance(editor, QLineEdit | NumberBox):
            assert editor.isReadOnly()
        elif isinstance(editor, QComboBox):
            assert not editor.isEnabled()
    assert fields.save_button.isHidden()
    assert not fields.can_save


def test_the_search_finds_a_section_by_a_field_in_it(qtbot: QtBot, open_settings: OpenSettings) -> None:
    page = open_settings("about")
    page.search.setFocus()

    typ(focus(), "klacht")
    qtbot.waitUntil(lambda: page.section.NAME == "Organisation and slips")
    press(Qt.Key.Key_Return)

    assert _line(page, "organisation").hasFocus()


def test_an_unsaved_section_has_a_star(open_settings: OpenSettings) -> None:
    page = open_settings("organisation")

    _line(page, "phone").setText("030")
    _fields(page).form.edited.emit()

    assert page.list.item(0).text() == "Organisatie en bewijzen *"
    assert "nog niet opgeslagen" in page.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)


def _named_by_parent(widget: QLineEdit) -> bool:
    parent = widget.parentWidget()
    return parent is not None and bool(parent.accessibleName())


@pytest.mark.parametrize("section", SECTIONS)
def test_everything_that_takes_the_focus_has_a_name(
    qtbot: QtBot, open_settings: OpenSettings, workplace: Workplace, section: str
) -> None:
    page = open_settings(section)

    nameless = [
        type(widget).__name__
        for widget in page.section.findChildren(QLineEdit)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not _named_by_parent(widget)
    ]

    assert not nameless


def test_tab_goes_down_the_fields(open_settings: OpenSettings) -> None:
    page = open_settings("organisation")
    _line(page, "organisation").setFocus()

    order = []
    for _ in range(len(_fields(page).FIELDS)):
        order.append(focus().accessibleName())
        press(Qt.Key.Key_Tab)

    assert order == [_fields(page).form.field(spec.name).editor.accessibleName() for spec in _fields(page).FIELDS]
