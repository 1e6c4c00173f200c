# SPDX-License-Identifier: EUPL-1.2
"""Agreements about the same product stand beside each other, and one knows who saved it last."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desk_app.app import Desk
from desk_app.catalogue.messages import LeadTime, LeadUnit
from desk_app.contracts.editing import order_of
from desk_app.contracts.messages import AgreementKind, SaveAgreement, TargetLine
from desk_app.core.actor import Actor, Role
from tests import factories

HOURS = LeadTime(240, LeadUnit.MINUTES)


@pytest.fixture
def manager(desk: Desk) -> Actor:
    """Who may change agreements."""
    return factories.an_actor(desk.db, "mila", Role.MANAGER)


def _agreement(desk: Desk, who: Actor, code: str, **values: Any) -> int:  # noqa: ANN401 -- fields of SaveAgreement
    facts: dict[str, Any] = {"name": code, "valid_from": date(2026, 1, 1), "owner": "Noor Vos", **values}
    return desk.agreements.save(who, SaveAgreement(code=code, **facts))


def test_those_in_force_about_the_same_product_are_found_by_target_and_by_what_they_cover(
    desk: Desk, manager: Actor
) -> None:
    beamer, badge = (factories.item_id(desk.db, code) for code in ("P-BEA", "P-PAS"))
    about = (TargetLine(item_id=beamer, completion=HOURS),)
    team = factories.team_id(desk.db, "AV")
    own = _agreement(desk, manager, "A", targets=about)
    _agreement(desk, manager, "B", kind=AgreementKind.OLA, team_id=team, targets=about)
    _agreement(desk, manager, "C", item_ids=frozenset({beamer}))
    _agreement(desk, manager, "D-ANDER", item_ids=frozenset({badge}))
    _agreement(desk, manager, "E-OUD", targets=about, valid_until=date(2026, 6, 30))
    _agreement(desk, manager, "F-ALLES", targets=(TargetLine(completion=HOURS),))

    assert [sheet.code for sheet in desk.agreement_queries.beside(manager, own)] == ["B", "C"]


def test_who_saved_it_last_is_known_by_name(desk: Desk, manager: Actor) -> None:
    number = _agreement(desk, manager, "A")
    joost = factories.an_actor(desk.db, "joost", Role.MANAGER)
    first = desk.agreement_queries.changed_by(manager, number)
    sheet = desk.agreement_queries.sheet(manager, number)

    desk.agreements.save(joost, order_of(replace(sheet, name="B"), number, sheet.version))

    assert (first, desk.agreement_queries.changed_by(manager, number)) == ("Mila", "Joost")
    assert desk.agreement_queries.changed_by(manager, number + 1) == ""
