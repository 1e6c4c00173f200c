# SPDX-License-Identifier: EUPL-1.2
"""The sentence under the bar, and what the bar shows: ran, stood still and why, target, promise, done."""

import pytest

from desk_app.tickets.clocks import Clock, Mark
from desk_app.tickets.lifecycle import TicketStatus
from tests.ui.tickets.clocks import SOURCE, SUPPLIER, a_clock, at, done, taken, waits
from ui.tickets.clock_picture import Sign, Stretch
from ui.tickets.clock_words import picture_of, response_of, sentence_of, spoken_of

R, L, P, D, REST = Stretch.RUNNING, Stretch.LATE, Stretch.PAUSED, Stretch.DONE, Stretch.LEFT

RUNNING = a_clock(at(24, 8, 12), taken(at(24, 9)), waits(at(24, 9, 40)), taken(at(24, 10)))
PAUSED = a_clock(at(23, 15), taken(at(23, 15, 30)), waits(at(24, 9)))
LATE = a_clock(at(19, 9), taken(at(19, 11)))
REOPENED = a_clock(at(16, 9), taken(at(16, 11)), done(at(17, 10)), taken(at(18, 12)), done(at(19, 12)), hours=45)
RUNS_ON = a_clock(at(24, 9), waits(at(24, 10), SUPPLIER), response=None)
NOW = at(24, 10, 42)


@pytest.mark.parametrize(
    ("clock", "sentence"),
    [
        (RUNNING, "Klok: loopt · nog 5 u 50 min van 8 werkuren · stond 20 min stil (wachtte op de klant)"),
        (
            PAUSED,
            "Klok: staat stil sinds 9.00, wacht op de klant · nog 5 u van 8 werkuren · stond 1 u 42 min stil "
            "(wachtte op de klant)",
        ),
        (LATE, "Klok: loopt · 20 werkuren te laat; de norm is 8 werkuren"),
        (REOPENED, "Klok: gereed do 19 nov 12.00 · 26 werkuren over van 45 werkuren"),
        (RUNS_ON, "Klok: loopt door terwijl we wachten op een leverancier · nog 6 u 18 min van 8 werkuren"),
    ],
)
def test_one_sentence_says_how_the_clock_stands(clock: Clock, sentence: str) -> None:
    assert sentence_of(clock, NOW) == sentence


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (RUNNING, "Eerste reactie: 9.00, op tijd (norm 9.12)"),
        (LATE, "Eerste reactie: do 19 nov 11.00, te laat (norm do 19 nov 10.00)"),
        (a_clock(at(24, 10)), "Eerste reactie: voor 11.00"),
        (a_clock(at(24, 8)), "Eerste reactie: nog niet, de norm was 9.00"),
        (a_clock(at(24, 8), response=None), ""),
    ],
)
def test_the_first_answer_has_a_clock_of_its_own(clock: Clock, words: str) -> None:
    assert response_of(clock, NOW) == words


@pytest.mark.parametrize(
    ("clock", "pieces"),
    [
        (RUNNING, [R, P, R, REST]),
        (PAUSED, [R, P, REST]),
        (LATE, [R, L]),
        (REOPENED, [R, D, R]),
        (RUNS_ON, [R, R, REST]),
    ],
)
def test_the_bar_shows_what_the_clock_did(clock: Clock, pieces: list[Stretch]) -> None:
    picture = picture_of(clock, at(24, 17), NOW)

    assert [piece.kind for piece in picture.pieces] == pieces
    assert all(piece.first < piece.last for piece in picture.pieces)
    assert all(before.last <= after.first for before, after in zip(picture.pieces, picture.pieces[1:], strict=False))


def test_a_promise_that_differs_has_a_mark_of_its_own() -> None:
    apart = picture_of(RUNNING, at(24, 17), NOW)
    together = picture_of(RUNNING, at(24, 16, 32), NOW)

    assert {mark.kind: mark.label for mark in apart.marks}[Sign.PROMISE] == "Beloofd 17.00"
    assert Sign.PROMISE not in {mark.kind for mark in together.marks}
    assert {mark.kind: mark.label for mark in together.marks}[Sign.TARGET] == "Norm en belofte 16.32"


def test_while_it_stands_still_the_target_moves_on() -> None:
    early, late = (picture_of(PAUSED, None, at(24, hour)) for hour in (10, 14))

    targets = [mark for picture in (early, late) for mark in picture.marks if mark.kind is Sign.TARGET]
    assert [mark.label for mark in targets] == ["Norm 15.00 of later", "Norm wo 25 nov 10.00 of later"]
    assert "schuift de norm op" in targets[0].words


def test_what_is_done_has_its_end_and_no_now() -> None:
    signs = [mark.kind for mark in picture_of(REOPENED, None, NOW).marks]

    assert Sign.DONE in signs
    assert Sign.NOW not in signs


def test_all_of_it_can_be_heard() -> None:
    picture = picture_of(RUNNING, at(24, 17), NOW)

    spoken = spoken_of(RUNNING, picture, NOW)

    assert spoken.startswith(sentence_of(RUNNING, NOW))
    assert SOURCE in spoken
    assert "Stond stil van 9.40 tot 10.00: wachtte op de klant." in spoken
    assert "De klant beloofd: 17.00." in spoken
    assert ".." not in spoken


def test_a_computer_whose_clock_runs_behind_shows_no_length_below_zero() -> None:
    ahead = a_clock(at(24, 10, 44), taken(at(24, 10, 45)))

    picture = picture_of(ahead, None, NOW)

    assert all(piece.first < piece.last for piece in picture.pieces)
    assert sentence_of(ahead, NOW).startswith("Klok: loopt · nog")


def test_what_was_cancelled_kept_no_promise_and_broke_none() -> None:
    cancelled = a_clock(at(24, 8), taken(at(24, 8, 30)), Mark(at(24, 9), TicketStatus.CANCELLED))

    signs = [mark.kind for mark in picture_of(cancelled, None, NOW).marks]

    assert sentence_of(cancelled, NOW) == "Klok: geannuleerd 9.00"
    assert Sign.CANCELLED in signs
    assert Sign.DONE not in signs
