# SPDX-License-Identifier: EUPL-1.2
"""The form of one agreement. Ctrl+Enter saves; Esc goes back, and what was typed and not saved stands there next time."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from desk_app.contracts.editing import merged, order_of
from desk_app.contracts.messages import AgreementChanged, AgreementSheet
from desk_app.core.errors import Conflict, InvalidInput
from desk_app.core.events import DomainEvent
from desk_app.core.i18n import _
from ui.contracts import keeping, opening
from ui.contracts.effect import effect_words
from ui.contracts.fields import AgreementFields
from ui.contracts.opening import Opened
from ui.contracts.rival import Rival
from ui.orders.kept_texts import PAUSE_MS
from ui.shell.page import Deed, Workplace
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, set_button_text
from ui.widgets.conflict_box import ConflictBox
from ui.widgets.faults import by_field
from ui.widgets.flow import FlowLayout
from ui.widgets.following_area import FollowingArea
from ui.widgets.line_form import ENTER
from ui.widgets.look import pad
from ui.widgets.text import ElidedLabel, plain_label, set_plain
from ui.widgets.turning import TurningBox

TURN_BELOW = 760


class AgreementEditor(QWidget):
    """One agreement at a time.

    Signals:
        opened: an agreement was read and is shown.
        closed: back to where it was opened from; the id of the agreement to show there, or None.
        done(Deed): it was saved.
    """

    opened = Signal()
    closed = Signal(object)
    done = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._open: Opened | None = None
        self._is_busy = False
        self._is_clean = True
        self._goes_to: str = ""
        self.fields: AgreementFields | None = None
        self.title = ElidedLabel("", role="title")
        self.restored = Banner()
        self.restored.close_button.setVisible(False)
        self.conflict = ConflictBox()
        self._rival = Rival(workplace, self.conflict, self)
        self.effect = plain_label("", colour="muted", wrap=True)
        self.save_button = button(_("Save"), icon="save", kind="primary")
        set_button_text(self.save_button, _("Save"), "Ctrl+Enter")
        self.back_button = button(_("Back"), icon="arrow-left")
        set_button_text(self.back_button, _("Back"), "Esc")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._lay_out()
        self._rival.unseen.connect(self._start_again)
        self.conflict.mine_wanted.connect(self._keep_mine)
        self.conflict.theirs_wanted.connect(self._take_theirs)
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self.back)
        workplace.bridge.listen(self, AgreementChanged, self._on_changed)

    @property
    def is_open(self) -> bool:
        """Whether an agreement is in the form."""
        return self._open is not None

    def new(self) -> None:
        """Opens an empty agreement."""
        desk, actor = self._workplace.desk, self._workplace.actor
        self._read(lambda: opening.new_agreement(desk, actor))

    def edit(self, agreement_id: int, list_name: str = "") -> None:
        """Opens an agreement as it is stored, with what was typed at it before; the cursor in this list of it."""
        desk, actor = self._workplace.desk, self._workplace.actor
        self._goes_to = list_name
        self._read(lambda: opening.stored_agreement(desk, actor, agreement_id))

    def save(self) -> None:
        """Saves; the text stays until that is done, and the focus goes to what is wrong."""
        if self._open is None or self.fields is None or self._is_busy:
            return
        try:
            self.fields.check()
        except InvalidInput as error:
            self._on_refused(error)
            return
        self._is_busy = True
        self.save_button.setEnabled(False)
        desk, actor, opened = self._workplace.desk, self._workplace.actor, self._open
        order = order_of(self.fields.content, opened.agreement_id, opened.version)
        left = self._kept(opened, self.fields)
        self._workplace.tasks.run(
            self,
            lambda: desk.agreements.save(actor, order),
            done=lambda saved_id: self._on_saved(saved_id, left),
            failed=self._on_refused,
        )

    def back(self) -> None:
        """To where it was opened from; what was typed is kept."""
        self.keep()
        agreement_id = self._open.agreement_id if self._open is not None else None
        self._let_go()
        self.closed.emit(agreement_id)

    def keep(self) -> None:
        """Writes down what stands in the fields, when somebody changed something."""
        self._pause.stop()
        if self._open is None or self.fields is None or self._is_clean:
            return
        desk, actor, agreement_id = self._workplace.desk, self._workplace.actor, self._open.agreement_id
        kept = self._kept(self._open, self.fields)
        self._workplace.tasks.run(self, lambda: keeping.keep(desk, actor, agreement_id, kept), done=None)

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

    def _lay_out(self) -> None:
        self._area = FollowingArea(margins=(0, 0, 6, 0), spacing=12)
        foot = QFrame()
        foot.setProperty("ground", "card")
        around = QVBoxLayout(foot)
        pad(around, margins=(12, 6, 12, 6), spacing=0)
        both = TurningBox(TURN_BELOW, spacing=8)
        acts = QWidget()
        buttons = FlowLayout(acts)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.save_button)
        both.row.addWidget(self.effect, 1)
        both.row.addWidget(acts)
        around.addWidget(both)
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=12)
        for widget in (self.title, self.restored, self.conflict):
            layout.addWidget(widget)
        layout.addWidget(self._area, 1)
        layout.addWidget(foot)

    def _read(self, call: Callable[[], Opened]) -> None:
        self._workplace.tasks.run(self, call, done=self._show, key="open")

    def _show(self, opened: Opened) -> None:
        self._let_go()
        self._open = opened
        self.fields = AgreementFields(self._workplace, opened.grounds)
        self._area.column.addWidget(self.fields)
        self.fields.set_content(opened.mine, opened.amount)
        self.fields.set_half(opened.half)
        self.fields.edited.connect(self._on_edited)
        self.fields.half_typed.connect(self._on_half_typed)
        if opened.agreement_id is None:
            self.title.show_text(_("New agreement"))
        else:
            self.title.show_text(_("Change {name}").format(name=f"{opened.base.code} · {opened.base.name}"))
        self._is_clean = not opened.was_kept
        self.save_button.setEnabled(True)
        if opened.was_kept:
            sentence = _("Here is what you typed before and did not save yet.")
            self.restored.show_sentence(sentence, self._start_again, action=_("Throw it away"), is_error=False)
        self._area.verticalScrollBar().setValue(0)
        self._mind()
        self.opened.emit()
        target = self.fields.lists.get(self._goes_to)
        (target or self.fields.name).setFocus(Qt.FocusReason.OtherFocusReason)
        self._goes_to = ""
        self._rival.watch(opened)
        if opened.was_kept:
            self._rival.look(is_clean=False)

    def _let_go(self) -> None:
        self._pause.stop()
        self._open = None
        self._rival.watch(None)
        self._is_busy = False
        self.restored.hide()
        if self.fields is not None:
            self.fields.hide()
            self.fields.setParent(None)
            self.fields.deleteLater()
        self.fields = None

    def _start_again(self) -> None:
        """Throws away what was typed, and shows what is stored."""
        if self._open is None:
            return
        desk, actor, agreement_id = self._workplace.desk, self._workplace.actor, self._open.agreement_id
        self._workplace.tasks.run(self, lambda: keeping.forget(desk, actor, agreement_id), done=None)
        self._is_clean = True
        if agreement_id is None:
            self.new()
        else:
            self.edit(agreement_id)

    def _on_edited(self) -> None:
        self._is_clean = False
        self._mind()
        self._pause.start()

    def _on_half_typed(self) -> None:
        self._is_clean = False
        self._pause.start()

    def _kept(self, opened: Opened, fields: AgreementFields) -> keeping.Kept:
        """What stands here and is not saved."""
        return keeping.Kept(fields.content, opened.base, fields.half, fields.bad_amount)

    def _on_saved(self, saved_id: int, left: keeping.Kept) -> None:
        opened = self._open
        if opened is not None:
            desk, actor, agreement_id = self._workplace.desk, self._workplace.actor, opened.agreement_id
            self._workplace.tasks.run(
                self, lambda: keeping.settle(desk, actor, agreement_id, saved_id, left), done=None
            )
        self._let_go()
        sentences = [_("{name} is saved.").format(name=left.mine.name.strip())]
        if left.half:
            sentences.append(_("A line is not finished: it stands there when you change the agreement again."))
        self.done.emit(Deed(" ".join(sentences)))
        self.closed.emit(saved_id)

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        self.save_button.setEnabled(True)
        if isinstance(error, InvalidInput) and self.fields is not None:
            self.fields.show_faults(error.fields)
            first = next(iter(by_field(error.fields).values()), "")
            self._say(f"{self.fields.form.summary} {first}", is_error=True)
        elif isinstance(error, Conflict):
            self._rival.look(is_clean=False, sentence=str(error))
        else:
            self._workplace.problems.show(error)

    def _on_changed(self, event: DomainEvent) -> None:
        if self._open is not None and event.id == self._open.agreement_id and not self._is_busy:
            self._rival.look(is_clean=self._is_clean)

    def _keep_mine(self) -> None:
        """My changes on top of what is stored now; the next save replaces it, knowingly."""
        theirs = self._rival.theirs
        if self.fields is not None and self._open is not None and theirs is not None:
            self._stand_on(theirs, merged(self._open.base, self.fields.content, theirs))
        else:
            self.conflict.hide()

    def _take_theirs(self) -> None:
        if self._rival.theirs is not None:
            self._start_again()
        else:
            self.conflict.hide()

    def _stand_on(self, theirs: AgreementSheet, content: AgreementSheet) -> None:
        """Goes on with ``content``, on top of what somebody else stored."""
        if self._open is None or self.fields is None:
            return
        amount = self.fields.bad_amount
        self._open = replace(self._open, base=theirs, mine=content)
        self._rival.watch(self._open)
        self.fields.set_content(content, amount)
        self.fields.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    def _mind(self) -> None:
        """At the foot: what saving this will mean."""
        if self._open is not None and self.fields is not None:
            self._say(effect_words(self._open, self.fields.content))

    def _say(self, sentence: str, *, is_error: bool = False) -> None:
        """At the foot, always in view: what a change means, or what is wrong first of all."""
        colour = "error" if is_error else "muted"
        if self.effect.property("colour") != colour:
            self.effect.setProperty("colour", colour)
            self.effect.style().unpolish(self.effect)
            self.effect.style().polish(self.effect)
        set_plain(self.effect, sentence)
