# SPDX-License-Identifier: EUPL-1.2
"""Who decides about a cost centre on a day: the budget holder, and who stands in for them; never the customer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from desk_app.core.clock import local
from desk_app.core.db import Unit
from desk_app.core.words import words
from desk_app.relations.models import BudgetDelegation, CostCentre, Person
from desk_app.relations.names import display_name
from desk_app.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Approver:
    """Who is asked; ``on_behalf_of`` is the budget holder when somebody stands in. ``person_id`` None: only a name."""

    person_id: int | None
    name: str
    on_behalf_of: str = ""
    email: str = ""
    language: str = ""


def deciders_of(session: Session, cost_centre: str, day: date) -> list[Approver]:
    """Who may decide about a cost centre (by code) on ``day`` (local): who stands in, the last agreed first, then the
    budget holder; only those who are still there."""
    if not cost_centre.strip():
        return []
    holder, delegate = aliased(Person), aliased(Person)
    stands_in = (
        (BudgetDelegation.holder_id == CostCentre.holder_id)
        & (BudgetDelegation.valid_from <= day)
        & (BudgetDelegation.valid_until >= day)
    )
    query = (
        select(holder, delegate)
        .select_from(CostCentre)
        .join(holder, holder.id == CostCentre.holder_id)
        .outerjoin(BudgetDelegation, stands_in)
        .outerjoin(delegate, (delegate.id == BudgetDelegation.delegate_id) & delegate.active)
        .where(CostCentre.code == cost_centre.strip(), CostCentre.active)
        .order_by(BudgetDelegation.id.desc())
    )
    rows: Sequence[Any] = session.execute(query).all()  # (holder, delegate or None)
    found = [_approver(row[1], on_behalf_of=_name(row[0])) for row in rows if row[1] is not None]
    return found + [_approver(row[0]) for row in rows[:1] if row[0].active]


def holder_of(
    session: Session, cost_centre: str, day: date, customers: Collection[int] = frozenset()
) -> Approver | None:
    """Who is to be asked on ``day``: who stands in for the budget holder, or the budget holder; None when nobody is
    known. A customer (by id of the person) decides only when it is their own budget."""
    return next(
        (
            one
            for one in deciders_of(session, cost_centre, day)
            if not one.on_behalf_of or one.person_id not in customers
        ),
        None,
    )


def person_as_approver(session: Session, person_id: int, cost_centre: str, day: date) -> Approver | None:
    """This person, on behalf of the budget holder when they stand in; None when they are not there."""
    for one in deciders_of(session, cost_centre, day):
        if one.person_id == person_id:
            return one
    person = session.get(Person, person_id)
    return _approver(person) if person is not None and person.active else None


def customers_of(ticket: Ticket) -> frozenset[int]:
    """Who asks this, and for whom."""
    return frozenset(one for one in (ticket.requester_id, ticket.requested_for_id) if one is not None)


def customer_called(session: Session, ticket: Ticket, name: str) -> str:
    """The name of the customer that a typed name can stand for: capitals, accents, order, initials and a title in front
    make no difference; empty when it is somebody else."""
    typed = words(name)
    for person_id in sorted(customers_of(ticket)):
        person = session.get(Person, person_id)
        if person is None:
            continue
        known = words(_name(person))
        is_part = all(any(word.startswith(part) for word in known) for part in typed)
        if is_part or all(word in typed for word in known):
            return _name(person)
    return ""


def today_of(unit: Unit) -> date:
    """The date at the desk."""
    return local(unit.now).date()


def _approver(person: Person, on_behalf_of: str = "") -> Approver:
    return Approver(person.id, _name(person), on_behalf_of, person.email or "", person.language)


def _name(person: Person) -> str:
    return display_name(person.given_name, person.infix, person.family_name)
