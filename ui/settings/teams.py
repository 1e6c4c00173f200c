# SPDX-License-Identifier: EUPL-1.2
"""Section Teams: who handles what, and how customers read their names."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desk_app.core.actor import Right
from desk_app.core.i18n import N_, _, ngettext
from desk_app.core.messages import Command
from desk_app.identity.messages import AgentChanged, SaveTeam, TeamCard, TeamChanged
from ui.settings.list_section import ListSection
from ui.settings.record_form import RecordForm, choice_box
from ui.settings.section import Equipment, fit_line
from ui.shell.page import Workplace
from ui.widgets.badge import Chip
from ui.widgets.table_model import Column

LINES: dict[int, str] = {1: N_("first line"), 2: N_("second line"), 0: N_("back office")}


class TeamForm(RecordForm):
    """One team."""

    NEW: ClassVar[str] = N_("New team")

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.code = QLineEdit()
        self.name = QLineEdit()
        self.public_name = QLineEdit()
        self.email = QLineEdit()
        for line in (self.code, self.name, self.public_name, self.email):
            fit_line(line)
        self.line = choice_box((line, _(words)) for line, words in LINES.items())
        self.active = QCheckBox(_("Gets work"))
        self.form.add(
            "code", _("Code"), self.code, required=True, hint=_("Short, for example POST. It stays the same for good.")
        )
        self.form.add("name", _("Name"), self.name, required=True, hint=_("As colleagues say it."))
        self.form.add(
            "public_name",
            _("Name for customers"),
            self.public_name,
            required=True,
            hint=_("Stands on slips: what a customer understands."),
        )
        self.form.add("line", _("Line"), self.line)
        self.form.add(
            "email",
            _("E-mail for reminders"),
            self.email,
            hint=_("Of the whole team. Empty: the team is reminded on screen only."),
        )
        self.form.add("active", _("In use"), self.active)

    @property
    def first(self) -> QWidget:
        return self.name if self.row else self.code

    def editors(self) -> tuple[QWidget, ...]:
        """All fields."""
        return self.code, self.name, self.public_name, self.line, self.email, self.active

    def name_of(self, row: TeamCard) -> str:
        return row.name

    def fill(self, row: TeamCard | None) -> None:
        self.code.setText(row.code if row else "")
        self.code.setReadOnly(row is not None or not self.workplace.actor.may(Right.CHANGE_SETTINGS))
        self.name.setText(row.name if row else "")
        self.public_name.setText(row.public_name if row else "")
        self.line.setCurrentIndex(max(self.line.findData(row.line if row else 0), 0))
        self.email.setText(row.email if row else "")
        self.active.setChecked(row.active if row else True)
        self.form.show_field("active", is_shown=row is not None)

    def command(self) -> SaveTeam:
        return SaveTeam(
            team_id=self.row.id if self.row else None,
            version=self.row.version if self.row else None,
            code=self.code.text(),
            name=self.name.text(),
            public_name=self.public_name.text(),
            line=int(self.line.currentData()),
            active=self.active.isChecked(),
            email=self.email.text(),
        )

    def values(self, row: TeamCard) -> dict[str, str]:
        return {
            "name": row.name,
            "public_name": row.public_name,
            "line": _(LINES[row.line]) if row.line in LINES else str(row.line),
            "email": row.email,
            "active": _("yes") if row.active else _("no"),
        }

    def effect(self) -> str:
        row: TeamCard | None = self.row
        if row is None or not self.is_dirty:
            return ""
        said = []
        if self.public_name.text().strip() != row.public_name:
            said.append(
                _("Slips that are printed from now on say “{name}”.").format(name=self.public_name.text().strip())
            )
        if row.email and not self.email.text().strip():
            said.append(_("The team gets no more reminders by e-mail."))
        if row.active and not self.active.isChecked():
            said.append(_("The team gets no more work."))
            if row.members:
                said.append(
                    ngettext(
                        "{count} colleague is in it, and stays a colleague.",
                        "{count} colleagues are in it, and stay colleagues.",
                        row.members,
                    ).format(count=row.members)
                )
        return " ".join(said)


class TeamsSection(ListSection[TeamCard]):
    """All teams: first line, second line, back office."""

    NAME: ClassVar[str] = N_("Teams")
    EXPLANATION: ClassVar[str] = N_(
        "Who handles what. Who is in a team is set at the colleague. A team without work is switched off, not removed."
    )
    ICON: ClassVar[str] = "users"
    WORDS: ClassVar[tuple[str, ...]] = (
        N_("Routing"),
        N_("Back office"),
        N_("Second line"),
        N_("New team"),
        N_("E-mail for reminders"),
    )
    RIGHT: ClassVar[Right | None] = Right.CHANGE_SETTINGS
    NEW: ClassVar[str] = N_("New team")
    EMPTY: ClassVar[str] = N_("There are no teams yet. Press Ctrl+N for the first one.")
    KEPT: ClassVar[str] = "team"
    LEFT_OUT: ClassVar[tuple[int, ...]] = (2, 3, 4)

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        workplace.bridge.listen(self, (TeamChanged, AgentChanged), lambda _event: self.refresh())

    def columns(self) -> tuple[Column[TeamCard], ...]:
        return (
            Column(_("Code"), lambda row: row.code, width=120),
            Column(_("Name"), lambda row: row.name),
            Column(_("Name for customers"), lambda row: row.public_name, width=200),
            Column(_("Line"), _line, width=105),
            Column(_("Colleagues"), lambda row: str(row.members), sort=lambda row: row.members, width=100),
            Column(
                _("In use"), _state, chip=lambda row: Chip(_state(row), "done" if row.active else "waiting"), width=120
            ),
        )

    def make_form(self) -> TeamForm:
        self.team = TeamForm(self.workplace)
        if not self.may_change:
            self.team.show_read_only(self.team.editors())
        return self.team

    def reader(self) -> Callable[[], Sequence[TeamCard]]:
        return self.workplace.desk.who.team_cards

    def writer(self, command: Command) -> Callable[[], str]:
        assert isinstance(command, SaveTeam)
        return partial(_save, self.workplace, command)


def _save(workplace: Workplace, command: SaveTeam) -> str:
    workplace.desk.teams.save(workplace.actor, command)
    return _("Saved: {name}.").format(name=command.name.strip())


def _line(row: TeamCard) -> str:
    return _(LINES[row.line]) if row.line in LINES else str(row.line)


def _state(row: TeamCard) -> str:
    return _("In use") if row.active else _("Switched off")
