# SPDX-License-Identifier: EUPL-1.2
"""What belongs to an agreement: its party, products, targets, escalation, documents and actions."""

from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from desk_app.app import Desk
from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit, TicketKind
from desk_app.contracts.messages import (
    AddDocument,
    Addressee,
    AgreementChanged,
    AgreementKind,
    AgreementSheet,
    CostPeriod,
    Evaluation,
    PendingReason,
    RemoveAction,
    RemoveDocument,
    Renewal,
    RungLine,
    SaveAction,
    SaveAgreement,
    SettleAction,
    TargetLine,
)
from desk_app.contracts.models import AgreementTarget
from desk_app.contracts.signals import SignalKind
from desk_app.core.actor import Actor, Role
from desk_app.core.audit import AuditEntry
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed
from desk_app.identity.models import Team
from desk_app.relations.messages import SaveSupplier
from desk_app.relations.models import Building, Department
from tests import factories

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
HOUR, DAY = LeadTime(60, LeadUnit.MINUTES), LeadTime(1, LeadUnit.WORKING_DAYS)
BASIC = TargetLine(completion=DAY)
NAMES = tuple(one.name for one in fields(AgreementSheet) if one.name not in ("id", "version"))


@pytest.fixture
def manager(desk: Desk) -> Actor:
    """Who may change agreements."""
    return factories.an_actor(desk.db, "mila", Role.MANAGER)


def department_id(desk: Desk) -> int:
    """The id of Facilitair."""
    with desk.db.read() as session:
        return session.scalars(select(Department.id).where(Department.code == "FAC")).one()


def an_agreement(desk: Desk, manager: Actor, **facts: object) -> AgreementSheet:
    """A stored agreement with Facilitair for 2026."""
    standard: dict[str, object] = {
        "code": "SLA-FAC",
        "name": "Afspraken met Facilitair",
        "owner": "Noor Vos",
        "valid_from": FIRST,
        "valid_until": LAST,
        "department_ids": frozenset({department_id(desk)}),
        "targets": (BASIC,),
    }
    number = desk.agreements.save(manager, SaveAgreement(**{**standard, **facts}))  # type: ignore[arg-type]  # the fields of the command
    return desk.agreement_queries.sheet(manager, number)


def changed(desk: Desk, manager: Actor, sheet: AgreementSheet, **facts: object) -> AgreementSheet:
    """The agreement after a change."""
    stored = {name: getattr(sheet, name) for name in NAMES}
    desk.agreements.save(manager, SaveAgreement(agreement_id=sheet.id, version=sheet.version, **{**stored, **facts}))
    return desk.agreement_queries.sheet(manager, sheet.id)


def a_supplier(desk: Desk, manager: Actor) -> int:
    """The id of a supplier."""
    return desk.relations.save_supplier(manager, SaveSupplier(code="LEV-01", name="Beeld en Geluid BV"))


def audit_lines(desk: Desk) -> int:
    """How many acts were written down."""
    with desk.db.read() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def test_whole_agreement_is_kept_in_one_act(desk: Desk, manager: Actor) -> None:
    with desk.db.read() as session:
        building = session.scalars(select(Building.id)).one()
    beamer, pas = (factories.item_id(desk.db, code) for code in ("P-BEA", "P-PAS"))
    before, heard = audit_lines(desk), list[int]()
    desk.events.subscribe(AgreementChanged, lambda event: heard.append(event.id))
    targets = (
        TargetLine(
            item_id=beamer,
            building_id=building,
            priority=1,
            kind=TicketKind.INCIDENT,
            response=HOUR,
            completion=LeadTime(240, LeadUnit.MINUTES),
            pauses=frozenset({PendingReason.CUSTOMER, PendingReason.PART}),
            norm_percent=98,
            weight=3,
            consequence=" 5 % korting ",
        ),
        BASIC,
    )
    rungs = (
        RungLine(percent=150, addressee=Addressee.MANAGER, reason="veel te laat"),
        RungLine(percent=75, addressee=Addressee.ASSIGNEE, reason=" de tijd raakt op "),
    )

    sheet = an_agreement(
        desk,
        manager,
        notice_on=date(2026, 9, 30),
        reminder_on=date(2026, 9, 1),
        notice_given_on=date(2026, 9, 15),
        renewal=Renewal.TACIT,
        cost_cents=1_250_000,
        cost_period=CostPeriod.QUARTER,
        evaluation=Evaluation.HALF_YEARLY,
        owner=" Mila ",
        item_ids=frozenset({beamer, pas}),
        targets=targets,
        rungs=rungs,
    )

    assert (sheet.notice_on, sheet.reminder_on, sheet.notice_given_on) == (
        date(2026, 9, 30),
        date(2026, 9, 1),
        date(2026, 9, 15),
    )
    assert (sheet.renewal, sheet.cost_cents, sheet.cost_period, sheet.evaluation, sheet.owner) == (
        Renewal.TACIT,
        1_250_000,
        CostPeriod.QUARTER,
        Evaluation.HALF_YEARLY,
        "Mila",
    )
    assert sheet.item_ids == {beamer, pas}
    assert [replace(line, id=None) for line in sheet.targets] == [replace(targets[0], consequence="5 % korting"), BASIC]
    assert [(rung.percent, rung.reason) for rung in sheet.rungs] == [(75, "de tijd raakt op"), (150, "veel te laat")]
    assert (audit_lines(desk) - before, heard) == (1, [sheet.id])


def test_changed_target_keeps_its_id_and_one_that_is_left_out_is_only_over(desk: Desk, manager: Actor) -> None:
    sheet = an_agreement(desk, manager, targets=(BASIC, TargetLine(priority=1, completion=HOUR)))
    basic, urgent = sheet.targets

    after = changed(
        desk, manager, sheet, targets=(TargetLine(priority=2, completion=HOUR), replace(urgent, completion=DAY))
    )

    assert [line.priority for line in after.targets] == [2, 1]
    assert after.targets[1] == replace(urgent, completion=DAY)
    assert after.version == sheet.version + 1
    rows = desk.agreement_queries.targets(manager, sheet.id)
    assert [(row.line.id, row.active) for row in rows] == [
        (after.targets[0].id, True),
        (urgent.id, True),
        (basic.id, False),
    ]
    with desk.db.read() as session:
        assert session.get_one(AgreementTarget, basic.id).completion_amount == 1


def test_target_of_another_agreement_is_not_taken(desk: Desk, manager: Actor) -> None:
    mine = an_agreement(desk, manager)
    other = an_agreement(desk, manager, code="SLA-2", department_ids=frozenset())

    with pytest.raises(InvalidInput) as refused:
        changed(desk, manager, mine, targets=other.targets)

    assert list(refused.value.fields) == ["targets.0"]


def test_changed_target_moves_no_clock_by_itself(desk: Desk, manager: Actor, actor: Actor) -> None:
    sheet = an_agreement(desk, manager)
    (number,) = factories.a_visit(desk, actor).ticket_ids
    before = desk.ticket_queries.ticket(actor, number)

    changed(desk, manager, sheet, targets=(replace(sheet.targets[0], completion=HOUR),))

    assert desk.ticket_queries.ticket(actor, number) == before


@pytest.mark.parametrize("part", ["targets", "rungs", "item_ids", "department_ids"])
def test_another_list_is_another_version(desk: Desk, manager: Actor, part: str) -> None:
    sheet = an_agreement(desk, manager)
    other: dict[str, object] = {
        "targets": (replace(sheet.targets[0], weight=2),),
        "rungs": (RungLine(percent=90, addressee=Addressee.TEAM, reason="bijna te laat"),),
        "item_ids": frozenset({factories.item_id(desk.db, "P-PAS")}),
        "department_ids": frozenset(),
    }

    after = changed(desk, manager, sheet, **{part: other[part]})

    assert after.version == sheet.version + 1
    with pytest.raises(Conflict):
        changed(desk, manager, sheet, name="Ouder")
    assert desk.agreement_queries.sheet(manager, sheet.id).name == "Afspraken met Facilitair"


def test_save_without_a_change_makes_no_version(desk: Desk, manager: Actor) -> None:
    sheet = an_agreement(desk, manager, rungs=(RungLine(percent=90, addressee=Addressee.TEAM, reason="bijna te laat"),))

    assert changed(desk, manager, sheet) == sheet


def test_only_the_party_of_its_kind_is_kept(desk: Desk, manager: Actor) -> None:
    team, supplier = factories.team_id(desk.db, "AV"), a_supplier(desk, manager)
    everybody: dict[str, object] = {"team_id": team, "supplier_id": supplier}

    sheets = [
        an_agreement(desk, manager, code=kind.value, kind=kind, **everybody)
        for kind in (AgreementKind.SLA, AgreementKind.OLA, AgreementKind.SUPPLIER)
    ]

    assert [(bool(sheet.department_ids), sheet.team_id, sheet.supplier_id) for sheet in sheets] == [
        (True, None, None),
        (False, team, None),
        (False, None, supplier),
    ]
    rows = {row.kind: row.party for row in desk.agreement_queries.agreements(manager)}
    assert rows == {
        AgreementKind.SLA: "Facilitair",
        AgreementKind.OLA: "Audiovisueel",
        AgreementKind.SUPPLIER: "Beeld en Geluid BV",
    }


def test_team_or_supplier_out_of_use_is_kept_but_not_chosen(desk: Desk, manager: Actor) -> None:
    supplier = a_supplier(desk, manager)
    team = factories.team_id(desk.db, "AV")
    ours = an_agreement(desk, manager, code="OLA", kind=AgreementKind.OLA, team_id=team)
    theirs = an_agreement(desk, manager, code="LEV", kind=AgreementKind.SUPPLIER, supplier_id=supplier)
    with desk.db.jot() as session:
        session.get_one(Team, team).active = False
    stored = desk.people.suppliers(manager)[0]
    desk.relations.save_supplier(
        manager,
        SaveSupplier(supplier_id=supplier, version=stored.version, code="LEV-01", name=stored.name, active=False),
    )

    assert changed(desk, manager, ours, name="Nieuw").name == "Nieuw"
    assert changed(desk, manager, theirs, name="Nieuw").name == "Nieuw"
    for kind, party in ((AgreementKind.OLA, "team_id"), (AgreementKind.SUPPLIER, "supplier_id")):
        with pytest.raises(InvalidInput) as refused:
            an_agreement(desk, manager, code="X", kind=kind, team_id=team, supplier_id=supplier)
        assert list(refused.value.fields) == [party]
    choices = desk.agreement_queries.choices(manager)
    assert (team in {choice.id for choice in choices.teams}, choices.suppliers) == (False, ())


def test_kind_stays_once_there_were_targets(desk: Desk, manager: Actor) -> None:
    team = factories.team_id(desk.db, "AV")
    sheet = changed(desk, manager, an_agreement(desk, manager), targets=())
    empty = an_agreement(desk, manager, code="LEEG", targets=())

    with pytest.raises(InvalidInput) as refused:
        changed(desk, manager, sheet, kind=AgreementKind.OLA, team_id=team)

    assert list(refused.value.fields) == ["kind"]
    assert changed(desk, manager, empty, kind=AgreementKind.OLA, team_id=team).kind is AgreementKind.OLA


def test_second_agreement_about_the_same_is_refused(desk: Desk, manager: Actor) -> None:
    an_agreement(desk, manager, code="SLA-1", name="Basis")

    with pytest.raises(InvalidInput) as refused:
        an_agreement(desk, manager, code="SLA-2", item_ids=frozenset({factories.item_id(desk.db, "P-PAS")}))

    assert refused.value.fields["item_ids"].startswith(
        "SLA-1 · Basis gaat in deze periode al over ‘Pas vervangen’ voor Facilitair."
    )
    assert an_agreement(desk, manager, code="SLA-3", valid_from=date(2027, 1, 1), valid_until=None).code == "SLA-3"


def test_two_counters_at_once_do_not_both_keep_an_agreement_about_the_same(desk: Desk, manager: Actor) -> None:
    department = frozenset({department_id(desk)})
    start = Barrier(2)

    def sign(code: str) -> None:
        start.wait()
        with suppress(InvalidInput):  # the other one was first
            desk.agreements.save(
                manager,
                SaveAgreement(
                    code=code,
                    name=code,
                    owner="Noor Vos",
                    valid_from=FIRST,
                    department_ids=department,
                    targets=(BASIC,),
                ),
            )

    counters = [Thread(target=sign, args=(code,)) for code in ("SLA-1", "SLA-2")]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()

    assert len(desk.agreement_queries.agreements(manager)) == 1


def test_list_tells_targets_actions_and_the_signal_of_today(desk: Desk, manager: Actor) -> None:
    sheet = an_agreement(
        desk,
        manager,
        targets=(BASIC, TargetLine(priority=1, completion=HOUR)),
        notice_on=date(2026, 12, 10),
        renewal=Renewal.TACIT,
    )
    sheet = changed(desk, manager, sheet, targets=sheet.targets[:1])
    desk.agreements.save_action(
        manager, SaveAction(agreement_id=sheet.id, what="Bel de klant", who="Mila", due_on=date(2026, 12, 1))
    )

    (row,) = desk.agreement_queries.agreements(manager)

    assert (row.target_count, row.open_actions) == (1, 1)
    assert row.signal is not None
    assert (row.signal.kind, row.signal.day) == (SignalKind.NOTICE_30, date(2026, 12, 10))
    assert row.signal.sentence.startswith("Opzeggen kan tot en met 10 december 2026: nog 16 dagen.")


def test_targets_are_shown_by_name(desk: Desk, manager: Actor) -> None:
    with desk.db.read() as session:
        building = session.scalars(select(Building.id)).one()
    beamer = factories.item_id(desk.db, "P-BEA")

    sheet = an_agreement(
        desk, manager, targets=(TargetLine(item_id=beamer, building_id=building, completion=DAY), BASIC)
    )

    rows = desk.agreement_queries.targets(manager, sheet.id)
    assert [(row.item, row.building, row.calendar) for row in rows] == [
        ("Beamer werkt niet", "Gebouw D", "Balie"),
        ("", "", "Balie"),
    ]


def test_agreements_of_a_supplier_are_named_while_they_hold_or_come(desk: Desk, manager: Actor) -> None:
    supplier = a_supplier(desk, manager)
    theirs: dict[str, object] = {"kind": AgreementKind.SUPPLIER, "supplier_id": supplier, "targets": ()}
    an_agreement(desk, manager, code="OUD", valid_until=date(2026, 11, 23), name="Oud", **theirs)
    an_agreement(desk, manager, code="NU", valid_until=date(2026, 11, 24), name="Nu", **theirs)
    an_agreement(desk, manager, code="STIL", valid_until=FIRST, renewal=Renewal.TACIT, name="Stil", **theirs)

    assert desk.agreement_queries.use_of_supplier(manager, supplier) == ("NU · Nu", "STIL · Stil")


def test_counter_reads_and_changes_nothing(desk: Desk, manager: Actor, actor: Actor) -> None:
    sheet = an_agreement(desk, manager)
    number = desk.agreements.save_action(
        manager, SaveAction(agreement_id=sheet.id, what="Bel de klant", who="Mila", due_on=LAST)
    )

    with pytest.raises(NotAllowed):
        changed(desk, actor, sheet, name="Stuk")
    with pytest.raises(NotAllowed):
        desk.agreements.add_document(actor, AddDocument(agreement_id=sheet.id, name="a.pdf", content=b"%PDF-1"))
    with pytest.raises(NotAllowed):
        desk.agreements.remove_document(actor, RemoveDocument(document_id=1))
    with pytest.raises(NotAllowed):
        desk.agreements.save_action(actor, SaveAction(agreement_id=sheet.id, what="A", who="B", due_on=LAST))
    with pytest.raises(NotAllowed):
        desk.agreements.settle_action(actor, SettleAction(action_id=number))
    with pytest.raises(NotAllowed):
        desk.agreements.remove_action(actor, RemoveAction(action_id=number))

    assert desk.agreement_queries.sheet(actor, sheet.id) == sheet
    assert len(desk.agreement_queries.actions(actor)) == 1
