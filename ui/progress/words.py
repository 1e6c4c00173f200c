# SPDX-License-Identifier: EUPL-1.2
"""What the guarding page says: the line on top, the cells, the whole of one ticket. Knows no window.

A cell may have two lines; the second one says less than the first.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from desk_app.catalogue.wording import KIND_NAMES
from desk_app.core import formats
from desk_app.core.clock import local
from desk_app.core.i18n import N_, _, ngettext
from desk_app.progress.messages import GuardedRow, Watch, WatchCounts
from desk_app.tickets.lifecycle import PENDING_NAMES
from desk_app.tickets.urgency import LEAST_WARNING, time_left
from ui.widgets.badge import Chip

ORDER = (
    Watch.BREAKS_TODAY,
    Watch.AT_RISK,
    Watch.LATE,
    Watch.RESPONSE,
    Watch.NO_NEXT_STEP,
    Watch.WAITING_TOO_LONG,
    Watch.PROMISED_TODAY,
)
"""The order of the lists on screen; the first is the question that a manager asks first."""

EMPTY: dict[Watch, str] = {
    Watch.BREAKS_TODAY: N_("No promise breaks today. Well done, keep it up."),
    Watch.AT_RISK: N_("Nothing is at risk right now."),
    Watch.LATE: N_("Nothing is late."),
    Watch.RESPONSE: N_("Everybody got a first answer in time."),
    Watch.NO_NEXT_STEP: N_("Every ticket has somebody who goes on with it."),
    Watch.WAITING_TOO_LONG: N_("Nothing waits longer than was agreed."),
    Watch.PROMISED_TODAY: N_("Nothing was promised for today that is still to be done."),
}


def head_line(counts: WatchCounts) -> str:
    """``3 promises break today · 2 at risk · 1 without a next step``; what is nought is left out."""
    breaks, risk, stuck = (counts[one] for one in (Watch.BREAKS_TODAY, Watch.AT_RISK, Watch.NO_NEXT_STEP))
    parts = [
        (breaks, ngettext("{count} promise breaks today", "{count} promises break today", breaks)),
        (risk, ngettext("{count} at risk", "{count} at risk", risk)),
        (stuck, ngettext("{count} without a next step", "{count} without a next step", stuck)),
    ]
    said = [words.format(count=count) for count, words in parts if count]
    if not breaks:
        said.insert(0, _("No promise breaks today"))
    return " · ".join(said)


def what(row: GuardedRow) -> str:
    """Subject; number and kind."""
    parts = [row.number, _(KIND_NAMES[row.kind])]
    if row.confidential:
        parts.append(_("confidential"))
    return f"{_flat(row.subject)}\n{' · '.join(parts)}"


def with_whom(row: GuardedRow) -> str:
    """The customer; who has the work."""
    customer = row.customer or _("Without a name")
    return f"{customer}\n{worker(row)}"


def worker(row: GuardedRow) -> str:
    """Supplier, colleague and team, as far as there are any."""
    return " · ".join(part for part in (row.supplier, row.assignee, row.team) if part) or _("nobody yet")


def moment_of(row: GuardedRow, watch: Watch) -> datetime | None:
    """The moment by which it presses in this list: the first answer, the promise, what comes first of promise and
    target where both may break, else the target, which is what other pages count by."""
    if watch is Watch.RESPONSE:
        return row.respond_by
    if watch is Watch.PROMISED_TODAY:
        return row.promised_at
    if watch is not Watch.BREAKS_TODAY:
        return row.due_at
    return min((one for one in (row.due_at, row.promised_at) if one is not None), default=None)


def time_chip(row: GuardedRow, watch: Watch, now: datetime) -> Chip:
    """What is left, in words with a mark."""
    moment = moment_of(row, watch)
    if row.paused_at is not None and not (moment is not None and moment <= row.paused_at):
        return Chip(_("clock stands still"), "waiting")
    if moment is None:
        return Chip(_("no time agreed"), "waiting")
    if now >= moment:
        return Chip(time_left(moment, now), "late")
    is_soon = moment - now <= LEAST_WARNING or (row.soon_at is not None and now >= row.soon_at)
    return Chip(time_left(moment, now), "soon" if is_soon else "on_time")


def time_words(row: GuardedRow, watch: Watch, now: datetime) -> str:
    """The chip in words; the moment itself, and whether it is the target or the promise."""
    return f"{time_chip(row, watch, now).word}\n{_moment_words(row, watch, now)}"


def told(row: GuardedRow, now: datetime) -> str:
    """When the customer was told something last; how often somebody was warned."""
    words = _("Not told yet")
    if row.told is not None:
        words = _("Told {moment}").format(moment=_moment(row.told.at, now))
    return f"{words}\n{warned(row, now)}"


def warned(row: GuardedRow, now: datetime) -> str:
    """How often and when last; empty when never."""
    if row.last_warning is None:
        return ""
    words = ngettext("{count} warning, {moment}", "{count} warnings, last {moment}", row.warnings)
    return words.format(count=row.warnings, moment=_moment(row.last_warning.at, now))


def details(row: GuardedRow, now: datetime) -> Iterator[str]:
    """What is known of the ticket under the cursor, a line each: told, warned, agreement, step, owner."""
    if row.told is not None:
        words = _("The customer was told at {moment}: {text}")
        yield words.format(moment=_moment(row.told.at, now), text=_flat(row.told.text))
    else:
        yield _("The customer was told nothing yet.")
    warning = row.last_warning
    if warning is not None:
        words = _("{name} was warned at {moment}: {reason}")
        yield words.format(name=warning.name, moment=_moment(warning.at, now), reason=_flat(warning.reason))
    yield " · ".join(part for part in _aside(row) if part)


def spoken(row: GuardedRow, watch: Watch, now: datetime) -> str:
    """The whole row in one breath."""
    parts = (what(row), with_whom(row), row.why, time_words(row, watch, now), *details(row, now))
    return ". ".join(_flat(part.strip().replace("\n", ", ")).rstrip(".") for part in parts if part)


def _aside(row: GuardedRow) -> Iterator[str]:
    yield _("minded by {name}").format(name=row.owner) if row.owner else _("nobody minds it yet")
    yield _("step {step}").format(step=row.step) if row.step else ""
    if row.pending_reason is not None:
        yield _("waits for {whom}").format(whom=_(PENDING_NAMES[row.pending_reason]))
    yield _("agreement {code}").format(code=row.agreement) if row.agreement else _("no agreement says otherwise")
    yield _("priority {number}").format(number=row.priority) if row.priority is not None else ""


def _moment_words(row: GuardedRow, watch: Watch, now: datetime) -> str:
    moment = moment_of(row, watch)
    if moment is None:
        return ""
    if watch is Watch.RESPONSE:
        words = _("answer by {moment}")
    elif moment == row.promised_at:
        words = _("promised {moment}")
    else:
        words = _("target {moment}")
    return words.format(moment=_moment(moment, now))


def _moment(moment: datetime, now: datetime) -> str:
    """The time of day of today; else day and time; of more than half a year ago the date."""
    if local(moment).date() == local(now).date():
        return formats.clock_time(moment)
    if abs(moment - now) > timedelta(days=180):
        return formats.day_plain(local(moment).date())
    return formats.moment_short(moment)


def _flat(text: str) -> str:
    return " ".join(text.split())
