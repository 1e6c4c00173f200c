# SPDX-License-Identifier: EUPL-1.2
"""Section Printers: the printer of this computer, the one of the whole desk, and a test page."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from desk_app.core.actor import Right
from desk_app.core.i18n import N_, _
from desk_app.core.settings import Settings
from desk_app.printing import spool
from desk_app.printing.documents import Paper
from desk_app.printing.messages import PrintTrial
from ui.printing.run import CommandRun, RunEnd
from ui.settings.fields import SettingField, SettingsSection
from ui.settings.section import Equipment
from ui.shell.page import Workplace
from ui.widgets.buttons import button
from ui.widgets.form import Form
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain

HERE = "printer"
"""Where ``WindowState`` keeps the printer of this computer."""
PATIENCE_MS = 5000
LONGEST_NAME = 200


class PrintersSection(SettingsSection):
    """The printer of this computer is for everybody to choose; the one of the desk is a setting."""

    NAME: ClassVar[str] = N_("Printers")
    EXPLANATION: ClassVar[str] = N_("Where slips come out. Without a printer they wait, and can be saved as PDF.")
    ICON: ClassVar[str] = "printer"
    WORDS: ClassVar[tuple[str, ...]] = (N_("Printer of this computer"), N_("Print a test page"))
    FIELDS: ClassVar[tuple[SettingField, ...]] = (
        SettingField(
            "printer",
            N_("Printer of the desk"),
            N_("For computers without a printer of their own. Its name, or tcp:// and the address."),
        ),
    )

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        self._paper = Paper.ROLL
        self._run: CommandRun | None = None
        self.here = QComboBox()
        self.here.setEditable(True)
        self.here.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.here.setMinimumWidth(look().px("name"))
        self._line().setMaxLength(LONGEST_NAME)
        self._line().setPlaceholderText(_("None: as the desk"))
        self.here.setEditText(equipment.state.text(HERE, ""))
        self.use = button(_("Use this printer"), icon="check")
        self.trial = button(_("Print a test page"), icon="printer")
        row = QWidget()
        buttons = QHBoxLayout(row)
        pad(buttons, spacing=8)
        for widget in (self.use, self.trial):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        self._found = plain_label("", role="small", colour="muted", wrap=True)
        hint = _("Choose one of this computer. A receipt printer on the network: tcp://192.0.2.7:9100")
        self._here_form = Form(labels="above")
        self._here_form.add("here", _("Printer of this computer"), self.here, hint=hint)
        self._here_form.add_widget(self._found)
        self._here_form.add_widget(row)
        self.body.insertWidget(self.body.indexOf(self.form), self._here_form)
        self.trial.setEnabled(workplace.actor.may(Right.PRINT))
        self.use.clicked.connect(self._on_use)
        self.trial.clicked.connect(self._on_trial)
        self._line().returnPressed.connect(self._on_use)
        self.refresh()

    def first_focus(self) -> QWidget:
        return self.here

    def use_settings(self, settings: Settings) -> None:
        super().use_settings(settings)
        self._paper = next((paper for paper in Paper if paper.value == settings.receipt_paper), Paper.ROLL)

    def refresh(self) -> None:
        if self._run is not None:
            return
        self._run = CommandRun(*spool.LIST_PRINTERS, patience_ms=PATIENCE_MS, parent=self)
        self._run.ended.connect(self._on_printers)
        self._run.start()

    def stop_asking(self) -> None:
        """The page may go: asks the print system nothing more."""
        if self._run is not None:
            self._run.stop()
            self._run = None

    def _line(self) -> QLineEdit:
        line = self.here.lineEdit()
        assert line is not None  # it is editable
        return line

    def _on_printers(self, end: RunEnd, code: int, out: str, _complaint: str) -> None:
        self._run = None
        names = spool.printers(out) if end is RunEnd.EXITED and code == 0 else ()
        typed = self.here.currentText()
        self.here.clear()
        self.here.addItems(list(names))
        self.here.setEditText(typed)
        nothing = _("This computer names no printers. Type the address of a receipt printer on the network.")
        set_plain(self._found, "" if names else nothing)
        self._found.setVisible(not names)

    def _on_use(self) -> None:
        printer = self.here.currentText().strip()
        self.equipment.state.keep(HERE, printer)
        self.printer_chosen.emit(printer)
        sentence = (
            _("This computer prints on {printer}.") if printer else _("This computer prints where the desk does.")
        )
        self.said.emit(sentence.format(printer=printer))

    def _on_trial(self) -> None:
        order = PrintTrial(printer=self.here.currentText().strip(), paper=self._paper)
        call = partial(self.workplace.desk.printing.print_trial, self.workplace.actor, order)
        self.workplace.tasks.run(self, call, done=self._on_asked)

    def _on_asked(self, _job_id: int) -> None:
        self.said.emit(_("The test page is on its way. Does it not come? Look at Waiting slips."))
