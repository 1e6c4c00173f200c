# SPDX-License-Identifier: EUPL-1.2
"""One target: for which tickets, how fast, by which calendar, what stops the clock, and what it is worth."""

from itertools import islice
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from desk_app.catalogue.messages import LeadTime, LeadUnit, TicketKind
from desk_app.catalogue.wording import KIND_NAMES
from desk_app.contracts.line_words import REASON_NAMES
from desk_app.contracts.messages import PendingReason, TargetLine
from desk_app.contracts.target_checks import MOST_WEIGHT, PRIORITIES, line_faults
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from desk_app.core.words import words
from ui.catalogue.value_boxes import LeadBox, MaybeLead
from ui.contracts.opening import Grounds
from ui.widgets.boxes import TypedNumberBox
from ui.widgets.choice_list import Choice
from ui.widgets.flow import FlowLayout
from ui.widgets.line_form import LineForm
from ui.widgets.picker import Picker, Runs
from ui.widgets.value_boxes import LineBox, WithWords, choice_box, choose, choose_or_add

MOST_SHOWN = 20
FIRST = TargetLine(completion=LeadTime(8 * 60, LeadUnit.MINUTES))
"""Where a new target begins: a working day in hours, for every ticket."""


class TargetForm(LineForm):
    """A new target, or a changed one."""

    JUDGED: ClassVar[frozenset[str]] = frozenset({"response", "completion", "norm_percent", "weight", "consequence"})

    def __init__(self, tasks: Runs, line: TargetLine | None, grounds: Grounds, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            title=_("Target"),
            words=_("What you leave open holds for all. The target that says most about a ticket counts."),
        )
        self._line = line or FIRST
        names = grounds.names
        self._items = {one.id: Choice(one.id, one.name, one.code) for one in grounds.choices.items}
        self._by_text = {choice.line.casefold(): number for number, choice in self._items.items()}
        self.item = Picker(tasks, self._find, name=_("Product"), placeholder=_("every product"))
        self.building = choice_box(_("Place"), [(None, _("everywhere")), *names.buildings.items()])
        self.priority = choice_box(
            _("Priority"),
            [(None, _("every priority")), *((number, str(number)) for number in PRIORITIES)],
        )
        self.kind = choice_box(
            _("Kind"), [(None, _("every kind")), *((kind, _(word)) for kind, word in KIND_NAMES.items())]
        )
        self.response = MaybeLead(_("within"), name=_("First answer"), as_typed=True)
        self.completion = LeadBox(name=_("Ready"), as_typed=True)
        self.calendar = choice_box(_("Calendar"), [(None, _("that of the desk")), *names.calendars.items()])
        self.pauses = {reason: QCheckBox(_(word)) for reason, word in REASON_NAMES.items()}
        self.norm = TypedNumberBox(name=_("Norm"), low=1, high=100)
        self.weight = TypedNumberBox(name=_("Weight"), low=1, high=MOST_WEIGHT)
        self.consequence = LineBox()
        self.consequence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._show()
        self.item.setFocus()

    def is_last(self, field: QWidget) -> bool:
        return field is self.consequence

    def line(self) -> TargetLine:
        faults: dict[str, str] = {}
        try:
            item_id = self._item_id()
        except InvalidInput as error:
            item_id = None
            faults |= error.fields
        line = TargetLine(
            id=self._line.id,
            item_id=item_id,
            building_id=self.building.currentData(),
            priority=self.priority.currentData(),
            kind=None if self.kind.currentData() is None else TicketKind(self.kind.currentData()),
            response=self.response.lead,
            completion=self.completion.lead,
            calendar_id=self.calendar.currentData(),
            pauses=frozenset(reason for reason, tick in self.pauses.items() if tick.isChecked()),
            norm_percent=self.norm.number,
            weight=self.weight.number,
            consequence=self.consequence.line.strip(),
        )
        faults |= line_faults(line)
        faults |= self._no_numbers()
        if faults:
            raise InvalidInput(faults)
        return line

    def _no_numbers(self) -> dict[str, str]:
        """Where no whole number stands."""
        leads = {"response": self.response.box, "completion": self.completion}
        found = {
            name: _("Write a whole number with digits only. For part of an hour, choose minutes.")
            for name, box in leads.items()
            if not box.is_number and (name != "response" or self.response.tick.isChecked())
        }
        for name, box in (("norm_percent", self.norm), ("weight", self.weight)):
            if not box.is_number:
                found[name] = _("Write a whole number with digits only, such as 8.")
        return found

    def _item_id(self) -> int | None:
        """The chosen product; of one that was only typed, the one that is called exactly that."""
        if self.item.choice is not None:
            number: int = self.item.choice.key
            return number
        text = self.item.text().strip()
        if not text:
            return None
        found = self._by_text.get(text.casefold())
        if found is None:
            raise InvalidInput({"item_id": _("Choose a product from the list, or leave it empty for every product.")})
        return found

    def _find(self, text: str) -> list[Choice]:
        """On a worker; the names never change while the form is open."""
        asked = words(text)
        found = (
            choice
            for choice in self._items.values()
            if all(any(own.startswith(word) for own in words(choice.line)) for word in asked)
        )
        return list(islice(found, MOST_SHOWN))

    def _lay_out(self) -> None:
        pauses = QWidget()
        row = FlowLayout(pauses, spacing=12)
        for reason, tick in self.pauses.items():
            tick.setObjectName(reason.value)  # what is half typed finds it by this name
            row.addWidget(tick)
        pauses.setFocusProxy(next(iter(self.pauses.values())))
        pauses.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.form.add("item_id", _("Product"), self.item)
        self.form.add("building_id", _("Place"), self.building)
        self.form.add("priority", _("Priority"), self.priority, hint=_("1 is the most urgent."))
        self.form.add("kind", _("Kind"), self.kind)
        self.form.add("response", _("First answer"), self.response)
        self.form.add("completion", _("Ready within"), self.completion, required=True)
        self.form.add("calendar_id", _("Calendar"), self.calendar)
        self.form.add("pauses", _("Clock stops for"), pauses, hint=_("While a ticket waits for this, no time passes."))
        self.form.add("norm_percent", _("Norm"), WithWords(self.norm, _("% is on time")), required=True)
        self.form.add("weight", _("Weight"), self.weight, hint=_("How much it counts in the figure of the whole."))
        self.form.add("consequence", _("Penalty or bonus"), self.consequence, hint=_("As it stands in the contract."))

    def _show(self) -> None:
        shown = self._line
        if shown.item_id is not None:
            self.item.choose(self._items.get(shown.item_id) or Choice(shown.item_id, _("(not in this list)")))
        for box, key in (
            (self.building, shown.building_id),
            (self.priority, shown.priority),
            (self.calendar, shown.calendar_id),
        ):
            choose_or_add(box, key)
        choose(self.kind, shown.kind)
        self.response.set_lead(shown.response)
        if shown.response is None:
            self.response.box.set_lead(LeadTime(60, LeadUnit.MINUTES))
        self.completion.set_lead(shown.completion)
        for reason, tick in self.pauses.items():
            tick.setChecked(PendingReason(reason) in shown.pauses)
        self.norm.show_number(shown.norm_percent)
        self.weight.show_number(shown.weight)
        self.consequence.show_line(shown.consequence)
