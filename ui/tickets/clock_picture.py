# SPDX-License-Identifier: EUPL-1.2
"""What the bar of a clock shows: stretches and marks on a scale, each with the words that tell it. Knows no window."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ui.tickets.clock_scale import Scale


class Stretch(StrEnum):
    """What a stretch of time was: it ran, it ran too long, it stood still, it was done for a while, it is still left."""

    RUNNING = "running"
    LATE = "late"
    PAUSED = "paused"
    DONE = "done"
    LEFT = "left"


class Sign(StrEnum):
    """A moment on the bar."""

    BEGIN = "begin"
    RESPOND_BY = "respond_by"
    RESPONDED = "responded"
    TARGET = "target"
    PROMISE = "promise"
    DONE = "done"
    CANCELLED = "cancelled"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch; ``words`` say what it was, from when until when."""

    kind: Stretch
    first: datetime
    last: datetime
    words: str


@dataclass(frozen=True, slots=True)
class BarMark:
    """One moment; ``label`` stands at the bar where there is room, ``words`` tell all."""

    kind: Sign
    at: datetime
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class ClockPicture:
    """All of it; ``pieces`` and ``marks`` in order of time."""

    scale: Scale
    pieces: tuple[Piece, ...]
    marks: tuple[BarMark, ...]

    @property
    def parts(self) -> tuple[Piece | BarMark, ...]:
        """What one walks through with the arrow keys, in order of time; at one moment the stretch that ends there
        comes before the mark."""
        return tuple(sorted((*self.pieces, *self.marks), key=_when))

    def words(self) -> Iterator[str]:
        """Everything the bar shows, part by part."""
        return (part.words for part in self.parts)


def _when(part: Piece | BarMark) -> tuple[datetime, int]:
    return (part.first, 1) if isinstance(part, Piece) else (part.at, 0)
