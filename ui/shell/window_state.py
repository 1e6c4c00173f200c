# SPDX-License-Identifier: EUPL-1.2
"""What the window remembers of how somebody likes to work: size, columns, theme, zoom. Never anything of a customer."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings


class WindowState(QObject):
    """Reads and writes one small INI file."""

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings(str(file), QSettings.Format.IniFormat, self)

    def blob(self, name: str) -> QByteArray:
        """What Qt packed for us: geometry of a window, columns of a table. Empty when never stored."""
        value = self._settings.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def text(self, name: str, default: str) -> str:
        """A stored word."""
        return str(self._settings.value(name, default))

    def number(self, name: str, default: int) -> int:
        """A stored whole number; the default when somebody wrote something else into the file."""
        try:
            return int(str(self._settings.value(name, default)))
        except ValueError:
            return default

    def texts(self, name: str) -> list[str]:
        """A stored list of words."""
        value = self._settings.value(name)
        if isinstance(value, str):
            return [value]
        return [str(word) for word in value] if isinstance(value, list) else []

    def keep(self, name: str, value: QByteArray | str | int | list[str]) -> None:
        """Stores a value under a name like ``window/geometry``."""
        self._settings.setValue(name, value)

    def save(self) -> None:
        """Writes the file now."""
        self._settings.sync()
