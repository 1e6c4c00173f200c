# SPDX-License-Identifier: EUPL-1.2
"""Nothing typed is lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.app import Desk
from desk_app.catalogue.models import Supply, TicketKind
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.core.errors import NotFound
from desk_app.intake.draft import DETAIL_NAMES, IntakeDraft, is_empty
from desk_app.intake.messages import Question, ReceiptChoice
from desk_app.intake.models import DraftRow
from desk_app.interactions.models import Channel
from tests.factories import an_actor

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
questions = st.builds(
    Question,
    kind=st.sampled_from(TicketKind),
    kind_chosen=st.booleans(),
    item=words,
    non_standard=st.booleans(),
    description=words,
    quantity=st.integers(1, 99),
    due=st.none() | st.just(datetime(2026, 12, 1, 9, tzinfo=UTC)),
    details=st.dictionaries(st.sampled_from(DETAIL_NAMES), words, max_size=4),
    confidential=st.booleans(),
    answer=words,
    supply=st.none() | st.sampled_from(Supply),
    answers=st.dictionaries(st.sampled_from(["door", "who"]), words),
    answer_names=st.dictionaries(st.sampled_from(["who"]), words),
    item_version=st.none() | st.integers(1, 9),
    asked=st.dictionaries(st.sampled_from(["door", "who"]), words),
    exception_reason=words,
    exception_by=words,
)
drafts = st.builds(
    IntakeDraft,
    customer_text=words,
    anonymous=st.booleans(),
    channel=st.sampled_from(Channel),
    receipt=st.sampled_from(ReceiptChoice),
    questions=st.lists(questions, max_size=3).map(tuple),
    question=questions,
    focus=st.sampled_from(["customer", "description"]),
    cursor=st.integers(0, 40),
)


_NEW = {"supply", "answers", "answer_names", "item_version", "asked", "exception_reason", "exception_by"}


@settings(max_examples=60, deadline=None)
@given(drafts)
def test_a_slip_is_kept_as_it_was(draft: IntakeDraft) -> None:
    assert IntakeDraft.from_json(draft.to_json()) == draft


def test_a_slip_of_another_version_is_still_readable() -> None:
    stored = IntakeDraft(customer_text="jans", question=Question(description="pas")).to_json()
    stored["colour_of_hat"] = "red"
    del stored["receipt"]

    draft = IntakeDraft.from_json(stored)

    assert (draft.customer_text, draft.question.description, draft.receipt) == ("jans", "pas", ReceiptChoice.ROLL)


def test_a_slip_of_before_products_asked_anything_still_opens(desk: Desk, actor: Actor) -> None:
    draft = IntakeDraft(question=Question(item_id=1, item="Pas vervangen", description="half woo"))
    desk.drafts.keep(actor, draft, parked=True)
    with desk.db.jot() as session:
        row = session.get_one(DraftRow, draft.id)
        old = {name: value for name, value in row.content["question"].items() if name not in _NEW}
        row.content = {**row.content, "question": old}

    opened = desk.drafts.open(actor, draft.id)

    assert opened == draft
    assert not _NEW - set(Question.__slots__)


def test_a_supply_that_this_program_does_not_know_is_none() -> None:
    stored = IntakeDraft(question=Question(item_id=1, supply=Supply.ORDER)).to_json()
    stored["question"]["supply"] = "by drone"

    assert IntakeDraft.from_json(stored).question.supply is None


def test_an_empty_slip_is_not_kept(desk: Desk, actor: Actor) -> None:
    draft = IntakeDraft(customer_text="jans")
    desk.drafts.keep(actor, draft, parked=True)

    desk.drafts.keep(actor, replace(draft, customer_text=""), parked=True)

    assert desk.drafts.shelf(actor) == ()


def test_a_parked_slip_comes_back_with_focus_and_text(desk: Desk, actor: Actor) -> None:
    draft = IntakeDraft(question=Question(description="half woo"), focus="description", cursor=8)
    desk.drafts.keep(actor, draft, parked=True)

    assert [line.subject for line in desk.drafts.shelf(actor)] == ["half woo"]
    assert desk.drafts.open(actor, draft.id) == draft
    assert desk.drafts.shelf(actor) == ()


def test_after_a_crash_the_open_slip_is_on_the_shelf(desk: Desk, actor: Actor) -> None:
    draft = IntakeDraft(question=Question(description="midden in een zin"))
    desk.drafts.keep(actor, draft)

    assert desk.drafts.recover(actor) == 1

    assert [line.id for line in desk.drafts.shelf(actor)] == [draft.id]


def test_another_counter_can_take_over_a_parked_slip_but_only_one(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    mine = IntakeDraft(customer_text="van mij")
    desk.drafts.keep(actor, mine, parked=True)
    clock.advance(timedelta(minutes=1))
    piet = an_actor(desk.db, "piet", Role.COUNTER, "Balie 2")
    theirs = IntakeDraft(customer_text="van piet")
    desk.drafts.keep(piet, theirs, parked=True)

    assert [(line.customer, line.mine) for line in desk.drafts.shelf(piet)] == [("van piet", True), ("van mij", False)]
    desk.drafts.open(piet, mine.id)
    desk.drafts.discard(piet, mine.id)

    with pytest.raises(NotFound):
        desk.drafts.open(actor, mine.id)


def test_a_visit_grows_by_one_question_and_the_empty_one_is_left_out() -> None:
    draft = IntakeDraft(anonymous=True, question=Question(item_id=1, item="Pas"))

    grown = draft.add_question()

    assert grown.questions == (draft.question,)
    assert is_empty(grown.question)
    assert grown.order().questions == (draft.question,)
    assert grown.order().command_id == draft.id


def test_a_question_taken_out_of_the_visit_changes_places_with_what_was_typed() -> None:
    draft = IntakeDraft(question=Question(item_id=1, item="Pas")).add_question()
    typing = replace(draft, question=Question(description="half"))

    swapped = typing.take_out(0)

    assert (swapped.question.item, swapped.questions[0].description) == ("Pas", "half")
