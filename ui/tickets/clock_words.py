# SPDX-License-Identifier: EUPL-1.2
"""The clock of a ticket in words, and as the picture that the bar paints. Knows no window."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from desk_app.catalogue.messages import LeadUnit
from desk_app.catalogue.wording import lead_text
from desk_app.contracts.promise import counting
from desk_app.core import formats
from desk_app.core.clock import local
from desk_app.core.i18n import N_, _
from desk_app.core.worktime import Calendar, add_open_time, open_time_between, spans_between, working_seconds_between
from desk_app.tickets.clocks import Clock, Run, Span
from desk_app.tickets.lifecycle import PENDING_NAMES
from ui.tickets.clock_picture import BarMark, ClockPicture, Piece, Sign, Stretch
from ui.tickets.clock_scale import scale_of

FOLD = 0.008
"""The share of the bar of one closed stretch."""
_MANY_HOURS = 8


def sentence_of(clock: Clock, now: datetime) -> str:
    """``Clock: runs · 2 h 10 min left of 8 working hours · stood still for 20 min (waits for the customer)``."""
    parts = (_("Clock: {state}").format(state=_state(clock, now)), _left(clock, now), _stood_still(clock, now))
    return " · ".join(part for part in parts if part)


def response_of(clock: Clock, now: datetime) -> str:
    """How the time for the first answer stands; empty when nothing was agreed and nothing happened."""
    by, given = clock.respond_by, clock.responded_at
    if by is None:
        return _("First answer: {moment}").format(moment=_moment(given, now)) if given is not None else ""
    words = _(_RESPONSES[clock.response_met(now), given is not None])
    return words.format(moment=_moment(given, now) if given else "", target=_moment(by, now))


def picture_of(clock: Clock, promised_at: datetime | None, now: datetime) -> ClockPicture:
    """The bar at ``now``."""
    now = max(now, clock.spans[-1].begin)
    target = target_at(clock, now)
    is_over = clock.run in (Run.DONE, Run.DROPPED)
    end = clock.spans[-1].begin if is_over else now
    wanted = [moment for moment in (target, promised_at, clock.respond_by, clock.responded_at) if moment is not None]
    last = max([end, clock.started_at, *wanted])
    last += max((last - clock.started_at) * 0.02, timedelta(minutes=1))
    calendar = _calendar(clock)
    pieces = [*_pieces(clock, target, end, now)]
    if not is_over and target > now:
        words = _("Left until the target: from {begin} until {end}.")
        pieces.append(Piece(Stretch.LEFT, now, target, _between(words, now, target, now)))
    marks = sorted(_marks(clock, target, promised_at, now), key=lambda mark: mark.at)
    scale = scale_of(clock.started_at, last, tuple(spans_between(calendar, clock.started_at, last)), FOLD)
    return ClockPicture(scale, tuple(pieces), tuple(marks))


def spoken_of(clock: Clock, picture: ClockPicture, now: datetime) -> str:
    """All of it, for who does not see the bar."""
    parts = (sentence_of(clock, now), response_of(clock, now), clock.terms.source, *picture.words())
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def target_at(clock: Clock, now: datetime) -> datetime:
    """The target as it is at ``now``: while the clock stands still it moves on with the time that goes by."""
    if clock.paused_at is None:
        return clock.due_at
    calendar = _calendar(clock)
    return add_open_time(calendar, clock.due_at, open_time_between(calendar, clock.paused_at, now))


def open_words(clock: Clock, seconds: int) -> str:
    """Open time as people say it: ``2 h 10 min``, ``12 working hours``, ``3 working days``."""
    minutes = seconds // 60
    if clock.terms.completion.unit is not LeadUnit.CLOCK_MINUTES and minutes >= _MANY_HOURS * 60:
        return formats.working_duration(minutes - minutes % 60)
    return formats.duration(minutes)


def _calendar(clock: Clock) -> Calendar:
    return counting(clock.terms.calendar, clock.terms.completion)


def _state(clock: Clock, now: datetime) -> str:
    span = clock.spans[-1]
    if clock.run is Run.RUNNING:
        if span.reason is not None:
            return _("runs on while we wait for {whom}").format(whom=_(PENDING_NAMES[span.reason]))
        return _("runs")
    if clock.run is Run.PAUSED:
        words = _("stands still since {moment}, waits for {whom}")
        return words.format(moment=_moment(span.begin, now), whom=_whom(span))
    words = _("done at {moment}") if clock.run is Run.DONE else _("ended at {moment}, cancelled")
    return words.format(moment=_moment(span.begin, now))


def _left(clock: Clock, now: datetime) -> str:
    if clock.run is Run.DROPPED:
        return ""
    seconds, term = clock.left_seconds(now), lead_text(clock.terms.completion)
    length = open_words(clock, abs(seconds))
    if clock.run is Run.DONE:
        words = _("{length} to spare, of {term}") if seconds >= 0 else _("{length} too late; the target was {term}")
    else:
        words = _("{length} left of {term}") if seconds >= 0 else _("{length} too late; the target is {term}")
    return words.format(length=length, term=term)


def _stood_still(clock: Clock, now: datetime) -> str:
    calendar = _calendar(clock)
    still, reasons = 0, []
    for span in clock.spans:
        if span.run is Run.PAUSED:
            still += working_seconds_between(calendar, span.begin, span.end or now)
            if (whom := _whom(span)) not in reasons:
                reasons.append(whom)
    if not reasons:
        return ""
    words = _("stood still for {length} ({reasons})")
    waits = ", ".join(_("waited for {whom}").format(whom=whom) for whom in reasons)
    return words.format(length=open_words(clock, still), reasons=waits)


def _pieces(clock: Clock, target: datetime, end: datetime, now: datetime) -> Iterator[Piece]:
    for span in clock.spans:
        last = min(span.end or end, end)
        if last <= span.begin:
            continue
        if span.run is Run.RUNNING:
            if span.begin < target:
                words, stop = _ran_words(span), min(last, target)
                yield Piece(Stretch.RUNNING, span.begin, stop, _between(words, span.begin, stop, now, _whom(span)))
            if last > target:
                words, begin = _("Too late from {begin} until {end}."), max(span.begin, target)
                yield Piece(Stretch.LATE, begin, last, _between(words, begin, last, now))
        elif span.run is Run.PAUSED:
            words = _("Stood still from {begin} until {end}: waited for {whom}.")
            yield Piece(Stretch.PAUSED, span.begin, last, _between(words, span.begin, last, now, _whom(span)))
        else:
            words = _("Was done from {begin} until {end}, then opened again.")
            yield Piece(Stretch.DONE, span.begin, last, _between(words, span.begin, last, now))


def _ran_words(span: Span) -> str:
    if span.reason is None:
        return _("The clock ran from {begin} until {end}.")
    return _("The clock ran on from {begin} until {end}, while we waited for {whom}.")


def _marks(clock: Clock, target: datetime, promised_at: datetime | None, now: datetime) -> Iterator[BarMark]:
    begin = clock.started_at
    yield _mark(Sign.BEGIN, begin, "{moment}", _("Registered at {moment}."), now)
    if clock.respond_by is not None and clock.responded_at is None:
        yield _mark(Sign.RESPOND_BY, clock.respond_by, _("Answer {moment}"), _("First answer before {moment}."), now)
    if clock.responded_at is not None and clock.responded_at != clock.done_at:
        yield _mark(Sign.RESPONDED, clock.responded_at, _("Answer {moment}"), _("First answer at {moment}."), now)
    if clock.paused_at is not None:
        words = _("The target is {moment} if the clock goes on now; it moves on as long as it stands still.")
        yield _mark(Sign.TARGET, target, _("Target {moment} or later"), words, now)
    elif promised_at == target:
        words = _("The target, and what was promised to the customer: {moment}.")
        yield _mark(Sign.TARGET, target, _("Target and promise {moment}"), words, now)
    else:
        yield _mark(Sign.TARGET, target, _("Target {moment}"), _("The target: {moment}."), now)
    if promised_at is not None and promised_at != target:
        words = _("Promised to the customer: {moment}.")
        yield _mark(Sign.PROMISE, promised_at, _("Promised {moment}"), words, now)
    if clock.run is Run.DONE:
        yield _mark(Sign.DONE, clock.spans[-1].begin, _("Done {moment}"), _("Done at {moment}."), now)
    elif clock.run is Run.DROPPED:
        yield _mark(Sign.CANCELLED, clock.spans[-1].begin, _("Cancelled {moment}"), _("Cancelled at {moment}."), now)
    else:
        yield BarMark(Sign.NOW, now, _("now"), _("It is {moment} now.").format(moment=_moment(now, now)))


def _mark(kind: Sign, at: datetime, label: str, words: str, now: datetime) -> BarMark:
    moment = _moment(at, now)
    return BarMark(kind, at, label.format(moment=moment), words.format(moment=moment))


def _between(words: str, begin: datetime, end: datetime, now: datetime, whom: str = "") -> str:
    return words.format(begin=_moment(begin, now), end=_moment(end, now), whom=whom)


def _whom(span: Span) -> str:
    return _(PENDING_NAMES[span.reason]) if span.reason is not None else _("somebody")


def _moment(moment: datetime, now: datetime) -> str:
    """The time of day of today, else the day too."""
    if local(moment).date() == local(now).date():
        return formats.clock_time(moment)
    return formats.moment_short(moment)


_RESPONSES: dict[tuple[bool | None, bool], str] = {
    (True, True): N_("First answer: {moment}, in time (target {target})"),
    (False, True): N_("First answer: {moment}, too late (target {target})"),
    (False, False): N_("First answer: not yet, target was {target}"),
    (None, False): N_("First answer: before {target}"),
    (None, True): N_("First answer: {moment}"),
}
"""By whether it was met, and whether it was given."""
