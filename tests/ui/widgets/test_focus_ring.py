# SPDX-License-Identifier: EUPL-1.2
"""The ring is around what has the focus, whatever it is."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keys import focus
from ui.widgets import focus_ring
from ui.widgets.focus_ring import FocusRing
from ui.widgets.look import look


@pytest.fixture
def ring(qapp: QApplication) -> Iterator[FocusRing]:
    made = FocusRing(qapp)
    yield made
    made.deleteLater()


def overlay(window: QWidget) -> QWidget:
    """The ring itself: the child of the window that lets the mouse through."""
    found = [child for child in window.children() if type(child).__module__ == focus_ring.__name__]
    assert len(found) == 1
    assert isinstance(found[0], QWidget)
    return found[0]


def test_the_ring_goes_with_the_focus(qtbot: QtBot, ring: FocusRing) -> None:
    window, line, button = QWidget(), QLineEdit(), QPushButton("Bewaar")
    layout = QVBoxLayout(window)
    layout.addWidget(line)
    layout.addWidget(button)
    qtbot.addWidget(window)
    window.show()
    line.setFocus()
    assert focus() is line
    first = overlay(window).geometry()

    button.setFocus()

    edge = look().px(focus_ring.RING) + focus_ring.AIR
    assert first == line.geometry().adjusted(-edge, -edge, edge, edge)
    assert overlay(window).geometry() == button.geometry().adjusted(-edge, -edge, edge, edge)


def test_the_ring_scrolls_along_and_hides_where_its_field_does(qtbot: QtBot, ring: FocusRing) -> None:
    area, content = QScrollArea(), QWidget()
    layout = QVBoxLayout(content)
    lines = [QLineEdit() for _number in range(40)]
    for line in lines:
        layout.addWidget(line)
    area.setWidget(content)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    lines[0].setFocus()
    assert focus() is lines[0]
    was_shown = overlay(area).isVisible()

    area.verticalScrollBar().setValue(400)

    assert was_shown
    assert not overlay(area).isVisible()


def test_the_ring_stays_within_an_area_that_scrolls_in_another(qtbot: QtBot, ring: FocusRing) -> None:
    window, outer, page, inner, rows = QWidget(), QScrollArea(), QWidget(), QScrollArea(), QListWidget()
    head = QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(head)
    column.addWidget(outer)
    rows.setFixedSize(200, 600)
    inner.setWidget(rows)
    inner.setFixedSize(240, 500)
    inside = QVBoxLayout(page)
    inside.addWidget(inner)
    outer.setWidget(page)
    qtbot.addWidget(window)
    window.resize(320, 300)
    window.show()
    rows.setFocus()
    assert focus() is rows

    outer.verticalScrollBar().setValue(200)
    inner.verticalScrollBar().setValue(50)

    drawn = overlay(window)
    edge = look().px(focus_ring.RING) + focus_ring.AIR
    top = outer.viewport().mapTo(window, outer.viewport().rect().topLeft()).y() - edge
    assert drawn.isVisible()
    assert drawn.mask().boundingRect().translated(drawn.pos()).top() >= top


def test_the_ring_survives_the_end_of_its_field(qtbot: QtBot, ring: FocusRing) -> None:
    window, line, other = QWidget(), QLineEdit(), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(line)
    layout.addWidget(other)
    qtbot.addWidget(window)
    window.show()
    line.setFocus()
    assert focus() is line

    line.deleteLater()
    QApplication.sendPostedEvents(line)
    other.setFocus()

    assert overlay(window).isVisible()
