# SPDX-License-Identifier: EUPL-1.2
"""Writes the slip that is being filled in to the journal: at most two seconds after a key, and at every change of focus.

All writes go to the one lane of the database, so they arrive in the order in which they were made.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.core.errors import Conflict
from desk_app.intake.draft import IntakeDraft
from ui.shell.page import Workplace

PAUSE_MS = 1500
"""From the first key that is not written yet; typing on does not put it off."""


class Journal(QObject):
    """Keeps one slip at a time.

    Signals:
        written: the journal holds what was on screen.
        taken_over: another counter has this slip now; what is on screen needs another id.
    """

    written = Signal()
    taken_over = Signal()

    def __init__(
        self, workplace: Workplace, snapshot: Callable[[], IntakeDraft], parent: QObject, *, pause_ms: int = PAUSE_MS
    ) -> None:
        """``snapshot`` gives the slip as it is on screen now, with the place of the cursor."""
        super().__init__(parent)
        self._workplace = workplace
        self._snapshot = snapshot
        self._is_dirty = False
        self._kept_ids: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause_ms)
        self._timer.timeout.connect(self.flush)

    @property
    def is_dirty(self) -> bool:
        """Whether something on screen is not on its way to the journal."""
        return self._is_dirty

    def note(self) -> None:
        """Something was typed."""
        self._is_dirty = True
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Writes now, if there is anything new."""
        self._timer.stop()
        if self._is_dirty:
            self.keep(self._snapshot())

    def keep(self, draft: IntakeDraft, *, parked: bool = False, done: Callable[[], None] | None = None) -> None:
        """Writes this slip; an empty one that was never written needs no write."""
        self._timer.stop()
        self._is_dirty = False
        if draft.is_empty and draft.id not in self._kept_ids:
            return
        self._kept_ids.add(draft.id)
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self,
            lambda: desk.drafts.keep(actor, draft, parked=parked),
            done=partial(self._on_written, done),
            failed=partial(self._on_failed, draft, parked, done),
        )

    def discard(self, draft: IntakeDraft, done: Callable[[], None] | None = None) -> None:
        """Throws this slip away."""
        self._timer.stop()
        self._is_dirty = False
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self, lambda: desk.drafts.discard(actor, draft.id), done=partial(self._on_written, done)
        )

    def _on_written(self, done: Callable[[], None] | None, _answer: None) -> None:
        self.written.emit()
        if done is not None:
            done()

    def _on_failed(self, draft: IntakeDraft, parked: bool, done: Callable[[], None] | None, error: Exception) -> None:
        """A parked slip is nowhere else, so it is tried again as it was; one on screen as it is by then."""
        if isinstance(error, Conflict) and not parked:
            self._workplace.problems.show(error)
            self.taken_over.emit()
            return
        self._is_dirty = not parked or self._is_dirty
        again = partial(self.keep, draft, parked=True, done=done) if parked else self.flush
        self._workplace.problems.show(error, retry=again)
