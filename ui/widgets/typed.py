# SPDX-License-Identifier: EUPL-1.2
"""What stands in the boxes of a form as plain text, so that it can be kept half typed and come back.

A box is named after its field and its number in it, ``valid_until.1``; or after its own object name, ``after.meten``.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from ui.widgets.boxes import TypedNumberBox
from ui.widgets.form import Form
from ui.widgets.half_lines import Typed
from ui.widgets.picker import Picker

Box = QCheckBox | QComboBox | QDateEdit | QLineEdit | QPlainTextEdit | QSpinBox
_BOXES = (QCheckBox, QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QSpinBox)


def typed(form: Form) -> Typed:
    """What stands in every box now."""
    return {name: _read(box) for name, box in _boxes(form)}


def retype(form: Form, values: Typed) -> None:
    """Puts it back; a box that is not there any more is passed over, one that shows it already is left alone."""
    for name, box in _boxes(form):
        if name in values and values[name] != _read(box):
            _write(box, values[name])


def watch(form: Form, heard: Callable[[], None]) -> None:
    """``heard`` is called at every change, whoever makes it."""
    for _name, box in _boxes(form):
        if isinstance(box, QCheckBox):
            box.toggled.connect(lambda _is_on: heard())
        elif isinstance(box, QComboBox):
            box.currentIndexChanged.connect(lambda _place: heard())
        elif isinstance(box, QDateEdit):
            box.dateChanged.connect(lambda _day: heard())
        elif isinstance(box, TypedNumberBox):
            box.lineEdit().textChanged.connect(lambda _text: heard())
        elif isinstance(box, QSpinBox):
            box.valueChanged.connect(lambda _number: heard())
        elif isinstance(box, QLineEdit):
            box.textChanged.connect(lambda _text: heard())
        else:
            box.textChanged.connect(heard)


def _boxes(form: Form) -> Iterator[tuple[str, Box]]:
    for name in form.names:
        editor = form.field(name).editor
        inside = [editor, *editor.findChildren(QWidget)]
        parts = [one for one in inside if isinstance(one, _BOXES) and not _is_part_of_a_box(one, editor)]
        for number, part in enumerate(parts):
            yield f"{name}.{part.objectName() or number}", part


def _is_part_of_a_box(widget: QWidget, editor: QWidget) -> bool:
    """The line inside a date, the calendar under it."""
    around = widget.parentWidget() if widget is not editor else None
    while around is not None and not isinstance(around, _BOXES):
        around = around.parentWidget() if around is not editor else None
    return around is not None


def _read(box: Box) -> str:
    if isinstance(box, QCheckBox):
        return "yes" if box.isChecked() else ""
    if isinstance(box, QComboBox):
        return str(box.currentData())
    if isinstance(box, QDateEdit):
        return box.date().toString(Qt.DateFormat.ISODate)
    if isinstance(box, TypedNumberBox):
        return box.text()
    if isinstance(box, QSpinBox):
        return str(box.value())
    return box.text() if isinstance(box, QLineEdit) else box.toPlainText()


def _write(box: Box, value: str) -> None:
    if isinstance(box, QCheckBox):
        box.setChecked(bool(value))
    elif isinstance(box, QComboBox):
        keys = [str(box.itemData(place)) for place in range(box.count())]
        box.setCurrentIndex(keys.index(value) if value in keys else box.currentIndex())
    elif isinstance(box, QDateEdit):
        day = QDate.fromString(value, Qt.DateFormat.ISODate)
        if day.isValid():
            box.setDate(day)
    elif isinstance(box, TypedNumberBox):
        box.put_back(value)
    elif isinstance(box, QSpinBox):
        if value.removeprefix("-").isdecimal():
            box.setValue(int(value))
    elif isinstance(box, QLineEdit):
        line: QLineEdit = box
        around = line.parentWidget()
        if isinstance(around, Picker):
            around.set_text(value)  # what it had chosen is not what stands there now
        else:
            line.setText(value)
    else:
        box.setPlainText(value)
