# SPDX-License-Identifier: EUPL-1.2
"""Labelled rows with room for an error under each field.

A form has one way in (the page fills the editors) and one way out (the page makes a command of them). It knows which
field is wrong, shows it with icon, text and frame, says how many are wrong in one line on top, and puts the focus in
the first of them.
"""

import sys
from collections.abc import Mapping
from functools import partial
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desk_app.core.i18n import _, ngettext
from ui.widgets.announce import announce
from ui.widgets.icons import Mark
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain

Labels = Literal["left", "above"]


class Field(QWidget):
    """One row: label, editor, help or error under it."""

    def __init__(self, label: str, editor: QWidget, *, required: bool, hint: str, labels: Labels) -> None:
        super().__init__()
        self.editor = editor
        self._hint = hint
        self._name = label
        self.label = plain_label(_shown(label, required=required))
        self.label.setBuddy(editor)
        self._labels = labels
        for widget in _editors_of(editor):
            if not widget.accessibleName():
                widget.setAccessibleName(self._name)
        if not editor.accessibleName():
            editor.setAccessibleName(self._name)
        self._error = plain_label("", role="small", colour="error", wrap=True)
        self._help = plain_label(hint, role="small", colour="muted", wrap=True)
        if not hint:
            self._help.hide()  # shown by hand, before it has a parent, it would be a window of its own

        self._trouble = QWidget()
        under = QHBoxLayout(self._trouble)
        pad(under, spacing=4)
        under.addWidget(Mark("circle-alert", "late.text", 16), alignment=Qt.AlignmentFlag.AlignTop)
        under.addWidget(self._error, 1)
        right = QVBoxLayout()
        pad(right, spacing=4)
        right.addWidget(editor, alignment=Qt.AlignmentFlag(0) if _grows(editor) else Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self._help)
        right.addWidget(self._trouble)
        direction = QBoxLayout.Direction.LeftToRight if labels == "left" else QBoxLayout.Direction.TopToBottom
        layout = QBoxLayout(direction, self)
        pad(layout, spacing=12 if labels == "left" else 4)
        layout.addWidget(self.label, alignment=Qt.AlignmentFlag.AlignTop if labels == "left" else Qt.AlignmentFlag(0))
        layout.addLayout(right, 1)
        self._fit_label()
        self._show_error_parts(is_on=False)

    @property
    def hint(self) -> str:
        """The help that stands under the field when nothing is wrong; may be empty."""
        return self._hint

    @property
    def error(self) -> str:
        """The sentence under the field; empty when all is well."""
        return self._error.text()

    def show_error(self, sentence: str) -> None:
        """Shows a sentence under the field, or takes it away when empty."""
        if sentence == self.error:
            return
        set_plain(self._error, sentence)
        self._show_error_parts(is_on=bool(sentence))
        for widget in _editors_of(self.editor):
            show_wrong(widget, sentence, self._hint)

    def show_label(self, label: str, *, required: bool) -> None:
        """Another name for the same field: a complaint asks other words than a fault."""
        self._name = label
        set_plain(self.label, _shown(label, required=required))
        for widget in _editors_of(self.editor):
            widget.setAccessibleName(self._name)

    def show_hint(self, hint: str) -> None:
        """Another help under the field: what the choice made here means."""
        self._hint = hint
        set_plain(self._help, hint)
        self._help.setVisible(bool(hint) and not self.error)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and hasattr(self, "_labels"):
            self._fit_label()

    def _fit_label(self) -> None:
        if self._labels == "above":
            return
        self.label.setFixedWidth(look().px("label"))
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.label.setWordWrap(True)
        self.label.setMinimumHeight(look().px("control"))

    def _show_error_parts(self, *, is_on: bool) -> None:
        self._trouble.setVisible(is_on)
        self._help.setVisible(bool(self._hint) and not is_on)


class Form(QWidget):
    """Rows of fields, each with a name that the errors use too.

    Signals:
        edited: somebody changed something (not by ``set_clean``).
        left(str): the focus left this field; the moment to check it.
    """

    edited = Signal()
    left = Signal(str)

    def __init__(self, labels: Labels = "left", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        self._fields: dict[str, Field] = {}
        self._is_dirty = False
        self._summary = QFrame()
        self._summary.setProperty("ground", "error")
        self._summary_words = plain_label("", wrap=True)
        row = QHBoxLayout(self._summary)
        pad(row, margins=(12, 8, 12, 8), spacing=8)
        row.addWidget(Mark("circle-alert", "late.text", 20))
        row.addWidget(self._summary_words, 1)
        self._summary.hide()
        self._rows = QVBoxLayout(self)
        pad(self._rows, spacing=8)
        self._rows.addWidget(self._summary)

    def add(
        self,
        name: str,
        label: str,
        editor: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        labels: Labels | None = None,
        placed: bool = True,
    ) -> Field:
        """Adds a row. ``labels``: otherwise than in the
        rest of the form; not ``placed``: the caller gives the field a place, the form minds its errors."""
        field = Field(label, editor, required=required, hint=hint, labels=labels or self._labels)
        self._fields[name] = field
        if placed:
            self._rows.addWidget(field)
        self._watch(name, editor)
        return field

    def add_heading(self, text: str) -> QLabel:
        """A heading between groups."""
        heading = plain_label(text, role="heading")
        self._rows.addSpacing(look().px(8))
        self._rows.addWidget(heading)
        return heading

    def add_widget(self, widget: QWidget) -> None:
        """Something that is not a field, as wide as the form."""
        self._rows.addWidget(widget)

    def add_stretch(self) -> None:
        """Empty room at the end."""
        self._rows.addStretch(1)

    def remove(self, name: str) -> None:
        """Takes a row away for good; what was typed in it is the page's to keep."""
        field = self._fields.pop(name)
        field.hide()
        field.deleteLater()
        if not any(other.error for other in self._fields.values()):
            self._summary.hide()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the rows, in the order in which they came."""
        return tuple(self._fields)

    def field(self, name: str) -> Field:
        """A row by name."""
        return self._fields[name]

    def show_field(self, name: str, *, is_shown: bool) -> None:
        """Shows or hides a row; what was typed in it stays."""
        self._fields[name].setVisible(is_shown)

    @property
    def is_dirty(self) -> bool:
        """Whether somebody changed something since ``set_clean``."""
        return self._is_dirty

    def set_clean(self) -> None:
        """What is shown now is what is stored; takes the errors away too."""
        self._is_dirty = False
        self.show_errors({})

    def show_error(self, name: str, sentence: str) -> None:
        """Shows or (empty) takes away the error of one field, when it is left."""
        self._fields[name].show_error(sentence)
        if not any(field.error for field in self._fields.values()):
            self._summary.hide()

    def show_errors(self, fields: Mapping[str, str]) -> None:
        """Shows these errors and no others, the summary on top, and the focus in the first wrong field.

        An error of a field that is not here is shown in the summary line itself.
        """
        for name, field in self._fields.items():
            field.show_error(fields.get(name, ""))
        elsewhere = [sentence for name, sentence in fields.items() if name not in self._fields]
        count = len(fields) - len(elsewhere)
        sentences = list(elsewhere)
        if count:
            sentences.insert(
                0,
                ngettext("{count} field needs your attention.", "{count} fields need your attention.", count).format(
                    count=count
                ),
            )
        set_plain(self._summary_words, " ".join(sentences))
        self._summary.setVisible(bool(fields))
        if not fields:
            return
        first = self._first_wrong
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            sentences.append(first.error)
        announce(self, " ".join(sentences), urgent=True)

    @property
    def first_error(self) -> str:
        """The sentence of the highest wrong field, the one that ``show_errors`` put the cursor in; may be empty."""
        first = self._first_wrong
        return first.error if first is not None else ""

    @property
    def _first_wrong(self) -> Field | None:
        """Fields that came later may stand higher."""
        return min((field for field in self._fields.values() if field.error), key=self._place, default=None)

    def _place(self, field: Field) -> tuple[int, int]:
        """Where a field stands, for reading order; one that is not in the form at this moment comes last."""
        if not self.isAncestorOf(field):
            return sys.maxsize, 0
        corner = field.mapTo(self, QPoint(0, 0))
        return corner.y(), corner.x()

    @property
    def summary(self) -> str:
        """The line on top; empty when all is well."""
        return self._summary_words.text() if self._summary.isVisibleTo(self) else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QWidget):
            name = watched.property("balie_field")
            if name in self._fields:  # one that is taken away loses the focus, but nobody left it
                self.left.emit(str(name))
        return super().eventFilter(watched, event)

    def _watch(self, name: str, editor: QWidget) -> None:
        for widget in _editors_of(editor):
            widget.setProperty("balie_field", name)
            widget.installEventFilter(self)
        for signal in (
            "edited",
            "chosen",
            "cleared",
            "textEdited",
            "valueChanged",
            "activated",
            "dateTimeChanged",
            "clicked",
        ):
            if hasattr(editor, signal):
                getattr(editor, signal).connect(partial(self._on_edited, name))

    def _on_edited(self, name: str, *_args: object) -> None:
        """What was wrong with a field was wrong with what stood in it before."""
        self._is_dirty = True
        if name in self._fields:
            self.show_error(name, "")
        self.edited.emit()


def show_wrong(widget: QWidget, sentence: str, hint: str = "") -> None:
    """The frame around what is wrong, and the sentence for who hears it; none when empty."""
    if widget.property("wrong") is not bool(sentence):
        widget.setProperty("wrong", bool(sentence))
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    widget.setAccessibleDescription(sentence or hint)


def required_note() -> QLabel:
    """The line that says what the star means."""
    return plain_label(_("Fields with * are needed."), role="small", colour="muted")


def _shown(label: str, *, required: bool) -> str:
    """A label with a buddy would read ``&`` as the mark of a key; in a label that somebody typed it is a letter."""
    words = label.replace("&", "&&")
    return f"{words}\N{NO-BREAK SPACE}*" if required else words


def _grows(editor: QWidget) -> bool:
    return bool(editor.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal)


def _editors_of(editor: QWidget) -> list[QWidget]:
    """The widgets inside that take the keys; the editor itself when it is one."""
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractButton)
    if isinstance(editor, kinds):
        return [editor]
    proxy = editor.focusProxy()
    if isinstance(proxy, QLineEdit | QPlainTextEdit):
        return [proxy]
    return [widget for widget in editor.findChildren(QWidget) if isinstance(widget, kinds)]
