# SPDX-License-Identifier: EUPL-1.2
"""Whether the targets of an agreement can be kept and told apart. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from desk_app.catalogue.checks import lead_fault
from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.wording import KIND_NAMES, lead_text
from desk_app.contracts.messages import TargetLine
from desk_app.contracts.promise import due_of
from desk_app.core.calendars import Calendar, CalendarFault
from desk_app.core.clock import DESK_ZONE
from desk_app.core.i18n import _, language
from desk_app.core.text import LINE, fault_in_line

MOST_TARGETS = 100
MOST_WEIGHT = 100
PRIORITIES = range(1, 6)
_LEADS = ("response", "completion")

_WEEK = datetime(2026, 3, 2, tzinfo=DESK_ZONE)
"""A Monday at midnight, in a week without holidays or another time."""

Fault = tuple[str, str]


def target_faults(
    lines: Sequence[TargetLine],
    *,
    covered: Collection[int],
    own: Collection[int],
    items: Mapping[int, str],
    buildings: Mapping[int, str],
    calendars: Mapping[int | None, Calendar],
    never_open: Mapping[int, str],
) -> Iterator[Fault]:
    """Name of a field (``targets.1.completion``) and the sentence under it; the arguments are those of ``Known``.

    ``covered``: the products of the agreement; none: all. ``own``: the targets that it has now.
    """
    if len(lines) > MOST_TARGETS:
        yield "targets", _("This list can have {most} lines. Remove some.").format(most=MOST_TARGETS)
        return
    scopes: dict[tuple[object, ...], int] = {}
    ids: set[int] = set()
    for number, line in enumerate(lines):
        at = f"targets.{number}"
        if line.id is not None and (line.id not in own or line.id in ids):
            yield at, _("This target is no longer there. Take it away and add it again.")
        ids.update(() if line.id is None else (line.id,))
        yield from _scope(at, line, covered, items, buildings)
        same = scopes.setdefault((line.item_id, line.building_id, line.priority, line.kind), number)
        if same != number:
            text = _("Targets {one} and {other} are both for {what}. Change one of them, or take it away.")
            what = scope_words(line, items, buildings)
            yield at, text.format(one=same + 1, other=number + 1, what=what)
        alone = line_faults(line)
        yield from ((f"{at}.{name}", sentence) for name, sentence in alone.items())
        if line.calendar_id not in calendars:
            yield f"{at}.calendar_id", _("This calendar is no longer there. Choose another one.")
        elif line.calendar_id is not None and line.calendar_id in never_open:
            text = _("The calendar '{name}' is never open. Give it opening hours, or choose another one.")
            yield f"{at}.calendar_id", text.format(name=never_open[line.calendar_id])
        elif alone.keys().isdisjoint(_LEADS):
            yield from _times(at, line, calendars[line.calendar_id])


def scope_words(line: TargetLine, items: Mapping[int, str], buildings: Mapping[int, str]) -> str:
    """What a target is for: "Beamer werkt niet, Gebouw D, prioriteit 1, storing"; or "all tickets"."""
    parts = [
        items.get(line.item_id or 0, ""),
        buildings.get(line.building_id or 0, ""),
        "" if line.priority is None else _("priority {number}").format(number=line.priority),
        "" if line.kind is None else _(KIND_NAMES[line.kind]),
    ]
    return ", ".join(part for part in parts if part) or _("all tickets")


def _scope(
    at: str, line: TargetLine, covered: Collection[int], items: Mapping[int, str], buildings: Mapping[int, str]
) -> Iterator[Fault]:
    if line.item_id is not None and line.item_id not in items:
        yield f"{at}.item_id", _("This product is no longer in the catalogue. Choose another one.")
    elif line.item_id is not None and covered and line.item_id not in covered:
        text = _("This agreement does not cover '{name}'. Add it to the products, or choose another one here.")
        yield f"{at}.item_id", text.format(name=items[line.item_id])
    if line.building_id is not None and line.building_id not in buildings:
        yield f"{at}.building_id", _("This building is no longer there. Choose another one.")
    if line.priority is not None and line.priority not in PRIORITIES:
        yield f"{at}.priority", _range_fault(PRIORITIES[0], PRIORITIES[-1])


def line_faults(line: TargetLine) -> dict[str, str]:
    """What is wrong with the times and numbers of one target by itself, by the name of its field."""
    found: dict[str, str] = {}
    for name in _LEADS:
        lead: LeadTime | None = getattr(line, name)
        if lead is not None and lead.amount <= 0:
            found[name] = _("No time at all cannot be kept. Fill in 1 or more.")
        elif lead is not None and (fault := lead_fault(lead, least=1)):
            found[name] = fault
    if not 1 <= line.norm_percent <= 100:
        found["norm_percent"] = _range_fault(1, 100)
    if not 1 <= line.weight <= MOST_WEIGHT:
        found["weight"] = _range_fault(1, MOST_WEIGHT)
    if fault := fault_in_line(line.consequence, LINE):
        found["consequence"] = fault
    return found


def _range_fault(least: int, most: int) -> str:
    return _("Fill in a number from {least} to {most}.").format(least=least, most=most)


def _times(at: str, line: TargetLine, calendar: Calendar) -> Iterator[Fault]:
    """Of terms that are fine by themselves."""
    if fault := _too_few_hours(calendar, line.completion):
        yield f"{at}.calendar_id", fault
    elif line.response is not None and _is_later(calendar, line.response, line.completion):
        text = _("The answer ({response}) would come after it is done ({completion}). Make the answer sooner.")
        response, completion = (lead_text(lead, language()) for lead in (line.response, line.completion))
        yield f"{at}.response", text.format(response=response, completion=completion)


def _too_few_hours(calendar: Calendar, lead: LeadTime) -> str | None:
    """Why a term never ends by a calendar that was stored long ago."""
    try:
        due_of(calendar, _WEEK, lead)
    except CalendarFault as fault:
        return str(fault)
    return None


def _is_later(calendar: Calendar, one: LeadTime, other: LeadTime) -> bool:
    """Whether ``one`` ends after ``other`` at whatever hour of the week somebody reports it.

    Hours, days and clock time cannot be compared by themselves: eight working hours are over before a calendar day, but
    a Friday's are not. What is longer only on some days may be meant so.
    """
    if one.unit is other.unit:
        return one.amount > other.amount
    hours = (_WEEK + timedelta(hours=hour) for hour in range(0, 7 * 24, 3))
    return all(due_of(calendar, hour, one) > due_of(calendar, hour, other) for hour in hours)
