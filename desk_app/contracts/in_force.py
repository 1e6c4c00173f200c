# SPDX-License-Identifier: EUPL-1.2
"""When an agreement holds: one rule, as a condition for a query and as a sum. Pure.

It holds from its first to its last local day, both included; without a last day it holds on. One that renews tacitly
holds on after its last day as well, until somebody has given notice: whoever forgets a date in a computer has not ended
a contract by that. Notice does not end it at once: after it, the last day is the last day.
"""

from datetime import date
from typing import Protocol

from sqlalchemy import ColumnElement, and_, or_

from desk_app.contracts.models import Agreement, Renewal


class Term(Protocol):
    """The facts of an agreement that say when it holds."""

    @property
    def valid_from(self) -> date:
        """The first local day."""
        ...

    @property
    def valid_until(self) -> date | None:
        """The last local day; None: until further notice."""
        ...

    @property
    def renewal(self) -> Renewal:
        """What happens at the end."""
        ...

    @property
    def notice_given_on(self) -> date | None:
        """The local day on which notice was given."""
        ...


def last_day(term: Term) -> date | None:
    """The day after which it no longer holds; None when nobody knows yet."""
    goes_on = term.renewal is Renewal.TACIT and term.notice_given_on is None
    return None if goes_on else term.valid_until


def holds_on(term: Term, day: date) -> bool:
    """Whether it is in force on a local day."""
    last = last_day(term)
    return term.valid_from <= day and (last is None or day <= last)


def in_force(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """The same as a condition on ``Agreement``; ``day`` may be a parameter of the query."""
    return and_(Agreement.valid_from <= day, not_over(day))


def not_over(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """In force on a local day, or still to come then."""
    return or_(
        Agreement.valid_until.is_(None),
        Agreement.valid_until >= day,
        and_(Agreement.renewal == Renewal.TACIT, Agreement.notice_given_on.is_(None)),
    )
