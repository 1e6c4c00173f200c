# SPDX-License-Identifier: EUPL-1.2
"""Invented agreements, made by the service that the page of agreements uses too."""

from datetime import date
from typing import Any

from sqlalchemy import select

from desk_app.app import Desk
from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit
from desk_app.contracts.messages import AgreementKind, SaveAgreement, TargetLine
from desk_app.core.actor import Role
from desk_app.relations.messages import SaveSupplier
from desk_app.relations.models import Department
from tests import factories

HOUR = LeadTime(60, LeadUnit.MINUTES)
FOUR_HOURS = LeadTime(240, LeadUnit.MINUTES)
TWO_DAYS = LeadTime(2, LeadUnit.WORKING_DAYS)


def a_target(completion: LeadTime = FOUR_HOURS, **fields: Any) -> TargetLine:  # noqa: ANN401 -- fields of TargetLine
    """A target of four working hours for everything."""
    return TargetLine(completion=completion, **fields)


def an_sla(desk: Desk, *targets: TargetLine, code: str = "SLA-FAC", is_own: bool = True, **fields: Any) -> int:  # noqa: ANN401 -- fields of SaveAgreement
    """An agreement with Facilitair, or with nobody in particular; returns its id."""
    with desk.db.read() as session:
        department_id = session.scalars(select(Department.id).where(Department.code == "FAC")).one()
    return _save(
        desk,
        code,
        targets,
        kind=AgreementKind.SLA,
        department_ids=frozenset({department_id} if is_own else ()),
        **fields,
    )


def an_ola(desk: Desk, *targets: TargetLine, team: str = "AV", code: str = "OLA-AV", **fields: Any) -> int:  # noqa: ANN401 -- fields of SaveAgreement
    """An agreement with a team of the small desk; returns its id."""
    return _save(desk, code, targets, kind=AgreementKind.OLA, team_id=factories.team_id(desk.db, team), **fields)


def a_contract(
    desk: Desk,
    *targets: TargetLine,
    items: tuple[str, ...] = ("P-BEA",),
    supplier: str = "Beeldwerk",
    code: str = "BEELD",
    **fields: Any,  # noqa: ANN401 -- fields of SaveAgreement
) -> int:
    """A contract with a supplier about these products; returns its id."""
    manager = factories.an_actor(desk.db, "mila", Role.MANAGER)
    supplier_id = desk.relations.save_supplier(manager, SaveSupplier(code=supplier.upper(), name=supplier))
    item_ids = frozenset(factories.item_id(desk.db, item) for item in items)
    return _save(desk, code, targets, kind=AgreementKind.SUPPLIER, supplier_id=supplier_id, item_ids=item_ids, **fields)


def _save(desk: Desk, code: str, targets: tuple[TargetLine, ...], **fields: Any) -> int:  # noqa: ANN401 -- fields of SaveAgreement
    manager = factories.an_actor(desk.db, "mila", Role.MANAGER)
    facts: dict[str, Any] = {
        "name": f"Afspraken {code}",
        "valid_from": date(2026, 1, 1),
        "owner": "Noor Vos",
        **fields,
    }
    return desk.agreements.save(manager, SaveAgreement(code=code, targets=targets, **facts))
