# SPDX-License-Identifier: EUPL-1.2
"""The condition on rows of the rights table, in one place: who sees which ticket."""

from sqlalchemy import ColumnElement, or_, true

from desk_app.core.actor import Actor, Right
from desk_app.tickets.models import Ticket


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """A confidential complaint is seen by who may, and by who works on it (``ux.md`` 2.5.2)."""
    if actor.may(Right.SEE_CONFIDENTIAL):
        return true()
    open_to_all = Ticket.confidential.is_(False)
    if actor.agent_id is None:
        return open_to_all
    return or_(open_to_all, Ticket.assignee_id == actor.agent_id)
