# SPDX-License-Identifier: EUPL-1.2
"""What the screen looks like now: colours, sizes and type, read from ``resources/theme`` and multiplied by the zoom.

Widgets that paint ask ``look()`` each time they paint, so they follow a change of theme or zoom. Colours have the
names of the token files: ``accent``, ``muted``, ``late.text``, ``late.tint``, ``late.bar``, ``public.text``, ``charts.0``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from PySide6.QtCore import QMargins
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QLayout

THEME_DIR = Path(__file__).resolve().parents[2] / "resources" / "theme"
FAMILY = "Noto Sans"


@dataclass(frozen=True, slots=True)
class Look:
    """One theme at one zoom; ``zoom`` is in per cent, sizes are pixels at 100 %."""

    name: str
    colours: Mapping[str, str]
    sizes: Mapping[str, int]
    types: Mapping[str, tuple[int, int, int]]
    zoom: int = 100

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return QColor(self.colours["window"]).lightness() < 128

    def colour(self, name: str) -> QColor:
        """The colour of a token."""
        return QColor(self.colours[name])

    def px(self, size: int | str) -> int:
        """A size, or a named one of the theme file, in pixels at this zoom."""
        return round((self.sizes[size] if isinstance(size, str) else size) * self.zoom / 100)

    def font(self, role: str) -> QFont:
        """The letter of a role: display, title, heading, body or small."""
        size, _line, weight = self.types[role]
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        return font

    def zoomed(self, zoom: int) -> "Look":
        """The same look, larger or smaller."""
        return replace(self, zoom=zoom)


@cache
def load(name: str) -> Look:
    """Reads ``light`` or ``dark`` from its file, at 100 %."""
    data = tomllib.loads((THEME_DIR / f"{name}.toml").read_text(encoding="utf-8"))
    colours = {key: value for key, value in data["colours"].items() if isinstance(value, str)}
    colours |= {f"charts.{number}": value for number, value in enumerate(data["colours"]["charts"])}
    for state, parts in data["status"].items():
        colours |= {f"{state}.{part}": value for part, value in parts.items()}
    colours |= {f"public.{part}": value for part, value in data["public"].items()}
    sizes = {key: value for key, value in data["sizes"].items() if isinstance(value, int)}
    types = {role: (size, line, weight) for role, (size, line, weight) in data["type"].items()}
    return Look(name, colours, sizes, types)


_current: list[Look] = []


def look() -> Look:
    """The look in use; light at 100 % until a theme was chosen."""
    return _current[0] if _current else load("light")


def use(chosen: Look) -> None:
    """Makes this the look in use; ``ui.shell.theme`` then tells the widgets."""
    _current[:] = [chosen]


def pad(layout: QLayout, *, margins: int | tuple[int, int, int, int] = 0, spacing: int = 8) -> None:
    """Gives a layout its margins (left, top, right, bottom) and spacing at 100 %; they follow the zoom."""
    sides = (margins,) * 4 if isinstance(margins, int) else margins
    layout.setProperty("balie_pad", [*sides, spacing])
    apply_pad(layout)


def apply_pad(layout: QLayout) -> None:
    """Sets what ``pad`` asked for once more, at the zoom in use."""
    wanted = layout.property("balie_pad")
    if wanted:
        *sides, spacing = (look().px(int(number)) for number in wanted)
        layout.setContentsMargins(QMargins(*sides))
        layout.setSpacing(spacing)
