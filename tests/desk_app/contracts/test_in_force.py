# SPDX-License-Identifier: EUPL-1.2
"""When an agreement holds: the same for a query, for a row on screen and for who has a right by it."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import select

from desk_app.app import Desk
from desk_app.catalogue.models import LeadUnit, TicketKind
from desk_app.contracts.in_force import holds_on, in_force, last_day
from desk_app.contracts.models import Agreement, AgreementKind, AgreementTarget, Renewal, agreement_departments
from desk_app.contracts.queries import read_agreements_of
from desk_app.contracts.target_reading import read_targets
from desk_app.contracts.targets import Asked
from desk_app.core.actor import Actor
from desk_app.relations.models import Department

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
NOTICE = date(2026, 9, 1)
DAYS = [FIRST - timedelta(days=1), FIRST, NOTICE, LAST, LAST + timedelta(days=1), date(2099, 1, 1)]


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts that count."""

    renewal: Renewal
    valid_until: date | None = LAST
    notice_given_on: date | None = None
    valid_from: date = FIRST


@pytest.mark.parametrize(
    ("facts", "holds"),
    [
        (Facts(Renewal.NONE), "nyyynn"),
        (Facts(Renewal.EXPLICIT), "nyyynn"),
        (Facts(Renewal.TACIT), "nyyyyy"),
        (Facts(Renewal.TACIT, notice_given_on=NOTICE), "nyyynn"),
        (Facts(Renewal.NONE, valid_until=None), "nyyyyy"),
    ],
)
def test_tacit_renewal_goes_on_until_notice_was_given(facts: Facts, holds: str) -> None:
    assert "".join("y" if holds_on(facts, day) else "n" for day in DAYS) == holds
    assert (last_day(facts) is None) is holds.endswith("y")


def test_query_row_right_and_target_agree_on_every_day(desk: Desk, actor: Actor) -> None:
    with desk.db.jot() as session:
        unit = session.scalars(select(Department.id).where(Department.code == "FAC")).one()
        for number, facts in enumerate(product(Renewal, (None, LAST), (None, NOTICE))):
            renewal, until, notice = facts
            agreement = Agreement(
                code=f"A{number}",
                name="Proef",
                kind=AgreementKind.SLA,
                valid_from=FIRST,
                valid_until=until,
                renewal=renewal,
                notice_given_on=notice,
            )
            session.add(agreement)
            session.flush()
            session.execute(agreement_departments.insert().values(agreement_id=agreement.id, department_id=unit))
            session.add(
                AgreementTarget(
                    agreement_id=agreement.id,
                    position=0,
                    completion_amount=1,
                    completion_unit=LeadUnit.WORKING_DAYS,
                )
            )

    rows = desk.agreement_queries.agreements(actor)
    sheets = [desk.agreement_queries.sheet(actor, row.id) for row in rows]

    assert len(rows) == 12
    for day in DAYS:
        holds = {row.id for row in rows if row.holds_on(day)}
        with desk.db.read() as session:
            assert set(session.scalars(select(Agreement.id).where(in_force(day)))) == holds
            assert read_agreements_of(session, unit, day) == holds
            targets = read_targets(session, Asked(TicketKind.REQUEST, None, None, None, unit, day))
            assert {target.agreement_id for target in targets} == holds
        assert {sheet.id for sheet in sheets if sheet.holds_on(day)} == holds
