# SPDX-License-Identifier: EUPL-1.2
"""One ticket whole: head, timeline, notes, facts, and what can be done with it (``ux.md`` 2.5.9)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk_app.completion.messages import HandedOver
from desk_app.core.codes import CodeKind, ScannedCode
from desk_app.core.errors import Conflict, DeskError, InvalidInput, NotFound
from desk_app.core.events import DomainEvent
from desk_app.core.i18n import _
from desk_app.process.messages import StepRow
from desk_app.tickets.clocks import Clock
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.messages import AddNote, CloseTickets, TakeTickets, TicketChanged, TicketRow, TimelineRow
from desk_app.tickets.sentences import Names
from ui.completion.dialog import CompleteDialog
from ui.completion.pick_up import PickUpDialog
from ui.orders import deeds
from ui.orders.form import OrderForm
from ui.shell.page import Deed, Page, Workplace
from ui.tickets.act_bar import ActBar
from ui.tickets.acts import GESTURES, WORKING, Gesture, why_not
from ui.tickets.approval_form import ApprovalDialog
from ui.tickets.clock_strip import ClockStrip, read_clock
from ui.tickets.facts import facts_of
from ui.tickets.facts_panel import FactsPanel
from ui.tickets.gesture_forms import form_for
from ui.tickets.header import TicketHeader
from ui.tickets.note_box import NoteBox
from ui.tickets.print_menu import show_print_menu
from ui.tickets.sold_as import SoldAsDialog
from ui.tickets.step_desk import ApprovalTarget, StepDesk, refusal_of
from ui.tickets.step_words import StepAct, is_over
from ui.tickets.steps_panel import JUMP_KEY, StepsPanel
from ui.tickets.timeline import Timeline
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.look import look, pad
from ui.widgets.page_keys import PageKeys
from ui.widgets.turning import TurningBox

FACTS_WIDTH = 320
FACTS_HEIGHT = 160
"""At least, where they stand under the timeline."""
TURN_BELOW = 720
QWIDGETSIZE_MAX = 16_777_215
"""Of Qt: no limit. It has no name in Python."""
CHIP_SECONDS = 20
_ACTIONS = {
    Gesture.COMPLETE: "complete",
    Gesture.ROUTE: "dispatch",
    Gesture.RECLASSIFY: "edit",
    Gesture.PRINT: "print",
}
_LETTERS = {Qt.Key.Key_T: Gesture.TAKE, Qt.Key.Key_O: Gesture.OWNER, Qt.Key.Key_E: Gesture.ESCALATE}
"""Heard while no text box has the focus."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """What one look in the database gives."""

    row: TicketRow
    clock: Clock | DeskError
    timeline: tuple[TimelineRow, ...]
    steps: tuple[StepRow, ...]
    names: Names
    handed_over: HandedOver | None


class TicketPage(Page):
    """A ticket.

    Signals:
        back_wanted: Esc, or the button with the arrow.
    """

    back_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._ticket_id: int | None = None
        self._row: TicketRow | None = None
        self._newest = 0
        self._names: Names | None = None
        self._form: OrderForm | None = None
        self._target: ApprovalTarget | None = None
        self._open_step = ""
        self.header = TicketHeader()
        self.clock = ClockStrip()
        self.steps = StepsPanel()
        self.step_desk = StepDesk(workplace, self)
        self.timeline = Timeline()
        self.note = NoteBox(workplace)
        self.facts = FactsPanel()
        self.acts = ActBar(WORKING)
        self.news = Banner()
        self._nothing = EmptyState("ticket", _("Choose a ticket on the board, or press F3 and type its number."))
        self._lay_out()
        keys = {GESTURES[one].key: partial(self.perform, one) for one in _ACTIONS}
        self._keys = PageKeys({**keys, JUMP_KEY: self.steps.take_focus}, self)
        self._keys.guard(self.note.box.editor)
        self.header.back_wanted.connect(self.back_wanted)
        self.header.person_wanted.connect(self._on_person)
        self.note.sent.connect(self._on_note)
        for bar in (self.acts, self.clock.acts):
            bar.asked.connect(self.perform)
        self.facts.link_wanted.connect(lambda _words: self._show_sold_as())
        self.steps.asked.connect(self._on_step_asked)
        self.step_desk.form_wanted.connect(self._open)
        self.step_desk.done.connect(self.done)
        self.step_desk.completion_wanted.connect(self._offer_completion)
        workplace.bridge.listen(self, TicketChanged, self._on_changed)
        self._timer = QTimer(self)
        self._timer.setInterval(CHIP_SECONDS * 1000)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    @property
    def row(self) -> TicketRow | None:
        """The ticket in view; None while it is read, or when there is none."""
        return self._row

    def show_ticket(self, ticket_id: int) -> None:
        """Shows this ticket; what was being typed at another one waits there."""
        if ticket_id != self._ticket_id:
            self._ticket_id = ticket_id
            self._row = None
            self._newest = 0
            self.timeline.clear()
            self.steps.clear()
            self.clock.clear()
            self.news.hide()
            self.note.open(ticket_id)
            self.note.setFocus()
        self._read()

    def bindings(self) -> Mapping[str, Callable[[], object]]:
        """What the actions of the window do here, by action id."""
        runs: dict[str, Callable[[], object]] = {name: partial(self.perform, one) for one, name in _ACTIONS.items()}
        return runs | {"steps": self.steps.take_focus, "finish": self.note.send}

    def first_focus(self) -> QWidget | None:
        return self.note.box.editor

    def show_target(self, target: object) -> None:
        if isinstance(target, ApprovalTarget):
            self._target = target
            self.show_ticket(target.ticket_id)
        elif isinstance(target, int):
            self._target = None
            self.show_ticket(target)

    def clear_person(self) -> None:
        self.leave()
        self._ticket_id = self._row = None
        self._stack.setCurrentWidget(self._nothing)

    def help_topic(self) -> str:
        return "ticket"

    def refresh(self) -> None:
        self._names = None
        self._read()

    def leave(self) -> None:
        self.note.kept.write()

    def take_scan(self, code: ScannedCode) -> bool:
        if isinstance(self._form, PickUpDialog | ApprovalDialog):
            return self._form.take_scan(code)
        row = self._row
        is_this = row is not None and code.kind is CodeKind.TICKET and code.value == row.number
        if is_this and row is not None and row.status is TicketStatus.READY:
            self.perform(Gesture.HAND_OVER)
            return True
        return is_this

    def perform(self, gesture: Gesture) -> None:
        """Does what the button does; says why when it cannot be done."""
        row = self._row
        if row is None or (self._form is not None and self._form.isVisible()):
            return
        sentence = why_not(gesture, row, self.workplace.actor, self._open_step)
        if sentence:
            self.workplace.problems.show(Conflict(sentence))
            return
        desk, actor, ids = self.workplace.desk, self.workplace.actor, (row.id,)
        if gesture is Gesture.TAKE:
            self._run(lambda: deeds.taken(desk.tickets.take(actor, TakeTickets(ticket_ids=ids))))
        elif gesture is Gesture.CLOSE:
            self._run(lambda: deeds.closed(desk.tickets.close(actor, CloseTickets(ticket_ids=ids))))
        elif gesture is Gesture.PRINT:
            show_print_menu(self.workplace, row.id, self, self.done.emit)
        else:
            self._open(form_for(gesture, self.workplace, row, self, refusal_of(self.steps.steps)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif event.key() in _LETTERS and not event.modifiers():
            self.perform(_LETTERS[Qt.Key(event.key())])
        elif not self._keys.take(event):
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        talk = QWidget()
        left = QVBoxLayout(talk)
        pad(left, spacing=8)
        left.addWidget(self.steps, 3)
        left.addWidget(self.timeline, 1)
        left.addWidget(self.note)
        middle = TurningBox(TURN_BELOW, spacing=16)
        middle.row.addWidget(talk, 1)
        middle.row.addWidget(self.facts)
        middle.turned.connect(self._fit_facts)
        whole = QWidget()
        column = QVBoxLayout(whole)
        pad(column, spacing=12)
        for widget in (self.header, self.news, self.clock):
            column.addWidget(widget)
        column.addWidget(middle, 1)
        column.addWidget(self.acts)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(whole)
        self._whole = whole
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=0)
        layout.addWidget(self._stack)

    def _fit_facts(self, is_upright: bool) -> None:
        """Beside the timeline as wide as ever; under it as wide as the page."""
        width = look().px(FACTS_WIDTH)
        self.facts.setMinimumWidth(0 if is_upright else width)
        self.facts.setMaximumWidth(QWIDGETSIZE_MAX if is_upright else width)
        self.facts.setMinimumHeight(look().px(FACTS_HEIGHT) if is_upright else 0)

    def _open(self, form: OrderForm) -> None:
        self._form = form
        form.done.connect(self.done)
        form.finished.connect(self._on_form_closed)
        form.open()

    def _on_form_closed(self, _result: int) -> None:
        form, self._form = self._form, None
        self.step_desk.form_closed(form)

    def _on_step_asked(self, act: StepAct, step: StepRow, token: str = "") -> None:
        if self._row is not None and self._form is None:
            self.step_desk.perform(act, step, self._row, token)

    def _offer_completion(self) -> None:
        if self._ticket_id is not None:
            self._open(CompleteDialog(self.workplace, (self._ticket_id,), self))

    def _show_sold_as(self) -> None:
        row = self._row
        if row is not None and row.item_id is not None and row.catalogue_version is not None:
            SoldAsDialog(self.workplace, row.item_id, row.catalogue_version, self).open()

    def _follow_target(self) -> None:
        """Opens the form that a scanned code asked for."""
        target, self._target = self._target, None
        if target is None or target.ticket_id != self._ticket_id:
            return
        self.steps.go_to(target.step_code)
        if self.steps.current is not None:
            self._on_step_asked(StepAct.APPROVE, self.steps.current, target.token)

    def _run(self, call: Callable[[], Deed]) -> None:
        self.workplace.tasks.run(self, call, done=self.done.emit)

    def _read(self) -> None:
        ticket_id = self._ticket_id
        if ticket_id is None:
            return
        desk, actor, names = self.workplace.desk, self.workplace.actor, self._names

        def look_up() -> _Whole:
            row = desk.ticket_queries.ticket(actor, ticket_id)
            handed_over = desk.completion_queries.handed_over(actor, ticket_id) if row.collected_at else None
            known = names or Names(
                teams={team.id: team.name for team in desk.who.teams()}, agents=dict(desk.who.colleagues())
            )
            steps = desk.process_queries.steps(actor, ticket_id)
            clock = read_clock(self.workplace, ticket_id)
            return _Whole(row, clock, desk.ticket_queries.timeline(actor, ticket_id), steps, known, handed_over)

        self.workplace.tasks.run(self, look_up, done=self._show, failed=self._on_unreadable, key="read")

    def _show(self, whole: _Whole) -> None:
        self._row = whole.row
        self._names = whole.names
        now, actor = self.workplace.desk.clock.now(), self.workplace.actor
        self.header.show_ticket(whole.row, now)
        if isinstance(whole.clock, DeskError):
            self.clock.show_trouble(str(whole.clock), whole.row)
        else:
            self.clock.show_clock(whole.clock, whole.row, now)
        self._open_step = next((step.name for step in whole.steps if not is_over(step)), "")
        self.steps.show_steps(whole.steps, whole.row, actor, now)
        self.timeline.show_rows(whole.timeline, whole.names, whole.row.description)
        self.facts.show_facts(facts_of(whole.row), whole.handed_over)
        for bar in (self.acts, self.clock.acts):
            bar.show_for(whole.row, actor, self._open_step)
        for gesture, action in _ACTIONS.items():
            self.action_enabled.emit(action, not why_not(gesture, whole.row, actor, self._open_step))
        self.action_enabled.emit("steps", bool(whole.steps))
        self.action_named.emit("edit", _(GESTURES[Gesture.RECLASSIFY].text))
        self._stack.setCurrentWidget(self._whole)
        self._tell_news(whole.timeline)
        self._follow_target()

    def _tell_news(self, timeline: Sequence[TimelineRow]) -> None:
        """Says who changed the ticket while somebody was typing here; the text stays where it is."""
        fresh = [line for line in timeline if line.id > self._newest]
        others = [line.agent_name for line in fresh if line.agent_name != self.workplace.actor.name]
        if self._newest and others and self.note.box.text():
            sentence = _("{name} has just changed this ticket. Your text is kept.").format(name=others[-1])
            self.news.show_sentence(sentence, is_error=False)
        elif self._newest and fresh:
            self.news.hide()
        self._newest = max((line.id for line in timeline), default=0)

    def _on_unreadable(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self._row = None
            self._nothing.show_sentence(str(error))
            self._stack.setCurrentWidget(self._nothing)
        else:
            self.workplace.problems.show(error, retry=self._read)

    def _on_changed(self, event: DomainEvent) -> None:
        if event.id == self._ticket_id:
            self._read()

    def _on_time(self) -> None:
        if self._row is not None and self.isVisible():
            now = self.workplace.desk.clock.now()
            self.header.show_time(self._row, now)
            self.clock.show_time(now)
            self.steps.show_time(now)

    def _on_person(self) -> None:
        if self._row is not None and self._row.requester_id is not None:
            self.person_wanted.emit(self._row.requester_id)

    def _on_note(self, text: str, for_customer: bool) -> None:
        row = self._row
        if row is None:
            return
        order = AddNote(ticket_id=row.id, text=text, for_customer=for_customer)
        desk, actor = self.workplace.desk, self.workplace.actor

        def on_added(deed: Deed) -> None:
            self.note.note_added(row.id, text)
            self.done.emit(deed)

        self.workplace.tasks.run(
            self,
            lambda: deeds.noted(desk.tickets.add_note(actor, order), for_customer=for_customer),
            done=on_added,
            failed=self._on_note_failed,
        )

    def _on_note_failed(self, error: Exception) -> None:
        if isinstance(error, InvalidInput):
            self.note.show_error(" ".join(error.fields.values()))
        else:
            self.note.show_error("")
            self.workplace.problems.show(error)
