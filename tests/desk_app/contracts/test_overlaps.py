# SPDX-License-Identifier: EUPL-1.2
"""Of one kind, with one party, about one product there is one agreement at a time; the other one is named."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit
from desk_app.contracts.in_force import holds_on
from desk_app.contracts.messages import (
    AgreementKind,
    AgreementSheet,
    CostPeriod,
    Evaluation,
    Renewal,
    SaveAgreement,
    TargetLine,
)
from desk_app.contracts.overlaps import overlap, overlap_fault

FIRST = date(2026, 1, 1)
TARGETS = (TargetLine(completion=LeadTime(1, LeadUnit.WORKING_DAYS)),)
ITEMS = {1: "Beamer werkt niet", 2: "Pas vervangen", 3: "Waar kan ik parkeren?"}
DEPARTMENTS = {1: "Facilitair", 2: "Bibliotheek"}
THERE = AgreementSheet(
    id=1,
    version=1,
    code="SLA-OUD",
    name="Basis",
    kind=AgreementKind.SLA,
    department_ids=frozenset({1}),
    team_id=None,
    supplier_id=None,
    valid_from=FIRST,
    valid_until=date(2026, 12, 31),
    notice_on=None,
    notice_given_on=None,
    reminder_on=None,
    renewal=Renewal.NONE,
    cost_cents=0,
    cost_period=CostPeriod.YEAR,
    evaluation=Evaluation.YEARLY,
    owner="",
    item_ids=frozenset({1, 2}),
    targets=TARGETS,
    rungs=(),
)
NEW = SaveAgreement(
    owner="Mila",
    code="SLA-NEW",
    name="Plus",
    department_ids=frozenset({1, 2}),
    valid_from=date(2026, 6, 1),
    item_ids=frozenset({2, 3}),
    targets=TARGETS,
)


def fault(new: SaveAgreement, there: AgreementSheet = THERE) -> str | None:
    """What is said about a new agreement beside one that is there."""
    return overlap_fault(new, (there,), ITEMS, DEPARTMENTS)


def test_other_agreement_and_the_product_are_named() -> None:
    assert fault(NEW) == (
        "SLA-OUD · Basis gaat in deze periode al over ‘Pas vervangen’ voor Facilitair. "
        "Kies andere producten of datums, of pas die eerst aan."
    )


def test_tacit_renewal_that_is_in_the_way_says_so() -> None:
    tacit = replace(THERE, renewal=Renewal.TACIT)

    said = fault(replace(NEW, valid_from=date(2027, 1, 1)), tacit)

    assert said is not None
    assert "Die loopt na 31 december 2026 stilzwijgend door: vul daar in dat er is opgezegd" in said
    assert fault(replace(NEW, valid_from=date(2027, 1, 1)), replace(tacit, notice_given_on=FIRST)) is None


@pytest.mark.parametrize(
    ("mine", "theirs", "named"),
    [
        (frozenset(), frozenset(), "alle producten"),
        (frozenset(), frozenset({1}), "‘Beamer werkt niet’"),
        (frozenset({3}), frozenset(), "‘Waar kan ik parkeren?’"),
    ],
)
def test_no_products_are_all_products(mine: frozenset[int], theirs: frozenset[int], named: str) -> None:
    said = fault(replace(NEW, item_ids=mine), replace(THERE, item_ids=theirs))

    assert said is not None
    assert f"al over {named} voor Facilitair" in said


@pytest.mark.parametrize(
    ("new", "there"),
    [
        ({"item_ids": frozenset({3})}, {}),
        ({"department_ids": frozenset({2})}, {}),
        ({"department_ids": frozenset()}, {"department_ids": frozenset()}),
        ({"valid_from": date(2027, 1, 1)}, {}),
        ({"valid_from": date(2025, 1, 1), "valid_until": date(2025, 12, 31)}, {}),
        ({"targets": ()}, {}),
        ({}, {"targets": ()}),
        ({"kind": AgreementKind.OLA, "team_id": 1}, {}),
        ({"kind": AgreementKind.OLA, "team_id": 1}, {"kind": AgreementKind.OLA, "team_id": 2}),
        ({"kind": AgreementKind.SUPPLIER, "supplier_id": 1}, {"kind": AgreementKind.SUPPLIER, "supplier_id": 2}),
    ],
)
def test_other_party_product_period_or_kind_is_free(new: dict[str, object], there: dict[str, object]) -> None:
    assert fault(NEW) is not None

    free = fault(replace(NEW, **new), replace(THERE, **there))  # type: ignore[arg-type]  # fields of both

    assert free is None


@pytest.mark.parametrize(
    "party", [{"kind": AgreementKind.OLA, "team_id": 1}, {"kind": AgreementKind.SUPPLIER, "supplier_id": 1}]
)
def test_team_and_supplier_have_one_agreement_too(party: dict[str, object]) -> None:
    said = fault(replace(NEW, **party), replace(THERE, **party))  # type: ignore[arg-type]  # fields of both

    assert said is not None
    assert said.startswith("SLA-OUD · Basis gaat in deze periode al over ‘Pas vervangen’. Kies")


DAYS = st.integers(0, 12).map(lambda days: FIRST + timedelta(days=days))
ENDS = st.one_of(st.none(), DAYS)
FEW = st.frozensets(st.integers(1, 3), max_size=3)


@st.composite
def agreements(draw: st.DrawFn) -> AgreementSheet:
    """Some agreement within two weeks, with few parties and products."""
    return replace(
        THERE,
        kind=draw(st.sampled_from(AgreementKind)),
        department_ids=draw(FEW),
        team_id=draw(st.integers(1, 2)),
        supplier_id=draw(st.integers(1, 2)),
        valid_from=draw(DAYS),
        valid_until=draw(ENDS),
        renewal=draw(st.sampled_from(Renewal)),
        notice_given_on=draw(ENDS),
        item_ids=draw(FEW),
        targets=draw(st.sampled_from([TARGETS, ()])),
    )


@given(agreements(), agreements())
def test_two_overlap_when_some_ticket_falls_under_both(one: AgreementSheet, other: AgreementSheet) -> None:
    def tickets(sheet: AgreementSheet) -> set[tuple[object, ...]]:
        """Every ticket there can be that this agreement sets a time for."""
        parties: dict[AgreementKind, set[int | None]] = {
            AgreementKind.SLA: set(sheet.department_ids),
            AgreementKind.OLA: {sheet.team_id},
            AgreementKind.SUPPLIER: {sheet.supplier_id},
        }
        days = [FIRST + timedelta(days=number) for number in range(30)]
        return {
            (sheet.kind, party, product, day)
            for party in parties[sheet.kind]
            for product in sheet.item_ids or {1, 2, 3, 4}
            for day in days
            if sheet.targets and holds_on(sheet, day)
        }

    # an agreement that ends before it begins holds on no day at all, and is refused by itself
    both = all(sheet.valid_until is None or sheet.valid_from <= sheet.valid_until for sheet in (one, other))

    assert not both or overlap(one, other) is bool(tickets(one) & tickets(other))
    assert overlap(one, other) is overlap(other, one)
