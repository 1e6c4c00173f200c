# SPDX-License-Identifier: EUPL-1.2
"""Words that found nothing are kept without persons, and point at where they might belong."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from desk_app.app import Desk
from desk_app.catalogue.missed import KEPT
from desk_app.catalogue.models import MissedWords
from desk_app.core.actor import Actor
from desk_app.core.clock import FixedClock


def test_words_are_counted_however_they_are_written(desk: Desk, actor: Actor) -> None:
    for typed in ("Carré  rolstoel", "carre ROLSTOEL!", "CARRÉ rolstoel"):
        desk.catalogue.note_missed(actor, typed)

    (row,) = desk.catalogue.missed_words(actor)

    assert (row.words, row.shown, row.times) == ("carre rolstoel", "CARRÉ rolstoel", 3)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "??",
        "pas\0kwijt",
        "pas \ud800",
        "a",
        "12 3",
        "0104711",
        "pas 0612345678",
        "M26-004217",
        "sanne.jansen@example.org",
        "Jansen",
        "sanne JANSEN",
        "van der Berg",
        "Łukaszewicz",
        "een twee drie vier vijf zes",
        " ".join(["x" * 30] * 4),
    ],
)
def test_what_may_be_about_a_person_or_means_nothing_is_not_kept(desk: Desk, actor: Actor, typed: str) -> None:
    desk.catalogue.note_missed(actor, typed)

    with desk.db.read() as session:
        assert session.scalar(select(func.count()).select_from(MissedWords)) == 0


def test_alike_words_stand_together_and_the_most_asked_come_first(desk: Desk, actor: Actor) -> None:
    for typed, times in (
        ("kaartlezer", 2),
        ("verhuisdoos", 3),
        ("verhuisdozen", 1),
        ("kartlezer", 3),
        ("plantenbak", 1),
    ):
        for _time in range(times):
            desk.catalogue.note_missed(actor, typed)

    rows = desk.catalogue.missed_words(actor)

    assert [row.words for row in rows] == ["kartlezer", "kaartlezer", "verhuisdoos", "verhuisdozen", "plantenbak"]


def test_words_point_at_the_nearest_product_and_branch(desk: Desk, actor: Actor, item_id: int, topic_id: int) -> None:
    desk.catalogue.note_missed(actor, "rolstool duwer")
    desk.catalogue.note_missed(actor, "xylofoon")

    near, far = sorted(desk.catalogue.missed_words(actor), key=lambda row: row.words)

    assert (near.item_id, near.item, near.topic_id, near.topic) == (
        item_id,
        "Rolstoel lenen",
        topic_id,
        "Ik wil iets lenen",
    )
    assert (far.item_id, far.item, far.topic_id, far.topic) == (None, "", None, "")


def test_words_that_nobody_types_any_more_are_forgotten(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    desk.catalogue.note_missed(actor, "faxpapier")

    clock.advance(KEPT + timedelta(days=1))
    desk.catalogue.note_missed(actor, "zonnebank")

    assert [row.words for row in desk.catalogue.missed_words(actor)] == ["zonnebank"]
