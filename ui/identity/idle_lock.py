# SPDX-License-Identifier: EUPL-1.2
"""Locks the counter when nobody is there: after some minutes without a key or mouse, and when the computer slept.

It only watches and says so; drafts, fields and pages are nobody's business here.
"""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desk_app.core.clock import Clock

WARNING_SECONDS = 30
LOOK_MS = 5000
"""Between two looks at the clock."""
SLEPT_SECONDS = 60
"""Nobody looked for so long: the computer slept (no system tells it to Qt in the same way)."""

_SIGNS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.InputMethod,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


class IdleLock(QObject):
    """Watches the keys and the mouse of the whole program.

    Signals:
        warned(int): the counter locks after so many seconds, unless a key is pressed.
        awake: somebody is there again; take the warning away.
        lock_wanted: lock now. It watches no more until the next ``start``.
    """

    warned = Signal(int)
    awake = Signal()
    lock_wanted = Signal()

    def __init__(self, app: QApplication, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._clock = clock
        self._limit = 0.0
        self._last = clock.monotonic()
        self._looked: datetime = clock.now()
        self._is_warning = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        app.applicationStateChanged.connect(self._on_state_changed)
        app.installEventFilter(self)

    @property
    def is_watching(self) -> bool:
        """Whether somebody is signed in and not locked."""
        return self._limit > 0

    def start(self, minutes: float) -> None:
        """From now on, locks after so many minutes: after signing in and unlocking, and when the setting changed."""
        self._limit = minutes * 60
        self._last = self._clock.monotonic()
        self._looked = self._clock.now()
        self._stop_warning()
        self._timer.start(LOOK_MS)

    def stop(self) -> None:
        """Watches no more: the counter is locked, or nobody is signed in."""
        self._limit = 0.0
        self._timer.stop()
        self._stop_warning()

    def close(self) -> None:
        """The window closes."""
        self.stop()
        self._app.removeEventFilter(self)

    def look(self) -> None:
        """Looks at the clock: warns, or locks."""
        if not self.is_watching:
            return
        left = self._limit - (self._clock.monotonic() - self._last)
        if self._has_slept() or left <= 0:
            self._lock()
            return
        if left <= WARNING_SECONDS and not self._is_warning:
            self._is_warning = True
            self.warned.emit(round(left))
        self._timer.start(min(LOOK_MS, max(round(left * 1000), 50)))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS and self._limit:
            self._on_sign()
        return False

    def _on_sign(self) -> None:
        if self._has_slept():
            self._lock()
            return
        self._last = self._clock.monotonic()
        self._stop_warning()

    def _has_slept(self) -> bool:
        before, self._looked = self._looked, self._clock.now()
        return (self._looked - before).total_seconds() > SLEPT_SECONDS

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationSuspended and self.is_watching:
            self._lock()

    def _lock(self) -> None:
        self.stop()
        self.lock_wanted.emit()

    def _stop_warning(self) -> None:
        if self._is_warning:
            self._is_warning = False
            self.awake.emit()
