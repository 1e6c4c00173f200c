# SPDX-License-Identifier: EUPL-1.2
"""Waiting: for whom or what, until which day we look again, and a word about it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.core.clock import today
from desk_app.core.i18n import N_, _
from desk_app.tickets.lifecycle import PENDING_NAMES
from desk_app.tickets.messages import WaitTickets
from ui.orders import deeds
from ui.orders.form import OrderForm
from ui.shell.page import Deed, Workplace
from ui.widgets.boxes import DateBox
from ui.widgets.buttons import button
from ui.widgets.look import pad
from ui.widgets.segmented import Segmented
from ui.widgets.text_box import TextBox

_LATER = ((1, N_("Tomorrow")), (7, N_("In a week")))


class WaitDialog(OrderForm):
    """Puts tickets aside until a day, with the reason."""

    def __init__(self, workplace: Workplace, ticket_ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(workplace, ticket_ids, parent, name="wait", title=_("Wait"), go=_("Wait"), icon="circle-pause")
        self._today = today(workplace.desk.clock)
        options = [(reason, _(name)) for reason, name in PENDING_NAMES.items()]
        self.reason = Segmented(options, name=_("Waits for"))
        self.follow_up = DateBox(name=_("Look again on"))
        self.follow_up.setMinimumDate(_qt(self._today))
        self._set_day(self._working_day(1))
        self.note = TextBox(name=_("Remark for colleagues"), lines=2)
        when = QWidget()
        row = QHBoxLayout(when)
        pad(row, spacing=8)
        row.addWidget(self.follow_up)
        for days, words in _LATER:
            later = button(_(words))
            later.clicked.connect(lambda _on=False, ahead=days: self._set_day(self._working_day(ahead)))
            row.addWidget(later)
        row.addStretch(1)
        when.setFocusProxy(self.follow_up)
        self.form.add("reason", _("Waits for"), self.reason, required=True)
        self.form.add("follow_up_on", _("Look again on"), when, required=True)
        self.form.add("note", _("Remark for colleagues"), self.note)
        self.kept.watch("note", self.note)
        self.keep_typed()
        self.read_lines()
        self.reason.setFocus()

    def command(self) -> Callable[[], Deed]:
        order = WaitTickets(
            ticket_ids=self.ticket_ids,
            reason=self.reason.key,
            follow_up_on=_python(self.follow_up.date()),
            note=self.note.text(),
        )
        desk, actor = self.workplace.desk, self.workplace.actor
        return lambda: deeds.waiting(desk.tickets.wait(actor, order))

    def is_last(self, field: QWidget) -> bool:
        return field is self.follow_up

    def _working_day(self, ahead: int) -> date:
        """So many days from now, Monday when that is in a weekend."""
        day = self._today + timedelta(days=ahead)
        return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= 5 else day

    def _set_day(self, day: date) -> None:
        self.follow_up.setDate(_qt(day))


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
