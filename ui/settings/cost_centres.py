# SPDX-License-Identifier: EUPL-1.2
"""Section Kostenplaatsen: where costs are charged to, and who decides about them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desk_app.core.actor import Right
from desk_app.core.i18n import N_, _, ngettext
from desk_app.core.messages import Command
from desk_app.relations.messages import CostCentreChanged, CostCentreRow, PersonChanged, SaveCostCentre
from ui.settings.list_section import ListSection
from ui.settings.record_form import (
    RecordForm,
    department_picker,
    key_of,
    people_picker,
    put_choice_back,
    typed_choice,
)
from ui.settings.section import Equipment, fit_line
from ui.shell.page import Workplace
from ui.widgets.badge import Chip
from ui.widgets.choice_list import Choice
from ui.widgets.table_model import Column


class CostCentreForm(RecordForm):
    """One cost centre."""

    NEW: ClassVar[str] = N_("New cost centre")

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._open_tickets = 0
        self.code = QLineEdit()
        self.name = QLineEdit()
        for line in (self.code, self.name):
            fit_line(line)
        self.department = department_picker(workplace)
        self.holder = people_picker(workplace, _("Budget holder"))
        self.active = QCheckBox(_("May be used"))
        self.form.add("code", _("Code"), self.code, required=True, hint=_("As finance writes it."))
        self.form.add("name", _("Name"), self.name, required=True)
        self.add_wide(
            "holder_id", _("Budget holder"), self.holder, hint=_("Who is asked when something needs approval.")
        )
        self.add_wide("department_id", _("Part of the organisation"), self.department)
        self.form.add("active", _("In use"), self.active)

    @property
    def first(self) -> QWidget:
        return self.code

    def editors(self) -> tuple[QWidget, ...]:
        """All fields."""
        return self.code, self.name, self.holder, self.department, self.active

    def name_of(self, row: CostCentreRow) -> str:
        return f"{row.code} · {row.name}"

    def fill(self, row: CostCentreRow | None) -> None:
        self._open_tickets = 0
        self.code.setText(row.code if row else "")
        self.name.setText(row.name if row else "")
        self.holder.choose(Choice(row.holder_id, row.holder) if row and row.holder_id else None)
        self.department.choose(Choice(row.department_id, row.department) if row and row.department_id else None)
        self.active.setChecked(row.active if row else True)
        self.form.show_field("active", is_shown=row is not None)

    def typed(self) -> dict[str, str]:
        return {
            "code": self.code.text(),
            "name": self.name.text(),
            **typed_choice(self.holder, "holder"),
            **typed_choice(self.department, "department"),
            "active": "yes" if self.active.isChecked() else "",
        }

    def put_back(self, typed: Mapping[str, str]) -> None:
        self.code.setText(typed.get("code", ""))
        self.name.setText(typed.get("name", ""))
        put_choice_back(self.holder, "holder", typed)
        put_choice_back(self.department, "department", typed)
        self.active.setChecked(bool(typed.get("active")))

    def command(self) -> SaveCostCentre:
        return SaveCostCentre(
            cost_centre_id=self.row.id if self.row else None,
            version=self.row.version if self.row else None,
            code=self.code.text(),
            name=self.name.text(),
            holder_id=key_of(self.holder, "holder_id"),
            department_id=key_of(self.department, "department_id"),
            active=self.active.isChecked(),
        )

    def values(self, row: CostCentreRow) -> dict[str, str]:
        return {
            "code": row.code,
            "name": row.name,
            "holder_id": row.holder,
            "department_id": row.department,
            "active": _("yes") if row.active else _("no"),
        }

    def show_open_tickets(self, count: int) -> None:
        """How many open tickets are charged to it."""
        self._open_tickets = count
        self.mind_effect()

    def effect(self) -> str:
        row: CostCentreRow | None = self.row
        if row is None or not self.is_dirty:
            return ""
        said = []
        count = self._open_tickets
        is_renamed, is_closed = self.code.text().strip() != row.code, row.active and not self.active.isChecked()
        if count and (is_renamed or is_closed):
            said.append(
                ngettext(
                    "{count} open ticket is charged to {code} and stays so.",
                    "{count} open tickets are charged to {code} and stay so.",
                    count,
                ).format(count=count, code=row.code)
            )
        if is_closed:
            said.append(_("Nobody can choose {code} any more.").format(code=row.code))
        holder = self.holder.choice
        if (holder.key if holder else None) != row.holder_id:
            if holder is None:
                said.append(_("Without a budget holder nobody can approve on {code}.").format(code=row.code))
            else:
                said.append(
                    _("From now on {name} is asked. Who was asked already can still answer.").format(name=holder.title)
                )
        return " ".join(said)


class CostCentresSection(ListSection[CostCentreRow]):
    """All cost centres by code."""

    NAME: ClassVar[str] = N_("Cost centres")
    EXPLANATION: ClassVar[str] = N_(
        "Where costs are charged to, and who decides about them. What is no longer used is switched off, not removed."
    )
    ICON: ClassVar[str] = "euro"
    WORDS: ClassVar[tuple[str, ...]] = (N_("Budget holder"), N_("Approval"), N_("New cost centre"))
    RIGHT: ClassVar[Right | None] = Right.CHANGE_SETTINGS
    NEW: ClassVar[str] = N_("New cost centre")
    EMPTY: ClassVar[str] = N_("There are no cost centres yet. Press Ctrl+N for the first one.")
    KEPT: ClassVar[str] = "cost-centre"
    LEFT_OUT: ClassVar[tuple[int, ...]] = (2, 3, 4)

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        workplace.bridge.listen(self, (CostCentreChanged, PersonChanged), lambda _event: self.refresh())

    def columns(self) -> tuple[Column[CostCentreRow], ...]:
        return (
            Column(_("Code"), lambda row: row.code, width=110),
            Column(_("Name"), lambda row: row.name),
            Column(_("Budget holder"), lambda row: row.holder, width=180),
            Column(_("Part of the organisation"), lambda row: row.department, width=150),
            Column(_("In use"), _state, chip=lambda row: Chip(_state(row), _chip(row)), width=180),
        )

    def make_form(self) -> CostCentreForm:
        self.centre = CostCentreForm(self.workplace)
        if not self.may_change:
            self.centre.show_read_only(self.centre.editors())
        return self.centre

    def is_for_me(self) -> bool:
        return self.workplace.actor.may(Right.SEE_PEOPLE)

    def reader(self) -> Callable[[], Sequence[CostCentreRow]]:
        return partial(self.workplace.desk.people.cost_centres, self.workplace.actor)

    def writer(self, command: Command) -> Callable[[], str]:
        assert isinstance(command, SaveCostCentre)
        desk, actor = self.workplace.desk, self.workplace.actor

        def write() -> str:
            desk.relations.save_cost_centre(actor, command)
            return _("Saved: {name}.").format(name=f"{command.code.strip()} {command.name.strip()}")

        return write

    def on_open(self, row: CostCentreRow | None) -> None:
        if row is None:
            return
        call = partial(self.workplace.desk.people.open_tickets_on, self.workplace.actor, row.code)

        def show(count: int) -> None:
            if self.record.row is not None and self.record.row.id == row.id:
                self.centre.show_open_tickets(count)

        self.workplace.tasks.run(self, call, done=show, key="charged")


def _state(row: CostCentreRow) -> str:
    if not row.active:
        return _("Switched off")
    return _("Holder has left") if row.holder_left else _("In use")


def _chip(row: CostCentreRow) -> str:
    return "waiting" if not row.active else "late" if row.holder_left else "done"
