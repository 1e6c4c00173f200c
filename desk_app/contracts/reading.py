# SPDX-License-Identifier: EUPL-1.2
"""Agreements read from their tables, in any session: rows for the list, whole sheets, targets with names, choices."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from desk_app.catalogue.content import LeadTime, maybe_lead
from desk_app.catalogue.models import CatalogueItem, ItemStatus
from desk_app.contracts.messages import (
    AgreementChoices,
    AgreementRow,
    AgreementSheet,
    Choice,
    RungLine,
    TargetLine,
    TargetRow,
)
from desk_app.contracts.models import (
    Agreement,
    AgreementAction,
    AgreementKind,
    AgreementTarget,
    EscalationRung,
    PendingReason,
    ServiceCalendar,
    agreement_departments,
    agreement_items,
)
from desk_app.contracts.signals import signal_of
from desk_app.core.base import Base
from desk_app.identity.models import Team
from desk_app.relations.models import Building, Department, Supplier

_Which = ColumnElement[bool]

_DATES = (
    Agreement.valid_from,
    Agreement.valid_until,
    Agreement.notice_on,
    Agreement.notice_given_on,
    Agreement.reminder_on,
    Agreement.renewal,
)

_TARGET = (
    AgreementTarget.id,
    AgreementTarget.agreement_id,
    AgreementTarget.item_id,
    AgreementTarget.building_id,
    AgreementTarget.priority,
    AgreementTarget.kind,
    AgreementTarget.response_amount,
    AgreementTarget.response_unit,
    AgreementTarget.completion_amount,
    AgreementTarget.completion_unit,
    AgreementTarget.calendar_id,
    AgreementTarget.pauses,
    AgreementTarget.norm_percent,
    AgreementTarget.weight,
    AgreementTarget.consequence,
    AgreementTarget.active,
)
_TARGET_ORDER = (AgreementTarget.active.desc(), AgreementTarget.position, AgreementTarget.id)


def read_rows(session: Session, which: _Which, day: date) -> Iterator[AgreementRow]:
    """The agreements by code, with their signals on a local day."""
    parts = _departments(session, which)
    targets = _counts(session, which, AgreementTarget.agreement_id, AgreementTarget.active.is_(True))
    actions = _counts(session, which, AgreementAction.agreement_id, AgreementAction.done_on.is_(None))
    query = (
        select(
            Agreement.id,
            Agreement.version,
            Agreement.code,
            Agreement.name,
            Agreement.kind,
            *_DATES,
            Agreement.owner,
            Team.name.label("team"),
            Supplier.name.label("supplier"),
        )
        .outerjoin(Team, Team.id == Agreement.team_id)
        .outerjoin(Supplier, Supplier.id == Agreement.supplier_id)
        .where(which)
        .order_by(Agreement.code, Agreement.id)
    )
    for row in session.execute(query).all():
        own = parts.get(row.id, {})
        departments = tuple(own.values())
        yield AgreementRow(
            id=row.id,
            version=row.version,
            code=row.code,
            name=row.name,
            kind=row.kind,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            notice_on=row.notice_on,
            notice_given_on=row.notice_given_on,
            reminder_on=row.reminder_on,
            renewal=row.renewal,
            owner=row.owner,
            department_ids=frozenset(own),
            departments=departments,
            party=_party(row.kind, departments, row.team or row.supplier or ""),
            target_count=targets.get(row.id, 0),
            open_actions=actions.get(row.id, 0),
            signal=signal_of(row, day),
        )


def _party(kind: AgreementKind, departments: tuple[str, ...], other: str) -> str:
    return ", ".join(departments) if kind is AgreementKind.SLA else other


def _departments(session: Session, which: _Which) -> Mapping[int, Mapping[int, str]]:
    """Agreement -> id and name of its departments, by name."""
    links = agreement_departments
    query = (
        select(links.c.agreement_id, Department.id, Department.name)
        .join(Department, Department.id == links.c.department_id)
        .join(Agreement, Agreement.id == links.c.agreement_id)
        .where(which)
        .order_by(Department.name, Department.id)
    )
    found: dict[int, dict[int, str]] = {}
    for agreement_id, department_id, name in session.execute(query):
        found.setdefault(agreement_id, {})[department_id] = name
    return found


def _counts(
    session: Session, which: _Which, of: InstrumentedAttribute[int], condition: ColumnElement[bool]
) -> Mapping[int, int]:
    query = select(of.label("agreement_id"), func.count().label("times")).join(Agreement, Agreement.id == of)
    rows = session.execute(query.where(which, condition).group_by(of))
    return {row.agreement_id: row.times for row in rows}


def read_sheets(session: Session, which: _Which) -> Iterator[AgreementSheet]:
    """Whole agreements, by code; of the targets those that hold."""
    departments = _linked(session, which, agreement_departments, "department_id")
    items = _linked(session, which, agreement_items, "item_id")
    targets: dict[int, list[TargetLine]] = {}
    for row in _target_rows(session, select(*_TARGET).where(AgreementTarget.active), which):
        targets.setdefault(row.agreement_id, []).append(target_line(row))
    rungs: dict[int, list[RungLine]] = {}
    rung = EscalationRung
    ladder = select(rung.agreement_id, rung.percent, rung.addressee, rung.reason)
    ladder = ladder.join(Agreement, Agreement.id == rung.agreement_id).where(which).order_by(rung.percent, rung.id)
    for agreement_id, percent, addressee, reason in session.execute(ladder):
        rungs.setdefault(agreement_id, []).append(RungLine(percent=percent, addressee=addressee, reason=reason))
    query = select(
        Agreement.id,
        Agreement.version,
        Agreement.code,
        Agreement.name,
        Agreement.kind,
        Agreement.team_id,
        Agreement.supplier_id,
        *_DATES,
        Agreement.cost_cents,
        Agreement.cost_period,
        Agreement.evaluation,
        Agreement.owner,
    )
    for found in session.execute(query.where(which).order_by(Agreement.code, Agreement.id)).mappings().all():
        number = found["id"]
        yield AgreementSheet(
            **found,
            department_ids=frozenset(departments.get(number, ())),
            item_ids=frozenset(items.get(number, ())),
            targets=tuple(targets.get(number, ())),
            rungs=tuple(rungs.get(number, ())),
        )


def _linked(session: Session, which: _Which, links: Table, name: str) -> Mapping[int, list[int]]:
    query = select(links.c.agreement_id, links.c[name]).join(Agreement, Agreement.id == links.c.agreement_id)
    found: dict[int, list[int]] = {}
    for agreement_id, other in session.execute(query.where(which)):
        found.setdefault(agreement_id, []).append(other)
    return found


def read_target_rows(session: Session, agreement_id: int) -> tuple[TargetRow, ...]:
    """The targets of an agreement with their names, in order; those that are over come last."""
    desk = session.scalar(
        select(ServiceCalendar.name).where(ServiceCalendar.is_desk).order_by(ServiceCalendar.id).limit(1)
    )
    query = (
        select(
            *_TARGET,
            CatalogueItem.name.label("item"),
            Building.name.label("building"),
            ServiceCalendar.name.label("calendar"),
        )
        .outerjoin(CatalogueItem, CatalogueItem.id == AgreementTarget.item_id)
        .outerjoin(Building, Building.id == AgreementTarget.building_id)
        .outerjoin(ServiceCalendar, ServiceCalendar.id == AgreementTarget.calendar_id)
    )
    return tuple(
        TargetRow(
            line=target_line(row),
            agreement_id=row.agreement_id,
            item=row.item or "",
            building=row.building or "",
            calendar=row.calendar or desk or "",
            active=row.active,
        )
        for row in _target_rows(session, query, Agreement.id == agreement_id)
    )


def _target_rows(session: Session, query: Select[*tuple[Any, ...]], which: _Which) -> Iterator[Row[Any]]:
    joined = query.join(Agreement, Agreement.id == AgreementTarget.agreement_id).where(which)
    yield from session.execute(joined.order_by(AgreementTarget.agreement_id, *_TARGET_ORDER)).all()


def target_line(row: Any) -> TargetLine:  # noqa: ANN401 -- an AgreementTarget, or a row with its columns
    """A stored target as it is edited."""
    return TargetLine(
        id=row.id,
        item_id=row.item_id,
        building_id=row.building_id,
        priority=row.priority,
        kind=row.kind,
        response=maybe_lead(row.response_amount, row.response_unit),
        completion=LeadTime(row.completion_amount, row.completion_unit),
        calendar_id=row.calendar_id,
        pauses=frozenset(map(PendingReason, row.pauses)),
        norm_percent=row.norm_percent,
        weight=row.weight,
        consequence=row.consequence,
    )


def read_choices(session: Session) -> AgreementChoices:
    """Everything that the form of an agreement chooses from, by name."""
    offered = CatalogueItem.status != ItemStatus.RETIRED
    return AgreementChoices(
        departments=_named(session, Department),
        teams=_named(session, Team, Team.active.is_(True)),
        suppliers=_named(session, Supplier, Supplier.active.is_(True)),
        items=_named(session, CatalogueItem, offered),
        buildings=_named(session, Building),
        calendars=_named(session, ServiceCalendar),
    )


def _named(session: Session, model: type[Base], *which: ColumnElement[bool]) -> tuple[Choice, ...]:
    table = model.__table__.c
    query = select(table.id, table.code, table.name).where(*which).order_by(table.name, table.id)
    return tuple(Choice(*row) for row in session.execute(query))
