# SPDX-License-Identifier: EUPL-1.2
"""By when: the moment that follows, another one with its reason, and a warning when the chain behind it cannot keep it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.core import formats
from desk_app.core.i18n import _
from desk_app.intake.faults import against_agreed
from desk_app.intake.messages import Chain, Derived, Question
from ui.intake.moment_edit import MomentEdit
from ui.widgets.announce import announce
from ui.widgets.buttons import button, set_button_text
from ui.widgets.form import Form
from ui.widgets.icons import Mark
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain

HONEST_KEY = "Alt+T"
"""As ``shell/actions.py`` has it."""


class PromiseFields(QObject):
    """Two lines of a form, and a bar, placed by the caller.

    Signals:
        edited(dict): these fields of the question were changed by somebody.
    """

    edited = Signal(object)

    def __init__(self, now: Callable[[], datetime], form: Form, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._question = Question()
        self._derived: Derived | None = None
        self._filled_in: tuple[datetime, str] | None = None
        """The moment of the chain and its reason, when they were filled in here."""
        self.due = MomentEdit(now, name=_("Ready by"))
        self.due_reason = QLineEdit()
        self.chain = ChainBar()
        self.due.edited.connect(self._on_due_edited)
        self.due_reason.textEdited.connect(lambda typed: self.edited.emit({"due_reason": typed}))
        self.chain.button.clicked.connect(self.promise_honestly)

    def fill(self, question: Question) -> None:
        """Shows the moment and the reason of another question; what follows from it is not known yet."""
        self._question = question
        self._derived = self._filled_in = None
        self.due.show_own(question.due, question.due_text)
        self.due_reason.setText(question.due_reason)
        self.chain.show_chain(None)

    def follow(self, question: Question) -> None:
        """The question as it stands now: whether a reason is asked, and what it is called."""
        self._question = question
        norm_at = self._derived.norm_at if self._derived is not None else None
        against = against_agreed(question.due, norm_at)
        self._form.field("due_reason").show_label(
            _("Why does it take longer?") if against > 0 else _("Why can it be earlier?"), required=False
        )
        self._form.show_field("due_reason", is_shown=against != 0 or bool(question.due_reason))

    def show_derived(self, derived: Derived | None) -> None:
        """What follows from the question; None while nothing was asked."""
        self._derived = derived
        self.due.show_usual(derived.norm_at if derived is not None else None)
        is_promise = derived is not None and not self._question.answered
        self.chain.show_chain(derived.chain if derived is not None and is_promise else None)

    def promise_honestly(self) -> bool:
        """Fills in what can be kept, with the reason that the customer reads; False when there is nothing to do."""
        chain = self.chain.chain
        if chain is None:
            return False
        own = self._question.due_reason.strip()
        reason = own or chain.broken[0].reason
        self._filled_in = None if own else (chain.honest_at, reason)
        if self.chain.button.hasFocus():
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)  # the bar goes
        self.chain.show_chain(None)
        self.due.show_own(chain.honest_at, "")
        self.due_reason.setText(reason)
        self.edited.emit({"due": chain.honest_at, "due_text": "", "due_reason": reason})
        sentence = _("You promise {moment} now: {reason}.")
        announce(self.due, sentence.format(moment=formats.moment_short(chain.honest_at), reason=reason))
        return True

    def _on_due_edited(self) -> None:
        """A reason that was filled in goes with its moment: of another one it is not the reason."""
        changes: dict[str, object] = {"due": self.due.moment, "due_text": self.due.unread}
        if self._filled_in is not None:
            moment, reason = self._filled_in
            if self._question.due_reason == reason and self.due.moment != moment:
                self._filled_in = None
                self.due_reason.clear()
                changes["due_reason"] = ""
        self.edited.emit(changes)


class ChainBar(QWidget):
    """Says which link cannot keep the promise, with one button that makes it a promise that can be kept."""

    def __init__(self) -> None:
        super().__init__()
        self._chain: Chain | None = None
        self._words = plain_label("", wrap=True)
        self.button = button(_("Promise what can be kept"), kind="quiet")
        notice = QFrame()
        notice.setProperty("ground", "notice")
        row = QHBoxLayout(notice)
        pad(row, margins=(12, 4, 8, 4), spacing=8)
        row.addWidget(Mark("triangle-alert", "soon.text", 18))
        row.addWidget(self._words, 1)
        row.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        pad(layout, margins=(16, 10, 16, 0))
        layout.addWidget(notice)
        self.hide()

    @property
    def chain(self) -> Chain | None:
        """The chain that cannot keep it; None while there is none."""
        return self._chain

    @property
    def sentence(self) -> str:
        """What it says; empty while it is not there."""
        return self._words.text() if self._chain is not None else ""

    def show_chain(self, chain: Chain | None) -> None:
        """Says why it cannot be kept; None, or one that can, takes it away."""
        before = self.sentence
        self._chain = chain if chain is not None and not chain.keeps else None
        if self._chain is not None:
            set_plain(self._words, " ".join(link.sentence for link in self._chain.broken))
            moment = formats.moment_short(self._chain.honest_at)
            set_button_text(self.button, _("Promise {moment}").format(moment=moment), HONEST_KEY)
        self.setVisible(self._chain is not None)
        if self.sentence and self.sentence != before:
            announce(self, self.sentence)
