# SPDX-License-Identifier: EUPL-1.2
"""What is asked about people, departments and spaces: the pickers, and the card of one person."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, Row, or_, select
from sqlalchemy.orm import Session

from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.db import Database
from desk_app.core.errors import NotFound
from desk_app.core.fulltext import Groups, WordIndex
from desk_app.core.i18n import _
from desk_app.core.words import asked_words, fold, nearest, words
from desk_app.relations.budget import CostCentres, read_cost_centres, read_delegations
from desk_app.relations.messages import (
    CostCentreRow,
    DelegationRow,
    DepartmentRow,
    PersonHit,
    PersonRow,
    SpaceHit,
    SupplierRow,
)
from desk_app.relations.models import Building, Department, Person, Space
from desk_app.relations.names import display_name, place_name, slip_name
from desk_app.relations.phones import PHONE_DIGITS, phone_digits
from desk_app.relations.places import Places, space_hit
from desk_app.relations.suppliers import read_suppliers
from desk_app.relations.vocabulary import NameVocabulary

Near = Callable[[Session, Actor, datetime], Mapping[int, int]]
"""Who is likely to stand here now: person id -> how likely, the higher the likelier; who is unlikely is left out."""

Charged = Callable[[Session, str], int]
"""How many open tickets are charged to the cost centre with this code."""

PEOPLE = WordIndex("person_search")

PAGE = 200
"""Matches that are ranked."""
BROAD = 5_000
"""Matches among which people who are near are looked for when there are more than a page."""
FEW = 5
"""With fewer matches than this, names with a slip in them are looked for as well."""
NEAR_SECONDS = 2.0

_LINE = (
    select(
        Person.id,
        Person.given_name,
        Person.infix,
        Person.family_name,
        Person.badge,
        Person.personnel_number,
        Department.name.label("department"),
        Space.code.label("space"),
    )
    .select_from(Person)
    .outerjoin(Department, Department.id == Person.department_id)
    .outerjoin(Space, Space.id == Person.space_id)
    .where(Person.active)
)


def nobody_near(_session: Session, _actor: Actor, _now: datetime) -> Mapping[int, int]:
    """Where nothing is known about who is near."""
    return {}


def nothing_charged(_session: Session, _code: str) -> int:
    """Where nothing is known about tickets."""
    return 0


class RelationsQueries:
    """Reads people, departments, spaces and cost centres for who may see them.

    ``near`` tells who is likely to stand here, ``charged`` how much is charged to a cost centre.
    """

    def __init__(self, db: Database, near: Near = nobody_near, charged: Charged = nothing_charged) -> None:
        self._db = db
        self._near = near
        self._charged = charged
        self._near_known: tuple[float, int | None, Mapping[int, int]] = (-1.0, None, {})
        self._vocabulary = NameVocabulary(db)
        self._places = Places(db)
        self._cost_centres = CostCentres(db)

    def find_people(self, actor: Actor, text: str, limit: int = 12) -> tuple[PersonHit, ...]:
        """People by name in any order, badge, personnel number, e-mail or last digits of the phone, as somebody types.

        An exact number comes first, then who is near, then whole words, family names, other names; a slip last.
        """
        actor.require(Right.SEE_PEOPLE)
        asked = asked_words(text)
        if not asked:
            return ()
        with self._db.read() as session:
            near = self._who_is_near(session, actor)
            exact = session.execute(_LINE.where(_is_number(text.strip())).limit(PAGE)).all()
            found = [*exact, *self._by_name(session, [[word] for word in asked], near)]
            if len(found) < FEW:
                found += self._by_slip(session, asked)
        numbers = {row.id for row in exact}
        ranked = sorted(
            {row.id: row for row in reversed(found)}.values(),
            key=lambda row: (row.id not in numbers, *_place_in_list(row, asked, near.get(row.id, 0))),
        )
        return tuple(_hit(row) for row in ranked[:limit])

    def vocabulary(self, actor: Actor) -> Collection[str]:
        """Every word of every name, folded; the first call reads them all."""
        actor.require(Right.SEE_PEOPLE)
        with self._db.read() as session:
            return self._vocabulary.read(session)

    def person(self, actor: Actor, person_id: int) -> PersonRow:
        """One person as the customer card shows it; raises NotFound."""
        actor.require(Right.SEE_PEOPLE)
        with self._db.read() as session:
            return read_person(session, person_id, self._db)

    def departments(self, actor: Actor) -> tuple[DepartmentRow, ...]:
        """All departments by name."""
        actor.require(Right.SEE_PEOPLE)
        query = select(Department.id, Department.code, Department.name).order_by(Department.name, Department.id)
        with self._db.read() as session:
            return tuple(DepartmentRow(*row) for row in session.execute(query))

    def find_departments(self, actor: Actor, text: str, limit: int = 12) -> tuple[DepartmentRow, ...]:
        """Departments whose code or name has every word; whose name begins so first."""
        asked = words(text)
        found = [
            row
            for row in self.departments(actor)
            if all(any(own.startswith(word) for own in words(f"{row.code} {row.name}")) for word in asked)
        ]
        first = " ".join(asked)
        return tuple(sorted(found, key=lambda row: not fold(row.name).startswith(first))[:limit])

    def find_spaces(self, actor: Actor, text: str, limit: int = 12) -> tuple[SpaceHit, ...]:
        """Rooms by code (``d2.14`` or ``d214``), name or building."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return self._places.find(session, text, limit)

    def space(self, actor: Actor, space_id: int) -> SpaceHit:
        """One room; raises NotFound."""
        actor.require(Right.SEE_TICKETS)
        query = select(Space.id, Space.code, Space.name, Building.name).join(Building, Building.id == Space.building_id)
        with self._db.read() as session:
            row = session.execute(query.where(Space.id == space_id)).first()
        if row is None:
            raise NotFound(_("This room is no longer there. Choose another one."))
        return space_hit(*row)

    def find_cost_centres(self, actor: Actor, text: str, limit: int = 12) -> tuple[CostCentreRow, ...]:
        """Cost centres in use by code, name, department or budget holder; without words the first by code."""
        actor.require(Right.INTAKE)
        with self._db.read() as session:
            return self._cost_centres.find(session, text, limit)

    def cost_centres(self, actor: Actor) -> tuple[CostCentreRow, ...]:
        """All cost centres by code, also those that are out of use."""
        actor.require(Right.SEE_PEOPLE)
        with self._db.read() as session:
            return tuple(read_cost_centres(session))

    def open_tickets_on(self, actor: Actor, code: str) -> int:
        """How many open tickets are charged to the cost centre with this code."""
        actor.require(Right.SEE_PEOPLE)
        with self._db.read() as session:
            return self._charged(session, code)

    def delegations(self, actor: Actor) -> tuple[DelegationRow, ...]:
        """Who decides for whom and when, the latest first; also what is over."""
        actor.require(Right.SEE_PEOPLE)
        with self._db.read() as session:
            return read_delegations(session)

    def suppliers(self, actor: Actor) -> tuple[SupplierRow, ...]:
        """All suppliers by code, also those that are out of use."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return read_suppliers(session)

    def _by_name(self, session: Session, groups: Groups, near: Mapping[int, int]) -> Sequence[Row[Any]]:
        rows = list(PEOPLE.rows(session, _LINE, Person.id, groups, limit=PAGE))
        if len(rows) < PAGE:
            return rows
        rows += PEOPLE.rows(session, _LINE, Person.id, groups, limit=PAGE, whole=True)
        if near:
            ids = (row.id for row in PEOPLE.rows(session, select(Person.id), Person.id, groups, limit=BROAD))
            known = [person_id for person_id in ids if person_id in near][:PAGE]
            rows += session.execute(_LINE.where(Person.id.in_(known)))
        return rows

    def _by_slip(self, session: Session, asked: Sequence[str]) -> Sequence[Row[Any]]:
        vocabulary = self._vocabulary.read(session)
        groups = [[word, *nearest(word, vocabulary)] for word in asked]
        if all(len(group) == 1 for group in groups):
            return ()
        return PEOPLE.rows(session, _LINE, Person.id, groups, limit=PAGE)

    def _who_is_near(self, session: Session, actor: Actor) -> Mapping[int, int]:
        now = self._db.clock.monotonic()
        until, counter, known = self._near_known
        if now >= until or counter != actor.counter_id:
            known = self._near(session, actor, self._db.clock.now())
            self._near_known = (now + NEAR_SECONDS, actor.counter_id, known)
        return known


def read_person(session: Session, person_id: int, db: Database) -> PersonRow:
    """The card of a person, in any session; raises NotFound."""
    query = (
        select(Person, Department.name.label("department"), Space.code.label("space"), Building.name.label("building"))
        .outerjoin(Department, Department.id == Person.department_id)
        .outerjoin(Space, Space.id == Person.space_id)
        .outerjoin(Building, Building.id == Space.building_id)
        .where(Person.id == person_id)
    )
    row = session.execute(query).first()
    if row is None:
        raise NotFound(_("This customer is no longer there. Look for the name again."))
    person: Person = row[0]
    expired = person.attention_until is not None and person.attention_until < today(db.clock)
    return PersonRow(
        id=person.id,
        version=person.version,
        name=display_name(person.given_name, person.infix, person.family_name),
        slip_name=slip_name(person.given_name, person.infix, person.family_name),
        given_name=person.given_name,
        infix=person.infix,
        family_name=person.family_name,
        kind=person.kind,
        department_id=person.department_id,
        department=row.department or "",
        space_id=person.space_id,
        space=place_name(row.building, row.space),
        badge=person.badge or "",
        personnel_number=person.personnel_number or "",
        email=person.email or "",
        phone=person.phone or "",
        language=person.language,
        prefers_mail=person.prefers_mail,
        attention="" if expired else person.attention,
        attention_until=None if expired else person.attention_until,
    )


def _hit(row: Row[Any]) -> PersonHit:
    facts = (row.department, row.badge or row.personnel_number, row.space)
    return PersonHit(
        id=row.id,
        name=display_name(row.given_name, row.infix, row.family_name),
        detail=" · ".join(fact for fact in facts if fact),
    )


def _is_number(text: str) -> ColumnElement[bool]:
    same: list[ColumnElement[bool]] = [Person.badge == text, Person.personnel_number == text]
    if "@" in text:
        same.append(Person.email.startswith(text.lower(), autoescape=True))
    digits = phone_digits(text)
    if len(digits) == PHONE_DIGITS:
        same.append(Person.phone_digits == digits)
    elif len(digits) >= 4:
        same.append(Person.phone_digits.endswith(digits))
    return or_(*same)


def _place_in_list(row: Row[Any], asked: Sequence[str], near: int) -> tuple[int, int, int, str, str, int]:
    family = words(row.family_name)
    own = {*words(f"{row.given_name} {row.infix} {row.badge or ''} {row.personnel_number or ''}"), *family}
    own.add("".join(words(f"{row.infix} {row.family_name}")))
    slips = sum(_slips(word, own) for word in asked)
    if all(word in own for word in asked):
        quality = 0
    elif any(name.startswith(word) for word in asked for name in family):
        quality = 1
    else:
        quality = 2
    return slips, -near, quality, " ".join(family), fold(row.given_name), row.id


def _slips(word: str, own: Iterable[str]) -> int:
    """How many letters differ from the nearest word of the name, or from its beginning."""
    if any(name.startswith(word) for name in own):
        return 0
    return min((OSA.distance(word, name[:length]) for name in own for length in (len(word), len(word) + 1)), default=0)
