# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the lists in Beheer share: the section in view, a calm page, a picker that chooses."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Actor
from desk_app.relations.messages import SaveCostCentre
from tests import factories
from tests.ui.keys import focus, press, typ
from ui.settings.list_section import ListSection
from ui.settings.page import SettingsPage


def a_centre(desk: Desk, administrator: Actor, code: str = "41250", holder: str | None = "Jansen") -> int:
    """A stored cost centre."""
    return desk.relations.save_cost_centre(
        administrator,
        SaveCostCentre(
            code=code, name="Zalen en beamers", holder_id=factories.person_id(desk.db, holder) if holder else None
        ),
    )


def in_list(page: SettingsPage) -> Any:  # noqa: ANN401 -- one of four sections
    """The section in view."""
    assert isinstance(page.section, ListSection)
    return page.section


def calm(qtbot: QtBot, page: SettingsPage) -> None:
    """Every answer has come."""
    qtbot.waitUntil(lambda: not page.workplace.tasks.is_busy)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not page.workplace.tasks.is_busy)


def choose(qtbot: QtBot, page: SettingsPage, words: str) -> None:
    """Types in the picker that has the focus, and takes the first hit."""
    typ(focus(), words)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.workplace.tasks.is_busy)
    QApplication.processEvents()


def said_by(page: SettingsPage) -> str:
    """All that labels say."""
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
