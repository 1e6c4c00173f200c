# SPDX-License-Identifier: EUPL-1.2
"""Colours that everybody can read, and a zoom that changes everything."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.theme import Theme
from ui.shell.window_state import WindowState
from ui.widgets.icons import STATUS_MARKS, icon
from ui.widgets.look import load, look, pad

THEMES = ("light", "dark")
STATES = ("on_time", "soon", "late", "waiting", "done")


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT = [("text", ground) for ground in ("window", "surface", "sunken", "select")]
TEXT += [("muted", ground) for ground in ("window", "surface", "sunken")]
TEXT += [("accent", ground) for ground in ("window", "surface", "select")]
TEXT += [("link", "window"), ("link", "surface"), ("on_accent", "accent"), ("on_accent", "accent_hover")]
TEXT += [(f"{state}.text", f"{state}.tint") for state in STATES]
TEXT += [(f"{state}.text", "surface") for state in STATES]
TEXT += [(f"public.{part}", "public.background") for part in ("text", "accent", "muted")]
GRAPHICS = [("control", ground) for ground in ("window", "surface", "sunken")]
GRAPHICS += [("focus", ground) for ground in ("window", "surface", "sunken")]
GRAPHICS += [(f"{state}.bar", "surface") for state in STATES]
GRAPHICS += [(f"charts.{number}", "surface") for number in range(5)]


@pytest.mark.parametrize("theme_name", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out_at_least_four_and_a_half_to_one(theme_name: str, ink: str, ground: str) -> None:
    colours = load(theme_name).colours

    assert ratio(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme_name", THEMES)
@pytest.mark.parametrize(("ink", "ground"), GRAPHICS)
def test_borders_rings_bars_and_charts_stand_out_three_to_one(theme_name: str, ink: str, ground: str) -> None:
    colours = load(theme_name).colours

    assert ratio(colours[ink], colours[ground]) >= 3


@pytest.mark.parametrize(
    ("theme_name", "ink", "ground", "expected"),
    [
        ("light", "text", "surface", 16.38),
        ("light", "muted", "sunken", 6.33),
        ("light", "accent", "select", 5.43),
        ("light", "control", "sunken", 3.92),
        ("light", "late.text", "late.tint", 7.11),
        ("light", "soon.bar", "sunken", 3.02),
        ("dark", "text", "select", 10.07),
        ("dark", "on_accent", "accent", 8.16),
        ("dark", "late.bar", "surface", 4.36),
        ("light", "public.text", "public.background", 15.66),
    ],
)
def test_the_ratios_are_those_that_were_designed(theme_name: str, ink: str, ground: str, expected: float) -> None:
    colours = load(theme_name).colours

    assert ratio(colours[ink], colours[ground]) == pytest.approx(expected, abs=0.01)


def test_both_themes_name_the_same_things() -> None:
    light, dark = load("light"), load("dark")

    assert light.colours.keys() == dark.colours.keys()
    assert light.sizes == dark.sizes
    assert light.types == dark.types


def test_zoom_enlarges_letters_fields_and_room(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    pad(layout, margins=16, spacing=8)
    button, label = QPushButton("Bewaar"), QLabel("Balie")
    layout.addWidget(button)
    layout.addWidget(label)
    qtbot.addWidget(window)
    window.show()
    before = (button.sizeHint().height(), label.sizeHint().height(), layout.spacing(), layout.contentsMargins().left())

    theme.set_zoom(200)

    after = (button.sizeHint().height(), label.sizeHint().height(), layout.spacing(), layout.contentsMargins().left())
    assert after[2:] == (before[2] * 2, before[3] * 2)
    assert after[0] >= before[0] * 1.9
    assert after[1] >= before[1] * 1.8


@pytest.mark.parametrize(("wanted", "given"), [(10, 80), (300, 200), (125, 125)])
def test_zoom_stays_between_80_and_200(theme: Theme, wanted: int, given: int) -> None:
    theme.set_zoom(wanted)

    assert theme.zoom == given


def test_theme_and_zoom_are_remembered(qapp: QApplication, theme: Theme, window_state: WindowState) -> None:
    theme.set_mode("dark")
    theme.set_zoom(150)

    again = Theme(qapp, window_state)

    assert (again.mode, again.zoom) == ("dark", 150)
    assert look().is_dark


def test_nonsense_in_the_settings_file_is_the_ordinary_look(qapp: QApplication, window_state: WindowState) -> None:
    window_state.keep("look/mode", "<b>purple")
    window_state.keep("look/zoom", "many")

    theme = Theme(qapp, window_state)

    assert (theme.mode, theme.zoom) == ("system", 100)
    qapp.setStyleSheet("")


def test_every_status_has_a_mark_of_its_own_form(qapp: QApplication) -> None:
    images = {name: icon(name).pixmap(32, 32).toImage() for name in STATUS_MARKS}

    forms = {bytes(image.constBits()) for image in images.values()}

    assert len(forms) == len(STATUS_MARKS)
