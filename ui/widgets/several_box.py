# SPDX-License-Identifier: EUPL-1.2
"""Several of many: type to find one, Enter takes it, Delete lets it go again. What is taken stands in a list under it."""

from collections.abc import Mapping, Sequence
from itertools import islice

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from desk_app.core.words import words
from ui.widgets.choice_list import Choice
from ui.widgets.look import look, pad
from ui.widgets.picker import Picker, Runs

MOST, MOST_UNASKED = 12, 200
"""So many are shown for a word, and without one."""
_IdRole = int(Qt.ItemDataRole.UserRole)


class _Chosen(QListWidget):
    """The chosen ones."""

    remove_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


class SeveralBox(QWidget):
    """A picker above what was chosen.

    Signals:
        edited: one was added or let go.
    """

    edited = Signal()

    def __init__(self, tasks: Runs, names: Mapping[int, str], *, name: str) -> None:
        """``names``: what each id is called; ``name``: what the box is called."""
        super().__init__()
        self._names = names
        self.picker = Picker(tasks, self._find, name=name, placeholder=_("Type a word, or press Down for all"))
        self.picker.next_focus = self.picker.edit
        self.rows = _Chosen()
        self.rows.setAccessibleName(_("{field}: chosen").format(field=name))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        pad(layout, spacing=4)
        layout.addWidget(self.picker)
        layout.addWidget(self.rows)
        self.setFocusProxy(self.picker)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.picker.chosen.connect(self._on_chosen)
        self.picker.entered_empty.connect(lambda: self.picker.edit.focusNextChild())
        self.rows.remove_wanted.connect(self._on_remove)
        self._fit()

    @property
    def ids(self) -> tuple[int, ...]:
        """What was chosen."""
        return tuple(self.rows.item(place).data(_IdRole) for place in range(self.rows.count()))

    def set_ids(self, ids: Sequence[int]) -> None:
        """Shows others, without a signal."""
        self.rows.clear()
        for one in ids:
            item = QListWidgetItem(self._names.get(one, "?"), self.rows)
            item.setData(_IdRole, one)
        self.rows.setCurrentRow(0)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows"):
            self._fit()

    def _find(self, text: str) -> list[Choice]:
        """On a worker; the names never change while the form is open."""
        asked = words(text)
        found = (
            Choice(key, name)
            for key, name in self._names.items()
            if all(any(own.startswith(word) for own in words(name)) for word in asked)
        )
        return list(islice(found, MOST if asked else MOST_UNASKED))

    def _on_chosen(self, choice: Choice) -> None:
        self.picker.choose(None)
        if choice.key not in self.ids:
            self.set_ids((*self.ids, choice.key))
            self.edited.emit()

    def _on_remove(self) -> None:
        place = self.rows.currentRow()
        if place >= 0:
            self.set_ids([one for number, one in enumerate(self.ids) if number != place])
            (self.rows if self.rows.count() else self.picker).setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def _fit(self) -> None:
        count = self.rows.count()
        self.rows.setVisible(count > 0)
        self.rows.setFixedHeight(look().px(36) * min(max(count, 1), 4) + 4)
