# SPDX-License-Identifier: EUPL-1.2
"""The rules behind the editor: codes, the order of steps, where a fault belongs."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk_app.catalogue.line_words import Names
from desk_app.catalogue.messages import ItemContent, LeadTime, LeadUnit, StepKind, StepLine
from desk_app.process.messages import ExceptionFigures, ExceptionTicket, StepFigures
from ui.catalogue.card_blocks import CardMore, figure_blocks
from ui.catalogue.grounds import proposed_code
from ui.catalogue.item_fields import FIELD_OF
from ui.catalogue.step_order import code_for, columns, course_words, may_come_first, moved, without
from ui.catalogue.value_boxes import LeadBox
from ui.shell.theme import Theme
from ui.widgets.faults import by_field, of_line
from ui.widgets.value_boxes import MoneyBox


def steps(**after: tuple[str, ...]) -> tuple[StepLine, ...]:
    """Steps by code, with what they begin after."""
    return tuple(StepLine(code=code, kind=StepKind.CHECK, name=code, after=first) for code, first in after.items())


def test_a_code_is_made_of_the_name_and_is_never_one_that_is_taken() -> None:
    assert proposed_code("Pas vervangen", set()) == "P-PAS"
    assert proposed_code("Pas vervangen", {"P-PAS"}) == "P-PASVERVANGEN"[: 2 + 12]
    assert proposed_code("Pas vervangen", {"P-PAS", "P-PASVERVANGEN"[: 2 + 12]}) == "P-PAS-2"
    assert proposed_code("  ", set()) == ""
    assert proposed_code("مرحبا", set()) == ""


def test_the_code_of_a_line_holds_letters_and_digits_whatever_was_typed() -> None:
    assert code_for("Welke dag?", ()) == "welke-dag"
    assert code_for("Welke dag?", ("welke-dag",)) == "welke-dag-2"
    assert code_for("؟؟؟", ()) == "x"
    assert len(code_for("lang " * 40, ())) <= 32


@given(
    waits=st.lists(st.sets(st.sampled_from("abcde")), min_size=2, max_size=5),
    place=st.integers(0, 4),
    other=st.integers(0, 4),
)
@example(waits=[set(), {"a"}], place=1, other=0)
@example(waits=[{"b"}, set()], place=0, other=1)
def test_moving_a_step_changes_the_order_and_nothing_that_a_step_waits_for(
    waits: list[set[str]], place: int, other: int
) -> None:
    before = steps(**{code: tuple(after) for code, after in zip("abcde", waits, strict=False)})
    place, other = place % len(before), other % len(before)

    after = moved(before, place, other - place)

    assert after[other] == before[place]
    assert {step.code: step.after for step in after} == {step.code: step.after for step in before}
    assert moved(after, other, place - other) == before


def test_a_step_that_is_moved_up_and_down_waits_for_what_it_waited_for() -> None:
    fork = steps(approve=(), b=("approve",), c=("approve",))

    up = moved(fork, 1, -1)
    back = moved(up, 0, 1)

    assert [(one.code, one.after) for one in up] == [("b", ("approve",)), ("approve", ()), ("c", ("approve",))]
    assert back == fork


def test_a_step_can_wait_for_every_step_but_those_that_wait_for_it() -> None:
    listed = steps(b=("a",), a=(), c=("b",), d=())

    found = may_come_first(listed, 0)

    assert [(number, one.code) for number, one in found] == [(2, "a"), (4, "d")]
    assert [one.code for _number, one in may_come_first(listed, None)] == ["b", "a", "c", "d"]


def test_what_waited_for_a_removed_step_waits_for_what_that_waited_for() -> None:
    chain = steps(a=(), b=("a",), c=("b",))

    result = without(chain, 1)

    assert [(step.code, step.after) for step in result] == [("a", ()), ("c", ("a",))]


def test_the_drawing_says_which_steps_run_side_by_side() -> None:
    fork = steps(a=(), b=("a",), c=("a",), d=("b", "c"))

    assert columns(fork) == [[1], [2, 3], [4]]
    assert course_words(fork) == "Stap 1, daarna stap 2 en 3 tegelijk, daarna stap 4."
    assert columns(steps(a=("b",), b=("a",))) == [[1, 2]]


def test_faults_of_lines_come_under_their_list_and_at_their_line() -> None:
    faults = {"prices.1.valid_from": "dubbel", "prices.0": "leeg", "name_en": "te lang", "min_quantity": "nee"}

    assert by_field(faults, FIELD_OF) == {"prices": "dubbel\nleeg", "name": "te lang", "max_quantity": "nee"}
    assert of_line(faults, "prices") == {1: {"valid_from": "dubbel"}, 0: {"": "leeg"}}


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("12,50", 1250), ("12.5", 1250), ("€ 7", 700), ("0", 0), ("", None), ("x", None), ("1,234", None), ("-5", None)],
)
def test_money_is_read_as_people_write_it(theme: Theme, typed: str, cents: int | None) -> None:
    box = MoneyBox(name="Prijs")
    box.setText(typed)

    assert box.cents == cents


@pytest.mark.parametrize(
    "lead",
    [
        LeadTime(0, LeadUnit.MINUTES),
        LeadTime(480, LeadUnit.MINUTES),
        LeadTime(45, LeadUnit.MINUTES),
        LeadTime(28, LeadUnit.CALENDAR_DAYS),
        LeadTime(3, LeadUnit.WORKING_DAYS),
    ],
)
def test_a_lead_time_comes_out_as_it_went_in(theme: Theme, lead: LeadTime) -> None:
    box = LeadBox(name="Klaar in")

    box.set_lead(lead)

    assert box.lead == lead


def test_figures_of_a_process_are_sentences_and_few_tickets_say_nothing() -> None:
    often = StepFigures("a", "Controleren", StepKind.CHECK, 20, 18, 2, 5, 1, 480, 960)
    seldom = StepFigures("b", "Akkoord", StepKind.APPROVE, 3, 3, 0, 0, 0, 60, 60)
    ticket = ExceptionTicket(1, "M26-000001", datetime(2026, 11, 24, tzinfo=UTC), "Geen tijd", "Mila")
    more = CardMore(7, ItemContent(), Names(), (), (), 0, (often, seldom), ExceptionFigures(7, "P", "P", 1, (ticket,)))

    blocks = figure_blocks(more)

    assert [block.title for block in blocks[1:]] == [
        "1. Controleren (controleren)",
        "2. Akkoord (akkoord geven)",
        "Gegeven aan iemand die er geen recht op had",
    ]
    assert blocks[1].text.splitlines() == [
        "20 keer",
        "De helft binnen 1 werkdag, 90 % binnen 2 werkdagen",
        "25 % te laat",
        "5 % opnieuw gedaan",
        "2 keer overgeslagen",
    ]
    assert blocks[2].text == "3 keer: te weinig gegevens om meer te zeggen."
    assert blocks[3].text == "1 keer\nM26-000001: Geen tijd (Mila)"
