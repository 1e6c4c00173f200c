# SPDX-License-Identifier: EUPL-1.2
"""Whether an agreement can be saved: every fault as a sentence that says what to change, under the name of its field. Pure.

Names of lines count from 0: ``targets.2.completion``, ``targets.1`` (the line as a whole), ``rungs.0.percent``.

An SLA without departments may be: it is nobody's own, and holds only for products that name it as theirs. Two
agreements overlap (``overlaps.py``) when both could set the time of one ticket; then one of them is to be changed first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from desk_app.contracts.messages import AgreementKind, AgreementSheet, Renewal, RungLine, SaveAgreement
from desk_app.contracts.overlaps import overlap_fault
from desk_app.contracts.target_checks import target_faults
from desk_app.core import formats
from desk_app.core.calendars import Calendar
from desk_app.core.i18n import _
from desk_app.core.text import LINE, fault_in_line

LONGEST_CODE = 32
MOST_CENTS = 999_999_999
MOST_RUNGS = 10
MOST_PERCENT = 1_000

_WHERE_IT_HOLDS = ("kind", "department_ids", "team_id", "supplier_id", "item_ids", "valid_until")
"""What must be right before two agreements can be laid beside each other."""

Fault = tuple[str, str]
"""Name of a field, and the sentence under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an agreement may refer to; ids -> names. ``day`` is today (local).

    ``codes``: code in small letters -> name of another agreement. ``calendars``: None is that of the desk.
    ``never_open``: names of calendars without hours. ``own_targets``: ids of the targets it has now. ``others``: the
    other agreements of its kind. ``fixed_kind``: the kind that it cannot change any more, because it had targets.
    """

    day: date
    codes: Mapping[str, str] = field(default_factory=dict)
    departments: Mapping[int, str] = field(default_factory=dict)
    teams: Mapping[int, str] = field(default_factory=dict)
    suppliers: Mapping[int, str] = field(default_factory=dict)
    items: Mapping[int, str] = field(default_factory=dict)
    buildings: Mapping[int, str] = field(default_factory=dict)
    calendars: Mapping[int | None, Calendar] = field(default_factory=dict)
    never_open: Mapping[int, str] = field(default_factory=dict)
    own_targets: frozenset[int] = frozenset()
    others: tuple[AgreementSheet, ...] = ()
    fixed_kind: AgreementKind | None = None


def agreement_faults(command: SaveAgreement, known: Known) -> dict[str, str]:
    """Everything that keeps the agreement from being saved; empty when it can be. One sentence per field, in the order
    of the form."""
    found: dict[str, str] = {}
    for check in (_texts, _party, _owner, _items, _overlap, _dates, _amounts, _targets, _rungs):
        for name, sentence in check(command, known):
            found.setdefault(name, sentence)
    return found


def _texts(command: SaveAgreement, known: Known) -> Iterator[Fault]:
    code, name = command.code.strip(), command.name.strip()
    if not name:
        yield "name", _("Fill in the name.")
    elif fault := fault_in_line(name, LINE):
        yield "name", fault
    if not code:
        yield "code", _("Choose a short code, for example SLA-2026.")
    elif fault := fault_in_line(code, LONGEST_CODE):
        yield "code", fault
    elif other := known.codes.get(code.lower()):
        yield "code", _("{name} has this code already. Choose another code.").format(name=other)


def _party(command: SaveAgreement, known: Known) -> Iterator[Fault]:
    if known.fixed_kind is not None and command.kind is not known.fixed_kind:
        yield "kind", _("Tickets may hang on the targets of this agreement. Make a new one for another kind.")
    if command.kind is AgreementKind.SLA:
        if not known.departments.keys() >= command.department_ids:
            yield "department_ids", _("A part of the organisation is no longer there. Press F5 and look again.")
    elif command.kind is AgreementKind.OLA:
        if command.team_id is None:
            yield "team_id", _("Choose the team that this is agreed with.")
        elif command.team_id not in known.teams:
            yield "team_id", _("This team is no longer there. Choose another one.")
    elif command.supplier_id is None:
        yield "supplier_id", _("Choose the supplier that this is agreed with.")
    elif command.supplier_id not in known.suppliers:
        yield "supplier_id", _("This supplier is no longer there. Choose another one.")


def _owner(command: SaveAgreement, _known: Known) -> Iterator[Fault]:
    if not command.owner.strip():
        yield "owner", _("Fill in who decides about this agreement.")
    elif fault := fault_in_line(command.owner, LINE):
        yield "owner", fault


def _dates(command: SaveAgreement, known: Known) -> Iterator[Fault]:
    """A day is laid beside another one only where that is a day that can be: one slip, one sentence."""
    first, last, notice = command.valid_from, command.valid_until, command.notice_on
    if last is not None and last < first:
        yield "valid_until", _("The end date is before the start date. Check the dates.")
        last = None
    elif last is None and command.notice_given_on is not None:
        yield "valid_until", _("Notice was given. Fill in until when the agreement still runs.")
    elif last is None and command.renewal is not Renewal.NONE:
        yield "valid_until", _("What is renewed has an end. Fill in the end date, or choose that it ends by itself.")
    if notice is not None and notice < first:
        yield "notice_on", _("The last day for notice is before the start date. Choose a later day.")
        notice = None
    elif notice is not None and last is not None and notice > last:
        text = _("The last day for notice is after the end date, {last}. Choose an earlier day.")
        yield "notice_on", text.format(last=formats.day_plain(last))
        notice = None
    if command.reminder_on is not None and command.reminder_on > (limit := notice or last or date.max):
        text = _("This reminder comes too late: after {day} nothing can be decided any more. Choose an earlier day.")
        yield "reminder_on", text.format(day=formats.day_plain(limit))
    if command.notice_given_on is not None and command.notice_given_on > known.day:
        yield "notice_given_on", _("This day is still to come. Fill in the day on which notice was given.")


def _amounts(command: SaveAgreement, _known: Known) -> Iterator[Fault]:
    if not 0 <= command.cost_cents <= MOST_CENTS:
        text = _("Fill in an amount from {least} to {most}.")
        yield "cost_cents", text.format(least=formats.money(0), most=formats.money(MOST_CENTS))


def _items(command: SaveAgreement, known: Known) -> Iterator[Fault]:
    if not known.items.keys() >= command.item_ids:
        yield "item_ids", _("A product that this agreement covers is no longer there. Press F5 and choose again.")


def _overlap(command: SaveAgreement, known: Known) -> Iterator[Fault]:
    unsure = {name for check in (_party, _items, _dates) for name, _sentence in check(command, known)}
    if unsure.isdisjoint(_WHERE_IT_HOLDS):
        fault = overlap_fault(command, known.others, known.items, known.departments)
        yield from () if fault is None else (("item_ids", fault),)


def _targets(command: SaveAgreement, known: Known) -> Iterator[Fault]:
    return target_faults(
        command.targets,
        covered=command.item_ids,
        own=known.own_targets,
        items=known.items,
        buildings=known.buildings,
        calendars=known.calendars,
        never_open=known.never_open,
    )


def _rungs(command: SaveAgreement, _known: Known) -> Iterator[Fault]:
    if len(command.rungs) > MOST_RUNGS:
        yield "rungs", _("This list can have {most} lines. Remove some.").format(most=MOST_RUNGS)
    seen: set[int] = set()
    for number, rung in enumerate(command.rungs[:MOST_RUNGS]):
        at = f"rungs.{number}"
        found = rung_faults(rung)
        if rung.percent in seen:
            text = _("Somebody is warned at {percent} per cent already. Choose another percentage.")
            found.setdefault("percent", text.format(percent=rung.percent))
        seen.add(rung.percent)
        yield from ((f"{at}.{name}", sentence) for name, sentence in found.items())


def rung_faults(rung: RungLine) -> dict[str, str]:
    """What is wrong with one rung by itself, by the name of its field."""
    found = {}
    if not 1 <= rung.percent <= MOST_PERCENT:
        text = _("Fill in how much of the time has gone: from {least} to {most} per cent. Over 100 is too late.")
        found["percent"] = text.format(least=1, most=MOST_PERCENT)
    if not rung.reason.strip():
        found["reason"] = _("Say why somebody is warned then, for example ‘half of the time has gone’.")
    elif fault := fault_in_line(rung.reason, LINE):
        found["reason"] = fault
    return found
