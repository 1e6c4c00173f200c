# SPDX-License-Identifier: EUPL-1.2
"""The search indexes say what the tables say, whatever was written, and a keystroke never reads everything."""

from unicodedata import ucd_3_2_0

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text

from desk_app.app import Desk
from desk_app.core.actor import Actor
from desk_app.core.db import Database
from desk_app.core.fulltext import WordIndex
from desk_app.core.words import words
from desk_app.relations.models import Person
from tests import factories

PEOPLE = WordIndex("person_search")
UNKNOWN = "Ǡǡ"
"""The one Latin letter below U+0250 whose marks SQLite does not take off."""
LETTERS = st.characters(categories=["L", "N", "P", "S", "Z"], max_codepoint=0x6FF, exclude_characters=UNKNOWN).filter(
    lambda letter: ucd_3_2_0.category(letter) != "Cn"  # SQLite knows Unicode 6.1, Python a younger one
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(LETTERS, min_size=1, max_size=30), min_size=1, max_size=5))
def test_index_finds_what_is_written_and_forgets_what_is_not(db: Database, names: list[str]) -> None:
    with db.jot() as session:
        people = [Person(family_name="weg") for _name in names]
        session.add_all(people)
        session.flush()
        for person, name in zip(people, names, strict=True):
            person.family_name = name
        session.flush()
        session.delete(people[-1])
        session.flush()
        expected = {(person.id, word) for person, name in zip(people[:-1], names, strict=False) for word in words(name)}

        found = {
            (person_id, word)
            for name in names
            for word in words(name)
            for (person_id,) in PEOPLE.rows(session, select(Person.id), Person.id, [[word]], limit=10_000, whole=True)
        }
        gone = PEOPLE.rows(session, select(Person.id), Person.id, [["weg"]], limit=10)

        assert expected <= found
        assert people[-1].id not in {person_id for person_id, _word in found}
        assert [person_id for (person_id,) in gone if (person_id, "weg") not in expected] == []


def test_bulk_writing_is_indexed_as_well(db: Database) -> None:
    rows = [{"family_name": f"Bulk{serial}", "version": 1, "prefers_mail": False} for serial in range(2_500)]
    with db.jot() as session:
        session.execute(insert(Person), rows)

    with db.read() as session:
        newest = PEOPLE.rows(session, select(Person.family_name), Person.id, [["bulk"]], limit=3)
        oldest = PEOPLE.rows(session, select(Person.family_name), Person.id, [["bulk0"]], limit=3)

    assert [name for (name,) in newest] == ["Bulk2499", "Bulk2498", "Bulk2497"]
    assert [name for (name,) in oldest] == ["Bulk0"]


@pytest.mark.parametrize("index", ["person_search", "ticket_search", "note_search"])
def test_index_and_table_agree(desk: Desk, actor: Actor, index: str) -> None:
    if desk.db.dialect != "sqlite":
        pytest.skip("the check is FTS5's own")
    factories.a_visit(desk, actor)

    with desk.db.engine.begin() as connection:
        connection.execute(text(f"insert into {index} ({index}, rank) values ('integrity-check', 1)"))
        secure = connection.scalar(text(f"select v from {index}_config where k = 'secure-delete'"))

    assert secure == 1


def test_plan_goes_from_the_index_to_the_tickets(desk: Desk) -> None:
    if desk.db.dialect != "sqlite":
        pytest.skip("PostgreSQL chooses by its statistics; fulltext.py makes both choices cheap")
    query = (
        "explain query plan select tickets.subject from tickets join ticket_search on ticket_search.rowid = tickets.id"
        " left join persons on persons.id = tickets.requester_id where ticket_search match 'beamer*'"
        " order by ticket_search.rowid desc limit 20"
    )

    with desk.db.read() as session:
        plan = " ".join(str(row[3]) for row in session.execute(text(query)))

    assert plan.startswith("SCAN ticket_search VIRTUAL TABLE INDEX")
    assert "TEMP B-TREE" not in plan
    assert "SCAN tickets" not in plan
