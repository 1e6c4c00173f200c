# SPDX-License-Identifier: EUPL-1.2
"""The customer picker: whoever stands at the counter is found while the agent types."""

import csv
import json
from pathlib import Path
from unicodedata import ucd_3_2_0

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.core.db import Database
from desk_app.core.errors import NotAllowed
from desk_app.relations.messages import AddPerson
from desk_app.relations.models import Person
from desk_app.relations.names import display_name
from desk_app.relations.queries import RelationsQueries
from tests import factories

CROWD = [
    ("Łukasz", "", "Łukaszewicz"),
    ("Zoë", "van 't", "Hof"),
    ("IJsbrand", "", "d’Angelo"),
    ("Sam", "van der", "Berg"),
    ("Jan-Willem", "de", "Ĳssel"),
    ("Αλέξανδρος", "", "Παπαδόπουλος"),
    ("Юрий", "", "Йовович"),
    ("Thảo", "", "Phạm"),
    ("Bo", "", "Li"),
    ("", "", "Groß"),
]


def add_people(db: Database, names: list[tuple[str, str, str]]) -> None:
    """People with nothing but a name."""
    rows = [{"given_name": g, "infix": i, "family_name": f, "version": 1, "prefers_mail": False} for g, i, f in names]
    with db.jot() as session:
        session.execute(insert(Person), rows)


def names_found(desk: Desk, actor: Actor, text: str, limit: int = 12) -> list[str]:
    return [hit.name for hit in desk.people.find_people(actor, text, limit)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lukasz", "Łukasz Łukaszewicz"),
        ("lukaszewicz luk", "Łukasz Łukaszewicz"),
        ("hof zoe", "Zoë van 't Hof"),
        ("van 't h", "Zoë van 't Hof"),
        ("vanthof", "Zoë van 't Hof"),
        ("zoe hof", "Zoë van 't Hof"),
        ("dangelo", "IJsbrand d’Angelo"),
        ("ijsbr", "IJsbrand d’Angelo"),
        ("sam berg", "Sam van der Berg"),
        ("vanderb sam", "Sam van der Berg"),
        ("janwillem", None),
        ("jan-willem ijss", "Jan-Willem de Ĳssel"),
        ("παπ", "Αλέξανδρος Παπαδόπουλος"),
        ("юри йов", "Юрий Йовович"),
        ("pham", "Thảo Phạm"),
        ("gross", "Groß"),
        ("lukazsewicz", "Łukasz Łukaszewicz"),
        ("lukazs", "Łukasz Łukaszewicz"),
        ("jansn", "Sanne Jansen"),
        ("jnasen sane", "Sanne Jansen"),
    ],
)
def test_person_is_found_as_people_type_names(desk: Desk, actor: Actor, typed: str, name: str | None) -> None:
    add_people(desk.db, CROWD)

    found = names_found(desk, actor, typed)

    assert found[:1] == ([name] if name else [])


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("0104711", "Sanne Jansen"),
        ("104711", "Sanne Jansen"),
        ("01047", "Sanne Jansen"),
        ("sanne.jansen@example.org", "Sanne Jansen"),
        ("Sanne.Jansen@Exa", "Sanne Jansen"),
        ("06-12345678", "Sanne Jansen"),
        ("+31 6 12345678", "Sanne Jansen"),
        ("5678", "Sanne Jansen"),
    ],
)
def test_person_is_found_by_badge_number_mail_and_phone(desk: Desk, actor: Actor, typed: str, name: str) -> None:
    add_people(desk.db, CROWD)

    assert names_found(desk, actor, typed)[0] == name


def test_exact_number_comes_before_everything_else(desk: Desk, actor: Actor) -> None:
    with desk.db.jot() as session:
        session.add(Person(family_name="Aalders", personnel_number="1047110"))

    found = names_found(desk, actor, "104711")

    assert found == ["Sanne Jansen", "Aalders"]


def test_who_is_near_comes_before_namesakes(desk: Desk, actor: Actor) -> None:
    add_people(desk.db, [("Anna", "", "Jansen"), ("Bart", "", "Jansen"), ("Zeno", "", "Jansen")])
    assert names_found(desk, actor, "jansen")[0] == "Anna Jansen"

    with desk.db.read() as session:
        zeno = session.scalars(select(Person.id).where(Person.given_name == "Zeno")).one()
    people = RelationsQueries(desk.db, near=lambda _session, _actor, _now: {zeno: 2})

    assert people.find_people(actor, "jansen")[0].name == "Zeno Jansen"


def test_customer_of_today_is_the_top_hit_at_this_counter(desk: Desk, actor: Actor) -> None:
    factories.a_visit(desk, actor)

    add_people(desk.db, [("Anna", "", "Jansen"), ("Bart", "", "Jansen")])

    assert names_found(desk, actor, "jans")[0] == "Sanne Jansen"


def test_whole_surname_is_found_among_thousands_that_begin_so(desk: Desk, actor: Actor) -> None:
    add_people(desk.db, [("Bo", "", "Li"), *((f"Lisa{number}", "", "Lindeboom") for number in range(1_500))])

    assert names_found(desk, actor, "li")[0] == "Bo Li"


def test_changed_name_is_found_and_the_old_one_is_not(desk: Desk, actor: Actor) -> None:
    person = factories.person_id(desk.db, "Jansen")
    with desk.db.jot() as session:
        session.get_one(Person, person).family_name = "Roggeveld"

    assert names_found(desk, actor, "roggev") == ["Sanne Roggeveld"]
    assert names_found(desk, actor, "jansen") == []


def test_new_customer_is_found_with_a_slip_at_once(desk: Desk, actor: Actor) -> None:
    assert names_found(desk, actor, "klaverveldd") == []

    desk.relations.add_person(
        actor, AddPerson(family_name="Klaverveld", department_id=desk.people.departments(actor)[0].id, phone="4711")
    )

    assert names_found(desk, actor, "klavervled") == ["Klaverveld"]


def test_who_may_not_see_people_finds_nobody(desk: Desk) -> None:
    back_office = factories.an_actor(desk.db, "joost", Role.BACK_OFFICE)

    with pytest.raises(NotAllowed):
        desk.people.find_people(back_office, "jansen")


@pytest.mark.parametrize("typed", ["", "   ", "…", "\0", "'", '"', "*"])
def test_nothing_to_look_for_finds_nobody(desk: Desk, actor: Actor, typed: str) -> None:
    assert names_found(desk, actor, typed) == []


EUROPE_AND_NEAR = st.characters(categories=["L"], max_codepoint=0x6FF).filter(
    lambda letter: ucd_3_2_0.category(letter) != "Cn"
)
FAR = st.characters(categories=["L"], min_codepoint=0x4E00, max_codepoint=0x9FA5)
NAME = st.text(EUROPE_AND_NEAR | FAR | st.sampled_from(" -'’"), min_size=1, max_size=24)
"""SQLite knows the letters of Unicode 6.1; a name in a younger script is found by number and phone only."""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_name=NAME, family_name=NAME)
def test_typing_a_name_letter_by_letter_never_loses_the_person(
    desk: Desk, actor: Actor, given_name: str, family_name: str
) -> None:
    with desk.db.jot() as session:
        person = Person(given_name=given_name, family_name=family_name)
        session.add(person)
        session.flush()
        person_id = person.id

    whole = display_name(given_name, "", family_name)
    typed = [whole[:length] for length in range(1, len(whole) + 1)]
    hits = {text: {hit.id for hit in desk.people.find_people(actor, text, 1_000)} for text in typed}

    assert all(person_id in found for text, found in hits.items() if any(letter.isalnum() for letter in text))


def test_hard_dutch_names_are_found_letter_by_letter(desk: Desk, actor: Actor, shared_data: Path) -> None:
    with (shared_data / "names" / "achternamen_lastig.csv").open(encoding="utf-8", newline="") as file:
        surnames = [row["achternaam"] for row in csv.DictReader(file)][::23]
    add_people(desk.db, [("", "", surname) for surname in surnames])

    lost = [
        surname[:length]
        for surname in surnames
        for length in {2, len(surname) // 2, len(surname)}
        if any(letter.isalnum() for letter in surname[:length])
        and surname not in names_found(desk, actor, surname[:length], 2_000)
    ]

    assert surnames
    assert lost == []


def test_naughty_strings_are_only_words(desk: Desk, actor: Actor, shared_data: Path) -> None:
    strings: list[str] = json.loads((shared_data / "blns" / "blns.json").read_text("utf-8"))

    hits = [hit for text in strings for hit in desk.people.find_people(actor, text)]

    assert all(desk.people.person(actor, hit.id).name == hit.name for hit in hits)
