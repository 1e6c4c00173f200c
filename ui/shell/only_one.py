# SPDX-License-Identifier: EUPL-1.2
"""One window for each user and database: a second start brings the first one forward and ends."""

import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 500


class OnlyOne(QObject):
    """The door of a running window; who knocks wants to see it.

    Signals:
        knocked: another start asked for this window.
    """

    knocked = Signal()

    def __init__(self, database: str, parent: QObject | None = None) -> None:
        """``database`` is the place of the database; the door is this user's only."""
        super().__init__(parent)
        self._name = f"balie-{hashlib.sha256(database.encode()).hexdigest()[:24]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_knock)

    def is_first(self) -> bool:
        """Opens the door; False, after a knock, when another window has it open."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(WAIT_MS):
            socket.disconnectFromServer()
            return False
        QLocalServer.removeServer(self._name)  # a window that crashed left its door behind
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Closes the door."""
        self._server.close()

    def _on_knock(self) -> None:
        visitor = self._server.nextPendingConnection()
        if visitor is not None:
            visitor.disconnected.connect(visitor.deleteLater)
            self.knocked.emit()
