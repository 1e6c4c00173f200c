# SPDX-License-Identifier: EUPL-1.2
"""Everything that is known of a ticket, in groups of label and value, as the panel beside the timeline shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from desk_app.catalogue.wording import COMPLEXITY_NAMES, FUNDING_NAMES, KIND_NAMES, LANE_NAMES, SUPPLY_NAMES
from desk_app.core import formats
from desk_app.core.clock import local
from desk_app.core.i18n import N_, _
from desk_app.tickets.answers import day_words, from_json, rows_of
from desk_app.tickets.lifecycle import OUTCOME_NAMES, PENDING_NAMES, STATUS_NAMES
from desk_app.tickets.messages import TicketRow


@dataclass(frozen=True, slots=True)
class FactGroup:
    """A heading with its lines; ``facts`` are pairs of label and value, none of them empty.

    ``link``: words of a button under them that shows more; empty for none.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    link: str = ""


CHANNEL_NAMES: dict[str, str] = {
    "counter": N_("at the counter"),
    "email": N_("by e-mail"),
    "phone": N_("by phone"),
    "portal": N_("through the portal"),
    "post": N_("by post"),
    "chat": N_("by chat"),
    "account_manager": N_("through the account manager"),
}

DETAIL_LABELS: dict[str, str] = {
    "about": N_("About what or whom"),
    "related": N_("Belongs to"),
    "wanted_outcome": N_("What the customer wants"),
    "answer": N_("Answer so far"),
    "who_benefits": N_("Who benefits"),
    "fits_product": N_("Belongs to product"),
    "since": N_("Since when"),
    "affected": N_("Who is affected"),
    "danger": N_("Danger"),
    "goal": N_("What it is for"),
    "wanted_on": N_("Wanted on"),
    "people": N_("For how many people"),
    "complexity": N_("Complexity"),
    "funding": N_("Funding"),
    "quote": N_("Quote"),
    "approved_by": N_("Approved by"),
    "next_step": N_("Next step"),
}
"""The fields of the kinds (``intake/draft.py``); the cost centre has its own column."""

_VALUES: dict[str, dict[str, str]] = {
    "affected": {
        "one": N_("one person"),
        "group": N_("a group or a room"),
        "building": N_("a whole building"),
    },
    "danger": {"yes": N_("yes"), "no": N_("no")},
    "quote": {"yes": N_("yes"), "no": N_("no")},
    "complexity": {key.value: name for key, name in COMPLEXITY_NAMES.items()},
    "funding": {key.value: name for key, name in FUNDING_NAMES.items()},
}


def facts_of(row: TicketRow) -> tuple[FactGroup, ...]:
    """The groups that have anything in them."""
    groups = (
        (_("Ending"), _ending(row)),
        (_("Promise"), _promise(row)),
        (_("Work"), _work(row)),
        (_("Question"), _question(row)),
        (_("Answers"), rows_of(from_json(row.answers))),
        (_("Product"), _product(row)),
        (_("Exception"), _exception(row)),
        (_("Customer"), _customer(row)),
    )
    found = []
    for title, facts in groups:
        kept = tuple((label, value) for label, value in facts if value)
        if kept:
            link = _("See it as it was sold") if title == _("Product") and row.version_at is not None else ""
            found.append(FactGroup(title, kept, link))
    return tuple(found)


def _customer(row: TicketRow) -> Iterator[tuple[str, str]]:
    yield _("Name"), row.requester or _("Without a name")
    yield _("For"), row.requested_for
    yield _("Came by"), _(CHANNEL_NAMES[row.channel.value])


def _question(row: TicketRow) -> Iterator[tuple[str, str]]:
    yield _("Kind"), _kind(row)
    yield _("Quantity"), str(row.quantity) if row.quantity != 1 else ""
    yield _("Where"), row.space
    for name, label in DETAIL_LABELS.items():
        value = str(row.details.get(name, "")).strip()
        if value and name != "next_step":
            yield _(label), _words_of(name, value)
    yield _("Confidential"), _("yes, only who works on it sees it") if row.confidential else ""


def _words_of(name: str, value: str) -> str:
    if name == "wanted_on":
        return day_words(value)
    return _(_VALUES[name][value]) if value in _VALUES.get(name, {}) else value


def _product(row: TicketRow) -> Iterator[tuple[str, str]]:
    yield _("Name"), f"{row.item} · {row.item_code}" if row.item else ""
    yield _("Complexity"), _(COMPLEXITY_NAMES[row.complexity]) if row.complexity else ""
    yield _("Funding"), _(FUNDING_NAMES[row.funding]) if row.funding else ""
    yield _("Supply"), _(SUPPLY_NAMES[row.supply]) if row.supply else ""
    yield _("Way"), _(LANE_NAMES[row.lane]) if row.lane else ""
    yield _("Sold as"), _sold_as(row)


def _sold_as(row: TicketRow) -> str:
    if row.catalogue_version is None or row.version_at is None:
        return ""
    day = formats.day_of_month(local(row.version_at).date())
    return _("version {version} of {day}").format(version=row.catalogue_version, day=day)


def _exception(row: TicketRow) -> Iterator[tuple[str, str]]:
    """Somebody got what they are not entitled to."""
    yield _("Why"), row.exception_reason
    yield _("Decided by"), row.exception_by if row.exception_reason else ""


def _kind(row: TicketRow) -> str:
    kind = _(KIND_NAMES[row.kind])
    return f"{kind} · {_('non-standard')}" if row.details.get("non_standard") else kind


def _promise(row: TicketRow) -> Iterator[tuple[str, str]]:
    promised = _moment(row.promised_at)
    yield _("Promised"), f"{promised}\n({row.promise_reason})" if promised and row.promise_reason else promised
    yield _("Norm"), _moment(row.due_at) if row.due_at != row.promised_at else ""
    yield _("First answer"), _first_answer(row)
    yield _("Registered"), _moment(row.registered_at)


def _first_answer(row: TicketRow) -> str:
    """When it came; until then, and while it matters, before when."""
    if row.responded_at is not None:
        return _moment(row.responded_at)
    return _("before {moment}").format(moment=_moment(row.respond_by)) if row.respond_by is not None else ""


def _work(row: TicketRow) -> Iterator[tuple[str, str]]:
    yield _("Status"), _(STATUS_NAMES[row.status])
    yield _("Team"), row.team
    yield _("Who works on it"), row.assignee or _("nobody yet")
    yield _("Minded by"), row.owner or _("nobody yet")
    yield _("Priority"), str(row.priority) if row.priority is not None else ""
    yield _("Waits for"), _(PENDING_NAMES[row.pending_reason]) if row.pending_reason else ""
    yield _("Look again on"), formats.day_short(row.follow_up_on) if row.follow_up_on else ""
    yield _("Time spent"), formats.duration(row.minutes_spent) if row.minutes_spent is not None else ""
    yield _("Costs"), formats.money(row.price_cents) if row.price_cents else _("free")
    yield _("Cost centre"), row.cost_centre


def _ending(row: TicketRow) -> Iterator[tuple[str, str]]:
    yield _("Result"), _(OUTCOME_NAMES[row.outcome]) if row.outcome else ""
    yield _("Reported ready"), _moment(row.completed_at)
    yield _("Reason for the delay"), row.late_reason if row.completed_at else ""
    yield _("Next step"), str(row.details.get("next_step", "")) if row.completed_at else ""
    yield _("Shelf"), row.shelf
    yield _("Collected by"), row.collected_by
    yield _("Collected"), _moment(row.collected_at)
    yield _("Closed"), _moment(row.closed_at)


def _moment(moment: datetime | None) -> str:
    return formats.moment_short(moment) if moment else ""
