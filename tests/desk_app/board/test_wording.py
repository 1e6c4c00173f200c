# SPDX-License-Identifier: EUPL-1.2
"""The words on a card, in Dutch and English."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desk_app.board.messages import BoardCard, BoardCounts
from desk_app.board.wording import about_words, count_words, spoken, state_name, time_words
from desk_app.catalogue.models import TicketKind
from desk_app.core.i18n import set_language
from desk_app.tickets.lifecycle import PendingReason, TicketStatus
from desk_app.tickets.urgency import Urgency

NOW = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CARD = BoardCard(
    id=1,
    number="M26-004102",
    kind=TicketKind.INCIDENT,
    status=TicketStatus.IN_PROGRESS,
    subject="Beamer\nB2.14",
    requester="Sanne Jansen",
    space="B2.14",
    team_id=3,
    team="Audiovisueel",
    assignee_id=None,
    assignee="",
    registered_at=NOW - timedelta(days=1),
    due_at=NOW - 72 * MINUTE,
    soon_at=NOW - 200 * MINUTE,
    paused_at=None,
    pending_reason=None,
    follow_up_on=None,
    shelf="",
    ready_at=None,
    completed_at=None,
    confidential=False,
)
WAITING = replace(
    CARD,
    status=TicketStatus.PENDING,
    pending_reason=PendingReason.SUPPLIER,
    paused_at=NOW - timedelta(hours=1),
    follow_up_on=date(2026, 11, 27),
)
READY = replace(CARD, status=TicketStatus.READY, shelf="14", ready_at=NOW - timedelta(days=1))


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    yield
    set_language("nl")


@pytest.mark.parametrize(
    ("card", "nl", "en"),
    [
        (CARD, "1 u 12 min te laat", "1 h 12 min late"),
        (replace(CARD, due_at=NOW + 40 * MINUTE), "nog 40 min", "40 min left"),
        (replace(CARD, due_at=NOW + timedelta(days=3, minutes=5)), "nog 3 dagen", "3 days left"),
        (replace(CARD, due_at=None), "geen tijd afgesproken", "no time agreed"),
        (WAITING, "klok staat stil · vr", "clock stands still · Fri"),
        (replace(WAITING, follow_up_on=date(2026, 12, 9)), "klok staat stil · 9 dec", "clock stands still · 9 Dec"),
        (replace(WAITING, follow_up_on=date(2026, 11, 24)), "vandaag opvolgen", "look again today"),
        (replace(WAITING, follow_up_on=date(2026, 11, 20)), "opvolgen, sinds vr", "look again, since Fri"),
        (replace(WAITING, paused_at=None), "1 u 12 min te laat · vr", "1 h 12 min late · Fri"),
        (replace(WAITING, paused_at=None, follow_up_on=None), "1 u 12 min te laat", "1 h 12 min late"),
        (
            replace(WAITING, paused_at=None, due_at=NOW + 40 * MINUTE, follow_up_on=date(2026, 11, 24)),
            "vandaag opvolgen · nog 40 min",
            "look again today · 40 min left",
        ),
        (
            replace(WAITING, paused_at=None, follow_up_on=date(2026, 11, 20)),
            "1 u 12 min te laat · opvolgen, sinds vr",
            "1 h 12 min late · look again, since Fri",
        ),
        (READY, "vak 14 · sinds ma", "shelf 14 · since Mon"),
        (replace(READY, ready_at=NOW), "vak 14 · sinds vandaag", "shelf 14 · since today"),
        (
            replace(CARD, status=TicketStatus.COMPLETED, completed_at=NOW),
            "gereed om 10.42",
            "done at 10:42",
        ),
        (
            replace(CARD, status=TicketStatus.CLOSED, completed_at=NOW, registered_at=NOW),
            "meteen gereed, 10.42",
            "done at once, 10:42",
        ),
    ],
)
def test_a_card_says_how_it_stands_in_words(card: BoardCard, nl: str, en: str) -> None:
    set_language("nl")
    dutch = time_words(card, NOW)
    set_language("en")
    english = time_words(card, NOW)

    assert (dutch, english) == (nl, en)


def test_the_small_line_says_where_and_who_or_what_it_waits_for() -> None:
    set_language("en")

    lines = [about_words(card) for card in (CARD, replace(CARD, space="", assignee="Piet"), WAITING, READY)]

    assert lines == [
        "B2.14 · Audiovisueel",
        "Sanne Jansen · Piet",
        "waits for a supplier · Audiovisueel",
        "Sanne Jansen",
    ]


def test_a_screen_reader_hears_state_number_kind_subject_place_and_time() -> None:
    set_language("nl")

    words = spoken(CARD, NOW)

    assert words == (
        "te laat, M26-004102, storing, Beamer B2.14, B2.14, Sanne Jansen, 1 u 12 min te laat, Audiovisueel"
    )
    assert "vertrouwelijk" in spoken(replace(CARD, confidential=True), NOW)
    assert "wacht op" in spoken(WAITING, NOW)


def test_every_state_has_a_mark_of_its_own() -> None:
    cards = [CARD, WAITING, READY, replace(CARD, status=TicketStatus.COMPLETED)]
    states = [Urgency.LATE, Urgency.WAITING, Urgency.DONE, Urgency.DONE]

    names = [state_name(card, state) for card, state in zip(cards, states, strict=True)]

    assert names == ["late", "waiting", "ready", "done"]


def test_the_numbers_above_the_board() -> None:
    set_language("nl")

    words = count_words(BoardCounts(14, 2, 3))

    assert words == "14 open · 2 te laat · 3 bijna"
