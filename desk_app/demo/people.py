# SPDX-License-Identifier: EUPL-1.2
"""Invented people with names from all over, and the rooms they sit in. Pure: the same seed gives the same people."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from desk_app.core.words import words
from desk_app.relations.models import PersonKind

Facts = Mapping[str, Any]
Row = dict[str, Any]

ROOM_OF_SANNE = "B2.14"

_KINDS = ((PersonKind.EMPLOYEE, 0.62), (PersonKind.STUDENT, 0.33), (PersonKind.VISITOR, 0.03))
"""The rest are suppliers."""


def rooms(facts: Facts, building_ids: Mapping[str, int]) -> Iterator[Row]:
    """The rooms of all buildings: floor 0 and up, numbered as on the door (``B2.14``)."""
    names: Sequence[str] = facts["rooms"]["names"]
    for building in facts["buildings"]:
        for floor in range(building["floors"]):
            for number in range(1, facts["rooms"]["per_floor"] + 1):
                yield {
                    "building_id": building_ids[building["code"]],
                    "code": f"{building['code']}{floor}.{number:02d}",
                    "name": names[(number * 7 + floor * 3) % len(names)],
                }


def people(
    facts: Facts, count: int, random: Random, department_ids: Sequence[int], space_ids: Mapping[str, int]
) -> Iterator[Row]:
    """``count`` people; the first is Sanne Jansen, of the first department."""
    spaces = list(space_ids.values())
    yield _person(
        ("Sanne", "", "Jansen"),
        0,
        PersonKind.EMPLOYEE,
        facts["mail"],
        department_id=department_ids[0],
        space_id=space_ids[ROOM_OF_SANNE],
        phone="4711",
        attention="Wil bericht per e-mail",
    )
    for serial in range(1, count):
        kind = _kind(random)
        works_here = kind is PersonKind.EMPLOYEE
        yield _person(
            (random.choice(facts["given"]), *_family(facts, random)),
            serial,
            kind,
            facts["mail"],
            department_id=random.choice(department_ids) if works_here or kind is PersonKind.STUDENT else None,
            space_id=random.choice(spaces) if works_here else None,
            phone=_phone(random, works_here),
            language="en" if random.random() < 0.08 else "nl",
        )


def _person(
    name: tuple[str, str, str],
    serial: int,
    kind: PersonKind,
    mail: str,
    *,
    department_id: int | None,
    space_id: int | None,
    phone: str,
    language: str = "nl",
    attention: str = "",
) -> Row:
    given, infix, family = name
    number = 104_711 + serial
    address = ".".join("".join(words(part)) for part in name if words(part))
    inside = kind in (PersonKind.EMPLOYEE, PersonKind.STUDENT)
    return {
        "given_name": given,
        "infix": infix,
        "family_name": family,
        "kind": kind,
        "department_id": department_id,
        "space_id": space_id,
        "badge": f"{number:07d}" if inside else None,
        "personnel_number": str(number) if inside else None,
        "email": f"{address}{serial or ''}@{mail}",
        "phone": phone or None,
        "phone_digits": "".join(digit for digit in phone if digit.isdigit())[-9:] or None,
        "language": language,
        "prefers_mail": serial % 9 == 0,
        "attention": attention,
        "attention_until": None,
        "active": True,
        "version": 1,
    }


def _kind(random: Random) -> PersonKind:
    drawn = random.random()
    for kind, share in _KINDS:
        drawn -= share
        if drawn < 0:
            return kind
    return PersonKind.SUPPLIER


def _family(facts: Facts, random: Random) -> tuple[str, str]:
    drawn = random.random()
    if drawn < 0.2:
        infix, family = random.choice(facts["infix_names"])
        return infix, family
    if drawn < 0.4:
        return "", random.choice(facts["family_whole"])
    family = random.choice(facts["family_start"]) + random.choice(facts["family_end"])
    infix = random.choice(("", "", "", "van", "van der", "de"))
    return infix, family


def _phone(random: Random, works_here: bool) -> str:
    if works_here and random.random() < 0.6:
        return str(random.randrange(1000, 10_000))
    return f"06 {random.randrange(10_000_000, 100_000_000)}" if random.random() < 0.8 else ""
