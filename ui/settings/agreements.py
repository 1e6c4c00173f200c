# SPDX-License-Identifier: EUPL-1.2
"""Section Overeenkomsten: what was agreed with whom, and so who may have what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desk_app.contracts.messages import (
    AgreementChanged,
    AgreementKind,
    AgreementRow,
    AgreementUse,
    SaveAgreement,
)
from desk_app.contracts.wording import AGREEMENT_KIND_NAMES
from desk_app.core import formats
from desk_app.core.actor import Right
from desk_app.core.clock import today
from desk_app.core.i18n import N_, _, ngettext
from desk_app.core.messages import Command
from desk_app.relations.messages import DepartmentRow
from ui.settings.list_section import ListSection
from ui.settings.record_form import RecordForm, choice_box, day_from, day_of, show_day
from ui.settings.section import Equipment, fit_line
from ui.shell.page import Workplace
from ui.widgets.badge import Chip
from ui.widgets.boxes import DateBox
from ui.widgets.check_list import CheckList
from ui.widgets.flow import FlowLayout
from ui.widgets.look import look
from ui.widgets.table_model import Column

CODE_WIDTH = 200
NOT_SHOWN = (
    "team_id",
    "supplier_id",
    "notice_on",
    "notice_given_on",
    "reminder_on",
    "renewal",
    "cost_cents",
    "cost_period",
    "evaluation",
    "owner",
    "item_ids",
    "targets",
    "rungs",
)
"""What this form leaves as it is stored."""
MOST_NAMED = 4
"""So many departments or products are named; the rest is counted."""


class AgreementForm(RecordForm):
    """One agreement."""

    NEW: ClassVar[str] = N_("New agreement")

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._use = AgreementUse()
        self._names: dict[int, str] = {}
        self.code = QLineEdit()
        self.name = QLineEdit()
        fit_line(self.name)
        self.kind = choice_box((kind, _(words)) for kind, words in AGREEMENT_KIND_NAMES.items())
        self.since, self.until = DateBox(name=_("First day")), DateBox(name=_("Last day"))
        self.has_end = QCheckBox(_("Has a last day"))
        self.departments = CheckList(name=_("Parts of the organisation"))
        self.code.setPlaceholderText(_("For example SLA-2026"))
        self._fit_code()
        self._beside(
            self.form.add("code", _("Code"), self.code, required=True, placed=False),
            self.form.add("kind", _("With whom"), self.kind, placed=False),
        )
        self.form.add("name", _("Name"), self.name, required=True)
        self._beside(
            self.form.add("valid_from", _("First day"), self.since, placed=False),
            self.form.add("has_end", _("End"), self.has_end, placed=False),
            self.form.add("valid_until", _("Up to and including"), self.until, placed=False),
        )
        self.add_wide(
            "department_ids",
            _("Parts of the organisation"),
            self.departments,
            hint=_("Who works there falls under it, and may have what it entitles to."),
        )
        self.has_end.toggled.connect(self._mind_end)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "code"):
            self._fit_code()

    @property
    def first(self) -> QWidget:
        return self.code

    def editors(self) -> tuple[QWidget, ...]:
        """All fields but the departments."""
        return self.code, self.name, self.kind, self.since, self.has_end, self.until

    def name_of(self, row: AgreementRow) -> str:
        return f"{row.code} · {row.name}"

    def show_departments(self, rows: Sequence[DepartmentRow]) -> None:
        """The parts of the organisation there are."""
        names = {row.id: row.name for row in rows}
        if names != self._names:
            self._names = names
            self.departments.show_lines(list(names.items()))

    def show_use(self, use: AgreementUse) -> None:
        """The products that hang on it."""
        self._use = use
        self.mind_effect()

    def fill(self, row: AgreementRow | None) -> None:
        now = today(self.workplace.desk.clock)
        self._use = AgreementUse()
        self.code.setText(row.code if row else "")
        self.name.setText(row.name if row else "")
        self.kind.setCurrentIndex(self.kind.findData(row.kind if row else AgreementKind.SLA))
        show_day(self.since, row.valid_from if row else date(now.year, 1, 1))
        self.has_end.setChecked(row is not None and row.valid_until is not None)
        show_day(self.until, (row.valid_until if row else None) or date(now.year, 12, 31))
        self.departments.check(row.department_ids if row else ())
        self._mind_end()

    def typed(self) -> dict[str, str]:
        return {
            "code": self.code.text(),
            "name": self.name.text(),
            "kind": str(self.kind.currentData()),
            "from": day_of(self.since).isoformat(),
            "until": day_of(self.until).isoformat(),
            "has_end": "yes" if self.has_end.isChecked() else "",
            "departments": " ".join(str(key) for key in sorted(self.departments.checked)),
        }

    def put_back(self, typed: Mapping[str, str]) -> None:
        self.code.setText(typed.get("code", ""))
        self.name.setText(typed.get("name", ""))
        self.kind.setCurrentIndex(max(self.kind.findData(AgreementKind(typed.get("kind", "sla"))), 0))
        show_day(self.since, day_from(typed.get("from", ""), day_of(self.since)))
        show_day(self.until, day_from(typed.get("until", ""), day_of(self.until)))
        self.has_end.setChecked(bool(typed.get("has_end")))
        self.departments.check(int(key) for key in typed.get("departments", "").split())
        self._mind_end()

    def command(self) -> SaveAgreement:
        return SaveAgreement(
            agreement_id=self.row.id if self.row else None,
            version=self.row.version if self.row else None,
            code=self.code.text(),
            name=self.name.text(),
            kind=AgreementKind(self.kind.currentData()),
            valid_from=day_of(self.since),
            valid_until=self._last_day(),
            department_ids=self.departments.checked,
        )

    def values(self, row: AgreementRow) -> dict[str, str]:
        return {
            "code": row.code,
            "name": row.name,
            "kind": _(AGREEMENT_KIND_NAMES[row.kind]),
            "valid_from": formats.day_plain(row.valid_from),
            "has_end": _end(row),
            "department_ids": _named(row.departments),
        }

    def effect(self) -> str:
        row: AgreementRow | None = self.row
        if row is None or not self.is_dirty:
            return ""
        said = []
        gone = sorted(self._names.get(key, "") for key in row.department_ids - self.departments.checked)
        fresh = sorted(self._names.get(key, "") for key in self.departments.checked - row.department_ids)
        if gone:
            said.append(_("No longer falls under it: {names}.").format(names=_named(gone)))
        if fresh:
            said.append(_("Falls under it from now on: {names}.").format(names=_named(fresh)))
        now = today(self.workplace.desk.clock)
        last = self._last_day()
        holds = day_of(self.since) <= now and (last is None or now <= last)
        if row.holds_on(now) and not holds:
            said.append(_("It no longer holds today."))
        elif holds and not row.holds_on(now):
            said.append(_("It holds today."))
        if said and self._use.entitles_to:
            said.append(_("It decides who may have: {products}.").format(products=_named(self._use.entitles_to)))
        if said and self._use.terms_of:
            said.append(_("Its terms are those of: {products}.").format(products=_named(self._use.terms_of)))
        return " ".join(said)

    def _beside(self, *fields: QWidget) -> None:
        row = QWidget()
        flow = FlowLayout(row, spacing=16)
        for field in fields:
            flow.addWidget(field)
        self.form.add_widget(row)

    def _fit_code(self) -> None:
        self.code.setFixedWidth(look().px(CODE_WIDTH))

    def _last_day(self) -> date | None:
        return day_of(self.until) if self.has_end.isChecked() else None

    def _mind_end(self) -> None:
        self.form.show_field("valid_until", is_shown=self.has_end.isChecked())


class AgreementsSection(ListSection[AgreementRow]):
    """All agreements by code."""

    NAME: ClassVar[str] = N_("Agreements")
    EXPLANATION: ClassVar[str] = N_(
        "What was agreed with whom, and from when until when. A product can be for only those who fall under one."
    )
    ICON: ClassVar[str] = "file-text"
    WORDS: ClassVar[tuple[str, ...]] = (N_("SLA and OLA"), N_("Entitlement"), N_("New agreement"))
    RIGHT: ClassVar[Right | None] = Right.EDIT_AGREEMENTS
    NEW: ClassVar[str] = N_("New agreement")
    EMPTY: ClassVar[str] = N_("There are no agreements yet. Press Ctrl+N for the first one.")
    KEPT: ClassVar[str] = "agreement"
    LEFT_OUT: ClassVar[tuple[int, ...]] = (2, 3, 4)

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        workplace.bridge.listen(self, AgreementChanged, lambda _event: self.refresh())

    def columns(self) -> tuple[Column[AgreementRow], ...]:
        return (
            Column(_("Code"), lambda row: row.code, width=110),
            Column(_("Name"), lambda row: row.name),
            Column(_("With whom"), lambda row: _(AGREEMENT_KIND_NAMES[row.kind]), width=170),
            Column(_("Last day"), _end, sort=_last, width=150),
            Column(_("Parts"), lambda row: _named(row.departments), width=160),
            Column(_("Now"), self._state, chip=lambda row: Chip(self._state(row), self._kind(row)), width=100),
        )

    def make_form(self) -> AgreementForm:
        self.agreement = AgreementForm(self.workplace)
        if not self.may_change:
            self.agreement.show_read_only(self.agreement.editors())
            self.agreement.departments.make_read_only()
        return self.agreement

    def is_for_me(self) -> bool:
        return self.workplace.actor.may(Right.SEE_CATALOGUE)

    def reader(self) -> Callable[[], Sequence[AgreementRow]]:
        return partial(self.workplace.desk.agreement_queries.agreements, self.workplace.actor)

    def on_rows(self, rows: Sequence[AgreementRow]) -> None:
        if self.workplace.actor.may(Right.SEE_PEOPLE):
            call = partial(self.workplace.desk.people.departments, self.workplace.actor)
            self.workplace.tasks.run(self, call, done=self.agreement.show_departments, key="departments")
        else:
            known = {key: name for row in rows for key, name in zip(row.department_ids, row.departments, strict=False)}
            self.agreement.show_departments([DepartmentRow(key, "", name) for key, name in known.items()])

    def on_open(self, row: AgreementRow | None) -> None:
        if row is None:
            return
        call = partial(self.workplace.desk.agreement_queries.use, self.workplace.actor, row.id)

        def show(use: AgreementUse) -> None:
            if self.record.row is not None and self.record.row.id == row.id:
                self.agreement.show_use(use)

        self.workplace.tasks.run(self, call, done=show, key="use")

    def writer(self, command: Command) -> Callable[[], str]:
        assert isinstance(command, SaveAgreement)
        desk, actor = self.workplace.desk, self.workplace.actor

        def _whole(typed: SaveAgreement) -> SaveAgreement:
            """With everything that this form does not show, as it is stored."""
            if typed.agreement_id is None:
                return typed
            stored = desk.agreement_queries.sheet(actor, typed.agreement_id)
            return replace(typed, **{name: getattr(stored, name) for name in NOT_SHOWN})

        def write() -> str:
            desk.agreements.save(actor, _whole(command))
            return _("Saved: {name}.").format(name=command.name.strip())

        return write

    def _state(self, row: AgreementRow) -> str:
        now = today(self.workplace.desk.clock)
        if row.holds_on(now):
            return _("Holds")
        return _("Later") if row.valid_from > now else _("Is over")

    def _kind(self, row: AgreementRow) -> str:
        return "done" if row.holds_on(today(self.workplace.desk.clock)) else "waiting"


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    if more > 0:
        return ngettext("{things} and {count} more", "{things} and {count} more", more).format(things=shown, count=more)
    return shown


def _end(row: AgreementRow) -> str:
    return formats.day_plain(row.valid_until) if row.valid_until else _("until further notice")


def _last(row: AgreementRow) -> str:
    return (row.valid_until or date.max).isoformat()
