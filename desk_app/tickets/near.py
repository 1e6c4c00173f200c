# SPDX-License-Identifier: EUPL-1.2
"""Who is likely to stand at the counter now: the customer picker puts them first."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.core.actor import Actor
from desk_app.core.clock import local
from desk_app.interactions.models import Interaction
from desk_app.tickets.models import OPEN_WORK, Ticket

SEEN_TODAY = 100

_NEWEST_CONTACTS = 500
_MOST_OPEN = 20_000


def people_near(session: Session, actor: Actor, now: datetime) -> Mapping[int, int]:
    """Person id -> how likely: 100 seen today at the counter of ``actor``, plus one for each open or ready ticket."""
    open_work = select(Ticket.requester_id).where(OPEN_WORK, Ticket.requester_id.is_not(None)).limit(_MOST_OPEN)
    near = Counter(person_id for person_id in session.scalars(open_work) if person_id is not None)
    contacts = (
        select(Interaction.person_id, Interaction.counter_id, Interaction.started_at)
        .order_by(Interaction.id.desc())
        .limit(_NEWEST_CONTACTS)
    )
    day = local(now).date()
    seen: set[int] = set()
    for person_id, counter_id, started_at in session.execute(contacts):
        if person_id is not None and counter_id == actor.counter_id and local(started_at).date() == day:
            seen.add(person_id)
    near.update(dict.fromkeys(seen, SEEN_TODAY))
    return near
