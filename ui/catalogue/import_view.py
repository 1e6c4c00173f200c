# SPDX-License-Identifier: EUPL-1.2
"""Bringing a catalogue in, in the place of the catalogue: what the columns are, what would change, and only then do it.

Reading, looking ahead and writing are long work beside the window (``import_work.py``): the window answers all the while.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.backup.messages import BackupReason
from desk_app.backup.service import BackupService
from desk_app.catalogue.messages import TopicRow
from desk_app.core.clock import local
from desk_app.core.errors import DeskError
from desk_app.core.i18n import _, ngettext
from desk_app.identity.messages import TeamRow
from desk_app.transfer.catalogue_import import CatalogueExporter, CatalogueImporter
from desk_app.transfer.catalogue_messages import CatalogueImport, ExportCatalogue, FoundFile, ImportCatalogue, Plan
from desk_app.transfer.messages import BadFile
from ui.catalogue.import_mapping import MappingPane
from ui.catalogue.import_preview import PreviewPane
from ui.catalogue.import_work import Gauge, LongWork
from ui.shell.page import Deed, Workplace
from ui.widgets.buttons import button, dress_button, set_button_text
from ui.widgets.look import look, pad
from ui.widgets.text import ElidedLabel, plain_label

Ground = tuple[FoundFile, tuple[TeamRow, ...], tuple[TopicRow, ...]]


class ImportView(QWidget):
    """One file at a time.

    Signals:
        opened: there is something to look at.
        closed: back to the catalogue.
        done(Deed): it was brought in, or written away.
        said(str): something to say at the foot.
        working(str, object, object): how long work goes (``LongWork``).
    """

    opened = Signal()
    closed = Signal()
    done = Signal(object)
    said = Signal(str)
    working = Signal(str, object, object)

    def __init__(self, workplace: Workplace, backups: BackupService | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._backups = backups
        self._importer = CatalogueImporter(workplace.desk.db)
        self._work = LongWork(workplace.tasks, self)
        self._file = Path()
        self._found: FoundFile | None = None
        self._title = plain_label(_("Bring in a catalogue"), role="title")
        self._name = ElidedLabel(colour="muted")
        self.mapping = MappingPane()
        self.preview = PreviewPane()
        self._panes = QStackedWidget()
        self.back_button = button(_("Back"), icon="arrow-left")
        self.again = button(_("Read the file again"), icon="refresh-cw")
        self.go = button(_("See what changes"), icon="eye", kind="primary")
        self._assemble()

    @property
    def is_ready(self) -> bool:
        """Whether the button would do something now."""
        if self._work.is_running or self._found is None:
            return False
        plan = self.preview.plan
        return self._on_mapping or (plan is not None and not plan.faults and not plan.is_nothing)

    def choose_file(self) -> None:
        """Asks for the file, then reads it."""
        if self._work.is_running:
            self.said.emit(_("Wait until the work at the foot of the window is done, or stop it."))
            return
        dialog = QFileDialog(self, _("Bring in a catalogue"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Catalogues (*.xlsx *.csv *.json)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda file: self.read(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_target(self) -> None:
        """Asks where to, then writes the catalogue there."""
        if self._work.is_running:
            self.said.emit(_("Wait until the work at the foot of the window is done, or stop it."))
            return
        dialog = QFileDialog(self, _("Write the catalogue to a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Spreadsheet (*.xlsx)"), _("CSV, one table (*.csv)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix("csv" if "csv" in name else "xlsx"))
        dialog.selectFile(f"catalogus-{local(self._workplace.desk.clock.now()):%Y-%m-%d}.xlsx")
        dialog.fileSelected.connect(lambda file: self.write(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, file: Path) -> None:
        """Reads a file, and shows what its columns are, or what it would change when it is one of ours."""
        desk, actor, importer = self._workplace.desk, self._workplace.actor, self._importer
        self._file, self._found = file, None
        self._name.show_text(file.name)

        def look(gauge: Gauge) -> Ground:
            found = importer.look(actor, file, progress=gauge.progress, stop=gauge.stop)
            return found, desk.who.teams(), desk.catalogue.topics(actor)

        self._start(_("The file is being read…"), look, self._on_found)

    def write(self, file: Path) -> None:
        """Writes the whole catalogue to a file."""
        actor, exporter = self._workplace.actor, CatalogueExporter(self._workplace.desk.db)

        def export(gauge: Gauge) -> int:
            return exporter.export(actor, ExportCatalogue(), file, progress=gauge.progress, stop=gauge.stop)

        def written(count: int) -> None:
            sentence = ngettext("{count} row written to {file}.", "{count} rows written to {file}.", count)
            self.said.emit(sentence.format(count=count, file=file))

        self._start(_("The catalogue is being written…"), export, written)

    def submit(self) -> None:
        """The button: look ahead, or bring it in."""
        if not self.is_ready:
            return
        if not self._on_mapping:
            self._bring_in()
            return
        missing = self.mapping.missing()
        self.mapping.show_errors(missing)
        if not missing:
            self._look_ahead()

    def back(self) -> None:
        """One step back: to the columns, else out; nothing was changed."""
        if self._work.is_running:
            self._work.stop()
        elif not self._on_mapping and self._found is not None and self._found.mapping is not None:
            self._show(self.mapping)
        else:
            self.close_view()

    def close_view(self) -> None:
        """Lets go of the file."""
        self._work.stop()
        self._found = None
        self.closed.emit()

    def minimumSizeHint(self) -> QSize:
        """Where a window has less, the page scrolls: a list of one line is no list."""
        return QSize(look().px(480), look().px(240 if self._on_mapping else 380))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.back()
        else:
            super().keyPressEvent(event)

    @property
    def _on_mapping(self) -> bool:
        return self._panes.currentWidget() is self.mapping

    def _look_ahead(self) -> None:
        found, actor, importer = self._found, self._workplace.actor, self._importer
        if found is None:
            return
        mapping = self.mapping.mapping() if found.mapping is not None else None
        retire = self.preview.retire.isChecked()

        catalogue = self._workplace.desk.catalogue

        def plan(gauge: Gauge) -> tuple[Plan, int]:
            made = importer.plan(actor, found, mapping, retire_missing=retire, progress=gauge.progress, stop=gauge.stop)
            touched = [number for number, _content in made.work.items if number is not None]
            return made, catalogue.open_tickets(actor, touched) if touched else 0

        self._start(_("Looking what changes…"), plan, self._on_plan)

    def _bring_in(self) -> None:
        plan, actor, importer, backups = self.preview.plan, self._workplace.actor, self._importer, self._backups
        if plan is None:
            return
        command = ImportCatalogue()

        def write(gauge: Gauge) -> CatalogueImport:
            if backups is not None:
                backups.automatic(BackupReason.IMPORT)
            return importer.bring_in(actor, command, plan, progress=gauge.progress, stop=gauge.stop)

        self._start(_("The catalogue is being brought in…"), write, self._on_written)

    def _start(self, words: str, call: Callable[[Gauge], Any], done: Callable[[Any], None]) -> None:
        self._work.start(words, call, done=done, failed=self._on_failed)
        self._mind()

    def _on_found(self, ground: Ground) -> None:
        found, teams, topics = ground
        self._found = found
        self.preview.set_retire(is_on=False)
        if found.mapping is None or found.table is None:
            self._look_ahead()
            return
        self.mapping.show_mapping(found.table, found.mapping, teams, topics, is_remembered=found.is_remembered)
        self._show(self.mapping)

    def _on_plan(self, answer: tuple[Plan, int]) -> None:
        self.preview.show_plan(*answer)
        self._show(self.preview)

    def _on_written(self, found: CatalogueImport) -> None:
        sentence = _("Brought in: {added} new, {changed} changed, {retired} no longer offered.").format(
            added=found.added, changed=found.changed, retired=found.retired
        )
        way_back = _("To undo it: put back the back-up of just now, or an older version of a product.")
        self._found = None
        self.closed.emit()
        self.done.emit(Deed(f"{sentence} {way_back}"))

    def _on_failed(self, error: Exception) -> None:
        self._mind()
        if isinstance(error, BadFile):
            self.preview.show_refusal(error.lines)
            self._show(self.preview)
        elif isinstance(error, DeskError):
            self.said.emit(str(error))
        else:
            self._workplace.problems.show(error)

    def _show(self, pane: MappingPane | PreviewPane) -> None:
        self._panes.setCurrentWidget(pane)
        self.updateGeometry()
        self._mind()
        self.opened.emit()
        pane.first_focus().setFocus()

    def _mind(self) -> None:
        """The buttons say what can be done now."""
        dress_button(self.go, icon="eye" if self._on_mapping else "check", kind="primary")
        set_button_text(self.go, _("See what changes") if self._on_mapping else _("Bring it in"), "Ctrl+Enter")
        self.go.setEnabled(self.is_ready)
        self.again.setVisible(not self._on_mapping)
        for widget in (self.again, self.mapping, self.preview):
            widget.setEnabled(not self._work.is_running)

    def _assemble(self) -> None:
        self._panes.addWidget(self.mapping)
        self._panes.addWidget(self.preview)
        set_button_text(self.back_button, _("Back"), "Esc")
        buttons = QHBoxLayout()
        pad(buttons, spacing=12)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.again)
        buttons.addWidget(self.go)
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=12)
        head = QHBoxLayout()
        pad(head, spacing=12)
        head.addWidget(self._title)
        head.addWidget(self._name, 1)
        layout.addLayout(head)
        layout.addWidget(self._panes, 1)
        layout.addLayout(buttons)
        self.back_button.clicked.connect(self.back)
        self.again.clicked.connect(lambda: self.read(self._file))
        self.go.clicked.connect(self.submit)
        self.preview.retire_wanted.connect(lambda _is_on: self._look_ahead())
        self._work.told.connect(self.working)
        self._work.told.connect(lambda *_told: self._mind())
