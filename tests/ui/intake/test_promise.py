# SPDX-License-Identifier: EUPL-1.2
"""The promise at the counter: its sentence, by which agreement, and what to promise when the chain cannot keep it."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.messages import LeadTime, LeadUnit
from desk_app.core.clock import DESK_ZONE
from tests.promises import FOUR_HOURS, HOUR, TWO_DAYS, a_contract, a_target, an_ola, an_sla
from tests.ui.intake.conftest import ALT, CONTROL, KEY, AtCounter

BROKEN = "Audiovisueel heeft 2 werkdagen: do 26 nov 17.00 uur. Dat is later dan de afspraak met de klant."
HONEST = datetime(2026, 11, 26, 17, tzinfo=DESK_ZONE)


@pytest.fixture
def at_desk(counter: AtCounter) -> Desk:
    """One hour for a fault at Facilitair, two days for the AV team."""
    desk = counter.workplace.desk
    an_sla(desk, a_target(HOUR, response=LeadTime(15, LeadUnit.MINUTES)))
    an_ola(desk, a_target(TWO_DAYS))
    return desk


def a_fault(counter: AtCounter) -> None:
    """Sanne Jansen says that the beamer shows nothing."""
    counter.pick("jans")
    counter.pick("beamer")
    counter.write("geen beeld")
    counter.calm()


def chain(counter: AtCounter) -> str:
    """What the bar above the buttons says."""
    return counter.page.slip.question.promise.chain.sentence


def test_the_panel_shows_the_moment_its_term_and_its_agreement(counter: AtCounter, at_desk: Desk) -> None:
    a_fault(counter)

    derived = counter.page.panel.derived
    assert derived.sentence == "Klaar op di 24 nov 11.42"
    assert derived.reason == "1 werkuur"
    assert derived.source == "SLA-FAC: alle meldingen"
    assert derived.response == "di 24 nov 10.57 uur: 15 werkminuten"


def test_without_an_agreement_the_panel_says_which_term_counts(counter: AtCounter) -> None:
    a_fault(counter)

    assert counter.page.panel.derived.source == (
        "Geen overeenkomst zegt hier iets over: de doorlooptijd van het product telt, 4 werkuren."
    )
    assert counter.page.panel.derived.response == ""
    assert chain(counter) == ""


def test_who_suffers_changes_the_promise(counter: AtCounter) -> None:
    an_sla(counter.workplace.desk, a_target(HOUR, priority=2), a_target(FOUR_HOURS))
    a_fault(counter)
    before = counter.page.panel.derived.sentence

    counter.page.slip.go_to("affected")
    counter.press(KEY.Key_Right)
    counter.calm()

    assert before == "Klaar op di 24 nov 14.42"
    assert counter.draft.question.details["affected"] == "group"
    assert counter.page.panel.derived.sentence == "Klaar op di 24 nov 11.42"


def test_a_broken_chain_is_told_calmly_above_the_buttons(counter: AtCounter, at_desk: Desk) -> None:
    a_fault(counter)

    bar = counter.page.slip.question.promise.chain
    assert chain(counter) == BROKEN
    assert bar.isVisible()
    assert bar.button.accessibleName() == "Beloof do 26 nov 17.00"
    assert counter.field == "description"


def test_one_key_promises_what_can_be_kept(counter: AtCounter, at_desk: Desk) -> None:
    a_fault(counter)
    keys = counter.keys

    counter.press(KEY.Key_T, ALT)
    counter.calm()

    question = counter.draft.question
    assert counter.keys - keys == 2
    assert (question.due, question.due_reason) == (HONEST, "Team Audiovisueel heeft 2 werkdagen nodig")
    assert counter.line("due").text() == "26-11 17.00"
    assert chain(counter) == ""
    assert counter.field == "description"
    assert counter.page.panel.derived.sentence == "Klaar op do 26 nov 17.00"
    assert counter.page.panel.derived.reason == "Afspraak: di 24 nov 11.42 · 1 werkuur"

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()
    (ticket,) = counter.tickets()
    assert (ticket.promised_at, ticket.promise_reason) == (HONEST, "Team Audiovisueel heeft 2 werkdagen nodig")
    assert ticket.due_at == datetime(2026, 11, 24, 11, 42, tzinfo=DESK_ZONE)


def test_the_button_of_the_bar_is_reached_by_tab_and_the_focus_is_not_lost(counter: AtCounter, at_desk: Desk) -> None:
    a_fault(counter)
    button = counter.page.slip.question.promise.chain.button
    for _stop in range(40):
        if button.hasFocus():
            break
        counter.press(KEY.Key_Tab)

    counter.press(KEY.Key_Space)
    counter.calm()

    assert counter.draft.question.due == HONEST
    assert counter.field == "due"


def test_the_reason_that_somebody_typed_is_kept(counter: AtCounter, at_desk: Desk) -> None:
    a_fault(counter)
    counter.page.slip.go_to("due")
    counter.write("vandaag 15.00")
    counter.page.slip.go_to("due_reason")
    counter.write("Piet is ziek")
    counter.calm()
    assert chain(counter).endswith("Dat is later dan wat je belooft.")

    counter.press(KEY.Key_T, ALT)
    counter.calm()

    assert (counter.draft.question.due, counter.draft.question.due_reason) == (HONEST, "Piet is ziek")


def test_a_reason_that_was_filled_in_goes_with_its_moment(counter: AtCounter, at_desk: Desk) -> None:
    a_fault(counter)
    counter.press(KEY.Key_T, ALT)
    counter.calm()

    counter.page.slip.go_to("due")
    counter.press(KEY.Key_A, CONTROL)
    counter.write("vandaag 11.30")
    counter.press(KEY.Key_Tab)
    counter.calm()
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.draft.question.due_reason == ""
    assert counter.field == "due_reason"
    assert counter.tickets() == []


def test_a_promise_that_can_be_kept_says_so(counter: AtCounter) -> None:
    a_fault(counter)

    counter.press(KEY.Key_T, ALT)

    assert counter.said[-1] == "Wat je belooft, kan."
    assert counter.draft.question.due is None


def test_an_answer_on_the_spot_warns_of_nothing(counter: AtCounter, at_desk: Desk) -> None:
    an_ola(at_desk, a_target(TWO_DAYS), team="EERSTELIJN", code="OLA-1")
    counter.pick("jans")
    counter.press(KEY.Key_I, ALT)
    counter.calm()

    assert counter.draft.question.answered
    assert chain(counter) == ""


def test_later_than_agreed_asks_why(counter: AtCounter) -> None:
    a_fault(counter)
    counter.page.slip.go_to("due")
    counter.write("vr 9.30")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.field == "due_reason"
    assert counter.error("due_reason") == "Dit is later dan afgesproken. Schrijf op waarom het langer duurt."
    assert counter.page.slip.form.field("due_reason").label.text() == "Waarom duurt het langer?"


def test_a_change_of_the_agreement_makes_the_promise_again(counter: AtCounter, qtbot: QtBot) -> None:
    a_fault(counter)
    assert counter.page.panel.derived.sentence == "Klaar op di 24 nov 14.42"

    a_contract(counter.workplace.desk, a_target(TWO_DAYS))
    an_sla(counter.workplace.desk, a_target(HOUR))

    qtbot.waitUntil(lambda: counter.page.panel.derived.sentence == "Klaar op di 24 nov 11.42")
    assert chain(counter).startswith("Beeldwerk heeft 2 werkdagen")


def test_another_slip_begins_without_the_warning(counter: AtCounter, at_desk: Desk) -> None:
    a_fault(counter)

    counter.press(KEY.Key_F2)
    counter.calm()

    assert chain(counter) == ""
    assert not counter.page.slip.question.promise.chain.isVisible()


def test_the_bar_fits_in_a_narrow_window(counter: AtCounter, at_desk: Desk) -> None:
    a_fault(counter)
    counter.window.resize(900, 600)
    counter.calm()

    bar = counter.page.slip.question.promise.chain
    assert bar.width() <= counter.page.slip.width()
    assert bar.button.mapTo(bar, bar.button.rect().topRight()).x() <= bar.width()
    assert Qt.FocusPolicy.StrongFocus is bar.button.focusPolicy()
