# SPDX-License-Identifier: EUPL-1.2
"""Which lives the tickets of the demo desk have: a history that is over, and open work in every lane. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from desk_app.catalogue.models import TicketKind
from desk_app.core.clock import local
from desk_app.demo.stories import CLOSES_AFTER, Product, Story, Storyteller, Who
from desk_app.tickets.lifecycle import Act, TicketEventKind

NOBODY = Who(None, "Balie")


class Lives:
    """Draws products by their weight and tells a whole life with each."""

    def __init__(self, teller: Storyteller, products: Sequence[Product], weights: Sequence[int]) -> None:
        self._teller = teller
        self._random = teller.random
        self._products = products
        self._weights = [sum(weights[: index + 1]) for index in range(len(weights))]
        self._slow = [product for product in products if product.minutes >= 480 and not _is_answered(product)]
        self._quick = [product for product in products if 120 <= product.minutes <= 480]
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
        lanes: tuple[tuple[int, Callable[[], Story]], ...] = (
            (4, lambda: self._late(taken=False)),
            (4, lambda: self._late(taken=True)),
            (6, self._soon),
            (12, lambda: self._on_time(taken=False)),
            (16, lambda: self._on_time(taken=True)),
            (9, self._waiting),
            (8, self._ready),
            (2, self._complaint),
            (12, self._done_today),
        )
        for count, lane in lanes:
            for serial in range(count):
                story = lane()
                if serial == 0:  # the first of each lane is of one customer, who has a full card that way
                    story.ticket["requester_id"] = self._teller.people[0]
                yield story

    def _work(self, story: Story, product: Product, minute: float) -> None:
        random, teller = self._random, self._teller
        share = random.uniform(1.02, 1.8) if random.random() < 0.16 else random.uniform(0.12, 0.97)
        end = min(minute + product.minutes * share, self._between(minute, teller.now_minute))
        start = minute + (end - minute) * random.uniform(0.05, 0.5)
        if random.random() < 0.06:
            teller.tell(
                story, teller.line.at((minute + start) / 2), TicketEventKind.ASSIGNED, story.by, teller.text("sent_on")
            )
        who = teller.take(story, start)
        if random.random() < 0.3:
            teller.note(story, start + (end - start) * 0.3, who)
        if random.random() < 0.2:
            teller.wait(story, start + (end - start) * 0.4, who, random.randrange(1, 8))
            teller.resume(story, start + (end - start) * 0.8, who)
        teller.complete(story, product, teller.line.at(end), who)
        if random.random() < 0.02:
            end = self._again(story, product, end, who)
        if product.is_collected:
            self._shelf = self._shelf % 40 + 1
            teller.shelve(story, teller.line.at(end), who, self._shelf)
            teller.hand_over(story, teller.line.at(self._between(end, end + 1_500)), "zelf")
        else:
            self._close(story, end)

    def _again(self, story: Story, product: Product, end: float, who: Who) -> float:
        back = self._between(end, end + 900)
        self._teller.tell(
            story,
            self._teller.line.at(back),
            TicketEventKind.REOPENED,
            story.by,
            self._teller.text("reopened"),
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
        why = self._teller.text("cancelled")
        self._teller.tell(story, at, TicketEventKind.CANCELLED, story.by, why, act=Act.CANCEL, closed_at=at)

    def _late(self, *, taken: bool) -> Story:
        product = self._random.choice(self._quick)
        due = self._teller.now_minute - self._random.uniform(10, 500)
        return self._open(product, due - product.minutes, taken=taken)

    def _soon(self) -> Story:
        product = self._random.choice(self._quick)
        due = self._teller.now_minute + self._random.uniform(5, product.minutes * 0.2)
        return self._open(product, due - product.minutes, taken=self._random.random() < 0.7)

    def _on_time(self, *, taken: bool) -> Story:
        product = self._random.choice(self._slow)
        due = self._teller.now_minute + product.minutes * self._random.uniform(0.4, 0.95)
        return self._open(product, due - product.minutes, taken=taken)

    def _open(self, product: Product, minute: float, *, taken: bool) -> Story:
        minute = max(minute, 0)
        story = self._teller.begin(product, minute)
        if taken:
            start = self._between(minute, minute + (self._teller.now_minute - minute) * 0.7)
            who = self._teller.take(story, start)
            if self._random.random() < 0.5:
                self._teller.note(story, self._between(start, self._teller.now_minute), who)
        return story

    def _waiting(self) -> Story:
        story = self._on_time(taken=True)
        who = self._teller.worker(story)
        since = (self._teller.now - story.events[-1]["at"]) * self._random.uniform(0.1, 0.9)
        minute = self._teller.line.minute_of(story.events[-1]["at"] + since)
        self._teller.wait(story, minute, who, self._random.randrange(1, 9))
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
        story = self._open(self._random.choice(complaints), minute, taken=self._random.random() < 0.5)
        story.ticket["confidential"] = True
        return story

    def _done_today(self) -> Story:
        product = self._random.choice(self._quick)
        at = self._earlier_today()
        minute = self._teller.line.minute_of(at)
        begun = minute - product.minutes * self._random.uniform(0.2, 0.9)
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
