# SPDX-License-Identifier: EUPL-1.2
"""What every part of Beheer is: a name, an explanation, perhaps fields, and who may change them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desk_app.backup.service import BackupService
from desk_app.core.actor import ROLE_NAMES, Right
from desk_app.core.i18n import _
from desk_app.core.settings import Settings
from desk_app.identity.rights import RIGHTS
from ui.shell.page import Workplace
from ui.shell.theme import Theme
from ui.shell.window_state import WindowState
from ui.widgets.banner import Banner
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label


@dataclass(frozen=True, slots=True)
class Equipment:
    """What Beheer needs besides the workplace: what belongs to this computer and not to the desk.

    ``backups`` is None where there are none to make; ``place`` names the database; a new printer of this computer is
    told by ``SettingsPage.printer_chosen``.
    """

    theme: Theme
    state: WindowState
    backups: BackupService | None
    place: str


class Section(QWidget):
    """The base of the sections; made when first shown.

    Signals:
        changed: ``is_dirty`` or ``can_add`` may be different now.
        said(str): say this at the foot of the window.
        undoable(str, object): the same, with a callable that undoes it.
        printer_chosen(str): from now on, this is the printer of this computer.
    """

    changed = Signal()
    said = Signal(str)
    undoable = Signal(str, object)
    printer_chosen = Signal(str)

    NAME: ClassVar[str] = ""
    EXPLANATION: ClassVar[str] = ""
    ICON: ClassVar[str] = "settings"
    WORDS: ClassVar[tuple[str, ...]] = ()
    """More that one may search this section by; msgids."""
    RIGHT: ClassVar[Right | None] = None
    """What it takes to change something here; None for everybody."""

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__()
        self.workplace = workplace
        self.equipment = equipment
        self.setAccessibleName(_(self.NAME))
        self.body = QVBoxLayout(self)
        pad(self.body, margins=(24, 16, 24, 16), spacing=12)
        self.body.addWidget(plain_label(_(self.NAME), role="title"))
        self.body.addWidget(plain_label(_(self.EXPLANATION), colour="muted", wrap=True))
        self.refusal = Banner()
        self.refusal.close_button.hide()
        self.body.addWidget(self.refusal)
        if not self.may_change and self.RIGHT is not None:
            self.refusal.show_sentence(who_may(self.RIGHT), is_error=False)

    @classmethod
    def words(cls) -> str:
        """Everything it can be found by."""
        more = [_(cls.WORDS[place]) for place in range(len(cls.WORDS))]
        return " ".join([_(cls.NAME), _(cls.EXPLANATION), *more]).casefold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for line in self.findChildren(QLineEdit):
                if line.property("balie_line"):
                    fit_line(line)

    @property
    def may_change(self) -> bool:
        """Whether who is signed in may change something here."""
        return self.RIGHT is None or self.workplace.actor.may(self.RIGHT)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return False

    @property
    def can_save(self) -> bool:
        """Whether Ctrl+Enter does something here."""
        return False

    @property
    def can_add(self) -> bool:
        """Whether Ctrl+N does something here."""
        return False

    def first_focus(self) -> QWidget | None:
        """Where the cursor goes when the section is opened from the search."""
        return None

    def save(self) -> None:
        """Ctrl+Enter."""

    def add(self) -> None:
        """Ctrl+N."""

    def use_settings(self, settings: Settings) -> None:
        """The settings of the desk as they are stored now; what was typed here stays."""

    def refresh(self) -> None:
        """Reads what is not a setting again."""


def who_may(right: Right) -> str:
    """The sentence that says which roles have a right."""
    roles = [_(name) for role, name in ROLE_NAMES.items() if right in RIGHTS[role]]
    return _("Only these roles may change this: {roles}.").format(roles=", ".join(roles))


def fit_line(editor: QWidget) -> None:
    """A line of text is no longer than one reads at a glance, however wide the window is."""
    if isinstance(editor, QLineEdit):
        editor.setProperty("balie_line", True)
        editor.setMaximumWidth(look().px("text"))


def make_read_only(editors: Iterable[QWidget]) -> None:
    """Shows what is set, and lets nobody change it; text can still be selected and read aloud."""
    for editor in editors:
        if isinstance(editor, QLineEdit | QPlainTextEdit | QAbstractSpinBox):
            editor.setReadOnly(True)
        elif isinstance(editor, QComboBox):
            editor.setEnabled(False)
