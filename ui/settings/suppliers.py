# SPDX-License-Identifier: EUPL-1.2
"""Section Leveranciers: the companies that work for us or deliver to us."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desk_app.core.actor import Right
from desk_app.core.i18n import N_, _
from desk_app.core.messages import Command
from desk_app.relations.messages import SaveSupplier, SupplierChanged, SupplierRow
from ui.settings.list_section import ListSection
from ui.settings.record_form import RecordForm
from ui.settings.section import Equipment, fit_line
from ui.shell.page import Workplace
from ui.widgets.badge import Chip
from ui.widgets.table_model import Column


class SupplierForm(RecordForm):
    """One supplier."""

    NEW: ClassVar[str] = N_("New supplier")

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._agreements: tuple[str, ...] = ()
        self.code = QLineEdit()
        self.name = QLineEdit()
        self.email = QLineEdit()
        self.phone = QLineEdit()
        for line in (self.code, self.name, self.email, self.phone):
            fit_line(line)
        self.active = QCheckBox(_("We do business with it"))
        self.form.add("code", _("Code"), self.code, required=True, hint=_("Short, to find it by."))
        self.form.add("name", _("Name"), self.name, required=True, hint=_("As it stands on the contract."))
        self.form.add("email", _("E-mail"), self.email, hint=_("Where faults and orders go."))
        self.form.add("phone", _("Phone number"), self.phone)
        self.form.add("active", _("In use"), self.active)

    @property
    def first(self) -> QWidget:
        return self.code

    def editors(self) -> tuple[QWidget, ...]:
        """All fields."""
        return self.code, self.name, self.email, self.phone, self.active

    def name_of(self, row: SupplierRow) -> str:
        return row.name

    def show_use(self, agreements: tuple[str, ...]) -> None:
        """The agreements with it that hold or are to come."""
        self._agreements = agreements
        self.mind_effect()

    def fill(self, row: SupplierRow | None) -> None:
        self._agreements = ()
        self.code.setText(row.code if row else "")
        self.name.setText(row.name if row else "")
        self.email.setText(row.email if row else "")
        self.phone.setText(row.phone if row else "")
        self.active.setChecked(row.active if row else True)
        self.form.show_field("active", is_shown=row is not None)

    def command(self) -> SaveSupplier:
        return SaveSupplier(
            supplier_id=self.row.id if self.row else None,
            version=self.row.version if self.row else None,
            code=self.code.text(),
            name=self.name.text(),
            email=self.email.text(),
            phone=self.phone.text(),
            active=self.active.isChecked(),
        )

    def values(self, row: SupplierRow) -> dict[str, str]:
        return {
            "code": row.code,
            "name": row.name,
            "email": row.email,
            "phone": row.phone,
            "active": _("yes") if row.active else _("no"),
        }

    def effect(self) -> str:
        row: SupplierRow | None = self.row
        if row is not None and row.active and not self.active.isChecked():
            said = _("Nobody can make a new contract with it.")
            if not self._agreements:
                return said
            more = _("These contracts go on: {names}.").format(names=", ".join(self._agreements))
            return f"{said} {more}"
        return ""


class SuppliersSection(ListSection[SupplierRow]):
    """All suppliers by code."""

    NAME: ClassVar[str] = N_("Suppliers")
    EXPLANATION: ClassVar[str] = N_(
        "Who works for us or delivers to us. What is agreed with them stands at Contracts. Who is out of use is switched"
        " off, not removed."
    )
    ICON: ClassVar[str] = "package"
    WORDS: ClassVar[tuple[str, ...]] = (N_("Contract"), N_("Company"), N_("New supplier"))
    RIGHT: ClassVar[Right | None] = Right.CHANGE_SETTINGS
    NEW: ClassVar[str] = N_("New supplier")
    EMPTY: ClassVar[str] = N_("There are no suppliers yet. Press Ctrl+N for the first one.")
    KEPT: ClassVar[str] = "supplier"
    LEFT_OUT: ClassVar[tuple[int, ...]] = (2, 3)

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        workplace.bridge.listen(self, SupplierChanged, lambda _event: self.refresh())

    def columns(self) -> tuple[Column[SupplierRow], ...]:
        return (
            Column(_("Code"), lambda row: row.code, width=120),
            Column(_("Name"), lambda row: row.name),
            Column(_("E-mail"), lambda row: row.email, width=230),
            Column(_("Phone number"), lambda row: row.phone, width=140),
            Column(
                _("In use"), _state, chip=lambda row: Chip(_state(row), "done" if row.active else "waiting"), width=120
            ),
        )

    def make_form(self) -> SupplierForm:
        self.supplier = SupplierForm(self.workplace)
        if not self.may_change:
            self.supplier.show_read_only(self.supplier.editors())
        return self.supplier

    def is_for_me(self) -> bool:
        return self.workplace.actor.may(Right.SEE_TICKETS)

    def reader(self) -> Callable[[], Sequence[SupplierRow]]:
        return partial(self.workplace.desk.people.suppliers, self.workplace.actor)

    def on_open(self, row: SupplierRow | None) -> None:
        if row is None:
            return
        call = partial(self.workplace.desk.agreement_queries.use_of_supplier, self.workplace.actor, row.id)

        def show(agreements: tuple[str, ...]) -> None:
            if self.record.row is not None and self.record.row.id == row.id:
                self.supplier.show_use(agreements)

        self.workplace.tasks.run(self, call, done=show, key="use")

    def writer(self, command: Command) -> Callable[[], str]:
        assert isinstance(command, SaveSupplier)
        desk, actor = self.workplace.desk, self.workplace.actor

        def write() -> str:
            desk.relations.save_supplier(actor, command)
            return _("Saved: {name}.").format(name=command.name.strip())

        return write


def _state(row: SupplierRow) -> str:
    return _("In use") if row.active else _("Switched off")
