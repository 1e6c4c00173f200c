# SPDX-License-Identifier: EUPL-1.2
"""The list of slips that wait: what is wrong, and one key for what to do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desk_app.printing.documents import Paper
from desk_app.printing.messages import JobState, Trouble
from tests.ui.printing.conftest import PrintRoom, PrintSystem
from ui.printing.elsewhere import PrintElsewhere
from ui.printing.jobs_panel import JobsPanel
from ui.printing.preview import Preview


@pytest.fixture
def panel(qtbot: QtBot, print_room: PrintRoom) -> JobsPanel:
    panel = JobsPanel(print_room.service, print_room.queries, print_room.tasks, print_room.bridge, print_room.actor)
    qtbot.addWidget(panel)
    panel.resize(1100, 400)
    panel.show()
    return panel


def _failed(room: PrintRoom) -> int:
    job_id = room.ask(printer="Bon")
    room.service.fail(job_id, Trouble.NO_ANSWER)
    return job_id


def _unsure(room: PrintRoom) -> int:
    job_id = room.ask(printer="Bon")
    room.service.take(room.service.paperwork(job_id), "Bon")
    room.service.doubt(job_id)
    return job_id


def _shown(qtbot: QtBot, panel: JobsPanel, count: int) -> None:
    qtbot.waitUntil(lambda: panel.model.rowCount() == count)
    panel.table.go_to_first()


def test_a_slip_that_failed_appears_by_itself_with_the_reason(
    qtbot: QtBot, print_room: PrintRoom, panel: JobsPanel
) -> None:
    with qtbot.waitSignal(panel.count_changed, check_params_cb=lambda count: count == 1):
        _failed(print_room)
    _shown(qtbot, panel, 1)

    qtbot.waitUntil(lambda: panel.table.current_row().state is JobState.FAILED)

    assert panel.sentence.startswith("De printer geeft geen antwoord. De melding is bewaard.")
    assert not panel.buttons["retry"].isHidden()
    assert panel.buttons["printed"].isHidden()


def test_r_tries_again(qtbot: QtBot, print_room: PrintRoom, panel: JobsPanel) -> None:
    job_id = _failed(print_room)
    _shown(qtbot, panel, 1)
    qtbot.waitUntil(lambda: panel.table.current_row().state is JobState.FAILED)

    QTest.keyClick(panel.table, Qt.Key.Key_R)

    qtbot.waitUntil(lambda: print_room.job(job_id).state is JobState.QUEUED)


def test_delete_takes_a_slip_off_the_list(qtbot: QtBot, print_room: PrintRoom, panel: JobsPanel) -> None:
    job_id = _failed(print_room)
    _shown(qtbot, panel, 1)

    QTest.keyClick(panel.table, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    assert print_room.job(job_id).state is JobState.CANCELLED


def test_an_unsure_slip_asks_whether_it_came_out(qtbot: QtBot, print_room: PrintRoom, panel: JobsPanel) -> None:
    job_id = _unsure(print_room)
    _shown(qtbot, panel, 1)
    qtbot.waitUntil(lambda: panel.table.current_row().state is JobState.UNSURE)
    assert panel.sentence.endswith("Kwam hij uit de printer?")
    assert panel.buttons["retry"].isHidden()

    QTest.keyClick(panel.table, Qt.Key.Key_N)

    qtbot.waitUntil(lambda: print_room.job(job_id).state is JobState.DONE)
    qtbot.waitUntil(lambda: [job.copy for job in panel.model.rows] == [2])


def test_enter_shows_the_slip(qtbot: QtBot, print_room: PrintRoom, panel: JobsPanel) -> None:
    print_room.ask()
    _shown(qtbot, panel, 1)

    QTest.keyClick(panel.table, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: panel.findChild(Preview) is not None)
    preview = panel.findChild(Preview)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.page_count == 1)
    preview.reject()


def test_without_a_printer_it_says_so(qtbot: QtBot, print_room: PrintRoom, panel: JobsPanel) -> None:
    print_room.ask()

    _shown(qtbot, panel, 1)

    assert panel.sentence.startswith("Er is nog geen printer gekozen.")


def test_the_selection_stays_when_another_slip_comes(
    qtbot: QtBot, print_room: PrintRoom, panel: JobsPanel, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(panel.model)  # type: ignore[no-untyped-call]  # pytest-qt does not type it
    first, second = print_room.ask(), print_room.ask()
    _shown(qtbot, panel, 2)
    panel.table.go_to(second)

    print_room.ask()

    qtbot.waitUntil(lambda: panel.model.rowCount() == 3)
    assert panel.table.current_row().id == second
    print_room.service.fail(first, Trouble.NO_PAPER)
    qtbot.waitUntil(lambda: panel.model.row_of(first).state is JobState.FAILED)  # type: ignore[union-attr]  # it is there
    assert panel.table.current_row().id == second


def test_p_sends_a_slip_to_another_printer_on_other_paper_and_remembers_the_printer(
    qtbot: QtBot, print_room: PrintRoom, panel: JobsPanel, print_system: PrintSystem
) -> None:
    print_system.write("queue", "Bon\nLaser\n")
    job_id = print_room.ask()
    _shown(qtbot, panel, 1)
    QTest.keyClick(panel.table, Qt.Key.Key_P)
    dialog = panel.findChild(PrintElsewhere)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.printer.count() == 2)
    assert dialog.printer.currentText() == "Bon"

    dialog.printer.setEditText("Laser")
    dialog.paper.buttons[2].click()
    with qtbot.waitSignal(panel.printer_chosen) as chosen:
        QTest.keyClick(dialog.printer, Qt.Key.Key_Return)

    assert chosen.args == ["Laser"]
    qtbot.waitUntil(lambda: print_room.job(job_id).printer == "Laser")
    assert print_room.job(job_id).paper is Paper.A4


def test_no_printer_is_said_under_the_field(
    qtbot: QtBot, print_room: PrintRoom, panel: JobsPanel, print_system: PrintSystem
) -> None:
    print_room.ask()
    _shown(qtbot, panel, 1)
    QTest.keyClick(panel.table, Qt.Key.Key_P)
    dialog = panel.findChild(PrintElsewhere)
    assert dialog is not None

    QTest.keyClick(dialog.printer, Qt.Key.Key_Return)

    assert dialog.error == "Kies een printer."
    assert dialog.isVisible()
    dialog.reject()
