# SPDX-License-Identifier: EUPL-1.2
"""The fields of one row of a list in Beheer, and what saving them will mean."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import QDate, QEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from desk_app.core.messages import Command
from ui.settings.section import make_read_only
from ui.shell.page import Workplace
from ui.widgets.boxes import DateBox
from ui.widgets.breaking import breakable
from ui.widgets.choice_list import Choice
from ui.widgets.form import Form, required_note
from ui.widgets.icons import Mark
from ui.widgets.look import look, pad
from ui.widgets.picker import Picker
from ui.widgets.text import ElidedLabel, plain_label, set_plain
from ui.widgets.typed import retype
from ui.widgets.typed import typed as typed_in

ONLY_BOX = ".0"
"""How ``ui.widgets.typed`` calls the first box of a field."""


class RecordForm(QWidget):
    """A subclass makes the fields and says what they are.

    ``show_row`` is the way in, ``command`` the way out; ``typed`` and ``put_back`` keep what is not sent yet.
    """

    NEW: ClassVar[str] = ""
    """The heading of a new one; a msgid."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.row: Any = None
        self._wide: list[QWidget] = []
        self._is_touched = False
        self._heading = ElidedLabel("", role="heading")
        self.form = Form(labels="above")
        self._effect = QFrame()
        self._effect.setProperty("ground", "notice")
        self._effect_words = plain_label("", wrap=True)
        line = QHBoxLayout(self._effect)
        pad(line, margins=(12, 8, 12, 8), spacing=8)
        line.addWidget(Mark("info", "soon.text", 20))
        line.addWidget(self._effect_words, 1)
        self._effect.hide()
        self._note = required_note()
        layout = QVBoxLayout(self)
        pad(layout, spacing=8)
        layout.addWidget(self._heading)
        layout.addWidget(self.form)
        layout.addWidget(self._effect)
        layout.addWidget(self._note)
        self.form.edited.connect(self.mind_effect)

    def add_wide(self, name: str, label: str, editor: QWidget, *, required: bool = False, hint: str = "") -> None:
        """A field that is not a line and yet as wide as one."""
        self.form.add(name, label, editor, required=required, hint=hint)
        if isinstance(editor, Picker):
            editor.edit.textEdited.connect(self._touch)  # half a name is typed text too
        self._wide.append(editor)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_wide"):
            self._fit()

    @property
    def first(self) -> QWidget:
        """Where the cursor goes."""
        raise NotImplementedError

    def name_of(self, row: Any) -> str:  # noqa: ANN401 -- the row of the subclass
        """What the row is called."""
        raise NotImplementedError

    def fill(self, row: Any) -> None:  # noqa: ANN401 -- the row of the subclass, None for a new one
        """Shows the facts of a row in the fields."""
        raise NotImplementedError

    def typed(self) -> dict[str, str]:
        """What stands in the fields, as text by field; of a field with several boxes, or one that found something in
        the desk, the subclass says what."""
        return {name.removesuffix(ONLY_BOX): text for name, text in typed_in(self.form).items()}

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Fills the fields with what ``typed`` gave before."""
        retype(self.form, {f"{name}{ONLY_BOX}": text for name, text in typed.items()})

    def command(self) -> Command:
        """What was asked; raises InvalidInput for a field that says nothing yet."""
        raise NotImplementedError

    def values(self, row: Any) -> Mapping[str, str]:  # noqa: ANN401 -- the row of the subclass
        """Field name -> what is stored, as people read it: to show a difference."""
        raise NotImplementedError

    def effect(self) -> str:
        """What saving will mean for others; empty when nothing."""
        return ""

    def show_row(self, row: Any) -> None:  # noqa: ANN401 -- the row of the subclass
        """Shows a row, or an empty form for None."""
        self.row = row
        self._heading.show_text(self.name_of(row) if row is not None else _(self.NEW))
        self.fill(row)
        self.set_clean()
        self.mind_effect()

    @property
    def is_dirty(self) -> bool:
        """Whether something stands here that was not saved."""
        return self._is_touched or self.form.is_dirty

    def set_clean(self) -> None:
        """What stands here is what is stored."""
        self._is_touched = False
        self.form.set_clean()

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Puts back what was typed here before and not sent."""
        self.put_back(typed)
        self._touch()

    def show_difference(self, fresh: Any, sentence: str) -> None:  # noqa: ANN401 -- the row of the subclass
        """Somebody else was first: under each field that they changed stands what is stored. Saving again replaces
        it, knowingly."""
        was, now = self.values(self.row), self.values(fresh)
        self.row = fresh
        found = {
            name: _("Stored now: {value}").format(value=value or _("nothing"))
            for name, value in now.items()
            if value != was.get(name)
        }
        self.form.show_errors({"": sentence, **found})
        self.mind_effect()

    def show_read_only(self, editors: Iterable[QWidget]) -> None:
        """Nobody changes anything here."""
        for editor in editors:
            make_read_only([editor])
            if isinstance(editor, Picker):
                editor.edit.setEnabled(False)
            elif isinstance(editor, QAbstractButton):
                editor.setEnabled(False)
        self._note.hide()

    def mind_effect(self) -> None:
        """Shows what saving will mean, as the fields are now."""
        words = breakable(self.effect())
        if words != self._effect_words.text():
            set_plain(self._effect_words, words)
        self._effect.setVisible(bool(words))

    @property
    def effect_words(self) -> str:
        """What the form says that saving will mean."""
        return self._effect_words.text() if not self._effect.isHidden() else ""

    def _touch(self, _text: str = "") -> None:
        self._is_touched = True
        self.form.edited.emit()

    def _fit(self) -> None:
        for editor in self._wide:
            editor.setMaximumWidth(look().px("text"))


def choice_box(choices: Iterable[tuple[Any, str]]) -> QComboBox:
    """One of a few; ``choices`` are (value, words)."""
    box = QComboBox()
    for value, words in choices:
        box.addItem(words.replace("&", "&&"), value)
    return box


def people_picker(workplace: Workplace, name: str) -> Picker:
    """Finds somebody as at the intake."""

    def find(words: str) -> list[Choice]:
        found = workplace.desk.people.find_people(workplace.actor, words)
        return [Choice(hit.id, hit.name, hit.detail) for hit in found]

    return Picker(workplace.tasks, find, name=name, placeholder=_("Type a name, badge or e-mail"))


def department_picker(workplace: Workplace) -> Picker:
    """Finds a part of the organisation."""

    def find(words: str) -> list[Choice]:
        found = workplace.desk.people.find_departments(workplace.actor, words)
        return [Choice(row.id, row.name, row.code) for row in found]

    return Picker(workplace.tasks, find, name=_("Part of the organisation"), placeholder=_("Type a name"))


def key_of(picker: Picker, name: str) -> int | None:
    """The id that was chosen, None for nothing; raises InvalidInput when there are words that chose nothing."""
    if picker.choice is not None:
        return int(picker.choice.key)
    if picker.text().strip():
        raise InvalidInput({name: _("Choose one from the list, or empty this field.")})
    return None


def typed_choice(picker: Picker, name: str) -> dict[str, str]:
    """What stands in a picker, as text."""
    if picker.choice is None:
        return {name: picker.text()}
    return {f"{name}.key": str(picker.choice.key), name: picker.choice.title, f"{name}.detail": picker.choice.detail}


def put_choice_back(picker: Picker, name: str, typed: Mapping[str, str]) -> None:
    """The way back of ``typed_choice``."""
    key = typed.get(f"{name}.key", "")
    if key.isdecimal():
        picker.choose(Choice(int(key), typed.get(name, ""), typed.get(f"{name}.detail", "")))
    else:
        picker.set_text(typed.get(name, ""))


def show_day(box: DateBox, day: date) -> None:
    """Shows a local day."""
    box.setDate(QDate(day.year, day.month, day.day))


def day_of(box: DateBox) -> date:
    """The local day in a box."""
    shown = box.date()
    return date(shown.year(), shown.month(), shown.day())


def day_from(text: str, otherwise: date) -> date:
    """A day that ``typed`` gave as ISO text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise
