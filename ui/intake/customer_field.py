# SPDX-License-Identifier: EUPL-1.2
"""Who stands at the counter, and for whom: two pickers over everybody we know."""

from PySide6.QtCore import QObject, Signal

from desk_app.core.i18n import _
from ui.intake.fields import Hinted
from ui.shell.page import Workplace
from ui.widgets.choice_list import Choice
from ui.widgets.form import Form
from ui.widgets.picker import Picker

WITHOUT_NAME, NEW_CUSTOMER = "without-name", "new-customer"
"""Keys of the fixed rows."""


class CustomerFields(QObject):
    """The two fields; what they hold is kept by the page.

    Signals:
        person_chosen(int, str): this customer, by id and name.
        anonymous_chosen: no name is needed.
        new_wanted: the customer is not in the list.
        cleared: nobody is chosen any more.
        typed: the text in the field changed.
        for_chosen(int, str), for_cleared, for_typed: the same for whom it is done.
        settled: what Enter was waiting for has come, or will not come.
    """

    person_chosen = Signal(int, str)
    anonymous_chosen = Signal()
    new_wanted = Signal()
    cleared = Signal()
    typed = Signal()
    for_chosen = Signal(int, str)
    for_cleared = Signal()
    for_typed = Signal()
    settled = Signal()

    def __init__(self, workplace: Workplace, form: Form, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._form = form
        self.picker = Picker(
            workplace.tasks,
            self._find,
            name=_("Customer"),
            placeholder=_("Scan the badge or type a name"),
            fixed=[
                Choice(WITHOUT_NAME, _("Without a name"), aside="Alt+0", icon="eye-off"),
                Choice(NEW_CUSTOMER, _("New customer"), aside="Alt+Q", icon="user-plus"),
            ],
        )
        self.for_picker = Picker(
            workplace.tasks, self._find, name=_("On behalf of"), placeholder=_("Only when it is for somebody else")
        )
        self.hinted = Hinted(self.picker, _("Alt+0 without a name"), _("Alt+Q new customer"))
        self.picker.chosen.connect(self._on_chosen)
        self.picker.cleared.connect(self.cleared)
        self.picker.edit.textEdited.connect(self.typed)
        self.picker.nothing_found.connect(self.settled)
        self.for_picker.chosen.connect(self._on_for_chosen)
        self.for_picker.cleared.connect(self.for_cleared)
        self.for_picker.edit.textEdited.connect(self.for_typed)
        self.for_picker.nothing_found.connect(self.settled)

    def add_rows(self) -> None:
        """The row of the customer."""
        self._form.add("customer", _("Customer"), self.hinted, required=True)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer to Enter is still to come."""
        return self.picker.is_waiting or self.for_picker.is_waiting

    def show_customer(self, person_id: int | None, name: str, facts: str, typed: str, *, is_anonymous: bool) -> None:
        """Shows who it is: chosen, without a name, or half typed."""
        if is_anonymous:
            self.picker.choose(Choice(WITHOUT_NAME, _("Without a name")))
        elif person_id is not None:
            self.picker.choose(Choice(person_id, name, facts))
        else:
            self.picker.set_text(typed)

    def show_for(self, person_id: int | None, name: str, typed: str) -> None:
        """Shows for whom it is done."""
        if person_id is not None:
            self.for_picker.choose(Choice(person_id, name))
        else:
            self.for_picker.set_text(typed)

    def _find(self, words: str) -> list[Choice]:
        """On a worker; nobody without words."""
        found = self._workplace.desk.people.find_people(self._workplace.actor, words)
        return [Choice(hit.id, hit.name, hit.detail) for hit in found]

    def _on_chosen(self, choice: Choice) -> None:
        if choice.key == WITHOUT_NAME:
            self.anonymous_chosen.emit()
        elif choice.key == NEW_CUSTOMER:
            self.new_wanted.emit()
        else:
            self.person_chosen.emit(choice.key, choice.title)
        self.settled.emit()

    def _on_for_chosen(self, choice: Choice) -> None:
        self.for_chosen.emit(choice.key, choice.title)
        self.settled.emit()
