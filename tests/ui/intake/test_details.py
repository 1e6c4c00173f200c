# SPDX-License-Identifier: EUPL-1.2
"""A wanted day and a number of people, as they are typed at the counter and read on the ticket."""

from dataclasses import replace

from desk_app.core.i18n import set_language
from desk_app.intake.draft import IntakeDraft
from desk_app.intake.messages import Question
from tests.factories import person_id
from tests.ui.intake.conftest import ALT, CONTROL, KEY, AtCounter
from ui.tickets.facts import facts_of


def _begin(counter: AtCounter) -> None:
    counter.pick("jans")
    counter.press(KEY.Key_N, ALT)
    counter.write("Een podium")


def test_a_day_is_typed_as_people_say_it_and_read_in_words_on_the_ticket(counter: AtCounter) -> None:
    _begin(counter)
    counter.page.slip.go_to("wanted_on")
    counter.write("vr")
    counter.press(KEY.Key_Tab)
    written = counter.line("wanted_on").text()
    counter.write("40")

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    (ticket,) = counter.tickets()
    shown = dict(fact for group in facts_of(ticket) for fact in group.facts)
    set_language("en")
    english = dict(fact for group in facts_of(ticket) for fact in group.facts)
    set_language("nl")
    assert written == "27-11-2026"
    assert ticket.details["wanted_on"] == "2026-11-27"
    assert (shown["Gewenst op"], shown["Voor hoeveel mensen"]) == ("27 november 2026", "40")
    assert english["Wanted on"] == "27 November 2026"


def test_what_is_no_day_or_no_number_is_said_when_the_field_is_left(counter: AtCounter) -> None:
    _begin(counter)
    counter.page.slip.go_to("wanted_on")
    counter.write("volgende w")
    counter.press(KEY.Key_Tab)
    counter.write("4x")
    counter.press(KEY.Key_Tab)
    said = (counter.error("wanted_on"), counter.error("people"))

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert said == (
        "Deze datum begrijp ik niet. Typ bijvoorbeeld 24-11-2026.",
        "Typ voor hoeveel mensen het is, bijvoorbeeld 12.",
    )
    assert (counter.tickets(), counter.field) == ([], "wanted_on")
    assert (counter.line("wanted_on").text(), counter.line("people").text()) == ("volgende w", "4x")


def test_a_slip_and_a_ticket_of_before_show_what_was_typed(counter: AtCounter) -> None:
    question = Question(
        kind_chosen=True,
        non_standard=True,
        description="een podium",
        details={"wanted_on": "volgende week", "people": "een stuk of tien"},
    )
    customer = person_id(counter.workplace.desk.db, "Jansen")
    counter.page._show(IntakeDraft(customer_id=customer, customer="Sanne Jansen", question=question))  # noqa: SLF001 -- a slip of before
    counter.calm()
    on_form = [counter.line(name).text() for name in ("wanted_on", "people")]
    counter.page.slip.go_to("wanted_on")
    counter.line("wanted_on").clear()
    counter.page._show(replace(counter.draft, question=replace(question, details={})))  # noqa: SLF001 -- without them
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()
    (ticket,) = counter.tickets()

    shown = dict(fact for group in facts_of(replace(ticket, details=dict(question.details))) for fact in group.facts)

    assert on_form == ["volgende week", "een stuk of tien"]
    assert (shown["Gewenst op"], shown["Voor hoeveel mensen"]) == ("volgende week", "een stuk of tien")
