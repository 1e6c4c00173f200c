# SPDX-License-Identifier: EUPL-1.2
"""The open time of one year as rows of numbers, so that any sum in it is a search by halving. Pure.

All numbers are whole microseconds since 1 January 1970, UTC; sums over them cannot be wrong by a change of the clock.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from desk_app.core.clock import DESK_ZONE, local

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
DAY = 86_400 * SECOND

Span = tuple[int, int]
"""From and until, in microseconds; the last moment does not belong to it."""

Hours = tuple[tuple[time, time], ...]
"""Local times; hours that do not end later than they begin run on into the next day, 0.00 is midnight."""


def to_number(moment: datetime) -> int:
    """Microseconds of an aware moment in any zone; TypeError when it has none."""
    return (moment - EPOCH) // MICROSECOND


def to_moment(number: int) -> datetime:
    """The moment, aware, in UTC."""
    return EPOCH + timedelta(microseconds=number)


def on_the_wall(day: date, hour: time) -> int:
    """The moment at which the clock at the desk shows ``hour``.

    Of an hour that comes twice it is the first; a time that is skipped is the moment at which the clock is moved.
    """
    wall = datetime.combine(day, hour, DESK_ZONE)
    moment = wall.astimezone(UTC)
    if local(moment).replace(tzinfo=None) != wall.replace(tzinfo=None):
        earliest = wall.replace(fold=1).astimezone(UTC)
        between = range((moment - earliest) // MICROSECOND)
        moved = local(moment).utcoffset() or timedelta()
        moment = earliest + MICROSECOND * bisect_left(
            between, moved, key=lambda shift: local(earliest + MICROSECOND * shift).utcoffset() or timedelta()
        )
    return to_number(moment)


@lru_cache(maxsize=128)
def midnights_of(year: int) -> tuple[int, ...]:
    """The local midnights with which the days begin: the day before the year, its own, and the two after it."""
    first, last = date(year, 1, 1).toordinal() - 1, date(year, 12, 31).toordinal() + 2
    return tuple(on_the_wall(date.fromordinal(day), time()) for day in range(first, last + 1))


@dataclass(frozen=True, slots=True)
class OpenYear:
    """The open spans that begin on the days of one local year, in order; they never overlap.

    ``after``: the open time of the year up to the end of each span. ``span_days``: the day (ordinal) on which the
    hours of each span begin; of a night shift that is the evening. ``days`` and ``closings``: the days with open
    time, and when the last of it ends.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    after: tuple[int, ...]
    span_days: tuple[int, ...]
    days: tuple[int, ...]
    closings: tuple[int, ...]

    @property
    def total(self) -> int:
        """All open time of the year."""
        return self.after[-1] if self.after else 0

    def until(self, moment: int) -> int:
        """The open time of the year that has gone at ``moment``: none before the year, all of it after."""
        place = bisect_right(self.starts, moment) - 1
        return self.after[place] - max(self.ends[place] - moment, 0) if place >= 0 else 0

    def at(self, gone: int) -> int:
        """The first moment at which ``gone`` (more than 0, at most ``total``) has gone."""
        place = bisect_left(self.after, gone)
        return self.ends[place] - self.after[place] + gone

    def place_after(self, moment: int) -> int:
        """The place of the first span that ends after ``moment``; the number of spans when there is none."""
        return bisect_right(self.ends, moment)

    def spans_of(self, day: int) -> Iterator[Span]:
        """The spans whose hours begin on a day (ordinal)."""
        for place in range(bisect_left(self.span_days, day), bisect_right(self.span_days, day)):
            yield self.starts[place], self.ends[place]


def year_of(days: Iterable[tuple[int, Iterable[Span]]], first: int) -> OpenYear:
    """The year of these days: (ordinal, spans in order), from the day before it on; it begins on the day ``first``.

    What lies in two spans counts once, for the day on which it was open first.
    """
    starts: list[int] = []
    ends: list[int] = []
    after: list[int] = []
    span_days: list[int] = []
    closings: dict[int, int] = {}
    reached, total = -(10**30), 0
    for day, spans in days:
        for opens, closes in spans:
            begin = max(opens, reached)
            if closes <= begin:
                continue
            reached = closes
            if day >= first:
                total += closes - begin
                starts.append(begin)
                ends.append(closes)
                after.append(total)
                span_days.append(day)
                closings[day] = closes
    return OpenYear(
        tuple(starts), tuple(ends), tuple(after), tuple(span_days), tuple(closings), tuple(closings.values())
    )


def without(spans: Iterable[Span], cuts: Iterable[Span]) -> list[Span]:
    """What is left of ``spans`` when ``cuts`` are taken out."""
    left = list(spans)
    for begin, end in cuts:
        left = [
            piece
            for opens, closes in left
            for piece in ((opens, min(closes, begin)), (max(opens, end), closes))
            if piece[0] < piece[1]
        ]
    return left
