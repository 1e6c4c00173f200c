# SPDX-License-Identifier: EUPL-1.2
"""Section Vervangers: who decides for a budget holder who is away."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from desk_app.app import Desk
from desk_app.core import formats
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.i18n import N_, _
from desk_app.core.messages import Command
from desk_app.relations.messages import (
    CostCentreChanged,
    CostCentreRow,
    DelegationChanged,
    DelegationRow,
    PersonChanged,
    RemoveDelegation,
    SaveDelegation,
)
from ui.settings.list_section import ListSection
from ui.settings.record_form import (
    RecordForm,
    day_from,
    day_of,
    key_of,
    people_picker,
    put_choice_back,
    show_day,
    typed_choice,
)
from ui.settings.section import Equipment
from ui.shell.page import Workplace
from ui.widgets.badge import Chip
from ui.widgets.boxes import DateBox
from ui.widgets.buttons import button
from ui.widgets.choice_list import Choice
from ui.widgets.table_model import Column

DAYS = 13
"""A new deputy is there for two weeks, unless somebody says otherwise."""


class DeputyForm(RecordForm):
    """One deputy for one period."""

    NEW: ClassVar[str] = N_("New deputy")

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._codes: Mapping[int, tuple[str, ...]] = {}
        self.holder = people_picker(workplace, _("Budget holder"))
        self.delegate = people_picker(workplace, _("Deputy"))
        self.since, self.until = DateBox(name=_("First day")), DateBox(name=_("Last day"))
        self.add_wide("holder_id", _("Budget holder"), self.holder, required=True)
        self.add_wide(
            "delegate_id", _("Deputy"), self.delegate, required=True, hint=_("Who decides meanwhile and gets the mail.")
        )
        self.form.add("valid_from", _("First day"), self.since)
        self.form.add("valid_until", _("Last day"), self.until, hint=_("This day is included."))

    @property
    def first(self) -> QWidget:
        return self.holder

    def editors(self) -> tuple[QWidget, ...]:
        """All fields."""
        return self.holder, self.delegate, self.since, self.until

    def name_of(self, row: DelegationRow) -> str:
        return _("{deputy} for {holder}").format(deputy=row.delegate, holder=row.holder)

    def fill(self, row: DelegationRow | None) -> None:
        now = today(self.workplace.desk.clock)
        self.holder.choose(Choice(row.holder_id, row.holder) if row else None)
        self.delegate.choose(Choice(row.delegate_id, row.delegate) if row else None)
        show_day(self.since, row.valid_from if row else now)
        show_day(self.until, row.valid_until if row else now + timedelta(days=DAYS))

    def typed(self) -> dict[str, str]:
        return {
            **typed_choice(self.holder, "holder"),
            **typed_choice(self.delegate, "delegate"),
            "from": day_of(self.since).isoformat(),
            "until": day_of(self.until).isoformat(),
        }

    def put_back(self, typed: Mapping[str, str]) -> None:
        put_choice_back(self.holder, "holder", typed)
        put_choice_back(self.delegate, "delegate", typed)
        show_day(self.since, day_from(typed.get("from", ""), day_of(self.since)))
        show_day(self.until, day_from(typed.get("until", ""), day_of(self.until)))

    def command(self) -> SaveDelegation:
        return SaveDelegation(
            delegation_id=self.row.id if self.row else None,
            holder_id=key_of(self.holder, "holder_id"),
            delegate_id=key_of(self.delegate, "delegate_id"),
            valid_from=day_of(self.since),
            valid_until=day_of(self.until),
        )

    def values(self, row: DelegationRow) -> dict[str, str]:
        return {
            "holder_id": row.holder,
            "delegate_id": row.delegate,
            "valid_from": formats.day_plain(row.valid_from),
            "valid_until": formats.day_plain(row.valid_until),
        }

    def show_codes(self, codes: Mapping[int, tuple[str, ...]]) -> None:
        """Which cost centres each holder decides about."""
        self._codes = codes
        self.mind_effect()

    def effect(self) -> str:
        holder, delegate = self.holder.choice, self.delegate.choice
        if holder is None:
            return ""
        codes = self._codes.get(int(holder.key), ())
        if not codes:
            return _("{holder} is the budget holder of no cost centre in use, so there is nothing to decide.").format(
                holder=holder.title
            )
        if delegate is None or delegate.key == holder.key or day_of(self.until) < day_of(self.since):
            return ""
        return _("From {first} to {last}, {deputy} decides about {codes}.").format(
            first=formats.day_plain(day_of(self.since)),
            last=formats.day_plain(day_of(self.until)),
            deputy=delegate.title,
            codes=", ".join(codes),
        )


class DeputiesSection(ListSection[DelegationRow]):
    """Who decides for whom, the latest first."""

    NAME: ClassVar[str] = N_("Deputies")
    EXPLANATION: ClassVar[str] = N_(
        "Who decides for a budget holder who is away. Outside these days the budget holder decides."
    )
    ICON: ClassVar[str] = "handshake"
    WORDS: ClassVar[tuple[str, ...]] = (N_("Budget holder"), N_("Approval"), N_("Holiday"), N_("New deputy"))
    RIGHT: ClassVar[Right | None] = Right.CHANGE_SETTINGS
    NEW: ClassVar[str] = N_("New deputy")
    EMPTY: ClassVar[str] = N_("Every budget holder decides in person. Press Ctrl+N when somebody is away.")
    KEPT: ClassVar[str] = "deputy"
    LEFT_OUT: ClassVar[tuple[int, ...]] = (2, 3, 4)

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        self.remove_button = button(_("Remove"), icon="trash-2", kind="danger")
        self.remove_button.clicked.connect(self._remove)
        layout = self.buttons.layout()
        assert layout is not None
        layout.addWidget(self.remove_button)
        changes = (DelegationChanged, CostCentreChanged, PersonChanged)
        workplace.bridge.listen(self, changes, lambda _event: self.refresh())

    def columns(self) -> tuple[Column[DelegationRow], ...]:
        return (
            Column(_("Budget holder"), lambda row: row.holder),
            Column(_("Deputy"), lambda row: row.delegate),
            Column(_("First day"), lambda row: formats.day_plain(row.valid_from), sort=_first, width=170),
            Column(_("Last day"), lambda row: formats.day_plain(row.valid_until), sort=_last, width=170),
            Column(_("Now"), self._state, chip=lambda row: Chip(self._state(row), self._kind(row)), width=190),
        )

    def make_form(self) -> DeputyForm:
        self.deputy = DeputyForm(self.workplace)
        if not self.may_change:
            self.deputy.show_read_only(self.deputy.editors())
        return self.deputy

    def is_for_me(self) -> bool:
        return self.workplace.actor.may(Right.SEE_PEOPLE)

    def reader(self) -> Callable[[], Sequence[DelegationRow]]:
        return partial(self.workplace.desk.people.delegations, self.workplace.actor)

    def on_rows(self, _rows: Sequence[DelegationRow]) -> None:
        call = partial(self.workplace.desk.people.cost_centres, self.workplace.actor)
        self.workplace.tasks.run(self, call, done=self._show_centres, key="centres")

    def on_open(self, row: DelegationRow | None) -> None:
        self.remove_button.setVisible(self.may_change and row is not None and row.valid_until >= self._today)

    def writer(self, command: Command) -> Callable[[], str]:
        assert isinstance(command, SaveDelegation)
        desk, actor, choice = self.workplace.desk, self.workplace.actor, self.deputy.delegate.choice
        name = choice.title if choice is not None else ""

        def write() -> str:
            desk.relations.save_delegation(actor, command)
            return _("Saved: {name}.").format(name=name)

        return write

    @property
    def _today(self) -> date:
        return today(self.workplace.desk.clock)

    def _show_centres(self, rows: Sequence[CostCentreRow]) -> None:
        codes: dict[int, tuple[str, ...]] = {}
        for row in rows:
            if row.active and row.holder_id is not None:
                codes[row.holder_id] = (*codes.get(row.holder_id, ()), row.code)
        self.deputy.show_codes(codes)

    def _remove(self) -> None:
        row: DelegationRow | None = self.record.row
        if row is None or self._is_busy:
            return
        self._is_busy = True
        desk, actor = self.workplace.desk, self.workplace.actor
        command = RemoveDelegation(delegation_id=row.id)
        self.workplace.tasks.run(
            self,
            lambda: desk.relations.remove_delegation(actor, command),
            done=lambda _nothing: self._on_removed(row),
            failed=self._on_refused,
        )

    def _on_removed(self, row: DelegationRow) -> None:
        self.close_form("")
        sentence = _("{holder} decides again.").format(holder=row.holder)
        self.undoable.emit(sentence, partial(self._bring_back, row))

    def _bring_back(self, row: DelegationRow) -> None:
        call = partial(_bring_back, self.workplace.desk, self.workplace.actor, row)
        self.workplace.tasks.run(self, call, done=self.said.emit)

    def _state(self, row: DelegationRow) -> str:
        if row.valid_until < self._today:
            return _("Is over")
        if row.delegate_left:
            return _("Deputy has left")
        return _("Later") if row.valid_from > self._today else _("Decides now")

    def _kind(self, row: DelegationRow) -> str:
        if row.valid_until < self._today:
            return "waiting"
        if row.delegate_left:
            return "late"
        return "waiting" if row.valid_from > self._today else "done"


def _bring_back(desk: Desk, actor: Actor, row: DelegationRow) -> str:
    desk.relations.save_delegation(
        actor,
        SaveDelegation(
            holder_id=row.holder_id,
            delegate_id=row.delegate_id,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        ),
    )
    return _("{deputy} decides again for {holder}.").format(deputy=row.delegate, holder=row.holder)


def _first(row: DelegationRow) -> str:
    return row.valid_from.isoformat()


def _last(row: DelegationRow) -> str:
    return row.valid_until.isoformat()
