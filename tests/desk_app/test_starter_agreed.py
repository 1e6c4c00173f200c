# SPDX-License-Identifier: EUPL-1.2
"""What a new desk agreed with customers, teams and suppliers: it can be computed, be saved, and be kept by nearly all."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime

import pytest
from sqlalchemy import select

from desk_app import starter
from desk_app.app import Desk, build
from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.models import TicketKind
from desk_app.catalogue.reading import read_rows
from desk_app.contracts.chain import LinkKind, LinkTerms, compare, links_of
from desk_app.contracts.messages import AgreementKind, SaveAgreement
from desk_app.contracts.models import Agreement, AgreementTarget
from desk_app.contracts.promise import due_of
from desk_app.contracts.target_reading import TermsReader, read_links, read_target
from desk_app.contracts.targets import Asked, Target, choose
from desk_app.core.actor import Actor, Role, the_program
from desk_app.core.clock import DESK_ZONE, local
from desk_app.core.db import Database
from tests import factories

STARTS = [
    datetime(2026, 11, 23, 9, 0, tzinfo=DESK_ZONE),
    datetime(2026, 11, 24, 10, 42, tzinfo=DESK_ZONE),
    datetime(2026, 11, 27, 16, 30, tzinfo=DESK_ZONE),
    datetime(2026, 12, 24, 15, 0, tzinfo=DESK_ZONE),
]
PRIORITIES = (1, 2, 3)


@pytest.fixture
def desk(db: Database) -> Desk:
    starter.load(db, the_program())
    return build(db)


@pytest.fixture
def manager(desk: Desk) -> Actor:
    return factories.an_actor(desk.db, "karin", Role.MANAGER, "Balie Hoofdgebouw")


def questions(desk: Desk) -> Iterator[tuple[ItemRow, Asked]]:
    """Everything that can be asked of the catalogue: each product, and a fault with each priority."""
    with desk.db.read() as session:
        rows = read_rows(session, local(STARTS[0]).date())
    for item in rows:
        for priority in PRIORITIES if item.kind is TicketKind.INCIDENT else (None,):
            yield item, Asked(item.kind, item.id, priority, None, None, local(STARTS[0]).date())


def targets_with_customers(desk: Desk) -> dict[str, list[Target]]:
    """The targets of each agreement with customers, by its code."""
    found: dict[str, list[Target]] = {}
    query = select(AgreementTarget.id).join(Agreement, Agreement.id == AgreementTarget.agreement_id)
    with desk.db.read() as session:
        for target_id in session.scalars(query.where(Agreement.kind == AgreementKind.SLA)).all():
            target = read_target(session, target_id)
            assert target is not None
            found.setdefault(target.agreement_code, []).append(target)
    return found


def test_every_agreement_can_be_saved_by_its_owner(desk: Desk, manager: Actor) -> None:
    names = [field.name for field in fields(SaveAgreement) if field.name not in ("agreement_id", "command_id")]
    numbers = [row.id for row in desk.agreement_queries.agreements(manager)]
    sheets = [desk.agreement_queries.sheet(manager, number) for number in numbers]

    for sheet in sheets:
        desk.agreements.save(
            manager, SaveAgreement(agreement_id=sheet.id, **{name: getattr(sheet, name) for name in names})
        )

    assert len(sheets) == 7
    assert [replace(desk.agreement_queries.sheet(manager, number), version=0) for number in numbers] == [
        replace(one, version=0) for one in sheets
    ]


def test_no_customer_waits_longer_than_the_catalogue_says(desk: Desk) -> None:
    agreed = targets_with_customers(desk)
    longer = []
    answered = 0

    with desk.db.read() as session:
        reader = TermsReader(session)
        for item, asked in questions(desk):
            for code, targets in agreed.items():
                target = choose(targets, asked).target
                if target is None:
                    continue
                answered += 1
                for start in STARTS:
                    terms = reader.terms(target, kind=asked.kind, lead=item.lead)
                    if due_of(terms.calendar, start, terms.completion) > due_of(
                        reader.calendar(None), start, item.lead
                    ):
                        longer.append((code, item.code, asked.priority, start))

    assert answered > 50
    assert longer == []


def test_chain_speaks_for_the_removal_of_a_room_and_is_calm_for_the_rest(desk: Desk) -> None:
    broken = {item.code for item, asked in questions(desk) if not keeps(desk, item, asked, "SLA-BASIS")}

    assert broken == {"P-VERH"}


def test_chain_speaks_for_beamers_of_who_was_promised_more(desk: Desk) -> None:
    broken = {item.code for item, asked in questions(desk) if not keeps(desk, item, asked, "SLA-PLUS")}

    assert broken == {"P-SBEAM", "P-SGELU", "P-VERH"}


def keeps(desk: Desk, item: ItemRow, asked: Asked, code: str) -> bool:
    """Whether team and suppliers keep what a customer under an agreement is promised on a Tuesday morning."""
    target = choose(targets_with_customers(desk)[code], asked).target
    with desk.db.read() as session:
        reader = TermsReader(session)
        terms = reader.terms(target, kind=asked.kind, lead=item.lead)
        links = read_links(session, asked, item.policy.team_id or item.team_id)
        others = links_of(links, asked, reader.calendar)
    customer = LinkTerms(LinkKind.CUSTOMER, terms.completion, terms.calendar)
    return compare(STARTS[1], customer, others).keeps
