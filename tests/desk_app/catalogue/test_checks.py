# SPDX-License-Identifier: EUPL-1.2
"""What cannot be saved is said in a sentence that names it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.catalogue.checks import MOST_LINES, Known, item_faults, last_day_fault
from desk_app.catalogue.messages import (
    CostCentreRule,
    EntitlementLine,
    FieldLine,
    FieldType,
    ItemContent,
    ItemStatus,
    LeadTime,
    LeadUnit,
    PriceLine,
    StepKind,
    StepLine,
    Supply,
)
from desk_app.catalogue.price_checks import price_faults
from desk_app.catalogue.step_checks import never_starting, step_faults

DAY = date(2026, 1, 1)
KNOWN = Known(
    codes={"P-DAG": (7, "Dagpas"), "P-PAS": (1, "Pas vervangen")},
    teams=frozenset({1, 2}),
    topics=frozenset({10, 11}),
    agreements=frozenset({5}),
    departments=frozenset({3}),
    item_id=1,
)
GOOD = ItemContent(
    code="P-PAS",
    name="Pas vervangen",
    topics=(10,),
    explanation="U krijgt een nieuwe pas.",
    team_id=1,
    owner="Olga",
    status=ItemStatus.ACTIVE,
)


def price(start: date, end: date | None = None, supply: Supply = Supply.STOCK, cents: int = 500) -> PriceLine:
    return PriceLine(supply, start, end, cents)


def step(code: str, *after: str, kind: StepKind = StepKind.CHECK) -> StepLine:
    return StepLine(code, kind, code.upper(), after=after)


def test_content_without_faults_can_be_saved() -> None:
    full = replace(
        GOOD,
        order_lead=LeadTime(20, LeadUnit.WORKING_DAYS),
        agreement_id=5,
        prices=(price(DAY, DAY + timedelta(9)), price(DAY + timedelta(10)), price(DAY, None, Supply.ORDER)),
        entitlements=(EntitlementLine("employee", 3, 5),),
        fields=(
            FieldLine("kleur", FieldType.CHOICE, "Welke kleur?", choices=("rood", "wit"), choices_en=("red", "w")),
        ),
        steps=(step("check"), step("akkoord", "check", kind=StepKind.APPROVE), step("lever", "akkoord", "check")),
    )

    assert item_faults(full, KNOWN) == {}


@pytest.mark.parametrize(
    ("facts", "field", "part"),
    [
        ({"name": " "}, "name", "naam"),
        ({"name": "x" * 201}, "name", "1 teken te lang"),
        ({"answer": "nul\0"}, "answer", "teken"),
        ({"explanation": ""}, "explanation", "Leg"),
        ({"owner": ""}, "owner", "wie"),
        ({"code": ""}, "code", "P-PAS"),
        ({"code": "p-dag"}, "code", "Deze code bestaat al bij 'Dagpas'. Kies een andere code."),
        ({"code": "P PAS!"}, "code", "P PAS!"),
        ({"code": "P" * 33}, "code", "te lang"),
        ({"topics": ()}, "topics", "vraag van de klant"),
        ({"topics": (10, 99)}, "topics", "bestaat niet meer"),
        ({"team_id": None}, "team_id", "team"),
        ({"team_id": 9}, "team_id", "bestaat niet meer"),
        ({"agreement_id": 6}, "agreement_id", "afspraak"),
        ({"lead": LeadTime(-1, LeadUnit.MINUTES)}, "lead", "0"),
        ({"lead": LeadTime(9_999_999, LeadUnit.WORKING_DAYS)}, "lead", "0"),
        ({"order_lead": LeadTime(0, LeadUnit.WORKING_DAYS)}, "order_lead", "1"),
        ({"min_quantity": 0}, "min_quantity", "1"),
        ({"min_quantity": 5, "max_quantity": 2}, "max_quantity", "5"),
        ({"valid_from": DAY, "valid_until": DAY - timedelta(1)}, "valid_until", "eerste dag"),
        ({"status": ItemStatus.EXPIRING}, "valid_until", "laatste dag"),
        ({"prices": (price(DAY, DAY - timedelta(1)),)}, "prices.0.valid_until", "1 januari 2026"),
        ({"prices": (price(DAY, cents=-1),)}, "prices.0.price_cents", "1 januari 2026"),
        ({"prices": (price(DAY, cents=2**31),)}, "prices.0.price_cents", "1 januari 2026"),
        ({"prices": (price(DAY, supply=Supply.ORDER),)}, "prices.0.supply", "Pas vervangen"),
        ({"prices": (price(DAY),) * (MOST_LINES + 1)}, "prices", "50"),
        ({"entitlements": (EntitlementLine(),)}, "entitlements.0", "iedereen"),
        ({"entitlements": (EntitlementLine("koning"),)}, "entitlements.0", "klant"),
        ({"entitlements": (EntitlementLine(department_id=4),)}, "entitlements.0", "onderdeel"),
        ({"entitlements": (EntitlementLine(agreement_id=4),)}, "entitlements.0", "afspraak"),
        ({"fields": (FieldLine("", FieldType.TEXT, "Kleur"),)}, "fields.0.code", "Kleur"),
        ({"fields": (FieldLine("a", FieldType.TEXT, ""),)}, "fields.0.label", "1"),
        (
            {"fields": (FieldLine("a", FieldType.TEXT, "A"), FieldLine("a", FieldType.DATE, "B"))},
            "fields.1.code",
            "'A'",
        ),
        ({"fields": (FieldLine("a", FieldType.CHOICE, "Kleur", choices=("x",)),)}, "fields.0.choices", "Kleur"),
        ({"fields": (FieldLine("a", FieldType.CHOICE, "Kleur", choices=("x", "x")),)}, "fields.0.choices", "'x'"),
        (
            {"fields": (FieldLine("a", FieldType.CHOICE, "Kleur", choices=("x", "y"), choices_en=("z",)),)},
            "fields.0.choices",
            "Engelse",
        ),
        (
            {"fields": (FieldLine("a", FieldType.CHOICE, "Kleur", choices=tuple(map(str, range(201)))),)},
            "fields.0.choices",
            "200",
        ),
        ({"fields": (FieldLine("a", FieldType.TEXT, "A", help="x" * 201),)}, "fields.0.help", "te lang"),
        ({"steps": (replace(step(""), name="Kijken"),)}, "steps.0.code", "Kijken"),
        ({"steps": (replace(step("a"), name=" "),)}, "steps.0.name", "1"),
        ({"steps": (step("a"), step("a"))}, "steps.1.code", "'a'"),
        ({"steps": (step("a", "zz"),)}, "steps.0.after", "'zz'"),
        ({"steps": (step("a", "a"),)}, "steps.0.after", "zichzelf"),
        ({"steps": (replace(step("a"), team_id=9),)}, "steps.0.team_id", "A"),
        ({"steps": (replace(step("a"), lead=LeadTime(-1, LeadUnit.MINUTES)),)}, "steps.0.lead", "A"),
        (
            {"steps": (replace(step("a", kind=StepKind.APPROVE), lead=LeadTime(0, LeadUnit.MINUTES)),)},
            "steps.0.lead",
            "A",
        ),
        (
            {"steps": (step("a", kind=StepKind.APPROVE),), "cost_centre_rule": CostCentreRule.NEVER},
            "cost_centre_rule",
            "'A'",
        ),
        ({"steps": tuple(step(f"s{n}") for n in range(MOST_LINES + 1))}, "steps", "50"),
    ],
)
def test_fault_is_named_under_its_field(facts: dict[str, object], field: str, part: str) -> None:
    faulty = replace(GOOD, **facts)  # type: ignore[arg-type]  # any field of a content

    faults = item_faults(faulty, KNOWN)

    assert list(faults) == [field]
    assert part in faults[field]


def test_concept_needs_no_explanation_yet() -> None:
    concept = replace(GOOD, status=ItemStatus.CONCEPT, explanation="")

    assert item_faults(concept, KNOWN) == {}


@pytest.mark.parametrize("status", [ItemStatus.ACTIVE, ItemStatus.EXPIRING])
def test_what_is_offered_has_no_last_day_that_is_past(status: ItemStatus) -> None:
    past = replace(GOOD, status=status, valid_until=DAY - timedelta(1))
    known = replace(KNOWN, day=DAY)

    faults = item_faults(past, known)

    assert list(faults) == ["valid_until"]
    assert faults["valid_until"] == (
        "De laatste dag, 31 december 2025, is al voorbij. Kies vandaag of later, of kies de status 'vervallen'."
    )
    assert item_faults(replace(past, valid_until=DAY), known) == {}
    assert item_faults(replace(past, status=ItemStatus.RETIRED), known) == {}
    assert item_faults(past, KNOWN) == {}


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        ({"status": ItemStatus.CONCEPT}, "'Pas vervangen' is een concept"),
        ({"status": ItemStatus.RETIRED}, "'Pas vervangen' is al vervallen"),
        ({"valid_from": DAY + timedelta(1)}, "2 januari 2026"),
    ],
)
def test_what_is_not_on_sale_gets_no_last_day(facts: dict[str, object], part: str) -> None:
    item = replace(GOOD, **facts)  # type: ignore[arg-type]  # any field of a content

    fault = last_day_fault(item, DAY)

    assert fault is not None
    assert part in fault
    assert last_day_fault(GOOD, DAY) is None


def test_circle_is_named_with_all_its_steps_and_who_waits_behind_it() -> None:
    steps = (step("a", "c"), step("b", "a"), step("c", "b"), step("d", "c"), step("e"))

    faults = dict(step_faults(steps))

    assert set(faults) == {"steps.0.after", "steps.1.after", "steps.2.after", "steps.3.after"}
    assert "A → C → B → A" in faults["steps.0.after"]
    assert "'D'" in faults["steps.3.after"]
    assert "'C'" in faults["steps.3.after"]


def test_both_periods_that_overlap_are_named() -> None:
    prices = (price(DAY, date(2026, 12, 31)), price(date(2026, 6, 1)), price(DAY, None, Supply.ORDER))

    faults = dict(price_faults(replace(GOOD, order_lead=LeadTime(1, LeadUnit.WORKING_DAYS), prices=prices)))

    assert list(faults) == ["prices.1.valid_from"]
    assert "1 januari 2026 tot en met 31 december 2026" in faults["prices.1.valid_from"]
    assert "1 juni 2026 en later" in faults["prices.1.valid_from"]


periods = st.lists(st.tuples(st.integers(0, 12), st.one_of(st.none(), st.integers(0, 12))), max_size=5)


@given(periods)
def test_prices_overlap_when_a_day_has_two_of_them(found: list[tuple[int, int | None]]) -> None:
    lines = [price(DAY + timedelta(start), None if end is None else DAY + timedelta(end)) for start, end in found]

    faults = dict(price_faults(replace(GOOD, prices=tuple(lines))))

    days = [DAY + timedelta(number) for number in range(14)]
    held = [{day for day in days if one.valid_from <= day <= (one.valid_until or days[-1])} for one in lines]
    overlap = any(one & other for one, other in combinations(held, 2))
    assert any(name.endswith("valid_from") for name in faults) == overlap


graphs = st.integers(1, 7).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, size), max_size=3), min_size=size, max_size=size)
)


@given(graphs)
def test_step_never_starts_when_a_walk_through_the_process_never_reaches_it(after: list[list[int]]) -> None:
    steps = [step(f"s{number}", *(f"s{one}" for one in before)) for number, before in enumerate(after)]

    stuck = never_starting(steps)
    faults = dict(step_faults(steps))

    over: set[str] = set()
    for _round in steps:
        over |= {one.code for one in steps if set(one.after) <= over}
    assert stuck == {one.code for one in steps} - over
    assert set(faults) == {f"steps.{number}.after" for number, one in enumerate(steps) if one.code in stuck}
