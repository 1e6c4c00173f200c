# SPDX-License-Identifier: EUPL-1.2
"""A section that is a list, or the form of one row in its place: Ctrl+N for a new one, Enter for the row under the
cursor, Ctrl+Enter keeps it, Esc goes back. What was typed and not kept stands there again next time."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desk_app.core.errors import Conflict, InvalidInput
from desk_app.core.i18n import _
from desk_app.core.messages import Command
from desk_app.core.words import fold
from ui.settings.record_form import RecordForm
from ui.settings.section import Equipment, Section
from ui.shell.page import Workplace
from ui.widgets.buttons import button, set_button_text
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.look import look, pad
from ui.widgets.search_box import SearchBox
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.table_view import TableView


class HasId(Protocol):
    """What every row of these lists has."""

    @property
    def id(self) -> int:
        """Its number."""
        ...


Row = TypeVar("Row", bound=HasId)
NARROW_BELOW = 640
"""Pixels at 100 % under which the list leaves out what a subclass names."""
SEARCH_WIDTH, LIST_HEIGHT = 240, 160
PAUSE_MS = 1000
"""After the last key; the promise is two seconds (``ux.md`` 2.4)."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListSection(Section, Generic[Row]):
    """A subclass gives the columns, the form, how rows are read and how a command is carried out."""

    NEW: ClassVar[str] = ""
    """The words on the button for a new one; a msgid."""
    EMPTY: ClassVar[str] = ""
    """What stands there while there are none; a msgid."""
    KEPT: ClassVar[str] = ""
    """The name under which typed text is kept."""
    LEFT_OUT: ClassVar[tuple[int, ...]] = ()
    """Columns that a narrow list leaves out."""

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        self._all: tuple[Row, ...] = ()
        self._words: dict[int, str] = {}
        self._is_busy = False
        self._about = ""
        self.model: RowTableModel[Row] = RowTableModel(self.columns(), lambda row: row.id, self)
        self._empty = EmptyState(self.ICON, _(self.EMPTY))
        self.table = TableView(self.model, name=_(self.NAME), empty=self._empty)
        self.search = SearchBox(name=_("Search in this list"))
        self.record = self.make_form()
        self.add_button = _button(_(self.NEW), "Ctrl+N", "plus")
        self.save_button = _button(_("Save"), "Ctrl+Enter", "save", "primary")
        self.back_button = _button(_("Back to the list"), "Esc", "arrow-left")
        self.again_button = button(_("Undo my changes"), icon="undo-2", kind="quiet")
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        self._connect()
        self.refresh()

    def columns(self) -> tuple[Column[Row], ...]:
        """The columns of the list."""
        raise NotImplementedError

    def make_form(self) -> RecordForm:
        """The form of one row."""
        raise NotImplementedError

    def reader(self) -> Callable[[], Sequence[Row]]:
        """Reads all rows, on a worker."""
        raise NotImplementedError

    def writer(self, command: Command) -> Callable[[], str]:
        """Carries the command of the form out, on a worker; answers what to say."""
        raise NotImplementedError

    def is_for_me(self) -> bool:
        """Whether who is signed in may see these rows."""
        return True

    def on_rows(self, _rows: Sequence[Row]) -> None:
        """All rows as they are now; for a form that speaks of the others."""

    def on_open(self, _row: Row | None) -> None:
        """A row was opened; for what has to be read about it."""

    @property
    def is_editing(self) -> bool:
        """Whether the form is shown."""
        return not self._form_part.isHidden()

    @property
    def is_dirty(self) -> bool:
        return self.is_editing and self.record.is_dirty

    @property
    def can_save(self) -> bool:
        return self.may_change and self.is_editing

    @property
    def can_add(self) -> bool:
        return self.may_change and not self.is_editing

    def first_focus(self) -> QWidget:
        return self.record.first if self.is_editing else self.table

    def refresh(self) -> None:
        if self.is_for_me():
            self.workplace.tasks.run(self, self.reader(), done=self._show, key="rows")

    def add(self) -> None:
        if self.can_add:
            self._open(None)

    def save(self) -> None:
        if not self.can_save or self._is_busy:
            return
        try:
            command = self.record.command()
        except InvalidInput as error:
            self._on_refused(error)
            return
        self._is_busy = True
        self.workplace.tasks.run(self, self.writer(command), done=self._on_saved, failed=self._on_refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.is_editing:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() in ENTER:
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            else:
                self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < look().px(NARROW_BELOW)
        for column in self.LEFT_OUT:
            self.table.setColumnHidden(column, is_narrow)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_form_part"):
            self._fit()

    def go_back(self) -> None:
        """To the list; what was typed is kept."""
        if self.is_dirty:
            self._keep()
            self.said.emit(_("What you typed is kept. It stands there again when you come back."))
        self._turn(is_editing=False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_typed(self) -> None:
        """What was typed here is sent, or not wanted any more."""
        self._pause.stop()
        desk, actor, about = self.workplace.desk, self.workplace.actor, self._about
        if about:
            self.workplace.tasks.run(self, lambda: desk.unfinished.forget(actor, about), done=None)

    def close_form(self, sentence: str) -> None:
        """It is done: back to the list, which is read again."""
        self._is_busy = False
        self.forget_typed()
        self.record.set_clean()
        self.go_back()
        self.refresh()
        if sentence:
            self.said.emit(sentence)

    def _build(self) -> None:
        self._list_part = QWidget()
        top = QWidget()
        row = FlowLayout(top, spacing=12)
        row.addWidget(self.add_button)
        row.addWidget(self.search)
        column = QVBoxLayout(self._list_part)
        pad(column, spacing=12)
        column.addWidget(top)
        column.addWidget(self.table, 1)
        self._form_part = QWidget()
        form = QVBoxLayout(self._form_part)
        pad(form, spacing=12)
        form.addWidget(self.record)
        self.buttons = QWidget()
        under = FlowLayout(self.buttons, spacing=8)
        for each in (self.save_button, self.back_button, self.again_button):
            under.addWidget(each)
        form.addWidget(self.buttons)
        form.addStretch(1)
        self._fit()
        self._form_part.hide()
        self.again_button.hide()
        self.body.addWidget(self._list_part, 1)
        self.body.addWidget(self._form_part, 1)
        if not self.may_change:
            self.add_button.hide()
            self.save_button.hide()
        if not self.is_for_me():
            self._list_part.hide()
            self.body.addStretch(1)

    def _fit(self) -> None:
        self.search.setFixedWidth(look().px(SEARCH_WIDTH))
        self.table.setMinimumHeight(look().px(LIST_HEIGHT))

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.search.asked.connect(lambda _text: self._filter())
        self.search.stepped_down.connect(lambda: self.table.setFocus(Qt.FocusReason.TabFocusReason))
        self.search.entered.connect(lambda _text: self._open_first())
        self.add_button.clicked.connect(self.add)
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self.go_back)
        self.again_button.clicked.connect(self._start_again)
        self.record.form.edited.connect(self._on_edited)

    def _show(self, rows: Sequence[Row]) -> None:
        self._all = tuple(rows)
        self._words.clear()
        self.on_rows(self._all)
        self._filter()

    def _filter(self) -> None:
        asked = fold(self.search.text()).split()
        shown = [row for row in self._all if not asked or _has(self._words_of(row), asked)]
        self._empty.show_sentence(
            _("Nothing found. Type another word, or press Esc to see everything.") if asked else _(self.EMPTY)
        )
        if [row.id for row in shown] == [row.id for row in self.model.rows]:
            for row in shown:
                self.model.upsert(row)
        else:
            current = self.table.current_row()
            self.model.set_rows(shown)
            if current is None or not self.table.go_to(current.id):
                self.table.go_to_first()

    def _words_of(self, row: Row) -> str:
        known = self._words.get(row.id)
        if known is None:
            known = self._words[row.id] = fold(" ".join(column.show(row) for column in self.model.columns))
        return known

    def _open_first(self) -> None:
        self._filter()
        row = self.table.current_row()
        if row is not None:
            self._open(row)

    def _open(self, row: Row | None) -> None:
        self._about = f"{self.KEPT}:{row.id if row is not None else 'new'}"
        self.record.show_row(row)
        self.again_button.hide()
        self._turn(is_editing=True)
        self.record.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.on_open(row)
        if self.may_change:
            desk, actor, about = self.workplace.desk, self.workplace.actor, self._about
            self.workplace.tasks.run(
                self,
                partial(desk.unfinished.kept, actor, about),
                done=partial(self._put_back, about),
                key="kept",
            )

    def _put_back(self, about: str, typed: Mapping[str, str]) -> None:
        if not typed or about != self._about or not self.is_editing or self.record.is_dirty:
            return
        if dict(typed) != self.record.typed():
            self.record.show_typed(typed)
            self.said.emit(_("Here is what you typed before and did not save."))

    def _start_again(self) -> None:
        self.forget_typed()
        self.record.show_row(self.record.row)
        self.again_button.hide()
        self.record.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_edited(self) -> None:
        self.again_button.show()
        self._pause.start()
        self.changed.emit()

    def _keep(self) -> None:
        self._pause.stop()
        if not self.is_dirty:
            return
        desk, actor, about, typed = self.workplace.desk, self.workplace.actor, self._about, self.record.typed()
        plain = {name: text.encode(errors="ignore").decode() for name, text in typed.items()}
        self.workplace.tasks.run(self, lambda: desk.unfinished.keep(actor, about, plain), done=None)

    def _turn(self, *, is_editing: bool) -> None:
        self._pause.stop()
        self._list_part.setVisible(not is_editing)
        self._form_part.setVisible(is_editing)
        self.changed.emit()

    def _on_saved(self, sentence: str) -> None:
        self.close_form(sentence)

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        if isinstance(error, Conflict) and self.record.row is not None:
            number = self.record.row.id
            self.workplace.tasks.run(
                self,
                self.reader(),
                done=lambda rows: self._on_conflict(next((row for row in rows if row.id == number), None), error),
            )
        else:
            self.workplace.problems.show(error, form=self.record.form)

    def _on_conflict(self, fresh: Any, error: Exception) -> None:  # noqa: ANN401 -- a Row, or None when it is gone
        if fresh is None:
            self.workplace.problems.show(error, form=self.record.form)
        else:
            self.record.show_difference(fresh, str(error))


def _has(text: str, asked: Sequence[str]) -> bool:
    return all(word in text for word in asked)


def _button(text: str, keys: str, icon: str, kind: str = "") -> QPushButton:
    made = button("", icon=icon, kind=kind)
    set_button_text(made, text, keys)
    return made
