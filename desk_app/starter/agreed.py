# SPDX-License-Identifier: EUPL-1.2
"""Calendars, suppliers and agreements of a new desk. The agreements go in before the items, which name them; what they
say about items goes in after those."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from desk_app.catalogue.models import CatalogueItem, LeadUnit, TicketKind
from desk_app.contracts.models import (
    Addressee,
    Agreement,
    AgreementKind,
    AgreementTarget,
    CostPeriod,
    EscalationRung,
    Evaluation,
    PendingReason,
    Renewal,
    ServiceCalendar,
    ServiceWindow,
    agreement_items,
)
from desk_app.core.public_holidays import Bridging, LiberationDay
from desk_app.relations.models import Supplier
from desk_app.starter.files import Facts


def add_calendars(session: Session, listed: Sequence[Facts]) -> dict[str, int]:
    """The calendars; the one of the desk is there already and is filled in. Code -> id."""
    ids = {}
    for facts in listed:
        is_desk = facts.get("desk", False)
        found = session.scalars(select(ServiceCalendar).where(ServiceCalendar.is_desk)).one() if is_desk else None
        calendar = found or ServiceCalendar()
        calendar.code, calendar.name = facts["code"], facts["name"]
        calendar.holidays = facts.get("holidays", False)
        calendar.good_friday = facts.get("good_friday", False)
        calendar.liberation_day = LiberationDay(facts.get("liberation_day", LiberationDay.NEVER))
        calendar.bridging = Bridging(facts.get("bridging", Bridging.NONE))
        session.add(calendar)
        session.flush()
        ids[calendar.code] = calendar.id
        session.add_all(
            ServiceWindow(calendar_id=calendar.id, weekday=weekday, opens=hours["opens"], closes=hours["closes"])
            for hours in facts["hours"]
            for weekday in hours["weekdays"]
        )
    return ids


def add_suppliers(session: Session, listed: Sequence[Facts]) -> dict[str, int]:
    """The companies that work for us; code -> id."""
    suppliers = [Supplier(**facts) for facts in listed]
    session.add_all(suppliers)
    session.flush()
    return {supplier.code: supplier.id for supplier in suppliers}


def add_agreements(
    session: Session, listed: Sequence[Facts], teams: Mapping[str, int], suppliers: Mapping[str, int]
) -> dict[str, int]:
    """The agreements with their dates and rungs, and without what they say about items; code -> id."""
    agreements = [_agreement(facts, teams, suppliers) for facts in listed]
    session.add_all(agreements)
    session.flush()
    ids = {agreement.code: agreement.id for agreement in agreements}
    session.add_all(_rung(rung, ids[facts["code"]]) for facts in listed for rung in facts.get("rungs", ()))
    return ids


def add_targets(
    session: Session, listed: Sequence[Facts], agreements: Mapping[str, int], calendars: Mapping[str, int]
) -> None:
    """What the agreements say about the items that are there now."""
    items = {row.code: row.id for row in session.execute(select(CatalogueItem.code, CatalogueItem.id))}
    covered = [
        {"agreement_id": agreements[facts["code"]], "item_id": items[code]}
        for facts in listed
        for code in facts.get("items", ())
    ]
    if covered:
        session.execute(insert(agreement_items), covered)
    for facts in listed:
        for position, target in enumerate(facts["targets"]):
            session.add(_target(target, agreements[facts["code"]], position, items, calendars))


def _agreement(facts: Facts, teams: Mapping[str, int], suppliers: Mapping[str, int]) -> Agreement:
    return Agreement(
        code=facts["code"],
        name=facts["name"],
        kind=AgreementKind(facts["kind"]),
        team_id=teams[facts["team"]] if "team" in facts else None,
        supplier_id=suppliers[facts["supplier"]] if "supplier" in facts else None,
        valid_from=facts["valid_from"],
        valid_until=facts.get("valid_until"),
        notice_on=facts.get("notice_on"),
        reminder_on=facts.get("reminder_on"),
        renewal=Renewal(facts.get("renewal", Renewal.NONE)),
        cost_cents=facts.get("cost_cents", 0),
        cost_period=CostPeriod(facts.get("cost_period", CostPeriod.YEAR)),
        evaluation=Evaluation(facts["evaluation"]),
        owner=facts["owner"],
    )


def _rung(facts: Facts, agreement_id: int) -> EscalationRung:
    return EscalationRung(
        agreement_id=agreement_id,
        percent=facts["percent"],
        addressee=Addressee(facts["addressee"]),
        reason=facts["reason"],
    )


def _target(
    facts: Facts, agreement_id: int, position: int, items: Mapping[str, int], calendars: Mapping[str, int]
) -> AgreementTarget:
    response, completion = facts.get("response", (None, None)), facts["completion"]
    return AgreementTarget(
        agreement_id=agreement_id,
        position=position,
        item_id=items[facts["item"]] if "item" in facts else None,
        priority=facts.get("priority"),
        kind=TicketKind(facts["kind"]) if "kind" in facts else None,
        response_amount=response[0],
        response_unit=_unit(response[1]),
        completion_amount=completion[0],
        completion_unit=LeadUnit(completion[1]),
        calendar_id=calendars[facts["calendar"]] if "calendar" in facts else None,
        pauses=[PendingReason(reason).value for reason in facts.get("pauses", ())],
        norm_percent=facts["norm_percent"],
        weight=facts.get("weight", 1),
        consequence=facts.get("consequence", ""),
    )


def _unit(word: Any) -> LeadUnit | None:  # noqa: ANN401 -- from a file
    return LeadUnit(word) if word is not None else None
