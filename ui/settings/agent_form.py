# SPDX-License-Identifier: EUPL-1.2
"""One colleague: new, or changed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from desk_app.core.actor import ROLE_NAMES, Role
from desk_app.core.i18n import _
from desk_app.identity.messages import AddAgent, AgentRow, ChangeAgent, TeamRow
from ui.identity.secret_box import SecretBox
from ui.settings.section import fit_line
from ui.widgets.flow import FlowLayout
from ui.widgets.form import Form, required_note
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain


class AgentForm(QWidget):
    """The fields; ``show_agent`` is the way in, ``command`` the way out."""

    def __init__(self) -> None:
        super().__init__()
        self._row: AgentRow | None = None
        self._heading = plain_label("", role="heading")
        self.name = QLineEdit()
        self.login = QLineEdit()
        self.role = QComboBox()
        for role, words in ROLE_NAMES.items():
            self.role.addItem(_(words), role)
        self.pin = SecretBox(name=_("PIN or password"))
        for line in (self.name, self.login, self.pin):
            fit_line(line)
        self.language = QComboBox()
        self.language.addItem(_("Dutch"), "nl")
        self.language.addItem(_("English"), "en")
        self.active = QCheckBox(_("Works here and may sign in"))
        self._teams = QWidget()
        self._team_flow = FlowLayout(self._teams, spacing=12)
        self._team_boxes: dict[int, QCheckBox] = {}
        self.form = Form(labels="above")
        self.form.add("name", _("Name"), self.name, required=True)
        self.form.add("login", _("Name to sign in with"), self.login, required=True)
        self.form.add("role", _("Role"), self.role)
        self._pin_field = self.form.add(
            "pin", _("PIN or password"), self.pin, hint=_("At least 4 digits or characters.")
        )
        self.form.add("teams", _("Teams"), self._teams)
        self.form.add("language", _("Language"), self.language)
        self.form.add("active", _("At work"), self.active)
        layout = QVBoxLayout(self)
        pad(layout, spacing=8)
        layout.addWidget(self._heading)
        layout.addWidget(self.form)
        layout.addWidget(required_note())

    def show_teams(self, teams: Sequence[TeamRow]) -> None:
        """The teams there are; what is ticked stays ticked."""
        ticked = {team_id for team_id, box in self._team_boxes.items() if box.isChecked()}
        for gone in self._team_boxes.values():
            self._team_flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._team_boxes.clear()
        for team in teams:
            box = QCheckBox(team.name.replace("&", "&&"))
            box.setAccessibleName(_("Team {name}").format(name=team.name))
            box.setChecked(team.id in ticked)
            box.clicked.connect(self.form.edited)
            self._team_boxes[team.id] = box
            self._team_flow.addWidget(box)
        self.form.show_field("teams", is_shown=bool(teams))

    def show_agent(self, row: AgentRow | None) -> None:
        """Fills the fields; None for a new colleague."""
        self._row = row
        set_plain(self._heading, row.name if row else _("New colleague"))
        self.name.setText(row.name if row else "")
        self.login.setText(row.login if row else "")
        self.login.setReadOnly(row is not None)
        self.role.setCurrentIndex(self.role.findData(row.role if row else Role.COUNTER))
        self.pin.clear()
        self.pin.setPlaceholderText(_("Empty: the old one stays") if row else "")
        self._pin_field.show_label(_("New PIN or password") if row else _("PIN or password"), required=row is None)
        self.language.setCurrentIndex(max(self.language.findData(row.language if row else "nl"), 0))
        self.active.setChecked(row.active if row else True)
        self.form.show_field("active", is_shown=row is not None)
        for team_id, box in self._team_boxes.items():
            box.setChecked(row is not None and team_id in row.team_ids)
        self.form.set_clean()

    def command(self) -> AddAgent | ChangeAgent:
        """What was asked."""
        teams = tuple(team_id for team_id, box in self._team_boxes.items() if box.isChecked())
        role, language = Role(self.role.currentData()), str(self.language.currentData())
        if self._row is None:
            return AddAgent(
                name=self.name.text(),
                login=self.login.text(),
                role=role,
                pin=self.pin.text(),
                team_ids=teams,
                language=language,
            )
        return ChangeAgent(
            agent_id=self._row.id,
            version=self._row.version,
            name=self.name.text(),
            role=role,
            active=self.active.isChecked(),
            pin=self.pin.text(),
            team_ids=teams,
            language=language,
        )
