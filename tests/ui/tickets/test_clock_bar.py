# SPDX-License-Identifier: EUPL-1.2
"""The bar on screen: read without colour, walked by keys, whole at every size."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.keys import press
from tests.ui.tickets.clocks import a_clock, at, taken, waits
from ui.shell.theme import Mode, Theme
from ui.tickets.clock_bar import TRACK, ClockBar
from ui.tickets.clock_picture import Piece, Stretch
from ui.tickets.clock_words import picture_of, spoken_of
from ui.widgets.look import look

CLOCK = a_clock(at(24, 8, 12), taken(at(24, 9)), waits(at(24, 9, 40)), taken(at(24, 11)), hours=3)
NOW = at(24, 16)
KEY = Qt.Key


@pytest.fixture
def show_bar(qtbot: QtBot, theme: Theme) -> Iterator[Callable[..., ClockBar]]:
    """Shows the bar of a clock that ran, stood still, ran, and runs too long."""

    def show_it(width: int = 900) -> ClockBar:
        bar = ClockBar()
        qtbot.addWidget(bar)
        picture = picture_of(CLOCK, at(24, 13), NOW)
        bar.show_picture(picture, spoken_of(CLOCK, picture, NOW))
        bar.resize(width, bar.heightForWidth(width))
        with qtbot.waitExposed(bar):
            bar.show()
        bar.activateWindow()
        bar.setFocus()
        return bar

    yield show_it
    theme.set_zoom(100)


def grey(bar: ClockBar, kind: Stretch) -> list[list[int]]:
    """The grey of each pixel at a quarter of the first stretch of this kind, by column."""
    picture = bar.picture
    assert picture is not None
    piece = next(one for one in picture.pieces if one.kind is kind)
    left, right = (bar.x_of(moment) for moment in (piece.first, piece.last))
    top = bar.track_top()
    box = QRect(round(left + (right - left) / 4) - 8, top - 3, 16, look().px(TRACK) + 6)
    image = bar.grab(box).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return [[image.pixelColor(x, y).value() for y in range(image.height())] for x in range(image.width())]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_without_colour_each_stretch_looks_different(
    show_bar: Callable[..., ClockBar], theme: Theme, mode: Mode
) -> None:
    theme.set_mode(mode)
    bar = show_bar()

    running, paused, late = (grey(bar, kind) for kind in (Stretch.RUNNING, Stretch.PAUSED, Stretch.LATE))

    assert len({tuple(column) for column in paused}) > 3, "hatched"
    assert len({tuple(column) for column in running}) == 1, "even"
    assert late[0][1] == late[0][len(late[0]) // 2] != running[0][1], "thicker than what ran in time"
    theme.set_mode("light")


def test_the_arrows_walk_along_the_bar_and_say_each_part(show_bar: Callable[..., ClockBar], qtbot: QtBot) -> None:
    bar = show_bar()
    said: list[str] = []
    bar.pointed.connect(said.append)

    for _step in range(40):
        press(KEY.Key_Right)
    press(KEY.Key_Home)
    press(KEY.Key_Escape)

    picture = bar.picture
    assert picture is not None
    assert said[:-2] == list(picture.words())
    assert said[-2:] == ["Geregistreerd: 8.12.", ""]
    assert "Stond stil van 9.40 tot 11.00: wachtte op de klant." in said


def test_a_mouse_gets_the_same_words(show_bar: Callable[..., ClockBar]) -> None:
    bar = show_bar()
    picture = bar.picture
    assert picture is not None

    found = {bar.words_at(x) for x in range(bar.width())}

    assert {part.words for part in picture.parts if isinstance(part, Piece)} <= found
    assert "De klant beloofd: 13.00." in found


def test_all_of_it_is_in_its_name(show_bar: Callable[..., ClockBar]) -> None:
    bar = show_bar()

    assert bar.accessibleName().startswith("Klok: loopt · ")
    assert "Te laat van" in bar.accessibleName()


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("width", [300, 600, 1200])
def test_no_label_stands_over_another_or_out_of_view(
    show_bar: Callable[..., ClockBar], theme: Theme, width: int, zoom: int
) -> None:
    theme.set_zoom(zoom)

    bar = show_bar(width)

    boxes = [box for _text, box in bar.labels]
    assert boxes
    assert all(bar.rect().toRectF().contains(box) for box in boxes)
    assert not any(one.intersects(other) for place, one in enumerate(boxes) for other in boxes[:place])
