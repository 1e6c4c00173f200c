# SPDX-License-Identifier: EUPL-1.2
"""What somebody must know about the dates of an agreement: notice, reminder, end, tacit renewal. Pure.

Ninety, sixty and thirty days before the last day for notice, and ninety before the end; the most urgent one first.
Once notice was given only the end is left to tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from desk_app.contracts.in_force import Term
from desk_app.contracts.models import Renewal
from desk_app.core import formats
from desk_app.core.i18n import _, ngettext

ENDING_DAYS = 90
"""So long before its last day an agreement that ends says so."""


class SignalKind(StrEnum):
    """What a signal is about; the order is that of urgency."""

    RENEWED = "renewed"
    """The last day has passed and nobody gave notice: it goes on."""
    NOTICE_30 = "notice_30"
    REMINDER = "reminder"
    NOTICE_60 = "notice_60"
    NOTICE_90 = "notice_90"
    NOTICE_PASSED = "notice_passed"
    """Notice is no longer possible for this term."""
    ENDING = "ending"
    ENDED = "ended"


_BY_DAYS: tuple[tuple[int, SignalKind], ...] = (
    (30, SignalKind.NOTICE_30),
    (60, SignalKind.NOTICE_60),
    (90, SignalKind.NOTICE_90),
)
_ORDER = {kind: place for place, kind in enumerate(SignalKind)}
_URGENT = frozenset({SignalKind.RENEWED, SignalKind.NOTICE_30, SignalKind.REMINDER})


class Dated(Term, Protocol):
    """An agreement with its dates."""

    @property
    def notice_on(self) -> date | None:
        """The last local day on which notice can be given."""
        ...

    @property
    def reminder_on(self) -> date | None:
        """The local day to think about it."""
        ...


@dataclass(frozen=True, slots=True)
class Signal:
    """``day`` is the local day that it is about; ``sentence`` says what is so and what can be done."""

    kind: SignalKind
    day: date
    sentence: str

    @property
    def is_urgent(self) -> bool:
        """Whether somebody must do something now; the others can wait."""
        return self.kind in _URGENT

    @property
    def place(self) -> int:
        """Its place in a list with the most urgent first."""
        return _ORDER[self.kind]


def signal_of(row: Dated, today: date) -> Signal | None:
    """The most urgent signal on a local day; None when there is nothing to tell."""
    return next(iter(signals_of(row, today)), None)


def signals_of(row: Dated, today: date) -> tuple[Signal, ...]:
    """All signals on a local day, the most urgent first."""
    found = [*_notice(row, today), *_reminder(row, today), *_end(row, today)]
    return tuple(sorted(found, key=lambda signal: signal.place))


def _notice(row: Dated, today: date) -> Iterator[Signal]:
    day = row.notice_on
    if day is None or not _can_end(row, today):
        return
    left = (day - today).days
    if left >= 0:
        kind = next((kind for days, kind in _BY_DAYS if left <= days), None)
        if kind is not None:
            yield Signal(kind, day, _notice_sentence(row, day, left))
        return
    if row.renewal is Renewal.TACIT and row.valid_until is not None:
        text = _("Notice was possible until {notice}. After {last} this is renewed tacitly.")
        yield Signal(
            SignalKind.NOTICE_PASSED,
            day,
            text.format(notice=formats.day_plain(day), last=formats.day_plain(row.valid_until)),
        )
    else:
        text = _("Notice was possible until {notice}. Fill in the next day for notice, or clear it.")
        yield Signal(SignalKind.NOTICE_PASSED, day, text.format(notice=formats.day_plain(day)))


def _notice_sentence(row: Dated, day: date, left: int) -> str:
    if left == 0:
        text = _("Today is the last day to give notice.")
    else:
        text = ngettext(
            "Notice can be given until {day}: {count} day left.",
            "Notice can be given until {day}: {count} days left.",
            left,
        ).format(day=formats.day_plain(day), count=left)
    if row.renewal is Renewal.TACIT:
        more = _("Without notice it is renewed tacitly.")
        return f"{text} {more}"
    return text


def _reminder(row: Dated, today: date) -> Iterator[Signal]:
    day = row.reminder_on
    if day is None or today < day or not _can_end(row, today):
        return
    if row.notice_on is not None and row.notice_on < today:
        return
    if row.notice_on is None:
        text = _("Reminder of {day}: decide whether this agreement goes on.")
        yield Signal(SignalKind.REMINDER, day, text.format(day=formats.day_plain(day)))
    else:
        text = _("Reminder of {day}: decide before {notice} whether this agreement goes on.")
        yield Signal(
            SignalKind.REMINDER,
            day,
            text.format(day=formats.day_plain(day), notice=formats.day_plain(row.notice_on)),
        )


def _can_end(row: Dated, today: date) -> bool:
    """Whether notice or an end is still to be decided about; not once notice was given or the end has passed."""
    return row.notice_given_on is None and (row.valid_until is None or today <= row.valid_until)


def _end(row: Dated, today: date) -> Iterator[Signal]:
    last = row.valid_until
    if last is None:
        return
    left = (last - today).days
    goes_on = row.renewal is Renewal.TACIT and row.notice_given_on is None
    if left < 0:
        yield _past(last, goes_on=goes_on)
    elif left <= ENDING_DAYS and not goes_on:
        if left == 0:
            text = _("Today is the last day.")
        else:
            text = ngettext("Runs until {day}: {count} day left.", "Runs until {day}: {count} days left.", left).format(
                day=formats.day_plain(last), count=left
            )
        if row.renewal is Renewal.EXPLICIT and row.notice_given_on is None:
            more = _("It is renewed only when both say so.")
            text = f"{text} {more}"
        yield Signal(SignalKind.ENDING, last, text)


def _past(last: date, *, goes_on: bool) -> Signal:
    if goes_on:
        text = _("Ran until {day} and was renewed tacitly. Fill in the new last day, or that notice was given.")
        return Signal(SignalKind.RENEWED, last, text.format(day=formats.day_plain(last)))
    return Signal(SignalKind.ENDED, last, _("Ended on {day}.").format(day=formats.day_plain(last)))
