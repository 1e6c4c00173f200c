# SPDX-License-Identifier: EUPL-1.2
"""What stands behind the page of agreements without a window: costs, periods, chips, and what is kept."""

from dataclasses import replace
from datetime import date

import pytest

from desk_app.catalogue.messages import LeadTime, LeadUnit, TicketKind
from desk_app.contracts.editing import fresh
from desk_app.contracts.messages import (
    Addressee,
    AgreementKind,
    CostPeriod,
    Evaluation,
    PendingReason,
    Renewal,
    RungLine,
    Signal,
    TargetLine,
)
from desk_app.contracts.signals import SignalKind
from desk_app.progress.messages import Period, Verdict
from ui.contracts.costs import costs_of
from ui.contracts.effect import named
from ui.contracts.keeping import from_json, to_json
from ui.contracts.periods import month_of, periods
from ui.contracts.words import percent_words, score_chip, score_sentence, signal_chip

TODAY = date(2026, 11, 24)
SHEET = replace(fresh(date(2026, 1, 1), "Noor Vos"), id=7, version=3, code="A", name="Afspraken")


@pytest.mark.parametrize(
    ("facts", "year", "so_far"),
    [
        ({"cost_cents": 365_00, "cost_period": CostPeriod.YEAR}, 365_00, 328_00),
        ({"cost_cents": 100_00, "cost_period": CostPeriod.QUARTER}, 400_00, 35945),
        ({"cost_cents": 365_00, "valid_from": date(2026, 11, 24)}, 365_00, 1_00),
        ({"cost_cents": 365_00, "valid_from": date(2027, 1, 1)}, 365_00, 0),
        ({"cost_cents": 365_00, "valid_until": date(2026, 1, 10)}, 365_00, 10_00),
        (
            {"cost_cents": 365_00, "valid_until": date(2026, 1, 10), "renewal": Renewal.TACIT},
            365_00,
            328_00,
        ),
        ({"cost_cents": 500_00, "cost_period": CostPeriod.ONCE}, None, 500_00),
        ({"cost_cents": 500_00, "cost_period": CostPeriod.ONCE, "valid_from": date(2025, 5, 1)}, None, 0),
    ],
)
def test_what_it_cost_this_year_counts_the_days_it_was_in_force(
    facts: dict[str, object], year: int | None, so_far: int
) -> None:
    costs = costs_of(replace(SHEET, **facts), TODAY)  # type: ignore[arg-type]  # names of its fields

    assert (costs.year, costs.so_far) == (year, so_far)


def test_everything_in_the_form_comes_back_as_it_was_kept() -> None:
    sheet = replace(
        SHEET,
        kind=AgreementKind.SUPPLIER,
        supplier_id=4,
        valid_until=date(2028, 2, 29),
        notice_on=date(2027, 12, 1),
        reminder_on=date(2027, 11, 1),
        notice_given_on=date(2026, 11, 1),
        renewal=Renewal.TACIT,
        cost_cents=12_34,
        cost_period=CostPeriod.MONTH,
        evaluation=Evaluation.YEARLY,
        item_ids=frozenset({3, 1}),
        targets=(
            TargetLine(completion=LeadTime(1, LeadUnit.WORKING_DAYS), pauses=frozenset()),
            TargetLine(
                id=9,
                item_id=1,
                building_id=2,
                priority=1,
                kind=TicketKind.INCIDENT,
                response=LeadTime(30, LeadUnit.CLOCK_MINUTES),
                completion=LeadTime(4, LeadUnit.CALENDAR_DAYS),
                calendar_id=5,
                pauses=frozenset({PendingReason.PART}),
                norm_percent=80,
                weight=3,
                consequence="boete",
            ),
        ),
        rungs=(RungLine(percent=150, addressee=Addressee.OWNER, reason="te laat"),),
    )

    assert from_json(to_json(sheet)) == sheet


@pytest.mark.parametrize(
    "plain", [{}, {"id": "x"}, {**to_json(SHEET), "kind": "nothing"}, {**to_json(SHEET), "targets": 3}]
)
def test_what_this_program_cannot_read_is_no_agreement(plain: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        from_json(plain)


def test_periods_end_today_or_are_whole() -> None:
    found = {choice.key: choice.period for choice in periods(date(2026, 1, 15))}

    assert found["month"] == Period(date(2026, 1, 1), date(2026, 1, 15))
    assert found["last_month"] == Period(date(2025, 12, 1), date(2025, 12, 31))
    assert found["quarter"] == Period(date(2026, 1, 1), date(2026, 1, 15))
    assert found["last_year"] == Period(date(2025, 1, 1), date(2025, 12, 31))
    assert month_of(date(2028, 2, 1)) == Period(date(2028, 2, 1), date(2028, 2, 29))


@pytest.mark.parametrize(("percent", "words"), [(94.99, "94 %"), (95.0, "95 %"), (100.0, "100 %"), (0.0, "0 %")])
def test_a_share_is_never_rounded_up_to_its_norm(percent: float, words: str) -> None:
    assert percent_words(percent) == words


def test_a_chip_says_it_by_mark_and_word_and_not_by_colour_alone() -> None:
    under, met = score_chip(87.4, 95.0, Verdict.UNDER), score_chip(97.0, 95.0, Verdict.MET)

    assert under is not None
    assert met is not None
    assert (under.word, under.state, under.mark) == ("87 % (95 %)", "late", "chevron-down")
    assert (met.word, met.state, met.mark) == ("97 % (95 %)", "done", "")
    assert score_chip(None, 95.0, Verdict.TOO_FEW) is None


def test_a_share_just_below_its_norm_does_not_look_like_it() -> None:
    chip = score_chip(89.1, 89.25, Verdict.UNDER)

    assert chip is not None
    assert chip.word == "89,1 % (89,2 %)"


def test_a_sentence_tells_the_share_of_the_tickets_and_what_is_judged_apart() -> None:
    sentence = score_sentence(79.5, 85.0, 44, Verdict.UNDER, 67.0)

    assert sentence == "79 % van 44 meldingen op tijd, gewogen 67 %, norm 85 %: lager dan de norm"


def test_an_agreement_at_its_norm_with_a_target_that_is_not_met_is_not_called_under() -> None:
    chip = score_chip(95.0, 87.0, Verdict.UNDER)

    assert chip is not None
    assert (chip.word, chip.state, chip.mark) == ("95 % (87 %)", "soon", "info")


@pytest.mark.parametrize("kind", list(SignalKind))
def test_every_signal_has_words_and_a_mark(kind: SignalKind) -> None:
    chip = signal_chip(Signal(kind, TODAY, "zin"), TODAY)

    assert chip is not None
    assert chip.word


def test_many_names_are_counted() -> None:
    assert named(["A", "B", "C", "D"]) == "A, B, C, D"
    assert named(list("ABCDEF")) == "A, B, C, D en nog 2"
    assert named([]) == ""
