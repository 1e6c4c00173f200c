# SPDX-License-Identifier: EUPL-1.2
"""What is typed at a ticket is written down while it is typed, and stands there again next time, also after a crash."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from ui.shell.page import Workplace
from ui.widgets.text_box import TextBox

PAUSE_MS = 1000
"""After the last key; the promise is two seconds (``ux.md`` 2.4)."""


class KeptTexts(QObject):
    """Watches the boxes of one form and keeps their text under the name of the form and its ticket."""

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._about = ""
        self._boxes: dict[str, TextBox | QLineEdit] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.write)

    def watch(self, name: str, box: TextBox | QLineEdit) -> None:
        """Keeps what is typed in ``box``."""
        self._boxes[name] = box
        (box.edited if isinstance(box, TextBox) else box.textEdited).connect(self._pause.start)

    def open(self, about: str) -> None:
        """The boxes belong to this form and ticket now: what was typed there before comes back, unless somebody types
        first. What stood in the boxes for another ticket must have been written and taken away by the caller."""
        self._pause.stop()
        self._about = about
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self,
            lambda: desk.unfinished.kept(actor, about),
            done=lambda content: self._put_back(about, content),
            key="kept",
        )

    def write(self) -> None:
        """Writes the boxes down as they are now."""
        self._pause.stop()
        if not self._about:
            return
        desk, actor, about = self._workplace.desk, self._workplace.actor, self._about
        content = {name: box.text() for name, box in self._boxes.items()}
        self._workplace.tasks.run(self, lambda: desk.unfinished.keep(actor, about, content), done=None)

    def forget(self, about: str = "") -> None:
        """It was sent; ``about`` when the boxes may belong to another ticket by now."""
        self._pause.stop()
        about = about or self._about
        if not about:
            return
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(self, lambda: desk.unfinished.forget(actor, about), done=None)

    def _put_back(self, about: str, content: Mapping[str, str]) -> None:
        if about != self._about:
            return
        for name, text in content.items():
            box = self._boxes.get(name)
            if box is None or box.text() or not text:
                continue
            if isinstance(box, TextBox):
                box.set_text(text)
                box.set_cursor_position(len(text))
            else:
                box.insert(text)
