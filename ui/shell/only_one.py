# SPDX-License-Identifier: EUPL-1.2
"""One window for each user and database: a second start brings the first one forward and ends."""

import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 500


def another_is_open(database: str) -> bool:
    """Knocks at the door of a window on this database; True when one answers, and then comes forward."""
    socket = QLocalSocket()
    socket.connectToServer(_name(database))
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.disconnectFromServer()
    return True


class OnlyOne(QObject):
    """The door of a running window; who knocks wants to see it.

    Signals:
        knocked: another start asked for this window.
    """

    knocked = Signal()

    def __init__(self, database: str, parent: QObject | None = None) -> None:
        """``database`` is the place of the database; the door is this user's only."""
        super().__init__(parent)
        self._name = _name(database)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_knock)

    def open(self) -> None:
        """Opens the door; a window that crashed may have left its own behind."""
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)

    def close(self) -> None:
        """Closes the door."""
        self._server.close()

    def _on_knock(self) -> None:
        visitor = self._server.nextPendingConnection()
        if visitor is not None:
            visitor.disconnected.connect(visitor.deleteLater)
            self.knocked.emit()


def _name(database: str) -> str:
    return f"balie-{hashlib.sha256(database.encode()).hexdigest()[:24]}"
