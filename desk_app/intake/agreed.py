# SPDX-License-Identifier: EUPL-1.2
"""What was agreed about a question: which target counts, when it is ready, when somebody is to have answered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.models import TicketKind
from desk_app.contracts.promise import Promise, due_of, promise_for
from desk_app.contracts.target_reading import read_asked, read_choice
from desk_app.contracts.targets import Asked, Chosen
from desk_app.contracts.terms import Terms
from desk_app.core.clock import local
from desk_app.intake.draft import is_ordered
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
    session: Session, desk: DeskFacts, question: Question, item: ItemRow | None, holder_id: int | None, now: datetime
) -> Agreed:
    """What was agreed with ``holder_id``, for whom it is; never nothing: the lead time of the product counts, or the
    usual one."""
    asked = read_asked(
        session,
        kind=question.kind,
        item_id=question.item_id,
        priority=priority_of(question),
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


def priority_of(question: Question) -> int | None:
    """Of a fault, by who suffers from it; danger makes it the first. Nothing else has one."""
    if question.kind is not TicketKind.INCIDENT:
        return None
    if question.details.get("danger") == "yes":
        return 1
    return AFFECTED_PRIORITY.get(question.details.get("affected", ""), 3)
