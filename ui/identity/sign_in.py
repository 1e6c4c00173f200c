# SPDX-License-Identifier: EUPL-1.2
"""Who is at the counter: the card on the cover of the window, at the start and when the counter is locked.

Locked, only a PIN is asked and everything behind stays as it was. Somebody else signs in with name and PIN; then the
window makes its pages anew. The computer remembers the counter, never the person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from desk_app.app import Desk
from desk_app.core.actor import Actor
from desk_app.core.errors import DeskError, InvalidInput
from desk_app.core.i18n import _
from desk_app.identity.messages import CounterRow, SignIn
from desk_app.identity.queries import IdentityQueries
from ui.identity.card import Card
from ui.identity.secret_box import SecretBox
from ui.shell.problems import Problems
from ui.shell.tasks import Tasks
from ui.shell.window_state import WindowState
from ui.widgets.announce import announce
from ui.widgets.buttons import button, set_button_text
from ui.widgets.choice_list import Choice
from ui.widgets.form import Form
from ui.widgets.picker import Picker

LAST_COUNTER = "sign_in/counter"
"""Where ``WindowState`` keeps the counter of this computer: its id, ``NOWHERE``, or 0 when never chosen."""
NOWHERE = -1
FREE_TRIES = 5
"""After so many wrong PINs a locked counter asks for a whole sign-in (``reliability.md`` S4)."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What is being checked: ``who`` is an agent's id (locked) or what was typed as the name."""

    who: int | str
    counter_id: int | None


class SignInCover(Card):
    """Name, PIN and counter; Enter signs in.

    Signals:
        signed_in(Actor): this person works here now; the pages are to be made anew.
        unlocked: the one who locked is back, with the same rights at the same counter; nothing is to be changed.
    """

    signed_in = Signal(object)
    unlocked = Signal()

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        problems: Problems,
        state: WindowState,
        *,
        locked_by: Actor | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``locked_by``: whose work is behind the cover; None at the start and after "Switch user"."""
        super().__init__("lock", parent)
        self._desk = desk
        self._tasks = tasks
        self._problems = problems
        self._state = state
        self._locked_by = locked_by
        self._is_locked = locked_by is not None
        self._wrong = 0
        self._is_busy = False
        self.name = Picker(
            tasks, partial(_matching, desk.who), name=_("Your name"), placeholder=_("Type the first letters")
        )
        self.pin = SecretBox(name=_("PIN or password"))
        self.counter = QComboBox()
        self.counter.setAccessibleName(_("Counter"))
        self.counter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.name.next_focus = self.pin
        self.form = Form(labels="above")
        self.form.add("login", _("Your name"), self.name)
        self.form.add("pin", _("PIN or password"), self.pin)
        self.form.add("counter", _("Counter"), self.counter)
        self.go = button("", icon="key", kind="primary")
        self.other = button(_("&Another colleague"), icon="users", kind="quiet")
        self.body.addWidget(self.form)
        self.body.addWidget(self.go)
        self.body.addWidget(self.other, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.go.clicked.connect(self._submit)
        self.other.clicked.connect(self.ask_everything)
        self._arrange()
        tasks.run(self, desk.who.counters, done=self._show_counters)

    @property
    def is_locked(self) -> bool:
        """Whether only the PIN of the one who locked is asked."""
        return self._is_locked

    @property
    def error(self) -> str:
        """What is wrong, as shown under the fields; empty when nothing."""
        return " ".join(filter(None, (self.form.field(name).error for name in ("login", "pin", "counter"))))

    def ask_everything(self) -> None:
        """Name, PIN and counter: another colleague, or too many wrong PINs."""
        self._is_locked = False
        self.pin.clear()
        self.form.set_clean()
        self._arrange()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """Where the cursor belongs."""
        return self.pin if self._is_locked else self.name.edit

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif self.other.hasFocus():
            self.other.click()
        else:
            self._submit()

    def _arrange(self) -> None:
        if self._is_locked and self._locked_by is not None:
            self.show_words(
                _("Locked by {name}").format(name=self._locked_by.name),
                _("Type your PIN to go on. Everything is still as you left it."),
                "lock",
            )
            set_button_text(self.go, _("Unlock"), "Enter")
        else:
            self.show_words(_("Who is at the counter?"), "", "user")
            set_button_text(self.go, _("Sign in"), "Enter")
        self.form.show_field("login", is_shown=not self._is_locked)
        self.form.show_field("counter", is_shown=not self._is_locked and self.counter.count() > 0)
        self.other.setVisible(self._is_locked)

    def _show_counters(self, counters: tuple[CounterRow, ...]) -> None:
        last = self._state.number(LAST_COUNTER, 0)
        known = [counter.id for counter in counters]
        if len(known) > 1 and last not in (*known, NOWHERE):
            self.counter.addItem(_("Choose your counter"), 0)
        for row in counters:
            self.counter.addItem(f"{row.name} · {row.location}" if row.location else row.name, row.id)
        if counters:
            self.counter.addItem(_("Not at a counter"), NOWHERE)
        self.counter.setCurrentIndex(max(self.counter.findData(last), 0))
        self._arrange()

    def _submit(self) -> None:
        if self._is_busy:
            return
        who: int | str = self.name.text()
        counter_id: int | None = None
        if self._is_locked and self._locked_by is not None:
            who, counter_id = self._locked_by.agent_id or 0, self._locked_by.counter_id
        else:
            if self.name.choice is not None:
                who = str(self.name.choice.key)
            chosen = self.counter.currentData()
            if chosen == 0:
                self._refuse({"counter": _("Choose the counter where you are.")})
                return
            counter_id = chosen if chosen and chosen > 0 else None
        self._mind_busy(is_busy=True)
        attempt = _Attempt(who, counter_id)
        call = partial(_check, self._desk, attempt, self.pin.text())
        self._tasks.run(self, call, done=self._on_known, failed=self._on_refused)

    def _on_known(self, actor: Actor) -> None:
        self._mind_busy(is_busy=False)
        self.pin.clear()
        self.form.set_clean()
        if not self._is_locked and self.counter.count():
            self._state.keep(LAST_COUNTER, actor.counter_id or NOWHERE)
        is_back = actor == self._locked_by and self._wrong < FREE_TRIES
        self.name.choose(None)
        if is_back:
            self.unlocked.emit()
        else:
            self.signed_in.emit(actor)

    def _on_refused(self, error: Exception) -> None:
        self._mind_busy(is_busy=False)
        self.pin.clear()
        if not isinstance(error, DeskError):
            self._problems.show(error)
            return
        fields = error.fields if isinstance(error, InvalidInput) else {"pin": str(error)}
        self._wrong += isinstance(error, InvalidInput) and "pin" in fields
        if self._is_locked and (self._wrong >= FREE_TRIES or "login" in fields):
            self.ask_everything()
            fields = {"pin": _("The PIN was wrong too often. Sign in again with your name.")}
        self._refuse(fields)

    def _refuse(self, fields: Mapping[str, str]) -> None:
        for name in ("login", "pin", "counter"):
            self.form.show_error(name, fields.get(name, ""))
        places: dict[str, QWidget] = {"login": self.name, "pin": self.pin, "counter": self.counter}
        first = next((name for name in places if name in fields), "pin")
        if first == "pin" and not self._is_locked and not (self.name.choice or self.name.text()):
            first = "login"
        places[first].setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.pin, " ".join(fields.values()), urgent=True)

    def _mind_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.go.setEnabled(not is_busy)
        self.pin.setReadOnly(is_busy)


def _check(desk: Desk, attempt: _Attempt, pin: str) -> Actor:
    """On a worker: a wrong PIN takes as long as a right one."""
    login = _login_of(desk.who, attempt.who)
    return desk.identity.sign_in(SignIn(login=login, pin=pin, counter_id=attempt.counter_id))


def _login_of(who: IdentityQueries, asked: int | str) -> str:
    """The name to sign in with; who types faster than the list comes gets its top hit, as with Enter in the list."""
    if isinstance(asked, int):
        return next((row.login for row in who.sign_in_names() if row.agent_id == asked), "")
    typed = asked.strip().casefold()
    if not typed or any(row.login.casefold() == typed for row in who.sign_in_names()):
        return asked
    return next((str(choice.key) for choice in _matching(who, asked)), asked)


def _matching(who: IdentityQueries, text: str) -> list[Choice]:
    """Colleagues of whose name a word begins with each typed word; the name to sign in with tells namesakes apart."""
    asked = text.casefold().split()
    choices = []
    for row in who.sign_in_names():
        words = [*row.name.casefold().split(), row.login.casefold()]
        if all(any(word.startswith(part) for word in words) for part in asked):
            choices.append(Choice(row.login, row.name, row.login))
    return choices
