# SPDX-License-Identifier: EUPL-1.2
"""What a clock runs by: how long, by which calendar, and what stops it. Pure."""

from dataclasses import dataclass

from desk_app.catalogue.messages import LeadTime
from desk_app.contracts.models import PendingReason
from desk_app.core.worktime import Calendar

DEFAULT_PAUSES = frozenset({PendingReason.CUSTOMER, PendingReason.APPROVAL})
"""Without an agreement the clock stands still while the customer, or who pays, has to do something."""


@dataclass(frozen=True, slots=True)
class Terms:
    """``response`` None: no time was agreed for a first answer. ``target_id`` None: no agreement says anything.

    ``source`` says in one sentence where these terms come from, for who asks why.
    """

    completion: LeadTime
    response: LeadTime | None
    calendar: Calendar
    pauses: frozenset[PendingReason]
    target_id: int | None
    source: str
