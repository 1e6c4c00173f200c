# SPDX-License-Identifier: EUPL-1.2
"""Asking for approval, and writing down what was said: in person, or with the code of the mail."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.core import text
from desk_app.core.codes import CodeKind, ScannedCode
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from desk_app.process.messages import (
    ApprovalState,
    ApproverRow,
    AskApproval,
    GiveApproval,
    GiveApprovalByToken,
    StepRow,
)
from ui.orders.form import OrderForm
from ui.shell.page import Deed, Workplace
from ui.tickets import step_deeds
from ui.tickets.step_words import approval_words
from ui.widgets.choice_list import Choice
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import plain_label, set_plain
from ui.widgets.text_box import TextBox


class Wanted(StrEnum):
    """What is done with the form."""

    ASK = "ask"
    YES = "yes"
    NO = "no"


class ApprovalDialog(OrderForm):
    """About one approval step. ``token``: the code that was scanned or typed elsewhere."""

    def __init__(
        self, workplace: Workplace, step: StepRow, cost_centre: str, parent: QWidget | None = None, *, token: str = ""
    ) -> None:
        super().__init__(
            workplace,
            (step.ticket_id,),
            parent,
            name=f"approval-{step.code}",
            title=step.name,
            go=_("Save"),
            icon="euro",
        )
        self.step = step
        request = step.approval
        is_asked = request is not None and request.state is ApprovalState.ASKED
        self._has_code = is_asked and request is not None and request.by_mail
        self.what = Segmented(
            [
                (Wanted.YES, _("Approved")),
                (Wanted.NO, _("Not approved")),
                (Wanted.ASK, _("Ask again") if request else _("Ask")),
            ],
            name=_("What is the answer?"),
        )
        self.person = Picker(workplace.tasks, self._find, name=_("Who is asked?"), placeholder=_("Type a name"))
        self.token = QLineEdit()
        self.note = TextBox(name=_("Remark"), lines=2, limit=text.LINE)
        self.state = plain_label(approval_words(request) if request else "", colour="muted", wrap=True)
        self.decides = plain_label("", role="small", colour="muted", wrap=True)
        if request is None:
            self.state.hide()
        self._add_fields()
        if is_asked and request is not None:
            self.person.choose(Choice(request.approver_id, request.approver))
        else:
            self.what.set_key(Wanted.ASK)
        if token:
            self.what.set_key(Wanted.YES)
            self.token.insert(token)
        self.what.chosen.connect(lambda _key: self._mind_fields())
        self.kept.watch("note", self.note)
        self.keep_typed()
        self.read_lines()
        self._read_decider(cost_centre)
        self._mind_fields()
        self.what.setFocus()

    def command(self) -> Callable[[], Deed]:
        desk, actor, step = self.workplace.desk, self.workplace.actor, self.step
        choice, typed = self.person.choice, self.person.text().strip()
        if self.what.key is Wanted.ASK:
            if typed:
                raise InvalidInput({"person": _("Choose somebody from the list.")})
            ask = AskApproval(ticket_id=step.ticket_id, code=step.code, person_id=choice.key if choice else None)
            return lambda: step_deeds.asked(desk.process.ask_approval(actor, ask))
        approved = self.what.key is Wanted.YES
        if self._has_code and self.token.text().strip():
            by_token = GiveApprovalByToken(
                token=self.token.text(), approved=approved, note=self.note.text(), ticket_id=step.ticket_id
            )
            return lambda: step_deeds.answered(desk.process.give_approval_by_token(actor, by_token), approved=approved)
        give = GiveApproval(
            ticket_id=step.ticket_id,
            code=step.code,
            approved=approved,
            person_id=choice.key if choice else None,
            name=choice.title if choice else typed,
            note=self.note.text(),
        )
        return lambda: step_deeds.answered(desk.process.give_approval(actor, give), approved=approved)

    def is_last(self, field: QWidget) -> bool:
        return field is self.token

    def take_scan(self, code: ScannedCode) -> bool:
        """A scanned code of a mail goes to its field."""
        if code.kind is not CodeKind.APPROVAL or not self._has_code:
            return False
        if self.what.key is Wanted.ASK:
            self.what.set_key(Wanted.YES)
            self._mind_fields()
        self.token.clear()
        self.token.insert(grouped(code.value))
        return True

    def _add_fields(self) -> None:
        self.form.add_widget(self.state)
        self.form.add("what", _("Answer"), self.what)
        self.form.add(
            "token",
            _("Code from the mail"),
            self.token,
            hint=_("Only when the answer came with a code. Leave it empty when somebody tells you in person."),
        )
        self.form.add("person", _("Who is asked?"), self.person)
        self.form.add("note", _("Remark"), self.note)
        self.form.add_widget(self.decides)

    def _mind_fields(self) -> None:
        """Asks only what belongs to the answer."""
        wanted = self.what.key
        self.form.show_field("token", is_shown=self._has_code and wanted is not Wanted.ASK)
        self.form.show_field("note", is_shown=wanted is not Wanted.ASK)
        who = _("Who is asked?") if wanted is Wanted.ASK else _("Who says this?")
        self.form.field("person").show_label(who, required=False)
        why = _("Why not?") if wanted is Wanted.NO else _("Remark")
        self.form.field("note").show_label(why, required=wanted is Wanted.NO)

    def _read_decider(self, cost_centre: str) -> None:
        desk, actor, ticket_id = self.workplace.desk, self.workplace.actor, self.step.ticket_id
        self.workplace.tasks.run(
            self, lambda: desk.process_queries.approver_for(actor, cost_centre, ticket_id), done=self._show_decider
        )

    def _show_decider(self, found: ApproverRow | None) -> None:
        """Proposes who decides, unless they said no already or somebody was typed meanwhile."""
        if found is None:
            set_plain(self.decides, _("There is no budget holder for this cost centre. Choose who is asked."))
            return
        words = (
            _("{name} decides about this cost centre now, on behalf of {holder}.")
            if found.on_behalf_of
            else _("{name} decides about this cost centre.")
        )
        set_plain(self.decides, words.format(name=found.name, holder=found.on_behalf_of))
        request = self.step.approval
        is_refused = request is not None and request.state is ApprovalState.REJECTED
        if not is_refused and self.person.choice is None and not self.person.text():
            self.person.choose(Choice(found.person_id, found.name))

    def _find(self, words: str) -> list[Choice]:
        """On a worker; nobody without words."""
        found = self.workplace.desk.people.find_people(self.workplace.actor, words)
        return [Choice(hit.id, hit.name, hit.detail) for hit in found]


def grouped(letters: str) -> str:
    """Twelve characters as they stand in the mail: ``X-7K3M-0QX4-9WBE``."""
    return "-".join(["X", *(letters[start : start + 4] for start in range(0, len(letters), 4))])
