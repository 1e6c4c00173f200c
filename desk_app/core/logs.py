# SPDX-License-Identifier: EUPL-1.2
"""The log of this computer: what the program did, with ids only; never a name, address or what somebody typed.

The message of an unexpected exception may hold anything (a row, a parameter), so of exceptions only the kind and the
lines of code are written.
"""

import logging
import logging.handlers
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

BYTES, FILES = 1_000_000, 5


class NamelessFormatter(logging.Formatter):
    """UTC time, level, module, message; an exception as its kind and the code it passed through."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        """UTC."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        """Never the text that another handler left in the record."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Without the message, and without the lines of source that may quote a literal."""
        kind, _error, trace = ei
        frames = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([*frames, kind.__name__ if kind else ""])


def write_log_to(folder: Path) -> logging.Handler:
    """Writes the log of this process to ``balie.log`` in ``folder``, at most 6 MB; returns the handler to remove."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = logging.handlers.RotatingFileHandler(
        folder / "balie.log", maxBytes=BYTES, backupCount=FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(NamelessFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler
