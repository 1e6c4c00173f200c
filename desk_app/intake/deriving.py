# SPDX-License-Identifier: EUPL-1.2
"""What follows from a question at a moment, before anything is registered; and how its moment is counted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from desk_app.catalogue.models import TicketKind
from desk_app.contracts.promise import CountedSpan, counted_spans, reason_of, said
from desk_app.contracts.targets import Target
from desk_app.core.clock import local
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _, language
from desk_app.intake.agreed import Agreed, agreed_about, chain_of, response_words
from desk_app.intake.draft import supply_of
from desk_app.intake.faults import steps_to_come
from desk_app.intake.messages import Derived, Question
from desk_app.intake.terms import (
    lane_of,
    look_up,
    policy_of,
    policy_text,
    read_any_item,
    read_facts,
    team_of,
    total_of,
)
from desk_app.relations.models import Person
from desk_app.tickets.prices import read_vat


@dataclass(frozen=True, slots=True)
class Wish:
    """A question as somebody at a terminal puts it; ``at`` UTC. Without a kind the product brings it; the place is the
    room of the customer, as on the form."""

    at: datetime
    kind: TicketKind | None = None
    item_id: int | None = None
    priority: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would be promised, the target that counts (None: no agreement says anything), and the time that counts."""

    derived: Derived
    target: Target | None
    spans: tuple[CountedSpan, ...]


def derive(session: Session, question: Question, person_id: int | None, for_id: int | None, now: datetime) -> Derived:
    """What would be promised at ``now`` (UTC), by whom and for how much, and what stands in the way of it."""
    return _derive(session, question, person_id, for_id, now)[0]


def foresee(session: Session, wish: Wish) -> Foreseen:
    """What would be promised, and how it is counted. Raises InvalidInput when nothing is asked, or the product is not
    there."""
    if wish.kind is None and wish.item_id is None:
        raise InvalidInput({"kind": _("Give a product or a kind, or both: --product CODE, --kind K, W, I or S.")})
    item = read_any_item(session, wish.item_id, local(wish.at).date())
    if item is None and wish.item_id is not None:
        raise InvalidInput({"product": _("This product is not there.")})
    kind = wish.kind or (item.kind if item is not None else TicketKind.REQUEST)
    space_id = None
    if wish.person_id is not None:
        space_id = session.get_one(Person, wish.person_id).space_id
    question = Question(kind=kind, kind_chosen=wish.kind is not None, item_id=wish.item_id, space_id=space_id)
    derived, agreed = _derive(session, question, wish.person_id, None, wish.at, wish.priority)
    terms = agreed.terms
    spans = counted_spans(terms.calendar, wish.at, derived.norm_at, terms.completion)
    return Foreseen(derived, agreed.chosen.target, spans)


def _derive(
    session: Session,
    question: Question,
    person_id: int | None,
    for_id: int | None,
    now: datetime,
    priority: int | None = None,
) -> tuple[Derived, Agreed]:
    day = local(now).date()
    desk = look_up(session, person_id)
    item = read_any_item(session, question.item_id, day)
    holder_id = for_id or person_id
    agreed = agreed_about(session, desk, question, item, holder_id, now, priority)
    terms, norm_at = agreed.terms, agreed.promise.due_at
    policy = policy_of(session, question, item)
    team_id = team_of(desk, question, item, policy)
    team = desk.team(team_id)
    price = total_of(question, item)
    reason = reason_of(terms.calendar, now, norm_at, terms.completion, language())
    derived = Derived(
        due_at=question.due or norm_at,
        norm_at=norm_at,
        reason=reason,
        sentence=said(norm_at, reason, now, language()),
        why=terms.source,
        chain=chain_of(session, desk, question, item, agreed, team_id, now),
        respond_by=agreed.respond_by,
        response=response_words(agreed, now),
        team_id=team_id,
        team=team.name if team else "",
        price_cents=price,
        vat=read_vat(session, item.id, supply_of(question, item), day) if item and price else None,
        lane=lane_of(question, policy),
        policy=policy_text(question, item, policy),
        steps=steps_to_come(question, item),
        facts=read_facts(session, question, item, holder_id, day),
    )
    return derived, agreed
