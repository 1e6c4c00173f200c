# SPDX-License-Identifier: EUPL-1.2
"""Brings people in from another program: new ones are added, known ones get the new facts; all or nothing.

Somebody is known by personnel number, badge or e-mail address; without any of these by name and phone. An empty cell changes nothing. Parts of
the organisation, buildings and rooms that are new are made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database, Unit
from desk_app.core.i18n import _
from desk_app.core.text import fault_in
from desk_app.relations.models import Building, Department, Person, PersonKind, Space
from desk_app.relations.phones import phone_digits
from desk_app.transfer.cells import plain_cell
from desk_app.transfer.export import PEOPLE_COLUMNS
from desk_app.transfer.mapping import PeopleMapping
from desk_app.transfer.messages import BadFile, ImportPeople, PeopleImport, PeopleImported, Progress, no_progress
from desk_app.transfer.sandbox import FileLines

_LONGEST = {
    "given_name": 200,
    "infix": 64,
    "family_name": 200,
    "department_code": 32,
    "department": 200,
    "building_code": 32,
    "building": 200,
    "space": 32,
    "badge": 64,
    "personnel_number": 64,
    "email": 254,
    "phone": 64,
    "attention": 80,
}
_KNOWN_BY = ("personnel_number", "badge", "email")
_PLACES = ("department_code", "department", "building_code", "building", "space")
_YES, _NO = ("yes", "ja", "true", "1"), ("no", "nee", "false", "0")
_DEFAULTS: dict[str, Any] = {
    **dict.fromkeys(("department_id", "space_id", "badge", "personnel_number", "email", "phone", "phone_digits")),
    "given_name": "",
    "infix": "",
    "kind": PersonKind.EMPLOYEE,
    "language": "nl",
    "prefers_mail": False,
    "attention": "",
    "attention_until": None,
    "active": True,
}

_PERSONS = Person.__table__


@dataclass(frozen=True, slots=True)
class _Line:
    """One person of the file: columns of ``Person``, and where they belong in words."""

    facts: dict[str, Any]
    place: dict[str, str]


class PeopleImporter:
    """Reads files with people, and writes what they hold."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def check(self, actor: Actor, file: Path, mapping: PeopleMapping, progress: Progress = no_progress) -> PeopleImport:
        """What an import of the file would bring; writes nothing. Raises BadFile with every line that is not right."""
        actor.require(Right.IMPORT)
        people = _read(file, mapping, progress)
        with self._db.read() as session:
            known = _Known(session)
            added, changed, unchanged = known.sorted_out(people)
        return PeopleImport(len(added), len(changed), unchanged)

    def bring_in(
        self,
        actor: Actor,
        command: ImportPeople,
        file: Path,
        mapping: PeopleMapping,
        progress: Progress = no_progress,
    ) -> PeopleImport:
        """Imports the file. Raises BadFile with every line that is not right, Unavailable."""
        actor.require(Right.IMPORT)
        people = _read(file, mapping, progress)
        with self._db.write(actor, command) as unit:
            places = _Places(unit.session)
            for person in people:
                person.facts.update(places.ids(person.place))
            added, changed, unchanged = _Known(unit.session).sorted_out(people)
            first = _write(unit, added, changed)
            unit.about = "import people"
            if first is not None:
                unit.publish(PeopleImported(first))
        return PeopleImport(len(added), len(changed), unchanged)


def _write(unit: Unit, added: list[dict[str, Any]], changed: list[dict[str, Any]]) -> int | None:
    if not isinstance(_PERSONS, Table):
        raise TypeError(_PERSONS)
    if added:
        unit.session.execute(insert(_PERSONS), [{**_DEFAULTS, **facts, "version": 1} for facts in added])
    for facts in changed:  # each has its own columns
        values = {name: value for name, value in facts.items() if name != "id"}
        statement = update(_PERSONS).where(_PERSONS.c.id == bindparam("this")).values(version=_PERSONS.c.version + 1)
        unit.session.execute(statement.values(values), {"this": facts["id"]})
    if changed:
        return int(changed[0]["id"])
    if added:
        return unit.session.scalar(select(Person.id).order_by(Person.id.desc()).limit(1))
    return None


def _read(file: Path, mapping: PeopleMapping, progress: Progress) -> list[_Line]:
    lines = FileLines(file, mapping.form, progress)
    people: list[_Line] = []
    seen: dict[tuple[str, str], int] = {}
    columns: dict[int, str] = {}
    for number, cells in lines:
        columns = columns or _columns(lines.header, mapping)
        try:
            person = _person({name: plain_cell(cells[place]).strip() for place, name in columns.items()}, mapping)
            _refuse_twice(person, number, seen)
        except ValueError as error:
            lines.fault(number, str(error))
        else:
            people.append(person)
    if not columns and not lines.faults:
        _columns(lines.header, mapping)
    lines.raise_faults()
    return people


def _columns(header: list[str], mapping: PeopleMapping) -> dict[int, str]:
    """Place in a row -> our name. Without a mapping every column must be one of ours."""
    names = {theirs: ours for ours, theirs in mapping.columns.items()}
    found = {}
    for place, name in enumerate(header):
        ours = names.get(name, name if name in PEOPLE_COLUMNS and name not in mapping.columns else "")
        if ours:
            found[place] = ours
        elif not mapping.columns:
            raise BadFile(
                {
                    1: _(
                        "We do not know the column {name}. Name the columns as in an export, or give a mapping."
                    ).format(name=name)
                }
            )
    missing = [theirs for theirs in names if theirs not in header]
    if missing:
        raise BadFile({1: _("The first line does not name the column {name} of the mapping.").format(name=missing[0])})
    if "family_name" not in found.values():
        raise BadFile({1: _("The first line does not name the column {name}.").format(name="family_name")})
    return found


def _person(cells: dict[str, str], mapping: PeopleMapping) -> _Line:
    known = {name: text for name, text in cells.items() if text not in mapping.form.unknown}
    for name, text in known.items():
        fault = fault_in(text, _LONGEST.get(name, 200))
        if fault:
            raise ValueError(f"{name}: {fault}")
    if "family_name" not in known:
        raise ValueError(_("The family name is missing."))
    place = {name: known.pop(name) for name in _PLACES if name in known}
    if "space" in place and not place.keys() & {"building_code", "building"}:
        raise ValueError(_("There is a room, but not the building it is in."))
    facts: dict[str, Any] = dict(known)
    if "email" in facts:
        facts["email"] = facts["email"].lower()
        if "@" not in facts["email"]:
            raise ValueError(_("Check the e-mail address. An @ is missing."))
    if "phone" in facts:
        facts["phone_digits"] = phone_digits(facts["phone"]) or None
    if "kind" in facts:
        facts["kind"] = _word("kind", facts["kind"], {str(kind): kind for kind in PersonKind})
    if "language" in facts:
        facts["language"] = _word("language", facts["language"], {"nl": "nl", "en": "en"})
    for name in facts.keys() & {"prefers_mail", "active"}:
        facts[name] = _word(name, facts[name].lower(), dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False))
    if "attention_until" in facts:
        try:
            facts["attention_until"] = date.fromisoformat(facts["attention_until"])
        except ValueError as error:
            raise ValueError(_("The date {text} cannot be read.").format(text=facts["attention_until"])) from error
    return _Line(facts, place)


def _word(column: str, word: str, known: dict[str, Any]) -> Any:  # noqa: ANN401 -- the value of the word
    if word not in known:
        raise ValueError(
            _("{column} must be one of: {words}. It is {word}.").format(
                column=column, words=", ".join(known), word=word
            )
        )
    return known[word]


def _refuse_twice(person: _Line, number: int, seen: dict[tuple[str, str], int]) -> None:
    for name in _KNOWN_BY[:2]:
        value = person.facts.get(name)
        if value is None:
            continue
        other = seen.setdefault((name, value), number)
        if other != number:
            raise ValueError(_("Line {other} has the same {column}.").format(other=other, column=name))


class _Known:
    """Everybody who is here already."""

    def __init__(self, session: Session) -> None:
        self._people: dict[int, dict[str, Any]] = {}
        self._ids: dict[tuple[str, str], int] = {}
        for mapped in session.execute(select(Person.__table__).order_by(Person.id)).mappings():
            row = dict(mapped)
            self._people[row["id"]] = row
            for key in _keys(row):
                self._ids.setdefault(key, row["id"])

    def sorted_out(self, people: list[_Line]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
        """(new people, id and new facts of changed ones, how many are the same)."""
        added, changed, unchanged = [], [], 0
        for person in people:
            known = self._find(person.facts)
            if known is None:
                added.append(person.facts)
                continue
            news = {name: value for name, value in person.facts.items() if self._people[known][name] != value}
            if news:
                changed.append({"id": known, **news})
            else:
                unchanged += 1
        return added, changed, unchanged

    def _find(self, facts: dict[str, Any]) -> int | None:
        return next((self._ids[key] for key in _keys(facts) if key in self._ids), None)


def _keys(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What somebody is known by, best first."""
    numbers = [(name, str(facts[name])) for name in _KNOWN_BY if facts.get(name)]
    if numbers:
        return numbers
    names = [facts.get(name) or "" for name in ("given_name", "infix", "family_name", "phone_digits")]
    return [("name", "\n".join(names))]


class _Places:
    """Departments, buildings and rooms by what a file calls them; makes those that are new."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._departments = _by_code_and_name(session.scalars(select(Department)))
        self._buildings = _by_code_and_name(session.scalars(select(Building)))
        self._spaces = {(space.building_id, space.code): space.id for space in session.scalars(select(Space))}

    def ids(self, place: dict[str, str]) -> dict[str, int]:
        """``department_id`` and ``space_id`` where the file names them."""
        found = {}
        if "department_code" in place or "department" in place:
            code, name = place.get("department_code", ""), place.get("department", "")
            found["department_id"] = self._one(self._departments, Department, code, name)
        if "space" in place:
            building = self._one(self._buildings, Building, place.get("building_code", ""), place.get("building", ""))
            found["space_id"] = self._space(building, place["space"])
        return found

    def _one(
        self,
        known: dict[str, int],
        table: type[Department] | type[Building],
        code: str,
        name: str,
    ) -> int:
        asked = f"code {code}" if code else f"name {name}"
        if asked not in known:
            row = table(code=code or name[:32], name=name or code)
            self._session.add(row)
            self._session.flush()
            known.update({f"code {row.code}": row.id, f"name {row.name}": row.id})
        return known[asked]

    def _space(self, building: int, code: str) -> int:
        if (building, code) not in self._spaces:
            space = Space(building_id=building, code=code)
            self._session.add(space)
            self._session.flush()
            self._spaces[building, code] = space.id
        return self._spaces[building, code]


def _by_code_and_name(rows: Iterator[Any]) -> dict[str, int]:
    known: dict[str, int] = {}
    for row in rows:
        known.setdefault(f"code {row.code}", row.id)
        known.setdefault(f"name {row.name}", row.id)
    return known
