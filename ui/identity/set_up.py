# SPDX-License-Identifier: EUPL-1.2
"""The first start: six fields, and the counter can open."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.app import Desk
from desk_app.core.actor import Actor
from desk_app.core.errors import Conflict, DeskError, InvalidInput, Unavailable
from desk_app.core.i18n import _
from desk_app.identity.messages import CounterRow, SetUpDesk
from ui.identity.card import Card
from ui.identity.secret_box import SecretBox
from ui.shell.problems import Problems
from ui.shell.tasks import Tasks
from ui.widgets.buttons import button, set_button_text
from ui.widgets.form import Form, required_note

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SetUpCover(Card):
    """Organisation, you, your PIN twice, and what this counter is called; Ctrl+Enter or Enter in the last field.

    Signals:
        done(Actor): the desk is set up, and this first administrator is signed in.
    """

    done = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, problems: Problems, parent: QWidget | None = None) -> None:
        super().__init__("concierge-bell", parent)
        self._desk = desk
        self._tasks = tasks
        self._problems = problems
        self._is_busy = False
        self.show_words(
            _("Welcome"),
            _(
                "Six short questions, and your counter can open. You become the administrator. "
                "You can change everything later at Settings, and add your colleagues there."
            ),
        )
        self.organisation = QLineEdit()
        self.name = QLineEdit()
        self.login = QLineEdit()
        self.pin = SecretBox(name=_("PIN or password"))
        self.again = SecretBox(name=_("The same once more"))
        self.counter = QLineEdit(_("Counter 1"))
        self._login_is_own = False
        self.form = Form(labels="above")
        self.form.add("organisation", _("Organisation"), self.organisation, required=True)
        self.form.add("name", _("Your name"), self.name, required=True)
        self.form.add("login", _("Name to sign in with"), self.login, required=True)
        self.form.add("pin", _("PIN or password"), self.pin, required=True, hint=_("At least 4 digits or characters."))
        self.form.add("again", _("The same once more"), self.again, required=True)
        self.form.add("counter", _("Name of this counter"), self.counter)
        self.go = button("", icon="check", kind="primary")
        set_button_text(self.go, _("Open the counter"), "Ctrl+Enter")
        self.body.addWidget(self.form)
        self.body.addWidget(required_note())
        self.body.addWidget(self.go)
        self.go.clicked.connect(self._submit)
        self.name.textEdited.connect(self._suggest_login)
        self.login.textEdited.connect(self._on_login_typed)
        tasks.run(self, desk.who.counters, done=self._suggest_counter)

    def first_focus(self) -> QWidget:
        """Where the cursor belongs."""
        return self.organisation

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.counter.hasFocus() or self.go.hasFocus():
            self._submit()
        else:
            self.focusNextChild()

    def _suggest_login(self, name: str) -> None:
        if not self._login_is_own:
            self.login.setText(next(iter(name.casefold().split()), "")[:64])

    def _on_login_typed(self, _text: str) -> None:
        self._login_is_own = bool(self.login.text())

    def _suggest_counter(self, counters: tuple[CounterRow, ...]) -> None:
        if counters and not self.counter.isModified():
            self.counter.setText(counters[0].name)

    def _submit(self) -> None:
        if self._is_busy:
            return
        if self.pin.text() != self.again.text():
            self.again.clear()
            self.form.show_errors({"again": _("This is not the same as above. Type it once more.")})
            return
        command = SetUpDesk(
            organisation=self.organisation.text(),
            name=self.name.text(),
            login=self.login.text(),
            pin=self.pin.text(),
            counter=self.counter.text(),
        )
        self._mind_busy(is_busy=True)
        call = partial(self._desk.identity.set_up, command)
        self._tasks.run(self, call, done=self._on_done, failed=self._on_refused)

    def _on_done(self, actor: Actor) -> None:
        self._mind_busy(is_busy=False)
        for box in (self.pin, self.again):
            box.clear()
        self.form.set_clean()
        self.done.emit(actor)

    def _on_refused(self, error: Exception) -> None:
        self._mind_busy(is_busy=False)
        if isinstance(error, InvalidInput):
            self.form.show_errors(error.fields)
        elif isinstance(error, Conflict | Unavailable | DeskError):
            self.form.show_errors({"": str(error)})
        else:
            self._problems.show(error)

    def _mind_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.go.setEnabled(not is_busy)
