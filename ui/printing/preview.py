# SPDX-License-Identifier: EUPL-1.2
"""Shows a paper as it will be printed, with keys to print, save, and look closer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from desk_app.printing.raster import Picture, page_sizes, page_text, render
from desk_app.printing.service import Paperwork
from ui.printing.saving import ask_and_save
from ui.shell.tasks import Tasks
from ui.widgets.announce import announce
from ui.widgets.buttons import button, dress_button, set_button_text
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
"""In per cent; 100 shows a millimetre as four dots of the screen."""
DOTS_PER_MM = 4.0


@dataclass(frozen=True, slots=True)
class _Page:
    """One page as pixels and as words."""

    picture: Picture
    words: str


class Preview(QDialog):
    """One paper; open it with ``open()``.

    Signals:
        print_wanted: the person wants it on paper now.
    """

    print_wanted = Signal()

    def __init__(
        self, paperwork: Paperwork, tasks: Tasks, parent: QWidget | None = None, *, can_print: bool = True
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._paperwork = paperwork
        self._tasks = tasks
        self._zoom = ZOOMS.index(100)
        self._labels: list[QLabel] = []
        self.setWindowTitle(_("Preview"))
        title = plain_label(paperwork.title, role="title")
        self._notice = plain_label("", colour="muted")
        self._pages = QWidget()
        self._column = QVBoxLayout(self._pages)
        pad(self._column, margins=16, spacing=16)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._pages)
        self._scroll.setAccessibleName(_("Pages"))
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=12)
        layout.addWidget(title)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._notice)
        layout.addLayout(self._buttons(can_print=can_print))
        self.resize(look().px(560), look().px(640))
        self._draw()

    @property
    def zoom(self) -> int:
        """In per cent."""
        return ZOOMS[self._zoom]

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._labels)

    def sizeHint(self) -> QSize:
        return QSize(look().px(560), look().px(640))

    def _buttons(self, *, can_print: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        pad(row, spacing=8)
        self.print_button = self._button(_("Print"), "printer", ("Ctrl+P",), self._on_print)
        dress_button(self.print_button, icon="printer", kind="primary")
        self.print_button.setVisible(can_print)
        self.save_button = self._button(_("Save as PDF"), "download", ("Ctrl+S",), self._on_save)
        self.larger_button = self._button(_("Larger"), "zoom-in", ("Ctrl++", "Ctrl+="), self._on_larger)
        self.smaller_button = self._button(_("Smaller"), "zoom-out", ("Ctrl+-",), self._on_smaller)
        self.close_button = self._button(_("Close"), "x", ("Esc",), self.reject)
        for at_left in (self.print_button, self.save_button):
            row.addWidget(at_left)
        row.addStretch(1)
        for at_right in (self.smaller_button, self.larger_button, self.close_button):
            row.addWidget(at_right)
        QShortcut(QKeySequence("Ctrl+0"), self, self._normal_size)
        (self.print_button if can_print else self.save_button).setDefault(True)
        return row

    def _button(self, text: str, icon: str, keys: tuple[str, ...], run: Callable[[], object]) -> QPushButton:
        made = button(text, icon=icon)
        set_button_text(made, text, keys[0])
        made.clicked.connect(run)
        for key in keys:
            if key != "Esc":  # a dialog has that one already
                QShortcut(QKeySequence(key), self, made.click)
        return made

    def _draw(self) -> None:
        dots = DOTS_PER_MM * self.zoom / 100 * look().zoom / 100 * self.devicePixelRatioF()
        read = partial(_read_pages, self._paperwork.pdf, dots)
        self._tasks.run(self, read, done=self._show_pages, lane="slow", key="pages")

    def _show_pages(self, pages: tuple[_Page, ...]) -> None:
        while len(self._labels) < len(pages):
            label = QLabel()
            self._labels.append(label)
            self._column.addWidget(label, alignment=Qt.AlignmentFlag.AlignHCenter)
        for number, (label, page) in enumerate(zip(self._labels, pages, strict=True), start=1):
            pixmap = _pixmap(page.picture)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            label.setPixmap(pixmap)
            label.setAccessibleName(_("Page {page} of {pages}").format(page=number, pages=len(pages)))
            label.setAccessibleDescription(page.words)

    def _on_print(self) -> None:
        self.print_wanted.emit()
        self.accept()

    def _on_save(self) -> None:
        ask_and_save(self, self._tasks, self._paperwork, say=self._say)

    def _say(self, sentence: str) -> None:
        set_plain(self._notice, sentence)
        announce(self, sentence)

    def _on_larger(self) -> None:
        self._step(1)

    def _on_smaller(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        self._zoom = min(max(self._zoom + step, 0), len(ZOOMS) - 1)
        self.larger_button.setEnabled(self._zoom < len(ZOOMS) - 1)
        self.smaller_button.setEnabled(self._zoom > 0)
        self._draw()

    def _normal_size(self) -> None:
        self._zoom = ZOOMS.index(100)
        self._step(0)


def _read_pages(pdf: bytes, dots_per_mm: float) -> tuple[_Page, ...]:
    """On the slow lane."""
    return tuple(
        _Page(render(pdf, number, dots_per_mm), page_text(pdf, number)) for number in range(len(page_sizes(pdf)))
    )


def _pixmap(picture: Picture) -> QPixmap:
    image = QImage(picture.grey, picture.width, picture.height, picture.stride, QImage.Format.Format_Grayscale8)
    return QPixmap.fromImage(image)
