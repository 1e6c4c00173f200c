# SPDX-License-Identifier: EUPL-1.2
"""An agreement that cannot be kept or told apart is refused, at its field, with a sentence that says what to change."""

from dataclasses import replace
from datetime import date, time

import pytest

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit, TicketKind
from desk_app.contracts.checks import Known, agreement_faults
from desk_app.contracts.messages import (
    Addressee,
    AgreementKind,
    AgreementSheet,
    Renewal,
    RungLine,
    SaveAgreement,
    TargetLine,
)
from desk_app.core.calendars import ROUND_THE_CLOCK, Window, make_calendar

BEAMER, PAS, BUILDING, NIGHT, CLOSED, MINUTE = 1, 2, 3, 4, 5, 6
FIRST, LAST, TODAY = date(2026, 1, 1), date(2026, 12, 31), date(2026, 11, 24)
HOUR = LeadTime(60, LeadUnit.MINUTES)
DAY = LeadTime(1, LeadUnit.WORKING_DAYS)
KNOWN = Known(
    day=TODAY,
    codes={"sla-oud": "Oud"},
    departments={1: "Facilitair", 2: "Bibliotheek"},
    teams={1: "Audiovisueel"},
    suppliers={1: "Beeld en Geluid BV"},
    items={BEAMER: "Beamer werkt niet", PAS: "Pas vervangen"},
    buildings={BUILDING: "Gebouw D"},
    calendars={
        None: make_calendar({day: [Window(time(9), time(17))] for day in range(5)}),
        NIGHT: ROUND_THE_CLOCK,
        CLOSED: ROUND_THE_CLOCK,
        MINUTE: make_calendar({0: [Window(time(9), time(9, 1))]}),
    },
    never_open={CLOSED: "Zomerhuis"},
    own_targets=frozenset({7}),
)
GOOD = SaveAgreement(
    code="SLA-FAC",
    name="Afspraken met Facilitair",
    department_ids=frozenset({1}),
    valid_from=FIRST,
    valid_until=LAST,
    notice_on=date(2026, 9, 30),
    reminder_on=date(2026, 9, 1),
    renewal=Renewal.TACIT,
    cost_cents=12_500_00,
    owner="Mila",
    item_ids=frozenset({BEAMER}),
    targets=(
        TargetLine(id=7, item_id=BEAMER, priority=1, response=HOUR, completion=DAY),
        TargetLine(building_id=BUILDING, kind=TicketKind.INCIDENT, completion=DAY, calendar_id=NIGHT),
        TargetLine(completion=LeadTime(5, LeadUnit.WORKING_DAYS)),
    ),
    rungs=(
        RungLine(percent=75, addressee=Addressee.ASSIGNEE, reason="de tijd raakt op"),
        RungLine(percent=150, addressee=Addressee.MANAGER, reason="te laat"),
    ),
)
TARGET, RUNG = GOOD.targets[0], GOOD.rungs[0]


def test_good_agreement_has_no_faults() -> None:
    assert agreement_faults(GOOD, KNOWN) == {}


@pytest.mark.parametrize(
    ("change", "wrong", "says"),
    [
        ({"code": " "}, "code", "Kies een korte code, bijvoorbeeld SLA-2026."),
        ({"code": "SLA-Oud"}, "code", "Oud heeft deze code al."),
        ({"name": "\u200b"}, "name", "niets te zien"),
        ({"name": "\u00a0 "}, "name", "Vul de naam in."),
        ({"code": "\u2800"}, "code", "niets te zien"),
        ({"owner": "e\0"}, "owner", "teken"),
        ({"owner": " \u00a0"}, "owner", "Vul in wie over deze overeenkomst beslist."),
        ({"owner": " \u200b\u3164"}, "owner", "niets te zien"),
        (
            {"valid_until": date(2025, 12, 31)},
            "valid_until",
            "De einddatum ligt voor de begindatum. Controleer de datums.",
        ),
        ({"notice_on": date(2027, 1, 1)}, "notice_on", "De opzegdatum ligt na de einddatum, 31 december 2026."),
        ({"notice_on": date(2025, 12, 31)}, "notice_on", "De opzegdatum ligt voor de begindatum."),
        ({"reminder_on": date(2026, 10, 1)}, "reminder_on", "Deze herinnering komt te laat: na 30 september 2026"),
        ({"notice_on": None, "reminder_on": date(2027, 1, 1)}, "reminder_on", "na 31 december 2026"),
        ({"notice_given_on": date(2026, 11, 25)}, "notice_given_on", "Deze dag moet nog komen."),
        ({"notice_given_on": TODAY, "valid_until": None}, "valid_until", "Er is opgezegd."),
        ({"valid_until": None}, "valid_until", "Wat wordt verlengd, heeft een einde."),
        ({"cost_cents": -1}, "cost_cents", "Vul een bedrag in van"),
        ({"cost_cents": 10**9}, "cost_cents", "Vul een bedrag in van"),
        ({"department_ids": frozenset({9})}, "department_ids", "Een onderdeel is er niet meer."),
        ({"item_ids": frozenset({BEAMER, 9})}, "item_ids", "Een product van deze overeenkomst is er niet meer."),
        ({"kind": AgreementKind.OLA}, "team_id", "Kies het team"),
        ({"kind": AgreementKind.OLA, "team_id": 9}, "team_id", "Dit team bestaat niet meer."),
        ({"kind": AgreementKind.SUPPLIER}, "supplier_id", "Kies de leverancier"),
        ({"kind": AgreementKind.SUPPLIER, "supplier_id": 9}, "supplier_id", "Deze leverancier is er niet meer."),
        ({"rungs": (RUNG,) * 11}, "rungs", "10 regels"),
        ({"targets": (TARGET,) * 101}, "targets", "100 regels"),
    ],
)
def test_wrong_agreement_is_refused_at_its_field(change: dict[str, object], wrong: str, says: str) -> None:
    faults = agreement_faults(replace(GOOD, **change), KNOWN)  # type: ignore[arg-type]  # fields of the command

    assert says in faults[wrong]
    assert {name.partition(".")[0] for name in faults} == {wrong}


def test_everything_that_is_wrong_is_told_at_once_from_top_to_bottom() -> None:
    wrong = replace(
        GOOD,
        name=" ",
        code="",
        kind=AgreementKind.OLA,
        owner="\u200b",
        item_ids=frozenset({9}),
        valid_until=date(2025, 12, 31),
        notice_on=date(2025, 12, 30),
        reminder_on=date(2026, 11, 1),
        notice_given_on=date(2026, 11, 25),
        cost_cents=-1,
        targets=(replace(TARGET, item_id=None, norm_percent=150),),
        rungs=(replace(RUNG, percent=-5, reason=" "),),
    )

    faults = agreement_faults(wrong, KNOWN)

    assert list(faults) == [
        "name",
        "code",
        "team_id",
        "owner",
        "item_ids",
        "valid_until",
        "notice_on",
        "notice_given_on",
        "cost_cents",
        "targets.0.norm_percent",
        "rungs.0.percent",
        "rungs.0.reason",
    ]


def test_an_agreement_in_the_way_is_told_together_with_what_else_is_wrong() -> None:
    other = AgreementSheet(
        id=8,
        version=1,
        **{name: getattr(GOOD, name) for name in AgreementSheet.__slots__ if name not in ("id", "version")},
    )

    faults = agreement_faults(replace(GOOD, owner="", cost_cents=-1), replace(KNOWN, others=(other,)))

    assert list(faults) == ["owner", "item_ids", "cost_cents"]
    assert "Afspraken met Facilitair" in faults["item_ids"]


@pytest.mark.parametrize(
    ("change", "wrong", "says"),
    [
        ({"completion": LeadTime(0, LeadUnit.MINUTES)}, "completion", "Zonder tijd kan niemand zich hieraan houden."),
        ({"completion": LeadTime(-3, LeadUnit.WORKING_DAYS)}, "completion", "Vul 1 of meer in."),
        ({"completion": LeadTime(10**9, LeadUnit.MINUTES)}, "completion", "Dit mag hoogstens"),
        ({"response": LeadTime(0, LeadUnit.MINUTES)}, "response", "Vul 1 of meer in."),
        ({"response": LeadTime(10**9, LeadUnit.MINUTES)}, "response", "Dit mag hoogstens"),
        ({"response": LeadTime(2, LeadUnit.WORKING_DAYS)}, "response", "Het antwoord (2 werkdagen) komt pas"),
        (
            {"response": LeadTime(961, LeadUnit.MINUTES), "completion": LeadTime(1440, LeadUnit.CLOCK_MINUTES)},
            "response",
            "pas als",
        ),
        ({"item_id": PAS}, "item_id", "‘Pas vervangen’ valt niet onder deze overeenkomst."),
        ({"item_id": 9}, "item_id", "Dit product"),
        ({"building_id": 9}, "building_id", "Dit gebouw is er niet meer."),
        ({"priority": 0}, "priority", "Vul een getal in van 1 tot en met 5."),
        ({"priority": 6}, "priority", "Vul een getal in van 1 tot en met 5."),
        ({"norm_percent": 0}, "norm_percent", "Vul een getal in van 1 tot en met 100."),
        ({"norm_percent": 101}, "norm_percent", "Vul een getal in van 1 tot en met 100."),
        ({"weight": 0}, "weight", "Vul een getal in van 1 tot en met 100."),
        ({"weight": 101}, "weight", "Vul een getal in van 1 tot en met 100."),
        ({"consequence": "x" * 201}, "consequence", "1 teken te lang"),
        ({"calendar_id": 9}, "calendar_id", "Deze kalender is er niet meer."),
        ({"calendar_id": CLOSED}, "calendar_id", "De kalender ‘Zomerhuis’ is nooit open."),
        (
            {"calendar_id": MINUTE, "response": None, "completion": LeadTime(6_000, LeadUnit.MINUTES)},
            "calendar_id",
            "te weinig open uren",
        ),
        ({"id": 8}, "", "Deze norm is er niet meer."),
    ],
)
def test_wrong_target_is_refused_at_its_line(change: dict[str, object], wrong: str, says: str) -> None:
    target = replace(TARGET, **change)  # type: ignore[arg-type]  # fields of the line

    faults = agreement_faults(replace(GOOD, targets=(GOOD.targets[2], target)), KNOWN)

    assert list(faults) == [f"targets.1.{wrong}".rstrip(".")]
    assert says in next(iter(faults.values()))


@pytest.mark.parametrize(
    ("response", "completion"),
    [
        (LeadTime(480, LeadUnit.MINUTES), LeadTime(1, LeadUnit.CALENDAR_DAYS)),
        (LeadTime(480, LeadUnit.MINUTES), LeadTime(1440, LeadUnit.CLOCK_MINUTES)),
        (LeadTime(480, LeadUnit.MINUTES), DAY),
        (DAY, LeadTime(1, LeadUnit.CALENDAR_DAYS)),
        (HOUR, HOUR),
    ],
)
def test_answer_that_is_sooner_on_some_days_may_be_meant_so(response: LeadTime, completion: LeadTime) -> None:
    target = replace(TARGET, response=response, completion=completion)

    assert agreement_faults(replace(GOOD, targets=(target,)), KNOWN) == {}


def test_two_targets_for_the_same_are_named() -> None:
    twice = replace(TARGET, id=None, completion=HOUR, weight=2)

    faults = agreement_faults(replace(GOOD, targets=(*GOOD.targets, twice)), KNOWN)

    assert faults == {
        "targets.3": "Norm 1 en 4 zijn allebei voor Beamer werkt niet, prioriteit 1. "
        "Pas er een aan, of haal er een weg."
    }


def test_one_stored_target_is_not_two_lines() -> None:
    again = replace(TARGET, priority=2)

    faults = agreement_faults(replace(GOOD, targets=(TARGET, again)), KNOWN)

    assert list(faults) == ["targets.1"]


@pytest.mark.parametrize(
    ("change", "wrong", "says"),
    [
        ({"percent": 0}, "percent", "van 1 tot en met 1000 procent"),
        ({"percent": -5}, "percent", "van 1 tot en met 1000 procent"),
        ({"percent": 1001}, "percent", "van 1 tot en met 1000 procent"),
        ({"percent": 150}, "percent", "Bij 150 procent wordt er al iemand gewaarschuwd."),
        ({"reason": " "}, "reason", "Vul in waarom"),
        ({"reason": "x" * 201}, "reason", "1 teken te lang"),
    ],
)
def test_wrong_rung_is_refused_at_its_line(change: dict[str, object], wrong: str, says: str) -> None:
    rungs = (GOOD.rungs[1], replace(RUNG, **change))  # type: ignore[arg-type]  # fields of the line

    faults = agreement_faults(replace(GOOD, rungs=rungs), KNOWN)

    assert list(faults) == [f"rungs.1.{wrong}"]
    assert says in faults[f"rungs.1.{wrong}"]


def test_kind_stays_once_there_were_targets() -> None:
    known = replace(KNOWN, fixed_kind=AgreementKind.SLA)
    other = replace(GOOD, kind=AgreementKind.OLA, team_id=1)

    assert list(agreement_faults(other, known)) == ["kind"]
    assert agreement_faults(other, KNOWN) == {}
    assert agreement_faults(GOOD, known) == {}
