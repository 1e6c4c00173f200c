# SPDX-License-Identifier: EUPL-1.2
"""Editors for the extra fields of a product, one per type. What is no answer yet stays as it was typed."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.catalogue.messages import FieldLine, FieldType
from desk_app.catalogue.wording import in_language
from desk_app.core.clock import today
from desk_app.core.i18n import _
from desk_app.intake.moments import read_day, write_day
from desk_app.tickets.answers import NO, YES, YES_NO_WORDS
from ui.intake.fields import ChoiceBox, EnterGoesOn, go_on
from ui.shell.page import Workplace
from ui.widgets.choice_list import Choice
from ui.widgets.look import look
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented

WIDE = (FieldType.TEXT, FieldType.PERSON)
"""Types that want the room of two."""


class AnswerEditor(QObject):
    """One editor; ``widget`` is what stands on the form.

    Signals:
        edited(str, str): somebody typed or chose; the value, and the name that goes with an id.
        settled: what Enter was waiting for has come, or will not come.
    """

    edited = Signal(str, str)
    settled = Signal()

    def __init__(self, widget: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self.widget = widget

    @property
    def is_waiting(self) -> bool:
        """Whether an answer to Enter is still to come."""
        return False

    def fill(self, value: str, name: str) -> None:
        """Shows what was typed or chosen before."""
        raise NotImplementedError


class _Line(AnswerEditor):
    """A text, a number or a date, as typed."""

    def __init__(self, line: QLineEdit, enter: EnterGoesOn, parent: QObject) -> None:
        super().__init__(line, parent)
        self._line: QLineEdit = line
        enter.watch(line)
        line.textEdited.connect(lambda typed: self.edited.emit(typed, ""))

    def fill(self, value: str, name: str) -> None:
        if self._line.text() != value:
            self._line.setText(value)


class DayEdit(QLineEdit):
    """A day, typed as people say it (``vr``, ``24-11``); written out when the field is left."""

    def __init__(self, day: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = day
        self.setPlaceholderText(_("24-11-2026"))
        self.setMinimumWidth(look().px("date"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        day = read_day(self.text(), self._today())
        if day is not None and self.text() != write_day(day):
            self.setText(write_day(day))
            self.textEdited.emit(self.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setMinimumWidth(look().px("date"))


class _Choices(AnswerEditor):
    """One out of a list; what is in it no more stays to be seen."""

    def __init__(self, line: FieldLine, name: str, enter: EnterGoesOn, parent: QObject) -> None:
        self._box = ChoiceBox(name=name)
        super().__init__(self._box, parent)
        english = line.choices_en or ("",) * len(line.choices)
        words = [in_language(*pair) for pair in zip(line.choices, english, strict=True)]
        self._options = [("", _("Choose …")), *zip(line.choices, words, strict=True)]
        self._box.set_options(self._options)
        self._box.chosen.connect(lambda key: self.edited.emit(str(key), ""))
        enter.watch(self._box)

    def fill(self, value: str, name: str) -> None:
        if value == self._box.key:
            return
        known = any(value == key for key, _word in self._options)
        gone = [] if known else [(value, _("{choice} (no longer in the list)").format(choice=value))]
        self._box.set_options([*self._options, *gone])
        self._box.set_key(value)


class YesNoBar(Segmented):
    """Yes or no, and nothing while nobody answered."""

    def __init__(self, *, name: str) -> None:
        super().__init__([(YES, _(YES_NO_WORDS[YES])), (NO, _(YES_NO_WORDS[NO]))], name=name)
        self.set_none()

    def set_none(self) -> None:
        """Neither is on."""
        self._group.setExclusive(False)
        for button in self.buttons:
            button.setChecked(False)
        self._group.setExclusive(True)
        self._mind_tab_stop()


class _YesNo(AnswerEditor):
    def __init__(self, name: str, enter: EnterGoesOn, parent: QObject) -> None:
        self._bar = YesNoBar(name=name)
        super().__init__(self._bar, parent)
        self._bar.chosen.connect(lambda key: self.edited.emit(str(key), ""))
        for one in self._bar.buttons:
            enter.watch(one)

    def fill(self, value: str, name: str) -> None:
        if value in (YES, NO):
            self._bar.set_key(value)
        else:
            self._bar.set_none()


class _Looked(AnswerEditor):
    """Somebody or some place that we know."""

    def __init__(self, picker: Picker, parent: QObject) -> None:
        super().__init__(picker, parent)
        self._picker = picker
        picker.chosen.connect(self._on_chosen)
        picker.cleared.connect(lambda: self.edited.emit("", ""))
        picker.edit.textEdited.connect(lambda _typed: self.edited.emit(picker.text(), ""))
        picker.nothing_found.connect(self.settled)
        picker.entered_empty.connect(lambda: go_on(picker.edit))

    @property
    def is_waiting(self) -> bool:
        return self._picker.is_waiting

    def fill(self, value: str, name: str) -> None:
        now = self._picker.choice
        if name:
            if now is None or str(now.key) != value:
                self._picker.choose(Choice(value, name))
        elif now is not None or self._picker.text() != value:
            self._picker.set_text(value)

    def _on_chosen(self, choice: Choice) -> None:
        self.edited.emit(str(choice.key), choice.title)
        self.settled.emit()


def editor_for(line: FieldLine, workplace: Workplace, enter: EnterGoesOn, parent: QObject) -> AnswerEditor:
    """The editor that belongs to the type of this field."""
    name = in_language(line.label, line.label_en)
    if line.field_type is FieldType.CHOICE:
        return _Choices(line, name, enter, parent)
    if line.field_type is FieldType.YES_NO:
        return _YesNo(name, enter, parent)
    if line.field_type is FieldType.PERSON:
        return _Looked(Picker(workplace.tasks, _people(workplace), name=name, placeholder=_("Type a name")), parent)
    if line.field_type is FieldType.LOCATION:
        return _Looked(
            Picker(workplace.tasks, _spaces(workplace), name=name, placeholder=_("Room or building")), parent
        )
    is_day = line.field_type is FieldType.DATE
    return _Line(DayEdit(lambda: today(workplace.desk.clock)) if is_day else QLineEdit(), enter, parent)


def _people(workplace: Workplace) -> Callable[[str], Sequence[Choice]]:
    def find(words: str) -> Sequence[Choice]:
        found = workplace.desk.people.find_people(workplace.actor, words)
        return [Choice(hit.id, hit.name, hit.detail) for hit in found]

    return find


def _spaces(workplace: Workplace) -> Callable[[str], Sequence[Choice]]:
    def find(words: str) -> Sequence[Choice]:
        found: Any = workplace.desk.people.find_spaces(workplace.actor, words)
        return [Choice(hit.id, hit.code, hit.detail) for hit in found]

    return find
