# SPDX-License-Identifier: EUPL-1.2
"""When something is wanted is a day, and for how many people is a number, for a product and for what no product is."""

from dataclasses import replace

import pytest

from desk_app.app import Desk
from desk_app.catalogue.messages import PolicyContent
from desk_app.catalogue.models import Complexity, Funding
from desk_app.core.actor import Actor
from desk_app.core.errors import InvalidInput
from desk_app.intake.draft import IntakeDraft
from desk_app.intake.messages import Question
from tests.factories import a_visit
from tests.products import a_policy, a_product

NON_STANDARD = Question(kind_chosen=True, non_standard=True, description="een podium")


def _both(desk: Desk) -> tuple[Question, Question]:
    """A product whose cell asks for them, and a non-standard request."""
    a_policy(desk, Complexity.OPERATIONAL, Funding.PLUS, PolicyContent(form_fields=("wanted_on", "people")))
    return Question(item_id=a_product(desk, fields=())), NON_STANDARD


@pytest.mark.parametrize(
    ("wanted_on", "people", "kept"),
    [
        ("1-12", "40", {"wanted_on": "2026-12-01", "people": "40"}),
        (" vr ", " 1.250 ", {"wanted_on": "2026-11-27", "people": "1250"}),
        ("5 mei 2027", "1", {"wanted_on": "2027-05-05", "people": "1"}),
        ("", "  ", {}),
    ],
)
def test_a_day_and_a_number_are_kept_as_such(
    desk: Desk, actor: Actor, wanted_on: str, people: str, kept: dict[str, str]
) -> None:
    typed = {"wanted_on": wanted_on, "people": people}

    for question in _both(desk):
        visit = a_visit(desk, actor, replace(question, details=typed))
        details = desk.ticket_queries.ticket(actor, visit.ticket_ids[0]).details

        assert {name: value for name, value in details.items() if name != "non_standard"} == kept


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("wanted_on", "volgende w", "Deze datum begrijp ik niet. Typ bijvoorbeeld 24-11-2026."),
        ("wanted_on", "31-2-2027", "Deze datum begrijp ik niet. Typ bijvoorbeeld 24-11-2026."),
        ("people", "4x", "Typ voor hoeveel mensen het is, bijvoorbeeld 12."),
        ("people", "0", "Typ voor hoeveel mensen het is, bijvoorbeeld 12."),
        ("people", "-3", "Typ voor hoeveel mensen het is, bijvoorbeeld 12."),
        ("people", "2,5", "Typ voor hoeveel mensen het is, bijvoorbeeld 12."),
        ("people", "12" * 20, "Typ voor hoeveel mensen het is, bijvoorbeeld 12."),
    ],
)
def test_what_is_neither_is_said_at_its_field(desk: Desk, actor: Actor, name: str, typed: str, said: str) -> None:
    for question in _both(desk):
        with pytest.raises(InvalidInput) as refused:
            a_visit(desk, actor, replace(question, details={name: typed}))

        assert refused.value.fields == {name: said}


def test_a_slip_of_before_opens_as_it_was_typed(desk: Desk, actor: Actor) -> None:
    typed = {"wanted_on": "volgende week", "people": "een stuk of tien"}
    draft = IntakeDraft(customer_text="jans", question=replace(NON_STANDARD, details=typed))

    desk.drafts.keep(actor, draft, parked=True)

    assert desk.drafts.open(actor, draft.id).question.details == typed
