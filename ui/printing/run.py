# SPDX-License-Identifier: EUPL-1.2
"""One command of the print system, run beside the window: started, fed, timed, and answered exactly once."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from desk_app.printing.spool import ENGLISH

GRACE_MS = 1000
"""How long a command may take to die."""


class RunEnd(Enum):
    """How it ended: by itself, never started, or stopped by us because it took too long."""

    EXITED = auto()
    NOT_STARTED = auto()
    TIMED_OUT = auto()


class CommandRun(QObject):
    """Runs a program once and then deletes itself.

    Signals:
        ended(RunEnd, int, str, str): how, exit code, standard output, standard error.
    """

    ended = Signal(object, int, str, str)

    def __init__(
        self,
        program: str,
        arguments: Sequence[str],
        *,
        feed: bytes = b"",
        patience_ms: int,
        parent: QObject,
    ) -> None:
        """``feed`` goes to standard input; after ``patience_ms`` the program is stopped."""
        super().__init__(parent)
        self._feed = feed
        self._end: RunEnd | None = None
        environment = QProcessEnvironment.systemEnvironment()
        for name, value in ENGLISH.items():
            environment.insert(name, value)
        self._process = QProcess(self)
        self._process.setProcessEnvironment(environment)
        self._process.setProgram(program)
        self._process.setArguments(list(arguments))
        self._process.started.connect(self._on_started)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(patience_ms)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Starts the program; ``ended`` comes later, also when it cannot be started."""
        self._timer.start()
        self._process.start()

    def stop(self) -> None:
        """The window closes: ends the program and says nothing more."""
        self.blockSignals(True)
        self._timer.stop()
        self._process.kill()
        self._process.waitForFinished(GRACE_MS)

    def _on_started(self) -> None:
        self._process.write(self._feed)
        self._process.closeWriteChannel()

    def _on_finished(self) -> None:
        self._answer(self._end or RunEnd.EXITED)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._answer(RunEnd.NOT_STARTED)

    def _on_timeout(self) -> None:
        self._end = RunEnd.TIMED_OUT
        self._process.kill()

    def _answer(self, end: RunEnd) -> None:
        self._timer.stop()
        out = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
        complaint = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        code = self._process.exitCode() if self._process.exitStatus() == QProcess.ExitStatus.NormalExit else -1
        self.ended.emit(end, code, out, complaint)
        self.deleteLater()
