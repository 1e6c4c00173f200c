# SPDX-License-Identifier: EUPL-1.2
"""The fields of one question: what, which kind, in words, where, how many, by when, to whom."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.wording import KIND_LETTERS
from desk_app.core.clock import today
from desk_app.core.i18n import _
from desk_app.identity.messages import TeamRow
from desk_app.intake.choosing import (
    as_non_standard,
    changes_since,
    with_item,
    with_item_again,
    with_kind,
    without_item,
)
from desk_app.intake.draft import is_ordered, needs_place
from desk_app.intake.faults import not_offered
from desk_app.intake.messages import Derived, Facts, Question, TicketKind
from ui.intake.details import DetailFields
from ui.intake.fields import ChoiceBox, Columns, EnterGoesOn, Hinted
from ui.intake.product_field import NON_STANDARD, ProductPicker
from ui.intake.promise_fields import PromiseFields
from ui.shell.page import Workplace
from ui.widgets.boxes import NumberBox
from ui.widgets.choice_list import Choice
from ui.widgets.form import Form
from ui.widgets.look import pad
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text_box import TextBox


class QuestionFields(QObject):
    """Adds its rows to a form; holds the question as it stands in them.

    Signals:
        edited(Question): somebody changed it.
        product_changed: another product, or none; ``item`` says which.
        settled: what Enter in a picker was waiting for has come, or will not come.
    """

    edited = Signal(object)
    product_changed = Signal()
    settled = Signal()

    def __init__(self, workplace: Workplace, form: Form, enter: EnterGoesOn, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._form = form
        self._question = Question()
        self._derived: Derived | None = None
        self.item: ItemRow | None = None
        self._is_item_lost = False
        self.item_picker = ProductPicker(workplace)
        self.kind = Segmented(
            [
                (TicketKind.COMPLAINT, _("Complaint")),
                (TicketKind.REQUEST, _("Wish or request")),
                (TicketKind.INFORMATION, _("Information")),
                (TicketKind.INCIDENT, _("Fault")),
            ],
            name=_("Type"),
        )
        for one, kind in zip(self.kind.buttons, KIND_LETTERS, strict=True):
            one.setAccessibleDescription(f"Alt+{KIND_LETTERS[kind]}")
            enter.watch(one)
        self.description = TextBox(name=_("Description"))
        self.space_picker = Picker(
            workplace.tasks, self._find_spaces, name=_("Location"), placeholder=_("Room or building")
        )
        self.quantity = NumberBox(name=_("Quantity"))
        self.promise = PromiseFields(workplace.desk.clock.now, form, self)
        self.due, self.due_reason = self.promise.due, self.promise.due_reason
        self.team = ChoiceBox(name=_("Route to"))
        self.details = DetailFields(workplace, form, enter, self)
        self._prefilled = Columns()
        self._hinted: list[Hinted] = []
        for editor in (self.quantity, self.due, self.due_reason, self.team):
            enter.watch(editor)
        self._connect()

    def add_rows(self) -> None:
        """The rows of the hot path."""
        self._add("item", _("Request or product"), self.item_picker, _("Alt+N non-standard"), required=True)
        self._add("kind", _("Type"), _left(self.kind), _("Alt + K, W, I or S"))
        self._add("description", _("Description"), self.description, "Alt+O")
        self.item_picker.next_focus = self.description
        self._form.add_widget(self.details.row)

    def add_prefilled(self, columns: Columns) -> None:
        """What is filled in already, beside each other."""
        self._prefilled = columns
        for name, label, editor, is_wide in (
            ("space", _("Location"), self.space_picker, False),
            ("quantity", _("Quantity"), self.quantity, False),
            ("due", _("Ready by"), self.due, False),
            ("due_reason", _("Why can it be earlier?"), self.due_reason, True),
            ("team", _("Route to"), self.team, False),
        ):
            field = self._form.add(name, label, editor, labels="above", placed=False)
            columns.add(field, wide=is_wide)

    def tab_stops(self) -> list[QWidget]:
        """The fields in Tab order: product, description, its details, kind, what is filled in already."""
        return [
            self.item_picker.edit,
            self.description.editor,
            *self.details.tab_stops(),
            *self.kind.buttons,
            self.space_picker.edit,
            self.quantity,
            self.due,
            self.due_reason,
            self.team,
        ]

    @property
    def question(self) -> Question:
        """As it stands in the fields."""
        return self._question

    @property
    def is_reading(self) -> bool:
        """Whether the product, and with it what it asks, is still to come."""
        return self._question.item_id is not None and self.item is None and not self._is_item_lost

    @property
    def is_waiting(self) -> bool:
        """Whether an answer to Enter is still to come, or the product."""
        return self.is_reading or any(one.is_waiting for one in (self.item_picker, self.space_picker, self.details))

    def show_question(self, question: Question, item: ItemRow | None) -> None:
        """Fills the fields; ``item`` is the product when it is known already."""
        self._question = question
        self.item = item
        self._is_item_lost = False
        self._derived = None
        self.item_picker.forget_missed()
        self.details.show_news("")
        self.details.show_facts(Facts())
        self._show_product()
        self.space_picker.choose(Choice(question.space_id, question.space) if question.space_id is not None else None)
        if question.space_id is None:
            self.space_picker.set_text(question.space_text)
        if self.description.text() != question.description:
            self.description.set_text(question.description)
        self.promise.fill(question)
        self._arrange()

    def show_item(self, item: ItemRow) -> None:
        """The product of the question that is shown has been read, or read again. What changed about it since it was
        chosen is said; what was typed stays."""
        if item.id != self._question.item_id:
            return
        self.item = item
        self._is_item_lost = False
        self._show_product()
        news = changes_since(self._question, item) if is_ordered(self._question, item) else ""
        if news and not self._say_when_not_offered():
            self.details.show_news(news)
        self._become(with_item_again(self._question, item))
        self._arrange()
        self._say_when_not_offered()

    def show_item_lost(self) -> None:
        """The product of the question that is shown is not there at all."""
        self._is_item_lost = True
        self._say_when_not_offered()

    def show_derived(self, derived: Derived | None) -> None:
        """What follows from the question: the usual moment and team; None while nothing was asked."""
        self._derived = derived
        self.promise.show_derived(derived)
        self.team.set_key(self._question.team_id or (derived.team_id if derived is not None else None))
        self.details.show_facts(derived.facts if derived is not None else Facts())
        self._mind_reason()

    def set_teams(self, teams: Sequence[TeamRow]) -> None:
        """The teams to route to."""
        self.team.set_options([(team.id, team.name) for team in teams])
        self.show_derived(self._derived)

    def choose_kind(self, kind: TicketKind) -> None:
        """K, W, I or S: no product is needed any more; a product that was chosen stays."""
        self.item_picker.note_missed()
        self._become(with_kind(self._question, kind, self.item))
        if self._question.item_id is None:
            self._show_product()
        self._say_when_not_offered()

    def choose_non_standard(self) -> None:
        """Alt+N; what was typed to look for a product becomes the description."""
        self.item_picker.note_missed()
        self.item = None
        self._become(as_non_standard(self._question, self.item_picker.text()))
        self.show_question(self._question, None)
        self.product_changed.emit()

    def choose_item(self, item: ItemRow) -> None:
        """A product; it brings its kind, unless K, W, I or S was pressed."""
        self.item = item
        self._is_item_lost = False
        self._become(with_item(self._question, item))
        self._show_product()
        self.details.show_news("")
        self._say_when_not_offered()
        self.product_changed.emit()

    def relate(self, number: str) -> None:
        """This question belongs to that ticket."""
        self._change(details={**self._question.details, "related": number})

    def prefill_space(self, space_id: int | None, space: str, *, instead_of: int | None) -> None:
        """The room of the customer, unless somebody chose or typed another one."""
        question = self._question
        if question.space_text.strip() or question.space_id not in (None, instead_of):
            return
        self.space_picker.choose(Choice(space_id, space) if space_id is not None else None)
        self._change(space_id=space_id, space=space if space_id is not None else "")

    def show_hints(self, *, is_shown: bool) -> None:
        """With or without the keys beside the fields."""
        for one in self._hinted:
            one.show_hints(is_shown=is_shown)

    def _add(self, name: str, label: str, editor: QWidget, hint: str, *, required: bool = False) -> None:
        hinted = Hinted(editor, hint)
        self._hinted.append(hinted)
        self._form.add(name, label, hinted, required=required)

    def _connect(self) -> None:
        self.item_picker.chosen.connect(self._on_item_chosen)
        self.item_picker.cleared.connect(self._on_item_cleared)
        self.item_picker.edit.textEdited.connect(self._on_item_typed)
        self.item_picker.nothing_found.connect(self.settled)
        self.kind.chosen.connect(self.choose_kind)
        self.description.edited.connect(lambda: self._change(description=self.description.text()))
        self.details.edited.connect(lambda changes: self._change(**changes))
        self.details.settled.connect(self.settled)
        self.space_picker.chosen.connect(self._on_space_chosen)
        self.space_picker.cleared.connect(lambda: self._change(space_id=None, space="", space_text=""))
        self.space_picker.edit.textEdited.connect(lambda: self._change(space_text=self.space_picker.text()))
        self.space_picker.nothing_found.connect(self.settled)
        self.space_picker.entered_empty.connect(lambda: self.space_picker.edit.focusNextChild())
        self.quantity.valueChanged.connect(self._on_quantity)
        self.promise.edited.connect(lambda changes: self._change(**changes))
        self.team.chosen.connect(self._on_team)

    def _find_spaces(self, words: str) -> list[Choice]:
        """On a worker."""
        found = self._workplace.desk.people.find_spaces(self._workplace.actor, words)
        return [Choice(hit.id, hit.code, hit.detail) for hit in found]

    def _change(self, **changes: Any) -> None:  # noqa: ANN401 -- fields of Question
        self._become(replace(self._question, **changes))

    def _become(self, changed: Question) -> None:
        if changed == self._question:
            return
        self._question = changed
        self._arrange()
        self.edited.emit(changed)

    def _arrange(self) -> None:
        """What is shown, and what it is called, for this kind and product."""
        question, item = self._question, self.item
        self.kind.set_key(question.kind)
        self.details.show_question(question, item)
        is_fault = question.kind is TicketKind.INCIDENT
        needs_words = question.item_id is None and question.kind is not TicketKind.INFORMATION
        self._form.field("description").show_label(
            _("What does not work?") if is_fault else _("Description"),
            required=needs_words or question.kind in (TicketKind.COMPLAINT, TicketKind.INCIDENT),
        )
        self._form.field("item").show_label(
            _("Request or product"), required=not question.kind_chosen and not question.non_standard
        )
        is_order = item is not None and is_ordered(question, item)
        self.item_picker.about = (
            question.kind if question.kind_chosen and question.kind is not TicketKind.REQUEST else None
        )
        self._form.field("space").show_label(
            _("Location"), required=needs_place(question, item) and not self.is_reading
        )
        least, most = (
            (item.min_quantity, item.max_quantity) if item is not None and is_order else (1, max(question.quantity, 1))
        )
        self.quantity.blockSignals(True)
        self.quantity.setRange(min(least, question.quantity), max(most, question.quantity))
        self.quantity.setValue(question.quantity)
        self.quantity.blockSignals(False)
        self._form.show_field("quantity", is_shown=most > 1 or question.quantity > 1)
        self._form.field("due").show_label(
            _("You hear from us before") if _gets_an_answer(question) else _("Ready by"), required=False
        )
        self._mind_reason()

    def _say_when_not_offered(self) -> bool:
        """At once, not only at the end: the customer is still there. Returns whether there was something to say."""
        if self._question.item_id is None or (self.item is None and not self._is_item_lost):
            return False
        fault = not_offered(self._question, self.item, today(self._workplace.desk.clock))
        if fault:
            self._form.show_error("item", fault)
        return fault is not None

    def _mind_reason(self) -> None:
        self.promise.follow(self._question)
        self._prefilled.arrange()

    def _show_product(self) -> None:
        question = self._question
        if question.non_standard:
            self.item_picker.choose(Choice(NON_STANDARD, _("Non-standard request")))
        elif question.item_id is not None:
            code = self.item.code if self.item is not None else ""
            self.item_picker.choose(Choice(question.item_id, question.item, code))
        elif self.item_picker.text() != question.item_text or self.item_picker.choice is not None:
            self.item_picker.set_text(question.item_text)

    def _on_item_chosen(self, choice: Choice) -> None:
        if choice.key == NON_STANDARD:
            self.item_picker.set_text(self._question.item_text)
            self.choose_non_standard()
        elif isinstance(choice.data, ItemRow):
            self.choose_item(choice.data)
        self.settled.emit()

    def _on_item_cleared(self) -> None:
        self.item = None
        self._become(without_item(self._question))
        self.details.show_news("")
        self.product_changed.emit()

    def _on_item_typed(self, _typed: str) -> None:
        self._change(item_text=self.item_picker.text())

    def _on_space_chosen(self, choice: Choice) -> None:
        self._change(space_id=choice.key, space=choice.title, space_text="")
        self.settled.emit()

    def _on_quantity(self, count: int) -> None:
        self._change(quantity=count)

    def _on_team(self, team_id: int) -> None:
        usual = self._derived.team_id if self._derived is not None else None
        self._change(team_id=None if team_id == usual else team_id)


def _gets_an_answer(question: Question) -> bool:
    """A complaint, a wish or a non-standard request: we say what we do with it, no work is promised yet."""
    if question.kind is TicketKind.COMPLAINT:
        return True
    return question.kind is TicketKind.REQUEST and question.item_id is None and question.kind_chosen


def _left(widget: QWidget) -> QWidget:
    """Keeps a widget at its own width at the left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    pad(row, spacing=0)
    row.addWidget(widget)
    row.addStretch(1)
    holder.setFocusProxy(widget)
    return holder
