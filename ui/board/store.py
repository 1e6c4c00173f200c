# SPDX-License-Identifier: EUPL-1.2
"""All cards that the agent may see, once; the five lanes show those that the filter wants.

A filter is answered from here, without a question to the database: ten thousand cards are judged in milliseconds.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from heapq import heappop, heappush

from PySide6.QtCore import QObject, Signal

from desk_app.board.filters import matcher, searched_text, urgency_of
from desk_app.board.messages import BoardCard, BoardCounts, BoardFilter, Lane, Whose
from desk_app.core.actor import Actor
from desk_app.tickets.urgency import Urgency, next_change
from ui.board.lane_model import LaneModel

MANY = 64
"""So many changed cards are placed one by one; more are placed lane by lane."""
MOST_TURNS = 100
"""So many cards become soon or late in one tick; the rest follows in the next frame."""


class CardStore(QObject):
    """The cards of the board.

    Signals:
        counted: the numbers above the board may be different now.
    """

    counted = Signal()

    def __init__(self, actor: Actor, now: datetime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actor = actor
        self.now = now
        """The moment that marks and words on screen are for."""
        self.filter = BoardFilter()
        self._is_wanted = matcher(self.filter, actor)
        self._is_ours = matcher(BoardFilter(whose=Whose.MY_TEAMS if actor.team_ids else Whose.ALL), actor)
        self._cards: dict[int, BoardCard] = {}
        self._texts: dict[int, str] = {}
        self._states: dict[int, Urgency] = {}
        self._changes: list[tuple[datetime, int]] = []
        """A heap: when which card becomes soon or late by itself."""
        self._tally: Counter[Urgency] = Counter()
        """The open cards that are shown, by urgency."""
        self._late_of_ours: set[int] = set()
        self.lanes = {lane: LaneModel(lane, lambda: self.now, self) for lane in Lane}

    def card(self, ticket_id: int) -> BoardCard | None:
        """The card of a ticket, shown or not."""
        return self._cards.get(ticket_id)

    def state(self, card: BoardCard) -> Urgency:
        """Its urgency at ``now``."""
        return self._states.get(card.id) or urgency_of(card, self.now)

    @property
    def shown(self) -> int:
        """How many cards stand in the lanes."""
        return sum(len(model.cards) for model in self.lanes.values())

    @property
    def cards(self) -> tuple[BoardCard, ...]:
        """All cards, shown or not."""
        return tuple(self._cards.values())

    @property
    def has_cards(self) -> bool:
        """Whether there is any card, shown or not."""
        return bool(self._cards)

    def counts(self) -> BoardCounts:
        """The open work in the lanes in numbers."""
        return BoardCounts(sum(self._tally.values()), self._tally[Urgency.LATE], self._tally[Urgency.SOON])

    def late_of_ours(self) -> int:
        """How many cards of my teams are late, whatever the filter shows."""
        return len(self._late_of_ours)

    def load(self, cards: Iterable[BoardCard], now: datetime) -> None:
        """All cards anew."""
        self.now = now
        self._cards = {}
        self._texts = {}
        self._states = {}
        self._changes = []
        self._late_of_ours = set()
        for card in cards:
            self._keep(card.id, card)
        self._show_all()

    def remember_texts(self, texts: Iterable[tuple[BoardCard, str]]) -> None:
        """What words are looked for in, made beside the window; a card that changed meanwhile makes its own."""
        for card, text in texts:
            if self._cards.get(card.id) is card:
                self._texts[card.id] = text

    def change(self, ticket_ids: Sequence[int], cards: dict[int, BoardCard], now: datetime) -> None:
        """These tickets were read anew; those without a card have left the board."""
        self.now = max(self.now, now)
        place = self._place if len(ticket_ids) <= MANY else self._keep
        for ticket_id in ticket_ids:
            place(ticket_id, cards.get(ticket_id))
        if len(ticket_ids) > MANY:
            self._show_all()
        else:
            self.counted.emit()

    def apply(self, wanted: BoardFilter) -> None:
        """Shows what another filter wants."""
        self.filter = wanted
        self._is_wanted = matcher(wanted, self._actor)
        self._show_all()

    def tick(self, now: datetime) -> None:
        """Time has passed: marks, words and what is late follow. Only cards whose moment came are looked at, and at
        most ``MOST_TURNS`` of them: at closing time many may come at once, and ``next_change`` is then past."""
        self.now = max(self.now, now)
        for _turn in range(MOST_TURNS):
            if not self._changes or self._changes[0][0] > self.now:
                break
            card = self._cards.get(heappop(self._changes)[1])
            if card is not None and urgency_of(card, self.now) is not self._states[card.id]:
                self._place(card.id, card)
                self.lanes[card.lane].show_anew(card.id)
        self.counted.emit()

    def next_change(self) -> datetime | None:
        """When a card becomes soon or late by itself; now and then a card that is no longer there."""
        return self._changes[0][0] if self._changes else None

    def _place(self, ticket_id: int, card: BoardCard | None) -> None:
        old = self._cards.get(ticket_id)
        if old is not None and self.lanes[old.lane].row_of(ticket_id) >= 0:
            self._count(old, -1)
        self._keep(ticket_id, card)
        is_shown = card is not None and self._wants(card)
        if old is not None and not (is_shown and card is not None and card.lane is old.lane):
            self.lanes[old.lane].take_away(ticket_id)
        if card is not None and is_shown:
            self.lanes[card.lane].place(card)
            self._count(card, 1)

    def _keep(self, ticket_id: int, card: BoardCard | None) -> None:
        if self._cards.get(ticket_id) is not card:
            self._texts.pop(ticket_id, None)
        self._late_of_ours.discard(ticket_id)
        if card is None:
            self._cards.pop(ticket_id, None)
            self._states.pop(ticket_id, None)
            return
        self._cards[ticket_id] = card
        state = self._states[ticket_id] = urgency_of(card, self.now)
        if state is Urgency.LATE and self._is_ours(card, "", state):
            self._late_of_ours.add(ticket_id)
        if state in (Urgency.ON_TIME, Urgency.SOON):
            change = next_change(card.due_at, card.soon_at, self.now)
            if change is not None:
                heappush(self._changes, (change, ticket_id))

    def _wants(self, card: BoardCard) -> bool:
        text = ""
        if self.filter.words:
            text = self._texts.get(card.id) or self._texts.setdefault(card.id, searched_text(card))
        return self._is_wanted(card, text, self._states[card.id])

    def _count(self, card: BoardCard, by: int) -> None:
        if card.lane is not Lane.DONE_TODAY:
            self._tally[self._states[card.id]] += by

    def _show_all(self) -> None:
        wanted: dict[Lane, list[BoardCard]] = {lane: [] for lane in Lane}
        wants = self._wants if self.filter != BoardFilter() else _any
        for card in self._cards.values():
            if wants(card):
                wanted[card.lane].append(card)
        self._tally = Counter(
            self._states[card.id] for lane, cards in wanted.items() if lane is not Lane.DONE_TODAY for card in cards
        )
        for lane, model in self.lanes.items():
            model.show_all(wanted[lane])
        self.counted.emit()


def _any(_card: BoardCard) -> bool:
    return True
