# SPDX-License-Identifier: EUPL-1.2
"""A list of choices that keep their keys."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QComboBox


class Chooser(QComboBox):
    """A list of choices with their keys. The keys stay in Python: Qt would give an enum back as bare text."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._keys: list[Any] = []

    @property
    def key(self) -> Any:  # noqa: ANN401 -- the type of the caller's keys
        """The key of what is chosen; None before there are choices."""
        place = self.currentIndex()
        return self._keys[place] if 0 <= place < len(self._keys) else None

    def set_choices(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Other choices: key and word of each; what is chosen stays, if it is still there."""
        chosen = self.key
        pairs = list(choices)
        self._keys = [key for key, _word in pairs]
        self.clear()
        self.addItems([word for _key, word in pairs])
        self.set_key(chosen)

    def set_key(self, key: object) -> None:
        """Chooses by key, without ``activated``; the first when the key is not there."""
        self.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)
