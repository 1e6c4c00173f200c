# SPDX-License-Identifier: EUPL-1.2
"""Writes items into their tables, one or ten thousand, within the command of who asks; and what they may refer to.

Only what differs is written: an item that is as it was keeps its version. The checks (``checks.py``) come first and
are up to the caller, who knows how to name an item that is at fault.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Table, bindparam, column, delete, insert, select, table, update
from sqlalchemy.orm import Session

from desk_app.catalogue.checks import Known
from desk_app.catalogue.content import ItemContent
from desk_app.catalogue.editing import tidied
from desk_app.catalogue.messages import CatalogueChanged, ItemChanged
from desk_app.catalogue.models import (
    CatalogueField,
    CatalogueItem,
    CataloguePrice,
    DemandTopic,
    Entitlement,
    ProcessStep,
    catalogue_item_topics,
)
from desk_app.catalogue.reading import PLAIN, read_contents
from desk_app.catalogue.versions import keep_versions
from desk_app.core.base import Base
from desk_app.core.db import Unit
from desk_app.core.errors import Conflict
from desk_app.core.i18n import _
from desk_app.identity.models import Team
from desk_app.relations.models import Department

MOST_EVENTS = 20
"""Items that are told one by one; more of them are one ``CatalogueChanged``."""
_AT_ONCE = 500
_AGREEMENTS = table("agreements", column("id"))
"""Agreements lie a level higher; only their ids are needed here."""

_PLAIN = (*PLAIN, "agreement_id")
"""Columns that hold a value of the content as it is."""

Rows = list[dict[str, Any]]


def write_items(unit: Unit, items: Iterable[tuple[int | None, ItemContent]]) -> list[int]:
    """Adds (id None) or changes items, with all their parts and a kept version each; returns their ids in that order.

    The contents must be without faults. What is as it was is left alone. Raises Conflict when an item is gone, or is
    changed by another counter at this very moment.
    """
    wanted = [(item_id, tidied(content)) for item_id, content in items]
    old = {item_id for item_id, _content in wanted if item_id is not None}
    versions = {item_id: version for item_id, (version, _name) in hold(unit.session, old).items()}
    before = _before(unit.session, old)
    if old - versions.keys():
        raise Conflict(_("This product is no longer in the catalogue. Choose another one."))
    changed = [(number, content) for number, content in wanted if number is not None and before[number] != content]
    added = [content for number, content in wanted if number is None]
    new_ids = _insert(unit.session, added)
    _update(unit.session, changed, versions)
    for part in _PARTS:
        part.write(unit.session, changed, before)
        part.add(unit.session, zip(new_ids, added, strict=True))
    kept = [(number, 1, content) for number, content in zip(new_ids, added, strict=True)]
    kept += [(number, versions[number] + 1, content) for number, content in changed]
    keep_versions(unit, kept)
    _tell(unit, [number for number, _version, _content in kept])
    fresh = iter(new_ids)
    return [next(fresh) if number is None else number for number, _content in wanted]


def hold(session: Session, item_ids: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Version and name of the items that are there; no other counter changes them until this command is over.

    Whoever writes what they read must hold it first. SQLite has one writer at a time, and needs no word for it.
    """
    found: dict[int, tuple[int, str]] = {}
    for some in _portions(sorted(set(item_ids))):
        query = select(CatalogueItem.id, CatalogueItem.version, CatalogueItem.name).where(CatalogueItem.id.in_(some))
        rows = session.execute(query.order_by(CatalogueItem.id).with_for_update())
        found |= {row.id: (row.version, row.name) for row in rows}
    return found


def read_known(session: Session, day: date | None = None) -> Known:
    """What items may refer to now; ``day`` as in ``Known``."""
    codes = session.execute(select(CatalogueItem.code, CatalogueItem.id, CatalogueItem.name))
    return Known(
        codes={code.upper(): (item_id, name) for code, item_id, name in codes},
        teams=frozenset(session.scalars(select(Team.id).where(Team.active))),
        topics=frozenset(session.scalars(select(DemandTopic.id))),
        agreements=frozenset(session.scalars(select(_AGREEMENTS.c.id))),
        departments=frozenset(session.scalars(select(Department.id))),
        day=day,
    )


def _before(session: Session, ids: set[int]) -> Mapping[int, ItemContent]:
    found = read_contents(session, sorted(ids) if len(ids) <= _AT_ONCE else None)
    return {number: tidied(content) for number, content in found.items() if number in ids}


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _insert(session: Session, contents: Sequence[ItemContent]) -> list[int]:
    if not contents:
        return []
    query = insert(_table(CatalogueItem)).returning(CatalogueItem.id, sort_by_parameter_order=True)
    return list(session.scalars(query, [{**_columns(content), "version": 1} for content in contents]))


def _update(session: Session, changed: Sequence[tuple[int, ItemContent]], versions: Mapping[int, int]) -> None:
    if not changed:
        return
    items = _table(CatalogueItem)
    query = update(items).where(items.c.id == bindparam("the_id"), items.c.version == bindparam("the_version"))
    rows = [
        {**_columns(content), "version": versions[number] + 1, "the_id": number, "the_version": versions[number]}
        for number, content in changed
    ]
    if session.connection().execute(query, rows).rowcount != len(rows):
        raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept."))


def _columns(content: ItemContent) -> dict[str, Any]:
    order = content.order_lead
    return {
        "lead_amount": content.lead.amount,
        "lead_unit": content.lead.unit,
        "order_lead_amount": order.amount if order else None,
        "order_lead_unit": order.unit if order else None,
        **{name: getattr(content, name) for name in _PLAIN},
    }


def _tell(unit: Unit, ids: Sequence[int]) -> None:
    if len(ids) > MOST_EVENTS:
        unit.publish(CatalogueChanged(0))
        return
    for number in ids:
        unit.publish(ItemChanged(number))


class _Part:
    """A list of an item that lies in a table of its own; it is written anew where it differs."""

    def __init__(self, rows_in: Table, lines: Callable[[ItemContent], Sequence[object]], row: "_RowOf") -> None:
        self._table = rows_in
        self._lines = lines
        self._row = row

    def write(
        self, session: Session, changed: Sequence[tuple[int, ItemContent]], before: Mapping[int, ItemContent]
    ) -> None:
        """Takes the old rows of the items whose list changed away and adds the new ones."""
        differs = [(number, new) for number, new in changed if self._lines(before[number]) != self._lines(new)]
        for some in _portions([number for number, new in differs if self._lines(before[number])]):
            session.execute(delete(self._table).where(self._table.c.item_id.in_(some)))
        self.add(session, differs)

    def add(self, session: Session, items: Iterable[tuple[int, ItemContent]]) -> None:
        """The rows of items that have none yet."""
        rows = [
            {"item_id": number, **self._row(place, line)}
            for number, content in items
            for place, line in enumerate(self._lines(content))
        ]
        if rows:
            session.execute(insert(self._table), rows)


_RowOf = Callable[[int, Any], dict[str, Any]]


def _table(model: type[Base]) -> Table:
    found = model.__table__
    assert isinstance(found, Table)
    return found


def _price_row(_place: int, line: Any) -> dict[str, Any]:  # noqa: ANN401 -- a PriceLine
    return _values(line, "supply", "valid_from", "valid_until", "price_cents", "vat")


def _field_row(place: int, line: Any) -> dict[str, Any]:  # noqa: ANN401 -- a FieldLine
    values = _values(line, "code", "field_type", "label", "label_en", "help", "help_en", "required")
    return {**values, "position": place, "choices": list(line.choices), "choices_en": list(line.choices_en)}


def _step_row(place: int, line: Any) -> dict[str, Any]:  # noqa: ANN401 -- a StepLine
    texts = ("required_input", "required_input_en", "exit_check", "exit_check_en")
    values = _values(line, "code", "kind", "name", "name_en", "team_id", *texts)
    lead = {"lead_amount": line.lead.amount, "lead_unit": line.lead.unit}
    return {**values, **lead, "position": place, "after": list(line.after)}


def _entitlement_row(_place: int, line: Any) -> dict[str, Any]:  # noqa: ANN401 -- an EntitlementLine
    return _values(line, "person_kind", "department_id", "agreement_id")


def _topic_row(_place: int, topic_id: Any) -> dict[str, Any]:  # noqa: ANN401 -- the id of a branch
    return {"topic_id": topic_id}


def _values(line: object, *names: str) -> dict[str, Any]:
    return {name: getattr(line, name) for name in names}


_PARTS = (
    _Part(catalogue_item_topics, lambda content: content.topics, _topic_row),
    _Part(_table(CataloguePrice), lambda content: content.prices, _price_row),
    _Part(_table(CatalogueField), lambda content: content.fields, _field_row),
    _Part(_table(ProcessStep), lambda content: content.steps, _step_row),
    _Part(_table(Entitlement), lambda content: content.entitlements, _entitlement_row),
)
