# SPDX-License-Identifier: EUPL-1.2
"""The files with a product or a contract: a form, a picture, conditions. Those of a new one wait until it is saved; when it
is left before that, only their names are kept, and they have to be chosen again."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _, ngettext
from desk_app.core.paths import atomic_write
from ui.widgets.buttons import button, set_button_text
from ui.widgets.flow import FlowLayout
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain

KILO = 1024
MOST_SHOWN = 4


class StoredFile(Protocol):
    """A file that is stored; ``size`` in bytes."""

    @property
    def id(self) -> int:
        """Its number."""
        ...

    @property
    def name(self) -> str:
        """Its name, as it was when it came."""
        ...

    @property
    def size(self) -> int:
        """Bytes."""
        ...


class FileStore(Protocol):
    """Where the files lie; every call is made on a worker."""

    @property
    def most_bytes(self) -> int:
        """How large one may be."""
        ...

    def judged(self, name: str, content: bytes) -> str:
        """The name to keep it under; raises InvalidInput for what is not kept."""
        ...

    def attach(self, owner_id: int, name: str, content: bytes) -> object:
        """Puts it with its owner."""
        ...

    def remove(self, file_id: int) -> object:
        """Takes it away."""
        ...

    def content(self, file_id: int) -> bytes:
        """What is in it."""
        ...


class Works(Protocol):
    """What the box needs of ``ui.shell.tasks.Tasks``."""

    def run(
        self,
        owner: QObject,
        call: Callable[[], Any],
        *,
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None = None,
        lane: Literal["db", "slow"] = "db",
        key: str | None = None,
    ) -> None:
        """Runs ``call`` elsewhere and brings the answer back."""
        ...


class Shows(Protocol):
    """What the box needs of ``ui.shell.problems.Problems``."""

    def show(self, error: BaseException) -> None:
        """Shows it the way its kind asks."""
        ...


class FilesBox(QWidget):
    """The list of files, with Add and Remove when they may be changed.

    Signals:
        changed: a file was added or removed: read them again.
        said(str): say this at the foot of the window.
        waiting_changed: other files wait for their owner to be saved.
    """

    changed = Signal()
    waiting_changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        store: FileStore,
        tasks: Works,
        problems: Shows,
        *,
        may_change: bool,
        words: Callable[[Any], str] | None = None,
    ) -> None:
        """``words``: what stands in the list for a file; its name and size when None."""
        super().__init__()
        self._store = store
        self._tasks = tasks
        self._problems = problems
        self._words_of = words or file_words
        self._may_change = may_change
        self._owner_id: int | None = None
        self._files: list[StoredFile] = []
        self._waiting: list[tuple[str, bytes]] = []
        self._coming: list[str] = []
        self._lost: list[str] = []
        self._dialog: QFileDialog | None = None
        self._opened = QTemporaryDir()
        self.rows = _Rows()
        self.rows.setAccessibleName(_("Files"))
        self._words = plain_label("", role="small", colour="muted", wrap=True)
        self.add_button = button(_("Add a file"), icon="paperclip", kind="quiet")
        set_button_text(self.add_button, _("Add a file"), _("Insert"))
        self.open_button = button(_("Open"), icon="external-link", kind="quiet")
        set_button_text(self.open_button, _("Open"), "Enter")
        self.save_button = button(_("Save as…"), icon="download", kind="quiet")
        self.remove_button = button(_("Remove"), icon="trash-2", kind="quiet")
        set_button_text(self.remove_button, _("Remove"), "Del")
        acts = QWidget()
        row = FlowLayout(acts, spacing=4)
        for one in (self.add_button, self.open_button, self.save_button, self.remove_button):
            row.addWidget(one)
        layout = QVBoxLayout(self)
        pad(layout, spacing=4)
        layout.addWidget(self.rows)
        layout.addWidget(self._words)
        layout.addWidget(acts)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.add_button.clicked.connect(self.add)
        self.open_button.clicked.connect(self.open_current)
        self.save_button.clicked.connect(self.save_current)
        self.remove_button.clicked.connect(self.remove_current)
        self.rows.opened.connect(self.open_current)
        self._show()

    @property
    def waiting(self) -> tuple[tuple[str, bytes], ...]:
        """Name and content of the files that wait for their owner to be saved."""
        return tuple(self._waiting)

    @property
    def is_reading(self) -> bool:
        """Whether a chosen file of a new owner is still on its way."""
        return bool(self._coming)

    @property
    def waiting_names(self) -> tuple[str, ...]:
        """Names of these files, of those that are being read, and of those that have to be chosen again."""
        return (*(name for name, _content in self._waiting), *self._coming, *self._lost)

    def show_lost(self, names: Sequence[str]) -> None:
        """Names of files that waited some other time and have to be chosen again."""
        self._lost = list(names)
        self._show()

    def show_files(self, owner_id: int | None, files: Sequence[StoredFile]) -> None:
        """The files of a product or a contract; None for a new one."""
        if owner_id != self._owner_id:
            self._waiting = []
        self._owner_id = owner_id
        self._files = list(files)
        self._show()

    def add(self) -> None:
        """Asks which file, and puts it with its owner."""
        if not self._may_change:
            return
        self._dialog = QFileDialog(self, _("Add a file"))
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._dialog.fileSelected.connect(self.take_file)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()

    def take_file(self, path: str) -> None:
        """Puts this file with its owner."""
        file = Path(path)
        if self._owner_id is None:
            self._coming.append(file.name)
            self.waiting_changed.emit()
        self._tasks.run(
            self,
            partial(_read, file, self._store),
            done=partial(self._on_read, file.name),
            failed=partial(self._on_unreadable, file.name),
            lane="slow",
        )

    def open_current(self) -> None:
        """Shows the current file in the program that this computer has for it; only kinds that cannot run are kept."""
        file = self._current()
        if file is None:
            return
        store, target = self._store, Path(self._opened.path()) / f"{file.id}-{Path(file.name).name}"

        def write() -> None:
            atomic_write(target, store.content(file.id))

        def show(_none: None) -> None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
                self._say_here(_("This computer has no program for this file. Save it instead."))

        self._tasks.run(self, write, done=show, failed=self._on_unsaved, lane="slow")

    def save_current(self) -> None:
        """Asks where to save the current file, and saves it there."""
        file = self._current()
        if file is None:
            return
        self._dialog = QFileDialog(self, _("Save as"))
        self._dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._dialog.selectFile(Path(file.name).name)
        self._dialog.fileSelected.connect(partial(self.save_to, file))
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()

    def save_to(self, file: StoredFile, path: str) -> None:
        """Saves a file at this place: whole or not at all."""
        store, target = self._store, Path(path)

        def save() -> None:
            atomic_write(target, store.content(file.id))

        self._tasks.run(
            self,
            save,
            done=lambda _none: self.said.emit(_("Saved: {file}").format(file=target.name)),
            failed=self._on_unsaved,
            lane="slow",
        )

    def remove_current(self) -> None:
        """Takes the current file away."""
        place = self.rows.currentRow()
        if not self._may_change or place < 0:
            return
        if place >= len(self._files):
            del self._waiting[place - len(self._files)]
            self._show()
            self.waiting_changed.emit()
            return
        store, file_id = self._store, self._files[place].id
        self._tasks.run(self, lambda: store.remove(file_id), done=lambda _none: self.changed.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert and Delete hold in the list and on its buttons."""
        acts = {Qt.Key.Key_Insert: self.add, Qt.Key.Key_Delete: self.remove_current}
        act = acts.get(Qt.Key(event.key()))
        if act is not None and self._may_change:
            act()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_files"):
            self._fit()

    def _current(self) -> StoredFile | None:
        place = self.rows.currentRow()
        return self._files[place] if 0 <= place < len(self._files) else None

    def _on_read(self, name: str, read: tuple[str, bytes]) -> None:
        if self._owner_id is None:
            self._coming.remove(name)
            if read[0] in self._lost:
                self._lost.remove(read[0])
            self._waiting.append(read)
            self._show()
            self.waiting_changed.emit()
            return
        store, owner_id = self._store, self._owner_id
        self._tasks.run(
            self,
            lambda: store.attach(owner_id, *read),
            done=lambda _id: self.changed.emit(),
            failed=self._on_refused,
        )

    def _on_unreadable(self, name: str, error: Exception) -> None:
        if name in self._coming:
            self._coming.remove(name)
            self.waiting_changed.emit()
        if isinstance(error, InvalidInput):
            self._say_here(str(error))
        elif isinstance(error, OSError):
            self._say_here(_("This file cannot be read. Is it still there?"))
        else:
            self._problems.show(error)

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, InvalidInput):
            self._say_here(str(error))
        else:
            self._problems.show(error)

    def _on_unsaved(self, error: Exception) -> None:
        if isinstance(error, OSError):
            self._say_here(_("The file could not be saved here. Choose another folder."))
        else:
            self._problems.show(error)

    def _say_here(self, sentence: str) -> None:
        set_plain(self._words, sentence)
        self._words.show()

    def _show(self) -> None:
        current = self.rows.currentRow()
        self.rows.clear()
        for file in self._files:
            QListWidgetItem(self._words_of(file), self.rows)
        for name, content in self._waiting:
            waits = _("{file} · {size} · comes along when you save").format(file=name, size=size_words(len(content)))
            QListWidgetItem(waits, self.rows)
        count = self.rows.count()
        self.rows.setCurrentRow(min(max(current, 0), count - 1))
        self.rows.setVisible(count > 0)
        self._say_here(again_words(self._lost) or ("" if count else _("No files.")))
        self._words.setVisible(bool(self._lost) or not count)
        self.add_button.setVisible(self._may_change)
        for one in (self.open_button, self.save_button):
            one.setVisible(bool(self._files))
        self.remove_button.setVisible(self._may_change and count > 0)
        self.setFocusProxy(self.rows if count else self.add_button)
        self._fit()

    def _fit(self) -> None:
        self.rows.setFixedHeight(look().px(36) * min(max(self.rows.count(), 1), MOST_SHOWN) + 4)


class _Rows(QListWidget):
    """The list; Enter opens the current file."""

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def again_words(names: Sequence[str]) -> str:
    """``Kies het bestand a.txt opnieuw.``; empty for none."""
    if not names:
        return ""
    return ngettext("Choose the file {names} again.", "Choose these files again: {names}.", len(names)).format(
        names=", ".join(names)
    )


def file_words(file: StoredFile) -> str:
    """``voorwaarden.pdf · 31 kB``."""
    return f"{file.name} · {size_words(file.size)}"


def size_words(size: int) -> str:
    """``31 MB``, ``12 kB``; a small file is 1 kB."""
    if size >= KILO * KILO:
        return _("{count} MB").format(count=round(size / KILO / KILO))
    return _("{count} kB").format(count=max(round(size / KILO), 1))


def _read(file: Path, store: FileStore) -> tuple[str, bytes]:
    """On a worker: its name and content, unless it is too big to be read at all or of a kind that is not kept here."""
    size = file.stat().st_size
    if size > store.most_bytes:
        sentence = _("The file is {size}. It may be {most} MB. Make it smaller.")
        raise InvalidInput({"content": sentence.format(size=size_words(size), most=store.most_bytes // (KILO * KILO))})
    content = file.read_bytes()
    return store.judged(file.name, content), content
