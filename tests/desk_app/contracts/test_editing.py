# SPDX-License-Identifier: EUPL-1.2
"""An agreement while it is edited: made an order of, put on top of what a colleague stored, compared."""

from dataclasses import replace
from datetime import date

from desk_app.catalogue.messages import LeadTime, LeadUnit
from desk_app.contracts.editing import differences, fresh, merged, order_of
from desk_app.contracts.line_words import Names
from desk_app.contracts.messages import Addressee, AgreementKind, Renewal, RungLine, TargetLine

BASE = replace(fresh(date(2026, 1, 1), "Noor Vos"), id=7, version=3, code="A", name="Afspraken")
HOURS = LeadTime(480, LeadUnit.MINUTES)


def _target(number: int | None, **values: object) -> TargetLine:
    return replace(TargetLine(id=number, completion=HOURS), **values)  # type: ignore[arg-type]  # names of its fields


def test_an_order_holds_everything_of_the_sheet() -> None:
    order = order_of(replace(BASE, renewal=Renewal.TACIT, item_ids=frozenset({1})), 7, 3)

    assert (order.agreement_id, order.version, order.code, order.name) == (7, 3, "A", "Afspraken")
    assert (order.renewal, order.item_ids, order.owner) == (Renewal.TACIT, frozenset({1}), "Noor Vos")


def test_what_each_of_two_changed_is_so_and_what_both_changed_is_mine() -> None:
    mine = replace(BASE, name="Van mij", owner="Mila", item_ids=frozenset({1}))
    theirs = replace(BASE, version=4, name="Van hen", renewal=Renewal.TACIT, item_ids=frozenset({2}))

    both = merged(BASE, mine, theirs)

    assert (both.name, both.owner, both.renewal, both.version) == ("Van mij", "Mila", Renewal.TACIT, 4)
    assert both.item_ids == {1, 2}


def test_targets_of_both_are_kept_each_by_itself() -> None:
    base = replace(BASE, targets=(_target(1), _target(2), _target(3), _target(4)))
    mine = replace(base, targets=(_target(1, norm_percent=80), _target(3), _target(4), _target(None, priority=1)))
    theirs = replace(
        base,
        targets=(_target(1), _target(2), _target(3, norm_percent=70), _target(5, priority=2)),
        rungs=(RungLine(percent=100, addressee=Addressee.OWNER, reason="om"),),
    )

    both = merged(base, mine, theirs)

    assert both.targets == (
        _target(1, norm_percent=80),
        _target(3, norm_percent=70),
        _target(None, priority=1),
        _target(5, priority=2),
    )
    assert both.rungs == theirs.rungs


def test_a_target_that_i_changed_and_they_took_away_stays() -> None:
    base = replace(BASE, targets=(_target(1),))
    mine = replace(base, targets=(_target(1, norm_percent=80),))

    both = merged(base, mine, replace(base, targets=()))

    assert both.targets == (_target(1, norm_percent=80),)


def test_differences_are_told_in_the_words_of_the_form() -> None:
    names = Names(departments={1: "Facilitair"}, suppliers={2: "Beamer bv"})
    after = replace(
        BASE,
        kind=AgreementKind.SUPPLIER,
        supplier_id=2,
        valid_until=date(2027, 12, 31),
        cost_cents=12_50,
        targets=(_target(1),),
    )

    said = [one.sentence.replace("\xa0", " ") for one in differences(BASE, after, names)]

    assert said == [
        "Soort: was met een klant (SLA), is nu met een leverancier",
        "Leverancier: was niets, is nu Beamer bv",
        "Laatste dag: was niets, is nu 31 december 2027",
        "Bedrag: was € 0,00, is nu € 12,50",
        "Normen: was niets, is nu alle meldingen: klaar binnen 8 werkuren · 95 % · de klant, akkoord",
    ]


def test_a_target_that_went_leaves_the_others_in_the_sentence() -> None:
    before = replace(BASE, targets=(_target(1), _target(2, priority=1)))

    (said,) = differences(before, replace(before, targets=before.targets[:1]), Names())

    assert said.before == (
        "alle meldingen: klaar binnen 8 werkuren · 95 % · de klant, akkoord; "
        "meldingen met prioriteit 1: klaar binnen 8 werkuren · 95 % · de klant, akkoord"
    )
    assert said.after == "alle meldingen: klaar binnen 8 werkuren · 95 % · de klant, akkoord"


def test_nothing_differs_from_itself() -> None:
    assert list(differences(BASE, BASE, Names())) == []
