# SPDX-License-Identifier: EUPL-1.2
"""Cost centres and who decides about them: found while somebody types, read in any session, deputies followed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from desk_app.core.db import Database
from desk_app.core.events import DomainEvent
from desk_app.core.words import words
from desk_app.relations.messages import CostCentreChanged, CostCentreRow, DelegationRow, PersonChanged
from desk_app.relations.models import BudgetDelegation, CostCentre, Department, Person
from desk_app.relations.names import display_name

MOST_DEPUTIES = 10
"""How far a deputy of a deputy of a deputy is followed."""

_SECONDS = 30.0

_ROWS: Select[*tuple[Any, ...]] = (
    select(
        CostCentre.id,
        CostCentre.version,
        CostCentre.code,
        CostCentre.name,
        CostCentre.department_id,
        Department.name.label("department"),
        CostCentre.holder_id,
        Person.given_name,
        Person.infix,
        Person.family_name,
        Person.active.label("holder_active"),
        CostCentre.active,
    )
    .outerjoin(Department, Department.id == CostCentre.department_id)
    .outerjoin(Person, Person.id == CostCentre.holder_id)
    .order_by(CostCentre.code, CostCentre.id)
)


@dataclass(frozen=True, slots=True)
class _Found:
    row: CostCentreRow
    code: str
    """Without points, spaces and capitals."""
    words: tuple[str, ...]


class CostCentres:
    """The cost centres in use, in memory; read again when one of them or a person changed, and every half minute."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: tuple[_Found, ...] = ()
        self._until = -1.0
        self._lock = Lock()
        db.events.subscribe(CostCentreChanged, self._on_changed)
        db.events.subscribe(PersonChanged, self._on_changed)

    def find(self, session: Session, text: str, limit: int) -> tuple[CostCentreRow, ...]:
        """The code itself first, then codes that begin so, then name, department and holder; every word must occur.

        Without words: the first by code.
        """
        asked = words(text)
        code = "".join(asked)
        found: list[tuple[int, int, CostCentreRow]] = []
        for place, known in enumerate(self._read(session)):
            rank = _rank(known, asked, code)
            if rank is not None:
                found.append((rank, place, known.row))
        return tuple(row for _rank_, _place, row in sorted(found, key=lambda entry: entry[:2])[:limit])

    def _read(self, session: Session) -> tuple[_Found, ...]:
        now = self._db.clock.monotonic()
        with self._lock:
            if now >= self._until:
                self._known = tuple(_found(row) for row in read_cost_centres(session) if row.active)
                self._until = now + _SECONDS
            return self._known

    def _on_changed(self, _event: DomainEvent) -> None:
        with self._lock:
            self._until = -1.0


def read_cost_centres(session: Session) -> Iterator[CostCentreRow]:
    """All of them by code, also those that are out of use."""
    return (_row(row) for row in session.execute(_ROWS))


def read_cost_centre(session: Session, code: str) -> CostCentreRow | None:
    """The cost centre with this code as somebody typed it (capitals do not matter), also one that is out of use."""
    typed = code.strip()
    if not typed:
        return None
    same = or_(CostCentre.code == typed, func.lower(CostCentre.code) == typed.lower())
    rows = [_row(row) for row in session.execute(_ROWS.where(same))]
    return next((row for row in rows if row.code == typed), rows[0] if rows else None)


def read_delegations(session: Session) -> tuple[DelegationRow, ...]:
    """Who decides for whom and when: the latest first."""
    holder, delegate = aliased(Person), aliased(Person)
    query = (
        select(
            BudgetDelegation.id,
            BudgetDelegation.holder_id,
            holder.given_name,
            holder.infix,
            holder.family_name,
            BudgetDelegation.delegate_id,
            delegate.given_name.label("delegate_given_name"),
            delegate.infix.label("delegate_infix"),
            delegate.family_name.label("delegate_family_name"),
            delegate.active.label("delegate_active"),
            BudgetDelegation.valid_from,
            BudgetDelegation.valid_until,
        )
        .join(holder, holder.id == BudgetDelegation.holder_id)
        .join(delegate, delegate.id == BudgetDelegation.delegate_id)
        .order_by(BudgetDelegation.valid_from.desc(), BudgetDelegation.id.desc())
    )
    return tuple(
        DelegationRow(
            id=row.id,
            holder_id=row.holder_id,
            holder=display_name(row.given_name, row.infix, row.family_name),
            delegate_id=row.delegate_id,
            delegate=display_name(row.delegate_given_name, row.delegate_infix, row.delegate_family_name),
            delegate_left=not row.delegate_active,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in session.execute(query)
    )


def decides_for(session: Session, holder_id: int, day: date) -> int:
    """The person who decides for a budget holder on a local day: their deputy, or the deputy of that deputy.

    Somebody who left decides nothing; where deputies point at each other in a circle, the first of them decides.
    """
    seen = [holder_id]
    for _hop in range(MOST_DEPUTIES):
        following = _deputy(session, seen[-1], day)
        if following is None:
            return seen[-1]
        if following in seen:
            break
        seen.append(following)
    return seen[1]


def leads_back(session: Session, holder_id: int, delegate_id: int, first: date, last: date, but: int | None) -> bool:
    """Whether somewhere in a period a delegate would in turn be replaced by the holder, perhaps through others.

    ``but``: the delegation that is being changed.
    """
    waiting = [(delegate_id, first, last)]
    seen = set(waiting)
    while waiting:
        person_id, since, until = waiting.pop()
        query = select(BudgetDelegation.delegate_id, BudgetDelegation.valid_from, BudgetDelegation.valid_until).where(
            BudgetDelegation.holder_id == person_id,
            BudgetDelegation.valid_from <= until,
            BudgetDelegation.valid_until >= since,
            BudgetDelegation.id != (but or 0),
        )
        for following, valid_from, valid_until in session.execute(query):
            if following == holder_id:
                return True
            stretch = (following, max(since, valid_from), min(until, valid_until))
            if stretch not in seen:
                seen.add(stretch)
                waiting.append(stretch)
    return False


def _deputy(session: Session, person_id: int, day: date) -> int | None:
    query = (
        select(BudgetDelegation.delegate_id)
        .join(Person, Person.id == BudgetDelegation.delegate_id)
        .where(
            BudgetDelegation.holder_id == person_id,
            BudgetDelegation.valid_from <= day,
            BudgetDelegation.valid_until >= day,
            Person.active,
        )
        .order_by(BudgetDelegation.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def _row(row: Row[*tuple[Any, ...]]) -> CostCentreRow:
    return CostCentreRow(
        id=row.id,
        version=row.version,
        code=row.code,
        name=row.name,
        department_id=row.department_id,
        department=row.department or "",
        holder_id=row.holder_id,
        holder=display_name(row.given_name, row.infix, row.family_name),
        holder_left=row.holder_id is not None and not row.holder_active,
        active=row.active,
    )


def _found(row: CostCentreRow) -> _Found:
    own = words(row.code)
    return _Found(row, "".join(own), (*own, *words(f"{row.name} {row.department} {row.holder}")))


def _rank(known: _Found, asked: list[str], code: str) -> int | None:
    if known.code == code:
        return 0
    if known.code.startswith(code):
        return 1
    if all(any(own.startswith(word) for own in known.words) for word in asked):
        return 2
    return None
