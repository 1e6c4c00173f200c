# SPDX-License-Identifier: EUPL-1.2
"""Fills the menu bar from the actions and the list of pages."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from desk_app.core.i18n import _
from ui.shell.actions import Actions, Menu
from ui.shell.pages import PageSpec
from ui.widgets.icons import set_icon


def fill_menus(bar: QMenuBar, actions: Actions, places: Sequence[PageSpec], go: Callable[[str], None]) -> None:
    """Every menu anew; *Go to* gets the pages with Ctrl+1 … Ctrl+9 after its own actions."""
    bar.clear()
    for old in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.deleteLater()
    for menu in Menu:
        sub = bar.addMenu(_(menu.value))
        group = 0
        for spec, action in actions.known():
            if spec.menu is not menu:
                continue
            if spec.group != group and not sub.isEmpty():
                sub.addSeparator()
            group = spec.group
            sub.addAction(action)
        if menu is Menu.GO:
            sub.addSeparator()
            for number, place in enumerate(places, start=1):
                action = sub.addAction(_(place.name))
                set_icon(action, place.icon, "muted")
                if number < 10:
                    action.setShortcut(QKeySequence(f"Ctrl+{number}"))
                action.triggered.connect(partial(_go, go, place.id))
        sub.menuAction().setVisible(not sub.isEmpty())


def _go(go: Callable[[str], None], page_id: str, _checked: bool = False) -> None:
    go(page_id)
