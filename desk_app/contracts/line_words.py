# SPDX-License-Identifier: EUPL-1.2
"""Targets, rungs and other values of an agreement in one line each, as people read them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desk_app.catalogue.wording import lead_text
from desk_app.contracts.messages import AgreementChoices, Choice, PendingReason, RungLine, TargetLine
from desk_app.contracts.models import AgreementKind
from desk_app.contracts.targets import Target, target_words
from desk_app.contracts.wording import ADDRESSEE_NAMES
from desk_app.core.i18n import N_, _

REASON_NAMES: dict[PendingReason, str] = {
    PendingReason.CUSTOMER: N_("the customer"),
    PendingReason.SUPPLIER: N_("a supplier"),
    PendingReason.APPROVAL: N_("approval"),
    PendingReason.PART: N_("a part"),
}
"""Whom or what a waiting ticket waits for."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in an agreement are called."""

    departments: Mapping[int, str] = field(default_factory=dict)
    teams: Mapping[int, str] = field(default_factory=dict)
    suppliers: Mapping[int, str] = field(default_factory=dict)
    items: Mapping[int, str] = field(default_factory=dict)
    buildings: Mapping[int, str] = field(default_factory=dict)
    calendars: Mapping[int, str] = field(default_factory=dict)


def names_of(choices: AgreementChoices) -> Names:
    """The names of everything that can be chosen."""
    return Names(
        departments=_by_id(choices.departments),
        teams=_by_id(choices.teams),
        suppliers=_by_id(choices.suppliers),
        items=_by_id(choices.items),
        buildings=_by_id(choices.buildings),
        calendars=_by_id(choices.calendars),
    )


def _by_id(choices: Iterable[Choice]) -> Mapping[int, str]:
    return {one.id: one.name for one in choices}


def about_words(line: TargetLine, *, item: str, building: str) -> str:
    """Which tickets a target is for: ``storingen met prioriteit 1 in gebouw D``."""
    target = Target(
        id=line.id or 0,
        agreement_id=0,
        agreement_code="",
        agreement_name="",
        agreement_kind=AgreementKind.SLA,
        party="",
        item_id=line.item_id,
        building_id=line.building_id,
        priority=line.priority,
        kind=line.kind,
        response=line.response,
        completion=line.completion,
        item=item,
        building=building,
    )
    return target_words(target)


def target_line_words(line: TargetLine, names: Names) -> str:
    """``alle storingen: antwoord binnen 1 werkuur, klaar binnen 8 werkuren · 95 %``."""
    about = about_words(
        line, item=names.items.get(line.item_id or 0, "?"), building=names.buildings.get(line.building_id or 0, "?")
    )
    if line.response is None:
        term = _("ready within {completion}").format(completion=lead_text(line.completion))
    else:
        term = _("answer within {response}, ready within {completion}").format(
            response=lead_text(line.response), completion=lead_text(line.completion)
        )
    return _("{tickets}: {term} · {norm} %").format(tickets=about, term=term, norm=line.norm_percent)


def rung_words(line: RungLine) -> str:
    """``bij 75 % van de tijd: het team · nog een kwart van de tijd``."""
    said = _("at {percent} % of the time: {whom}").format(percent=line.percent, whom=_(ADDRESSEE_NAMES[line.addressee]))
    return f"{said} · {line.reason}" if line.reason else said


def pauses_words(pauses: Iterable[PendingReason]) -> str:
    """``klant, akkoord``, in the order of the form; "nothing" when the clock never stops."""
    reasons = set(pauses)
    return ", ".join(_(name) for reason, name in REASON_NAMES.items() if reason in reasons) or _("nothing")
