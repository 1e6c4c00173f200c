# SPDX-License-Identifier: EUPL-1.2
"""Dresses the program: the tokens of ``resources/theme`` become a palette, one small style sheet and the letter.

Light, dark or as the system says; zoom 80 to 200 per cent. Where the system asks for high contrast its own colours
are used and only sizes are ours.

Placeholders in ``style.qss``: ``@accent`` a token, ``@px(8)`` a size at 100 %, ``@size(title)`` a letter size,
``@mark(check,on_accent)`` an icon in a colour.
"""

import re
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QFile, QIODevice, QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QAction, QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLayout

from ui.shell.window_state import WindowState
from ui.widgets import icons
from ui.widgets.look import THEME_DIR, Look, apply_pad, load, look, use

Mode = Literal["system", "light", "dark"]
MODES: tuple[Mode, ...] = ("system", "light", "dark")
ZOOM_MIN, ZOOM_MAX, ZOOM_STEP = 80, 200, 10
_FONT_DIR = THEME_DIR.parent / "fonts"
_FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_PLACEHOLDER = re.compile(
    r"@(?:px\((?P<px>[a-z_]+|\d+)\)|size\((?P<role>[a-z]+)\)|mark\((?P<mark>[a-z-]+),(?P<ink>[a-z_.]+)\)|(?P<colour>[a-z_]+(?:\.[a-z0-9]+)?))"
)

_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "surface",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "sunken",
    QPalette.ColorRole.Mid: "divider",
    QPalette.ColorRole.Dark: "control",
    QPalette.ColorRole.Shadow: "control",
}


class Theme(QObject):
    """The appearance of this program, kept per user.

    Signals:
        changed: colours or zoom are different now; widgets also get Qt's own StyleChange.
    """

    changed = Signal()

    def __init__(self, app: QApplication, state: WindowState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._state = state
        self._marks = QTemporaryDir()
        stored = state.text("look/mode", "system")
        self._mode: Mode = _mode_named(stored)
        self._zoom = _in_range(state.number("look/zoom", 100))
        self._busy = False
        for name in _FONTS:
            QFontDatabase.addApplicationFont(str(_FONT_DIR / name))
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.apply()

    @property
    def mode(self) -> Mode:
        """What was chosen: system, light or dark."""
        return self._mode

    @property
    def zoom(self) -> int:
        """Per cent, 80 to 200."""
        return self._zoom

    def set_mode(self, mode: Mode) -> None:
        """Chooses light, dark or as the system."""
        self._mode = mode
        self._state.keep("look/mode", mode)
        self.apply()

    def toggle(self) -> None:
        """Light becomes dark and the other way round."""
        self.set_mode("light" if look().is_dark else "dark")

    def set_zoom(self, zoom: int) -> None:
        """Chooses the size of everything, in per cent."""
        self._zoom = _in_range(zoom)
        self._state.keep("look/zoom", self._zoom)
        self.apply()

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(self._zoom + ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(self._zoom - ZOOM_STEP)

    def zoom_reset(self) -> None:
        """Back to 100 %."""
        self.set_zoom(100)

    def apply(self) -> None:
        """Dresses every widget there is, and every one that comes."""
        if self._busy:
            return
        self._busy = True
        hints = self._app.styleHints()
        schemes = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        hints.setColorScheme(schemes[self._mode])
        is_dark = self._mode == "dark" or (self._mode == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
        wanted = load("dark" if is_dark else "light").zoomed(self._zoom)
        is_high_contrast = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        if is_high_contrast:
            wanted = _in_system_colours(wanted, self._app.style().standardPalette())
        use(wanted)
        self._app.setFont(wanted.font("body"))
        self._app.setPalette(self._app.style().standardPalette() if is_high_contrast else palette_of(wanted))
        self._app.setStyleSheet(self._style_sheet(wanted))
        self._redraw()
        self._busy = False
        self.changed.emit()

    def _on_system_changed(self) -> None:
        if self._mode == "system":
            self.apply()

    def _style_sheet(self, wanted: Look) -> str:
        template = (THEME_DIR / "style.qss").read_text(encoding="utf-8")

        def fill(match: re.Match[str]) -> str:
            if size := match["px"]:
                return f"{wanted.px(int(size) if size.isdigit() else size)}px"
            if role := match["role"]:
                return f"{wanted.px(wanted.types[role][0])}px"
            if mark := match["mark"]:
                return f'url("{self._mark_file(mark, wanted.colour(match["ink"]))}")'
            return wanted.colours[match["colour"]]

        return _PLACEHOLDER.sub(fill, template)

    def _mark_file(self, mark: str, ink: QColor) -> str:
        """Style sheets take pictures from files only; colours come from the tokens, so the files are made here."""
        file = Path(self._marks.path()) / f"{mark}-{ink.name()[1:]}.svg"
        if not file.exists():
            writer = QFile(str(file))
            writer.open(QIODevice.OpenModeFlag.WriteOnly)
            writer.write(icons.svg(mark).replace("currentColor", ink.name()).encode())
            writer.close()
        return file.as_posix()

    def _redraw(self) -> None:
        for widget in self._app.allWidgets():
            icons.refresh(widget)
            for action in widget.actions():
                icons.refresh(action)
            for layout in widget.findChildren(QLayout, options=Qt.FindChildOption.FindDirectChildrenOnly):
                _pad_all(layout)
            for action in widget.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly):
                icons.refresh(action)


def _pad_all(layout: QLayout) -> None:
    apply_pad(layout)
    for inner in layout.findChildren(QLayout):
        apply_pad(inner)


def palette_of(wanted: Look) -> QPalette:
    """The palette of a look."""
    palette = QPalette()
    for role, name in _PALETTE.items():
        palette.setColor(role, wanted.colour(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, wanted.colour("disabled"))
    return palette


def _mode_named(word: str) -> Mode:
    return next((mode for mode in MODES if mode == word), "system")


def _in_range(zoom: int) -> int:
    return min(max(zoom, ZOOM_MIN), ZOOM_MAX)


def _in_system_colours(wanted: Look, palette: QPalette) -> Look:
    """For high contrast: every token becomes a colour of the system."""
    ground, ink = palette.base().color().name(), palette.text().color().name()
    strong, on_strong = palette.highlight().color().name(), palette.highlightedText().color().name()
    grounds = ("window", "surface", "sunken")
    strongs = ("accent", "accent_hover", "focus", "link")
    colours = {
        name: ground
        if name in grounds or name.endswith(".tint")
        else strong
        if name in strongs
        else on_strong
        if name == "on_accent"
        else value
        if name.startswith(("public.", "charts."))
        else ink
        for name, value in wanted.colours.items()
    }
    return Look(wanted.name, colours | {"select": ground}, wanted.sizes, wanted.types, wanted.zoom)
