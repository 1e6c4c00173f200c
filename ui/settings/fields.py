# SPDX-License-Identifier: EUPL-1.2
"""A section that shows some of the settings of the desk as fields, and saves what was changed by one command."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desk_app.app import Desk
from desk_app.core.actor import Actor, Right
from desk_app.core.i18n import _
from desk_app.core.settings import Settings
from desk_app.identity.messages import ChangeSettings
from ui.settings.section import Equipment, Section, fit_line, make_read_only
from ui.shell.page import Workplace
from ui.widgets.boxes import NumberBox
from ui.widgets.buttons import button, set_button_text
from ui.widgets.form import Form

Value = str | int


@dataclass(frozen=True, slots=True)
class SettingChoice:
    """One of a few values; ``label`` is a msgid."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class SettingField:
    """One setting as a field. ``label`` and ``hint`` are msgids; ``low`` and ``high`` make it a number, ``choices``
    a list; else it is a line of text."""

    name: str
    label: str
    hint: str = ""
    low: int = 0
    high: int = 0
    choices: tuple[SettingChoice, ...] = ()
    required: bool = False


class SettingsSection(Section):
    """Fields of ``Settings``; a subclass lists them in ``FIELDS``."""

    RIGHT: ClassVar[Right | None] = Right.CHANGE_SETTINGS
    FIELDS: ClassVar[tuple[SettingField, ...]] = ()

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        self._stored: dict[str, Value] = {}
        self._is_busy = False
        self.editors: dict[str, QWidget] = {spec.name: _editor(spec) for spec in self.FIELDS}
        self.form = Form(labels="above")
        for spec in self.FIELDS:
            fit_line(self.editors[spec.name])
            hint = _(spec.hint) if spec.hint else ""
            self.form.add(spec.name, _(spec.label), self.editors[spec.name], required=spec.required, hint=hint)
        self.save_button = button("", icon="save", kind="primary")
        set_button_text(self.save_button, _("Save"), "Ctrl+Enter")
        self.body.addWidget(self.form)
        self.body.addWidget(self.save_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        if not self.may_change:
            make_read_only(self.editors.values())
            self.save_button.hide()
        self.save_button.clicked.connect(self.save)
        self.form.edited.connect(self._mind_button)
        self._mind_button()

    @classmethod
    def words(cls) -> str:
        labels = " ".join(_(spec.label) for spec in cls.FIELDS)
        return f"{super().words()} {labels.casefold()}"

    @property
    def is_dirty(self) -> bool:
        return bool(self.changes())

    @property
    def can_save(self) -> bool:
        return self.may_change

    def first_focus(self) -> QWidget | None:
        return next(iter(self.editors.values()), None)

    def changes(self) -> dict[str, Value]:
        """What was changed here, by name."""
        return {
            name: value
            for name, editor in self.editors.items()
            if name in self._stored and (value := _value(editor)) != self._stored[name]
        }

    def use_settings(self, settings: Settings) -> None:
        typed = self.changes()
        self._stored = {name: getattr(settings, name) for name in self.editors}
        for name, editor in self.editors.items():
            if name not in typed:
                _show(editor, self._stored[name])
        self._mind_button()

    def save(self) -> None:
        changes = self.changes()
        if not self.may_change or self._is_busy or not changes:
            return
        self._is_busy = True
        self._mind_button()
        call = partial(_change, self.workplace.desk, self.workplace.actor, changes)
        self.workplace.tasks.run(self, call, done=self._on_saved, failed=self._on_refused)

    def _on_saved(self, settings: Settings) -> None:
        self._is_busy = False
        self._stored = {}
        self.use_settings(settings)
        self.form.set_clean()
        self._mind_button()
        self.said.emit(_("Saved. It applies to every counter."))

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        self._mind_button()
        self.workplace.problems.show(error, form=self.form)

    def _mind_button(self) -> None:
        self.save_button.setEnabled(self.is_dirty and not self._is_busy)
        self.changed.emit()


def _change(desk: Desk, actor: Actor, changes: Mapping[str, Value]) -> Settings:
    """On a worker: changes these settings and leaves what others changed meanwhile alone."""
    wanted = replace(desk.who.settings(), **changes)  # type: ignore[arg-type]  # each editor gives the type of its field
    desk.identity.change_settings(actor, ChangeSettings(settings=wanted))
    return wanted


def _editor(spec: SettingField) -> QWidget:
    if spec.choices:
        box = QComboBox()
        for choice in spec.choices:
            box.addItem(_(choice.label), choice.value)
        return box
    if spec.high:
        return NumberBox(name=_(spec.label), low=spec.low, high=spec.high)
    return QLineEdit()


def _value(editor: QWidget) -> Value:
    if isinstance(editor, QComboBox):
        return str(editor.currentData())
    return editor.value() if isinstance(editor, NumberBox) else editor.text() if isinstance(editor, QLineEdit) else ""


def _show(editor: QWidget, value: Value) -> None:
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(max(editor.findData(value), 0))
    elif isinstance(editor, NumberBox):
        editor.setValue(int(value))
    elif isinstance(editor, QLineEdit):
        _show_line(editor, str(value))


def _show_line(line: QLineEdit, text: str) -> None:
    if line.text() != text:  # setting the same text would move the cursor to the end
        line.setText(text)
