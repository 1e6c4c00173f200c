# SPDX-License-Identifier: EUPL-1.2
"""The page Balie: one customer at the counter, from the first key to the slip. Parking, resuming, scanning."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.core.codes import ScannedCode
from desk_app.core.errors import Conflict, InvalidInput, NotFound, Unavailable
from desk_app.core.i18n import _, ngettext
from desk_app.core.messages import new_command_id
from desk_app.intake.draft import IntakeDraft, is_empty
from desk_app.intake.messages import DraftLine, Question, ReceiptChoice, RegisteredVisit, TicketKind
from desk_app.relations.messages import PersonRow
from ui.intake.journal import PAUSE_MS, Journal
from ui.intake.lookups import Lookups
from ui.intake.new_customer import NewCustomer
from ui.intake.parked_shelf import ResumeList
from ui.intake.scans import Scans
from ui.intake.side_panel import SidePanel
from ui.intake.slip_form import SlipForm
from ui.shell.page import Deed, IntakeWish, Page, Workplace


class IntakePage(Page):
    """Intake.

    Signals:
        shelf_changed: a slip was parked, resumed or finished; ``ParkedShelf.refresh`` looks again.
    """

    shelf_changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None, *, journal_ms: int = PAUSE_MS) -> None:
        super().__init__(workplace, parent)
        self.setAccessibleName(_("Counter"))
        self.slip = SlipForm(workplace)
        self.panel = SidePanel()
        self.journal = Journal(workplace, self.slip.snapshot, self, pause_ms=journal_ms)
        self.lookups = Lookups(workplace, self.slip, self.panel, self)
        self._scans = Scans(workplace, self, self)
        self._finish_when_settled: bool | None = None
        self._new_customer: NewCustomer | None = None
        self._has_left = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.slip)
        self._connect()
        self._begin(IntakeDraft())
        self._recover()

    @property
    def draft(self) -> IntakeDraft:
        """The slip that is being filled in."""
        return self.slip.draft

    def bindings(self) -> Mapping[str, Callable[[], object]]:
        return {
            "finish": self.finish,
            "finish_ready": partial(self.finish, complete_now=True),
            "intake": self.new_slip,
            "park": self.park,
            "resume": self.resume,
            "add_question": self.add_question,
            "kind_complaint": partial(self.choose_kind, TicketKind.COMPLAINT),
            "kind_request": partial(self.choose_kind, TicketKind.REQUEST),
            "kind_information": partial(self.choose_kind, TicketKind.INFORMATION),
            "kind_incident": partial(self.choose_kind, TicketKind.INCIDENT),
            "non_standard": self.choose_non_standard,
            "anonymous": self.set_anonymous,
            "add_customer": self.add_customer,
            "description": partial(self.slip.go_to, "description"),
            "promise": self.promise_honestly,
        }

    def first_focus(self) -> QWidget | None:
        return self.slip.customer.picker.edit

    def side_panel(self) -> QWidget | None:
        return self.panel

    def help_topic(self) -> str:
        return "desk"

    def show_target(self, target: object) -> None:
        """Starts an intake with an ``IntakeWish``."""
        if isinstance(target, IntakeWish):
            self.start(target)

    def take_scan(self, code: ScannedCode) -> bool:
        return self._scans.take(code)

    def refresh(self) -> None:
        self.lookups.read_customer()
        self.lookups.read_question()
        self.shelf_changed.emit()

    def clear_person(self) -> None:
        """F12: what is unfinished is parked; nothing personal stays on screen."""
        if self._new_customer is not None and self._new_customer.isVisible():
            self._new_customer.reject()
        self.new_slip()

    def leave(self) -> None:
        """Puts an unfinished slip on the shelf; it stays on screen too, for when this agent comes back."""
        if not self.draft.is_empty:
            self._park()
            self._has_left = True

    def start(self, wish: IntakeWish) -> None:
        """A new slip for this customer and this product; an unfinished one is parked first."""
        self.new_slip()
        if wish.item_id is not None:
            self.lookups.choose_item(wish.item_id)
        if wish.person_id is not None:
            self.lookups.choose_person(wish.person_id)
            self.slip.go_to("item" if wish.item_id is None else "description")

    def new_slip(self) -> None:
        """F2: an empty slip; one that is not empty is parked first."""
        if not self.draft.is_empty:
            self._park()
        self._begin(IntakeDraft())

    def park(self) -> None:
        """F7: this customer waits on the shelf; the next one can come."""
        if self.draft.is_empty:
            self.said.emit(_("There is nothing to park."), None)
            return
        self.new_slip()

    def resume(self, draft_id: str | None = None) -> None:
        """F8: takes a slip from the shelf: the only one, or the one that is chosen from a list."""
        if draft_id is not None:
            self._open(draft_id)
            return
        desk, actor = self.workplace.desk, self.workplace.actor
        self.workplace.tasks.run(self, lambda: desk.drafts.shelf(actor), done=self._on_shelf)

    def discard(self) -> None:
        """Throws the slip away; it can be taken back."""
        thrown = self.slip.snapshot()
        if thrown.is_empty:
            return
        self.journal.discard(thrown, done=self.shelf_changed.emit)
        self._begin(IntakeDraft())
        self.said.emit(_("Intake thrown away."), partial(self._take_back, thrown))

    def add_question(self) -> None:
        """One more question of the same customer; all of them come on one slip."""
        faults = self.slip.faults()
        faults.pop("customer", None)
        if is_empty(self.draft.question) or faults:
            self.slip.show_errors(faults or {"item": _("Fill in this question first. Then you can add another one.")})
            return
        self._show(self.draft.add_question())
        self.slip.fill_in_room()
        self.slip.edited.emit()

    def choose_kind(self, kind: TicketKind) -> None:
        """Alt+K, W, I, S."""
        self.slip.question.choose_kind(kind)
        self.slip.go_to("description")

    def choose_non_standard(self) -> None:
        """Alt+N."""
        self.slip.question.choose_non_standard()
        self.slip.go_to("description")

    def promise_honestly(self) -> None:
        """Alt+T: the moment that can be kept, where the chain behind the promise is later."""
        if not self.slip.question.promise.promise_honestly():
            self.said.emit(_("What you promise can be kept."), None)

    def set_anonymous(self) -> None:
        """Alt+0."""
        self.slip.set_anonymous()
        self.slip.go_to("item")

    def add_customer(self) -> None:
        """Alt+Q: a customer whom we do not know, in four fields."""
        if self._new_customer is None:
            self._new_customer = NewCustomer(self.workplace, self)
            self._new_customer.added.connect(self._on_added)
            self._new_customer.known.connect(self._on_known)
            self._new_customer.typed.connect(lambda typed: self.slip.note(new_customer=typed))
        typed = dict(self.draft.new_customer)
        looked_for = self.draft.customer_text.strip()
        if not typed and looked_for:
            typed = {"badge" if looked_for.isdigit() else "email" if "@" in looked_for else "family_name": looked_for}
        self._new_customer.start(typed)

    def finish(self, *, complete_now: bool = False) -> None:
        """Ctrl+Enter: registers the visit and prints. The next customer can be typed at once; what goes wrong comes
        back as it was, with nothing lost."""
        if self.slip.is_waiting:
            self._finish_when_settled = complete_now
            return
        self._finish_when_settled = None
        faults = self.slip.faults(complete_now=complete_now)
        if faults:
            self.slip.show_errors(faults)
            return
        draft = self.slip.snapshot()
        order = draft.order(complete_now=complete_now)
        self.journal.keep(draft)
        desk, actor = self.workplace.desk, self.workplace.actor
        self.workplace.tasks.run(
            self,
            lambda: desk.intake.register(actor, order),
            done=partial(self._on_registered, draft.receipt, complete_now),
            failed=partial(self._on_refused, draft, complete_now),
        )
        self._begin(IntakeDraft())

    def warn(self, sentence: str) -> None:
        """Says what cannot be done."""
        self.workplace.problems.show(NotFound(sentence))

    def tell(self, sentence: str) -> None:
        """Says what happened by itself."""
        self.said.emit(sentence, None)

    def look_for(self, words: str) -> None:
        """Puts words in the field of the customer and shows whom they find."""
        if self.draft.customer_id is not None or self.draft.anonymous:
            self.new_slip()
        self.slip.look_for_customer(words)

    def show_ticket(self, ticket_id: int) -> None:
        """Shows a ticket; the slip stays as it is."""
        self.ticket_wanted.emit(ticket_id)

    def fill_badge(self, number: str) -> bool:
        """A badge for the new customer whose fields are open; False when they are not."""
        if self._new_customer is None or not self._new_customer.isVisible():
            return False
        self._new_customer.set_badge(number)
        return True

    def _connect(self) -> None:
        slip = self.slip
        slip.edited.connect(self.journal.note)
        slip.entered.connect(self._on_come_back)
        slip.field_left.connect(self.journal.flush)
        slip.settled.connect(self._on_settled)
        slip.new_customer_wanted.connect(self.add_customer)
        slip.finish_wanted.connect(self.finish)
        slip.buttons.register.clicked.connect(lambda: self.finish())
        slip.buttons.complete.clicked.connect(lambda: self.finish(complete_now=True))
        slip.buttons.more.clicked.connect(self.add_question)
        slip.buttons.park.clicked.connect(self.park)
        slip.buttons.discard.clicked.connect(self.discard)
        slip.visit.edit_wanted.connect(self._on_edit_question)
        slip.visit.remove_wanted.connect(self._on_remove_question)
        slip.hint.view_wanted.connect(self.ticket_wanted)
        self.panel.ticket_wanted.connect(self.ticket_wanted)
        self.panel.person_wanted.connect(self.person_wanted)
        self.journal.taken_over.connect(self._on_taken_over)
        self.lookups.arrived.connect(self._on_settled)

    def _begin(self, draft: IntakeDraft) -> None:
        self._finish_when_settled = None
        self._show(draft)

    def _show(self, draft: IntakeDraft) -> None:
        """Fills the page with a slip, at the place where it was left."""
        self.slip.show_draft(draft)
        self.slip.go_back()
        self.lookups.read_customer()
        self.lookups.read_question()

    def _recover(self) -> None:
        desk, actor = self.workplace.desk, self.workplace.actor
        run = self.workplace.tasks.run
        run(self, lambda: desk.drafts.recover(actor), done=self._on_recovered)
        run(self, desk.who.settings, done=self.slip.set_desk)
        run(self, desk.who.teams, done=self.slip.question.set_teams)

    def _on_recovered(self, count: int) -> None:
        """What was open when the program stopped waits on the shelf."""
        self.shelf_changed.emit()
        if count:
            sentence = ngettext(
                "Balie stopped unexpectedly. Nothing is lost. Your {count} intake is at Parked.",
                "Balie stopped unexpectedly. Nothing is lost. Your {count} intakes are at Parked.",
                count,
            )
            self.said.emit(sentence.format(count=count), None)

    def _park(self) -> None:
        self.journal.keep(self.slip.snapshot(), parked=True, done=self.shelf_changed.emit)

    def _on_come_back(self) -> None:
        """After a lock the slip on screen is nobody else's any more."""
        if self._has_left:
            self._has_left = False
            self.journal.keep(self.slip.snapshot(), done=self.shelf_changed.emit)

    def _open(self, draft_id: str) -> None:
        if not self.draft.is_empty:
            self._park()
        desk, actor = self.workplace.desk, self.workplace.actor
        self._begin(IntakeDraft())
        self.workplace.tasks.run(self, lambda: desk.drafts.open(actor, draft_id), done=self._on_opened)

    def _on_opened(self, draft: IntakeDraft) -> None:
        self._put_back(draft)
        self.shelf_changed.emit()

    def _put_back(self, draft: IntakeDraft) -> None:
        """Shows a slip again; what was begun meanwhile is parked."""
        if not self.draft.is_empty:
            self._park()
        self._begin(draft)

    def _take_back(self, draft: IntakeDraft) -> None:
        """Alt+Z after throwing away."""
        self._put_back(draft)
        self.journal.keep(draft, done=self.shelf_changed.emit)

    def _on_shelf(self, lines: Sequence[DraftLine]) -> None:
        if not lines:
            self.said.emit(_("Nothing is parked."), None)
        elif len(lines) == 1:
            self._open(lines[0].id)
        else:
            dialog = ResumeList(lines, self.workplace.desk.clock.now(), self.window())
            dialog.chosen.connect(self._open)
            dialog.open()

    def _on_settled(self) -> None:
        """What Ctrl+Enter had to wait for is there."""
        if self._finish_when_settled is not None and not self.slip.is_waiting:
            self.finish(complete_now=self._finish_when_settled)

    def _on_registered(self, receipt: ReceiptChoice, complete_now: bool, visit: RegisteredVisit) -> None:
        self.shelf_changed.emit()
        self.done.emit(Deed(registered_words(visit, receipt, complete_now=complete_now), visit.command_id))

    def _on_refused(self, draft: IntakeDraft, complete_now: bool, error: Exception) -> None:
        """Nothing was registered: the slip is back as it was, with what is wrong."""
        if isinstance(error, InvalidInput):
            faults = dict(error.fields)
            place = int(faults.pop("question", len(draft.questions)))
            self._put_back(draft if place >= len(draft.questions) else draft.take_out(place))
            self.slip.show_errors(faults)
        elif isinstance(error, Conflict):
            self.workplace.problems.show(error)
            self.shelf_changed.emit()
        else:
            self._put_back(draft)
            again = partial(self.finish, complete_now=complete_now) if isinstance(error, Unavailable) else None
            self.workplace.problems.show(error, retry=again)

    def _on_edit_question(self, place: int) -> None:
        self._show(self.draft.take_out(place))
        self.slip.edited.emit()

    def _on_remove_question(self, place: int) -> None:
        before = self.slip.snapshot()
        self._show(self.draft.drop(place))
        self.slip.edited.emit()
        self.said.emit(_("Question left out."), partial(self._restore_question, before.id, before.questions))

    def _restore_question(self, draft_id: str, questions: tuple[Question, ...]) -> None:
        if self.draft.id == draft_id:
            self._show(replace(self.slip.snapshot(), questions=questions))
            self.slip.edited.emit()

    def _on_added(self, person: PersonRow) -> None:
        self.slip.note(new_customer={})
        self._on_known(person.id, person.name)

    def _on_known(self, person_id: int, name: str) -> None:
        self.slip.set_person(person_id, name)
        self.slip.go_to("item")

    def _on_taken_over(self) -> None:
        """Another counter goes on with the slip; what is on screen here becomes a copy."""
        self.slip.note(id=new_command_id())
        self.journal.flush()


def registered_words(visit: RegisteredVisit, receipt: ReceiptChoice, *, complete_now: bool) -> str:
    """The sentence of the toast: the numbers, and what happens with the receipt."""
    numbers = ", ".join(visit.numbers)
    if complete_now:
        first = _("{numbers} registered and ready.").format(numbers=numbers)
    else:
        first = _("{numbers} registered.").format(numbers=numbers)
    if visit.print_job_id is not None:
        return " ".join((first, _("The receipt is being printed.")))
    if receipt is ReceiptChoice.MAIL:
        return " ".join((first, _("The receipt goes by e-mail.")))
    return first
