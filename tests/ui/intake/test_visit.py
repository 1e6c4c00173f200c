# SPDX-License-Identifier: EUPL-1.2
"""One customer with several questions, what was reported already, and what the panel tells."""

from datetime import timedelta

from pytestqt.qtbot import QtBot

from desk_app.core.clock import FixedClock
from desk_app.intake.messages import Question, TicketKind
from desk_app.interactions.models import Channel
from tests.factories import a_visit, item_id, space_id
from tests.ui.intake.conftest import ALT, CONTROL, KEY, AtCounter


def _two_questions(counter: AtCounter) -> None:
    counter.pick("jans")
    counter.pick("pas")
    counter.write("pas is gebroken")
    counter.press(KEY.Key_M, ALT)
    counter.calm()
    counter.pick("bea")
    counter.write("geen beeld")


def test_several_questions_come_on_one_slip(counter: AtCounter) -> None:
    _two_questions(counter)

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    first, second = counter.tickets()
    assert (first.item_code, second.item_code) == ("P-PAS", "P-BEA")
    assert first.interaction_id == second.interaction_id
    assert second.space == "D2.14, Gebouw D"
    (job,) = counter.workplace.desk.print_queries.open_jobs(counter.workplace.actor.counter_id)
    assert counter.listener.deeds[0].sentence.startswith(f"{first.number}, {second.number} geregistreerd.")
    assert job.about == f"B{first.interaction_id}"


def test_a_question_of_the_visit_is_changed_and_the_other_one_waits(counter: AtCounter) -> None:
    _two_questions(counter)
    shown = counter.page.slip.visit.questions
    assert [question.description for question in shown] == ["pas is gebroken"]

    counter.page.slip.visit.edit_wanted.emit(0)
    counter.calm()

    assert counter.draft.question.description == "pas is gebroken"
    assert [question.description for question in counter.draft.questions] == ["geen beeld"]
    assert counter.field == "description"


def test_a_question_left_out_can_be_put_back(counter: AtCounter) -> None:
    _two_questions(counter)

    counter.page.slip.visit.remove_wanted.emit(0)
    counter.calm()
    assert len(counter.draft.questions) == 0
    assert counter.draft.question.description == "geen beeld"
    assert callable(counter.undo_said)
    counter.undo_said()

    assert [one.description for one in counter.page.slip.visit.questions] == ["pas is gebroken"]
    assert counter.draft.question.description == "geen beeld"


def test_an_unfinished_question_is_not_added(counter: AtCounter) -> None:
    counter.press(KEY.Key_S, ALT)

    counter.press(KEY.Key_M, ALT)
    counter.calm()

    assert counter.draft.questions == ()
    assert counter.error("description") == "Schrijf in een paar woorden wat er aan de hand is."


def test_a_fault_in_an_earlier_question_is_shown_there(counter: AtCounter) -> None:
    _two_questions(counter)
    with counter.workplace.desk.db.jot() as session:
        session.connection().exec_driver_sql(
            "update catalogue_items set status = 'retired', version = version + 1 where code = 'P-PAS'"
        )

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.draft.question.description == "pas is gebroken"
    assert [question.description for question in counter.draft.questions] == ["geen beeld"]
    assert counter.error("item") == "‘Pas vervangen’ wordt niet meer aangeboden. Kies een ander product."
    assert counter.tickets() == []


def test_what_was_reported_already_is_said_and_does_not_stop_anybody(counter: AtCounter, clock: FixedClock) -> None:
    desk, actor = counter.workplace.desk, counter.workplace.actor
    a_visit(desk, actor)
    clock.advance(timedelta(days=3))
    counter.pick("jans")
    counter.pick("pas")
    hint = counter.page.slip.hint
    assert hint.sentence == "Sanne meldde dit al: M26-000001, te laat."
    assert hint.isVisible()
    assert counter.field == "description"

    hint.view_button.click()
    assert counter.listener.tickets == [counter.tickets()[0].id]
    counter.write("nog een keer")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert len(counter.tickets()) == 2


def test_new_after_all_waves_the_hint_away(counter: AtCounter) -> None:
    a_visit(counter.workplace.desk, counter.workplace.actor)
    counter.pick("jans")
    counter.pick("pas")

    counter.page.slip.hint.new_button.click()
    counter.page.lookups.read_question()
    counter.calm()

    assert not counter.page.slip.hint.isVisible()


def test_a_fault_in_the_same_room_is_a_hint_too(counter: AtCounter) -> None:
    desk, actor = counter.workplace.desk, counter.workplace.actor
    beamer = Question(
        kind=TicketKind.INCIDENT,
        item_id=item_id(desk.db, "P-BEA"),
        description="geen beeld",
        space_id=space_id(desk.db),
    )
    a_visit(desk, actor, beamer, customer="Berg")

    counter.pick("jans")
    counter.pick("bea")

    assert counter.page.slip.hint.sentence == "Dit is al gemeld: M26-000001, op tijd."


def test_the_panel_tells_who_it_is_and_what_is_open(counter: AtCounter) -> None:
    a_visit(counter.workplace.desk, counter.workplace.actor)

    counter.pick("jans")

    card = counter.page.panel.customer.card
    assert card is not None
    assert (card.person.name, card.person.department, card.person.space) == (
        "Sanne Jansen",
        "Facilitair",
        "D2.14, Gebouw D",
    )
    assert [line.number for line in card.open_tickets] == ["M26-000001"]
    assert card.last_contact is not None
    assert card.last_contact.channel is Channel.COUNTER
    (row,) = counter.page.panel.customer.buttons()
    assert row.accessibleName() == "M26-000001, op tijd, Pas vervangen: pas is gebroken"
    row.click()
    assert counter.listener.tickets == [card.open_tickets[0].id]


def test_the_promise_follows_the_question(counter: AtCounter) -> None:
    counter.pick("jans")
    counter.pick("pas")
    assert counter.page.panel.derived.sentence == "Klaar op wo 25 nov 10.42"

    counter.press(KEY.Key_K, ALT)
    counter.calm()

    assert counter.page.panel.derived.sentence == "U hoort van ons vóór di 5 jan 17.00"


def test_a_change_elsewhere_appears_in_the_panel(qtbot: QtBot, counter: AtCounter) -> None:
    counter.pick("jans")
    assert counter.page.panel.customer.buttons() == []

    a_visit(counter.workplace.desk, counter.workplace.actor)

    qtbot.waitUntil(lambda: len(counter.page.panel.customer.buttons()) == 1)
