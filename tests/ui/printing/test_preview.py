# SPDX-License-Identifier: EUPL-1.2
"""A paper on screen: seen page by page, larger and smaller, printed, saved whole or not at all."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desk_app.printing.documents import Paper
from desk_app.printing.service import Paperwork
from tests.desk_app.printing import samples
from tests.ui.printing.conftest import PrintRoom
from ui.printing.preview import Preview


@pytest.fixture
def paperwork(print_room: PrintRoom) -> Paperwork:
    entries = (samples.FAULT, samples.ORDER, samples.WISH, samples.QUESTION)
    return print_room.service.paperwork(print_room.ask(samples.a_receipt(*entries), Paper.A5))


def _open(qtbot: QtBot, room: PrintRoom, paperwork: Paperwork) -> Preview:
    preview = Preview(paperwork, room.tasks)
    preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(preview)
    preview.open()
    qtbot.waitUntil(lambda: preview.page_count > 0)
    return preview


def _pages(preview: Preview) -> list[QLabel]:
    return [label for label in preview.findChildren(QLabel) if not label.pixmap().isNull() and label.accessibleName()]


def test_every_page_is_shown_and_read_aloud(qtbot: QtBot, print_room: PrintRoom, paperwork: Paperwork) -> None:
    preview = _open(qtbot, print_room, paperwork)

    pages = _pages(preview)

    assert [page.accessibleName() for page in pages] == [
        f"Bladzijde {n} van {len(pages)}" for n in range(1, len(pages) + 1)
    ]
    assert len(pages) > 1
    assert "Ontvangstbewijs" in pages[0].accessibleDescription()


def test_the_keys_make_it_larger_and_normal_again(qtbot: QtBot, print_room: PrintRoom, paperwork: Paperwork) -> None:
    preview = _open(qtbot, print_room, paperwork)
    width = _pages(preview)[0].pixmap().width()

    QTest.keyClick(preview, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: _pages(preview)[0].pixmap().width() > width)
    assert preview.zoom == 125
    QTest.keyClick(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _pages(preview)[0].pixmap().width() == width)


def test_ctrl_p_prints_and_closes(qtbot: QtBot, print_room: PrintRoom, paperwork: Paperwork) -> None:
    preview = _open(qtbot, print_room, paperwork)

    with qtbot.waitSignal(preview.print_wanted):
        QTest.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert not preview.isVisible()


def test_escape_closes_and_prints_nothing(qtbot: QtBot, print_room: PrintRoom, paperwork: Paperwork) -> None:
    preview = _open(qtbot, print_room, paperwork)

    with qtbot.assertNotEmitted(preview.print_wanted):
        QTest.keyClick(preview, Qt.Key.Key_Escape)

    assert not preview.isVisible()


def test_the_file_is_saved_whole_under_a_name_that_says_what_it_is(
    qtbot: QtBot, print_room: PrintRoom, paperwork: Paperwork, tmp_path: Path
) -> None:
    preview = _open(qtbot, print_room, paperwork)
    QTest.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = preview.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("B26-000311_ontvangstbewijs.pdf")

    target = tmp_path / "bon.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.reject()

    qtbot.waitUntil(lambda: any(label.text() == "Bewaard: bon.pdf" for label in preview.findChildren(QLabel)))
    assert target.read_bytes() == paperwork.pdf
    assert sorted(tmp_path.glob("*.pdf*")) == [target]


def test_a_folder_that_refuses_gives_a_plain_sentence(
    qtbot: QtBot, print_room: PrintRoom, paperwork: Paperwork, tmp_path: Path
) -> None:
    preview = _open(qtbot, print_room, paperwork)
    QTest.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = preview.findChild(QFileDialog)
    assert dialog is not None

    dialog.fileSelected.emit(str(tmp_path / "nergens" / "bon.pdf"))
    dialog.reject()

    sentence = "Het bestand kan hier niet worden bewaard. Kies een andere map."
    qtbot.waitUntil(lambda: any(label.text() == sentence for label in preview.findChildren(QLabel)))
