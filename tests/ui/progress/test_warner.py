# SPDX-License-Identifier: EUPL-1.2
"""Warnings go out by themselves, one round at a time, and what is for this agent is said calmly at the foot."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.progress.messages import Addressee, EscalateTicket, TakeOwnership
from desk_app.progress.news import WarningNews
from tests import factories
from tests.ui.board.scenes import NOON, Work
from tests.ui.listener import calm
from ui.progress.news_teller import NewsTeller, Ways
from ui.progress.warner import Warner
from ui.shell.page import Workplace
from ui.shell.tasks import Tasks
from ui.shell.theme import Theme
from ui.widgets.toast import Toast

HOUR = timedelta(hours=1)


@pytest.fixture
def work(desk: Desk, actor: Actor) -> Work:
    """Makes tickets."""
    return Work(desk, actor)


@pytest.fixture
def heard() -> list[WarningNews]:
    """What was news."""
    return []


@pytest.fixture
def warner(workplace: Workplace, heard: list[WarningNews]) -> Warner:
    """Of the agent of the workplace; not started: the test goes round by hand."""
    warner = Warner(workplace)
    warner.news.connect(heard.extend)
    return warner


@pytest.fixture
def toast(qtbot: QtBot, theme: Theme) -> Toast:
    """The foot of a window."""
    toast = Toast()
    qtbot.addWidget(toast)
    with qtbot.waitExposed(toast):
        toast.show()
    return toast


def go_round(qtbot: QtBot, warner: Warner) -> None:
    with qtbot.waitSignal(warner.ticked):
        warner.go_round()


def test_what_becomes_late_warns_its_owner_once(
    qtbot: QtBot, warner: Warner, work: Work, desk: Desk, actor: Actor, clock: FixedClock, heard: list[WarningNews]
) -> None:
    ticket_id = work.new(HOUR)
    desk.progress.take_ownership(actor, TakeOwnership(ticket_ids=(ticket_id,)))
    go_round(qtbot, warner)
    heard.clear()
    clock.advance(HOUR + timedelta(minutes=1))

    go_round(qtbot, warner)
    first = list(heard)
    go_round(qtbot, warner)

    assert {one.ticket_id for one in first} == {ticket_id}
    assert heard == first
    assert desk.ticket_queries.timeline(actor, ticket_id)[-1].kind == "warned"


def test_what_was_given_before_signing_in_is_no_news(
    qtbot: QtBot, warner: Warner, work: Work, desk: Desk, actor: Actor, heard: list[WarningNews]
) -> None:
    piet = factories.an_actor(desk.db, "piet", Role.SECOND_LINE)
    ticket_id = work.taken()
    desk.progress.escalate(piet, EscalateTicket(ticket_id=ticket_id, addressee=Addressee.ASSIGNEE, reason="nu graag"))

    go_round(qtbot, warner)
    before = list(heard)
    desk.progress.escalate(piet, EscalateTicket(ticket_id=ticket_id, addressee=Addressee.ASSIGNEE, reason="nog eens"))
    go_round(qtbot, warner)

    assert before == []
    assert [(one.reason, one.given_by) for one in heard] == [("nog eens", "Piet")]


def test_a_warning_for_somebody_else_is_no_news(
    qtbot: QtBot, warner: Warner, work: Work, desk: Desk, actor: Actor, heard: list[WarningNews]
) -> None:
    piet = factories.an_actor(desk.db, "piet", Role.SECOND_LINE)
    ticket_id = work.taken()
    go_round(qtbot, warner)

    desk.progress.escalate(piet, EscalateTicket(ticket_id=ticket_id, addressee=Addressee.MANAGER, reason="nu graag"))
    desk.progress.escalate(actor, EscalateTicket(ticket_id=ticket_id, addressee=Addressee.ASSIGNEE, reason="van mij"))
    go_round(qtbot, warner)

    assert heard == []


def test_never_two_rounds_at_once(qtbot: QtBot, workplace: Workplace, heard: list[WarningNews], work: Work) -> None:
    work.new(-HOUR)
    warner = Warner(workplace)
    rounds: list[bool] = []
    warner.ticked.connect(lambda: rounds.append(True))

    for _time in range(5):
        warner.go_round()
    calm(qtbot, workplace)

    assert rounds == [True]


def test_a_desk_that_does_not_answer_is_asked_again_and_disturbs_nobody(
    qtbot: QtBot, workplace: Workplace, actor: Actor
) -> None:
    nobody = Warner(replace(workplace, actor=replace(actor, rights=frozenset())))

    go_round(qtbot, nobody)
    go_round(qtbot, nobody)

    assert not workplace.tasks.is_busy


def test_with_its_agent_the_warner_goes_and_asks_nothing_more(
    qtbot: QtBot, warner: Warner, workplace: Workplace, tasks: Tasks
) -> None:
    warner.start()

    warner.deleteLater()
    QApplication.sendPostedEvents(None, 0)
    calm(qtbot, workplace)

    assert not tasks.is_busy


def ways(opened: list[object], locked: Callable[[], bool] = lambda: False) -> Ways:
    return Ways(locked, opened.append, lambda: opened.append("list"))


def news(ticket_id: int, reason: str = "Moet klaar zijn om 12.00", given_by: str = "") -> WarningNews:
    return WarningNews(ticket_id, ticket_id, f"M26-{ticket_id:06d}", "Pas", reason, given_by, NOON)


def test_one_warning_is_told_whole_and_its_button_opens_the_ticket(qtbot: QtBot, warner: Warner, toast: Toast) -> None:
    opened: list[object] = []
    teller = NewsTeller(warner, toast, ways(opened))

    warner.news.emit((news(7, "De rector <b>wacht</b>", "Piet"),))
    qtbot.waitUntil(lambda: bool(toast.sentence))
    sentence = toast.sentence
    toast.offer_button.click()

    assert teller.parent() is None
    assert sentence == "Piet vraagt je naar M26-000007 te kijken: De rector <b>wacht</b>"
    assert opened == [7]
    assert not toast.sentence


def test_many_are_told_as_a_number_and_lead_to_the_list(qtbot: QtBot, warner: Warner, toast: Toast) -> None:
    opened: list[object] = []
    teller = NewsTeller(warner, toast, ways(opened))

    warner.news.emit(tuple(news(number) for number in (1, 2, 2, 3, 4)))
    qtbot.waitUntil(lambda: bool(toast.sentence))
    sentence = toast.sentence
    toast.offer_button.click()

    assert teller.parent() is None
    assert sentence == "4 meldingen vragen je aandacht: M26-000001, M26-000002, M26-000003 …"
    assert opened == ["list"]


def test_the_chance_to_undo_goes_first(qtbot: QtBot, warner: Warner, toast: Toast) -> None:
    teller = NewsTeller(warner, toast, ways([]))
    toast.say("M26-000001 is geregistreerd.", lambda: None)

    warner.news.emit((news(7),))
    warner.ticked.emit()
    QApplication.processEvents()
    meanwhile = (toast.sentence, toast.can_undo)
    toast.clear()
    qtbot.waitUntil(lambda: "M26-000007" in toast.sentence)

    assert teller.parent() is None
    assert meanwhile == ("M26-000001 is geregistreerd.", True)
    assert toast.offer_button.isVisible()


def test_a_locked_counter_shows_no_number_until_it_is_open_again(qtbot: QtBot, warner: Warner, toast: Toast) -> None:
    is_locked = [True]
    teller = NewsTeller(warner, toast, ways([], lambda: is_locked[0]))

    warner.news.emit((news(7),))
    QApplication.processEvents()
    meanwhile = toast.sentence
    is_locked[0] = False
    warner.ticked.emit()
    qtbot.waitUntil(lambda: "M26-000007" in toast.sentence)

    assert teller.parent() is None
    assert meanwhile == ""
