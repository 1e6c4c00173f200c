# SPDX-License-Identifier: EUPL-1.2
"""One rung of the escalation ladder: whom to warn once so much of the time has gone, and why."""

from typing import ClassVar

from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.contracts.checks import MOST_PERCENT, rung_faults
from desk_app.contracts.messages import Addressee, RungLine
from desk_app.contracts.wording import ADDRESSEE_NAMES
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from ui.widgets.boxes import TypedNumberBox
from ui.widgets.line_form import LineForm
from ui.widgets.value_boxes import LineBox, WithWords, choice_box, choose


class RungForm(LineForm):
    """A new rung, or a changed one."""

    JUDGED: ClassVar[frozenset[str]] = frozenset({"percent"})

    def __init__(self, line: RungLine | None, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            title=_("Warning"),
            words=_("100 % is the moment that was promised; 150 % is half the time too late."),
        )
        self.percent = TypedNumberBox(name=_("When"), low=1, high=MOST_PERCENT)
        self.addressee = choice_box(_("Whom"), [(one, _(word)) for one, word in ADDRESSEE_NAMES.items()])
        self.reason = LineBox()
        self.reason.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.form.add("percent", _("When"), WithWords(self.percent, _("% of the time has gone")), required=True)
        self.form.add("addressee", _("Whom"), self.addressee)
        self.form.add("reason", _("Why"), self.reason, required=True, hint=_("Whoever is warned reads this sentence."))
        self.percent.show_number(line.percent if line else 100)
        choose(self.addressee, line.addressee if line else Addressee.AGREEMENT_OWNER)
        self.reason.show_line(line.reason if line else "")
        self.percent.setFocus()

    def is_last(self, field: QWidget) -> bool:
        return field is self.reason

    def line(self) -> RungLine:
        line = RungLine(
            percent=self.percent.number,
            addressee=Addressee(self.addressee.currentData()),
            reason=self.reason.line.strip(),
        )
        faults = rung_faults(line)
        if not self.percent.is_number:
            faults["percent"] = _("Write a whole number with digits only, such as 8.")
        if faults:
            raise InvalidInput(faults)
        return line
