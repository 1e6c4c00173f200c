# SPDX-License-Identifier: EUPL-1.2
"""A list inside a form: prices, extra questions, steps. Every line is shown in words; Insert adds one, Enter opens one,
Delete takes one away, Alt+Up and Alt+Down move it. The same is under buttons. What is half typed in a form is told here."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from ui.widgets.announce import announce
from ui.widgets.buttons import button, set_button_text
from ui.widgets.flow import FlowLayout
from ui.widgets.half_lines import HalfLines, Typed, moved
from ui.widgets.icons import icon
from ui.widgets.line_form import LineForm
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain

MOST_SHOWN = 7
Maker = Callable[[Any, int | None], LineForm]
"""Makes the form of a line (None for a new one) and its place (None for a new one)."""


class _Rows(QListWidget):
    """The rows; keys that change something go to the list around it."""

    pressed_key = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.pressed_key.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)


class LineList(QWidget):
    """Lines of one kind.

    Signals:
        edited: somebody added, changed, moved or removed a line.
        half_typed: somebody typed in the form of a line, which is not in the list yet.
    """

    edited = Signal()
    half_typed = Signal()

    def __init__(
        self,
        *,
        name: str,
        add: str,
        nothing: str,
        words: Callable[[Any], str],
        make_form: Maker,
        is_ordered: bool = True,
        move: Callable[[Sequence[Any], int, int], Sequence[Any]] | None = None,
        take_out: Callable[[Sequence[Any], int], Sequence[Any]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``nothing`` stands where no line is yet; ``move`` and ``take_out`` when moving one line changes others."""
        super().__init__(parent)
        self._name = name
        self._add = add
        self._words = words
        self._make_form = make_form
        self._is_ordered = is_ordered
        self._move = move or _plainly_moved
        self._take_out = take_out or _plainly_without
        self._lines: list[Any] = []
        self._wrong: dict[int, Mapping[str, str]] = {}
        self._half: dict[int | None, Typed] = {}
        self._form: LineForm | None = None
        self.rows = _Rows()
        self.rows.setAccessibleName(name)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._nothing = plain_label(nothing, colour="muted", wrap=True)
        self._unfinished = plain_label("", role="small", colour="soon", wrap=True)
        self.add_button = self._button(add, "plus", _("Insert"), self.add)
        self.change_button = self._button(_("Change"), "pencil", "Enter", self.change)
        self.up_button = self._button(_("Up"), "chevron-up", _("Alt+Up"), lambda: self.shift(-1))
        self.down_button = self._button(_("Down"), "chevron-down", _("Alt+Down"), lambda: self.shift(1))
        self.remove_button = self._button(_("Remove"), "trash-2", "Del", self.remove)
        acts = QWidget()
        row = FlowLayout(acts, spacing=4)
        for one in (self.add_button, self.change_button, self.up_button, self.down_button, self.remove_button):
            row.addWidget(one)
        layout = QVBoxLayout(self)
        pad(layout, spacing=4)
        layout.addWidget(self._nothing)
        layout.addWidget(self.rows)
        layout.addWidget(self._unfinished)
        layout.addWidget(acts)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.rows.pressed_key.connect(self._on_key)
        self.rows.itemDoubleClicked.connect(lambda _item: self.change())
        self._show()

    @property
    def lines(self) -> tuple[Any, ...]:
        """The lines, in order."""
        return tuple(self._lines)

    @property
    def half(self) -> HalfLines:
        """What is half typed and is in no line yet."""
        return dict(self._half)

    @property
    def unfinished_words(self) -> str:
        """What is told about a new line that is half typed; empty when there is none."""
        return self._unfinished.text()

    def set_half(self, half: HalfLines) -> None:
        """What was half typed some other time at the lines that are shown."""
        self._half = dict(moved(half, self._lines, self._lines))
        self._show()

    def set_lines(self, lines: Sequence[Any]) -> None:
        """Shows others; what is half typed stays with its line."""
        self._half = dict(moved(self._half, self._lines, lines))
        self._lines = list(lines)
        self._wrong = {}
        self._show()

    def show_faults(self, faults: Mapping[int, Mapping[str, str]]) -> None:
        """Marks the lines with these places as wrong; opening one shows what is wrong with it, under its fields."""
        self._wrong = dict(faults)
        self._show()
        if faults:
            self.rows.setCurrentRow(min(faults))

    def add(self) -> None:
        """Opens an empty form; the line comes under the current one."""
        self._open(None)

    def change(self) -> None:
        """Opens the form of the current line."""
        if 0 <= self.rows.currentRow() < len(self._lines):
            self._open(self.rows.currentRow())

    def shift(self, by: int) -> None:
        """Moves the current line up (-1) or down (1)."""
        place = self.rows.currentRow()
        if self._is_ordered and 0 <= place < len(self._lines) and 0 <= place + by < len(self._lines):
            order = _plainly_moved(range(len(self._lines)), place, by)
            self._replace(self._move(self._lines, place, by), place + by, order)
            announce(self.rows, _("Now number {number}.").format(number=place + by + 1))

    def remove(self) -> None:
        """Takes the current line away."""
        place = self.rows.currentRow()
        if 0 <= place < len(self._lines):
            order = _plainly_without(range(len(self._lines)), place)
            self._replace(self._take_out(self._lines, place), min(place, len(self._lines) - 2), order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert and Delete hold on the buttons too; there is no list to press them in while it is empty."""
        event.ignore()
        if event.key() in (Qt.Key.Key_Insert, Qt.Key.Key_Delete):
            self._on_key(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_lines"):
            self._fit()

    def _button(self, text: str, icon_name: str, keys: str, act: Callable[[], None]) -> QPushButton:
        made = button(text, icon=icon_name, kind="quiet")
        set_button_text(made, text, keys)
        made.setAccessibleName(f"{self._name}: {text}")
        made.clicked.connect(act)
        return made

    def _on_key(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        acts: dict[tuple[int, Qt.KeyboardModifier], Callable[[], None]] = {
            (Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier): self.add,
            (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier): self.change,
            (Qt.Key.Key_Enter, Qt.KeyboardModifier.NoModifier): self.change,
            (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): self.remove,
            (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): lambda: self.shift(-1),
            (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): lambda: self.shift(1),
        }
        act = acts.get((key, modifiers))
        if act is not None and not (act == self.change and not self._lines):
            event.accept()
            act()

    def _open(self, place: int | None) -> None:
        """Always a new form: what it asks depends on the product as it is now."""
        if self._form is not None:
            return
        form = self._make_form(None if place is None else self._lines[place], place)
        form.setParent(self, form.windowFlags())
        form.begin(self._half.get(place))
        form.touched.connect(lambda: self._on_touched(form, place))
        form.ready.connect(lambda line: self._on_ready(line, place, is_touched=form.is_touched))
        form.finished.connect(self._on_finished)
        self._form = form
        form.open()
        if place in self._wrong:
            form.show_faults(self._wrong[place])

    def _on_touched(self, form: LineForm, place: int | None) -> None:
        before = place in self._half
        self._half.pop(place, None)
        if form.is_touched:
            self._half[place] = form.typed
        if before != form.is_touched:
            self._show()
        self.half_typed.emit()

    def _on_finished(self, _result: int) -> None:
        if self._form is not None:
            self._form.deleteLater()
        self._form = None

    def _on_ready(self, line: Any, place: int | None, *, is_touched: bool) -> None:  # noqa: ANN401 -- a line of this list
        if place is not None and not is_touched:
            return  # as it was, to the letter
        self._half.pop(place, None)
        lines = list(self._lines)
        if place is None:
            place = len(lines)
            lines.append(line)
        else:
            lines[place] = line
        self._replace(lines, place, range(len(self._lines)))

    def _replace(self, lines: Sequence[Any], place: int, order: Sequence[int]) -> None:
        """``order``: where each of the lines stood before; what is half typed goes along."""
        places: list[tuple[int | None, int | None]] = [(None, None), *enumerate(order)]
        self._half = {now: self._half[was] for now, was in places if was in self._half}
        self._lines = list(lines)
        self._wrong = {}
        self._show()
        if self._lines:
            self.rows.setCurrentRow(place)
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _show(self) -> None:
        current = self.rows.currentRow()
        self.rows.clear()
        for place, line in enumerate(self._lines):
            words = " ".join(self._words(line).splitlines())
            if place in self._half:
                words = _("{line} · not finished: Enter goes on with it").format(line=words)
            item = QListWidgetItem(f"{place + 1}. {words}" if self._is_ordered else words, self.rows)
            if place in self._wrong:
                item.setIcon(icon("circle-alert", "late.text", 16))
                faults = " ".join(self._wrong[place].values())
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}. {faults}")
        self.rows.setCurrentRow(min(max(current, 0), len(self._lines) - 1))
        self.rows.setVisible(bool(self._lines))
        self._nothing.setVisible(not self._lines)
        begun = _("You began a new line. “{button}” goes on with it.").format(button=self._add)
        set_plain(self._unfinished, begun if None in self._half else "")
        self._unfinished.setVisible(None in self._half)
        self.setFocusProxy(self.rows if self._lines else self.add_button)
        for one in (self.change_button, self.remove_button):
            one.setVisible(bool(self._lines))
        for one in (self.up_button, self.down_button):
            one.setVisible(self._is_ordered and len(self._lines) > 1)
        self._fit()

    def _fit(self) -> None:
        self.rows.setFixedHeight(look().px(36) * min(max(len(self._lines), 1), MOST_SHOWN) + 4)


def _plainly_moved(lines: Sequence[Any], place: int, by: int) -> Sequence[Any]:
    order = list(lines)
    order.insert(place + by, order.pop(place))
    return order


def _plainly_without(lines: Sequence[Any], place: int) -> Sequence[Any]:
    return [*lines[:place], *lines[place + 1 :]]
