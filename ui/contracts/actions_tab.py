# SPDX-License-Identifier: EUPL-1.2
"""What has to be done about one agreement: add with Insert, tick off with Space, change with Enter, remove with Delete."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.contracts.messages import ActionRow, RemoveAction, SaveAction, SettleAction
from desk_app.core.actor import Right
from desk_app.core.i18n import _
from ui.contracts.action_form import ActionForm
from ui.contracts.sheet import Shown
from ui.contracts.words import day_digits
from ui.shell.page import Workplace
from ui.widgets.badge import Chip
from ui.widgets.buttons import button, set_button_text
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.look import look, pad
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.table_view import TableView

WHO_COLUMN, NARROW_BELOW = 1, 760
A_FORTNIGHT = timedelta(days=14)


class ActionList(TableView):
    """The list; keys that change something go to the tab around it.

    Signals:
        pressed(int): one of the keys of the tab.
    """

    pressed_key = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Insert, Qt.Key.Key_Delete) and not event.modifiers():
            self.pressed_key.emit(event.key())
        else:
            super().keyPressEvent(event)


class ActionsTab(QWidget):
    """The tab.

    Signals:
        done(Deed): something was done.
        undoable(str, object): say this, with a callable that undoes it.
    """

    done = Signal(object)
    undoable = Signal(str, object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._may_edit = workplace.actor.may(Right.EDIT_AGREEMENTS)
        self._shown: Shown | None = None
        self.model: RowTableModel[ActionRow] = RowTableModel(self._columns(), lambda row: row.id, self)
        words = _("Nothing to do. Press Insert to write down what has to be done.")
        empty = EmptyState("clipboard-list", words if self._may_edit else _("Nothing to do."))
        self.table = ActionList(self.model, name=_("Actions"), empty=empty, is_sortable=False)
        self.add_button = button(_("Add an action"), icon="plus", kind="quiet")
        set_button_text(self.add_button, _("Add an action"), _("Insert"))
        self.done_button = button(_("Done"), icon="check", kind="quiet")
        self.change_button = button(_("Change"), icon="pencil", kind="quiet")
        set_button_text(self.change_button, _("Change"), "Enter")
        self.remove_button = button(_("Remove"), icon="trash-2", kind="quiet")
        set_button_text(self.remove_button, _("Remove"), "Del")
        acts = QWidget()
        row = FlowLayout(acts, spacing=4)
        for one in (self.add_button, self.done_button, self.change_button, self.remove_button):
            row.addWidget(one)
        acts.setVisible(self._may_edit)
        layout = QVBoxLayout(self)
        pad(layout, margins=(0, 8, 0, 0), spacing=4)
        layout.addWidget(self.table, 1)
        layout.addWidget(acts)
        self.add_button.clicked.connect(self.add)
        self.done_button.clicked.connect(self.settle)
        self.change_button.clicked.connect(self.change)
        self.remove_button.clicked.connect(self.remove)
        self.table.opened.connect(lambda _row: self.change())
        self.table.moved_to.connect(lambda _row: self._mind())
        self.table.pressed_key.connect(self._on_key)
        self._mind()

    @property
    def action(self) -> ActionRow | None:
        """The one under the cursor."""
        row: ActionRow | None = self.table.current_row()
        return row

    def show_agreement(self, shown: Shown) -> None:
        """Shows what has to be done about this one."""
        before = self.action
        self._shown = shown
        self.model.set_rows(shown.actions)
        if before is None or not self.table.go_to(before.id):
            self.table.go_to_first()
        self._mind()

    def add(self) -> None:
        """Asks what has to be done."""
        self._open(None)

    def change(self) -> None:
        """Opens the one under the cursor."""
        if self.action is not None:
            self._open(self.action)

    def settle(self) -> None:
        """It is done; or, when it was, it is to be done again."""
        action = self.action
        if action is None or not self._may_edit:
            return
        desk, actor = self._workplace.desk, self._workplace.actor
        order = SettleAction(action_id=action.id, is_done=action.done_on is None)
        self._workplace.tasks.run(self, lambda: desk.agreements.settle_action(actor, order), done=None)

    def remove(self) -> None:
        """Takes the one under the cursor away; it can be undone."""
        action = self.action
        if action is None or not self._may_edit:
            return
        desk, actor = self._workplace.desk, self._workplace.actor
        order = RemoveAction(action_id=action.id)
        self._workplace.tasks.run(
            self,
            lambda: desk.agreements.remove_action(actor, order),
            done=lambda _none: self.undoable.emit(
                _("Removed: {action}.").format(action=action.what), partial(self._put_back, action)
            ),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert holds on the buttons too."""
        if event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.add()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(WHO_COLUMN, self.width() < look().px(NARROW_BELOW))

    def _on_key(self, key: int) -> None:
        acts = {Qt.Key.Key_Space: self.settle, Qt.Key.Key_Insert: self.add, Qt.Key.Key_Delete: self.remove}
        acts[Qt.Key(key)]()

    def _put_back(self, action: ActionRow) -> None:
        desk, actor = self._workplace.desk, self._workplace.actor
        order = SaveAction(agreement_id=action.agreement_id, what=action.what, who=action.who, due_on=action.due_on)

        def save() -> None:
            action_id = desk.agreements.save_action(actor, order)
            if action.done_on is not None:
                desk.agreements.settle_action(actor, SettleAction(action_id=action_id))

        self._workplace.tasks.run(self, save, done=None)

    def _open(self, action: ActionRow | None) -> None:
        if self._shown is None or not self._may_edit:
            return
        row, day = self._shown.row, self._shown.day
        form = ActionForm(self._workplace, row.id, action, day + A_FORTNIGHT, f"{row.code} · {row.name}", self)
        form.done.connect(self.done)
        form.open()

    def _mind(self) -> None:
        action = self.action
        for one in (self.done_button, self.change_button, self.remove_button):
            one.setVisible(action is not None)
        is_done = action is not None and action.done_on is not None
        set_button_text(self.done_button, _("Not done after all") if is_done else _("Done"), _("Space"))

    def _columns(self) -> tuple[Column[ActionRow], ...]:
        return (
            Column(_("What"), lambda row: row.what),
            Column(_("Who"), lambda row: row.who, width=230),
            Column(_("Before"), lambda row: day_digits(row.due_on), sort=lambda row: row.due_on, width=112),
            Column(_("State"), self._state, chip=lambda row: Chip(self._state(row), self._look(row)), width=200),
        )

    def _state(self, row: ActionRow) -> str:
        if row.done_on is not None:
            return _("done on {day}").format(day=day_digits(row.done_on))
        return _("too late") if self._is_late(row) else _("to do")

    def _look(self, row: ActionRow) -> str:
        if row.done_on is not None:
            return "done"
        return "late" if self._is_late(row) else "on_time"

    def _is_late(self, row: ActionRow) -> bool:
        return self._shown is not None and row.due_on < self._shown.day
