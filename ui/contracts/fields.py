# SPDX-License-Identifier: EUPL-1.2
"""All fields of an agreement in their sections, in the tab order of ``ux.md`` 2.5.10; in goes a sheet, out comes one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.contracts.editing import LABELS
from desk_app.contracts.line_words import rung_words, target_line_words
from desk_app.contracts.messages import AgreementKind, AgreementSheet, CostPeriod, Evaluation, Renewal
from desk_app.contracts.wording import COST_PERIOD_NAMES, EVALUATION_NAMES, RENEWAL_NAMES
from desk_app.core.i18n import N_, _
from ui.contracts.opening import Grounds
from ui.contracts.rung_form import RungForm
from ui.contracts.target_form import TargetForm
from ui.contracts.words import KIND_CHOICES
from ui.shell.page import Workplace
from ui.widgets.boxes import DateBox
from ui.widgets.faults import by_field, of_line
from ui.widgets.form import required_note
from ui.widgets.half_lines import HalfLines
from ui.widgets.line_list import LineList
from ui.widgets.look import look
from ui.widgets.record_fields import RecordFields
from ui.widgets.segmented import Segmented
from ui.widgets.several_box import SeveralBox
from ui.widgets.value_boxes import LineBox, MaybeDay, MoneyBox, WithWords, choice_box, choose, choose_or_add

CODE_WIDTH = 200
A_YEAR = timedelta(days=365)
PARTY_FIELDS: dict[AgreementKind, str] = {
    AgreementKind.SLA: "department_ids",
    AgreementKind.OLA: "team_id",
    AgreementKind.SUPPLIER: "supplier_id",
}
"""The field that says with whom."""

RENEWAL_HINTS: dict[Renewal, str] = {
    Renewal.NONE: N_("After the last day it no longer holds."),
    Renewal.TACIT: N_("It holds on after the last day until somebody gives notice."),
    Renewal.EXPLICIT: N_("After the last day it no longer holds, unless both agree on a new last day."),
}


class AgreementFields(RecordFields):
    """The fields of an agreement."""

    def __init__(self, workplace: Workplace, grounds: Grounds) -> None:
        super().__init__()
        self._tasks = workplace.tasks
        self._grounds = grounds
        self._sheet: AgreementSheet | None = None
        names = grounds.names
        self.name = LineBox()
        self.code = LineBox()
        self.kind = Segmented([(kind, _(word)) for kind, word in KIND_CHOICES.items()], name=_("Kind"))
        self.departments = SeveralBox(workplace.tasks, names.departments, name=_("Parts of the organisation"))
        nobody: list[tuple[object, str]] = [(None, _("Choose a team"))]
        self.team = choice_box(_("Team"), [*nobody, *names.teams.items()])
        nobody = [(None, _("Choose a supplier"))]
        self.supplier = choice_box(_("Supplier"), [*nobody, *names.suppliers.items()])
        self.valid_from = DateBox(name=_("First day"))
        self.days: Mapping[str, MaybeDay] = {
            "valid_until": MaybeDay(_("until and including"), name=_("Last day")),
            "notice_on": MaybeDay(_("on this day at the latest"), name=_("Give notice before")),
            "reminder_on": MaybeDay(_("remind me on"), name=_("Reminder")),
            "notice_given_on": MaybeDay(_("on"), name=_("Notice was given on")),
        }
        self.renewal = choice_box(_("Renewal"), [(one, _(word)) for one, word in RENEWAL_NAMES.items()])
        self.owner = LineBox()
        self.items = SeveralBox(workplace.tasks, names.items, name=_("Products"))
        self.amount = MoneyBox(name=_("Amount"))
        self.period = choice_box(_("Paid"), [(one, _(word)) for one, word in COST_PERIOD_NAMES.items()])
        self.evaluation = choice_box(_("Evaluation"), [(one, _(word)) for one, word in EVALUATION_NAMES.items()])
        self.lists: Mapping[str, LineList] = {
            "targets": LineList(
                name=_("Targets"),
                add=_("Add a target"),
                nothing=_("No targets: it promises nothing about time."),
                words=lambda line: target_line_words(line, names),
                make_form=lambda line, _place: TargetForm(self._tasks, line, grounds),
            ),
            "rungs": LineList(
                name=_("Escalation"),
                add=_("Add a warning"),
                nothing=_("Only the usual warnings: when a ticket is at risk, and when it is late."),
                words=rung_words,
                make_form=lambda line, _place: RungForm(line),
                is_ordered=False,
            ),
        }
        self._fit()
        self._lay_out()
        self.form.edited.connect(self._on_edited)
        for line in self.lists.values():
            line.half_typed.connect(self.half_typed)

    @property
    def content(self) -> AgreementSheet:
        """The agreement as the fields say it now; an amount that is none counts as what was stored."""
        assert self._sheet is not None
        kind = AgreementKind(self.kind.key)
        cents = 0 if self.amount.is_empty else self.amount.cents
        days: Mapping[str, Any] = {name: box.day for name, box in self.days.items()}
        return replace(
            self._sheet,
            name=self.name.line,
            code=self.code.line,
            kind=kind,
            department_ids=frozenset(self.departments.ids) if kind is AgreementKind.SLA else frozenset(),
            team_id=self.team.currentData() if kind is AgreementKind.OLA else None,
            supplier_id=self.supplier.currentData() if kind is AgreementKind.SUPPLIER else None,
            valid_from=self.valid_from.day,
            **days,
            renewal=Renewal(self.renewal.currentData()),
            owner=self.owner.line,
            item_ids=frozenset(self.items.ids),
            cost_cents=self._sheet.cost_cents if cents is None else cents,
            cost_period=CostPeriod(self.period.currentData()),
            evaluation=Evaluation(self.evaluation.currentData()),
            targets=self.lists["targets"].lines,
            rungs=self.lists["rungs"].lines,
        )

    @property
    def bad_amount(self) -> str:
        """What stands where an amount belongs and is none; empty when it is one."""
        return "" if self.amount.is_empty or self.amount.cents is not None else self.amount.text()

    @property
    def unsendable(self) -> dict[str, str]:
        """What cannot even be sent to the desk, by field."""
        if not self.bad_amount:
            return {}
        return {"cost_cents": _("Write the price as an amount in euros, such as 12,50.")}

    def set_half(self, half: Mapping[str, HalfLines]) -> None:
        """What was half typed some other time."""
        for name, lines in half.items():
            if name in self.lists:
                self.lists[name].set_half(lines)

    def set_content(self, sheet: AgreementSheet, amount: str = "") -> None:
        """Shows this agreement; ``amount`` is what was typed where an amount belongs."""
        self._is_filling = True
        self._sheet = sheet
        self.name.show_line(sheet.name)
        self.code.show_line(sheet.code)
        self.kind.set_key(sheet.kind)
        self.departments.set_ids(_by_name(sheet.department_ids, self._grounds.names.departments))
        choose_or_add(self.team, sheet.team_id)
        choose_or_add(self.supplier, sheet.supplier_id)
        self.valid_from.show_day(sheet.valid_from)
        for name, box in self.days.items():
            day: date | None = getattr(sheet, name)
            box.set_day(day, otherwise=self._usual(name, sheet))
        choose(self.renewal, sheet.renewal)
        self.owner.show_line(sheet.owner)
        self.items.set_ids(_by_name(sheet.item_ids, self._grounds.names.items))
        self.amount.set_cents(sheet.cost_cents)
        if amount:
            self.amount.put_back(amount)
        choose(self.period, sheet.cost_period)
        choose(self.evaluation, sheet.evaluation)
        for name, lines in self.lists.items():
            lines.set_lines(getattr(sheet, name))
        self.form.show_field("notice_given_on", is_shown=sheet.id > 0)
        self._is_filling = False
        self.form.set_clean()
        self._mind()

    def show_faults(self, faults: Mapping[str, str]) -> None:
        for name, box in self.lists.items():
            box.show_faults(of_line(faults, name))
        self.form.show_errors(by_field(faults, numbered=("targets",)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "owner"):
            self._fit()

    def _usual(self, name: str, sheet: AgreementSheet) -> date:
        """Where the box of a day begins when it is ticked."""
        if name == "notice_given_on":
            return self._grounds.day
        last = sheet.valid_until or max(sheet.valid_from, self._grounds.day) + A_YEAR
        back = {"valid_until": 0, "notice_on": 90, "reminder_on": 120}[name]
        return max(last - timedelta(days=back), sheet.valid_from)

    def _fit(self) -> None:
        self.code.setFixedWidth(look().px(CODE_WIDTH))
        for line in (self.name, self.owner):
            line.setFixedWidth(look().px("name"))
        for box in (self.team, self.supplier, self.renewal):
            box.setMaximumWidth(look().px("text"))

    def _lay_out(self) -> None:
        what = self._section(_("What was agreed, and with whom?"), _("The number is how people look it up."))
        self._place(what, "name", WithWords(self.name), required=True)
        self._place(what, "code", WithWords(self.code, _("for example SLA-2026")), required=True)
        self._place(what, "kind", self.kind, required=True)
        self._place(
            what,
            "department_ids",
            self.departments,
            hint=_(
                "Who works there falls under it, and may have what it entitles to. None: it holds for products only."
            ),
        )
        self._place(what, "team_id", self.team, required=True)
        self._place(what, "supplier_id", self.supplier, required=True)
        self._place(what, "owner", WithWords(self.owner), required=True, hint=_("Who decides whether it goes on."))
        self._place(what, "item_ids", self.items, hint=_("None: it covers every product."))
        when = self._section(_("From when until when?"), _("Balie warns 90, 60 and 30 days before the day for notice."))
        self._place(when, "valid_from", self.valid_from, required=True)
        for name in ("valid_until", "notice_on", "reminder_on"):
            self._place(when, name, self.days[name])
        self._place(when, "renewal", self.renewal)
        self._place(when, "notice_given_on", self.days["notice_given_on"])
        cost = self._section(_("What does it cost?"), _("Without VAT."))
        self._place(cost, "cost_cents", WithWords("€", self.amount, self.period))
        self._place(cost, "evaluation", self.evaluation, hint=_("How often you look together at how it goes."))
        promise = self._section(
            _("What is promised?"),
            _("The target that says most about a ticket counts; it sets the clock of new tickets."),
        )
        self._place(promise, "targets", self.lists["targets"])
        self._place(promise, "rungs", self.lists["rungs"], hint=_("Whom Balie warns, and when."))
        self._column.addWidget(required_note())

    def _place(
        self, section: QVBoxLayout, name: str, editor: QWidget, *, required: bool = False, hint: str = ""
    ) -> None:
        self._add(section, name, _(LABELS[name]), editor, required=required, hint=hint)

    def _line_lists(self) -> Mapping[str, LineList]:
        return self.lists

    def _mind(self) -> None:
        """What follows from the fields: which party is asked, what renewing means."""
        for kind, name in PARTY_FIELDS.items():
            self.form.show_field(name, is_shown=kind is self.kind.key)
        self.form.field("renewal").show_hint(_(RENEWAL_HINTS[Renewal(self.renewal.currentData())]))


def _by_name(ids: frozenset[int], names: Mapping[int, str]) -> list[int]:
    return sorted(ids, key=lambda one: names.get(one, "").casefold())
