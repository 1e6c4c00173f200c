# SPDX-License-Identifier: EUPL-1.2
"""The process of a ticket as a checklist, with what can be done to the step under the cursor.

In the list: up and down, Enter or Space finishes, A approval, S skips, R does it again.
"""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk_app.catalogue.messages import StepKind
from desk_app.core.actor import Actor
from desk_app.core.i18n import _
from desk_app.process.messages import StepRow, StepStatus
from desk_app.tickets.messages import TicketRow
from ui.tickets.step_line import StepLine
from ui.tickets.step_words import STEP_ACTS, StepAct, is_over, why_not_step
from ui.widgets.buttons import button, set_button_text
from ui.widgets.column_area import ColumnArea
from ui.widgets.flow import FlowLayout
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain, set_plain_tooltip
from ui.widgets.turning import TurningBox

JUMP_KEY = "Alt+P"
TURN_BELOW = 640
LEAST, ASKS = 68, 96
"""Height of the rows; where the page has more room they all show, before the timeline grows."""
_KEYS = {
    Qt.Key.Key_Return: StepAct.FINISH,
    Qt.Key.Key_Enter: StepAct.FINISH,
    Qt.Key.Key_Space: StepAct.FINISH,
    Qt.Key.Key_A: StepAct.APPROVE,
    Qt.Key.Key_S: StepAct.SKIP,
    Qt.Key.Key_R: StepAct.REDO,
}
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _Rows(ColumnArea):
    """Two rows are the least, so that the note box stays in view on a small screen."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, look().px(LEAST))


class StepsPanel(QWidget):
    """The checklist; not there for a ticket without steps.

    Signals:
        asked(StepAct, StepRow): this is to be done to this step.
    """

    asked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: TicketRow | None = None
        self._actor: Actor | None = None
        self._lines: list[StepLine] = []
        self._current = 0
        self.count = plain_label(colour="muted")
        self.buttons: dict[StepAct, QPushButton] = {}
        self.area = _Rows(margins=(2, 2, 12, 2), spacing=2, asks=ASKS)
        self.area.setAccessibleName(_("Steps"))
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self.area.content.installEventFilter(self)
        self.hide()

    @property
    def steps(self) -> tuple[StepRow, ...]:
        """What is shown."""
        return tuple(line.step for line in self._lines)

    @property
    def lines(self) -> tuple[StepLine, ...]:
        """The rows."""
        return tuple(self._lines)

    @property
    def current(self) -> StepRow | None:
        """The step that the buttons are about."""
        return self._lines[self._current].step if self._current < len(self._lines) else None

    def show_steps(self, steps: Sequence[StepRow], row: TicketRow, actor: Actor, now: datetime) -> None:
        """Shows these; the cursor stays on its step until that cannot be done any more: it is over, or one before it is
        open again. For another ticket it goes to the first open one."""
        self._row, self._actor = row, actor
        is_same = [line.step.id for line in self._lines] == [step.id for step in steps]
        if is_same:
            was_ready = self.current is not None and self.current.status is StepStatus.READY
            for line, step in zip(self._lines, steps, strict=True):
                line.show_step(step, now)
            if was_ready and self.current is not None and self.current.status is not StepStatus.READY:
                self._go_on()
        else:
            self._rebuild(steps, now)
        self.setVisible(bool(steps))
        over = sum(is_over(step) for step in steps)
        set_plain(self.count, _("{done} of {all} done").format(done=over, all=len(steps)))
        self._mind_current()
        if any(line.hasFocus() for line in self._lines):
            QTimer.singleShot(0, self, self._show_current_row)

    def clear(self) -> None:
        """Another ticket comes."""
        self._row = None
        self.hide()

    def show_time(self, now: datetime) -> None:
        """Time went on."""
        for line in self._lines:
            line.show_time(now)

    def take_focus(self) -> None:
        """Puts the cursor on the step that can be done."""
        if self._lines and self.isVisible():
            self._lines[self._current].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to(self, code: str) -> None:
        """Puts the cursor on this step."""
        for place, line in enumerate(self._lines):
            if line.step.code == code:
                self._current = place
                self._mind_current()

    def perform(self, act: StepAct) -> None:
        """Asks for this on the step under the cursor."""
        if self.current is not None:
            self.asked.emit(act, self.current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys and focus of the rows."""
        if watched is self.area.content and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        if not isinstance(watched, StepLine):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            self._current = self._lines.index(watched)
            self._mind_current()
            self._show_current_row()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self.perform(StepAct.FINISH)
            return True
        return False

    def _fit(self) -> None:
        """Never higher than its rows: what is left is for the timeline."""
        rows = self.area.column.totalHeightForWidth(self.area.viewport().width())
        head = (
            self._top.heightForWidth(self.width()) if self._top.hasHeightForWidth() else self._top.sizeHint().height()
        )
        self.setMaximumHeight(head + self._layout.spacing() + rows)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        if key in _MOVES:
            place = self._current + _MOVES[key]
            if 0 <= place < len(self._lines):
                self._lines[place].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key in _KEYS:
            self.perform(self._act_of(key))
            return True
        return False

    def _act_of(self, key: Qt.Key) -> StepAct:
        """Enter on an approval that can be given asks for the answer: that is how such a step ends."""
        act, step = _KEYS[key], self.current
        is_approval = step is not None and step.kind is StepKind.APPROVE and step.status is StepStatus.READY
        return StepAct.APPROVE if act is StepAct.FINISH and is_approval else act

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        pad(head, spacing=8)
        head.addWidget(plain_label(_("Steps"), role="heading"))
        head.addWidget(self.count)
        head.addWidget(plain_label(JUMP_KEY, role="small", colour="muted"))
        head.addStretch(1)
        acts = QWidget()
        row = FlowLayout(acts)
        for act, spec in STEP_ACTS.items():
            made = button(_(spec.text), icon=spec.icon)
            set_button_text(made, _(spec.text), spec.key)
            made.clicked.connect(lambda _on=False, chosen=act: self.perform(chosen))
            row.addWidget(made)
            self.buttons[act] = made
        self._layout = QVBoxLayout(self)
        pad(self._layout, spacing=4)
        self._top = TurningBox(TURN_BELOW, spacing=8)
        self._top.row.addLayout(head)
        self._top.row.addWidget(acts, 1)
        self._layout.addWidget(self._top)
        self._layout.addWidget(self.area, 1)

    def _rebuild(self, steps: Sequence[StepRow], now: datetime) -> None:
        """Rows are used again: making them is what takes time."""
        for line in self._lines[len(steps) :]:
            self.area.column.removeWidget(line)
            line.hide()
            line.deleteLater()
        del self._lines[len(steps) :]
        for line, step in zip(self._lines, steps, strict=False):
            line.show_step(step, now)
        for step in steps[len(self._lines) :]:
            line = StepLine(step, now)
            line.installEventFilter(self)
            self.area.column.addWidget(line)
            self._lines.append(line)
        self._current = next((place for place, step in enumerate(steps) if step.status is StepStatus.READY), 0)
        QTimer.singleShot(0, self, self._show_current_row)

    def _go_on(self) -> None:
        """The step under the cursor cannot be done any more: to the first that can, with the keys when they were here."""
        had_focus = self._lines[self._current].hasFocus()
        ready = (place for place, line in enumerate(self._lines) if line.step.status is StepStatus.READY)
        self._current = next(ready, self._current)
        if had_focus:
            self._lines[self._current].setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._show_current_row)

    def _show_current_row(self) -> None:
        if self._current < len(self._lines):
            self.area.ensureWidgetVisible(self._lines[self._current], 0, look().px(8))

    def _mind_current(self) -> None:
        """One row takes part in the tab order; the buttons say what can be done to it."""
        for place, line in enumerate(self._lines):
            is_current = place == self._current
            line.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus)
            line.show_current(is_current=is_current)
        if self._row is None or self._actor is None:
            return
        for act, made in self.buttons.items():
            sentence = why_not_step(act, self.current, self._row, self._actor)
            made.setEnabled(not sentence)
            set_plain_tooltip(made, sentence)
            made.setAccessibleDescription(sentence or STEP_ACTS[act].key)
        step = self.current
        is_approval = step is not None and step.kind is StepKind.APPROVE
        self.buttons[StepAct.FINISH].setVisible(not is_approval)
        self.buttons[StepAct.APPROVE].setVisible(is_approval)
