# SPDX-License-Identifier: EUPL-1.2
"""The lists of the guarding page, side by side with their counts; one is on. They go on below where there is no room."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QSizePolicy, QWidget

from desk_app.core.i18n import _
from desk_app.progress.messages import WATCH_NAMES, Watch, WatchCounts
from ui.progress.words import ORDER
from ui.widgets.flow import FlowLayout
from ui.widgets.look import look

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Chip(QPushButton):
    """One list; the arrow keys go to its neighbours."""

    def __init__(self, chips: "WatchChips") -> None:
        super().__init__()
        self._chips = chips
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("chip", True)

    def sizeHint(self) -> QSize:
        """Wide enough for bold letters: the one that is on has them, and nothing moves when another is."""
        font = QFont(self.font())
        font.setBold(True)
        wider = QFontMetrics(font).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(wider, 0) + look().px(4), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._chips.step(step)


class WatchChips(QWidget):
    """One list out of all; Tab stops once, as with radio buttons.

    Signals:
        chosen(Watch): somebody chose another list.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What to guard"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.buttons: dict[Watch, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        flow = FlowLayout(self)
        for number, watch in enumerate(ORDER):
            chip = _Chip(self)
            self._group.addButton(chip, number)
            flow.addWidget(chip)
            self.buttons[watch] = chip
        self.buttons[ORDER[0]].setChecked(True)
        self.show_counts(dict.fromkeys(Watch, 0))
        self._group.buttonClicked.connect(self._on_clicked)
        self._mind_tab_stop()

    @property
    def watch(self) -> Watch:
        """The list that is on."""
        return ORDER[self._group.checkedId()]

    def choose(self, watch: Watch) -> None:
        """Turns a list on, as a click does."""
        self.buttons[watch].click()

    def step(self, by: int) -> None:
        """To the list beside it, and turns it on."""
        watch = ORDER[(self._group.checkedId() + by) % len(ORDER)]
        self.buttons[watch].setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(watch)

    def show_counts(self, counts: WatchCounts) -> None:
        """How many stand in each."""
        for watch, chip in self.buttons.items():
            name = _(WATCH_NAMES[watch])
            chip.setText(f"{name}   {counts[watch]}")
            chip.setAccessibleName(f"{name}: {counts[watch]}")

    def _on_clicked(self, _button: QAbstractButton) -> None:
        self._mind_tab_stop()
        self.chosen.emit(self.watch)

    def _mind_tab_stop(self) -> None:
        for watch, chip in self.buttons.items():
            is_on = watch is self.watch
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_on else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.buttons[self.watch])
