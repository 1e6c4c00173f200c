# SPDX-License-Identifier: EUPL-1.2
"""``due``: what would be promised, as a person or another program asks it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import main as program
from desk_app.app import build
from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit
from desk_app.core.i18n import set_language
from tests import factories
from tests.databases import open_database, sqlite_copy
from tests.promises import FOUR_HOURS, HOUR, TWO_DAYS, a_target, an_ola, an_sla

Type = Callable[..., tuple[int, str, str]]


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Type]:
    """Types ``due`` in English at a small desk with an agreement with Facilitair and one with the AV team."""
    db = open_database(sqlite_copy(tmp_path))
    factories.a_small_desk(db)
    desk = build(db)
    an_sla(
        desk,
        a_target(HOUR, priority=1, response=LeadTime(15, LeadUnit.MINUTES)),
        a_target(FOUR_HOURS),
    )
    an_ola(desk, a_target(TWO_DAYS))
    db.close()

    def type_(*words: str) -> tuple[int, str, str]:
        code = program.main(["--language", "en", "--db", str(tmp_path / "balie.db"), "due", *words])
        out, err = capsys.readouterr()
        return code, out, err

    yield type_
    set_language("nl")


def data_of(answer: tuple[int, str, str]) -> dict[str, Any]:
    """The JSON of an answer."""
    code, out, err = answer
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert isinstance(found, dict)
    return found


def test_a_program_gets_moment_target_chain_and_every_span(typed: Type) -> None:
    answer = typed(
        "--product", "P-BEA", "--kind", "S", "--priority", "1", "--customer", "104711",
        "--at", "2026-05-04T16:30", "--json",
    )  # fmt: skip

    found = data_of(answer)
    assert (found["due_at"], found["sentence"]) == (
        "2026-05-05T09:30:00+02:00",
        "Tue 5 May at 9:30: 1 working hour",
    )
    assert (found["target"]["agreement"], found["target"]["norm_percent"]) == ("SLA-FAC", 95)
    assert found["why"] == "SLA-FAC: tickets with priority 1; goes before the target for all tickets"
    assert (found["respond_by"], found["response"]) == (
        "2026-05-04T16:45:00+02:00",
        "Mon 4 May at 16:45: 15 working minutes",
    )
    assert [(link["kind"], link["keeps"]) for link in found["chain"]["links"]] == [("sla", True), ("ola", False)]
    assert (found["chain"]["keeps"], found["chain"]["honest_at"]) == (False, "2026-05-06T17:00:00+02:00")
    assert [tuple(step.values()) for step in found["steps"]] == [
        ("2026-05-04", "2026-05-04T16:30:00+02:00", "2026-05-04T17:00:00+02:00", 1800),
        ("2026-05-05", "2026-05-05T09:00:00+02:00", "2026-05-05T09:30:00+02:00", 1800),
    ]


def test_a_person_gets_the_same_in_sentences(typed: Type) -> None:
    code, out, err = typed("--product", "P-BEA", "--priority", "1", "--customer", "0104711", "--at", "2026-05-04T16:30")

    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Tue 5 May at 9:30: 1 working hour",
        "SLA-FAC: tickets with priority 1; goes before the target for all tickets",
        "First answer by Mon 4 May at 16:45: 15 working minutes",
        "Audiovisueel has 2 working days: Wed 6 May at 17:00. That is later than what was agreed with the customer.",
        "What can honestly be promised: Wed 6 May at 17:00",
        "Counted:",
        "  Mon 4 May from 16:30 to 17:00: 0:30:00",
        "  Tue 5 May from 9:00 to 9:30: 0:30:00",
    ]


def test_without_an_agreement_the_note_says_which_term_counts(typed: Type) -> None:
    product = data_of(typed("--product", "P-PAS", "--at", "2026-05-04T10:00", "--json"))
    kind = data_of(typed("--kind", "k", "--at", "2026-05-04T10:00", "--json"))

    assert (product["target"], product["why"]) == (
        None,
        "No agreement says anything about this: the lead time of the product counts, 8 working hours.",
    )
    assert kind["sentence"] == "Mon 15 Jun at 17:00: 42 days"


def test_the_moment_may_have_a_zone_of_its_own(typed: Type) -> None:
    found = data_of(typed("--kind", "S", "--at", "2026-05-04T06:00:00+00:00", "--json"))

    assert found["at"] == "2026-05-04T08:00:00+02:00"
    assert found["due_at"] == "2026-05-04T17:00:00+02:00"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "Give a product or a kind, or both: --product CODE, --kind K, W, I or S."),
        (["--kind", "X"], "I do not know the kind “X”. Choose K, W, I or S."),
        (["--kind", "S", "--priority", "0"], "“0” is no priority. Give a number from 1 to 5."),
        (["--kind", "S", "--priority", "\u00b2"], "“\u00b2” is no priority. Give a number from 1 to 5."),
        (["--kind", "S", "--at", "morgen"], "“morgen” is no moment."),
        (["--kind", "S", "--at", "0001-01-01"], "is no moment."),
        (["--kind", "S", "--at", "9999-12-31T23:59"], "is no moment."),
        (["--kind", "S", "--customer", "999"], "There is no customer with this number: 999."),
        (["--product", "NIETS"], "This product is no longer in the catalogue."),
    ],
)
def test_what_is_wrong_is_one_sentence(typed: Type, words: list[str], says: str) -> None:
    code, out, err = typed(*words)

    assert (code, out) == (1, "")
    assert says in err
    assert len(err.splitlines()) == 1


def test_an_option_that_is_not_there_is_not_understood(typed: Type) -> None:
    with pytest.raises(SystemExit) as left:
        typed("--product")

    assert left.value.code == 2
