# SPDX-License-Identifier: EUPL-1.2
"""The fields that a product brings: from stock or to order, and its own questions. Made anew when the product changes."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from desk_app.catalogue.messages import ItemRow, Supply
from desk_app.catalogue.policy import price_of
from desk_app.catalogue.wording import in_language, lead_text
from desk_app.core import formats
from desk_app.core.i18n import _
from desk_app.intake.draft import is_ordered, supply_of
from desk_app.intake.messages import Question
from desk_app.intake.typed_answers import field_name
from ui.intake.answer_editors import WIDE, AnswerEditor, editor_for
from ui.intake.fields import EnterGoesOn
from ui.shell.page import Workplace
from ui.widgets.form import Field, Form
from ui.widgets.look import look
from ui.widgets.segmented import Segmented

SUPPLY = "supply"
STACKED_FROM = 150
"""From this zoom on the two ways stand under each other."""


class SupplyBar(Segmented):
    """``Uit voorraad · direct`` beside ``Bestellen · 20 werkdagen · € 25,00``."""

    def __init__(self, item: ItemRow) -> None:
        super().__init__([(one, supply_words(item, one)) for one in (Supply.STOCK, Supply.ORDER)], name=_("Delivery"))
        self._stack()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_keys"):
            self._stack()

    def _stack(self) -> None:
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            is_stacked = look().zoom >= STACKED_FROM
            layout.setDirection(QBoxLayout.Direction.TopToBottom if is_stacked else QBoxLayout.Direction.LeftToRight)


def supply_words(item: ItemRow, supply: Supply) -> str:
    """How it comes, when, and for how much."""
    to_order = supply is Supply.ORDER and item.order_lead is not None
    lead = item.order_lead if to_order and item.order_lead is not None else item.lead
    price = price_of(item, supply)
    parts = (_("Order") if to_order else _("From stock"), lead_text(lead), formats.money(price) if price else "")
    return " · ".join(part for part in parts if part)


class ItemFields(QObject):
    """Makes the editors and takes them away; the form minds their errors, the caller gives them a place.

    Signals:
        edited(Mapping): these fields of the question were changed by somebody.
        settled: what Enter in a picker was waiting for has come, or will not come.
    """

    edited = Signal(object)
    settled = Signal()

    def __init__(self, workplace: Workplace, form: Form, enter: EnterGoesOn, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._form = form
        self._enter = enter
        self._question = Question()
        self._made_for: tuple[object, ...] = ()
        self._supply: SupplyBar | None = None
        self._editors: dict[str, AnswerEditor] = {}
        """By code."""
        self._fields: dict[str, tuple[Field, bool]] = {}

    @property
    def is_waiting(self) -> bool:
        """Whether an answer to Enter is still to come."""
        return any(editor.is_waiting for editor in self._editors.values())

    def names(self) -> tuple[str, ...]:
        """The fields that are there, in Tab order."""
        return tuple(self._fields)

    def cells(self) -> Mapping[str, tuple[QWidget, bool]]:
        """The fields by name, each with whether it is wide."""
        return dict(self._fields)

    def follow(self, before: QWidget) -> None:
        """Gives the fields their place in the Tab order, after this one."""
        for field, _is_wide in self._fields.values():
            QWidget.setTabOrder(before, field.editor)
            before = field.editor

    def show(self, question: Question, item: ItemRow | None) -> bool:
        """Shows the fields of this product, filled in; none when it is not asked for. Returns whether they are new, so
        that they want a place."""
        self._question = question
        asked = item if item is not None and is_ordered(question, item) else None
        made_for = () if asked is None else _what_it_brings(asked)
        is_new = made_for != self._made_for
        if is_new:
            self._made_for = made_for
            self._take_away()
            if asked is not None:
                self._make(asked)
        if self._supply is not None:
            self._supply.set_key(supply_of(question, asked) or Supply.STOCK)
        for code, editor in self._editors.items():
            editor.fill(question.answers.get(code, ""), question.answer_names.get(code, ""))
        return is_new

    def _make(self, item: ItemRow) -> None:
        if item.order_lead is not None:
            bar = SupplyBar(item)
            bar.chosen.connect(lambda supply: self._tell({"supply": supply}))
            for one in bar.buttons:
                self._enter.watch(one)
            bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else Qt moves none of its buttons in the Tab order
            self._supply = bar
            self._fields[SUPPLY] = self._form.add(SUPPLY, _("Delivery"), bar, labels="above", placed=False), True
        for line in item.fields:
            editor = editor_for(line, self._workplace, self._enter, self)
            editor.widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            editor.edited.connect(partial(self._on_answer, line.code))
            editor.settled.connect(self.settled)
            self._editors[line.code] = editor
            field = self._form.add(
                field_name(line.code),
                in_language(line.label, line.label_en),
                editor.widget,
                required=line.required,
                hint=in_language(line.help, line.help_en),
                labels="above",
                placed=False,
            )
            self._fields[field_name(line.code)] = field, line.field_type in WIDE

    def _take_away(self) -> None:
        """What they still have to say is no longer about the question on screen."""
        for editor in self._editors.values():
            editor.blockSignals(True)
            editor.deleteLater()
        for name in self._fields:
            self._form.remove(name)
        self._supply = None
        self._editors.clear()
        self._fields.clear()

    def _on_answer(self, code: str, value: str, name: str) -> None:
        names = {**self._question.answer_names, code: name}
        self._tell(
            {
                "answers": {**self._question.answers, code: value},
                "answer_names": {key: shown for key, shown in names.items() if shown},
            }
        )

    def _tell(self, changes: Mapping[str, Any]) -> None:
        self.edited.emit(changes)


def _what_it_brings(item: ItemRow) -> tuple[object, ...]:
    return item.id, item.fields, item.lead, item.order_lead, item.price_cents, item.order_price_cents
