# SPDX-License-Identifier: EUPL-1.2
"""Rooms and departments are found by what people call them."""

import pytest

from desk_app.app import Desk
from desk_app.core.actor import Actor
from desk_app.core.errors import NotFound
from desk_app.relations.models import Building, Department, Space
from tests import factories


@pytest.fixture
def campus(desk: Desk) -> Desk:
    with desk.db.jot() as session:
        library = Building(code="C", name="Bibliotheek")
        session.add(library)
        session.flush()
        session.add_all(
            [
                Space(building_id=library.id, code="C0.01", name="leeszaal"),
                Space(building_id=library.id, code="C0.14", name="kantoor"),
                Department(code="BIB", name="Bibliotheek en archief"),
            ]
        )
    return desk


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("d2.14", ["D2.14"]),
        ("D214", ["D2.14"]),
        ("d 2 14", ["D2.14"]),
        ("d2", ["D2.14"]),
        ("leeszaal", ["C0.01"]),
        ("bibliotheek", ["C0.01", "C0.14"]),
        ("gebouw d", ["D2.14"]),
        ("biblio kant", ["C0.14"]),
        ("zzz", []),
        ("", []),
        ("...", []),
    ],
)
def test_room_is_found_by_code_name_and_building(campus: Desk, actor: Actor, typed: str, codes: list[str]) -> None:
    assert [hit.code for hit in campus.people.find_spaces(actor, typed)] == codes


def test_new_room_is_found_at_once(campus: Desk, actor: Actor) -> None:
    assert campus.people.find_spaces(actor, "kluis") == ()

    with campus.db.jot() as session:
        session.add(Space(building_id=1, code="D0.99", name="kluis"))

    assert campus.people.find_spaces(actor, "kluis")[0].detail == "Gebouw D · kluis"


def test_room_is_read_by_id(campus: Desk, actor: Actor) -> None:
    hit = campus.people.space(actor, factories.space_id(campus.db))

    assert (hit.code, hit.detail) == ("D2.14", "Gebouw D · collegezaal")
    with pytest.raises(NotFound):
        campus.people.space(actor, 999_999)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("bib", ["Bibliotheek en archief"]),
        ("archief", ["Bibliotheek en archief"]),
        ("fac", ["Facilitair"]),
        ("", ["Bibliotheek en archief", "Facilitair"]),
        ("zzz", []),
    ],
)
def test_department_is_found_by_code_and_name(campus: Desk, actor: Actor, typed: str, names: list[str]) -> None:
    assert [row.name for row in campus.people.find_departments(actor, typed)] == names
