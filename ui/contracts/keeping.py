# SPDX-License-Identifier: EUPL-1.2
"""What stands in the form of an agreement and is not saved: kept per agent and agreement, so that Esc, a lock or a crash
loses nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desk_app.app import Desk
from desk_app.catalogue.messages import LeadTime, LeadUnit, TicketKind
from desk_app.contracts.messages import (
    Addressee,
    AgreementKind,
    AgreementSheet,
    CostPeriod,
    Evaluation,
    PendingReason,
    Renewal,
    RungLine,
    TargetLine,
)
from desk_app.core.actor import Actor
from ui.widgets import half_lines
from ui.widgets.half_lines import HalfLines

DATES = ("valid_from", "valid_until", "notice_on", "notice_given_on", "reminder_on")
SETS = ("department_ids", "item_ids")
NUMBERS = ("id", "version", "cost_cents")
MAYBE_NUMBERS = ("team_id", "supplier_id")
TEXTS = ("code", "name", "owner")


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed (``mine``), on top of which stored version (``base``; its version 0 for a new one).

    ``half`` is what stands in the form of a line and is in no list yet, by the name of the list; ``amount`` an amount
    that is no amount (yet).
    """

    mine: AgreementSheet
    base: AgreementSheet
    half: Mapping[str, HalfLines] = field(default_factory=dict)
    amount: str = ""


def about(agreement_id: int | None) -> str:
    """The name under which an agreement is kept; None for a new one."""
    return f"agreement:{agreement_id or 'new'}"


def keep(desk: Desk, actor: Actor, agreement_id: int | None, kept: Kept) -> None:
    """Writes it down."""
    texts = {
        "mine": json.dumps(to_json(kept.mine)),
        "base": json.dumps(to_json(kept.base)),
        "lines": json.dumps(half_lines.to_plain(kept.half)),
        "amount": kept.amount,
    }
    desk.unfinished.keep(actor, about(agreement_id), texts)


def kept(desk: Desk, actor: Actor, agreement_id: int | None) -> Kept | None:
    """What was kept, if anything; what this program cannot read is left alone."""
    texts = desk.unfinished.kept(actor, about(agreement_id))
    try:
        if not texts:
            return None
        return Kept(
            mine=from_json(json.loads(texts["mine"])),
            base=from_json(json.loads(texts["base"])),
            half=half_lines.from_plain(json.loads(texts.get("lines") or "{}")),
            amount=texts.get("amount", ""),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def forget(desk: Desk, actor: Actor, agreement_id: int | None) -> None:
    """It was saved, or thrown away."""
    desk.unfinished.forget(actor, about(agreement_id))


def settle(desk: Desk, actor: Actor, agreement_id: int | None, saved_id: int, left: Kept) -> None:
    """It was saved; only what is half typed in a line stays, with the agreement as it is stored now."""
    forget(desk, actor, agreement_id)
    if not any(left.half.values()):
        return
    sheet = desk.agreement_queries.sheet(actor, saved_id)
    half = {
        name: half_lines.moved(lines, getattr(left.mine, name), getattr(sheet, name))
        for name, lines in left.half.items()
    }
    keep(desk, actor, saved_id, Kept(sheet, sheet, half))


def to_json(sheet: AgreementSheet) -> dict[str, Any]:
    """As plain values."""
    plain: dict[str, Any] = {name: getattr(sheet, name) for name in (*NUMBERS, *MAYBE_NUMBERS, *TEXTS)}
    plain |= {name: str(getattr(sheet, name)) for name in ("kind", "renewal", "cost_period", "evaluation")}
    plain |= {name: day.isoformat() if (day := getattr(sheet, name)) else None for name in DATES}
    plain |= {name: sorted(getattr(sheet, name)) for name in SETS}
    plain["targets"] = [_target_to_json(line) for line in sheet.targets]
    plain["rungs"] = [[line.percent, str(line.addressee), line.reason] for line in sheet.rungs]
    return plain


def from_json(plain: Mapping[str, Any]) -> AgreementSheet:
    """The way back; raises ValueError, KeyError, TypeError or AttributeError for something else."""
    values: dict[str, Any] = {name: int(plain[name]) for name in NUMBERS}
    values |= {name: None if plain[name] is None else int(plain[name]) for name in MAYBE_NUMBERS}
    values |= {name: str(plain[name]) for name in TEXTS}
    values |= {name: frozenset(map(int, plain[name])) for name in SETS}
    values |= {name: date.fromisoformat(plain[name]) if plain[name] else None for name in DATES}
    values["valid_from"] = date.fromisoformat(plain["valid_from"])
    return AgreementSheet(
        **values,
        kind=AgreementKind(plain["kind"]),
        renewal=Renewal(plain["renewal"]),
        cost_period=CostPeriod(plain["cost_period"]),
        evaluation=Evaluation(plain["evaluation"]),
        targets=tuple(map(_target_from_json, plain["targets"])),
        rungs=tuple(
            RungLine(percent=int(percent), addressee=Addressee(addressee), reason=str(reason))
            for percent, addressee, reason in plain["rungs"]
        ),
    )


def _target_to_json(line: TargetLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "item_id": line.item_id,
        "building_id": line.building_id,
        "priority": line.priority,
        "kind": None if line.kind is None else str(line.kind),
        "response": _lead_to_json(line.response),
        "completion": _lead_to_json(line.completion),
        "calendar_id": line.calendar_id,
        "pauses": sorted(map(str, line.pauses)),
        "norm_percent": line.norm_percent,
        "weight": line.weight,
        "consequence": line.consequence,
    }


def _target_from_json(plain: Mapping[str, Any]) -> TargetLine:
    completion = _lead_from_json(plain["completion"])
    if completion is None:
        raise ValueError
    return TargetLine(
        id=plain["id"],
        item_id=plain["item_id"],
        building_id=plain["building_id"],
        priority=plain["priority"],
        kind=None if plain["kind"] is None else TicketKind(plain["kind"]),
        response=_lead_from_json(plain["response"]),
        completion=completion,
        calendar_id=plain["calendar_id"],
        pauses=frozenset(map(PendingReason, plain["pauses"])),
        norm_percent=int(plain["norm_percent"]),
        weight=int(plain["weight"]),
        consequence=str(plain["consequence"]),
    )


def _lead_to_json(lead: LeadTime | None) -> list[Any] | None:
    return None if lead is None else [lead.amount, str(lead.unit)]


def _lead_from_json(plain: Any) -> LeadTime | None:  # noqa: ANN401 -- what was kept
    return None if plain is None else LeadTime(int(plain[0]), LeadUnit(plain[1]))
