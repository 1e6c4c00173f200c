# SPDX-License-Identifier: EUPL-1.2
"""What stands first in the palette and the search box."""

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.shell.finder import Entry, Finder, has_letters, matching, rank
from ui.shell.tasks import Tasks

CARD = Entry("1", "Pas vervangen", lambda: None, detail="basis · 1 werkdag", code="P-PAS")
DAY_CARD = Entry("2", "Pas vergeten: dagpas", lambda: None, code="P-DAG")
PRINT = Entry("3", "Gereedmelding printen", lambda: None)
ALL = [CARD, DAY_CARD, PRINT]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("p-pas", 0), ("pas ver", 1), ("verv", 2), ("erva", 3), ("psvv", 4), ("zz", 5)],
)
def test_an_exact_code_comes_before_a_beginning_before_letters_in_order(words: str, expected: int) -> None:
    assert rank(words, CARD) == expected


@pytest.mark.parametrize(("wanted", "is_there"), [("grmld", True), ("GEREED", True), ("dlmrg", False), ("", True)])
def test_letters_in_order_are_enough(wanted: str, is_there: bool) -> None:
    assert has_letters(wanted, "gereed melden") is is_there


def test_what_was_used_lately_comes_first_among_equals(tasks: Tasks) -> None:
    finder, owner, shown = Finder(tasks), QObject(), list[list[Entry]]()
    finder.add("/", lambda words: matching(words, ALL), is_quick=True)

    finder.used(DAY_CARD)
    finder.ask(owner, "pas", shown.append)

    assert shown[-1][:2] == [DAY_CARD, CARD]


def test_a_prefix_asks_one_source_only(tasks: Tasks) -> None:
    finder, owner, shown = Finder(tasks), QObject(), list[list[Entry]]()
    finder.add("/", lambda words: matching(words, [CARD]), is_quick=True)
    finder.add(">", lambda words: matching(words, [PRINT]), is_quick=True)

    finder.ask(owner, "/", shown.append)
    finder.ask(owner, ">", shown.append)
    finder.ask(owner, "", shown.append)

    assert shown == [[CARD], [PRINT], [CARD, PRINT]]


def test_slow_answers_join_the_quick_ones(qtbot: QtBot, tasks: Tasks) -> None:
    finder, owner, shown = Finder(tasks), QObject(), list[list[Entry]]()
    finder.add(">", lambda words: matching(words, [PRINT]), is_quick=True)
    finder.add("/", lambda words: matching(words, [CARD, DAY_CARD]))

    finder.ask(owner, "p", shown.append)
    with qtbot.waitSignal(tasks.idle):
        pass

    assert shown[0] == [PRINT]
    assert set(shown[-1]) == set(ALL)


def test_what_stands_first_does_not_hang_on_who_answers_first(qtbot: QtBot, tasks: Tasks) -> None:
    finder, owner, shown = Finder(tasks), QObject(), list[list[Entry]]()
    others_are_there = threading.Event()

    def late(words: str) -> list[Entry]:
        others_are_there.wait(5)
        return matching(words, [CARD])

    finder.add("#", late)
    finder.add("/", lambda words: matching(words, [DAY_CARD]), is_quick=True)
    finder.ask(owner, "pas ver", shown.append)
    others_are_there.set()
    with qtbot.waitSignal(tasks.idle):
        pass

    assert shown == [[DAY_CARD], [CARD, DAY_CARD]]
