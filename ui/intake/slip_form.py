# SPDX-License-Identifier: EUPL-1.2
"""The intake slip on screen. ``draft`` is the one truth: every edit goes into it at once, and it fills the fields."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk_app.catalogue.messages import ItemRow
from desk_app.core.i18n import N_, _
from desk_app.core.settings import Settings
from desk_app.intake.draft import IntakeDraft, usual_receipt
from desk_app.intake.faults import customer_fault, slip_faults
from desk_app.intake.messages import Derived, Facts, Question, ReceiptChoice
from desk_app.intake.typed_answers import field_name
from desk_app.relations.messages import PersonRow
from ui.intake.customer_field import CustomerFields
from ui.intake.detail_list import CHECKED_WHEN_LEFT
from ui.intake.duplicate_hint import DuplicateHint
from ui.intake.fields import ChoiceBox, Columns, EnterGoesOn, cursor_of, field_of, focused, set_cursor
from ui.intake.question_form import QuestionFields
from ui.intake.slip_buttons import SlipButtons, ruled
from ui.intake.slip_sheet import SlipSheet
from ui.intake.visit_list import VisitList
from ui.shell.page import Workplace
from ui.widgets.form import Form
from ui.widgets.look import look

RECEIPTS: dict[ReceiptChoice, str] = {
    ReceiptChoice.ROLL: N_("Print 80 mm"),
    ReceiptChoice.A5: N_("Print A5"),
    ReceiptChoice.A4: N_("Print A4"),
    ReceiptChoice.MAIL: N_("E-mail"),
    ReceiptChoice.NONE: N_("None"),
}
HINTS_FROM = 720
"""Pixels at 100 %: below this width the keys beside the fields make room for the fields."""


class SlipForm(SlipSheet):
    """All fields of one customer at the counter, and the buttons under them.

    Signals:
        edited: somebody changed the slip.
        customer_changed, product_changed, question_changed: that part is different now; ``holder_changed``: so is for
            whom it is done.
        field_left: the focus went to another field.
        settled: what Enter in a picker was waiting for has come, or will not come.
        new_customer_wanted, finish_wanted: asked for in a field.
    """

    edited = Signal()
    customer_changed = Signal()
    product_changed = Signal()
    question_changed = Signal()
    holder_changed = Signal()
    field_left = Signal()
    settled = Signal()
    new_customer_wanted = Signal()
    finish_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._draft = IntakeDraft()
        self._paper = ReceiptChoice.ROLL.value
        self._person: PersonRow | None = None
        self._person_space_before: int | None = None
        self._derived: Derived | None = None
        self._judged: tuple[int | None, int | None] = (None, None)
        self._is_filling = False
        self._refused: set[str] = set()
        self._where = ("customer", 0)
        self._left_at = ""
        self._awaits: dict[str, str] = {}
        """Errors of a slip whose product is still being read: its fields are not there yet."""
        self.form = Form()
        self.enter = EnterGoesOn(self)
        self.customer = CustomerFields(workplace, self.form, self)
        self.question = QuestionFields(workplace, self.form, self.enter, self)
        self.visit = VisitList()
        self.hint = DuplicateHint()
        self.receipt = ChoiceBox(name=_("Receipt"))
        self.receipt.set_options([(key, _(word)) for key, word in RECEIPTS.items()])
        self.buttons = SlipButtons(self)
        self._build()
        self._connect()
        self._set_tab_order()

    @property
    def draft(self) -> IntakeDraft:
        """The slip as it stands in the fields."""
        return self._draft

    @property
    def person(self) -> PersonRow | None:
        """The customer, once read."""
        return self._person

    @property
    def is_waiting(self) -> bool:
        """Whether something that was asked for with Enter is still to come."""
        lacks_person = self._draft.customer_id is not None and self._person is None
        return self.customer.is_waiting or self.question.is_waiting or lacks_person

    def snapshot(self) -> IntakeDraft:
        """The slip with the place where the agent is in it."""
        self._note_place()
        name, cursor = self._where
        return replace(self._draft, focus=name, cursor=cursor, scroll=self.place)

    def show_draft(self, draft: IntakeDraft, item: ItemRow | None = None) -> None:
        """Fills every field from the slip. The focus is set by ``go_to``."""
        is_other = draft.id != self._draft.id
        self._draft = draft
        self.question.item_picker.holder_id = self._holder_id
        self._derived = None
        self._awaits = {}
        if is_other or draft.customer_id is None or (self._person and self._person.id != draft.customer_id):
            self._person = None
        if is_other:
            self.hint.clear()
        self._where = (draft.focus, draft.cursor)
        self._is_filling = True
        self._show_customer()
        self.customer.show_for(draft.for_id, draft.for_name, draft.for_text)
        self.question.show_question(draft.question, item)
        self.visit.show_questions(draft.questions)
        self._is_filling = False
        self._mind_receipt()
        self.form.set_clean()

    def go_to(self, name: str, cursor: int | None = None) -> None:
        """Puts the focus in a field, and the cursor in its place."""
        editor = self.form.field(name).editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if cursor is not None:
            while (proxy := editor.focusProxy()) is not None:
                editor = proxy
            set_cursor(editor, cursor)  # also while the window has no focus yet, as when a list has just closed

    def go_back(self) -> None:
        """To the field, the character and the scroll position where the slip was left."""
        self.fit()
        name = self._draft.focus
        is_there = name in self._names() and self.form.field(name).isVisibleTo(self)
        self._left_at = "" if is_there or name == "customer" else name
        self.go_to(name if is_there else "customer", self._draft.cursor)
        self.scroll_to(self._draft.scroll)

    def set_desk(self, settings: Settings) -> None:
        """How this desk is set: its usual receipt, whom to call when there is danger."""
        self._paper = settings.receipt_paper
        self.question.details.set_security_phone(settings.security_phone)
        self._mind_receipt()

    def set_person(self, person_id: int, name: str) -> None:
        """This customer; their facts follow with ``show_person``."""
        before = self._person.space_id if self._person is not None else None
        self._edit(customer_id=person_id, customer=name, customer_text="", anonymous=False)
        self._person_space_before = before
        self._person = None
        self._show_customer()
        self.customer_changed.emit()

    def set_anonymous(self) -> None:
        """No name is needed."""
        self._person = None
        self._edit(customer_id=None, customer="", customer_text="", anonymous=True)
        self._show_customer()
        self.customer_changed.emit()

    def look_for_customer(self, words: str) -> None:
        """Puts words in the field of the customer and shows whom they find."""
        self._edit(customer_text=words)
        self.customer.picker.set_text(words)
        self.go_to("customer", len(words))
        self.customer.picker.open_popup()

    def show_person(self, person: PersonRow) -> None:
        """The facts about the customer have been read; the room is filled in."""
        if person.id != self._draft.customer_id:
            return
        is_new = self._person is None
        self._person = person
        self._show_customer()
        if is_new:
            self.fill_in_room(instead_of=self._person_space_before)
        self._mind_errors()

    def fill_in_room(self, *, instead_of: int | None = None) -> None:
        """The room of the customer, unless somebody chose another one."""
        if self._person is not None:
            self.question.prefill_space(self._person.space_id, self._person.space, instead_of=instead_of)

    def show_derived(self, derived: Derived | None) -> None:
        """What follows from the question; None while nothing was asked."""
        self._derived = derived
        self._judged = (self._draft.question.item_id, self._holder_id)
        self.question.show_derived(derived)
        self._mind_errors()

    def show_item(self, item: ItemRow) -> None:
        """The product has been read; the fields that it brings are there now, also the one where the slip was left."""
        typing_in, cursor = field_of(focused(self)), cursor_of(focused(self))
        brought = self.question.details.items.names()
        self.question.show_item(item)
        if typing_in in brought and field_of(focused(self)) != typing_in:  # the fields were made anew
            self.go_to(typing_in if typing_in in self._names() else "description", cursor)
        if self._left_at in self._names() and self.customer.picker.edit.hasFocus():
            self.fit()
            self.go_to(self._left_at, self._draft.cursor)
        self._left_at = ""
        if self._awaits:
            self.show_errors(self._awaits)

    def note(self, **changes: Any) -> None:  # noqa: ANN401 -- fields of IntakeDraft
        """Changes what no field of this form shows."""
        self._edit(**changes)

    def faults(self, *, complete_now: bool = False) -> dict[str, str]:
        """What is missing or wrong, per field, as far as it can be known here."""
        return slip_faults(
            self._draft,
            self.question.item,
            has_email=self._person is not None and bool(self._person.email),
            norm_at=self._derived.norm_at if self._derived is not None else None,
            now=self._workplace.desk.clock.now(),
            facts=self._facts,
            complete_now=complete_now,
        )

    def show_errors(self, faults: Mapping[str, str]) -> None:
        """Under the fields, in Tab order, with a line on top and the focus in the first. What only the desk can know
        stays until that field is changed."""
        self._awaits = dict(faults) if self.question.is_reading else {}
        self._refused = set(faults) - set(self.faults())
        ordered = {name: faults[name] for name in self._names() if name in faults}
        self.form.show_errors({**ordered, **{name: faults[name] for name in faults if name not in ordered}})
        if ordered:
            self.go_to(next(iter(ordered)))
        self.show_top()

    @property
    def _holder_id(self) -> int | None:
        """For whom it is: who may have what depends on them."""
        return self._draft.for_id or self._draft.customer_id

    @property
    def _facts(self) -> Facts:
        """What was looked up, as long as it is about this product and this customer."""
        is_about_this = self._judged == (self._draft.question.item_id, self._holder_id)
        return self._derived.facts if self._derived is not None and is_about_this else Facts()

    def _on_resized(self) -> None:
        is_wide = self.width() >= look().px(HINTS_FROM)
        self.customer.hinted.show_hints(is_shown=is_wide)
        self.question.show_hints(is_shown=is_wide)

    def _build(self) -> None:
        self.form.add_widget(self.buttons.header)
        self.form.add_widget(self.visit)
        self.customer.add_rows()
        self.question.add_rows()
        self.form.add_widget(self.hint)
        self.form.add_widget(ruled(_("Filled in already")))
        columns = Columns()
        self.question.add_prefilled(columns)
        columns.add(self.form.add("receipt", _("Receipt"), self.receipt, labels="above", placed=False))
        columns.add(
            self.form.add("for", _("On behalf of"), self.customer.for_picker, labels="above", placed=False), wide=True
        )
        self.form.add_widget(columns)
        self.form.add_stretch()
        self.fill(self.form, self.question.promise.chain, self.buttons.bar)

    def _connect(self) -> None:
        self.resized.connect(self._on_resized)
        customer, question = self.customer, self.question
        customer.picker.next_focus = question.item_picker
        customer.for_picker.next_focus = self.buttons.register
        customer.person_chosen.connect(self.set_person)
        customer.anonymous_chosen.connect(self.set_anonymous)
        customer.new_wanted.connect(self.new_customer_wanted)
        customer.cleared.connect(self._on_customer_cleared)
        customer.typed.connect(lambda: self._edit(customer_text=customer.picker.text()))
        customer.picker.entered_empty.connect(
            lambda: self.form.show_error("customer", customer_fault(self._draft) or "")
        )
        customer.for_chosen.connect(self._on_for)
        customer.for_cleared.connect(self._on_for)
        customer.for_typed.connect(lambda: self._edit(for_text=customer.for_picker.text()))
        customer.for_picker.entered_empty.connect(self.finish_wanted)
        customer.settled.connect(self.settled)
        question.settled.connect(self.settled)
        question.edited.connect(self._on_question_edited)
        question.product_changed.connect(self.product_changed)
        question.details.rebuilt.connect(lambda: question.details.items.follow(question.description.editor))
        question.item_picker.entered_empty.connect(question.item_picker.open_popup)
        self.receipt.chosen.connect(self._on_receipt)
        self.enter.watch(self.receipt)
        self.form.left.connect(self._on_left)

    def _set_tab_order(self) -> None:
        stops = [
            self.customer.picker.edit,
            *self.question.tab_stops(),
            self.receipt,
            self.customer.for_picker.edit,
            self.question.promise.chain.button,
            *self.buttons.in_order(),
            self.hint.view_button,
            self.hint.new_button,
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _names(self) -> tuple[str, ...]:
        """The fields in Tab order."""
        return ("customer", "item", "description", *self.question.details.names(), "kind", *_PREFILLED)

    def _edit(self, **changes: Any) -> None:  # noqa: ANN401 -- fields of IntakeDraft
        if self._is_filling:
            return
        self._refused.discard(field_of(focused(self)))
        started = self._draft.started_at or self._workplace.desk.clock.now()
        self._draft = replace(self._draft, started_at=started, **changes)
        self.question.item_picker.holder_id = self._holder_id
        self._mind_receipt()
        self._mind_errors()
        self.edited.emit()

    def _show_customer(self) -> None:
        draft, person = self._draft, self._person
        facts = "" if person is None else " · ".join(fact for fact in (person.department, person.badge) if fact)
        self.customer.show_customer(
            draft.customer_id, draft.customer, facts, draft.customer_text, is_anonymous=draft.anonymous
        )

    def _mind_receipt(self) -> None:
        if not self._draft.receipt_chosen:
            usual = usual_receipt((*self._draft.questions, self._draft.question), self._paper)
            self._draft = replace(self._draft, receipt=usual)
        self.receipt.set_key(self._draft.receipt)
        prints = self._draft.receipt in (ReceiptChoice.ROLL, ReceiptChoice.A5, ReceiptChoice.A4)
        self.buttons.show_state(is_empty=self._draft.is_empty, prints=prints)

    def _mind_errors(self) -> None:
        """An error goes as soon as its reason has gone."""
        wrong = [name for name in self._names() if self.form.field(name).error and name not in self._refused]
        if wrong:
            faults = self.faults()
            for name in wrong:
                if name not in faults:
                    self.form.show_error(name, "")

    def _on_customer_cleared(self) -> None:
        self._person_space_before = self._person.space_id if self._person is not None else None
        self._person = None
        self._edit(customer_id=None, customer="", customer_text=self.customer.picker.text(), anonymous=False)
        self.customer_changed.emit()

    def _on_for(self, person_id: int | None = None, name: str = "") -> None:
        self._edit(for_id=person_id, for_name=name, for_text="")
        self.holder_changed.emit()

    def _on_question_edited(self, question: Question) -> None:
        self._edit(question=question)
        if not self._is_filling:
            self.question_changed.emit()

    def _on_receipt(self, choice: ReceiptChoice) -> None:
        self._edit(receipt=choice, receipt_chosen=True)

    def _on_left(self, name: str) -> None:
        """Leaving a field with something wrong in it says so; an empty one is left alone until the end."""
        self._note_place()
        if self._is_checked_when_left(name) and (wrong := self.faults().get(name, "")):
            self.form.show_error(name, wrong)
        self.field_left.emit()

    def _is_checked_when_left(self, name: str) -> bool:
        question = self._draft.question
        if name in CHECKED_WHEN_LEFT:
            return bool(question.details.get(name, "").strip())
        typed = {field_name(code): value for code, value in question.answers.items()}
        return name in ("due", "quantity") or bool(typed.get(name, "").strip())

    def _note_place(self) -> None:
        widget = focused(self)
        if name := field_of(widget):
            self._where = (name, cursor_of(widget))


_PREFILLED = ("space", "quantity", "due", "due_reason", "team", "receipt", "for")
