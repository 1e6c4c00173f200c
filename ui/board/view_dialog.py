# SPDX-License-Identifier: EUPL-1.2
"""Keeping a view: its name, whether everybody has it, and above how many cards a lane warns."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from desk_app.board.messages import LANE_NAMES, BoardFilter, BoardView, Lane, SaveView
from desk_app.core.actor import Right
from desk_app.core.i18n import _
from ui.shell.page import Workplace
from ui.widgets.boxes import NumberBox
from ui.widgets.buttons import button
from ui.widgets.form import Form
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LIMITED = (Lane.NEW, Lane.IN_PROGRESS, Lane.PENDING, Lane.READY)
"""Done work has no limit."""


class ViewDialog(QDialog):
    """Saves ``wanted`` as a new view, or as the new contents of ``view``; show it with ``open()``.

    Signals:
        saved(BoardView): it is kept.
    """

    saved = Signal(object)

    def __init__(
        self, workplace: Workplace, wanted: BoardFilter, view: BoardView | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = _("Save as a new view") if view is None else _("Change this view")
        self.setWindowTitle(title)
        self.setMinimumWidth(look().px(480))
        self._workplace = workplace
        self._wanted = wanted
        self._view = view
        self.name = QLineEdit(view.name if view else "")
        self.shared = QCheckBox(_("Everybody has this view"))
        self.shared.setChecked(view is not None and view.for_everybody)
        self.shared.setVisible(workplace.actor.may(Right.CHANGE_SETTINGS))
        self.form = Form()
        self.form.add("name", _("Name"), self.name, required=True)
        self.form.add_widget(self.shared)
        self.form.add_heading(_("Warn above this number of cards in a lane"))
        self.form.add_widget(plain_label(_("0 is never. It is a warning: nothing is refused."), colour="muted"))
        self.limits: dict[Lane, NumberBox] = {}
        for lane in LIMITED:
            box = NumberBox(name=_(LANE_NAMES[lane]), low=0)
            box.setValue(view.limits.get(lane, 0) if view else 0)
            self.limits[lane] = box
            self.form.add(f"limit_{lane}", _(LANE_NAMES[lane]), box)
        self.save = button(_("Save"), icon="save", kind="primary")
        cancel = button(_("Cancel"))
        buttons = QDialogButtonBox()
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        for each in (self.save, cancel):
            each.setAutoDefault(False)
        layout = QVBoxLayout(self)
        pad(layout, margins=24, spacing=12)
        layout.addWidget(plain_label(title, role="title"))
        layout.addWidget(self.form)
        layout.addWidget(buttons)
        buttons.accepted.connect(self.submit)
        buttons.rejected.connect(self.reject)
        self.name.setFocus()

    def submit(self) -> None:
        """Keeps the view; the form stays until that is done."""
        if not self.save.isEnabled():
            return
        command = SaveView(
            name=self.name.text(),
            filter=self._wanted,
            limits={lane: box.value() for lane, box in self.limits.items() if box.value()},
            for_everybody=self.shared.isChecked(),
            view_id=self._view.id if self._view else None,
        )
        self.save.setEnabled(False)
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self, lambda: desk.views.save(actor, command), done=self._on_saved, failed=self._on_failed
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.focusWidget() is self.name
        ):
            self.submit()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)

    def _on_saved(self, view: BoardView) -> None:
        self.saved.emit(view)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self._workplace.problems.show(error, form=self.form)
