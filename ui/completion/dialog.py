# SPDX-License-Identifier: EUPL-1.2
"""Reporting ready: what was done, how it ended, how the customer hears, and why it was late (``ux.md`` 2.5.4)."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk_app.completion.messages import CompleteTickets, CompletionSheet, NoticeChoice
from desk_app.completion.typed import cents_of, cents_text, minutes_of
from desk_app.core import formats
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import N_, _, ngettext
from desk_app.printing import wording
from desk_app.printing.documents import Document, Paper
from desk_app.printing.drawing import draw, mail_text
from desk_app.printing.service import Paperwork
from desk_app.tickets.lifecycle import OUTCOME_NAMES, Outcome
from ui.completion.notice_preview import MailPreview
from ui.orders import deeds
from ui.orders.form import OrderForm
from ui.printing.preview import Preview
from ui.shell.page import Deed, Workplace
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.look import look, pad
from ui.widgets.segmented import Segmented
from ui.widgets.text_box import TextBox

NOTICE_NAMES: dict[NoticeChoice, str] = {
    NoticeChoice.MAIL: N_("E-mail"),
    NoticeChoice.ROLL: N_("Print 80 mm"),
    NoticeChoice.A5: N_("Print A5"),
    NoticeChoice.NONE: N_("No message"),
}
LATE_REASONS = (
    N_("We waited for a part."),
    N_("We waited for the supplier."),
    N_("We could not reach you."),
    N_("It was very busy."),
    N_("The work was more than we thought."),
)
"""The customer reads these on the notice."""
STANDARD_TEXTS = (N_("Done as agreed."), N_("Replaced and tested."), N_("Explained at the counter."))


class CompleteDialog(OrderForm):
    """Reports one ticket ready, or a selection with the same text."""

    def __init__(self, workplace: Workplace, ticket_ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(
            workplace,
            ticket_ids,
            parent,
            name="complete",
            title=_("Report ready"),
            go=_("Report ready"),
            icon="check",
        )
        self._price: int | None = None
        self.work_done = TextBox(name=_("What was done?"), lines=3)
        self.standard = button(_("Standard text"), icon="list", kind="quiet")
        self.outcome = Segmented([(key, _(name)) for key, name in OUTCOME_NAMES.items()], name=_("Result"))
        self.next_step = QLineEdit()
        self.notice = Segmented([(key, _(name)) for key, name in NOTICE_NAMES.items()], name=_("Message to customer"))
        self.look_first = button(_("Preview"), icon="eye", kind="quiet")
        self.shelf = QLineEdit()
        self.time = QLineEdit()
        self.cost = QLineEdit()
        self.late = QComboBox()
        self._dress()
        self._add_fields()
        self.outcome.chosen.connect(self._mind_next_step)
        self.look_first.clicked.connect(self.preview)
        self.kept.watch("work_done", self.work_done)
        self.kept.watch("next_step", self.next_step)
        self.keep_typed()
        desk, actor, ids = workplace.desk, workplace.actor, self.ticket_ids
        workplace.tasks.run(
            self, lambda: desk.completion_queries.sheet(actor, ids), done=self._show_sheet, failed=self._on_failed
        )
        self.work_done.setFocus()

    @property
    def is_late(self) -> bool:
        """Whether a reason is asked."""
        return self.form.field("late_reason").isVisibleTo(self.form)

    def order(self) -> CompleteTickets:
        """The command as the fields are now; raises InvalidInput for a time or an amount that cannot be read."""
        faults: dict[str, str] = {}
        minutes = _read(minutes_of, self.time.text(), faults)
        cents = _read(cents_of, self.cost.text(), faults)
        if faults:
            raise InvalidInput(faults)
        return CompleteTickets(
            ticket_ids=self.ticket_ids,
            work_done=self.work_done.text(),
            outcome=self.outcome.key,
            notice=self.notice.key,
            shelf=self.shelf.text(),
            late_reason=self.late.currentText() if self.is_late else "",
            next_step=self.next_step.text() if self.outcome.key is Outcome.NOT_SOLVED else "",
            minutes_spent=minutes,
            cost_cents=None if cents == self._price else cents,
        )

    def command(self) -> Callable[[], Deed]:
        order = self.order()
        desk, actor = self.workplace.desk, self.workplace.actor
        return lambda: deeds.completed(desk.completion.complete(actor, order))

    def is_last(self, field: QWidget) -> bool:
        return field in ((self.late, self.late.lineEdit()) if self.is_late else (self.cost,))

    def preview(self) -> None:
        """Shows what the (first) customer would get."""
        try:
            order = self.order()
        except InvalidInput as error:
            self.form.show_errors(error.fields)
            return
        desk, actor = self.workplace.desk, self.workplace.actor

        def look_ahead() -> tuple[Document, bytes]:
            document = desk.completion_queries.preview(actor, order)
            on_paper = order.notice in (NoticeChoice.ROLL, NoticeChoice.A5)
            return document, draw(document, Paper(order.notice.value)) if on_paper else b""

        self.workplace.tasks.run(
            self,
            look_ahead,
            done=lambda answer: self._show_preview(order.notice, *answer),
            failed=self._on_failed,
            lane="slow",
            key="preview",
        )

    def _dress(self) -> None:
        self.standard.setMenu(QMenu(self.standard))
        self.late.setEditable(True)
        self.late.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.late.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.late.addItems([""] + [_(reason) for reason in LATE_REASONS])
        for box in (self.shelf, self.time, self.cost):
            box.setFixedWidth(look().px(128))
            box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.time.setPlaceholderText("0:20")
        self.cost.setPlaceholderText(cents_text(0))

    def _add_fields(self) -> None:
        self.form.add("work_done", _("What was done?"), _with_button(self.work_done, self.standard), required=True)
        self.form.add("outcome", _("Result"), self.outcome)
        self.form.add("next_step", _("What happens now?"), self.next_step, required=True)
        self.form.add("notice", _("Message to customer"), _in_a_row(self.notice, self.look_first))
        self.form.add("shelf", _("To collect on shelf"), self.shelf)
        self.form.add("minutes_spent", _("Time (h:mm)"), self.time)
        self.form.add("cost_cents", _("Cost (€)"), self.cost)
        self.form.add("late_reason", _("Why is it late?"), self.late, required=True)
        self.form.show_field("next_step", is_shown=False)
        self.form.show_field("late_reason", is_shown=False)

    def _show_sheet(self, sheet: CompletionSheet) -> None:
        self.show_lines(sheet.lines)
        self._offer_standard_texts(sheet.standard_text)
        self.notice.set_key(sheet.usual_notice)
        self._price = sheet.price_cents
        if sheet.price_cents and not self.cost.text():
            self.cost.setText(cents_text(sheet.price_cents))
        if sheet.without_mail:
            count = len(sheet.without_mail)
            numbers = ", ".join(sheet.without_mail[:5])
            self.notice.setAccessibleDescription(
                ngettext("No e-mail address: {numbers}.", "No e-mail addresses: {numbers}.", count).format(
                    numbers=numbers
                )
            )
        if sheet.late_minutes:
            self._ask_why_late(len(sheet.lines), sheet.late_minutes)

    def _ask_why_late(self, tickets: int, late: Sequence[int]) -> None:
        duration = formats.duration(max(max(late), 1))
        if tickets == 1:
            words = _("Within the promise: no, {duration} late. Why?").format(duration=duration)
        else:
            words = _("{late} of {count} are late, the latest {duration}. Why?").format(
                late=len(late), count=tickets, duration=duration
            )
        self.form.show_field("late_reason", is_shown=True)
        self.form.field("late_reason").show_label(words, required=True)

    def _offer_standard_texts(self, of_product: str) -> None:
        menu = self.standard.menu()
        menu.clear()
        for text in (*filter(None, [of_product]), *(_(standard) for standard in STANDARD_TEXTS)):
            shown = " ".join(text.split())
            shown = (shown if len(shown) <= 80 else shown[:79] + "…").replace("&", "&&")
            menu.addAction(shown).triggered.connect(lambda _on=False, chosen=text: self._add_text(chosen))

    def _add_text(self, text: str) -> None:
        """Adds to what was typed, and never takes its place."""
        typed = self.work_done.text().rstrip()
        self.work_done.set_text(f"{typed}\n{text}" if typed else text)
        self.work_done.set_cursor_position(len(self.work_done.text()))
        self.work_done.setFocus()
        self.kept.write()

    def _mind_next_step(self, outcome: Outcome) -> None:
        self.form.show_field("next_step", is_shown=outcome is Outcome.NOT_SOLVED)

    def _show_preview(self, notice: NoticeChoice, document: Document, pdf: bytes) -> None:
        title = wording.title(document)
        if not pdf:
            MailPreview(title, mail_text(document), self).open()
            return
        paperwork = Paperwork(0, pdf, Paper(notice.value), title, wording.file_name(document))
        Preview(paperwork, self.workplace.tasks, self, can_print=False).open()


def _read(read: Callable[[str], int | None], typed: str, faults: dict[str, str]) -> int | None:
    try:
        return read(typed)
    except InvalidInput as error:
        faults.update(error.fields)
        return None


def _with_button(box: TextBox, small: QPushButton) -> QWidget:
    """A text box with a small button under it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    pad(column, spacing=4)
    column.addWidget(box)
    row = QHBoxLayout()
    row.addWidget(small)
    row.addStretch(1)
    column.addLayout(row)
    whole.setFocusProxy(box.editor)
    whole.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return whole


def _in_a_row(first: Segmented, small: QPushButton) -> QWidget:
    whole = QWidget()
    row = FlowLayout(whole)
    row.addWidget(first)
    row.addWidget(small)
    whole.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    whole.setFocusProxy(first)
    return whole
