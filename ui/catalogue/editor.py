# SPDX-License-Identifier: EUPL-1.2
"""The editor of one product: fields, preview, what a change touches. Ctrl+Enter saves; Esc goes back and loses nothing."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desk_app.catalogue.editing import merged
from desk_app.catalogue.messages import ItemChanged, ItemContent, ItemSheet, SaveItem
from desk_app.catalogue.policy import Cell
from desk_app.catalogue.remarks import slow_steps
from desk_app.catalogue.wording import in_language
from desk_app.core.errors import Conflict, InvalidInput
from desk_app.core.events import DomainEvent
from desk_app.core.i18n import _
from ui.catalogue import keeping, opening
from ui.catalogue.grounds import Opened
from ui.catalogue.item_fields import ItemFields
from ui.catalogue.item_files import ItemFiles
from ui.catalogue.preview import ItemPreview
from ui.catalogue.rival import Rival
from ui.catalogue.saving import saved
from ui.catalogue.words import open_tickets_words
from ui.orders.kept_texts import PAUSE_MS
from ui.shell.page import Deed, Workplace
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, set_button_text
from ui.widgets.conflict_box import ConflictBox
from ui.widgets.faults import by_field
from ui.widgets.files_box import FilesBox, again_words
from ui.widgets.flow import FlowLayout
from ui.widgets.following_area import FollowingArea
from ui.widgets.line_form import ENTER
from ui.widgets.look import look, pad
from ui.widgets.text import ElidedLabel, plain_label, set_plain
from ui.widgets.turning import TurningBox
from ui.widgets.value_boxes import Remark

TURN_BELOW = 940
PREVIEW_WIDTH = 320


class ItemEditor(QWidget):
    """One product at a time.

    Signals:
        opened: a product was read and is shown.
        closed: back to the list; the id of the product to show there, or None.
        done(Deed): it was saved.
        said(str): say this at the foot of the window.
    """

    opened = Signal()
    closed = Signal(object)
    done = Signal(object)
    said = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._open: Opened | None = None
        self._is_busy = False
        self._is_clean = True
        self.fields: ItemFields | None = None
        self.preview: ItemPreview | None = None
        self.files: FilesBox | None = None
        self.title = ElidedLabel("", role="title")
        self.restored = Banner()
        self.restored.close_button.setVisible(False)
        self.conflict = ConflictBox()
        self._rival = Rival(workplace, self.conflict, self)
        self.remark = Remark()
        self.effect = plain_label("", colour="muted", wrap=True)
        self.save_button = button(_("Save"), icon="save", kind="primary")
        set_button_text(self.save_button, _("Save"), "Ctrl+Enter")
        self.back_button = button(_("Back"), icon="arrow-left")
        set_button_text(self.back_button, _("Back"), "Esc")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._both = TurningBox(TURN_BELOW, spacing=16)
        self._lay_out()
        self._rival.unseen.connect(self._start_again)
        self.conflict.mine_wanted.connect(self._keep_mine)
        self.conflict.theirs_wanted.connect(self._take_theirs)
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self.back)
        self._both.turned.connect(self._on_turned)
        workplace.bridge.listen(self, ItemChanged, self._on_item_changed)

    @property
    def is_open(self) -> bool:
        """Whether a product is in the editor."""
        return self._open is not None

    def new(self, topic_id: int | None = None, cell: Cell | None = None) -> None:
        """Opens an empty product, on this branch and in this cell."""
        desk, actor = self._workplace.desk, self._workplace.actor
        self._read(lambda: opening.new_item(desk, actor, topic_id, cell))

    def copy(self, item_id: int) -> None:
        """Opens a new product that begins as this one."""
        desk, actor = self._workplace.desk, self._workplace.actor
        self._read(lambda: opening.copy_of(desk, actor, item_id))

    def edit(self, item_id: int) -> None:
        """Opens a product as it is stored, with what was typed at it before."""
        desk, actor = self._workplace.desk, self._workplace.actor
        self._read(lambda: opening.stored_item(desk, actor, item_id))

    def save(self) -> None:
        """Saves; the text stays until that is done, and the focus goes to what is wrong."""
        if self._open is None or self.fields is None or self._is_busy:
            return
        if self.files is not None and self.files.is_reading:
            self.said.emit(_("A file is still being read. Save again in a moment."))
            return
        self._is_busy = True
        self.save_button.setEnabled(False)
        desk, actor, item = self._workplace.desk, self._workplace.actor, self._open
        order = SaveItem(item_id=item.item_id, version=item.version, content=self.fields.content)
        waiting = self.files.waiting if self.files is not None else ()
        left = self._kept(self.fields)
        self._workplace.tasks.run(
            self,
            lambda: saved(desk, actor, order, waiting, is_all=not left.half),
            done=lambda answer: self._on_saved(*answer, left),
            failed=self._on_refused,
        )

    def back(self) -> None:
        """To the list; what was typed is kept."""
        self.keep()
        item_id = self._open.item_id if self._open is not None else None
        self._let_go()
        self.closed.emit(item_id)

    def keep(self) -> None:
        """Writes down what stands in the fields, when somebody changed something."""
        self._pause.stop()
        if self._open is None or self.fields is None or self._is_clean:
            return
        desk, actor, about = self._workplace.desk, self._workplace.actor, self._open.about
        kept = self._kept(self.fields)
        self._workplace.tasks.run(self, lambda: keeping.keep(desk, actor, about, kept), done=None)

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
        self._side = QWidget()
        self._side_column = QVBoxLayout(self._side)
        pad(self._side_column, spacing=0)
        self._both.row.addWidget(self._area, 1)
        self._both.row.addWidget(self._side)
        foot = QFrame()
        foot.setProperty("ground", "card")
        row = QHBoxLayout(foot)
        pad(row, margins=(12, 6, 12, 6), spacing=12)
        words = QVBoxLayout()
        pad(words, spacing=4)
        words.addStretch(1)
        words.addWidget(self.remark)
        words.addWidget(self.effect)
        words.addStretch(1)
        row.addLayout(words, 1)
        acts = QWidget()
        buttons = FlowLayout(acts)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.save_button)
        row.addWidget(acts)
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=12)
        for widget in (self.title, self.restored, self.conflict):
            layout.addWidget(widget)
        layout.addWidget(self._both, 1)
        layout.addWidget(foot)

    def _read(self, call: Callable[[], Opened]) -> None:
        self._workplace.tasks.run(self, call, done=self._show, key="open")

    def _show(self, opened: Opened) -> None:
        self._let_go()
        self._open = opened
        place = self._workplace
        self.files = FilesBox(ItemFiles(place.desk, place.actor), place.tasks, place.problems, may_change=True)
        self.files.show_files(opened.item_id, opened.files)
        self.files.changed.connect(self._read_files)
        self.files.said.connect(self.said)
        self.files.show_lost(opened.lost_files)
        self.files.waiting_changed.connect(self._on_half_typed)
        self.fields = ItemFields(self._workplace, opened.grounds, self.files)
        self.preview = ItemPreview(opened.grounds)
        self._area.column.addWidget(self.fields)
        self._place_preview(is_upright=self._both.is_upright)
        self.fields.set_content(opened.mine, proposes_code=not opened.mine.code)
        self.fields.set_half(opened.half)
        self.fields.edited.connect(self._on_edited)
        self.fields.half_typed.connect(self._on_half_typed)
        self.preview.show_content(opened.mine)
        if opened.item_id is None:
            self.title.show_text(_("New product"))
        else:
            self.title.show_text(_("Change {name}").format(name=in_language(opened.base.name, opened.base.name_en)))
        self._mind(opened, opened.mine)
        self._is_clean = not opened.was_kept
        self.save_button.setEnabled(True)
        if opened.was_kept:
            sentence = " ".join(
                [_("Here is what you typed before and did not save yet."), again_words(opened.lost_files)]
            )
            self.restored.show_sentence(sentence.strip(), self._start_again, action=_("Throw it away"), is_error=False)
        self._area.verticalScrollBar().setValue(0)
        self.opened.emit()
        self.fields.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._rival.watch(opened)
        if opened.was_kept:
            self._rival.look(is_clean=False)

    def _let_go(self) -> None:
        self._pause.stop()
        self._open = None
        self._rival.watch(None)
        self._is_busy = False
        self.restored.hide()
        for widget in (self.fields, self.preview):
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self.fields = self.preview = self.files = None

    def _start_again(self) -> None:
        """Throws away what was typed, and shows what is stored."""
        if self._open is None:
            return
        desk, actor, opened = self._workplace.desk, self._workplace.actor, self._open
        self._workplace.tasks.run(self, lambda: keeping.forget(desk, actor, opened.about), done=None)
        self._is_clean = True
        if opened.item_id is not None:
            self.edit(opened.item_id)
        elif opened.about == keeping.about_new():
            self.new()
        else:
            self.copy(int(opened.about.rpartition(":")[2]))

    def _on_edited(self) -> None:
        self._is_clean = False
        if self._open is not None and self.fields is not None and self.preview is not None:
            content = self.fields.content
            self._mind(self._open, content)
            self.preview.show_content(content)
        self._pause.start()

    def _on_half_typed(self) -> None:
        self._is_clean = False
        self._pause.start()

    def _kept(self, fields: ItemFields) -> keeping.Kept:
        """What stands here and is not saved."""
        files = self.files.waiting_names if self.files is not None else ()
        base, version = (self._open.base, self._open.version) if self._open is not None else (fields.content, None)
        return keeping.Kept(fields.content, base, version, fields.half, files)

    def _on_saved(self, item_id: int, sentence: str, left: keeping.Kept) -> None:
        opened = self._open
        if opened is not None:
            desk, actor, about = self._workplace.desk, self._workplace.actor, opened.about
            self._workplace.tasks.run(self, lambda: keeping.settle(desk, actor, about, item_id, left), done=None)
        self._let_go()
        self.done.emit(Deed(sentence))
        self.closed.emit(item_id)

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

    def _on_item_changed(self, event: DomainEvent) -> None:
        if self._open is not None and event.id == self._open.item_id and not self._is_busy:
            self._rival.look(is_clean=self._is_clean)

    def _keep_mine(self) -> None:
        """My changes on top of what is stored now; the next save replaces it, knowingly."""
        theirs = self._rival.theirs
        if self.fields is not None and self._open is not None and theirs is not None:
            self._stand_on(theirs, merged(self._open.base, self.fields.content, theirs.content))
        else:
            self.conflict.hide()

    def _take_theirs(self) -> None:
        if self._rival.theirs is not None:
            self._start_again()
        else:
            self.conflict.hide()

    def _stand_on(self, theirs: ItemSheet, content: ItemContent) -> None:
        """Goes on with ``content``, on top of what somebody else stored."""
        if self._open is None or self.fields is None:
            return
        self._open = replace(
            self._open,
            version=theirs.version,
            base=theirs.content,
            mine=content,
            open_tickets=theirs.open_tickets,
        )
        self._rival.watch(self._open)
        self.fields.set_content(content, proposes_code=False)
        self.fields.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    def _mind(self, opened: Opened, content: ItemContent) -> None:
        """What the owner should know before saving: what does not fit together, and which tickets are touched."""
        self.remark.show_sentence(" ".join(slow_steps(content)))
        self._say(open_tickets_words(opened.open_tickets, opened.version))

    def _say(self, sentence: str, *, is_error: bool = False) -> None:
        """At the foot, always in view: what a change touches, or what is wrong first of all."""
        colour = "error" if is_error else "muted"
        if self.effect.property("colour") != colour:
            self.effect.setProperty("colour", colour)
            self.effect.style().unpolish(self.effect)
            self.effect.style().polish(self.effect)
        set_plain(self.effect, sentence)
        self.effect.setVisible(bool(sentence))

    def _read_files(self) -> None:
        if self._open is None or self._open.item_id is None:
            return
        desk, actor, item_id = self._workplace.desk, self._workplace.actor, self._open.item_id
        self._workplace.tasks.run(
            self,
            lambda: desk.catalogue.attachments(actor, item_id),
            done=lambda files: self.files.show_files(item_id, files) if self.files is not None else None,
            key="files",
        )

    def _on_turned(self, is_upright: bool) -> None:
        self._place_preview(is_upright=is_upright)

    def _place_preview(self, *, is_upright: bool) -> None:
        """Beside the fields, or under them where there is no room."""
        self._side.setVisible(not is_upright)
        self._side.setFixedWidth(look().px(PREVIEW_WIDTH))
        if self.preview is None:
            return
        (self._area.column if is_upright else self._side_column).addWidget(self.preview)
        self.preview.show()
