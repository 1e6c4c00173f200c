# SPDX-License-Identifier: EUPL-1.2
"""It is about something else: kind, product, priority, place, and why. What the clock becomes stands there beforehand."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk_app.catalogue.wording import KIND_NAMES
from desk_app.core import formats
from desk_app.core.errors import DeskError, InvalidInput
from desk_app.core.i18n import _
from desk_app.tickets.messages import Reclassified, ReclassifyTicket, TicketRow
from ui.orders import deeds
from ui.orders.form import OrderForm
from ui.shell.page import Deed, Workplace
from ui.widgets.announce import announce
from ui.widgets.choice_list import Choice
from ui.widgets.look import pad
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import plain_label, set_plain
from ui.widgets.text_box import TextBox

PAUSE_MS = 120
"""After a change, before the new time is asked for."""

PRIORITIES = (1, 2, 3, 4, 5)


class ReclassifyDialog(OrderForm):
    """Says anew what one ticket is about; ``row`` as it was read."""

    def __init__(self, workplace: Workplace, row: TicketRow, parent: QWidget | None = None) -> None:
        title = _("What is it about?")
        super().__init__(workplace, (row.id,), parent, name="reclassify", title=title, go=_("Change it"), icon="pencil")
        self.row = row
        self.kind = Segmented([(kind, _(name)) for kind, name in KIND_NAMES.items()], name=_("Kind"))
        self.kind.set_key(row.kind)
        self.item = Picker(workplace.tasks, self._find_items, name=_("Product"), placeholder=_("No product"))
        if row.item_id is not None:
            self.item.choose(Choice(row.item_id, row.item))
        self.priority = Segmented(_priorities(row.priority), name=_("Priority"))
        self.priority.set_key(row.priority)
        self.space = Picker(workplace.tasks, self._find_spaces, name=_("Location"), placeholder=_("Room or building"))
        if row.space_id is not None:
            self.space.choose(Choice(row.space_id, row.space))
        self.reason = TextBox(name=_("Why?"), lines=2)
        self.before = plain_label("", wrap=True)
        self.after = plain_label("", role="strong", wrap=True)
        self.because = plain_label("", role="small", colour="muted", wrap=True)
        self._add_fields()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._preview)
        for signal in (self.kind.chosen, self.priority.chosen):
            signal.connect(self._pause.start)
        for picker in (self.item, self.space):
            picker.chosen.connect(self._pause.start)
            picker.cleared.connect(self._pause.start)
        self.kept.watch("reason", self.reason)
        self.keep_typed()
        self.read_lines()
        self._show_before()
        self._preview()
        self.kind.setFocus()

    def command(self) -> Callable[[], Deed]:
        faults = {
            "item": _not_chosen(self.item, self.row.item_id, _("Choose a product from the list.")),
            "space": _not_chosen(self.space, self.row.space_id, _("Choose a place from the list.")),
            "reason": "" if self.reason.text().strip() else _("Write in a few words why."),
        }
        if any(faults.values()):
            raise InvalidInput({name: sentence for name, sentence in faults.items() if sentence})
        order = self._order()
        desk, actor = self.workplace.desk, self.workplace.actor
        return lambda: deeds.reclassified(desk.reclassification.reclassify(actor, order))

    def _add_fields(self) -> None:
        self.form.add("kind", _("Kind"), self.kind, required=True)
        self.form.add("item", _("Product"), self.item)
        self.form.add("priority", _("Priority"), self.priority)
        self.form.add("space", _("Location"), self.space)
        hint = _("Your colleague reads this. The customer does not.")
        self.form.add("reason", _("Why?"), self.reason, required=True, hint=hint)
        self.form.add_widget(self.because)
        times = QFrame()
        times.setProperty("ground", "card")
        column = QVBoxLayout(times)
        pad(column, margins=(12, 6, 12, 6), spacing=2)
        column.addWidget(self.before)
        column.addWidget(self.after)
        self.add_under(times)

    def _order(self) -> ReclassifyTicket:
        row, item, space = self.row, self.item.choice, self.space.choice
        return ReclassifyTicket(
            ticket_id=row.id,
            version=row.version,
            reason=self.reason.text().strip(),
            kind=self.kind.key if self.kind.key is not row.kind else None,
            item_id=item.key if item is not None and item.key != row.item_id else None,
            priority=self.priority.key if self.priority.key != row.priority else None,
            space_id=space.key if space is not None and space.key != row.space_id else None,
        )

    def _show_before(self) -> None:
        due = self.row.due_at
        moment = formats.moment_long(due) if due is not None else _("no time agreed")
        set_plain(self.before, _("Target now: {moment}").format(moment=moment))

    def _preview(self) -> None:
        desk, actor, order = self.workplace.desk, self.workplace.actor, self._order()
        self.workplace.tasks.run(
            self,
            partial(desk.reclassification.preview, actor, order),
            done=self._on_preview,
            failed=self._on_no_preview,
            lane="slow",
            key="preview",
        )

    def _on_preview(self, answer: Reclassified) -> None:
        moment = formats.moment_long(answer.due_after)
        now = self.workplace.desk.clock.now()
        if answer.due_after == answer.due_before:
            words = _("The target stays as it is.")
        elif answer.due_after <= now:
            words = _("Target then: {moment}. That has passed: the ticket is late at once.").format(moment=moment)
        else:
            words = _("Target then: {moment}").format(moment=moment)
        if words != self.after.text() and self.isVisible():
            announce(self.after, words)
        set_plain(self.after, words)
        parts = [answer.source]
        if answer.promised_at is not None:
            promised = formats.moment_long(answer.promised_at)
            parts.append(_("What was promised to the customer stays: {moment}.").format(moment=promised))
        set_plain(self.because, "\n".join(part for part in parts if part))

    def _on_no_preview(self, error: Exception) -> None:
        """What cannot be done is said when it is sent; meanwhile there is no new time to show."""
        if not isinstance(error, DeskError):
            raise error
        set_plain(self.after, str(error))
        set_plain(self.because, "")

    def _find_items(self, words: str) -> Sequence[Choice]:
        """On a worker."""
        found = self.workplace.desk.catalogue.find_items(self.workplace.actor, words)
        return [Choice(hit.id, hit.name, hit.detail) for hit in found]

    def _find_spaces(self, words: str) -> Sequence[Choice]:
        """On a worker."""
        found = self.workplace.desk.people.find_spaces(self.workplace.actor, words)
        return [Choice(hit.id, hit.code, hit.detail) for hit in found]


def _priorities(now: int | None) -> list[tuple[int | None, str]]:
    """A ticket without a priority may keep none; one that has one keeps some."""
    first, *between, last = PRIORITIES
    numbers: list[tuple[int | None, str]] = [
        (first, _("{number}, highest").format(number=first)),
        *((number, str(number)) for number in between),
        (last, _("{number}, lowest").format(number=last)),
    ]
    return numbers if now is not None else [(None, _("none")), *numbers]


def _not_chosen(picker: Picker, was: int | None, sentence: str) -> str:
    """Words that were typed and not chosen, or a choice that was taken away, say nothing."""
    return sentence if picker.text().strip() or (was is not None and picker.choice is None) else ""
