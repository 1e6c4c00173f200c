# SPDX-License-Identifier: EUPL-1.2
"""The ground of the slip keeps in view what has the keys."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.intake.slip_sheet import SlipSheet


def test_a_bar_that_comes_up_does_not_cover_the_field_that_has_the_keys(qtbot: QtBot) -> None:
    form, bar, sheet = QWidget(), QWidget(), SlipSheet()
    column = QVBoxLayout(form)
    fields = [QLineEdit() for _number in range(30)]
    for field in fields:
        column.addWidget(field)
    bar.setFixedHeight(120)
    bar.hide()
    sheet.fill(form, bar)
    qtbot.addWidget(sheet)
    sheet.resize(600, 600)
    sheet.show()
    qtbot.waitUntil(lambda: form.visibleRegion().boundingRect().height() > 500)
    low = next(field for field in fields if field.mapTo(sheet, field.rect().bottomLeft()).y() > 520)
    low.setFocus()
    qtbot.waitUntil(low.hasFocus)
    before = sheet.place

    bar.show()

    qtbot.waitUntil(lambda: sheet.place > before, timeout=2000)
    assert low.mapTo(sheet, low.rect().bottomLeft()).y() < 480
