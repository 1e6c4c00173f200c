# SPDX-License-Identifier: EUPL-1.2
"""The words on a card, and what a screen reader says of it. Pure."""

from datetime import date, datetime

from desk_app.board.filters import urgency_of
from desk_app.board.messages import BoardCard, BoardCounts, Lane
from desk_app.catalogue.wording import KIND_NAMES
from desk_app.core import formats
from desk_app.core.clock import local
from desk_app.core.i18n import _
from desk_app.tickets.lifecycle import PENDING_NAMES, STATUS_NAMES, TicketStatus
from desk_app.tickets.urgency import URGENCY_NAMES, Urgency, time_left


def time_words(card: BoardCard, now: datetime) -> str:
    """``3 days left``, ``1 h 12 min late``, ``clock stands still``, ``shelf 14 · since Mon``, ``done at 10.42``."""
    if card.lane is Lane.PENDING:
        return _waiting_words(card, now)
    if card.lane is Lane.READY:
        since = _("since {day}").format(day=_day(local(card.ready_at).date(), now)) if card.ready_at else ""
        shelf = _("shelf {shelf}").format(shelf=card.shelf) if card.shelf else ""
        return " · ".join(part for part in (shelf, since) if part)
    if card.lane is Lane.DONE_TODAY:
        return _done_words(card)
    return time_left(card.due_at, now) or _("no time agreed")


def about_words(card: BoardCard) -> str:
    """The small line: for whom or what it waits; else the place or the customer; then who has it."""
    who = card.assignee or card.team
    if card.lane is Lane.PENDING and card.pending_reason is not None:
        where = _("waits for {whom}").format(whom=_(PENDING_NAMES[card.pending_reason]))
    elif card.lane is Lane.READY:
        where, who = card.requester, ""
    else:
        where = card.space or card.requester
    return " · ".join(part for part in (where, who) if part)


def spoken(card: BoardCard, now: datetime) -> str:
    """``late, M26-004102, incident, Beamer, D2.14, 1 h 12 min late, …``: the whole card in one breath."""
    state = _(STATUS_NAMES[card.status]) if card.lane is Lane.READY else _(URGENCY_NAMES[urgency_of(card, now)])
    kind = _(KIND_NAMES[card.kind]).lower()
    secret = _("confidential") if card.confidential else ""
    parts = [state, card.number, kind, secret, " ".join(card.subject.split()), card.space, card.requester]
    if card.lane is Lane.PENDING and card.pending_reason is not None:
        parts.append(_("waits for {whom}").format(whom=_(PENDING_NAMES[card.pending_reason])))
    parts += [time_words(card, now), card.team, card.assignee]
    return ", ".join(part for part in parts if part)


def count_words(counts: BoardCounts) -> str:
    """``14 open · 2 late · 3 soon``."""
    return _("{open} open · {late} late · {soon} soon").format(open=counts.open, late=counts.late, soon=counts.soon)


def state_name(card: BoardCard, state: Urgency) -> str:
    """The name of its mark and colours in the theme: on_time, soon, late, waiting, done or ready."""
    return "ready" if card.status is TicketStatus.READY else state.name.lower()


def _waiting_words(card: BoardCard, now: datetime) -> str:
    """While the clock runs also what is left; on a narrow card the end falls off, so what presses most comes first."""
    left = "" if card.paused_at is not None else time_left(card.due_at, now) or _("no time agreed")
    if card.follow_up_on is None:
        return left or _("clock stands still")
    today, day = local(now).date(), _day(card.follow_up_on, now)
    if card.follow_up_on > today:
        return f"{left} · {day}" if left else _("clock stands still · {day}").format(day=day)
    is_today = card.follow_up_on == today
    again = _("look again today") if is_today else _("look again, since {day}").format(day=day)
    is_late = card.paused_at is None and card.due_at is not None and now >= card.due_at
    return " · ".join(part for part in ((left, again) if is_late else (again, left)) if part)


def _done_words(card: BoardCard) -> str:
    if card.completed_at is None:
        return ""
    time = formats.clock_time(card.completed_at)
    if card.completed_at == card.registered_at:
        return _("done at once, {time}").format(time=time)
    return _("done at {time}").format(time=time)


def _day(day: date, now: datetime) -> str:
    """``today``, ``Mon`` within a week, else ``3 Dec``."""
    apart = abs((day - local(now).date()).days)
    if apart == 0:
        return _("today")
    short = formats.day_short(day)
    return short.split(" ", 1)[0] if apart < 7 else short.split(" ", 1)[1]
