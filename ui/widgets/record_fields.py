# SPDX-License-Identifier: EUPL-1.2
"""The fields of one thing in sections, with lists of lines of which a half typed one is kept."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.widgets.form import Field, Form
from ui.widgets.half_lines import HalfLines
from ui.widgets.line_list import LineList
from ui.widgets.look import pad
from ui.widgets.text import plain_label


class RecordFields(QWidget):
    """What such fields do alike; each says what stands where and what follows from it.

    Signals:
        edited: somebody changed something.
        half_typed: somebody typed in the form of a line, which is not in its list yet.
    """

    edited = Signal()
    half_typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_filling = False
        self.form = Form()
        self._column = QVBoxLayout(self)
        pad(self._column, spacing=12)
        self._column.addWidget(self.form)

    @property
    def half(self) -> dict[str, HalfLines]:
        """What is half typed in the form of a line, by the name of its list."""
        return {name: box.half for name, box in self._line_lists().items() if box.half}

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Each sentence under its field; a wrong line of a list is marked, and opens with what is wrong with it."""
        raise NotImplementedError

    def _line_lists(self) -> Mapping[str, LineList]:
        """The lists of lines by the name of their field."""
        raise NotImplementedError

    def _section(self, title: str, words: str) -> QVBoxLayout:
        """A card of its own under this heading."""
        frame = QFrame()
        frame.setProperty("ground", "card")
        column = QVBoxLayout(frame)
        pad(column, margins=(12, 12, 12, 16), spacing=8)
        column.addWidget(plain_label(title, role="heading"))
        column.addWidget(plain_label(words, colour="muted", wrap=True))
        self._column.addWidget(frame)
        return column

    def _add(
        self, section: QVBoxLayout, name: str, label: str, editor: QWidget, *, required: bool = False, hint: str = ""
    ) -> Field:
        field = self.form.add(name, label, editor, required=required, hint=hint, placed=False)
        section.addWidget(field)
        return field

    def _on_edited(self, *_args: object) -> None:
        if not self._is_filling:
            self._mind()
            self.edited.emit()

    def _mind(self) -> None:
        """What follows from the fields."""
        raise NotImplementedError
