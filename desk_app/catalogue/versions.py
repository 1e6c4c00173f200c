# SPDX-License-Identifier: EUPL-1.2
"""An item as plain values: how a version is kept, and read again by a later program. Only ever added to."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from desk_app.catalogue.messages import (
    EntitlementLine,
    FieldLine,
    ItemContent,
    LeadTime,
    PriceLine,
    StepLine,
    VersionRow,
)
from desk_app.catalogue.models import (
    CatalogueVersion,
    Complexity,
    CostCentreRule,
    FieldType,
    Funding,
    ItemStatus,
    ItemType,
    LeadUnit,
    StepKind,
    Supply,
    TicketKind,
    VatRate,
)
from desk_app.core.db import Unit

_WORDS: dict[str, type[StrEnum]] = {
    "complexity": Complexity,
    "funding": Funding,
    "item_type": ItemType,
    "kind": TicketKind,
    "cost_centre_rule": CostCentreRule,
    "status": ItemStatus,
}
_DAYS = ("valid_from", "valid_until", "review_on")


def keep_versions(unit: Unit, items: Sequence[tuple[int, int, ItemContent]]) -> None:
    """Adds the versions that tickets are sold under from now on (id, version and content of each item), within the
    command that changes the items."""
    rows = [
        {
            "item_id": item_id,
            "version": version,
            "at": unit.now,
            "agent_name": unit.actor.name,
            "content": to_json(content),
        }
        for item_id, version, content in items
    ]
    if rows:
        unit.session.execute(insert(CatalogueVersion), rows)


def read_version(session: Session, item_id: int, version: int) -> VersionRow | None:
    """The item as it was sold then; None when that version was never kept."""
    row = session.execute(_KEPT.where(CatalogueVersion.item_id == item_id, CatalogueVersion.version == version)).first()
    return VersionRow(row.item_id, row.version, row.at, row.agent_name, from_json(row.content)) if row else None


def read_versions(session: Session, item_id: int) -> tuple[VersionRow, ...]:
    """The item as it was sold in all its versions, the newest first."""
    rows = session.execute(_KEPT.where(CatalogueVersion.item_id == item_id).order_by(CatalogueVersion.version.desc()))
    return tuple(VersionRow(row.item_id, row.version, row.at, row.agent_name, from_json(row.content)) for row in rows)


_KEPT = select(
    CatalogueVersion.item_id,
    CatalogueVersion.version,
    CatalogueVersion.at,
    CatalogueVersion.agent_name,
    CatalogueVersion.content,
)


def to_json(content: ItemContent) -> dict[str, Any]:
    """Plain values, names as in ``ItemContent``."""
    plain = _plain(content)
    assert isinstance(plain, dict)
    return plain


def from_json(stored: Mapping[str, Any]) -> ItemContent:
    """The content as it was; what this program does not know is ignored, what is missing has its default."""
    values: dict[str, Any] = {
        one.name: stored[one.name] for one in fields(ItemContent) if stored.get(one.name) is not None
    }
    for name, words in _WORDS.items():
        if name in values:
            values[name] = words(values[name])
    for name in _DAYS:
        values[name] = _day(stored.get(name))
    for name in ("lead", "order_lead"):
        if name in values:
            values[name] = _lead(values[name])
    values["topics"] = tuple(stored.get("topics") or ())
    values["prices"] = tuple(_price(line) for line in stored.get("prices") or ())
    values["fields"] = tuple(_field(line) for line in stored.get("fields") or ())
    values["steps"] = tuple(_step(line) for line in stored.get("steps") or ())
    values["entitlements"] = tuple(
        EntitlementLine(**_known(EntitlementLine, line)) for line in stored.get("entitlements") or ()
    )
    return ItemContent(**values)


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any value of a content
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return value


def _known(shape: type, stored: Mapping[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(shape)}
    return {name: value for name, value in stored.items() if name in names}


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _lead(stored: Mapping[str, Any]) -> LeadTime:
    return LeadTime(stored["amount"], LeadUnit(stored["unit"]))


def _price(stored: Mapping[str, Any]) -> PriceLine:
    return PriceLine(
        supply=Supply(stored["supply"]),
        valid_from=date.fromisoformat(stored["valid_from"]),
        valid_until=_day(stored.get("valid_until")),
        price_cents=stored["price_cents"],
        vat=VatRate(stored["vat"]),
    )


def _field(stored: Mapping[str, Any]) -> FieldLine:
    values = _known(FieldLine, stored)
    values["field_type"] = FieldType(stored["field_type"])
    values["choices"] = tuple(stored.get("choices") or ())
    values["choices_en"] = tuple(stored.get("choices_en") or ())
    return FieldLine(**values)


def _step(stored: Mapping[str, Any]) -> StepLine:
    values = _known(StepLine, stored)
    values["kind"] = StepKind(stored["kind"])
    values["lead"] = _lead(stored["lead"])
    values["after"] = tuple(stored.get("after") or ())
    return StepLine(**values)
