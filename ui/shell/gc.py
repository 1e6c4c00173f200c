# SPDX-License-Identifier: EUPL-1.2
"""Collects garbage on the thread of the window only.

Python collects reference loops on whichever thread happens to allocate; when that is a worker, Qt objects are
destroyed there, with their timers. So automatic collection is off and a timer of the window does it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2000


class Collector(QObject):
    """Looks every two seconds whether Python would have collected by now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect_when_due)
        self._timer.start()

    def collect_when_due(self) -> None:
        """Collects the oldest generation that is over its threshold."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation] > 0:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Lets Python collect by itself again."""
        self._timer.stop()
        gc.enable()
