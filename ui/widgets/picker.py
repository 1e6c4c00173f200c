# SPDX-License-Identifier: EUPL-1.2
"""The one field that finds a customer, a product, a location … while you type.

The top hit is marked at once and Enter takes it. Who types faster than the search ("jans", Enter) gets the top hit
when it comes, and the focus has gone on already. Esc closes the list, then leaves.
"""

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from desk_app.core.i18n import _, ngettext
from ui.widgets.announce import announce
from ui.widgets.choice_list import Choice, ChoicePopup
from ui.widgets.icons import set_icon
from ui.widgets.look import look
from ui.widgets.text import set_plain_tooltip

PAUSE_MS = 40
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Runs(Protocol):
    """What the picker needs of ``ui.shell.tasks.Tasks``."""

    def run(
        self,
        owner: QObject,
        call: Callable[[], Sequence[Choice]],
        *,
        done: Callable[[Sequence[Choice]], None] | None,
        failed: Callable[[Exception], None] | None = None,
        lane: Literal["db", "slow"] = "db",
        key: str | None = None,
    ) -> None:
        """Runs ``call`` elsewhere and brings the answer back."""
        ...


class _Edit(QLineEdit):
    """The line itself; keys go to the picker first."""

    def __init__(self, picker: "Picker") -> None:
        super().__init__()
        self._picker = picker

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._picker.take_key(event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._picker.close_popup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._picker.choice is not None:
            self.selectAll()


class Picker(QWidget):
    """A line that holds one choice, or none.

    Signals:
        chosen(Choice): the user took one, also a fixed row.
        cleared: the choice was taken away by the user.
        went_on: Enter was pressed on a choice, or on text whose answer is still to come.
        entered_empty: Enter was pressed on an empty field.
        nothing_found(str): Enter was pressed, but this text has no hit; the focus is back here.
    """

    chosen = Signal(object)
    cleared = Signal()
    went_on = Signal()
    entered_empty = Signal()
    nothing_found = Signal(str)

    def __init__(
        self,
        tasks: Runs,
        search: Callable[[str], Sequence[Choice]],
        *,
        name: str,
        placeholder: str = "",
        fixed: Sequence[Choice] = (),
        lane: Literal["db", "slow"] = "slow",
        parent: QWidget | None = None,
    ) -> None:
        """``search`` runs beside the window and gets stripped text of at least one character (empty only on Down);
        best hit first. ``fixed`` rows stand under the hits. After Enter the focus goes to the next field, unless
        ``next_focus`` is set."""
        super().__init__(parent)
        self._tasks = tasks
        self._search = search
        self._name = name
        self._fixed = tuple(fixed)
        self._lane: Literal["db", "slow"] = lane
        self._choice: Choice | None = None
        self._asked: str | None = None
        self._answered: str | None = None
        self._take_when_answered = False
        self.next_focus: QWidget | None = None
        self.edit = _Edit(self)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self._clear = QToolButton(self.edit)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setAccessibleName(_("Clear {field}").format(field=name))
        set_plain_tooltip(self._clear, _("Clear (Delete)"))
        set_icon(self._clear, "x", "muted", 16)
        self._clear.hide()
        self._popup = ChoicePopup(self.edit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.edit.textEdited.connect(self._on_text_edited)
        self.edit.installEventFilter(self)
        self._clear.clicked.connect(self._on_clear)
        self._popup.picked.connect(self._on_picked)

    @property
    def choice(self) -> Choice | None:
        """What is chosen."""
        return self._choice

    @property
    def is_waiting(self) -> bool:
        """Whether Enter was pressed and the answer is still to come; then ``chosen`` or ``nothing_found`` follows."""
        return self._take_when_answered

    @property
    def answered(self) -> str | None:
        """The text that the list on screen belongs to; None while there is none."""
        return self._answered if self._asked is None and not self._pause.isActive() else None

    def choose(self, choice: Choice | None) -> None:
        """Shows a choice (or none) without a signal."""
        self._forget_question()
        self._choice = choice
        self.edit.setText("" if choice is None else choice.line)
        self.edit.setCursorPosition(0)
        self._mark_chosen(is_chosen=choice is not None)

    def text(self) -> str:
        """What was typed and not yet chosen; empty when there is a choice."""
        return "" if self._choice is not None else self.edit.text()

    def set_text(self, text: str) -> None:
        """Puts half-typed text back, as after parking."""
        self.choose(None)
        self.edit.setText(text)

    def set_fixed(self, fixed: Sequence[Choice]) -> None:
        """Other rows under the hits."""
        self._fixed = tuple(fixed)

    def open_popup(self) -> None:
        """Asks and shows the list, also for empty text."""
        self._ask()

    def close_popup(self) -> None:
        """Takes the list away."""
        self._popup.hide()

    @property
    def popup(self) -> ChoicePopup:
        """The list, as long as the picker lives."""
        return self._popup

    def take_key(self, event: QKeyEvent) -> bool:
        """Handles the keys that are not typing; True when done."""
        key = event.key()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier):
            return self._pass_up(event, key in _ENTER)
        if key in _ENTER:
            self._on_enter()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self._popup.isVisible():
                self._popup.step(1 if key == Qt.Key.Key_Down else -1)
                self._say_current()
            elif key == Qt.Key.Key_Down:
                self.open_popup()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self._popup.isVisible():
            self._popup.step(5 if key == Qt.Key.Key_PageDown else -5)
            self._say_current()
        elif key == Qt.Key.Key_Escape:
            if not self._popup.isVisible():
                return self._pass_up(event, True)
            self._popup.hide()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._choice is not None:
            self._on_clear()
        elif self._choice is not None and event.text() and event.text().isprintable():
            self._drop_choice()
            return False
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            side = look().px(28)
            gap = (self.edit.height() - side) // 2
            self._clear.setGeometry(self.edit.width() - side - gap, gap, side, side)
        return super().eventFilter(watched, event)

    def _pass_up(self, event: QKeyEvent, is_for_page: bool) -> bool:
        """Leaves a key to the page: a line edit would keep Esc and Ctrl+Enter to itself."""
        if is_for_page:
            event.ignore()
        return is_for_page

    def _on_text_edited(self, _text: str) -> None:
        if self._choice is not None:
            self._choice = None
            self._mark_chosen(is_chosen=False)
            self.cleared.emit()
        self._take_when_answered = False
        self._asked = None
        if self.edit.text().strip():
            self._pause.start()
        else:
            self._forget_question()
            self._popup.hide()

    def _ask(self) -> None:
        self._pause.stop()
        if self._choice is not None:
            text = ""
        else:
            text = self.edit.text().strip()
        self._asked = text
        search = self._search
        self._tasks.run(
            self,
            lambda: search(text),
            done=lambda choices: self._on_found(text, choices),
            failed=self._on_failed,
            lane=self._lane,
            key="picker",
        )

    def _on_found(self, text: str, choices: Sequence[Choice]) -> None:
        if text != self._asked:
            return
        self._asked = None
        self._answered = text
        if self._take_when_answered:
            self._take_when_answered = False
            self._take_late(text, choices)
            return
        if not self.edit.hasFocus():
            return
        self._popup.show_choices(choices, self._fixed, nothing=_("Nothing found for “{text}”.").format(text=text))
        sentence = ngettext("{count} result", "{count} results", len(choices)).format(count=len(choices))
        top = self._popup.current
        announce(self.edit, f"{sentence}. {top.line}" if top else sentence)

    def _on_failed(self, error: Exception) -> None:
        self._asked = None
        self._take_when_answered = False
        self._popup.hide()
        raise error

    def _take_late(self, text: str, choices: Sequence[Choice]) -> None:
        if choices:
            self._take(choices[0])
            return
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()
        self._popup.show_choices((), self._fixed, nothing=_("Nothing found for “{text}”.").format(text=text))
        announce(self.edit, _("Nothing found for “{text}”.").format(text=text), urgent=True)
        self.nothing_found.emit(text)

    def _on_enter(self) -> None:
        text = self.edit.text().strip()
        if self._popup.isVisible() and self._popup.current is not None and not self._is_behind(text):
            self._on_picked(self._popup.current)
        elif self._choice is not None:
            self._go_on()
        elif not text:
            self.entered_empty.emit()
        elif self._answered == text and self._asked is None and not self._pause.isActive():
            self._take_late(text, ())
        else:
            if self._asked != text:
                self._ask()
            self._take_when_answered = True
            self._go_on()

    def _is_behind(self, text: str) -> bool:
        """Whether the list on screen answers an older text than what stands in the field."""
        return self._pause.isActive() or self._asked is not None or (self._choice is None and self._answered != text)

    def _on_picked(self, choice: Choice) -> None:
        self._take(choice)
        self._go_on()

    def _take(self, choice: Choice) -> None:
        self._popup.hide()
        self.choose(choice)
        announce(self.edit, _("{field}: {choice} chosen").format(field=self._name, choice=choice.line))
        self.chosen.emit(choice)

    def _go_on(self) -> None:
        self._popup.hide()
        if self.next_focus is not None:
            self.next_focus.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.edit.focusNextChild()
        self.went_on.emit()

    def _on_clear(self) -> None:
        self._drop_choice()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_choice(self) -> None:
        had = self._choice is not None
        self.choose(None)
        if had:
            self.cleared.emit()

    def _forget_question(self) -> None:
        self._pause.stop()
        self._asked = None
        self._answered = None
        self._take_when_answered = False

    def _mark_chosen(self, *, is_chosen: bool) -> None:
        self._clear.setVisible(is_chosen)
        self.edit.setTextMargins(0, 0, look().px(28) if is_chosen else 0, 0)
        set_plain_tooltip(self.edit, self.edit.text() if is_chosen else "")

    def _say_current(self) -> None:
        if self._popup.current is not None:
            announce(self.edit, self._popup.current.line)
