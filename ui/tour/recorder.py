# SPDX-License-Identifier: EUPL-1.2
"""What the tour leaves behind: a picture and the papers of each step, and ``tour.json`` that says how it went."""

import json
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPixmap

from desk_app.core.clock import SystemClock
from desk_app.core.paths import atomic_write
from ui.tour.keyboard import Keyboard


@dataclass(slots=True)
class StepRecord:
    """One step: keys, presses and scans as counted, milliseconds it took, files made (names in the folder)."""

    name: str
    keys: int = 0
    presses: int = 0
    scans: int = 0
    milliseconds: int = 0
    png: list[str] = field(default_factory=list)
    pdf: list[str] = field(default_factory=list)
    ok: bool = True
    error: str = ""


class Recorder:
    """Runs steps and writes down what came of them; a step that fails does not stop the tour."""

    def __init__(self, folder: Path, keyboard: Keyboard, picture: Callable[[], QPixmap]) -> None:
        self._folder = folder
        self._keyboard = keyboard
        self._picture = picture
        self._clock = SystemClock()
        self._serial = 0
        self.steps: list[StepRecord] = []

    @property
    def all_went_well(self) -> bool:
        """Whether no step failed."""
        return bool(self.steps) and all(step.ok for step in self.steps)

    def step(self, name: str, act: Callable[[], None]) -> None:
        """Does ``act`` under a name; its counts and time are kept, and what it raised."""
        record = StepRecord(name)
        self.steps.append(record)
        self._keyboard.start()
        began = self._clock.monotonic()
        try:
            act()
        except Exception as error:  # noqa: BLE001 -- whatever a step raises is its result
            record.ok = False
            last = traceback.extract_tb(error.__traceback__)[-1]
            record.error = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
        record.milliseconds = round((self._clock.monotonic() - began) * 1000)
        count = self._keyboard.count
        record.keys, record.presses, record.scans = count.keys, count.presses, count.scans
        if not record.ok:
            self.picture(f"failed-{name}")

    def picture(self, name: str) -> None:
        """A PNG of the window as it is now."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._picture().save(buffer, "PNG")
        self.steps[-1].png.append(self._keep(name, "png", bytes(buffer.data().data())))

    def paper(self, name: str, pdf: bytes) -> None:
        """A PDF that was printed."""
        self.steps[-1].pdf.append(self._keep(name, "pdf", pdf))

    def write(self) -> None:
        """``tour.json``."""
        found = {"ok": self.all_went_well, "steps": [asdict(step) for step in self.steps]}
        atomic_write(self._folder / "tour.json", json.dumps(found, indent=1, ensure_ascii=False).encode())

    def _keep(self, name: str, ending: str, content: bytes) -> str:
        self._serial += 1
        words = "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())
        file = f"{self._serial:03d}-{words}.{ending}"
        atomic_write(self._folder / file, content)
        return file
