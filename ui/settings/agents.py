# SPDX-License-Identifier: EUPL-1.2
"""Section Medewerkers: who works here, with which role, in which teams."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.core.actor import ROLE_NAMES, Actor, Right
from desk_app.core.i18n import N_, _
from desk_app.identity.messages import AddAgent, AgentChanged, AgentRow, ChangeAgent, TeamChanged, TeamRow
from desk_app.identity.queries import IdentityQueries
from desk_app.identity.service import IdentityService
from ui.settings.agent_form import AgentForm
from ui.settings.section import Equipment, Section
from ui.shell.page import Workplace
from ui.widgets.badge import Chip
from ui.widgets.buttons import button, set_button_text
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.look import look, pad
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.table_view import TableView

NARROW_BELOW = 640
"""Pixels at 100 % under which the list shows names and who works here only."""
LEFT_OUT = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class _Staff:
    agents: tuple[AgentRow, ...]
    teams: tuple[TeamRow, ...]


class AgentsSection(Section):
    """A list, or the form of one colleague in its place."""

    NAME: ClassVar[str] = N_("Colleagues")
    EXPLANATION: ClassVar[str] = N_(
        "Who may sign in, and what each role may do. Who leaves is switched off, not removed."
    )
    ICON: ClassVar[str] = "users"
    WORDS: ClassVar[tuple[str, ...]] = (N_("Role"), N_("PIN or password"), N_("Teams"), N_("New colleague"))
    RIGHT: ClassVar[Right | None] = Right.MANAGE_AGENTS

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        self._teams: dict[int, str] = {}
        self._is_busy = False
        self.model: RowTableModel[AgentRow] = RowTableModel(self._columns(), lambda row: row.id, self)
        empty = EmptyState("users", _("Nobody works here yet. Press Ctrl+N for the first colleague."))
        self.table = TableView(self.model, name=_("Colleagues"), empty=empty)
        self.agent = AgentForm()
        self.add_button = button("", icon="user-plus")
        set_button_text(self.add_button, _("New colleague"), "Ctrl+N")
        self.save_button = button("", icon="save", kind="primary")
        set_button_text(self.save_button, _("Save"), "Ctrl+Enter")
        self.back_button = button("", icon="arrow-left")
        set_button_text(self.back_button, _("Back to the list"), "Esc")
        self._list_part = QWidget()
        column = QVBoxLayout(self._list_part)
        pad(column, spacing=12)
        column.addWidget(self.add_button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.table, 1)
        self._form_part = QWidget()
        form = QVBoxLayout(self._form_part)
        pad(form, spacing=12)
        form.addWidget(self.agent)
        buttons = QWidget()
        row = FlowLayout(buttons, spacing=8)
        row.addWidget(self.save_button)
        row.addWidget(self.back_button)
        form.addWidget(buttons)
        form.addStretch(1)
        self.table.setMinimumHeight(look().px(280))
        self._form_part.hide()
        self.body.addWidget(self._list_part, 1)
        self.body.addWidget(self._form_part, 1)
        self.table.opened.connect(self._open)
        self.add_button.clicked.connect(self.add)
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self._back)
        workplace.bridge.listen(self, (AgentChanged, TeamChanged), lambda _event: self.refresh())
        if not self.may_change:
            self._list_part.hide()
            self.body.addStretch(1)
        self.refresh()

    @property
    def is_editing(self) -> bool:
        """Whether the form of a colleague is shown."""
        return not self._form_part.isHidden()

    @property
    def is_dirty(self) -> bool:
        return self.is_editing and self.agent.form.is_dirty

    @property
    def can_save(self) -> bool:
        return self.may_change and self.is_editing

    @property
    def can_add(self) -> bool:
        return self.may_change and not self.is_editing

    def first_focus(self) -> QWidget:
        return self.agent.name if self.is_editing else self.table

    def refresh(self) -> None:
        if self.may_change:
            call = partial(_read, self.workplace.desk.who, self.workplace.actor)
            self.workplace.tasks.run(self, call, done=self._show, key="agents")

    def add(self) -> None:
        if self.can_add:
            self._open(None)

    def save(self) -> None:
        if not self.can_save or self._is_busy:
            return
        self._is_busy = True
        call = partial(_do, self.workplace.desk.identity, self.workplace.actor, self.agent.command())
        self.workplace.tasks.run(self, call, done=self._on_saved, failed=self._on_refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_editing:
            self._back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_editing:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < look().px(NARROW_BELOW)
        for column in LEFT_OUT:
            self.table.setColumnHidden(column, is_narrow)

    def _show(self, staff: _Staff) -> None:
        teams = {team.id: team.name for team in staff.teams}
        if teams != self._teams:
            self._teams = teams
            self.agent.show_teams(staff.teams)
            self.table.viewport().update()
        for row in staff.agents:
            self.model.upsert(row)
        if not self.table.currentIndex().isValid():
            self.table.go_to_first()

    def _open(self, row: AgentRow | None) -> None:
        self.agent.show_agent(row)
        self._turn(is_editing=True)
        self.agent.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self.agent.pin.clear()
        self._turn(is_editing=False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, *, is_editing: bool) -> None:
        self._list_part.setVisible(not is_editing)
        self._form_part.setVisible(is_editing)
        self.changed.emit()

    def _on_saved(self, sentence: str) -> None:
        self._is_busy = False
        self._back()
        self.refresh()
        self.said.emit(sentence)

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        self.workplace.problems.show(error, form=self.agent.form)

    def _columns(self) -> tuple[Column[AgentRow], ...]:
        return (
            Column(_("Name"), lambda row: row.name),
            Column(_("Signs in as"), lambda row: row.login, width=150),
            Column(_("Role"), lambda row: _(ROLE_NAMES[row.role]), width=170),
            Column(_("Teams"), self._team_names, width=220),
            Column(_("At work"), _state, chip=_chip, width=150),
        )

    def _team_names(self, row: AgentRow) -> str:
        return ", ".join(sorted(self._teams[team_id] for team_id in row.team_ids if team_id in self._teams))


def _read(who: IdentityQueries, actor: Actor) -> _Staff:
    return _Staff(who.agents(actor), who.teams())


def _do(identity: IdentityService, actor: Actor, command: AddAgent | ChangeAgent) -> str:
    if isinstance(command, AddAgent):
        identity.add_agent(actor, command)
        return _("{name} can sign in now.").format(name=command.name.strip())
    identity.change_agent(actor, command)
    return _("Saved: {name}.").format(name=command.name.strip())


def _state(row: AgentRow) -> str:
    return _("Works here") if row.active else _("Switched off")


def _chip(row: AgentRow) -> Chip:
    return Chip(_state(row), "done" if row.active else "waiting")
