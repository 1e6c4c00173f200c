# SPDX-License-Identifier: EUPL-1.2
"""Boxes for a number and a date. They are Qt's own, with air before the text (a style sheet cannot give it
to a spin box), a width that tells the length, and no change by a wheel that happens to roll over them.

What they were given they give back as it was for as long as nobody changed it, also when they cannot show it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import QDate, QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QSpinBox, QWidget

from desk_app.core.i18n import _
from ui.widgets.announce import announce
from ui.widgets.look import look
from ui.widgets.text import show_plain_tooltip
from ui.widgets.typed_day import is_whole, read_day

Shown = TypeVar("Shown")
Value = TypeVar("Value")
EARLIEST = QDate(100, 1, 1)
"""Qt shows no day before this one."""
LARGEST = 2**31 - 1
"""Qt shows no larger number than this one."""
NO_NUMBER = -(2**31)
"""Stands in a ``TypedNumberBox`` for what is no whole number."""
_MINUS_SIGN = "\N{MINUS SIGN}"
_WHOLE = re.compile(rf"[-{_MINUS_SIGN}]?\d{{1,9}}", re.ASCII)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_DAY_DIGITS = 2


class Given(Generic[Shown, Value]):
    """What a box was given, and how it shows that: the same as long as it still shows that, else what it shows."""

    def __init__(self, shown: Shown, value: Value) -> None:
        self._shown = shown
        self._value = value

    def read(self, shown: Shown, made_of: Callable[[Shown], Value]) -> Value:
        """The value of a box that shows ``shown`` now."""
        return self._value if shown == self._shown else made_of(shown)


class NumberBox(QSpinBox):
    """A whole number from ``low`` to ``high``."""

    def __init__(self, *, name: str, low: int = 1, high: int = 999, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRange(low, high)
        self._given = Given(self.value(), self.value())
        _Manners(self, "number")

    @property
    def number(self) -> int:
        """The number; as it was given until somebody changes it."""
        return self._given.read(self.value(), int)

    def show_number(self, number: int) -> None:
        """Shows a number, also one beyond the range: what is wrong with it is for the desk to say."""
        shown = max(min(number, LARGEST), -LARGEST)
        self.setRange(min(self.minimum(), shown), max(self.maximum(), shown))
        self.setValue(shown)
        self._given = Given(self.value(), number)


class TypedNumberBox(NumberBox):
    """A whole number that stays as it was typed, also when it cannot be: what is wrong with it is for the desk to say.

    Only the arrows keep between ``low`` and ``high``. Qt itself would drop a minus or a comma, so that -5 became 5 and
    1,5 became 15, and would put back the number of before for what is none.
    """

    _odd = ""
    """What stands there and is no whole number; Qt asks for it before ``__init__`` has come to it."""

    def __init__(self, *, name: str, low: int = 1, high: int = 999, parent: QWidget | None = None) -> None:
        super().__init__(name=name, low=low, high=high, parent=parent)
        self._low, self._high = low, high
        self.setRange(NO_NUMBER, LARGEST)

    @property
    def is_number(self) -> bool:
        """Whether a whole number stands there."""
        return self.value() != NO_NUMBER

    def put_back(self, text: str) -> None:
        """Shows what somebody typed some other time, a number or not."""
        self.setValue(self.valueFromText(text))
        self.lineEdit().setText(text)

    def stepBy(self, steps: int) -> None:
        begin = self.value() if self.is_number else self._low - steps
        self.setValue(max(self._low, min(begin + steps, self._high)))

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Everything may stand there."""
        return QValidator.State.Acceptable, text, place

    def valueFromText(self, text: str) -> int:
        if _WHOLE.fullmatch(text.strip()):
            return int(text.strip().replace(_MINUS_SIGN, "-"))
        self._odd = text
        return NO_NUMBER

    def textFromValue(self, value: int) -> str:
        return self._odd if value == NO_NUMBER else str(value)


class DateBox(QDateEdit):
    """A date, typed or chosen from a calendar (Alt+Down).

    Qt goes on to the month by itself after two digits, so that a dash typed then skips it, and rounds a day that the
    month on screen does not have. What is typed from the day on is therefore read as a whole.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDisplayFormat("dd-MM-yyyy")
        self.setCalendarPopup(True)
        self._given = Given(self.date(), python_day(self.date()))
        self._typed = ""
        self._before = self.date()
        _Manners(self, "date")

    @property
    def day(self) -> date:
        """The day; as it was given until somebody changes it."""
        return self._given.read(self.date(), python_day)

    def show_day(self, day: date) -> None:
        """Shows a local day, also one of long ago."""
        shown = max(qt_day(day), EARLIEST)
        self.setMinimumDate(min(self.minimumDate(), shown))
        self.setDate(shown)
        self._typed = ""
        self._given = Given(self.date(), day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        is_part = bool(text) and (text in "-/. " or (text.isascii() and text.isdecimal()))
        if not is_part or event.modifiers() & _COMMANDS:
            self._settle()
        elif self._take(text):
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._settle()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._settle()
        super().focusOutEvent(event)

    def _take(self, text: str) -> bool:
        """Whether this is more than Qt has to show: the first two digits are its own."""
        if not self._typed:
            is_all = self.lineEdit().selectedText() == self.lineEdit().text()
            if not text.isdecimal() or not (is_all or self.currentSection() is QDateEdit.Section.DaySection):
                return False
            self._before = self.date()
        self._typed += text
        if self._typed.isdecimal() and len(self._typed) <= _DAY_DIGITS:
            return False
        self._read(self._typed, is_finished=False)
        if is_whole(self._typed):
            self._typed = ""
        return True

    def _settle(self) -> None:
        typed, self._typed = self._typed, ""
        if len(typed) > _DAY_DIGITS:
            self._read(typed, is_finished=True)

    def _read(self, typed: str, *, is_finished: bool) -> None:
        try:
            day = read_day(typed, self._before.year(), is_finished=is_finished)
        except ValueError:
            self._refuse()
            return
        if day is None:
            return
        if self.minimumDate() <= qt_day(day) <= self.maximumDate():
            self.setDate(qt_day(day))
        elif is_finished or is_whole(typed):
            self._refuse()

    def _refuse(self) -> None:
        self._typed = ""
        self.setDate(self._before)
        self.setSelectedSection(QDateEdit.Section.DaySection)
        sentence = _("This day cannot be chosen. Type another one, like {day}.").format(day=self.text())
        show_plain_tooltip(self, self.mapToGlobal(self.rect().bottomLeft()), sentence)
        announce(self, sentence)


def qt_day(day: date) -> QDate:
    """The same day for Qt."""
    return QDate(day.year, day.month, day.day)


def python_day(day: QDate) -> date:
    """The same day for us."""
    return date(day.year(), day.month(), day.day())


class _Manners(QObject):
    """What the three share; a filter, because Qt does not take a common Python base for them."""

    def __init__(self, box: QAbstractSpinBox, width: str) -> None:
        super().__init__(box)
        self._box = box
        self._width = width
        box.lineEdit().setAccessibleName(box.accessibleName())
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.installEventFilter(self)
        self._dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        elif event.type() == QEvent.Type.Wheel and not self._box.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        if isinstance(self._box, QSpinBox):
            self._box.lineEdit().setTextMargins(look().px(8), 0, 0, 0)
        self._box.setFixedWidth(look().px(self._width))
