# SPDX-License-Identifier: EUPL-1.2
"""An agreement with targets, put straight into the tables: what clocks run by is the subject here."""

from datetime import date

from sqlalchemy import insert, select

from desk_app.catalogue.models import LeadUnit
from desk_app.contracts.models import Agreement, AgreementKind, AgreementTarget, PendingReason, agreement_departments
from desk_app.core.db import Database
from desk_app.relations.models import Department


def an_agreement(db: Database, *targets: AgreementTarget, code: str = "SLA-FAC") -> tuple[int, ...]:
    """An agreement with the department of the small desk; returns the ids of its targets."""
    with db.jot() as session:
        agreement = Agreement(
            code=code, name="Afspraak facilitair", kind=AgreementKind.SLA, valid_from=date(2026, 1, 1)
        )
        session.add(agreement)
        session.flush()
        department_id = session.scalar(select(Department.id).where(Department.code == "FAC"))
        session.execute(insert(agreement_departments).values(agreement_id=agreement.id, department_id=department_id))
        for place, target in enumerate(targets):
            target.agreement_id, target.position = agreement.id, place
        session.add_all(targets)
        session.flush()
        return tuple(target.id for target in targets)


def a_target(
    hours: int, response: int | None = None, pauses: frozenset[PendingReason] = frozenset(), **names: object
) -> AgreementTarget:
    """Working hours to be ready and to answer; ``names`` is what it holds for."""
    return AgreementTarget(
        completion_amount=hours * 60,
        completion_unit=LeadUnit.MINUTES,
        response_amount=None if response is None else response * 60,
        response_unit=None if response is None else LeadUnit.MINUTES,
        pauses=sorted(pauses),
        **names,
    )
