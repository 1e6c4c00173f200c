# SPDX-License-Identifier: EUPL-1.2
"""The catalogue as it is asked at the counter, on our own starter catalogue."""

import json
from datetime import date
from pathlib import Path

import pytest

from desk_app import starter
from desk_app.app import Desk, build
from desk_app.catalogue.messages import ItemFilter
from desk_app.catalogue.models import CatalogueItem, Complexity, Funding, ItemStatus
from desk_app.core.actor import Actor, Role, the_program
from desk_app.core.db import Database
from desk_app.core.errors import NotFound
from desk_app.core.i18n import set_language
from tests import factories

DAY = date(2026, 11, 24)


@pytest.fixture
def desk(db: Database) -> Desk:
    """A new desk as a customer of ours gets it."""
    starter.load(db, the_program())
    return build(db)


@pytest.fixture
def actor(desk: Desk) -> Actor:
    return factories.an_actor(desk.db, "eva", Role.COUNTER, "Balie Hoofdgebouw")


def codes(desk: Desk, actor: Actor, text: str) -> list[str]:
    return [hit.code for hit in desk.catalogue.find_items(actor, text)]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("pas", "P-PAS"),
        ("P-PAS", "P-PAS"),
        ("pasje kwijt", "P-PAS"),
        ("bea", "P-SBEAM"),
        ("beemer", "P-SBEAM"),
        ("beamer lenen", "P-LBEAM"),
        ("geen beeld", "P-SBEAM"),
        ("sluetel", "P-LSLEU"),
        ("koffie", "P-SKOFF"),
        ("wc", "P-SWC"),
        ("dagpas", "P-DAG"),
        ("vergeten pas", "P-DAG"),
        ("verhuizen", "P-VERH"),
        ("waar parkeren", "P-IPARK"),
        ("klacht", "P-KLACHT"),
        ("carré", "P-OPST"),
        ("CARRE", "P-OPST"),
    ],
)
def test_first_hit_is_what_the_customer_means(desk: Desk, actor: Actor, typed: str, code: str) -> None:
    assert codes(desk, actor, typed)[0] == code


@pytest.mark.parametrize("typed", ["", "  ", "zzzzzz", "'\"*", "\0"])
def test_nothing_is_found_for_nothing(desk: Desk, actor: Actor, typed: str) -> None:
    assert codes(desk, actor, typed) == []


def test_product_stays_in_sight_while_its_name_is_typed(desk: Desk, actor: Actor) -> None:
    for item in desk.catalogue.items(actor, ItemFilter()):
        typed = [item.name[:length] for length in range(1, len(item.name) + 1)]

        found = [{hit.id for hit in desk.catalogue.find_items(actor, text, 500)} for text in typed]

        assert all(item.id in ids for ids in found)


def test_line_of_the_picker_is_in_the_language_of_the_screen(desk: Desk, actor: Actor) -> None:
    dutch = desk.catalogue.find_items(actor, "p-pas")[0].detail
    photo = desk.catalogue.find_items(actor, "p-fot")[0].detail
    set_language("en")
    try:
        english = desk.catalogue.find_items(actor, "p-pas")[0].detail
    finally:
        set_language("nl")

    assert dutch == "P-PAS · basis · 1 werkdag · gratis · Passen en sleutels"
    assert photo == "P-FOT · plus · direct · €\xa05,00 · Passen en sleutels"
    assert english == "P-PAS · basic · 1 working day · free · Passen en sleutels"


def test_change_by_anybody_is_seen_at_the_next_key(desk: Desk, actor: Actor) -> None:
    assert codes(desk, actor, "zonnebank") == []

    with desk.db.jot() as session:
        session.query(CatalogueItem).filter(CatalogueItem.code == "P-PLANT").one().keywords = "zonnebank"

    assert codes(desk, actor, "zonnebank") == ["P-PLANT"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", ItemStatus.RETIRED),
        ("status", ItemStatus.CONCEPT),
        ("valid_until", date(2026, 11, 23)),
        ("valid_from", date(2026, 11, 25)),
    ],
)
def test_what_is_not_offered_is_only_found_when_asked_for(desk: Desk, actor: Actor, field: str, value: object) -> None:
    with desk.db.jot() as session:
        setattr(session.query(CatalogueItem).filter(CatalogueItem.code == "P-PLANT").one(), field, value)

    offered = {row.code for row in desk.catalogue.items(actor, ItemFilter())}
    every = {row.code for row in desk.catalogue.items(actor, ItemFilter(only_active=False))}

    assert "P-PLANT" not in offered
    assert "P-PLANT" in every
    assert codes(desk, actor, "planten") == []


def test_item_is_read_by_id_and_code(desk: Desk, actor: Actor) -> None:
    row = desk.catalogue.by_code(actor, " p-pas ")

    assert desk.catalogue.item(actor, row.id) == row
    with pytest.raises(NotFound):
        desk.catalogue.item(actor, 999_999)
    for code in ("P-FAX", "", "\0", "\ud800", "P" * 1000, "%"):
        with pytest.raises(NotFound):
            desk.catalogue.by_code(actor, code)


def test_tree_counts_what_is_in_and_below_a_branch(desk: Desk, actor: Actor) -> None:
    topics = desk.catalogue.topics(actor)

    below: dict[int | None, set[int]] = {}
    for topic in topics:
        ids = {row.id for row in desk.catalogue.items(actor, ItemFilter(topic_id=topic.id))}
        below.setdefault(topic.parent_id, set()).update(ids)
        assert topic.items == len(ids) > 0

    for topic in topics:
        if topic.id in below:
            assert topic.items >= len(below[topic.id])
    seen: set[int] = set()
    for topic in topics:
        assert topic.parent_id is None or topic.parent_id in seen
        seen.add(topic.id)


def test_matrix_is_a_filter_that_adds_up(desk: Desk, actor: Actor) -> None:
    topic = desk.catalogue.topics(actor)[0]
    asked = ItemFilter(topic_id=topic.id, complexity=Complexity.TACTICAL)

    cells = desk.catalogue.matrix(actor, asked)

    assert len(cells) == 9
    assert sum(cell.items for cell in cells) == topic.items
    for cell in cells:
        chosen = ItemFilter(topic_id=topic.id, complexity=cell.complexity, funding=cell.funding)
        assert len(desk.catalogue.items(actor, chosen)) == cell.items
    assert cells[0].complexity is Complexity.OPERATIONAL
    assert cells[0].funding is Funding.BASIC


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.faults)])
def test_naughty_strings_are_only_words(desk: Desk, actor: Actor, shared_data: Path, step: int) -> None:
    strings: list[str] = json.loads((shared_data / "blns" / "blns.json").read_text("utf-8"))[::step]

    hits = [hit for text in strings for hit in desk.catalogue.find_items(actor, text)]

    assert all(desk.catalogue.item(actor, hit.id).code == hit.code for hit in hits)
