# SPDX-License-Identifier: EUPL-1.2
"""Runs calls beside the window and brings their answers back to it.

Two lanes: ``db``, one thread, all writes and short reads in order; ``slow``, two threads, for search, paper, mail
and reports. The callables of the window live on the window's thread only: a worker gets the call, and lets go of it
before the answer is on its way, so no Qt object can end on a worker.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any, Literal, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from ui.shell.problems import Problems

Answer = TypeVar("Answer")
Lane = Literal["db", "slow"]


@dataclass(slots=True)
class _Errand:
    """What the window waits for."""

    owner: QObject
    call: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    lane: Lane
    key: str | None
    future: "Future[None] | None" = field(default=None)


class Tasks(QObject):
    """The two lanes of one window; make it, use it and close it on the thread of the window.

    Signals:
        idle: nothing is running or waiting any more.
    """

    idle = Signal()
    _answered = Signal(int, object, object)

    def __init__(self, problems: Problems, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems = problems
        self._numbers = count(1)
        self._errands: dict[int, _Errand] = {}
        self._latest: dict[tuple[int, str], int] = {}
        self._calls: dict[int, Callable[[], Any]] = {}
        self._lanes = {
            "db": ThreadPoolExecutor(1, thread_name_prefix="balie-db"),
            "slow": ThreadPoolExecutor(2, thread_name_prefix="balie-slow"),
        }
        self._open = True
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._errands)

    def run(
        self,
        owner: QObject,
        call: Callable[[], Answer],
        *,
        done: Callable[[Answer], None] | None,
        failed: Callable[[Exception], None] | None = None,
        lane: Lane = "db",
        key: str | None = None,
    ) -> None:
        """Runs ``call`` on a lane; then, on the thread of the window, ``done(answer)`` or ``failed(error)``.

        No answer comes when ``owner`` was destroyed meanwhile. With a ``key`` only the latest call of this owner
        answers, and an older one that had not begun never begins: for reads, not for writes. Without ``failed``
        the error is shown by ``Problems``; for Unavailable with a button that runs the call again.
        """
        if not self._open:
            return
        number = next(self._numbers)
        if key is not None:
            self._forget_older((id(owner), key), number)
        errand = _Errand(owner, call, done, failed, lane, key)
        self._errands[number] = errand
        self._calls[number] = call
        errand.future = self._lanes[lane].submit(self._work, number)

    def close(self) -> None:
        """Accepts nothing more, finishes every write that was asked for, and joins the threads; answers are dropped."""
        self._open = False
        self._lanes["slow"].shutdown(wait=False, cancel_futures=True)
        self._lanes["db"].shutdown(wait=True)
        self._lanes["slow"].shutdown(wait=True)
        self._errands.clear()
        self._latest.clear()
        self._calls.clear()

    def _work(self, number: int) -> None:
        """On a worker."""
        call = self._calls.get(number)
        if call is None:
            return
        answer: object = None
        error: Exception | None = None
        try:
            answer = call()
        except Exception as caught:  # noqa: BLE001 -- every error of a worker is shown by the window
            error = caught
        del call
        self._answered.emit(number, answer, error)

    def _forget_older(self, slot: tuple[int, str], number: int) -> None:
        older = self._latest.get(slot)
        self._latest[slot] = number
        if older in self._errands:
            future = self._errands[older].future
            if future is not None and future.cancel():
                self._drop(older)

    def _drop(self, number: int) -> _Errand | None:
        self._calls.pop(number, None)
        return self._errands.pop(number, None)

    def _on_answered(self, number: int, answer: object, error: Exception | None) -> None:
        errand = self._drop(number)
        if errand is None:
            return
        slot = (id(errand.owner), errand.key or "")
        is_latest = errand.key is None or self._latest.get(slot) == number
        if errand.key is not None and is_latest:
            del self._latest[slot]
        if not self._errands:
            self.idle.emit()
        if not is_latest or not shiboken6.isValid(errand.owner):
            return
        if error is None:
            if errand.done is not None:
                errand.done(answer)
        elif errand.failed is not None:
            errand.failed(error)
        else:
            again = partial(self.run, errand.owner, errand.call, done=errand.done, lane=errand.lane, key=errand.key)
            self._problems.show(error, retry=again)
