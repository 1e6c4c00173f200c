# SPDX-License-Identifier: EUPL-1.2
"""Facts that happened, told after the commit.

An event carries ids only, never a person's data, so that it may be stored in the audit trail and read back by
the other counters (``changes.py``). Nothing that must happen hangs on an event: that is done in the command.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class DomainEvent:
    """A fact about one thing; ``id`` is its primary key."""

    id: int

    _kinds: ClassVar[dict[str, type["DomainEvent"]]] = {}

    def __init_subclass__(cls) -> None:
        DomainEvent._kinds[cls.__name__] = cls

    @staticmethod
    def from_name(name: str, thing_id: int) -> "DomainEvent | None":
        """The event that another process wrote down; None when this program does not know it."""
        kind = DomainEvent._kinds.get(name)
        return kind(thing_id) if kind else None


Listener = Callable[[DomainEvent], None]


class EventBus:
    """Hands each event to who asked for its type or a type above it; publish from any thread."""

    def __init__(self) -> None:
        self._listeners: list[tuple[type[DomainEvent], Listener]] = []
        self._lock = Lock()

    def subscribe(self, event_type: type[DomainEvent], listener: Listener) -> Callable[[], None]:
        """Calls ``listener`` on the publisher's thread for every such event; returns how to stop that."""
        entry = (event_type, listener)
        with self._lock:
            self._listeners.append(entry)

        def stop() -> None:
            with self._lock:
                if entry in self._listeners:
                    self._listeners.remove(entry)

        return stop

    def publish(self, event: DomainEvent) -> None:
        """Tells every listener, in the order of subscription."""
        with self._lock:
            listeners = list(self._listeners)
        for event_type, listener in listeners:
            if isinstance(event, event_type):
                listener(event)
