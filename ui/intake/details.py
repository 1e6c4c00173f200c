# SPDX-License-Identifier: EUPL-1.2
"""The fields that not every question has, in a box under the description: those of the kind (``ux.md`` 2.5.2), those
that the product brings, what its cell of the matrix asks, and why somebody gets what they are not entitled to.

What was typed for one kind or product stays when another is chosen, and is there again when that one comes back.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.catalogue.messages import ItemRow
from desk_app.core.clock import today
from desk_app.core.i18n import _
from desk_app.intake.draft import details_of, is_ordered, standard_text
from desk_app.intake.messages import Facts, Question, TicketKind
from ui.intake.answer_editors import DayEdit
from ui.intake.bars import DangerBar, NewsBar
from ui.intake.detail_list import COST_CENTRE, DETAILS, Detail
from ui.intake.fields import ChoiceBox, Columns, EnterGoesOn, go_on
from ui.intake.item_fields import ItemFields
from ui.shell.page import Workplace
from ui.widgets.announce import announce
from ui.widgets.choice_list import Choice
from ui.widgets.form import Form
from ui.widgets.look import pad
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import plain_label
from ui.widgets.text_box import TextBox

EXCEPTION = ("exception_reason", "exception_by")


class DetailFields(QObject):
    """The box and its fields, in a ``row`` that the caller places; the form minds their errors.

    Signals:
        edited(Mapping): these fields of the question were changed by somebody.
        rebuilt: the product brought other fields; they want their place in the Tab order.
        settled: what Enter in a picker was waiting for has come, or will not come.
    """

    edited = Signal(object)
    rebuilt = Signal()
    settled = Signal()

    def __init__(self, workplace: Workplace, form: Form, enter: EnterGoesOn, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._form = form
        self._question = Question()
        self._item: ItemRow | None = None
        self._facts = Facts()
        self.box = QFrame()
        self.box.setProperty("ground", "sunken")
        self._danger = DangerBar()
        self.news = NewsBar()
        self._later = plain_label(_("Only the description is needed now. The rest may follow later."), role="small")
        self._later.setProperty("colour", "muted")
        self._columns = Columns()
        self._shown: frozenset[str] | None = None
        inside = QVBoxLayout(self.box)
        pad(inside, margins=12, spacing=8)
        for widget in (self._danger, self.news, self._columns, self._later):
            inside.addWidget(widget)
        self.items = ItemFields(workplace, form, enter, self)
        self.items.edited.connect(self._tell)
        self.items.settled.connect(self.settled)
        self._cost_centre = Picker(
            workplace.tasks, self._find_cost_centres, name=_("Cost centre"), placeholder=_("Number or name")
        )
        self._editors: dict[str, QWidget] = {}
        self._cells: dict[str, tuple[QWidget, bool]] = {}
        for detail in DETAILS:
            self._add(detail, enter)
        self._add_answer(enter)
        self._add_exception(enter)
        self.row = QWidget()
        indented = QHBoxLayout(self.row)
        pad(indented, margins=(172, 0, 0, 0), spacing=0)
        indented.addWidget(self.box)
        self.show_question(self._question, None)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer to Enter is still to come."""
        return self._cost_centre.is_waiting or self.items.is_waiting

    def names(self) -> tuple[str, ...]:
        """All fields in Tab order, hidden ones too; those of the product come first."""
        return (*self.items.names(), *self._editors)

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order, without the fields of the product."""
        stops: list[QWidget] = []
        for editor in self._editors.values():
            stops += editor.buttons if isinstance(editor, Segmented) else [editor.focusProxy() or editor]
        return stops

    def set_security_phone(self, number: str) -> None:
        """Whom to call when there is danger."""
        self._danger.set_phone(number)

    def show_question(self, question: Question, item: ItemRow | None) -> None:
        """Shows the fields of this question, filled in."""
        self._question = question
        self._item = item
        for detail in DETAILS:
            self._fill(detail, question.details.get(detail.name, ""))
        if self.answer.text() != question.answer:
            self.answer.set_text(question.answer)
        self.answer.setPlaceholderText(standard_text(question, item))
        self.answered.setChecked(question.answered)
        self.confidential.setChecked(question.confidential)
        for name in EXCEPTION:
            _set_text(self._editors[name], getattr(question, name))
        self._arrange(question)

    def show_facts(self, facts: Facts) -> None:
        """What was looked up about the question; why the customer may not have the product is said and asked about."""
        is_news = bool(facts.refusal) and facts.refusal != self._facts.refusal
        self._facts = facts
        self._form.field(EXCEPTION[0]).show_hint(facts.refusal)
        self._arrange(self._question)
        if is_news and self._shown and EXCEPTION[0] in self._shown:
            announce(self.box, facts.refusal)

    def show_news(self, sentence: str) -> None:
        """What changed about the product since it was chosen; empty takes it away."""
        self.news.show_sentence(sentence)
        self.row.setVisible(bool(self._shown or sentence))

    def _arrange(self, question: Question) -> None:
        is_new = self.items.show(question, self._item)
        shown = self._names_of(question)
        is_danger = question.kind is TicketKind.INCIDENT and question.details.get("danger") == "yes"
        self._danger.set_on(is_on=is_danger)
        cells = {**self.items.cells(), **self._cells}
        in_order = [cells[name] for name in self.names() if name in shown]
        is_other = self._columns.set_cells(in_order)
        if shown == self._shown and not is_other:
            return
        self._shown = shown
        for name in cells:
            self._form.show_field(name, is_shown=name in shown)
        self._form.field(COST_CENTRE).show_label(_("Cost centre"), required=self._item is not None)
        self._later.setVisible(question.non_standard and question.item_id is None)
        self.row.setVisible(bool(shown or self.news.sentence))
        self._columns.arrange()
        if is_new:
            self.rebuilt.emit()

    def _names_of(self, question: Question) -> frozenset[str]:
        """What is asked: of the kind, of the product, of its cell, of the exception."""
        if not question.kind_chosen and question.item_id is None:
            return frozenset()
        item, names = self._item, {*details_of(question, self._item), *self.items.names()}
        if question.kind is TicketKind.COMPLAINT:
            names.add("confidential")
        elif question.kind is TicketKind.INFORMATION:
            names |= {"answer", "answered"}
        if self._facts.refusal and item is not None and is_ordered(question, item):
            names |= set(EXCEPTION)
        return frozenset(names)

    def _add(self, detail: Detail, enter: EnterGoesOn) -> None:
        name = _(detail.label)
        options = [(option.key, _(option.word)) for option in detail.options]
        editor: QWidget
        if detail.name == COST_CENTRE:
            editor = self._cost_centre
            editor.chosen.connect(self._on_cost_centre)
            editor.cleared.connect(lambda: self._on_value(COST_CENTRE, ""))
            editor.edit.textEdited.connect(lambda _typed: self._on_value(COST_CENTRE, self._cost_centre.text()))
            editor.entered_empty.connect(lambda: go_on(self._cost_centre.edit))
            editor.nothing_found.connect(self._on_no_cost_centre)
        elif detail.is_bar:
            bar = Segmented(options, name=name)
            bar.chosen.connect(partial(self._on_value, detail.name))
            for one in bar.buttons:
                enter.watch(one)
            editor = bar
        elif options:
            box = ChoiceBox(name=name)
            box.set_options(options)
            box.chosen.connect(partial(self._on_value, detail.name))
            enter.watch(box)
            editor = box
        else:
            line: QLineEdit = DayEdit(lambda: today(self._workplace.desk.clock)) if detail.is_day else QLineEdit()
            if detail.example:
                line.setPlaceholderText(_(detail.example))
            line.textEdited.connect(partial(self._on_value, detail.name))
            enter.watch(line)
            editor = line
        self._place(detail.name, name, editor, is_wide=detail.is_wide)

    def _add_answer(self, enter: EnterGoesOn) -> None:
        self.confidential = QCheckBox(_("Only quality staff read it"))
        self.confidential.clicked.connect(self._on_confidential)
        self.answer = TextBox(name=_("Answer given"), lines=2, max_lines=6)
        self.answer.edited.connect(self._on_answer)
        self.answered = QCheckBox(_("Answered at once"))
        self.answered.clicked.connect(self._on_answered)
        for name, label, editor in (
            ("confidential", _("Confidential"), self.confidential),
            ("answer", _("Answer given"), self.answer),
            ("answered", _("Done"), self.answered),
        ):
            if isinstance(editor, QCheckBox):
                enter.watch(editor)
            self._place(name, label, editor, is_wide=True)

    def _add_exception(self, enter: EnterGoesOn) -> None:
        for name, label in zip(EXCEPTION, (_("Why all the same?"), _("Who decides this?")), strict=True):
            line = QLineEdit()
            line.textEdited.connect(partial(self._on_line, name))
            enter.watch(line)
            self._place(name, label, line, is_wide=name == EXCEPTION[0], required=True)

    def _place(self, name: str, label: str, editor: QWidget, *, is_wide: bool, required: bool = False) -> None:
        self._editors[name] = editor
        field = self._form.add(name, label, editor, labels="above", placed=False, required=required)
        field.setParent(self._columns)
        self._cells[name] = field, is_wide

    def _fill(self, detail: Detail, value: str) -> None:
        editor = self._editors[detail.name]
        if isinstance(editor, Segmented):
            known = [option.key for option in detail.options]
            editor.set_key(value if value in known else known[0])
        elif isinstance(editor, ChoiceBox):
            editor.set_key(value)
        elif isinstance(editor, Picker):
            if (editor.choice.key if editor.choice is not None else editor.text()) != value:
                editor.set_text(value)
        else:
            _set_text(editor, value)

    def _find_cost_centres(self, words: str) -> list[Choice]:
        """On a worker."""
        found = self._workplace.desk.people.find_cost_centres(self._workplace.actor, words)
        return [Choice(row.code, row.code, _facts_of(row.name, row.department, row.holder)) for row in found]

    def _on_cost_centre(self, choice: Choice) -> None:
        self._on_value(COST_CENTRE, choice.key)
        self.settled.emit()

    def _on_no_cost_centre(self) -> None:
        """A desk that keeps none takes what is typed."""
        if not self._facts.unknown_cost_centre:
            self._cost_centre.close_popup()
            go_on(self._cost_centre.edit)
        self.settled.emit()

    def _on_value(self, name: str, value: Any) -> None:  # noqa: ANN401 -- key of a bar or a list, or typed text
        self._tell({"details": {**self._question.details, name: str(value)}})

    def _on_line(self, name: str, typed: str) -> None:
        self._tell({name: typed})

    def _on_confidential(self, is_on: bool) -> None:
        self._tell({"confidential": is_on})

    def _on_answer(self) -> None:
        self._tell({"answer": self.answer.text()})

    def _on_answered(self, is_on: bool) -> None:
        self._tell({"answered": is_on})

    def _tell(self, changes: Mapping[str, object]) -> None:
        self._question = replace(self._question, **changes)  # type: ignore[arg-type]  # names and types of its fields
        self._arrange(self._question)
        self.edited.emit(changes)


def _set_text(editor: QWidget, text: str) -> None:
    if isinstance(editor, QLineEdit) and editor.text() != text:
        line: QLineEdit = editor
        line.setText(text)


def _facts_of(*facts: str) -> str:
    return " · ".join(fact for fact in facts if fact)
