# SPDX-License-Identifier: EUPL-1.2
"""F6 and Shift+F6: from one part of the window to the next, back to where the focus was in it."""

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class Panes(QObject):
    """The parts of the window, in their order."""

    def __init__(self, panes: list[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._panes = panes
        self._last: dict[int, QWidget] = {}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def cycle(self, step: int) -> None:
        """Goes to the next (1) or the previous (-1) part that has something to focus."""
        focus = QApplication.focusWidget()
        here = next((place for place, pane in enumerate(self._panes) if focus and _holds(pane, focus)), -step % 2 - 1)
        for distance in range(1, len(self._panes) + 1):
            place = (here + step * distance) % len(self._panes)
            target = self._target(place)
            if target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _target(self, place: int) -> QWidget | None:
        pane = self._panes[place]
        if not pane.isVisible():
            return None
        last = self._last.get(place)
        if (
            last is not None
            and shiboken6.isValid(last)
            and last.isVisible()
            and last.isEnabled()
            and _holds(pane, last)
        ):
            return last
        return first_focusable(pane)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            return
        for place, pane in enumerate(self._panes):
            if _holds(pane, new):
                self._last[place] = new


def first_focusable(pane: QWidget) -> QWidget | None:
    """The first widget in Tab order inside ``pane`` that takes the focus by Tab."""
    widget: QWidget = pane
    for _step in range(2000):
        if takes_tab(widget) and _holds(pane, widget):
            return widget
        following = widget.nextInFocusChain()
        if following is None or following is pane:
            return None
        widget = following
    return None


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops here."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)
