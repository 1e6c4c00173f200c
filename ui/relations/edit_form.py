# SPDX-License-Identifier: EUPL-1.2
"""Changing what we know of a customer. When somebody else was first, both texts are shown and nothing is thrown away."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from desk_app.core.clock import today
from desk_app.core.errors import Conflict, DeskError
from desk_app.core.i18n import N_, _
from desk_app.relations.messages import ChangePerson, PersonRow
from ui.orders.form import CommandForm
from ui.shell.page import Deed, Workplace
from ui.widgets.boxes import DateBox
from ui.widgets.choice_list import Choice
from ui.widgets.look import look, pad
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import plain_label

LINES = (
    ("family_name", N_("Family name"), 320),
    ("given_name", N_("First name"), 320),
    ("infix", N_("Infix"), 128),
    ("email", N_("E-mail"), 320),
    ("phone", N_("Phone"), 200),
    ("badge", N_("Badge number"), 200),
    ("personnel_number", N_("Personnel number"), 200),
)
LANGUAGES = (("nl", N_("Dutch")), ("en", N_("English")))
ATTENTION_DAYS = 30
"""A warning that nobody dates goes by itself after so many days."""


class EditPerson(CommandForm):
    """The facts of one customer.

    Signals:
        saved(PersonRow): as they are now.
    """

    saved = Signal(object)

    def __init__(self, workplace: Workplace, person: PersonRow, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent, title=_("Change customer"), go=_("Save"), icon="save")
        self._person = person
        self._even_so = False
        self.about_line.show_text(person.name)
        self.lines = {name: QLineEdit(str(getattr(person, name))) for name, _label, _width in LINES}
        self.department = Picker(workplace.tasks, self._find_departments, name=_("Part of the organisation"))
        self.space = Picker(workplace.tasks, self._find_spaces, name=_("Room"))
        self.language = Segmented([(key, _(word)) for key, word in LANGUAGES], name=_("Language of letters and slips"))
        self.attention = QLineEdit(person.attention)
        self.until = DateBox(name=_("Until"))
        self._add_fields()
        self._fill(person)
        self.lines["family_name"].setFocus()

    def command(self) -> Callable[[], Any]:
        typed = {name: line.text() for name, line in self.lines.items()}
        department, space = self.department.choice, self.space.choice
        attention = self.attention.text()
        order = ChangePerson(
            person_id=self._person.id,
            version=self._person.version,
            department_id=department.key if department else None,
            space_id=space.key if space else None,
            language=self.language.key,
            attention=attention,
            attention_until=_python(self.until.date()) if attention.strip() else None,
            even_so=self._even_so,
            **typed,
        )
        desk, actor = self.workplace.desk, self.workplace.actor
        return lambda: desk.relations.change_person(actor, order)

    def deed_of(self, answer: Any) -> Deed:  # noqa: ANN401 -- a PersonRow
        self.saved.emit(answer)
        return Deed(_("{name} is changed.").format(name=answer.name))

    def is_last(self, field: QWidget) -> bool:
        return field is self.attention

    def on_refused(self, error: DeskError) -> None:
        super().on_refused(error)
        if not isinstance(error, Conflict):
            return
        desk, actor, person_id = self.workplace.desk, self.workplace.actor, self._person.id
        self.workplace.tasks.run(
            self,
            lambda: desk.people.person(actor, person_id),
            done=lambda fresh: self._show_difference(fresh, str(error)),
        )

    def _add_fields(self) -> None:
        for name, label, width in LINES:
            line = self.lines[name]
            line.setFixedWidth(look().px(width))
            line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self.form.add(name, _(label), line, required=name == "family_name")
        self.form.add("department_id", _("Part of the organisation"), self.department)
        self.form.add("space_id", _("Room"), self.space)
        self.form.add("language", _("Language of letters and slips"), self.language)
        whole = QWidget()
        row = QHBoxLayout(whole)
        pad(row, spacing=8)
        row.addWidget(self.attention, 1)
        row.addWidget(plain_label(_("Until"), buddy=self.until))
        row.addWidget(self.until)
        whole.setFocusProxy(self.attention)
        whole.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.attention.setAccessibleName(_("Mind this"))
        hint = _("Every colleague sees this line. At most 80 characters, and only what the customer may read too.")
        self.form.add("attention", _("Mind this"), whole, hint=hint)

    def _fill(self, person: PersonRow) -> None:
        if person.department_id is not None:
            self.department.choose(Choice(person.department_id, person.department))
        if person.space_id is not None:
            self.space.choose(Choice(person.space_id, person.space))
        self.language.set_key(person.language)
        now = today(self.workplace.desk.clock)
        self.until.setMinimumDate(_qt(now))
        self.until.setDate(_qt(person.attention_until or now + timedelta(days=ATTENTION_DAYS)))

    def _show_difference(self, fresh: PersonRow, sentence: str) -> None:
        """Under each field that somebody else changed: what is stored now. Saving again replaces it, knowingly."""
        found = {}
        for name in (*self.lines, "attention"):
            stored = str(getattr(fresh, name))
            if stored != str(getattr(self._person, name)):
                found[name] = _("Stored now: {value}").format(value=stored or _("nothing"))
        if fresh.department_id != self._person.department_id:
            found["department_id"] = _("Stored now: {value}").format(value=fresh.department or _("nothing"))
        if fresh.space_id != self._person.space_id:
            found["space_id"] = _("Stored now: {value}").format(value=fresh.space or _("nothing"))
        self._person = fresh
        self.form.show_errors({"": sentence, **found})

    def _find_departments(self, words: str) -> list[Choice]:
        """On a worker."""
        found = self.workplace.desk.people.find_departments(self.workplace.actor, words)
        return [Choice(row.id, row.name, row.code) for row in found]

    def _find_spaces(self, words: str) -> list[Choice]:
        """On a worker."""
        found = self.workplace.desk.people.find_spaces(self.workplace.actor, words)
        return [Choice(row.id, row.code, row.detail) for row in found]


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
