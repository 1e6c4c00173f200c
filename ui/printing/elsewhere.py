# SPDX-License-Identifier: EUPL-1.2
"""Asks where a slip must go instead: a printer of this computer, or the address of a receipt printer; and on what paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desk_app.core.i18n import N_, _
from desk_app.printing import spool
from desk_app.printing.documents import Paper
from ui.printing.run import CommandRun, RunEnd
from ui.widgets.buttons import button, set_button_text
from ui.widgets.form import Form
from ui.widgets.look import look, pad
from ui.widgets.segmented import Segmented
from ui.widgets.text import plain_label

PAPER_NAMES: dict[Paper, str] = {Paper.ROLL: N_("80 mm roll"), Paper.A5: N_("A5"), Paper.A4: N_("A4")}
PATIENCE_MS = 5000
"""For the print system to name its printers."""
LONGEST_NAME = 200


class PrintElsewhere(QDialog):
    """Open it with ``open()``.

    Signals:
        chosen(str, Paper, bool): printer, paper, and whether this printer is to be used from now on.
    """

    chosen = Signal(str, object, bool)

    def __init__(self, printer: str, paper: Paper, *, is_default: bool, parent: QWidget | None = None) -> None:
        """``printer``: the one that is chosen now, or empty; ``is_default``: the box "from now on" is on."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Print elsewhere"))
        self.setMinimumWidth(look().px(480))
        self.printer = QComboBox()
        self.printer.setEditable(True)
        self.printer.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.printer.setMinimumWidth(look().px(320))
        self.printer.setEditText(printer)
        edit = self.printer.lineEdit()
        if edit is not None:
            edit.setMaxLength(LONGEST_NAME)
        self.paper = Segmented([(key, _(name)) for key, name in PAPER_NAMES.items()], name=_("Paper"))
        self.paper.set_key(paper)
        self.from_now_on = QCheckBox(_("Use this printer from now on"))
        self.from_now_on.setChecked(is_default)
        self._form = Form(labels="above")
        hint = _("A receipt printer on the network: tcp:// and its address, for example tcp://192.0.2.7:9100")
        self._form.add("printer", _("Printer"), self.printer, required=True, hint=hint)
        self._form.add("paper", _("Paper"), self.paper)
        self._form.add_widget(self.from_now_on)
        buttons = QDialogButtonBox()
        go = button(_("Print"), icon="printer", kind="primary")
        set_button_text(go, _("Print"), "Enter")
        go.setDefault(True)
        cancel = button(_("Cancel"))
        set_button_text(cancel, _("Cancel"), "Esc")
        buttons.addButton(go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        pad(layout, margins=24, spacing=16)
        layout.addWidget(plain_label(_("Print elsewhere"), role="title"))
        layout.addWidget(self._form)
        layout.addWidget(buttons)
        buttons.accepted.connect(self._on_go)
        buttons.rejected.connect(self.reject)
        self.printer.setFocus()
        self._list_printers()

    @property
    def error(self) -> str:
        """What is wrong with the printer; empty when nothing."""
        return self._form.field("printer").error

    def _list_printers(self) -> None:
        run = CommandRun(*spool.LIST_PRINTERS, patience_ms=PATIENCE_MS, parent=self)
        run.ended.connect(self._on_printers)
        self.finished.connect(run.stop)
        run.ended.connect(lambda *_answer: self.finished.disconnect(run.stop))
        run.start()

    def _on_printers(self, end: RunEnd, code: int, out: str, _complaint: str) -> None:
        if end is RunEnd.EXITED and code == 0:
            typed = self.printer.currentText()
            self.printer.addItems(list(spool.printers(out)))
            self.printer.setEditText(typed or self.printer.itemText(0))

    def _on_go(self) -> None:
        printer = self.printer.currentText().strip()
        if not printer:
            self._form.show_error("printer", _("Choose a printer."))
            self.printer.setFocus()
            return
        self.chosen.emit(printer, self.paper.key, self.from_now_on.isChecked())
        self.accept()
