# SPDX-License-Identifier: EUPL-1.2
"""The editor of one product: fields, preview, what a change touches."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.catalogue.differences import item_differences
from desk_app.catalogue.editing import merged
from desk_app.catalogue.messages import ItemChanged, ItemSheet, SaveItem
from desk_app.catalogue.policy import Cell
from desk_app.catalogue.remarks import slow_steps
from desk_app.catalogue.wording import in_language
from desk_app.core.i18n import _
from ui.catalogue import keeping, opening
from ui.catalogue.grounds import Opened
from ui.catalogue.item_fields import ItemFields
from ui.catalogue.item_files import ItemFiles
from ui.catalogue.preview import ItemPreview
from ui.catalogue.saving import saved
from ui.catalogue.words import open_tickets_words
from ui.orders.record_editor import RecordEditor
from ui.orders.rival import Watched
from ui.shell.page import Deed, Workplace
from ui.widgets.files_box import FilesBox, again_words
from ui.widgets.following_area import FollowingArea
from ui.widgets.look import look, pad
from ui.widgets.turning import TurningBox
from ui.widgets.value_boxes import Remark

TURN_BELOW = 940
PREVIEW_WIDTH = 320


class ItemEditor(RecordEditor[Opened, ItemFields, ItemSheet]):
    """One product at a time."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, ItemChanged)
        self.preview: ItemPreview | None = None
        self.files: FilesBox | None = None
        self.remark = Remark()
        self._both = TurningBox(TURN_BELOW, spacing=16)
        self._lay_out()
        self._both.turned.connect(self._on_turned)

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
        left = self._kept(item, self.fields)
        self._workplace.tasks.run(
            self,
            lambda: saved(desk, actor, order, waiting, is_all=not left.half),
            done=lambda answer: self._on_saved(*answer, left),
            failed=self._on_refused,
        )

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
        row.addWidget(self._buttons())
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=12)
        for widget in (self.title, self.restored, self.conflict):
            layout.addWidget(widget)
        layout.addWidget(self._both, 1)
        layout.addWidget(foot)

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
        if opened.item_id is None:
            self.title.show_text(_("New product"))
        else:
            self.title.show_text(_("Change {name}").format(name=in_language(opened.base.name, opened.base.name_en)))
        self._mind()
        self._tell_kept(opened, again_words(opened.lost_files))
        self._area.verticalScrollBar().setValue(0)
        self.opened.emit()
        self.fields.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look_out(opened)

    def _let_go(self) -> None:
        super()._let_go()
        if self.preview is not None:
            self._take_away(self.preview)
        self.preview = self.files = None

    def _id_of(self, opened: Opened) -> int | None:
        return opened.item_id

    def _keeper(self, opened: Opened, fields: ItemFields) -> Callable[[], None]:
        desk, actor = self._workplace.desk, self._workplace.actor
        return partial(keeping.keep, desk, actor, opened.about, self._kept(opened, fields))

    def _start_again(self) -> None:
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

    def _watched(self, opened: Opened) -> Watched[ItemSheet] | None:
        item_id = opened.item_id
        if item_id is None:
            return None
        desk, actor, names = self._workplace.desk, self._workplace.actor, opened.grounds.names
        return Watched(
            newer=lambda: opening.newer(desk, actor, item_id, opened.version),
            differences=lambda theirs: [one.sentence for one in item_differences(opened.base, theirs.content, names)],
            sentence=_("{name} has just saved this product. Your text is kept. What shall stand?"),
        )

    def _merge(self, opened: Opened, fields: ItemFields, theirs: ItemSheet) -> Opened:
        content = merged(opened.base, fields.content, theirs.content)
        fields.set_content(content, proposes_code=False)
        fields.name.setFocus(Qt.FocusReason.OtherFocusReason)
        return replace(
            opened, version=theirs.version, base=theirs.content, mine=content, open_tickets=theirs.open_tickets
        )

    def _kept(self, opened: Opened, fields: ItemFields) -> keeping.Kept:
        """What stands here and is not saved."""
        files = self.files.waiting_names if self.files is not None else ()
        return keeping.Kept(fields.content, opened.base, opened.version, fields.half, files)

    def _on_saved(self, item_id: int, sentence: str, left: keeping.Kept) -> None:
        opened = self._open
        if opened is not None:
            desk, actor, about = self._workplace.desk, self._workplace.actor, opened.about
            self._workplace.tasks.run(self, lambda: keeping.settle(desk, actor, about, item_id, left), done=None)
        self._let_go()
        self.done.emit(Deed(sentence))
        self.closed.emit(item_id)

    def _mind(self) -> None:
        """What the owner should know before saving: what does not fit together, and which tickets are touched."""
        if self._open is None or self.fields is None or self.preview is None:
            return
        content = self.fields.content
        self.remark.show_sentence(" ".join(slow_steps(content)))
        self._say(open_tickets_words(self._open.open_tickets, self._open.version))
        self.preview.show_content(content)

    def _say(self, sentence: str, *, is_error: bool = False) -> None:
        super()._say(sentence, is_error=is_error)
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
