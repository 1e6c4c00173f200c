# SPDX-License-Identifier: EUPL-1.2
"""The four lists of a product: prices, who may have it, extra questions, steps with the drawing of their course."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desk_app.catalogue.line_words import entitlement_words, field_words, price_words, step_words
from desk_app.catalogue.messages import ItemContent
from desk_app.core.i18n import _
from ui.catalogue import step_order
from ui.catalogue.entitlement_form import EntitlementForm
from ui.catalogue.field_form import FieldForm
from ui.catalogue.grounds import Grounds
from ui.catalogue.price_form import PriceForm
from ui.catalogue.step_drawing import StepDrawing
from ui.catalogue.step_form import StepForm
from ui.widgets.line_form import LineForm
from ui.widgets.line_list import LineList
from ui.widgets.look import pad


class ItemLists:
    """The lists, each a widget to be placed."""

    def __init__(self, grounds: Grounds, is_ordered: Callable[[], bool]) -> None:
        self._grounds = grounds
        self._is_ordered = is_ordered
        names = grounds.names
        self.prices = LineList(
            name=_("Prices"),
            add=_("Add a price"),
            nothing=_("No price: it is free."),
            words=price_words,
            make_form=self._price_form,
            is_ordered=False,
        )
        self.entitlements = LineList(
            name=_("Who may have it"),
            add=_("Only for some customers"),
            nothing=_("For everybody."),
            words=lambda line: entitlement_words(line, names),
            make_form=lambda line, _place: EntitlementForm(line, names),
            is_ordered=False,
        )
        self.fields = LineList(
            name=_("Extra questions"),
            add=_("Add a question"),
            nothing=_("Nothing extra."),
            words=field_words,
            make_form=self._field_form,
        )
        self.steps = LineList(
            name=_("Steps"),
            add=_("Add a step"),
            nothing=_("No steps."),
            words=lambda line: step_words(line, self.steps.lines, names),
            make_form=self._step_form,
            move=step_order.moved,
            take_out=step_order.without,
        )
        self.drawing = StepDrawing()
        self.steps_box = _Below(self.steps, self.drawing)
        self.by_name: dict[str, LineList] = {
            "prices": self.prices,
            "entitlements": self.entitlements,
            "fields": self.fields,
            "steps": self.steps,
        }
        self.steps.edited.connect(self._draw)

    def set_content(self, content: ItemContent) -> None:
        """Shows the lists of a product."""
        for name, box in self.by_name.items():
            box.set_lines(getattr(content, name))
        self._draw()

    def _draw(self) -> None:
        self.drawing.show_steps(self.steps.lines)

    def _price_form(self, line: Any, _place: int | None) -> LineForm:  # noqa: ANN401 -- a PriceLine or None
        return PriceForm(line, self._grounds.day, is_ordered=self._is_ordered())

    def _field_form(self, line: Any, place: int | None) -> LineForm:  # noqa: ANN401 -- a FieldLine or None
        others = [one.code for number, one in enumerate(self.fields.lines) if number != place]
        return FieldForm(line, others)

    def _step_form(self, line: Any, place: int | None) -> LineForm:  # noqa: ANN401 -- a StepLine or None
        lines = self.steps.lines
        others = [one for number, one in enumerate(lines) if number != place]
        return StepForm(line, step_order.may_come_first(lines, place), others, self._grounds.names)


class _Below(QWidget):
    """A list with something under it; to a form it is the list."""

    def __init__(self, box: LineList, under: QWidget) -> None:
        super().__init__()
        self.edited = box.edited
        column = QVBoxLayout(self)
        pad(column, spacing=8)
        column.addWidget(box)
        column.addWidget(under)
        self.setFocusProxy(box)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
