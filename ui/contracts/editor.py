# SPDX-License-Identifier: EUPL-1.2
"""The form of one agreement."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desk_app.contracts.editing import differences, merged, order_of
from desk_app.contracts.messages import AgreementChanged, AgreementSheet
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from ui.contracts import keeping, opening
from ui.contracts.effect import effect_words
from ui.contracts.fields import AgreementFields
from ui.contracts.opening import Opened
from ui.orders.record_editor import RecordEditor
from ui.orders.rival import Watched
from ui.shell.page import Deed, Workplace
from ui.widgets.following_area import FollowingArea
from ui.widgets.look import pad
from ui.widgets.turning import TurningBox

TURN_BELOW = 760


class AgreementEditor(RecordEditor[Opened, AgreementFields, AgreementSheet]):
    """One agreement at a time."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, AgreementChanged)
        self._goes_to: str = ""
        self._lay_out()

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
        if self._open is None or self.fields is None or self._is_busy:
            return
        self._is_busy = True
        self.save_button.setEnabled(False)
        desk, actor, opened = self._workplace.desk, self._workplace.actor, self._open
        order = order_of(self.fields.content, opened.agreement_id, opened.version)
        left, unsendable = self._kept(opened, self.fields), self.fields.unsendable

        def call() -> int:
            if unsendable:
                raise InvalidInput({**desk.agreements.faults(actor, order), **unsendable})
            return desk.agreements.save(actor, order)

        self._workplace.tasks.run(
            self,
            call,
            done=lambda saved_id: self._on_saved(saved_id, left),
            failed=self._on_refused,
        )

    def _lay_out(self) -> None:
        self._area = FollowingArea(margins=(0, 0, 6, 0), spacing=12)
        foot = QFrame()
        foot.setProperty("ground", "card")
        around = QVBoxLayout(foot)
        pad(around, margins=(12, 6, 12, 6), spacing=0)
        self._both = TurningBox(TURN_BELOW, spacing=8)
        self._both.row.addWidget(self.effect, 1)
        self._both.row.addWidget(self._buttons())
        self._both.turned.connect(self._on_turned)
        around.addWidget(self._both)
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=12)
        for widget in (self.title, self.restored, self.conflict):
            layout.addWidget(widget)
        layout.addWidget(self._area, 1)
        layout.addWidget(foot)

    def _show(self, opened: Opened) -> None:
        self._let_go()
        self._open = opened
        self.fields = AgreementFields(self._workplace, opened.grounds)
        self._area.column.addWidget(self.fields)
        self._on_turned(self._both.is_upright)
        self.fields.set_content(opened.mine, opened.amount)
        self.fields.set_half(opened.half)
        self.fields.edited.connect(self._on_edited)
        self.fields.half_typed.connect(self._on_half_typed)
        if opened.agreement_id is None:
            self.title.show_text(_("New agreement"))
        else:
            self.title.show_text(_("Change {name}").format(name=f"{opened.base.code} · {opened.base.name}"))
        self._tell_kept(opened)
        self._area.verticalScrollBar().setValue(0)
        self._mind()
        self.opened.emit()
        target = self.fields.lists.get(self._goes_to)
        (target or self.fields.name).setFocus(Qt.FocusReason.OtherFocusReason)
        self._goes_to = ""
        self._look_out(opened)

    def _on_turned(self, is_upright: bool) -> None:
        if self.fields is not None:
            self.fields.kind.set_upright(is_upright=is_upright)

    def _id_of(self, opened: Opened) -> int | None:
        return opened.agreement_id

    def _keeper(self, opened: Opened, fields: AgreementFields) -> Callable[[], None]:
        desk, actor = self._workplace.desk, self._workplace.actor
        return partial(keeping.keep, desk, actor, opened.agreement_id, self._kept(opened, fields))

    def _start_again(self) -> None:
        if self._open is None:
            return
        desk, actor, agreement_id = self._workplace.desk, self._workplace.actor, self._open.agreement_id
        self._workplace.tasks.run(self, lambda: keeping.forget(desk, actor, agreement_id), done=None)
        self._is_clean = True
        if agreement_id is None:
            self.new()
        else:
            self.edit(agreement_id)

    def _watched(self, opened: Opened) -> Watched[AgreementSheet] | None:
        agreement_id = opened.agreement_id
        if agreement_id is None:
            return None
        desk, actor, names = self._workplace.desk, self._workplace.actor, opened.grounds.names
        return Watched(
            newer=lambda: opening.newer(desk, actor, agreement_id, opened.version),
            differences=lambda theirs: [one.sentence for one in differences(opened.base, theirs, names)],
            sentence=_("{name} has just changed this agreement. Your text is kept. What shall stand?"),
        )

    def _merge(self, opened: Opened, fields: AgreementFields, theirs: AgreementSheet) -> Opened:
        content, amount = merged(opened.base, fields.content, theirs), fields.bad_amount
        fields.set_content(content, amount)
        fields.name.setFocus(Qt.FocusReason.OtherFocusReason)
        return replace(opened, base=theirs, mine=content)

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

    def _mind(self) -> None:
        if self._open is not None and self.fields is not None:
            self._say(effect_words(self._open, self.fields.content))
