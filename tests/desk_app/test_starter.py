# SPDX-License-Identifier: EUPL-1.2
"""What a new desk begins with is whole, readable and loaded once."""

import re
from collections import Counter as Tally
from datetime import date
from statistics import mean

from sqlalchemy import func, select

from desk_app import starter
from desk_app.catalogue.models import CatalogueItem, DemandTopic
from desk_app.contracts.models import Closure
from desk_app.contracts.queries import read_calendar
from desk_app.core.actor import the_program
from desk_app.core.audit import AuditEntry
from desk_app.core.codes import CodeKind, parse_code
from desk_app.core.db import Database
from desk_app.identity.models import Counter, Team

FILES = starter.read_files(starter.CATALOGUE)


def test_starter_is_loaded_once_as_one_command(db: Database) -> None:
    assert starter.load(db, the_program()) is True

    assert starter.load(db, the_program()) is False

    with db.read() as session:
        assert session.scalars(select(AuditEntry.command)).all() == ["LoadStarter"]
        assert session.scalar(select(func.count(CatalogueItem.id))) == len(FILES.items)
        assert session.scalars(select(Counter.name)).all() == ["Balie Hoofdgebouw"]
        assert {"EERSTELIJN", "TWEEDELIJN", "ACCOUNT"} <= set(session.scalars(select(Team.code)))


def test_desk_with_a_team_of_its_own_is_left_alone(db: Database) -> None:
    with db.jot() as session:
        session.add(Team(code="EIGEN", name="Eigen", public_name="Eigen"))

    assert starter.load(db, the_program()) is False

    with db.read() as session:
        assert session.scalar(select(func.count(CatalogueItem.id))) == 0


def test_calendar_knows_hours_and_the_holidays_of_two_years(db: Database) -> None:
    starter.load(db, the_program())

    with db.read() as session:
        calendar = read_calendar(session)
        days = dict(session.execute(select(Closure.day, Closure.name)).all())

    assert [len(calendar.windows.get(day, ())) for day in range(7)] == [1, 1, 1, 1, 1, 0, 0]
    assert {day.year for day in days} == {2026, 2027}
    assert days[date(2027, 4, 27)] == "Koningsdag"
    assert days[date(2026, 12, 25)] == "Eerste kerstdag"
    assert date(2026, 4, 3) not in days  # Goede vrijdag is a choice
    assert date(2026, 5, 5) not in days  # Bevrijdingsdag too


def test_starter_fills_all_nine_cells_and_every_branch(db: Database) -> None:
    cells = Tally((item["complexity"], item["funding"]) for item in FILES.items)
    starter.load(db, the_program())

    with db.read() as session:
        branches = set(session.scalars(select(DemandTopic.code)))
        top = session.scalars(select(DemandTopic.name).where(DemandTopic.parent_id.is_(None))).all()

    assert len(cells) == 9
    assert 60 <= len(FILES.items) <= 90
    assert {code for item in FILES.items for code in item["topics"]} == {code for code in branches if "-" in code}
    assert {"Iets lenen", "Iets is stuk", "Ergens werken", "Iets weten", "Iets vieren of vergaderen"} <= set(top)


def test_codes_are_different_and_can_be_scanned() -> None:
    codes = [item["code"] for item in FILES.items]

    scanned = [parse_code(code) for code in codes]

    assert len(set(codes)) == len(codes)
    assert all(code is not None and code.kind is CodeKind.PRODUCT for code in scanned)


def test_explanations_are_short_sentences() -> None:
    sentences = [
        sentence
        for item in FILES.items
        for sentence in re.split(r"(?<=[.!?])\s", item["explanation"] + " " + item.get("answer", ""))
        if sentence
    ]

    lengths = [len(sentence.split()) for sentence in sentences]

    assert max(lengths) <= 18
    assert mean(lengths) <= 10


def test_what_is_answered_at_once_has_its_answer() -> None:
    information = [item for item in FILES.items if item["kind"] == "information"]

    assert information
    assert all(item.get("answer") and item["lead_amount"] == 0 for item in information)
    assert all(item["keywords"] and item["explanation"] for item in FILES.items)
