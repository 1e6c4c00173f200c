# SPDX-License-Identifier: EUPL-1.2
"""A customer whom we do not know yet, in four fields, beside the slip that is being filled in."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import N_, _
from desk_app.core.messages import new_command_id
from desk_app.relations.messages import AddPerson, PersonHit, PersonKind, PersonRow
from ui.intake.fields import EnterGoesOn, focused
from ui.shell.page import Workplace
from ui.widgets.buttons import button, set_button_text
from ui.widgets.choice_list import Choice
from ui.widgets.form import Form, required_note
from ui.widgets.look import look, pad
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import plain_label

KINDS = (
    ("employee", N_("Employee")),
    ("student", N_("Student")),
    ("visitor", N_("Visitor")),
    ("supplier", N_("Supplier")),
)
_LINES = (
    ("family_name", N_("Family name"), True),
    ("given_name", N_("First name"), False),
    ("infix", N_("Infix"), False),
    ("email", N_("E-mail"), False),
    ("phone", N_("Phone"), False),
    ("badge", N_("Badge number"), False),
)


class NewCustomer(QDialog):
    """Adds a customer, or finds that it is somebody we know.

    Signals:
        added(PersonRow): this customer is there now.
        known(int, str): it is this one, by id and name.
        typed(Mapping): what stands in the fields, to be kept with the slip.
    """

    added = Signal(object)
    known = Signal(int, str)
    typed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._command_id = new_command_id()
        self._namesake: PersonHit | None = None
        self.setWindowTitle(_("New customer"))
        self.setMinimumWidth(look().px(640))
        self.form = Form(parent=self)
        self._enter = EnterGoesOn(self)
        self.kind = Segmented([(key, _(word)) for key, word in KINDS], name=_("Kind of customer"))
        self.lines = {name: QLineEdit() for name, _label, _required in _LINES}
        self.department = Picker(workplace.tasks, self._find_departments, name=_("Part of the organisation"))
        self.yes_button = button(_("Yes, use"), kind="quiet")
        self.no_button = button(_("No, somebody else"), kind="quiet")
        self.add_button = button(_("Add customer"), icon="user-plus", kind="primary")
        set_button_text(self.add_button, _("Add customer"), "Ctrl+Enter")
        self.cancel_button = button(_("Cancel"))
        self._build()
        self._connect()

    def start(self, typed: Mapping[str, str]) -> None:
        """Shows the dialog with what was typed before."""
        self._command_id = new_command_id()
        self._show_namesake(None)
        self.form.set_clean()
        line: QLineEdit
        for name, line in self.lines.items():
            line.setText(typed.get(name, ""))
        self.kind.set_key(typed.get("kind") or KINDS[0][0])
        self.department.choose(None)
        if typed.get("department_id", "").isdigit():
            self.department.choose(Choice(int(typed["department_id"]), typed.get("department", "")))
        else:
            self.department.set_text(typed.get("department", ""))
        self._mind_kind()
        self.open()
        first = "given_name" if typed.get("family_name") else "family_name"
        self.lines[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_badge(self, number: str) -> None:
        """The badge was scanned."""
        badge: QLineEdit = self.lines["badge"]
        badge.setText(number)
        self._tell()

    def facts(self) -> dict[str, str]:
        """What stands in the fields."""
        chosen = self.department.choice
        found = {name: line.text() for name, line in self.lines.items() if line.text()}
        found["department"] = chosen.title if chosen is not None else self.department.text()
        if chosen is not None:
            found["department_id"] = str(chosen.key)
        if self.kind.key != KINDS[0][0]:
            found["kind"] = self.kind.key
        return {name: value for name, value in found.items() if value}

    def save(self, *, even_so: bool = False) -> None:
        """Adds the customer, or says what is missing."""
        chosen = self.department.choice
        given = {name: line.text() for name, line in self.lines.items()}
        actor, desk = self._workplace.actor, self._workplace.desk
        command = AddPerson(
            command_id=self._command_id,
            kind=PersonKind(self.kind.key),
            department_id=chosen.key if chosen is not None else None,
            family_name=given["family_name"],
            given_name=given["given_name"],
            infix=given["infix"],
            email=given["email"],
            phone=given["phone"],
            badge=given["badge"],
            even_so=even_so,
        )
        email = command.email.strip()

        def add() -> PersonRow | tuple[InvalidInput, Sequence[PersonHit]]:
            try:
                return desk.relations.add_person(actor, command)
            except InvalidInput as error:
                is_known = "email" in error.fields and "@" in email
                return error, desk.people.find_people(actor, email, limit=1) if is_known else ()

        self._workplace.tasks.run(self, add, done=self._on_answer)

    def _build(self) -> None:
        self.form.add("kind", _("Kind of customer"), self.kind)
        self.form.add("family_name", _("Family name"), self.lines["family_name"], required=True)
        self.form.add("given_name", _("First name"), self._given_and_infix())
        self.form.add("department_id", _("Part of the organisation"), self.department, required=True)
        for name, label, is_required in _LINES[3:]:
            hint = _("E-mail or phone: one of the two is needed.") if name == "email" else ""
            self.form.add(name, _(label), self.lines[name], required=is_required, hint=hint)
        self._question = QWidget()
        answers = QHBoxLayout(self._question)
        pad(answers, margins=(172, 0, 0, 0), spacing=8)
        answers.addWidget(self.yes_button)
        answers.addWidget(self.no_button)
        answers.addStretch(1)
        self.form.add_widget(self._question)
        buttons = QHBoxLayout()
        pad(buttons, spacing=8)
        buttons.addWidget(required_note())
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.add_button)
        notice = plain_label(
            _("We use these facts only to help this customer."), role="small", colour="muted", wrap=True
        )
        layout = QVBoxLayout(self)
        pad(layout, margins=24, spacing=16)
        layout.addWidget(self.form)
        layout.addWidget(notice)
        layout.addLayout(buttons)

    def _given_and_infix(self) -> QWidget:
        """Two that belong together, in one row."""
        pair = QWidget()
        row = QHBoxLayout(pair)
        pad(row, spacing=8)
        row.addWidget(self.lines["given_name"], 3)
        row.addWidget(self.lines["infix"], 2)
        self.lines["infix"].setPlaceholderText(_("infix"))
        for name, label, _required in _LINES:
            self.lines[name].setAccessibleName(_(label))
        pair.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        pair.setFocusProxy(self.lines["given_name"])
        return pair

    def _connect(self) -> None:
        for name, line in self.lines.items():
            line.textEdited.connect(self._tell)
            if name != "badge":
                self._enter.watch(line)
        for one in self.kind.buttons:
            self._enter.watch(one)
        self.lines["badge"].returnPressed.connect(self.save)
        self.kind.chosen.connect(self._on_kind)
        self.department.chosen.connect(self._tell)
        self.department.cleared.connect(self._tell)
        self.department.edit.textEdited.connect(self._tell)
        self.department.entered_empty.connect(lambda: self.lines["email"].setFocus())
        self.yes_button.clicked.connect(self._on_yes)
        self.no_button.clicked.connect(lambda: self.save(even_so=True))
        self.add_button.clicked.connect(lambda: self.save())
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)

    def _find_departments(self, words: str) -> list[Choice]:
        """On a worker."""
        found = self._workplace.desk.people.find_departments(self._workplace.actor, words)
        return [Choice(row.id, row.name, row.code) for row in found]

    def _tell(self, *_anything: object) -> None:
        self._show_namesake(None)
        self.typed.emit(self.facts())

    def _on_kind(self, _key: Any) -> None:  # noqa: ANN401 -- key of the bar
        self._mind_kind()
        self._tell()

    def _mind_kind(self) -> None:
        needs_unit = self.kind.key in ("employee", "student")
        self.form.field("department_id").show_label(_("Part of the organisation"), required=needs_unit)

    def _on_answer(self, answer: PersonRow | tuple[InvalidInput, Sequence[PersonHit]]) -> None:
        if isinstance(answer, PersonRow):
            self.accept()
            self.added.emit(answer)
            return
        error, namesakes = answer
        self.form.show_errors(error.fields)
        self._show_namesake(namesakes[0] if namesakes else None)

    def _show_namesake(self, hit: PersonHit | None) -> None:
        self._namesake = hit
        had_focus = focused(self._question) is not None
        self._question.setVisible(hit is not None)
        if hit is None and had_focus:
            self.lines["email"].setFocus()

    def _on_yes(self) -> None:
        if self._namesake is not None:
            self.accept()
            self.known.emit(self._namesake.id, self._namesake.name)
