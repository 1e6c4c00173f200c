# SPDX-License-Identifier: EUPL-1.2
"""The bar above the page: one box to search or scan in, and who works at this counter."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from desk_app.core.i18n import _
from ui.shell.finder import Entry, Finder
from ui.widgets.choice_list import Choice, ChoicePopup
from ui.widgets.icons import set_icon
from ui.widgets.look import look, pad
from ui.widgets.search_box import SearchBox
from ui.widgets.text import set_plain_tooltip


class _FindBox(SearchBox):
    """The search box with its list; the list belongs to the window, the keys stay here."""

    def __init__(self, finder: Finder) -> None:
        super().__init__(name=_("Search or scan"), placeholder=_("F3   Search or scan: name, number, badge, item…"))
        self._finder = finder
        self._wants_top = False
        self.popup = ChoicePopup(self)
        self.asked.connect(self._on_asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self.popup.isVisible():
            self.popup.step(step)
        elif event.key() == Qt.Key.Key_Escape and self.popup.isVisible():
            self.popup.hide()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.popup.hide()

    def _on_asked(self, text: str) -> None:
        if not text:
            self.popup.hide()
            return
        self._finder.ask(self, text, partial(self._show, text), without=">")

    def _show(self, text: str, entries: list[Entry]) -> None:
        if text == self.text().strip() and self.hasFocus():
            nothing = _("Nothing found for “{text}”.").format(text=text)
            self.popup.show_choices([entry.choice for entry in entries], (), nothing=nothing)


class TopBar(QFrame):
    """The bar.

    Signals:
        found(Entry): this was chosen in the search box.
        side_wanted: show or hide the side panel.
        lock_wanted: lock the counter.
        switch_wanted: another user.
    """

    found = Signal(object)
    side_wanted = Signal()
    lock_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self, finder: Finder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "bar")
        self.search = _FindBox(finder)
        self._who = QToolButton()
        self._who.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._who.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._who.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_icon(self._who, "user", "muted", 18)
        menu = QMenu(self)
        lock = QAction(_("Lock the counter"), self)
        switch = QAction(_("Switch user…"), self)
        set_icon(lock, "lock", "muted")
        set_icon(switch, "users", "muted")
        menu.addActions([lock, switch])
        self._who.setMenu(menu)
        self._who.hide()
        self._side = QToolButton()
        self._side.setAccessibleName(_("Show or hide the side panel"))
        set_plain_tooltip(self._side, _("Show or hide the side panel"))
        set_icon(self._side, "panel-right", "text", 20)
        layout = QHBoxLayout(self)
        pad(layout, margins=(16, 8, 16, 8), spacing=16)
        layout.addWidget(self.search, 3)
        layout.addStretch(1)
        layout.addWidget(self._side)
        layout.addWidget(self._who)
        self.search.entered.connect(self._on_entered)
        self.search.popup.picked.connect(self._on_picked)
        self._side.clicked.connect(self.side_wanted)
        lock.triggered.connect(self.lock_wanted)
        switch.triggered.connect(self.switch_wanted)

    def show_who(self, counter: str, name: str, role: str) -> None:
        """Who works here: "Balie 2", "Eva M.", and the translated role."""
        parts = [part for part in (counter, name) if part]
        self._who.setText(("  " + "   ".join(parts)).replace("&", "&&"))
        self._who.setAccessibleName(", ".join([*parts, role]))
        set_plain_tooltip(self._who, role)
        self._who.setVisible(bool(parts))

    def set_narrow(self, *, is_narrow: bool, has_side: bool) -> None:
        """Where the side panel is a drawer, a button opens it."""
        self._side.setVisible(is_narrow and has_side)
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if is_narrow and look().zoom > 150 else None
        self._who.setToolButtonStyle(style or Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def go_to_search(self) -> None:
        """F3; the second time it puts the last question back."""
        if self.search.hasFocus():
            self.search.recall()
        else:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def _on_entered(self, _text: str) -> None:
        choice = self.search.popup.current
        if choice is not None:
            self._on_picked(choice)

    def _on_picked(self, choice: Choice) -> None:
        self.search.popup.hide()
        self.search.clear()
        self.found.emit(choice.key)
