# SPDX-License-Identifier: EUPL-1.2
"""One row of the checklist: number, mark, name, team, how it stands, and under it what else there is to know."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.process.messages import StepRow, StepStatus
from ui.tickets.step_words import KIND_ICONS, chip_of_step, notes_of, spoken, state_words
from ui.widgets.badge import Badge
from ui.widgets.breaking import breakable
from ui.widgets.column_label import ColumnLabel
from ui.widgets.icons import Mark
from ui.widgets.look import pad
from ui.widgets.text import PlainLabel, plain_label, set_plain

NUMBER_WIDTH = 20
_MARKS = {StepStatus.DONE: ("circle-check", "done.text"), StepStatus.SKIPPED: ("slash", "muted")}


class StepLine(QFrame):
    """A step; keeps its widget while the step changes, so that the focus stays where it is."""

    def __init__(self, step: StepRow, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.number = ColumnLabel("", NUMBER_WIDTH, role="body")
        self.mark = Mark(KIND_ICONS[step.kind], "muted", 18)
        self.name = _shrinking(plain_label(wrap=True))
        self.team = _shrinking(plain_label(colour="muted", wrap=True))
        self.state = _shrinking(plain_label(colour="muted", wrap=True))
        self.chip = Badge()
        self.notes = plain_label(role="small", colour="muted", wrap=True)
        ends = QHBoxLayout()
        pad(ends, spacing=8)
        ends.addWidget(self.chip)
        ends.addWidget(self.state, 1)
        grid = QGridLayout()
        pad(grid, spacing=8)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.number, 0, 0, top)
        grid.addWidget(self.mark, 0, 1, top)
        grid.addWidget(self.name, 0, 2, top)
        grid.addWidget(self.team, 0, 3, top)
        grid.addLayout(ends, 0, 4, top)
        for column, share in ((2, 5), (3, 3), (4, 6)):
            grid.setColumnStretch(column, share)
        under = QVBoxLayout()
        pad(under, margins=(54, 0, 0, 0), spacing=0)
        under.addWidget(self.notes)
        layout = QVBoxLayout(self)
        pad(layout, margins=(8, 6, 8, 6), spacing=2)
        layout.addLayout(grid)
        layout.addLayout(under)
        self.show_step(step, now)

    def show_step(self, step: StepRow, now: datetime) -> None:
        """The same step, as it is now."""
        self.step = step
        set_plain(self.number, str(step.number))
        name, colour = _MARKS.get(step.status, (KIND_ICONS[step.kind], "muted"))
        self.mark.show_mark(name, "text" if step.status is StepStatus.READY else colour)
        set_plain(self.name, breakable(step.name))
        _dress(
            self.name,
            role="strong" if step.status is StepStatus.READY else "body",
            colour="muted" if step.status is StepStatus.WAITING else "",
        )
        set_plain(self.team, breakable(step.team))
        set_plain(self.notes, breakable("\n".join(notes_of(step))))
        self.notes.setVisible(bool(self.notes.text()))
        self.show_time(now)

    def show_current(self, *, is_current: bool) -> None:
        """Whether the buttons are about this one."""
        _dress(self, ground="sunken" if is_current else "")

    def show_time(self, now: datetime) -> None:
        """Time went on."""
        self.chip.show_chip(chip_of_step(self.step, now))
        words = state_words(self.step)
        set_plain(self.state, breakable(words))
        self.setAccessibleName(spoken(self.step, now))


def _dress(widget: QWidget, **properties: str) -> None:
    """What the style sheet looks at; dressed anew only when it differs, because that takes time."""
    if all((widget.property(name) or "") == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _shrinking(label: PlainLabel) -> PlainLabel:
    """Its column decides how wide it is, so that the columns of all rows stand under each other."""
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)
    return label
