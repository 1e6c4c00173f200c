# SPDX-License-Identifier: EUPL-1.2
"""What this customer asked already in this visit: one slip for all of it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.catalogue.wording import KIND_LETTERS
from desk_app.core.i18n import _, ngettext
from desk_app.intake.draft import subject_of
from desk_app.intake.messages import Question
from ui.widgets.buttons import button
from ui.widgets.icons import Mark
from ui.widgets.look import pad
from ui.widgets.text import ElidedLabel, plain_label, set_plain


class VisitList(QFrame):
    """The questions that were added, each with a button to change it and one to leave it out.

    Signals:
        edit_wanted(int): change the question in this place.
        remove_wanted(int): leave it out.
    """

    edit_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sunken")
        self._questions: tuple[Question, ...] = ()
        self._heading = plain_label("", role="strong")
        self._rows: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        pad(self._layout, margins=(12, 8, 8, 8), spacing=4)
        self._layout.addWidget(self._heading)
        self.hide()

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it shows."""
        return self._questions

    def buttons(self) -> list[QWidget]:
        """Its buttons, in order."""
        return [one for row in self._rows for one in row.findChildren(type(button("")))]

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Shows these; nothing at all when there are none."""
        if tuple(questions) == self._questions:
            return
        self._questions = tuple(questions)
        for row in self._rows:
            self._layout.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(place, question) for place, question in enumerate(self._questions)]
        for row in self._rows:
            self._layout.addWidget(row)
        count = len(self._questions)
        set_plain(
            self._heading,
            ngettext(
                "{count} question in this visit, and the one below",
                "{count} questions in this visit, and the one below",
                count,
            ).format(count=count),
        )
        self.setVisible(bool(self._questions))

    def _row(self, place: int, question: Question) -> QWidget:
        subject = subject_of(question, question.item)
        row = QWidget()
        edit = button(_("Edit"), icon="pencil", kind="quiet")
        remove = button(_("Leave out"), icon="x", kind="quiet")
        edit.setAccessibleName(_("Edit: {subject}").format(subject=subject))
        remove.setAccessibleName(_("Leave out: {subject}").format(subject=subject))
        edit.clicked.connect(partial(self.edit_wanted.emit, place))
        remove.clicked.connect(partial(self.remove_wanted.emit, place))
        layout = QHBoxLayout(row)
        pad(layout, spacing=8)
        layout.addWidget(Mark(KIND_LETTERS[question.kind], "text", 18))
        layout.addWidget(ElidedLabel(subject), 1)
        layout.addWidget(edit)
        layout.addWidget(remove)
        return row
