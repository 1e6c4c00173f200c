# SPDX-License-Identifier: EUPL-1.2
"""Brings the events of the desk to the window, one queued signal, whichever thread published them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from desk_app.core.events import DomainEvent, EventBus

Kinds = type[DomainEvent] | tuple[type[DomainEvent], ...]


class Bridge(QObject):
    """The events of one bus as a Qt signal.

    Signals:
        happened(DomainEvent): on the thread of the window, in the order of publication.
    """

    happened = Signal(object)
    _published = Signal(object)

    def __init__(self, bus: EventBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._published.connect(self.happened, Qt.ConnectionType.QueuedConnection)
        self._stop = bus.subscribe(DomainEvent, self._published.emit)

    def listen(self, owner: QObject, kinds: Kinds, react: Callable[[DomainEvent], None]) -> None:
        """Calls ``react(event)`` for every event of these kinds, as long as ``owner`` lives."""
        ear = _Ear(owner, kinds, react)
        self.happened.connect(ear.hear)

    def close(self) -> None:
        """Hears nothing more."""
        self._stop()


class _Ear(QObject):
    """A child of who listens: it goes with its owner, and its connection with it."""

    def __init__(self, owner: QObject, kinds: Kinds, react: Callable[[DomainEvent], None]) -> None:
        super().__init__(owner)
        self._kinds = kinds
        self._react = react

    def hear(self, event: DomainEvent) -> None:
        if isinstance(event, self._kinds):
            self._react(event)
