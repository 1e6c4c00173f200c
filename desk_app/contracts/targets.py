# SPDX-License-Identifier: EUPL-1.2
"""Which target of which agreement a ticket falls under, and why. Pure.

A target holds for a ticket when everything it names is so: the product, the place (building), the priority, the kind.
What it does not name, holds for all. Of the targets that hold, one counts; the first difference decides:

1. An agreement with the customer's own part of the organisation goes before the agreement that the product has by
   itself; where there is neither, no target holds and the lead time of the product counts, or the usual one.
2. Of two such agreements, one that covers the product by name goes before one that covers every product.
3. A target that names the product goes before one that does not.
4. Then one that names the place.
5. Then one that names the priority.
6. Then one that names the kind.
7. Still the same: the agreement whose code comes first, and of one agreement the target that was made first.

So there is always exactly one, in whatever order they are read, and a target that says less never takes the place of
one that says more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import TicketKind
from desk_app.contracts.models import AgreementKind, PendingReason
from desk_app.core.i18n import N_, _


class Standing(StrEnum):
    """How an agreement comes to count for a customer: it is theirs, or that of the product."""

    OWN = "own"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a ticket is about; ``department_id`` that of whom it is for, ``day`` the local day of registration."""

    kind: TicketKind
    item_id: int | None
    priority: int | None
    building_id: int | None
    department_id: int | None
    day: date


@dataclass(frozen=True, slots=True)
class Target:
    """A target of an agreement that may count; None is: for all of these.

    ``party`` is with whom: the department, the team or the supplier. ``names_product``: the agreement covers this
    product by name. ``item`` and ``building`` are the names of what the target names, in the language of the reader.
    """

    id: int
    agreement_id: int
    agreement_code: str
    agreement_name: str
    agreement_kind: AgreementKind
    party: str
    item_id: int | None
    building_id: int | None
    priority: int | None
    kind: TicketKind | None
    response: LeadTime | None
    completion: LeadTime
    calendar_id: int | None = None
    pauses: frozenset[PendingReason] = field(default_factory=frozenset)
    norm_percent: int = 95
    weight: int = 1
    consequence: str = ""
    standing: Standing = Standing.OWN
    names_product: bool = False
    item: str = ""
    building: str = ""

    def holds_for(self, asked: Asked) -> bool:
        """Whether everything that it names is so."""
        return (
            self.item_id in (None, asked.item_id)
            and self.building_id in (None, asked.building_id)
            and self.priority in (None, asked.priority)
            and self.kind in (None, asked.kind)
        )


@dataclass(frozen=True, slots=True)
class Chosen:
    """The target that counts, None when no agreement says anything; ``why`` in one sentence for who reads the screen."""

    target: Target | None
    why: str


def choose(targets: Iterable[Target], asked: Asked) -> Chosen:
    """The target for the customer, from those of agreements that concern them (``target_reading.read_targets``)."""
    order = in_order((one for one in targets if one.agreement_kind is AgreementKind.SLA), asked)
    if not order:
        return Chosen(None, _("No agreement says anything about this."))
    return Chosen(order[0], sentence(*order[:2]))


def in_order(targets: Iterable[Target], asked: Asked) -> list[Target]:
    """Those that hold, the one that counts first; the order of precedence stands at the top of this file."""
    return sorted((target for target in targets if target.holds_for(asked)), key=_precedence)


def sentence(target: Target, beaten: Target | None = None) -> str:
    """``SLA FMG-2026: storingen met prioriteit 1 in gebouw D; gaat voor de norm voor alle storingen``."""
    words = _("{agreement}: {what}").format(agreement=agreement_words(target), what=target_words(target))
    if beaten is None:
        return words
    if beaten.agreement_id == target.agreement_id:
        return _("{target}; goes before the target for {other}").format(target=words, other=target_words(beaten))
    return _("{target}; goes before {agreement}").format(target=words, agreement=agreement_words(beaten))


def agreement_words(target: Target) -> str:
    """``SLA FMG-2026``; the code alone where that says already what it is."""
    kind = _(_SHORT[target.agreement_kind])
    return target.agreement_code if target.agreement_code.startswith(kind) else f"{kind} {target.agreement_code}"


def target_words(target: Target) -> str:
    """``storingen met prioriteit 1 in gebouw D``; ``alle meldingen`` when it names nothing."""
    is_narrow = bool(target.item_id or target.building_id or target.priority)
    words = _(_KINDS[target.kind]) if is_narrow else _(_ALL_KINDS[target.kind])
    if target.item_id is not None:
        words = _("{tickets} about “{product}”").format(tickets=words, product=target.item)
    if target.priority is not None:
        words = _("{tickets} with priority {priority}").format(tickets=words, priority=target.priority)
    if target.building_id is not None:
        words = _("{tickets} in {building}").format(tickets=words, building=target.building)
    return words


def _precedence(target: Target) -> tuple[bool | str | int, ...]:
    return (
        target.standing is not Standing.OWN,
        not target.names_product,
        target.item_id is None,
        target.building_id is None,
        target.priority is None,
        target.kind is None,
        target.agreement_code,
        target.id,
    )


_SHORT: dict[AgreementKind, str] = {
    AgreementKind.SLA: N_("SLA"),
    AgreementKind.OLA: N_("OLA"),
    AgreementKind.SUPPLIER: N_("contract"),
}
_KINDS: dict[TicketKind | None, str] = {
    TicketKind.COMPLAINT: N_("complaints"),
    TicketKind.REQUEST: N_("requests"),
    TicketKind.INFORMATION: N_("questions"),
    TicketKind.INCIDENT: N_("faults"),
    None: N_("tickets"),
}
_ALL_KINDS: dict[TicketKind | None, str] = {
    TicketKind.COMPLAINT: N_("all complaints"),
    TicketKind.REQUEST: N_("all requests"),
    TicketKind.INFORMATION: N_("all questions"),
    TicketKind.INCIDENT: N_("all faults"),
    None: N_("all tickets"),
}
