# SPDX-License-Identifier: EUPL-1.2
"""Which lives the tickets of the demo desk have: a history that is over, and open work in every lane. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from math import pi, sin

from desk_app.catalogue.models import TicketKind
from desk_app.core.clock import local
from desk_app.demo.stories import CLOSES_AFTER, REASONS, Product, Story, Storyteller, Who
from desk_app.tickets.lifecycle import Act, PendingReason, TicketEventKind
from desk_app.tickets.urgency import Urgency

NOBODY = Who(None, "Balie")
TURNS = 40
"""So often a ticket is told again before it may stand otherwise than was wanted."""


class Lives:
    """Draws products by their weight and tells a whole life with each."""

    def __init__(self, teller: Storyteller, products: Sequence[Product], weights: Sequence[int]) -> None:
        self._teller = teller
        self._random = teller.random
        self._products = products
        self._weights = [sum(weights[: index + 1]) for index in range(len(weights))]
        self._slow = [product for product in products if product.minutes >= 480 and not _is_answered(product)]
        self._quick = [product for product in products if 120 <= product.minutes < 480]
        self._collected = [product for product in products if product.is_collected and product.minutes]
        self._shelf = 0

    def past(self, minute: float) -> Story:
        """A ticket registered at ``minute`` that is over by now."""
        product = self._random.choices(self._products, cum_weights=self._weights)[0]
        story = self._teller.begin(product, minute)
        if _is_answered(product):
            self._teller.complete(story, product, story.ticket["registered_at"], story.by)
            self._close(story, minute)
            return story
        drawn = self._random.random()
        if drawn < 0.03:
            self._cancel(story, self._between(minute, minute + product.minutes))
        else:
            self._work(story, product, minute)
        return story

    def present(self) -> Iterator[Story]:
        """About sixty tickets that are open now, and some that were completed today."""
        lanes: tuple[tuple[int, Callable[[int], Story]], ...] = (
            (4, lambda _serial: self._late(taken=False)),
            (4, lambda _serial: self._late(taken=True)),
            (6, lambda _serial: self._soon()),
            (12, lambda _serial: self._on_time(taken=False)),
            (16, lambda _serial: self._on_time(taken=True)),
            (9, self._waiting),
            (8, lambda _serial: self._ready()),
            (2, lambda _serial: self._complaint()),
            (12, lambda _serial: self._done_today()),
        )
        for count, lane in lanes:
            for serial in range(count):
                # the first of each lane is of one customer, who has a full card that way
                self._teller.customer = self._teller.people[0] if serial == 0 else None
                yield lane(serial)
        self._teller.customer = None

    def _work(self, story: Story, product: Product, minute: float) -> None:
        random, teller = self._random, self._teller
        is_late = random.random() < self._late_share(story)
        length = teller.length(story) * (random.uniform(1.05, 1.8) if is_late else random.uniform(0.12, 0.95))
        end = min(minute + length, self._between(minute, teller.now_minute))
        start = self._start(story, minute, end)
        if random.random() < 0.06:
            teller.tell(
                story,
                teller.line.at((minute + start) / 2),
                TicketEventKind.ASSIGNED,
                story.by,
                teller.a_text("sent_on"),
            )
        who = teller.take(story, start)
        if random.random() < 0.3:
            teller.note(story, start + (end - start) * 0.3, who)
        if product.kind is TicketKind.INCIDENT and random.random() < 0.02:
            teller.reclassify(story, start + (end - start) * 0.35, who)
        if random.random() < 0.2:
            end = self._wait(story, start, end, who)
        teller.complete(story, product, teller.line.at(end), who)
        if random.random() < 0.02:
            end = self._again(story, product, end, who)
        if product.is_collected:
            self._shelf = self._shelf % 40 + 1
            teller.shelve(story, teller.line.at(end), who, self._shelf)
            teller.hand_over(story, teller.line.at(self._between(end, end + 1_500)), "zelf")
        else:
            self._close(story, end)

    def _late_share(self, story: Story) -> float:
        """How many in a hundred are late: each product has better and worse months, around what was agreed."""
        moment = local(story.registered_at)
        turn = (moment.month + (story.product.item.id if story.product.item is not None else 0) * 5) / 12
        return 0.08 + 0.06 * sin(2 * pi * turn)

    def _start(self, story: Story, minute: float, end: float) -> float:
        """When somebody begins: mostly within the time for a first answer, where there is one."""
        random = self._random
        start = minute + (end - minute) * random.uniform(0.05, 0.5)
        response = story.terms.response
        if response is None or random.random() < 0.1:
            return start
        return min(start, minute + response.minutes * random.uniform(0.1, 0.9))

    def _wait(self, story: Story, start: float, end: float, who: Who) -> float:
        """It waits for a while in the middle; returns when it is done then."""
        teller, reason = self._teller, self._random.choice(REASONS)
        begins, rest = start + (end - start) * 0.4, (end - start) * 0.2
        stands_still = reason in story.terms.pauses
        lasts = (end - start) * 0.4
        if stands_still or reason is PendingReason.SUPPLIER:
            lasts = self._random.uniform(30, 1_200 if stands_still else 300)
        over = end + lasts if stands_still else max(end, begins + lasts + rest)
        if over > teller.now_minute:
            lasts, over = (end - start) * 0.4, end
        teller.wait(story, begins, who, self._random.randrange(1, 8), reason)
        teller.resume(story, begins + lasts, who)
        return over

    def _again(self, story: Story, product: Product, end: float, who: Who) -> float:
        back = self._between(end, end + 900)
        self._teller.tell(
            story,
            self._teller.line.at(back),
            TicketEventKind.REOPENED,
            story.by,
            self._teller.a_text("reopened"),
            act=Act.REOPEN,
            completed_at=None,
            outcome=None,
        )
        end = self._between(back, back + 480)
        self._teller.complete(story, product, self._teller.line.at(end), who)
        return end

    def _close(self, story: Story, end: float) -> None:
        over = end + CLOSES_AFTER
        if over <= self._teller.now_minute:
            at = self._teller.line.at(over)
            self._teller.tell(story, at, TicketEventKind.CLOSED, NOBODY, act=Act.CLOSE, closed_at=at)

    def _cancel(self, story: Story, minute: float) -> None:
        at = self._teller.line.at(minute)
        why = self._teller.a_text("cancelled")
        self._teller.tell(story, at, TicketEventKind.CANCELLED, story.by, why, act=Act.CANCEL, closed_at=at)

    def _late(self, *, taken: bool) -> Story:
        return self._open(self._quick, (-500, -10), Urgency.LATE, taken=taken)

    def _soon(self) -> Story:
        return self._open(self._quick, (5, 45), Urgency.SOON, taken=self._random.random() < 0.7)

    def _on_time(self, *, taken: bool) -> Story:
        share = self._random.uniform(0.4, 0.95)
        product = self._random.choice(self._slow)
        return self._open([product], (product.minutes * share, product.minutes * share), Urgency.ON_TIME, taken=taken)

    def _open(self, products: Sequence[Product], due: tuple[float, float], wanted: Urgency, *, taken: bool) -> Story:
        """Open work of one of these, due about so many open minutes from now; what was agreed decides whether it stands
        as wanted, so that it is told again until it does."""
        teller, story = self._teller, None
        for _turn in range(TURNS):
            product = self._random.choice(products)
            minute = teller.now_minute + self._random.uniform(*due) - product.minutes
            if story is not None and story.product is product:  # by what was agreed it took longer, or shorter
                minute += product.minutes - teller.length(story)
            minute = min(max(minute, 0), teller.now_minute)
            story = teller.begin(product, minute)
            has_term = story.terms.response is not None or taken or wanted is not Urgency.LATE
            if has_term and teller.stands(story) is wanted:  # who waits too long for a first answer, was promised one
                break
        assert story is not None
        return self._taken(story) if taken else story

    def _taken(self, story: Story) -> Story:
        minute = self._teller.line.minute_of(story.registered_at)
        start = self._between(minute, minute + (self._teller.now_minute - minute) * 0.7)
        who = self._teller.take(story, start)
        if self._random.random() < 0.5:
            self._teller.note(story, self._between(start, self._teller.now_minute), who, for_customer=0.5)
        return story

    def _waiting(self, serial: int) -> Story:
        """For each reason in turn; the first has waited so long that somebody should have looked."""
        story = self._on_time(taken=True)
        who = self._teller.worker(story)
        since = (self._teller.now - story.events[-1]["at"]) * self._random.uniform(0.1, 0.9)
        minute = self._teller.line.minute_of(story.events[-1]["at"] + since)
        days = -1 if serial < 2 else self._random.randrange(1, 9)
        self._teller.wait(story, minute, who, days, REASONS[serial % len(REASONS)])
        return story

    def _ready(self) -> Story:
        product = self._random.choice(self._collected)
        end = self._teller.now_minute - self._random.uniform(20, 1_800)
        minute = end - product.minutes * self._random.uniform(0.3, 0.9)
        story = self._teller.begin(product, minute)
        who = self._teller.take(story, self._between(minute, end))
        self._teller.complete(story, product, self._teller.line.at(end), who)
        self._shelf = self._shelf % 40 + 1
        self._teller.shelve(story, self._teller.line.at(end), who, self._shelf)
        return story

    def _complaint(self) -> Story:
        complaints = [product for product in self._products if product.kind is TicketKind.COMPLAINT]
        minute = self._teller.now_minute - self._random.uniform(600, 6_000)
        story = self._teller.begin(self._random.choice(complaints), max(minute, 0))
        if self._random.random() < 0.5:
            self._taken(story)
        story.ticket["confidential"] = True
        return story

    def _done_today(self) -> Story:
        product = self._random.choice(self._quick)
        at = self._earlier_today()
        minute = self._teller.line.minute_of(at)
        begun = max(minute - product.minutes * self._random.uniform(0.2, 0.9), 0)
        story = self._teller.begin(product, begun)
        who = self._teller.take(story, self._between(begun, minute))
        self._teller.complete(story, product, max(at, story.events[-1]["at"]), who)
        return story

    def _earlier_today(self) -> datetime:
        now = self._teller.now
        midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
        at = now - timedelta(minutes=self._random.uniform(1, 300))
        return max(at, midnight.astimezone(at.tzinfo)).replace(microsecond=0)

    def _between(self, first: float, last: float) -> float:
        """An open minute between two, and never after now."""
        return min(self._random.uniform(first, max(last, first)), max(first, self._teller.now_minute))


def _is_answered(product: Product) -> bool:
    return product.minutes == 0
