# SPDX-License-Identifier: EUPL-1.2
"""The words about the printer at the foot of the window, and the list in a window of its own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.printing.messages import Trouble
from tests.ui.printing.conftest import PrintRoom
from ui.printing.jobs_dialog import JobsDialog, printer_words
from ui.printing.jobs_panel import JobsPanel


@pytest.mark.parametrize(
    ("printer", "words", "is_well"), [("Bon", "Printer: gereed", True), ("", "Geen printer gekozen", None)]
)
def test_with_nothing_to_print_all_is_well_when_there_is_a_printer(
    printer: str, words: str, is_well: bool | None
) -> None:
    assert printer_words((), printer) == (words, is_well)


def test_a_slip_without_printer_and_a_slip_that_failed_are_counted(qtbot: QtBot, print_room: PrintRoom) -> None:
    waiting = print_room.ask()
    jobs = (print_room.job(waiting),)
    assert printer_words(jobs, "") == ("Geen printer: 1 bon wacht", False)
    assert printer_words(jobs, "Bon") == ("Printer: bezig", True)

    failed = print_room.ask(printer="Bon")
    print_room.service.fail(failed, Trouble.NO_ANSWER)

    assert printer_words((*jobs, print_room.job(failed)), "Bon") == ("Printer: 1 bon mislukt", False)


def test_paper_that_is_out_is_said_at_the_foot(qtbot: QtBot, print_room: PrintRoom) -> None:
    job_id = print_room.ask(printer="Bon")
    print_room.service.take(print_room.service.paperwork(job_id), "Bon")

    print_room.service.note(job_id, Trouble.NO_PAPER)

    assert printer_words((print_room.job(job_id),), "Bon") == ("Printer: papier op", False)


def test_the_list_opens_with_the_focus_on_the_first_slip(qtbot: QtBot, print_room: PrintRoom) -> None:
    print_room.ask()
    panel = JobsPanel(print_room.service, print_room.queries, print_room.tasks, print_room.bridge, print_room.actor)
    dialog = JobsDialog(panel)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)

    dialog.open()

    qtbot.waitUntil(lambda: panel.table.current_row() is not None)
    assert panel.table.hasFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
