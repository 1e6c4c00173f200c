# SPDX-License-Identifier: EUPL-1.2
"""What other counters change arrives here by itself: every change that another process commits becomes an event.

On SQLite the system tells when the journal beside the database grows (a millisecond after the commit). That is not
certain everywhere (network shares), and the journal goes when the last process closes the database; so once a second
is asked as well. On PostgreSQL only that. Asking costs one look at an index.
"""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from desk_app.app import Desk
from desk_app.core.changes import ChangeFeed
from desk_app.core.errors import Unavailable
from ui.shell.tasks import Tasks

NET_MS = 1000
"""Between two questions that nobody asked for."""

GATHER_MS = 10
"""Changes that come close together are read together."""


class LiveChanges(QObject):
    """Follows the other processes from ``start`` to ``stop``; the events come by way of the bus of the desk.

    Signals:
        connection_changed(bool): the database no longer answers, or answers again.
    """

    connection_changed = Signal(bool)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._source = _Source(desk)
        self._is_asking = False
        self._asks_again = False
        self._is_connected = True
        self._journal = str(desk.db.file) + "-wal" if desk.db.file is not None else ""
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_journal)
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self.ask)
        self._net = QTimer(self)
        self._net.setInterval(NET_MS)
        self._net.timeout.connect(self._on_net)

    @property
    def is_watching(self) -> bool:
        """Whether the system tells of changes; else only the question every second does."""
        return bool(self._watcher.files())

    def start(self) -> None:
        """From now on. Pages that read after this miss nothing."""
        self._on_net()
        self._net.start()

    def stop(self) -> None:
        """No more questions; an answer that is on its way still comes."""
        self._net.stop()
        self._gather.stop()
        if self._watcher.files():
            self._watcher.removePaths(self._watcher.files())

    def ask(self) -> None:
        """Asks now; while a question is under way, once more after it."""
        if self._is_asking:
            self._asks_again = True
            return
        self._is_asking = True
        self._tasks.run(self, self._source.poll, done=self._on_answer, failed=self._on_failure)

    def _on_journal(self, _path: str) -> None:
        if not self._gather.isActive():
            self._gather.start()

    def _on_net(self) -> None:
        if self._journal and not self._watcher.files() and Path(self._journal).exists():
            self._watcher.addPath(self._journal)
        self.ask()

    def _on_answer(self, commands: int) -> None:
        self._is_asking = False
        self._tell(is_connected=True)
        if self._asks_again or commands:
            self._asks_again = False
            self._gather.start()

    def _on_failure(self, error: Exception) -> None:
        self._is_asking = False
        self._asks_again = False
        if not isinstance(error, Unavailable):
            raise error  # a fault of ours: the window shows it
        self._tell(is_connected=False)

    def _tell(self, *, is_connected: bool) -> None:
        if self._is_connected != is_connected:
            self._is_connected = is_connected
            self.connection_changed.emit(is_connected)


class _Source:
    """The feed, made and used on the db lane only; it knows no Qt."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._feed: ChangeFeed | None = None

    def poll(self) -> int:
        if self._feed is None:
            self._feed = self._desk.feed()
        return self._feed.poll()
