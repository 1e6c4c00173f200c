# SPDX-License-Identifier: EUPL-1.2
"""What the search box shows."""

from dataclasses import dataclass
from enum import StrEnum

from desk_app.core.i18n import N_


class HitKind(StrEnum):
    """What was found."""

    TICKET = "ticket"
    PERSON = "person"
    PRODUCT = "product"


HIT_NAMES: dict[HitKind, str] = {
    HitKind.TICKET: N_("Ticket"),
    HitKind.PERSON: N_("Customer"),
    HitKind.PRODUCT: N_("Product"),
}


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One line: ``id`` of the ticket, person or catalogue item; ``title`` and ``detail`` as shown; ``code`` is its
    number or code, empty for a person."""

    kind: HitKind
    id: int
    code: str
    title: str
    detail: str
