# SPDX-License-Identifier: EUPL-1.2
"""Writes an agreement with all its parts, within the command of who asks; and reads what it may refer to.

The checks (``checks.py``) come first. A target keeps its id when it changes; one that is left out is only put out of use,
because tickets may hang on it. No clock of a ticket moves by this: that happens with the next event of the ticket.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from desk_app.catalogue.models import CatalogueItem
from desk_app.contracts.calendar_reading import read_calendar
from desk_app.contracts.checks import Known
from desk_app.contracts.messages import AgreementKind, AgreementSheet, RungLine, SaveAgreement, TargetLine
from desk_app.contracts.models import (
    Agreement,
    AgreementTarget,
    EscalationRung,
    ServiceCalendar,
    ServiceWindow,
    agreement_departments,
    agreement_items,
)
from desk_app.contracts.reading import read_sheets
from desk_app.core.base import Base
from desk_app.core.calendars import Calendar
from desk_app.identity.models import Team
from desk_app.relations.models import Building, Department, Supplier

MOST_NAMED = 500
"""With more products than this all their names are read at once."""

_PLAIN = (
    "kind",
    "valid_from",
    "valid_until",
    "notice_on",
    "notice_given_on",
    "reminder_on",
    "renewal",
    "cost_cents",
    "cost_period",
    "evaluation",
)
_TARGET = ("item_id", "building_id", "priority", "kind", "calendar_id", "norm_percent", "weight")


def hold_party(session: Session, command: SaveAgreement) -> None:
    """No other counter saves an agreement with this party meanwhile, so that two that overlap are not both kept."""
    asked: dict[type[Base], Iterable[int | None]] = {
        Department: sorted(command.department_ids) if command.kind is AgreementKind.SLA else (),
        Team: (command.team_id,) if command.kind is AgreementKind.OLA else (),
        Supplier: (command.supplier_id,) if command.kind is AgreementKind.SUPPLIER else (),
    }
    for model, ids in asked.items():
        key = model.__table__.c.id
        wanted = [number for number in ids if number is not None]
        if wanted:
            session.execute(select(key).where(key.in_(wanted)).order_by(key).with_for_update(key_share=True))


def read_known(session: Session, command: SaveAgreement, stored: AgreementSheet | None, day: date) -> Known:
    """What an agreement may refer to now."""
    but = stored.id if stored else 0
    others = tuple(read_sheets(session, (Agreement.kind == command.kind) & (Agreement.id != but)))
    items = {number for sheet in others for number in sheet.item_ids} | command.item_ids
    items |= {line.item_id for line in command.targets if line.item_id is not None}
    codes = session.execute(select(Agreement.code, Agreement.name).where(Agreement.id != but))
    own = select(AgreementTarget.id, AgreementTarget.active).where(AgreementTarget.agreement_id == but)
    targets = session.execute(own).all()
    return Known(
        day=day,
        codes={row.code.lower(): row.name for row in codes},
        departments=_named(session, Department),
        teams=_in_use(session, Team, stored.team_id if stored else None),
        suppliers=_in_use(session, Supplier, stored.supplier_id if stored else None),
        items=_named(session, CatalogueItem, items if len(items) <= MOST_NAMED else None),
        buildings=_named(session, Building),
        calendars=_calendars(session, command.targets),
        never_open=_never_open(session),
        own_targets=frozenset(row.id for row in targets if row.active),
        others=others,
        fixed_kind=stored.kind if stored and targets else None,
    )


def _named(session: Session, model: type[Base], ids: Iterable[int] | None = None) -> Mapping[int, str]:
    table = model.__table__.c
    query = select(table.id, table.name)
    rows = session.execute(query if ids is None else query.where(table.id.in_(sorted(ids))))
    return {row.id: row.name for row in rows}


def _in_use(session: Session, model: type[Base], stored: int | None) -> Mapping[int, str]:
    """Those at work, and the one that the agreement is with already."""
    table = model.__table__.c
    rows = session.execute(select(table.id, table.name).where(table.active | (table.id == stored)))
    return {row.id: row.name for row in rows}


def _calendars(session: Session, lines: Iterable[TargetLine]) -> Mapping[int | None, Calendar]:
    asked = {line.calendar_id for line in lines if line.calendar_id is not None}
    known = session.scalars(select(ServiceCalendar.id).where(ServiceCalendar.id.in_(sorted(asked))))
    return {None: read_calendar(session), **{number: read_calendar(session, number) for number in known}}


def _never_open(session: Session) -> Mapping[int, str]:
    hours = select(ServiceWindow.calendar_id)
    query = select(ServiceCalendar.id, ServiceCalendar.name).where(ServiceCalendar.id.not_in(hours))
    query = query.where(~ServiceCalendar.is_desk)  # that of the desk has its usual hours (``calendar_reading.py``)
    return {row.id: row.name for row in session.execute(query)}


def write(session: Session, agreement: Agreement | None, command: SaveAgreement, stored: AgreementSheet | None) -> int:
    """The agreement as the command says; returns its id. ``stored`` is how it was."""
    if agreement is None:
        agreement = Agreement()
        session.add(agreement)
    agreement.code, agreement.name = command.code.strip(), command.name.strip()
    agreement.owner = command.owner.strip()
    for name in _PLAIN:
        setattr(agreement, name, getattr(command, name))
    is_sla = command.kind is AgreementKind.SLA
    agreement.team_id = command.team_id if command.kind is AgreementKind.OLA else None
    agreement.supplier_id = command.supplier_id if command.kind is AgreementKind.SUPPLIER else None
    session.flush()
    departments = command.department_ids if is_sla else frozenset[int]()
    _link(session, agreement_departments, "department_id", agreement.id, departments)
    _link(session, agreement_items, "item_id", agreement.id, command.item_ids)
    _write_targets(session, agreement.id, command.targets, stored.targets if stored else ())
    _write_rungs(session, agreement.id, command.rungs, stored.rungs if stored else ())
    if stored is not None:
        (written,) = read_sheets(session, Agreement.id == agreement.id)
        if _parts(written) != _parts(stored):
            flag_modified(agreement, "code")  # another list is another version too
    session.flush()
    return agreement.id


def _parts(sheet: AgreementSheet) -> tuple[object, ...]:
    return sheet.department_ids, sheet.item_ids, sheet.targets, sheet.rungs


def _link(session: Session, links: Table, name: str, agreement_id: int, wanted: frozenset[int]) -> None:
    own = links.c.agreement_id == agreement_id
    stored = set(session.scalars(select(links.c[name]).where(own)))
    gone, fresh = stored - wanted, wanted - stored
    if gone:
        session.execute(delete(links).where(own, links.c[name].in_(sorted(gone))))
    if fresh:
        session.execute(insert(links), [{"agreement_id": agreement_id, name: number} for number in sorted(fresh)])


def _write_targets(
    session: Session, agreement_id: int, lines: tuple[TargetLine, ...], before: tuple[TargetLine, ...]
) -> None:
    target = AgreementTarget
    gone = {line.id for line in before} - {line.id for line in lines}
    if gone:
        session.execute(update(target).where(target.id.in_(sorted(filter(None, gone)))).values(active=False))
    added = []
    for position, line in enumerate(lines):
        if line.id is None:
            added.append({"agreement_id": agreement_id, "active": True, **_columns(position, line)})
        else:
            session.execute(update(target).where(target.id == line.id).values(_columns(position, line)))
    if added:
        session.execute(insert(target), added)


def _columns(position: int, line: TargetLine) -> dict[str, Any]:
    response = line.response
    return {
        **{name: getattr(line, name) for name in _TARGET},
        "position": position,
        "response_amount": response.amount if response else None,
        "response_unit": response.unit if response else None,
        "completion_amount": line.completion.amount,
        "completion_unit": line.completion.unit,
        "pauses": sorted(line.pauses),
        "consequence": line.consequence.strip(),
    }


def _write_rungs(
    session: Session, agreement_id: int, lines: tuple[RungLine, ...], before: tuple[RungLine, ...]
) -> None:
    if lines == before:
        return
    session.execute(delete(EscalationRung).where(EscalationRung.agreement_id == agreement_id))
    rows = [
        {
            "agreement_id": agreement_id,
            "percent": line.percent,
            "addressee": line.addressee,
            "reason": line.reason.strip(),
        }
        for line in lines
    ]
    if rows:
        session.execute(insert(EscalationRung), rows)
