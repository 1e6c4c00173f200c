# SPDX-License-Identifier: EUPL-1.2
"""What was agreed about a question: which target counts, when it is ready, when somebody is to have answered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.models import Supply, TicketKind
from desk_app.contracts.chain import Chain, LinkKind, LinkTerms, compare, links_of
from desk_app.contracts.promise import Promise, due_of, promise_for, reason_of, said
from desk_app.contracts.target_reading import read_asked, read_choice, read_links
from desk_app.contracts.targets import Asked, Chosen, agreement_words
from desk_app.contracts.terms import Terms
from desk_app.core.clock import local
from desk_app.core.i18n import language
from desk_app.intake.draft import is_ordered, supply_of
from desk_app.intake.messages import Question
from desk_app.intake.terms import DeskFacts, lead_of

AFFECTED_PRIORITY = {"building": 1, "group": 2, "one": 3}
"""Who suffers from a fault."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """The target that counts, its terms, and what follows from them today; ``promise`` in the language of the customer.

    ``respond_by`` UTC; None where no time for a first answer was agreed.
    """

    asked: Asked
    chosen: Chosen
    terms: Terms
    promise: Promise
    respond_by: datetime | None


def agreed_about(
    session: Session,
    desk: DeskFacts,
    question: Question,
    item: ItemRow | None,
    holder_id: int | None,
    now: datetime,
    priority: int | None = None,
) -> Agreed:
    """What was agreed with ``holder_id``, for whom it is; never nothing: the lead time of the product counts, or the
    usual one. ``priority`` None: the one that follows from the question."""
    asked = read_asked(
        session,
        kind=question.kind,
        item_id=question.item_id,
        priority=priority_of(question) if priority is None else priority,
        space_id=question.space_id,
        holder_id=holder_id,
        day=local(now).date(),
    )
    chosen = read_choice(session, asked)
    lead = lead_of(question, item) if item is not None and is_ordered(question, item) else None
    terms = desk.terms.terms(chosen.target, kind=question.kind, lead=lead, why=chosen.why)
    respond_by = None if terms.response is None else due_of(terms.calendar, now, terms.response)
    given = promise_for(terms.calendar, now, terms.completion, desk.language)
    return Agreed(asked, chosen, terms, given, respond_by)


def chain_of(
    session: Session,
    desk: DeskFacts,
    question: Question,
    item: ItemRow | None,
    agreed: Agreed,
    team_id: int | None,
    now: datetime,
) -> Chain:
    """Whether our team, suppliers and the order that it takes keep what the customer hears, and what is honest."""
    calendar_of = desk.terms.calendar
    team = desk.team(team_id)
    targets = read_links(session, agreed.asked, team_id)
    others = list(links_of(targets, agreed.asked, calendar_of, team.public_name if team else ""))
    is_order = item is not None and is_ordered(question, item) and supply_of(question, item) is Supply.ORDER
    if item is not None and item.order_lead is not None and is_order and agreed.chosen.target is not None:
        others.append(LinkTerms(LinkKind.ORDER, item.order_lead, calendar_of(None)))
    target = agreed.chosen.target
    customer = LinkTerms(
        LinkKind.CUSTOMER,
        agreed.terms.completion,
        agreed.terms.calendar,
        party=target.party if target else "",
        agreement=agreement_words(target) if target else "",
    )
    return compare(now, customer, others, promised_at=question.due, customer_language=desk.language)


def response_words(agreed: Agreed, now: datetime) -> str:
    """``di 6 mei 11.00 uur: 1 werkuur``, for who reads the screen; empty where nothing was agreed about it."""
    terms = agreed.terms
    if terms.response is None or agreed.respond_by is None:
        return ""
    reason = reason_of(terms.calendar, now, agreed.respond_by, terms.response, language())
    return said(agreed.respond_by, reason, now, language())


def priority_of(question: Question) -> int | None:
    """Of a fault, by who suffers from it; danger makes it the first. Nothing else has one."""
    if question.kind is not TicketKind.INCIDENT:
        return None
    if question.details.get("danger") == "yes":
        return 1
    return AFFECTED_PRIORITY.get(question.details.get("affected", ""), 3)
