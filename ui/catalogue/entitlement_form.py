# SPDX-License-Identifier: EUPL-1.2
"""One way to be entitled to a product: the kind of customer, the part of the organisation, the agreement."""

from PySide6.QtWidgets import QWidget

from desk_app.catalogue.line_words import Names
from desk_app.catalogue.messages import EntitlementLine
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from desk_app.relations.messages import PERSON_KIND_NAMES
from ui.widgets.line_form import LineForm
from ui.widgets.value_boxes import choice_box, choose_or_add


class EntitlementForm(LineForm):
    """All that is chosen here must hold for the customer; another line is another way."""

    def __init__(self, line: EntitlementLine | None, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            title=_("Who may have it"),
            words=_(
                "A customer may have it when all of this holds. Another line in the list is another way to have it."
            ),
        )
        every: list[tuple[object, str]] = [(None, _("all"))]
        kinds = [(kind.value, _(PERSON_KIND_NAMES[kind])) for kind in PERSON_KIND_NAMES]
        self.kind = choice_box(_("Kind of customer"), [*every, *kinds])
        self.department = choice_box(_("Part of the organisation"), [*every, *names.departments.items()])
        without: list[tuple[object, str]] = [(None, _("no agreement needed"))]
        self.agreement = choice_box(_("Agreement"), [*without, *names.agreements.items()])
        self.form.add("person_kind", _("Kind of customer"), self.kind)
        self.form.add("department_id", _("Part of the organisation"), self.department)
        self.form.add("agreement_id", _("Agreement"), self.agreement)
        shown = line or EntitlementLine()
        choose_or_add(self.kind, shown.person_kind)
        choose_or_add(self.department, shown.department_id)
        choose_or_add(self.agreement, shown.agreement_id)
        self.form.show_field("agreement_id", is_shown=self.agreement.count() > 1)
        self.kind.setFocus()

    def line(self) -> EntitlementLine:
        line = EntitlementLine(
            person_kind=self.kind.currentData(),
            department_id=self.department.currentData(),
            agreement_id=self.agreement.currentData(),
        )
        if line == EntitlementLine():
            raise InvalidInput(
                {"person_kind": _("Choose at least one thing. Is it for everybody? Leave the list empty.")}
            )
        return line
