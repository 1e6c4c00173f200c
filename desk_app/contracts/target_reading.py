# SPDX-License-Identifier: EUPL-1.2
"""Targets as stored: those in force for a customer, a team and suppliers, and the terms that a clock runs by."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, exists, false, func, literal, or_, select, true
from sqlalchemy.orm import Session

from desk_app.catalogue.content import LeadTime, maybe_lead
from desk_app.catalogue.models import CatalogueItem, TicketKind
from desk_app.catalogue.wording import in_language, lead_text
from desk_app.contracts.calendar_reading import desk_calendar_id, read_calendar
from desk_app.contracts.in_force import in_force
from desk_app.contracts.models import (
    Agreement,
    AgreementKind,
    AgreementTarget,
    PendingReason,
    agreement_departments,
    agreement_items,
)
from desk_app.contracts.promise import default_lead
from desk_app.contracts.targets import Asked, Chosen, Standing, Target, choose, sentence
from desk_app.contracts.terms import DEFAULT_PAUSES, Terms
from desk_app.core.base import Key
from desk_app.core.i18n import _
from desk_app.core.settings import read_settings
from desk_app.core.worktime import Calendar
from desk_app.identity.models import Team
from desk_app.relations.models import Building, Department, Person, Space, Supplier


def read_asked(
    session: Session,
    *,
    kind: TicketKind,
    item_id: int | None,
    priority: int | None,
    space_id: int | None,
    holder_id: int | None,
    day: date,
) -> Asked:
    """What a ticket is about; ``holder_id`` is for whom it is (the customer, unless it is for somebody else)."""
    building_id = department_id = None
    if space_id is not None or holder_id is not None:
        building_id, department_id = session.execute(_PLACE, {"space": space_id, "holder": holder_id}).one()
    return Asked(kind, item_id, priority, building_id, department_id, day)


def read_targets(session: Session, asked: Asked) -> tuple[Target, ...]:
    """The targets for a customer that hold on that day: of the agreements of their department, and of the product's."""
    if asked.department_id is None and asked.item_id is None:
        return ()
    asks = {"day": asked.day, "item": asked.item_id, "department": asked.department_id}
    return tuple(_read(session, _FOR_CUSTOMER, asks))


def read_choice(session: Session, asked: Asked) -> Chosen:
    """The target that counts for the customer, and why."""
    return choose(read_targets(session, asked), asked)


def read_links(session: Session, asked: Asked, team_id: int | None) -> tuple[Target, ...]:
    """The targets that hold on that day of the agreements with the team that gets it, and of those with suppliers that
    cover the product by name."""
    return tuple(_read(session, _FOR_LINKS, {"day": asked.day, "item": asked.item_id, "team": team_id}))


def read_target(session: Session, target_id: int) -> Target | None:
    """One target, also of an agreement that is over: a ticket keeps the one it fell under. None when it is not there."""
    return next(_read(session, _ONE, {"target": target_id}), None)


class TermsReader:
    """Reads what clocks run by, each target and calendar once; made for one transaction."""

    def __init__(self, session: Session, calendar: Calendar | None = None, complaint_days: int | None = None) -> None:
        """``calendar``: that of the desk, and ``complaint_days`` as set, where they were read already."""
        self._session = session
        self._calendars: dict[int | None, Calendar] = {} if calendar is None else {None: calendar}
        self._targets: dict[int, Target | None] = {}
        self._desk_id: int | None = None
        self._complaint_days = complaint_days

    def terms(self, target: Target | int | None, *, kind: TicketKind, lead: LeadTime | None, why: str = "") -> Terms:
        """The terms of a target (its id will do), or without one of the product as it was sold (``lead``), else the
        usual ones of the organisation. ``why`` replaces the sentence about the target."""
        found = self._target(target) if isinstance(target, int) else target
        if found is None:
            return self._without(kind, lead)
        return Terms(
            completion=found.completion,
            response=found.response,
            calendar=self.calendar(found.calendar_id),
            pauses=found.pauses,
            target_id=found.id,
            source=why or sentence(found),
        )

    def calendar(self, calendar_id: int | None) -> Calendar:
        """A calendar, None: that of the desk."""
        if calendar_id is not None and calendar_id == self._desk():
            calendar_id = None
        if calendar_id not in self._calendars:
            self._calendars[calendar_id] = read_calendar(self._session, calendar_id)
        return self._calendars[calendar_id]

    def _desk(self) -> int:
        """0 when there is none."""
        if self._desk_id is None:
            self._desk_id = desk_calendar_id(self._session) or 0
        return self._desk_id

    def _target(self, target_id: int) -> Target | None:
        if target_id not in self._targets:
            self._targets[target_id] = read_target(self._session, target_id)
        return self._targets[target_id]

    def _without(self, kind: TicketKind, lead: LeadTime | None) -> Terms:
        if lead is not None and kind is not TicketKind.COMPLAINT:
            source = _("No agreement says anything about this: the lead time of the product counts, {term}.")
        elif kind is TicketKind.COMPLAINT:
            source = _("No agreement says anything about this: the term for complaints counts, {term}.")
        else:
            source = _("No agreement and no product says anything about this: the usual term counts, {term}.")
        term = lead if lead is not None and kind is not TicketKind.COMPLAINT else default_lead(kind, self._days())
        return Terms(
            completion=term,
            response=None,
            calendar=self.calendar(None),
            pauses=DEFAULT_PAUSES,
            target_id=None,
            source=source.format(term=lead_text(term)),
        )

    def _days(self) -> int:
        if self._complaint_days is None:
            self._complaint_days = read_settings(self._session).complaint_term_days
        return self._complaint_days


def read_terms(
    session: Session, target: Target | int | None, *, kind: TicketKind, lead: LeadTime | None, why: str = ""
) -> Terms:
    """The same, for one ticket."""
    return TermsReader(session).terms(target, kind=kind, lead=lead, why=why)


def _columns(
    own: ColumnElement[bool], names: ColumnElement[bool], party: ColumnElement[str]
) -> Select[*tuple[Any, ...]]:
    target = AgreementTarget
    return (
        select(
            target.id,
            target.agreement_id,
            Agreement.code.label("code"),
            Agreement.name.label("name"),
            Agreement.kind.label("agreement_kind"),
            party.label("party"),
            target.item_id,
            target.building_id,
            target.priority,
            target.kind,
            target.response_amount,
            target.response_unit,
            target.completion_amount,
            target.completion_unit,
            target.calendar_id,
            target.pauses,
            target.norm_percent,
            target.weight,
            target.consequence,
            own.label("own"),
            names.label("names_product"),
            CatalogueItem.name.label("item"),
            CatalogueItem.name_en.label("item_en"),
            Building.name.label("building"),
        )
        .join(Agreement, Agreement.id == target.agreement_id)
        .outerjoin(CatalogueItem, CatalogueItem.id == target.item_id)
        .outerjoin(Building, Building.id == target.building_id)
    )


def _read(session: Session, query: Select[*tuple[Any, ...]], asks: dict[str, Any]) -> Iterator[Target]:
    for row in session.execute(query, asks):
        yield Target(
            id=row.id,
            agreement_id=row.agreement_id,
            agreement_code=row.code,
            agreement_name=row.name,
            agreement_kind=row.agreement_kind,
            party=row.party or "",
            item_id=row.item_id,
            building_id=row.building_id,
            priority=row.priority,
            kind=row.kind,
            response=maybe_lead(row.response_amount, row.response_unit),
            completion=LeadTime(row.completion_amount, row.completion_unit),
            calendar_id=row.calendar_id,
            pauses=frozenset(PendingReason(word) for word in row.pauses if word in _PAUSES),
            norm_percent=row.norm_percent,
            weight=row.weight,
            consequence=row.consequence,
            standing=Standing.OWN if row.own else Standing.DEFAULT,
            names_product=bool(row.names_product),
            item=in_language(row.item or "", row.item_en or ""),
            building=row.building or "",
        )


_PAUSES = frozenset(reason.value for reason in PendingReason)

_ITEM = bindparam("item", type_=Key)
_DAY = bindparam("day", type_=Date)
_DEPARTMENT = bindparam("department", type_=Key)
_NAMES = exists().where(agreement_items.c.agreement_id == Agreement.id, agreement_items.c.item_id == _ITEM)
_COVERS = or_(~exists().where(agreement_items.c.agreement_id == Agreement.id), _NAMES)
_IN_FORCE = and_(AgreementTarget.active, in_force(_DAY))
_OWN = exists().where(
    agreement_departments.c.agreement_id == Agreement.id, agreement_departments.c.department_id == _DEPARTMENT
)
_OF_PRODUCT = Agreement.id == select(CatalogueItem.agreement_id).where(CatalogueItem.id == _ITEM).scalar_subquery()

# Made once: to build a statement costs more than to carry it out, and every registration asks these.
_PLACE = select(
    select(Space.building_id).where(Space.id == bindparam("space", type_=Key)).scalar_subquery(),
    select(Person.department_id).where(Person.id == bindparam("holder", type_=Key)).scalar_subquery(),
)
_FOR_CUSTOMER = _columns(
    _OWN, _NAMES, select(Department.name).where(Department.id == _DEPARTMENT).scalar_subquery()
).where(_IN_FORCE, _COVERS, Agreement.kind == AgreementKind.SLA, or_(_OWN, _OF_PRODUCT))
_FOR_LINKS = _columns(
    true(),
    _NAMES,
    func.coalesce(
        select(Team.name).where(Team.id == Agreement.team_id).scalar_subquery(),
        select(Supplier.name).where(Supplier.id == Agreement.supplier_id).scalar_subquery(),
    ),
).where(
    _IN_FORCE,
    _COVERS,
    or_(
        and_(Agreement.kind == AgreementKind.OLA, Agreement.team_id == bindparam("team", type_=Key)),
        and_(Agreement.kind == AgreementKind.SUPPLIER, _NAMES),
    ),
)
_ONE = _columns(true(), false(), literal("")).where(AgreementTarget.id == bindparam("target", type_=Key))
