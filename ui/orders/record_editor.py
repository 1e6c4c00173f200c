# SPDX-License-Identifier: EUPL-1.2
"""An editor of one thing at a time. Ctrl+Enter saves; Esc goes back, and what was typed and not saved stands there next time."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget

from desk_app.core.errors import Conflict, InvalidInput
from desk_app.core.events import DomainEvent
from desk_app.core.i18n import _
from ui.orders.kept_texts import PAUSE_MS
from ui.orders.rival import Rival, Watched
from ui.shell.page import Workplace
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, set_button_text
from ui.widgets.conflict_box import ConflictBox
from ui.widgets.flow import FlowLayout
from ui.widgets.line_form import ENTER
from ui.widgets.record_fields import RecordFields
from ui.widgets.text import ElidedLabel, plain_label, set_plain


class Opened(Protocol):
    """What was read for the editor."""

    @property
    def was_kept(self) -> bool:
        """Whether what stands in the fields was typed some other time and never saved."""
        ...


OpenedT = TypeVar("OpenedT", bound=Opened)
FieldsT = TypeVar("FieldsT", bound=RecordFields)
SheetT = TypeVar("SheetT")


class RecordEditor(QWidget, Generic[OpenedT, FieldsT, SheetT]):
    """What all editors do alike; each says what it opens, keeps and saves.

    Signals:
        opened: something was read and is shown.
        closed: back to where it was opened from; the id to show there, or None.
        done(Deed): it was saved.
        said(str): say this at the foot of the window.
    """

    opened = Signal()
    closed = Signal(object)
    done = Signal(object)
    said = Signal(str)

    def __init__(self, workplace: Workplace, changed: type[DomainEvent]) -> None:
        super().__init__()
        self._workplace = workplace
        self._open: OpenedT | None = None
        self._is_busy = False
        self._is_clean = True
        self.fields: FieldsT | None = None
        self.title = ElidedLabel("", role="title")
        self.restored = Banner()
        self.restored.close_button.setVisible(False)
        self.conflict = ConflictBox()
        self._rival: Rival[SheetT] = Rival(workplace, self.conflict, self)
        self.effect = plain_label("", colour="muted", wrap=True)
        self.save_button = button(_("Save"), icon="save", kind="primary")
        set_button_text(self.save_button, _("Save"), "Ctrl+Enter")
        self.back_button = button(_("Back"), icon="arrow-left")
        set_button_text(self.back_button, _("Back"), "Esc")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._rival.unseen.connect(self._start_again)
        self.conflict.mine_wanted.connect(self._keep_mine)
        self.conflict.theirs_wanted.connect(self._take_theirs)
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self.back)
        workplace.bridge.listen(self, changed, self._on_changed)

    @property
    def is_open(self) -> bool:
        """Whether something is in the editor."""
        return self._open is not None

    def save(self) -> None:
        """Saves; the text stays until that is done, and the focus goes to what is wrong."""
        raise NotImplementedError

    def back(self) -> None:
        """To where it was opened from; what was typed is kept."""
        self.keep()
        record_id = self._id_of(self._open) if self._open is not None else None
        self._let_go()
        self.closed.emit(record_id)

    def keep(self) -> None:
        """Writes down what stands in the fields, when somebody changed something."""
        self._pause.stop()
        if self._open is not None and self.fields is not None and not self._is_clean:
            self._workplace.tasks.run(self, self._keeper(self._open, self.fields), done=None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, has_control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        focus = self.focusWidget()
        if key == Qt.Key.Key_Escape:
            self.back()
        elif key in ENTER and has_control:
            self.save()
        elif key in ENTER and isinstance(focus, QAbstractButton) and not focus.isCheckable():
            focus.click()
        elif key in ENTER and not isinstance(focus, QPlainTextEdit):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _id_of(self, opened: OpenedT) -> int | None:
        """None for a new one."""
        raise NotImplementedError

    def _keeper(self, opened: OpenedT, fields: FieldsT) -> Callable[[], None]:
        """Writes down what stands here and is not saved; called on a worker."""
        raise NotImplementedError

    def _show(self, opened: OpenedT) -> None:
        """What was read comes into the fields."""
        raise NotImplementedError

    def _start_again(self) -> None:
        """Throws away what was typed, and shows what is stored."""
        raise NotImplementedError

    def _watched(self, opened: OpenedT) -> Watched[SheetT] | None:
        """What somebody else may have saved; None for a new one."""
        raise NotImplementedError

    def _merge(self, opened: OpenedT, fields: FieldsT, theirs: SheetT) -> OpenedT:
        """What stands here, on top of what somebody else stored: also in the fields."""
        raise NotImplementedError

    def _mind(self) -> None:
        """At the foot: what saving this will mean."""
        raise NotImplementedError

    def _buttons(self) -> QWidget:
        """Back and Save, for the foot."""
        acts = QWidget()
        row = FlowLayout(acts)
        row.addWidget(self.back_button)
        row.addWidget(self.save_button)
        return acts

    def _read(self, call: Callable[[], OpenedT]) -> None:
        self._workplace.tasks.run(self, call, done=self._show, key="open")

    def _tell_kept(self, opened: OpenedT, more: str = "") -> None:
        """The bar that what was typed before came back, when it did; ``more``: what did not."""
        self._is_clean = not opened.was_kept
        self.save_button.setEnabled(True)
        if opened.was_kept:
            sentence = _("Here is what you typed before and did not save yet.")
            both = f"{sentence} {more}".strip()
            self.restored.show_sentence(both, self._start_again, action=_("Throw it away"), is_error=False)

    def _look_out(self, opened: OpenedT) -> None:
        """From now on somebody else's changes are told; also those since what was kept was typed."""
        self._rival.watch(self._watched(opened))
        if opened.was_kept:
            self._rival.look(is_clean=False)

    def _let_go(self) -> None:
        self._pause.stop()
        self._open = None
        self._rival.watch(None)
        self._is_busy = False
        self.restored.hide()
        if self.fields is not None:
            self._take_away(self.fields)
        self.fields = None

    def _take_away(self, widget: QWidget) -> None:
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()

    def _on_edited(self) -> None:
        self._is_clean = False
        self._mind()
        self._pause.start()

    def _on_half_typed(self) -> None:
        self._is_clean = False
        self._pause.start()

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        self.save_button.setEnabled(True)
        if isinstance(error, InvalidInput) and self.fields is not None:
            self.fields.show_faults(error.fields)
            form = self.fields.form
            first, _more, _rest = form.first_error.partition("\n")
            self._say(f"{form.summary} {first}".strip(), is_error=True)
        elif isinstance(error, Conflict):
            self._rival.look(is_clean=False, sentence=str(error))
        else:
            self._workplace.problems.show(error)

    def _on_changed(self, event: DomainEvent) -> None:
        if self._open is not None and event.id == self._id_of(self._open) and not self._is_busy:
            self._rival.look(is_clean=self._is_clean)

    def _keep_mine(self) -> None:
        """My changes on top of what is stored now; the next save replaces it, knowingly."""
        theirs = self._rival.theirs
        if self._open is None or self.fields is None or theirs is None:
            self.conflict.hide()
            return
        self._open = self._merge(self._open, self.fields, theirs)
        self._rival.watch(self._watched(self._open))
        self._on_edited()

    def _take_theirs(self) -> None:
        if self._rival.theirs is not None:
            self._start_again()
        else:
            self.conflict.hide()

    def _say(self, sentence: str, *, is_error: bool = False) -> None:
        """At the foot, always in view: what a change means, or what is wrong first of all."""
        colour = "error" if is_error else "muted"
        if self.effect.property("colour") != colour:
            self.effect.setProperty("colour", colour)
            self.effect.style().unpolish(self.effect)
            self.effect.style().polish(self.effect)
        set_plain(self.effect, sentence)
