# SPDX-License-Identifier: EUPL-1.2
"""What happens to an invented ticket: a life that the state machine allows, told as rows. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.models import Supply, TicketKind
from desk_app.catalogue.policy import needs_cost_centre
from desk_app.contracts.promise import reason_of
from desk_app.contracts.terms import Terms
from desk_app.core import formats
from desk_app.core.clock import local
from desk_app.demo.agreed import Agreed
from desk_app.demo.workline import WorkLine
from desk_app.interactions.models import Channel
from desk_app.tickets.clock_keeping import columns_of
from desk_app.tickets.clocks import Clock, Mark, run_clock
from desk_app.tickets.lifecycle import Act, Outcome, PendingReason, TicketEventKind, TicketStatus, move
from desk_app.tickets.urgency import Urgency, urgency

Row = dict[str, Any]

CLOSES_AFTER = 4_800
"""Open minutes after which completed work is closed: ten days of eight hours."""
REASONS = tuple(PendingReason)
_WAITS = {reason: f"waits_{reason}" for reason in REASONS}

CHANNELS = (
    [Channel.COUNTER] * 70
    + [Channel.EMAIL] * 12
    + [Channel.PHONE] * 10
    + [Channel.PORTAL] * 5
    + [Channel.POST, Channel.CHAT, Channel.ACCOUNT_MANAGER]
)


@dataclass(frozen=True, slots=True)
class Product:
    """What is asked for, and what people say when they ask. ``item`` None: without a product."""

    item: ItemRow | None
    kind: TicketKind
    team_id: int
    minutes: int
    price_cents: int
    needs_space: bool
    is_collected: bool
    answer: str
    asks: Sequence[str]
    done: Sequence[str]
    supply: Supply | None = None

    @property
    def name(self) -> str:
        """What customers call it."""
        return self.item.name if self.item is not None else ""


@dataclass(frozen=True, slots=True)
class Who:
    """An agent or nobody: ``name`` and ``counter`` are what the timeline keeps."""

    id: int | None
    name: str
    counter: str = ""
    counter_id: int | None = None


@dataclass(slots=True)
class Story:
    """One ticket with its timeline; ids and number are given when it is stored."""

    ticket: Row
    events: list[Row]
    by: Who
    channel: Channel
    product: Product
    terms: Terms
    marks: list[Mark] = field(default_factory=list)
    """What of the timeline is about the clock, in its order."""
    steps: list[Row] = field(default_factory=list)
    approvals: list[Row] = field(default_factory=list)
    """Requests to budget holders; ``step`` is the code of the step that each is about."""

    @property
    def registered_at(self) -> datetime:
        """When it was registered, UTC."""
        moment: datetime = self.ticket["registered_at"]
        return moment

    @property
    def clock(self) -> Clock:
        """Its clock, by what was told so far."""
        return run_clock(self.registered_at, self.marks, self.terms)


class Storyteller:
    """Tells stories on one line of open hours; every draw comes from one Random."""

    def __init__(
        self,
        random: Random,
        line: WorkLine,
        now: datetime,
        texts: Mapping[str, Any],
        counter_agents: Sequence[Who],
        team_agents: Mapping[int, Sequence[Who]],
        people: Sequence[int],
        spaces: Sequence[int],
        cost_centres: Sequence[str],
        agreed: Agreed,
    ) -> None:
        self.random = random
        self.line = line
        self.now = now
        self.now_minute = line.minute_of(now)
        self._texts = texts
        self._counter_agents = counter_agents
        self._team_agents = team_agents
        self.people = people
        self._spaces = spaces
        self._cost_centres = cost_centres
        self._agreed = agreed
        self.customer: int | None = None
        """Whose tickets all are, meanwhile; None: of anybody."""
        self._reasons: dict[tuple[int, date, date], str] = {}

    def begin(self, product: Product, minute: float) -> Story:
        """A ticket that was registered at an open minute."""
        random = self.random
        registered = self.line.at(minute)
        by = random.choice(self._counter_agents)
        channel = random.choice(CHANNELS)
        asked = random.choice(product.asks)
        description = asked if random.random() < 0.6 else f"{asked}. {random.choice(self._texts['extra'])}"
        priority = random.choice((1, 2, 3, 3, 3)) if product.kind is TicketKind.INCIDENT else None
        drawn = random.choice(self.people) if random.random() < 0.96 else None
        requester = drawn if self.customer is None else self.customer
        other = random.choice(self.people) if random.random() < 0.03 else None
        terms = self.terms(product, product.kind, priority, other or requester, registered)
        place = product.needs_space or random.random() < 0.2
        ticket: Row = {
            "kind": product.kind,
            "status": TicketStatus.NEW,
            "channel": channel,
            "requester_id": requester,
            "requested_for_id": other,
            "catalogue_item_id": product.item.id if product.item else None,
            "catalogue_version": product.item.version if product.item else None,
            "supply": product.supply,
            "lane": product.item.policy.lane if product.item else None,
            "answers": [],
            **self._exception(product),
            "subject": f"{product.name}: {asked}"[:200] if product.name else asked[:200],
            "description": description,
            "space_id": random.choice(self._spaces) if place else None,
            "quantity": 1,
            "details": self._details(product),
            "confidential": False,
            "priority": priority,
            "team_id": product.team_id,
            "assignee_id": None,
            "owner_id": by.id,
            "price_cents": product.price_cents,
            "cost_centre": random.choice(self._cost_centres) if self._is_charged(product) else "",
            "target_id": terms.target_id,
            "registered_at": registered,
            "promised_at": None,
            "promise_reason": "",
            "pending_reason": None,
            "follow_up_on": None,
            "completed_at": None,
            "outcome": None,
            "resolution": "",
            "late_reason": "",
            "minutes_spent": None,
            "ready_at": None,
            "shelf": "",
            "collected_at": None,
            "collected_by": "",
            "closed_at": None,
            "source": None,
            "external_number": None,
            "version": 1,
        }
        story = Story(ticket, [], by, channel, product, terms)
        self.tell(story, registered, TicketEventKind.REGISTERED, by)
        self._promise(story)
        return story

    def terms(
        self, product: Product, kind: TicketKind, priority: int | None, holder: int | None, registered: datetime
    ) -> Terms:
        """What was agreed about it."""
        return self._agreed.terms(kind, product.item, product.supply, priority, holder, local(registered).date())

    def keep_clock(self, story: Story) -> None:
        """The columns that follow from the timeline, once it is told."""
        story.ticket |= columns_of(story.clock, story.ticket["promised_at"])

    def length(self, story: Story) -> float:
        """Open minutes of the desk from registration until it is due, as it was promised."""
        first = self.line.minute_of(story.registered_at)
        return max(self.line.minute_of(story.ticket["due_at"]) - first, 15.0)

    def stands(self, story: Story) -> Urgency:
        """How it stands now against what was agreed."""
        ticket = story.ticket
        return urgency(ticket["status"], ticket["due_at"], ticket["soon_at"], ticket["paused_at"], self.now)

    def _promise(self, story: Story) -> None:
        """What the customer was told; now and then somebody promised another moment."""
        ticket, terms, registered = story.ticket, story.terms, story.registered_at
        self.keep_clock(story)
        due = ticket["due_at"]
        ticket["promised_at"] = due
        ticket["promise_reason"] = self._reason(terms, registered, due)
        if story.product.minutes >= 480 and self.random.random() < 0.04:
            first, length = self.line.minute_of(registered), self.length(story)
            ticket["promised_at"] = self.line.at(first + length * self.random.choice((0.6, 0.8, 1.3)))
            ticket["promise_reason"] = self.a_text("promised")

    def tell(
        self,
        story: Story,
        at: datetime,
        kind: TicketEventKind,
        who: Who,
        text: str = "",
        *,
        act: Act | None = None,
        for_customer: bool = False,
        **fields: Any,  # noqa: ANN401 -- columns of a ticket
    ) -> None:
        """The next line of the timeline; with ``act`` the status moves as the state machine says."""
        ticket = story.ticket
        if act is not None:
            fields["status"] = move(act, ticket["status"], "")
        changes: dict[str, list[Any]] = {}
        for name, after in fields.items():
            before = ticket[name]
            if before != after:
                changes[name] = [_plain(before), _plain(after)]
                ticket[name] = after
        if for_customer or "status" in changes or "pending_reason" in changes:
            story.marks.append(Mark(at, ticket["status"], ticket["pending_reason"], for_customer))
        story.events.append(
            {
                "at": at,
                "kind": kind,
                "agent_id": who.id,
                "agent_name": who.name,
                "counter_name": who.counter,
                "text": text,
                "for_customer": for_customer,
                "changes": changes,
                "command_id": None,
            }
        )

    def worker(self, story: Story) -> Who:
        """Somebody of the team that has the ticket, or who registered it."""
        return self.one_of_team(story.ticket["team_id"]) or story.by

    def one_of_team(self, team_id: int) -> Who | None:
        """Somebody of a team; None when nobody is in it."""
        agents = self._team_agents.get(team_id)
        return self.random.choice(agents) if agents else None

    def take(self, story: Story, minute: float) -> Who:
        """Somebody starts on it."""
        who = self.worker(story)
        self.tell(story, self.line.at(minute), TicketEventKind.TAKEN, who, act=Act.START, assignee_id=who.id)
        return who

    def note(self, story: Story, minute: float, who: Who, *, for_customer: float = 0.25) -> None:
        """A line for colleagues, now and then one for the customer."""
        is_told = self.random.random() < for_customer
        kind = TicketEventKind.MESSAGE if is_told else TicketEventKind.NOTE
        text = self.a_text("messages" if is_told else "notes")
        self.tell(story, self.line.at(minute), kind, who, text, for_customer=is_told)

    def wait(
        self, story: Story, minute: float, who: Who, back_in_days: int, reason: PendingReason | None = None
    ) -> None:
        """It waits, with a reason and a day to look again."""
        at = self.line.at(minute)
        reason = reason or self.random.choice(REASONS)
        self.tell(
            story,
            at,
            TicketEventKind.WAITING,
            who,
            self.a_text(_WAITS[reason]),
            act=Act.WAIT,
            pending_reason=reason,
            follow_up_on=(local(at) + timedelta(days=back_in_days)).date(),
        )

    def resume(self, story: Story, minute: float, who: Who) -> None:
        """The waiting is over."""
        self.tell(
            story,
            self.line.at(minute),
            TicketEventKind.RESUMED,
            who,
            act=Act.RESUME,
            pending_reason=None,
            follow_up_on=None,
        )

    def reclassify(self, story: Story, minute: float, who: Who) -> None:
        """It is more pressing than was thought, and its clock follows."""
        before, ticket = story.ticket["priority"], story.ticket
        after = 1 if before != 1 else 2
        holder = ticket["requested_for_id"] or ticket["requester_id"]
        story.terms = self.terms(story.product, ticket["kind"], after, holder, story.registered_at)
        self.keep_clock(story)
        due = formats.moment_short(ticket["due_at"], "nl")
        words = f"prioriteit {before} → {after}: klaar voor {due}.\n{self.a_text('reclassified')}"
        target = story.terms.target_id
        self.tell(story, self.line.at(minute), TicketEventKind.CHANGED, who, words, priority=after, target_id=target)

    def complete(self, story: Story, product: Product, at: datetime, who: Who) -> None:
        """The work is done."""
        has_waited = any(mark.status is not TicketStatus.IN_PROGRESS for mark in story.marks)
        is_late = at > (story.clock.due_at if has_waited else story.ticket["due_at"])
        done = self.random.choice(product.done) if product.done else product.answer or "Gedaan."
        self.tell(
            story,
            at,
            TicketEventKind.COMPLETED,
            who,
            done,
            act=Act.COMPLETE,
            for_customer=True,
            completed_at=at,
            outcome=self.random.choices(tuple(Outcome), (95, 4, 1))[0],
            resolution=done,
            late_reason=self.random.choice(self._texts["late_reasons"]) if is_late else "",
            minutes_spent=self.random.choice((5, 10, 15, 20, 30, 45, 60, 90)),
            assignee_id=story.ticket["assignee_id"] or who.id,
        )

    def shelve(self, story: Story, at: datetime, who: Who, shelf: int) -> None:
        """It lies ready for the customer."""
        self.tell(story, at, TicketEventKind.READY, who, act=Act.MAKE_READY, ready_at=at, shelf=str(shelf))

    def hand_over(self, story: Story, at: datetime, name: str) -> None:
        """The customer takes it along, and with that it is closed."""
        by = self.random.choice(self._counter_agents)
        self.tell(story, at, TicketEventKind.COLLECTED, by, act=Act.HAND_OVER, collected_at=at, collected_by=name)
        self.tell(story, at, TicketEventKind.CLOSED, by, act=Act.CLOSE, closed_at=at)

    def a_text(self, which: str) -> str:
        """One of the texts for an occasion."""
        return str(self.random.choice(self._texts[which]))

    def _reason(self, terms: Terms, registered: datetime, due: datetime) -> str:
        """Tickets of one day with one term are due for one reason."""
        key = (id(terms), registered.date(), due.date())
        if key not in self._reasons:
            self._reasons[key] = reason_of(terms.calendar, registered, due, terms.completion, "nl")[:200]
        return self._reasons[key]

    def _details(self, product: Product) -> dict[str, object]:
        if product.item is None:
            return {"non_standard": True, "goal": self.random.choice(product.asks)}
        if product.kind is TicketKind.INCIDENT:
            return {"affected": self.random.choice(("one", "one", "group", "building"))}
        return {}

    def _exception(self, product: Product) -> Row:
        """Now and then somebody gets what they are not entitled to, with a reason and a name."""
        is_one = product.item is not None and bool(product.item.entitlements) and self.random.random() < 0.06
        return {
            "exception_reason": self.a_text("exceptions") if is_one else "",
            "exception_by": self.random.choice(self._counter_agents).name if is_one else "",
        }

    @staticmethod
    def _is_charged(product: Product) -> bool:
        return product.item is not None and (product.price_cents > 0 or needs_cost_centre(product.item, product.supply))


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any column value
    if value is None or isinstance(value, str | int):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else value
