# SPDX-License-Identifier: EUPL-1.2
"""Page Bewaking: which promises break today, with whom and why, and what else wants attention (``ux.md`` 2.5.10).

The list renews by itself: when a minute has passed, and when anybody changes a ticket. Cursor and selection stay with
their tickets.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from desk_app.core.errors import NotAllowed
from desk_app.core.events import DomainEvent
from desk_app.core.i18n import _
from desk_app.identity.messages import TeamRow
from desk_app.progress.messages import WATCH_NAMES, GuardedRow, TakeOwnership, Watch, WatchCounts
from desk_app.tickets.messages import TakeTickets, TicketChanged
from ui.completion.dialog import CompleteDialog
from ui.orders import deeds
from ui.orders.form import OrderForm
from ui.progress.detail import GuardDetail
from ui.progress.guard_table import GuardTable
from ui.progress.message_form import MessageDialog
from ui.progress.orders import BUTTONS, ORDERS, why_not
from ui.progress.rows import bring_up_to_date
from ui.progress.watch_chips import WatchChips
from ui.progress.words import EMPTY, ORDER, head_line, spoken, time_chip, time_words, told, what, with_whom
from ui.shell.page import Deed, Page, Workplace
from ui.tickets.escalate_form import EscalateDialog
from ui.tickets.route_form import RouteDialog
from ui.widgets.announce import announce
from ui.widgets.buttons import button, set_button_text
from ui.widgets.chooser import Chooser
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.look import pad
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.text import plain_label, set_plain, set_plain_tooltip
from ui.widgets.turning import TurningBox

AT_ONCE = 300
"""Rows that are read at first; twice as many each time somebody comes near the end."""
MINUTE_MS = 60_000
GATHER_MS = 100
"""Changes that come close together are read together."""
TURN_BELOW = 760
CHOOSER_LETTERS = 14
_ACTIONS = ("complete", "dispatch")
EVERYBODY = 0
"""Key of a chooser that narrows nothing."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What somebody wants to see; None narrows nothing."""

    watch: Watch
    team_id: int | None
    owner_id: int | None
    limit: int


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look in the database gives: how many break today anywhere, and what was asked."""

    asked: _Asked
    breaks: int
    counts: WatchCounts
    rows: tuple[GuardedRow, ...]


class ProgressPage(Page):
    """The page."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._now = workplace.desk.clock.now()
        self._limit = AT_ONCE
        self._shown: _Asked | None = None
        self._form: OrderForm | None = None
        self.head = plain_label("", role="title", wrap=True)
        self.chips = WatchChips()
        self.team = Chooser(_("Team"))
        self.owner = Chooser(_("Minded by"))
        self.rows: RowTableModel[GuardedRow] = RowTableModel(self._columns(), key=lambda row: row.id, parent=self)
        self._empty = EmptyState("shield", "")
        self.table = GuardTable(self.rows, self._empty)
        self.detail = GuardDetail()
        self.buttons = {name: self._button_for(name) for name in BUTTONS}
        self._fill_choosers((), ())
        self._lay_out()
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(GATHER_MS)
        self._connect()
        self._minute.start()
        self._read_people()
        self._read()

    def refresh(self) -> None:
        self._read_people()
        self._read()

    def first_focus(self) -> QWidget | None:
        return self.table

    def help_topic(self) -> str:
        return "progress"

    def show_target(self, target: object) -> None:
        """A list (``Watch``), or the id of a ticket in the list that is on."""
        if isinstance(target, Watch):
            self.show_list(target)
        elif isinstance(target, int):
            self.table.go_to(target)

    def bindings(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+G, Ctrl+D and a key for each list; single letters are heard by the table."""
        runs: dict[str, Callable[[], object]] = {name: partial(self.perform, name) for name in _ACTIONS}
        return runs | {f"view_{n}": partial(self.show_list, watch) for n, watch in enumerate(ORDER, start=1)}

    def show_list(self, watch: Watch) -> None:
        """Another list, with the cursor in it."""
        self.chips.choose(watch)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def perform(self, name: str) -> None:
        """Does to the chosen tickets what a button or a letter asks."""
        row = self.table.current_row()
        if row is None or (self._form is not None and self._form.isVisible()):
            return
        if sentence := why_not(name, self.workplace.actor):
            self.workplace.problems.show(NotAllowed(sentence))
            return
        ids = tuple(one.id for one in self.table.selected_rows()) or (row.id,)
        desk, actor = self.workplace.desk, self.workplace.actor
        if name == "open":
            self.ticket_wanted.emit(row.id)
        elif name == "take":
            self._run(lambda: deeds.taken(desk.tickets.take(actor, TakeTickets(ticket_ids=ids))))
        elif name == "own":
            self._run(lambda: deeds.owned(desk.progress.take_ownership(actor, TakeOwnership(ticket_ids=ids))))
        else:
            self._open(self._form_for(name, row.id, ids))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for number, watch in enumerate(ORDER, start=1):
            self.action_named.emit(f"view_{number}", _(WATCH_NAMES[watch]))
        self._read()

    def _columns(self) -> list[Column[GuardedRow]]:
        return [
            Column(_("What"), what, heard=lambda row: spoken(row, self.chips.watch, self._now)),
            Column(_("With whom"), with_whom, width=180),
            Column(_("Minded by"), lambda row: row.owner or _("nobody"), width=96),
            Column(_("Why"), lambda row: row.why),
            Column(
                _("Time left"),
                lambda row: time_words(row, self.chips.watch, self._now),
                chip=lambda row: time_chip(row, self.chips.watch, self._now),
                width=186,
            ),
            Column(_("Told and warned"), lambda row: told(row, self._now), width=184),
        ]

    def _button_for(self, name: str) -> QPushButton:
        spec = ORDERS[name]
        made = button(_(spec.text), icon=spec.icon, kind="primary" if name == "open" else "")
        set_button_text(made, _(spec.text), spec.key)
        made.clicked.connect(partial(self.perform, name))
        return made

    def _lay_out(self) -> None:
        top = TurningBox(TURN_BELOW, spacing=12)
        filters = QWidget()
        beside = FlowLayout(filters)
        for chooser in (self.team, self.owner):
            chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            chooser.setMinimumContentsLength(CHOOSER_LETTERS)
            beside.addWidget(chooser)
        top.row.addWidget(self.head, 1)
        top.row.addWidget(filters)
        acts = QWidget()
        foot = FlowLayout(acts)
        for made in self.buttons.values():
            foot.addWidget(made)
        layout = QVBoxLayout(self)
        pad(layout, margins=(16, 12, 16, 12), spacing=8)
        layout.addWidget(top)
        layout.addWidget(self.chips)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        layout.addWidget(acts)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._on_asked)
        self.team.activated.connect(self._on_asked)
        self.owner.activated.connect(self._on_asked)
        self.table.opened.connect(lambda row: self.ticket_wanted.emit(row.id))
        self.table.ordered.connect(self.perform)
        self.table.moved_to.connect(lambda _row: self._mind_row())
        self.rows.more_wanted.connect(self._on_more_wanted)
        self._minute.timeout.connect(self._read)
        self._soon.timeout.connect(self._read)
        self.workplace.bridge.listen(self, TicketChanged, self._on_changed)

    def _form_for(self, name: str, ticket_id: int, ids: tuple[int, ...]) -> OrderForm:
        if name == "escalate":
            return EscalateDialog(self.workplace, ticket_id, self)
        if name == "message":
            return MessageDialog(self.workplace, ticket_id, self)
        return (
            RouteDialog(self.workplace, ids, self) if name == "dispatch" else CompleteDialog(self.workplace, ids, self)
        )

    def _open(self, form: OrderForm) -> None:
        self._form = form
        form.done.connect(self.done)
        form.finished.connect(self._on_form_closed)
        form.open()

    def _on_form_closed(self, _result: int) -> None:
        self._form = None

    def _run(self, call: Callable[[], Deed]) -> None:
        self.workplace.tasks.run(self, call, done=self.done.emit)

    def _read_people(self) -> None:
        desk = self.workplace.desk
        self.workplace.tasks.run(
            self,
            lambda: (desk.who.teams(), desk.who.colleagues()),
            done=lambda found: self._fill_choosers(*found),
            lane="slow",
            key="people",
        )

    def _fill_choosers(self, teams: Sequence[TeamRow], colleagues: Sequence[tuple[int, str]]) -> None:
        me = self.workplace.actor.agent_id
        self.team.set_choices([(EVERYBODY, _("All teams")), *((team.id, team.name) for team in teams)])
        others = [(agent_id, name) for agent_id, name in colleagues if agent_id != me]
        mine = [(me, _("By me"))] if me is not None else []
        self.owner.set_choices([(EVERYBODY, _("By anybody")), *mine, *others])

    def _asked(self) -> _Asked:
        return _Asked(self.chips.watch, self.team.key or None, self.owner.key or None, self._limit)

    def _read(self) -> None:
        """Counts and, while the page is in view, the list; only the last question is answered."""
        self._soon.stop()
        desk, actor, asked, is_seen = self.workplace.desk, self.workplace.actor, self._asked(), self.isVisible()
        queries = desk.progress_queries

        def look_up() -> _Look:
            everything = queries.counts(actor)
            narrowed = asked.team_id is not None or asked.owner_id is not None
            counts = everything
            if narrowed:
                counts = queries.counts(actor, team_id=asked.team_id, owner_id=asked.owner_id)
            rows: tuple[GuardedRow, ...] = ()
            if is_seen:
                rows = queries.guarded(
                    actor, asked.watch, team_id=asked.team_id, owner_id=asked.owner_id, limit=asked.limit
                )
            return _Look(asked, everything[Watch.BREAKS_TODAY], counts, rows)

        self.workplace.tasks.run(
            self, look_up, done=self._show if is_seen else self._show_counts, lane="slow", key="look"
        )

    def _show_counts(self, answer: _Look) -> None:
        self._now = self.workplace.desk.clock.now()
        head = head_line(answer.counts)
        if head != self.head.text():
            set_plain(self.head, head)
            if self.isVisible():
                announce(self.head, head)
        self.chips.show_counts(answer.counts)
        self.counted.emit(answer.breaks)

    def _show(self, answer: _Look) -> None:
        self._show_counts(answer)
        watch = answer.asked.watch
        is_other = self._shown is None or self._shown.watch is not watch
        self._empty.show_sentence(_(EMPTY[watch]))
        self.table.setAccessibleName(_(WATCH_NAMES[watch]))
        more = len(answer.rows) >= answer.asked.limit
        if is_other:
            self.rows.set_rows(answer.rows, has_more=more)
            self.table.go_to_first()
        else:
            bring_up_to_date(self.table, self.rows, answer.rows, more=more)
        self._shown = answer.asked
        self.table.viewport().update()
        if self.rows.rows and not self.table.currentIndex().isValid():
            self.table.go_to_first()
        self._mind_row()

    def _mind_row(self) -> None:
        row = self.table.current_row()
        self.detail.show_row(row, self._now)
        for name, made in self.buttons.items():
            sentence = why_not(name, self.workplace.actor)
            made.setEnabled(row is not None and not sentence)
            set_plain_tooltip(made, sentence)
        for name in _ACTIONS:
            self.action_enabled.emit(name, row is not None and not why_not(name, self.workplace.actor))

    def _on_asked(self, *_args: object) -> None:
        self._limit = AT_ONCE
        self._shown = None
        self._read()

    def _on_more_wanted(self) -> None:
        self._limit *= 2
        self._read()

    def _on_changed(self, _event: DomainEvent) -> None:
        if not self._soon.isActive():
            self._soon.start()
