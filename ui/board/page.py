# SPDX-License-Identifier: EUPL-1.2
"""The board: five lanes over one store of cards. Keys, selection, filter and events meet here; commands are orders."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desk_app.board.filters import texts_of
from desk_app.board.lanes import next_day_start
from desk_app.board.messages import BoardCard, BoardFilter, BoardView, Lane, ViewsChanged
from desk_app.core.events import DomainEvent
from desk_app.core.i18n import _
from desk_app.identity.messages import TeamRow
from desk_app.tickets.messages import TicketChanged
from desk_app.tickets.urgency import Urgency
from ui.board.card_delegate import CardDelegate
from ui.board.filter_bar import FilterBar
from ui.board.lane import LaneBox
from ui.board.lane_view import LaneView
from ui.board.orders import Orders
from ui.board.store import CardStore
from ui.board.views import ViewKeeper
from ui.shell.page import Deed, Page, Workplace
from ui.widgets.announce import announce
from ui.widgets.empty_state import EmptyState
from ui.widgets.look import pad

TEXTS_MS = 400
"""After the cards are there, what words are looked for in is made beside the window: the first key need not wait."""

WORDS_MS = 60_000
"""The words on a card ("40 min left") are at most this old."""

Answer = tuple[tuple[BoardCard, ...], tuple[BoardView, ...], tuple[TeamRow, ...]]


class BoardPage(Page):
    """Page Werkbord (``ux.md`` 2.5.6)."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._clock = workplace.desk.clock
        self.store = CardStore(workplace.actor, self._clock.now(), self)
        self.bar = FilterBar()
        self._delegate = CardDelegate(lambda: self.store.now, self.store.state, self)
        self.lanes = [LaneBox(self.store.lanes[lane], n, self._delegate) for n, lane in enumerate(Lane, start=1)]
        self.nothing = EmptyState("square-kanban", _("No open work. New tickets come here by themselves."))
        self.no_fit = EmptyState("filter", _("No card fits this view."), _("Show everything"))
        self.orders = Orders(workplace, self)
        self.views = ViewKeeper(workplace, self.bar, self)
        self._lane = 0
        self._wants_focus = True
        self._is_loaded = False
        self._changed: set[int] = set()
        self._is_fetching = False
        self._midnight = next_day_start(self._clock.now())
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.tick)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fetch)
        self._texts = QTimer(self)
        self._texts.setSingleShot(True)
        self._texts.setInterval(TEXTS_MS)
        self._texts.timeout.connect(self._make_texts)
        self._connect()
        self.views.use(self.views.first)
        self.refresh()

    def bindings(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+G, Ctrl+D, Ctrl+P and the views; single letters are heard by the lanes."""
        runs: dict[str, Callable[[], object]] = {
            name: partial(self._order, name) for name in ("complete", "dispatch", "print")
        }
        return runs | {f"view_{n}": partial(self.views.use, n - 1) for n in range(1, 10)}

    def first_focus(self) -> QWidget | None:
        """The first overdue card, else the first card; the view chooser while there is none."""
        place = self._first_place()
        if place is None:
            return self.bar.view
        number, row = place
        self.lanes[number].view.go_to_row(row)
        return self.lanes[number].view

    def refresh(self) -> None:
        desk, actor = self.workplace.desk, self.workplace.actor
        self._changed.clear()
        self.workplace.tasks.run(
            self,
            lambda: (desk.board.cards(actor), desk.views.views(actor), desk.who.teams()),
            done=self._on_read,
            key="board",
        )

    def help_topic(self) -> str:
        return "board"

    def show_target(self, target: object) -> None:
        """The id of a ticket: puts the focus on its card, if it is shown."""
        for number, box in enumerate(self.lanes):
            row = box.view.cards.row_of(target) if isinstance(target, int) else -1
            if row >= 0:
                box.view.go_to_row(row)
                self._go_to_lane(number)

    @property
    def view(self) -> LaneView:
        """The lane with the focus, or that had it last."""
        return self.lanes[self._lane].view

    def chosen_cards(self) -> list[BoardCard]:
        """What an order is for: the selected cards, else the current one."""
        selected = [card for box in self.lanes for card in box.view.selected_cards()]
        current = self.view.current_card
        return selected or ([current] if current is not None else [])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_timer"):
            self.bar.fit()
            for box in self.lanes:
                box.fit()

    def _lay_out(self) -> None:
        lanes = QWidget()
        row = QHBoxLayout(lanes)
        pad(row, spacing=8)
        for box in self.lanes:
            row.addWidget(box, 1)
        self._area = QScrollArea()
        self._area.setWidget(lanes)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.no_fit)
        layout = QVBoxLayout(self)
        pad(layout, margins=(16, 12, 16, 12), spacing=8)
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.bar.filter_changed.connect(lambda: self._show(self.bar.filter))
        self.bar.left_for_cards.connect(self.go_to_cards)
        self.views.used.connect(self._on_view)
        self.views.done.connect(self.done)
        self.views.named.connect(self.action_named)
        self.no_fit.asked.connect(partial(self.views.use, 1))
        self.store.counted.connect(self._on_counted)
        self.orders.done.connect(self._on_done)
        for number, box in enumerate(self.lanes):
            view = box.view
            view.opened.connect(self.ticket_wanted)
            view.ordered.connect(self._order)
            view.move_wanted.connect(lambda digit: self.orders.move(self.chosen_cards(), tuple(Lane)[digit]))
            view.asks_lane.connect(self._on_asks_lane)
            view.stepped.connect(self._on_stepped)
            view.entered_lane.connect(partial(self._on_entered, number))
            view.card_changed.connect(self._mind_actions)
            view.picked_alone.connect(self.clear_selection)
            view.selectionModel().selectionChanged.connect(self._on_selection)
            view.cards.dropped.connect(partial(self._on_dropped, view.cards.lane))
        self.workplace.bridge.listen(self, TicketChanged, self._on_ticket_changed)
        self.workplace.bridge.listen(self, ViewsChanged, lambda _event: self.views.read())

    def go_to_cards(self) -> None:
        """Puts the focus on the card where work begins; it stays where it is when there are no cards."""
        target = self.first_focus()
        if target is not None and target is not self.bar.view:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_selection(self) -> None:
        """Nothing is selected any more; the current card stays."""
        for box in self.lanes:
            box.view.clearSelection()

    def _order(self, name: str) -> None:
        cards = self.chosen_cards()
        if not cards:
            return
        if name == "take":
            self.orders.take(cards)
        elif name == "dispatch":
            self.orders.route(cards)
        elif name == "complete":
            self.orders.complete(cards)
        else:
            self.orders.print(self.view.current_card or cards[0])

    def _on_read(self, answer: Answer) -> None:
        cards, views, teams = answer
        now = self._clock.now()
        self._midnight = next_day_start(now)
        self._is_loaded = True
        self.bar.show_teams(teams)
        self.views.show(views)
        self.store.load(cards, now)
        self._texts.start()
        self._wind()
        if self._wants_focus and self.isVisible():
            self._wants_focus = False
            typing = self.window().focusWidget()
            if typing is self.bar.view or not self.isAncestorOf(typing):
                self.go_to_cards()

    def _make_texts(self) -> None:
        cards = self.store.cards
        self.workplace.tasks.run(
            self, lambda: texts_of(cards), done=self.store.remember_texts, lane="slow", key="texts"
        )

    def _on_view(self, view: BoardView) -> None:
        self.bar.show_filter(view.filter)
        for box in self.lanes:
            box.show_limit(view.limits.get(box.view.cards.lane, 0))
        self._show(view.filter)

    def _show(self, wanted: BoardFilter) -> None:
        if wanted != self.store.filter:
            self.store.apply(wanted)
            self._wind()

    def _on_ticket_changed(self, event: DomainEvent) -> None:
        self._changed.add(event.id)
        if not self._is_fetching:
            self._soon.start()

    def _fetch(self) -> None:
        ids = tuple(self._changed)
        if not ids or self._is_fetching:
            return
        self._changed.clear()
        self._is_fetching = True
        desk, actor = self.workplace.desk, self.workplace.actor
        self.workplace.tasks.run(
            self, lambda: desk.board.some(actor, ids), done=partial(self._on_fetched, ids), failed=self._on_not_fetched
        )

    def _on_fetched(self, ids: Sequence[int], cards: dict[int, BoardCard]) -> None:
        self._is_fetching = False
        selected = [card.id for box in self.lanes for card in box.view.selected_cards()]
        self.store.change(ids, cards, self._clock.now())
        if selected:
            for box in self.lanes:
                box.view.select_ids(selected)
        self._wind()
        self._fetch()

    def _on_not_fetched(self, error: Exception) -> None:
        self._is_fetching = False
        self.workplace.problems.show(error, retry=self.refresh)

    def _on_done(self, deed: Deed) -> None:
        self.clear_selection()
        self.done.emit(deed)

    def _on_dropped(self, lane: Lane, ticket_ids: list[int]) -> None:
        cards = [card for ticket_id in ticket_ids if (card := self.store.card(ticket_id)) is not None]
        QTimer.singleShot(0, self, lambda: self.orders.move(cards, lane))  # a form must not open inside the drag

    def _on_stepped(self, step: int, height: int) -> None:
        number = self._lane + step
        while 0 <= number < len(self.lanes) and not self.lanes[number].view.cards.rowCount():
            number += step
        if 0 <= number < len(self.lanes):
            self.lanes[number].view.go_to_height(height)
            self._go_to_lane(number)

    def _go_to_lane(self, number: int) -> None:
        self.lanes[number].view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_entered(self, number: int) -> None:
        """Tab stops once in the lanes: at the one that had the focus last."""
        self._lane = number
        self._wants_focus = False
        self._mind_tab_stop()
        self._area.ensureWidgetVisible(self.lanes[number], 0, 0)
        self._mind_actions()

    def _mind_tab_stop(self) -> None:
        for number, box in enumerate(self.lanes):
            is_stop = number == self._lane
            box.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def _on_asks_lane(self, is_on: bool) -> None:
        for box in self.lanes:
            box.show_awaited(is_on=is_on)
        if is_on:
            self.bar.show_hint(_("To which lane? Press 1 to 5."))
            announce(self, _("To which lane? Press 1 to 5."))
        else:
            self.bar.show_counts(self.store.counts())

    def _on_selection(self) -> None:
        self._mind_actions()

    def _on_counted(self) -> None:
        self.bar.show_counts(self.store.counts())
        for box in self.lanes:
            box.show_count()
        self.counted.emit(self.store.late_of_ours())
        self._mind_empty()
        self._mind_lane()
        self._mind_actions()

    def _mind_empty(self) -> None:
        shown: QWidget = self._area
        if self._is_loaded and not self.store.shown:
            shown = self.no_fit if self.store.has_cards else self.nothing
        self._stack.setCurrentWidget(shown)

    def _mind_lane(self) -> None:
        """A lane that became empty under the focus gives it to the nearest lane with cards."""
        if not self.store.shown or self.view.cards.rowCount():
            return
        had_focus = self.view.hasFocus()
        near = sorted(range(len(self.lanes)), key=lambda number: abs(number - self._lane))
        self._lane = next(number for number in near if self.lanes[number].view.cards.rowCount())
        self._mind_tab_stop()
        if had_focus:
            self._go_to_lane(self._lane)

    def _mind_actions(self) -> None:
        has_cards = bool(self.chosen_cards())
        for name in ("complete", "dispatch", "print"):
            self.action_enabled.emit(name, has_cards)

    def _first_place(self) -> tuple[int, int] | None:
        """Lane and row of the card that is overdue longest; else of the first card there is."""
        late = [
            (box.view.cards.cards[0].due_at, number)
            for number, box in enumerate(self.lanes)
            if box.view.cards.cards and self.store.state(box.view.cards.cards[0]) is Urgency.LATE
        ]
        if late:
            return min(late)[1], 0
        return next(((number, 0) for number, box in enumerate(self.lanes) if box.view.cards.cards), None)

    def tick(self) -> None:
        """Time has passed: marks and words follow, and after midnight what was done yesterday goes."""
        now = self._clock.now()
        if now >= self._midnight:
            self.refresh()
        self.store.tick(now)
        for box in self.lanes:
            box.view.viewport().update()
        self._wind()

    def milliseconds_to_next_change(self) -> int:
        """Until a mark changes, until the words are a minute old, or until midnight."""
        now = self._clock.now()
        moments = [now + timedelta(milliseconds=WORDS_MS), self._midnight]
        change = self.store.next_change()
        if change is not None:
            moments.append(change)
        return max(int((min(moments) - now).total_seconds() * 1000) + 1, 1)

    def _wind(self) -> None:
        self._timer.start(self.milliseconds_to_next_change())
