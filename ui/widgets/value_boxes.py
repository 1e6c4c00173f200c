# SPDX-License-Identifier: EUPL-1.2
"""Boxes for the values of a form: an amount of money, a day that need not be, one line of text, a choice out of a few."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from desk_app.core.i18n import _
from ui.widgets.boxes import DateBox, Given
from ui.widgets.icons import Mark
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain
from ui.widgets.text_box import TextBox

_MONEY = re.compile(r"(\d{1,7})(?:[.,](\d{1,2}))?")


class MaybeDay(QWidget):
    """A day behind a tick.

    Signals:
        edited: somebody changed it.
    """

    edited = Signal()

    def __init__(self, text: str, *, name: str) -> None:
        super().__init__()
        self.tick = QCheckBox(text)
        self.box = DateBox(name=name)
        in_a_row(self, self.tick, self.box)
        self.setFocusProxy(self.tick)
        self.tick.toggled.connect(self._on_toggled)
        self.box.dateChanged.connect(lambda _day: self.edited.emit())
        self.box.hide()

    @property
    def day(self) -> date | None:
        """The day; None when it is not ticked."""
        return self.box.day if self.tick.isChecked() else None

    def set_day(self, day: date | None, otherwise: date) -> None:
        """Shows a day or none; ``otherwise`` is where the box begins when it is ticked. Without a signal."""
        self.blockSignals(True)
        self.box.show_day(day or otherwise)
        self.tick.setChecked(day is not None)
        self.blockSignals(False)

    def _on_toggled(self, is_on: bool) -> None:
        self.box.setVisible(is_on)
        self.edited.emit()


class Remark(QWidget):
    """A remark that stops nobody, with its mark."""

    def __init__(self) -> None:
        super().__init__()
        self._words = plain_label("", role="small", colour="soon", wrap=True)
        row = QHBoxLayout(self)
        pad(row, spacing=4)
        row.addWidget(Mark("triangle-alert", "soon.text", 16), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._words.text()

    def show_sentence(self, sentence: str) -> None:
        """Says something else; nothing when empty."""
        set_plain(self._words, sentence)
        self.setVisible(bool(sentence))


class MoneyBox(QLineEdit):
    """An amount in euros, typed as people write it: ``12,50``."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedWidth(look().px("number"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._given: Given[str, int | None] = Given("", None)

    @property
    def is_empty(self) -> bool:
        """Whether no amount was typed at all."""
        return not _amount(self.text())

    @property
    def cents(self) -> int | None:
        """The amount; None when it is not one, nor anything at all."""
        return self._given.read(self.text(), _cents)

    def set_cents(self, cents: int) -> None:
        """Shows an amount."""
        self.setText(f"{cents // 100},{cents % 100:02}")
        self._given = Given(self.text(), cents)

    def put_back(self, text: str) -> None:
        """Shows what somebody typed some other time, an amount or not."""
        show_text(self, text)


class LineBox(QLineEdit):
    """One line of text, which gives back what it was given until somebody changes it."""

    def __init__(self) -> None:
        super().__init__()
        self._given = Given("", "")

    @property
    def line(self) -> str:
        """The text."""
        return self._given.read(self.text(), str)

    def show_line(self, text: str) -> None:
        """Shows another one."""
        self._given = show_text(self, text)


class WithWords(QWidget):
    """A small editor, or a few, with words between or after them.

    Signals:
        edited: somebody changed one of them.
    """

    edited = Signal()

    def __init__(self, *parts: QWidget | str) -> None:
        super().__init__()
        editors = [part for part in parts if isinstance(part, QWidget)]
        for editor in editors:
            for name in ("textEdited", "valueChanged", "activated"):
                if hasattr(editor, name):
                    getattr(editor, name).connect(self._on_edited)
        in_a_row(self, *(plain_label(part) if isinstance(part, str) else part for part in parts))
        self.setFocusProxy(editors[0])

    def _on_edited(self, *_args: object) -> None:
        self.edited.emit()


def choice_box(name: str, options: Sequence[tuple[object, str]]) -> QComboBox:
    """A list of a few; the data of each row is its key."""
    box = QComboBox()
    box.setAccessibleName(name)
    for key, word in options:
        box.addItem(word, key)
    return box


def choose(box: QComboBox, key: object) -> None:
    """Shows the row with this key."""
    for place in range(box.count()):
        if box.itemData(place) == key:
            box.setCurrentIndex(place)


def choose_or_add(box: QComboBox, key: object) -> None:
    """The same for what is stored: a key without a row (a team that is gone, a name that you may not see) gets one, so
    that it does not become another."""
    if all(box.itemData(place) != key for place in range(box.count())):
        box.addItem(_("(not in this list)"), key)
    choose(box, key)


def show_text(box: QLineEdit | TextBox, text: str) -> Given[str, str]:
    """Shows a text; Qt drops or replaces some characters of it."""
    if isinstance(box, TextBox):
        box.set_text(text)
    else:
        line: QLineEdit = box
        line.setText(text)
    return Given(box.text(), text)


def in_a_row(around: QWidget, *parts: QWidget) -> None:
    """Puts these into a widget side by side, to the left."""
    row = QHBoxLayout(around)
    pad(row, spacing=8)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    around.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def _amount(text: str) -> str:
    return text.replace("€", "").strip()


def _cents(text: str) -> int | None:
    match = _MONEY.fullmatch(_amount(text))
    return int(Decimal(f"{match[1]}.{match[2] or '0'}") * 100) if match else None
