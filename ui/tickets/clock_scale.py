# SPDX-License-Identifier: EUPL-1.2
"""Where a moment stands on the bar that explains a clock. Pure.

The axis counts open time: an hour in which the clock can run is as long everywhere, and what lies between closing and
opening is a fold of one small fixed width, whether it is a night or a weekend. So closed time never eats the bar, and
one still sees that it was there. All folds together take at most a sixth of the bar. Where no open time lies on the
axis (a ticket from another program), it counts plain time.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

Span = tuple[datetime, datetime]
MOST_FOLDED = 1 / 6


@dataclass(frozen=True, slots=True)
class Scale:
    """``knots``: moments in order with their place on the bar, 0 to 1; between two of them the axis is straight.

    ``folds``: the closed stretches.
    """

    knots: tuple[tuple[datetime, float], ...]
    folds: tuple[Span, ...]

    def place(self, moment: datetime) -> float:
        """Where a moment stands, 0 to 1; what lies outside stands at the end."""
        following = bisect_right(self.knots, moment, key=lambda knot: knot[0])
        if following == 0:
            return 0.0
        if following == len(self.knots):
            return 1.0
        (before, left), (after, right) = self.knots[following - 1], self.knots[following]
        return left + (right - left) * ((moment - before) / (after - before))


def scale_of(begin: datetime, end: datetime, open_spans: Sequence[Span], fold: float) -> Scale:
    """The scale from ``begin`` to ``end``; ``open_spans`` in order, ``fold`` the share of the bar of one closed stretch."""
    spans = [(max(first, begin), min(last, end)) for first, last in open_spans if last > begin and first < end]
    total = sum((last - first).total_seconds() for first, last in spans)
    if not total:
        return Scale(((begin, 0.0), (end, 1.0)) if end > begin else ((begin, 0.0),), ())
    folds = _between(begin, end, spans)
    share = min(fold, MOST_FOLDED / len(folds)) if folds else 0.0
    per_second = (1 - share * len(folds)) / total
    widths = [((first, last), (last - first).total_seconds() * per_second) for first, last in spans]
    knots = [(begin, 0.0)]
    for (_first, last), width in sorted((*widths, *((closed, share) for closed in folds))):
        knots.append((last, knots[-1][1] + width))
    return Scale(tuple(knots), folds)


def _between(begin: datetime, end: datetime, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The closed stretches between two moments."""
    found = []
    at = begin
    for first, last in spans:
        if first > at:
            found.append((at, first))
        at = last
    if end > at:
        found.append((at, end))
    return tuple(found)
