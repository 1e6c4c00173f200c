# SPDX-License-Identifier: EUPL-1.2
"""Waits for a dialog that a key or a button opened."""

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

D = TypeVar("D", bound=QDialog)


def modal(qtbot: QtBot, kind: type[D]) -> D:
    """The dialog of this kind that is open now, with the keys."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)

    def has_keys() -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and found.isAncestorOf(focus)

    qtbot.waitUntil(has_keys)
    return found
