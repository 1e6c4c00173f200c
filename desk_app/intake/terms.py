# SPDX-License-Identifier: EUPL-1.2
"""What follows from a question: when it is ready, which way it goes and to whom, what it costs, what must be known."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.catalogue.messages import ItemRow, LeadTime, PolicyContent
from desk_app.catalogue.models import (
    Complexity,
    FieldType,
    Funding,
    ServiceLane,
    Supply,
    TicketKind,
)
from desk_app.catalogue.policy import default_policy, needs_cost_centre, policy_words, price_of
from desk_app.catalogue.reading import read_policies, read_rows
from desk_app.contracts.calendar_reading import read_calendar
from desk_app.contracts.target_reading import TermsReader
from desk_app.core import text
from desk_app.core.i18n import language
from desk_app.core.settings import Settings, read_settings
from desk_app.core.worktime import Calendar
from desk_app.identity.models import Team
from desk_app.intake.draft import COST_CENTRE, details_of, is_ordered, supply_of
from desk_app.intake.messages import Facts, Question
from desk_app.intake.offer import read_refusal
from desk_app.intake.typed_answers import LOOKED_UP
from desk_app.relations.budget import read_cost_centre
from desk_app.relations.models import CostCentre, Person, Space

FIRST_LINE, ACCOUNT_MANAGEMENT = "EERSTELIJN", "ACCOUNT"
"""Codes of the teams that get what no product routes."""


class TeamFacts(NamedTuple):
    """A team; ``public_name`` is how a customer reads it."""

    id: int
    name: str
    public_name: str


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What a registration looks up once."""

    settings: Settings
    calendar: Calendar
    """Of the desk."""
    teams: dict[str, TeamFacts]
    """By code; those at work."""
    language: str
    """Of the customer."""
    terms: TermsReader

    def team(self, team_id: int | None) -> TeamFacts | None:
        """A team at work, by its id."""
        return next((team for team in self.teams.values() if team.id == team_id), None)


def look_up(session: Session, person_id: int | None) -> DeskFacts:
    """Settings, opening hours and teams, for this customer."""
    teams = session.execute(select(Team.code, Team.id, Team.name, Team.public_name).where(Team.active)).all()
    spoken = None if person_id is None else session.scalar(select(Person.language).where(Person.id == person_id))
    calendar, settings = read_calendar(session), read_settings(session)
    return DeskFacts(
        settings=settings,
        calendar=calendar,
        teams={team.code: TeamFacts(team.id, team.name, team.public_name) for team in teams},
        language=spoken or language(),
        terms=TermsReader(session, calendar, settings.complaint_term_days),
    )


def read_any_item(session: Session, item_id: int | None, day: date) -> ItemRow | None:
    """The product of a question with the prices of ``day``, offered or not; None when there is none."""
    rows = [] if item_id is None else read_rows(session, day, item_id)
    return rows[0] if rows else None


def read_facts(session: Session, question: Question, item: ItemRow | None, holder_id: int | None, day: date) -> Facts:
    """What the database knows against this question; ``holder_id`` is for whom it is."""
    if item is None or not is_ordered(question, item):
        return Facts(unknown_cost_centre=_unknown_cost_centre(session, question, item))
    return Facts(
        refusal=read_refusal(session, item.entitlements, holder_id, day),
        unknown_cost_centre=_unknown_cost_centre(session, question, item),
        lost=_lost(session, question, item),
    )


def cost_centre_of(session: Session, question: Question, item: ItemRow | None) -> str:
    """What is charged: the code as the desk writes it, or as typed where the desk keeps none; empty when not asked."""
    if "cost_centre" not in details_of(question, item):
        return ""
    typed = question.details.get("cost_centre", "").strip()
    found = read_cost_centre(session, typed) if typed else None
    return found.code if found is not None and found.active else typed


def lead_of(question: Question, item: ItemRow) -> LeadTime:
    """How long it takes from stock, or to order."""
    to_order = supply_of(question, item) is Supply.ORDER
    return item.order_lead if to_order and item.order_lead is not None else item.lead


def policy_of(session: Session, question: Question, item: ItemRow | None) -> PolicyContent | None:
    """The policy of the cell that this question is in; None while nobody knows which cell that is."""
    if item is not None:
        return item.policy
    cell = cell_of(question)
    return None if cell is None else read_policies(session).get(cell) or default_policy(cell[0])


def cell_of(question: Question) -> tuple[Complexity, Funding] | None:
    """The cell that was chosen for a non-standard request, when both sides of it were."""
    complexity, funding = question.details.get("complexity", ""), question.details.get("funding", "")
    if question.kind is not TicketKind.REQUEST or not question.non_standard:
        return None
    if complexity not in set(Complexity) or funding not in set(Funding):
        return None
    return Complexity(complexity), Funding(funding)


def lane_of(question: Question, policy: PolicyContent | None) -> ServiceLane | None:
    """Which way it goes; what has no cell yet goes to account management when it is non-standard."""
    if policy is not None:
        return policy.lane
    return ServiceLane.ACCOUNT_MANAGER if question.non_standard and question.kind is TicketKind.REQUEST else None


def team_of(desk: DeskFacts, question: Question, item: ItemRow | None, policy: PolicyContent | None) -> int | None:
    """Who gets it: whom the agent chose, the team of the cell, the team of the product, or who minds the rest."""
    if question.team_id is not None:
        return question.team_id
    if policy is not None and policy.team_id is not None:
        return policy.team_id
    if item is not None:
        return item.team_id
    goes_to_account = question.kind is TicketKind.REQUEST
    team = desk.teams.get(ACCOUNT_MANAGEMENT if goes_to_account else FIRST_LINE)
    return team.id if team else None


def total_of(question: Question, item: ItemRow | None) -> int:
    """Cents with VAT for all of it, today; a complaint or a question about a product costs nothing."""
    if item is None or not is_ordered(question, item):
        return 0
    return price_of(item, supply_of(question, item)) * question.quantity


def policy_text(question: Question, item: ItemRow | None, policy: PolicyContent | None) -> str:
    """``plus: kostenplaats nodig, akkoord van budgethouder``; empty while there is no cell, or nothing is ordered."""
    if policy is None or (item is not None and not is_ordered(question, item)):
        return ""
    if item is not None:
        needs = needs_cost_centre(item, supply_of(question, item))
        return policy_words(item.funding, policy, cost_centre=needs)
    cell = cell_of(question)
    return "" if cell is None else policy_words(cell[1], policy)


def _unknown_cost_centre(session: Session, question: Question, item: ItemRow | None) -> str:
    typed = question.details.get("cost_centre", "").strip()
    if not typed or text.fault_in(typed, COST_CENTRE) or "cost_centre" not in details_of(question, item):
        return ""
    found = read_cost_centre(session, typed)
    if found is not None and found.active:
        return ""
    has_any = session.scalar(select(CostCentre.id).where(CostCentre.active).limit(1)) is not None
    return typed if has_any else ""


def _lost(session: Session, question: Question, item: ItemRow) -> frozenset[tuple[str, str]]:
    asked = {
        (line.code, question.answers.get(line.code, ""), line.field_type)
        for line in item.fields
        if line.field_type in LOOKED_UP and question.answer_names.get(line.code)
    }
    return frozenset((code, value) for code, value, kind in asked if not _is_there(session, kind, value))


def _is_there(session: Session, kind: FieldType, value: str) -> bool:
    if not (value.isascii() and value.isdecimal() and len(value) < 18):
        return False
    table = Person if kind is FieldType.PERSON else Space
    return session.scalar(select(table.id).where(table.id == int(value))) is not None
