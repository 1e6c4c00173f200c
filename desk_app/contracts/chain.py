# SPDX-License-Identifier: EUPL-1.2
"""The chain behind a promise: what the customer was promised, the team that does it, suppliers, an order. Pure.

Each link has a moment of its own, counted from now by its own term and calendar. Nobody is ready before the last of
them, so that one is what can honestly be promised.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.wording import lead_text
from desk_app.contracts.promise import due_of, said
from desk_app.contracts.targets import Asked, Target, agreement_words, in_order
from desk_app.core.i18n import N_, _, catalogue, language
from desk_app.core.worktime import Calendar


class LinkKind(StrEnum):
    """Which link: the customer (SLA), our team (OLA), a supplier, or the order that the product needs."""

    CUSTOMER = "sla"
    TEAM = "ola"
    SUPPLIER = "supplier"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class LinkTerms:
    """What a link was promised to take; ``party`` for who works here, ``public_name`` for the customer; ``agreement``
    is the code it stands in, empty for none."""

    kind: LinkKind
    lead: LeadTime
    calendar: Calendar
    party: str = ""
    public_name: str = ""
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its moment (UTC). ``keeps``: it is ready in time for the customer.

    ``sentence`` is for who reads the screen; ``reason`` is short, and in the language of the customer.
    """

    kind: LinkKind
    party: str
    agreement: str
    lead: LeadTime
    due_at: datetime
    keeps: bool
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Chain:
    """``promised_at``: what the customer would hear; ``honest_at``: when all of it can be ready, to whole minutes (UTC).

    ``links``: the customer first.
    """

    promised_at: datetime
    honest_at: datetime
    links: tuple[Link, ...] = ()

    @property
    def broken(self) -> tuple[Link, ...]:
        """The links that are not in time, the latest first."""
        late = (link for link in self.links if not link.keeps)
        return tuple(sorted(late, key=lambda link: link.due_at, reverse=True))

    @property
    def keeps(self) -> bool:
        """Whether the promise can be kept."""
        return not self.broken


def compare(
    start: datetime,
    customer: LinkTerms,
    others: Sequence[LinkTerms],
    *,
    promised_at: datetime | None = None,
    customer_language: str = "nl",
) -> Chain:
    """Holds every link against the promise; ``promised_at`` is another moment than follows from the terms of the
    customer. To the minute, as people read and type it."""
    promised = promised_at or due_of(customer.calendar, start, customer.lead)
    later = _(_LATER_THAN_SAID) if promised_at else _(_LATER_THAN_AGREED)
    links = tuple(_link(start, terms, promised, later, customer_language) for terms in (customer, *others))
    return Chain(promised, _next_minute(max(link.due_at for link in links)), links)


def links_of(
    targets: Iterable[Target], asked: Asked, calendar_of: Callable[[int | None], Calendar], team_name: str = ""
) -> tuple[LinkTerms, ...]:
    """The link of our team and one of each supplier, from the targets of their agreements; of each the one that says
    most (``targets.py``). ``team_name``: how a customer reads the team."""
    found: dict[object, LinkTerms] = {}
    for target in in_order(targets, asked):
        kind = LinkKind(target.agreement_kind.value)
        found.setdefault(
            kind if kind is LinkKind.TEAM else target.party,
            LinkTerms(
                kind,
                target.completion,
                calendar_of(target.calendar_id),
                party=target.party,
                public_name=team_name if kind is LinkKind.TEAM else "",
                agreement=agreement_words(target),
            ),
        )
    return tuple(sorted(found.values(), key=lambda link: (link.kind is not LinkKind.TEAM, link.party)))


def _link(start: datetime, terms: LinkTerms, promised: datetime, later: str, customer_language: str) -> Link:
    due = due_of(terms.calendar, start, terms.lead)
    keeps = promised >= due.replace(second=0, microsecond=0)
    if terms.kind is LinkKind.CUSTOMER:
        keeps = True  # another moment than was agreed has a reason of its own
    moment, term = said(due, "", start, language()), lead_text(terms.lead)
    sentence = _(_TAKES[terms.kind]).format(party=terms.party, term=term, moment=moment)
    if not keeps:
        sentence = f"{sentence} {later}"
    reason = catalogue(customer_language).gettext(_NEEDS[terms.kind])
    return Link(
        kind=terms.kind,
        party=terms.party,
        agreement=terms.agreement,
        lead=terms.lead,
        due_at=due,
        keeps=keeps,
        sentence=sentence,
        reason=reason.format(party=terms.public_name or terms.party, term=lead_text(terms.lead, customer_language)),
    )


def _next_minute(moment: datetime) -> datetime:
    """People read and type whole minutes; never earlier."""
    minute = moment.replace(second=0, microsecond=0)
    return minute if minute == moment else minute + timedelta(minutes=1)


_LATER_THAN_AGREED = N_("That is later than what was agreed with the customer.")
_LATER_THAN_SAID = N_("That is later than what you promise.")
_TAKES: dict[LinkKind, str] = {
    LinkKind.CUSTOMER: N_("Agreed with the customer is {term}: {moment}."),
    LinkKind.TEAM: N_("{party} has {term}: {moment}."),
    LinkKind.SUPPLIER: N_("{party} has {term}: {moment}."),
    LinkKind.ORDER: N_("Ordering takes {term}: {moment}."),
}
_NEEDS: dict[LinkKind, str] = {
    LinkKind.CUSTOMER: N_("agreed is {term}"),
    LinkKind.TEAM: N_("{party} needs {term}"),
    LinkKind.SUPPLIER: N_("our supplier needs {term}"),
    LinkKind.ORDER: N_("ordering takes {term}"),
}
