# SPDX-License-Identifier: EUPL-1.2
"""Boxes of the product editor: how long it takes, and a text in two languages."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desk_app.catalogue.checks import MOST_LEAD
from desk_app.catalogue.messages import LeadTime, LeadUnit
from desk_app.catalogue.wording import UNIT_NAMES
from desk_app.core.i18n import N_, _
from ui.widgets.boxes import Given, NumberBox, TypedNumberBox
from ui.widgets.buttons import button, set_button_text
from ui.widgets.look import look, pad
from ui.widgets.text_box import TextBox
from ui.widgets.value_boxes import Remark, in_a_row, show_text

UNITS: tuple[tuple[LeadUnit, int, str], ...] = (
    (LeadUnit.WORKING_DAYS, 1, UNIT_NAMES[LeadUnit.WORKING_DAYS]),
    (LeadUnit.MINUTES, 60, N_("working hours")),
    (LeadUnit.MINUTES, 1, UNIT_NAMES[LeadUnit.MINUTES]),
    (LeadUnit.CALENDAR_DAYS, 1, UNIT_NAMES[LeadUnit.CALENDAR_DAYS]),
    (LeadUnit.CLOCK_MINUTES, 60, N_("clock hours")),
    (LeadUnit.CLOCK_MINUTES, 1, UNIT_NAMES[LeadUnit.CLOCK_MINUTES]),
)
"""Unit, how many of it are one of these, and what it is called."""


class LeadBox(QWidget):
    """A number and a unit; 0 is at once.

    Signals:
        edited: somebody changed it.
    """

    edited = Signal()

    def __init__(self, *, name: str, as_typed: bool = False) -> None:
        """``as_typed``: whatever is typed as the number stays (``TypedNumberBox``), and 0 is no word but a number."""
        super().__init__()
        kind = TypedNumberBox if as_typed else NumberBox
        self.amount = kind(name=name, low=0, high=max(MOST_LEAD.values()))  # of each unit: the desk checks
        if not as_typed:
            self.amount.setSpecialValueText(_("at once"))
        self.unit = QComboBox()
        self.unit.setAccessibleName(_("{field}: in what").format(field=name))
        for _unit, _factor, word in UNITS:
            self.unit.addItem(_(word), self.unit.count())
        in_a_row(self, self.amount, self.unit)
        self.setFocusProxy(self.amount)
        self.amount.valueChanged.connect(self._on_edited)
        self.unit.activated.connect(self._on_edited)
        self.set_lead(LeadTime(1, LeadUnit.WORKING_DAYS))

    @property
    def is_number(self) -> bool:
        """Whether a whole number stands there."""
        return not isinstance(self.amount, TypedNumberBox) or self.amount.is_number

    @property
    def lead(self) -> LeadTime:
        """How long; of a whole number."""
        unit, factor, _word = UNITS[self.unit.currentIndex()]
        return LeadTime(self.amount.number * factor, unit)

    def set_lead(self, lead: LeadTime) -> None:
        """Shows another one, in hours where that comes out even; without a signal."""
        place = next(
            place
            for place, (unit, factor, _word) in enumerate(UNITS)
            if unit is lead.unit and lead.amount % factor == 0
        )
        self.blockSignals(True)
        self.unit.setCurrentIndex(place)
        self.amount.show_number(lead.amount // UNITS[place][1])
        self.blockSignals(False)
        self._mind_unit()

    def _on_edited(self, _value: int) -> None:
        self._mind_unit()
        self.edited.emit()

    def _mind_unit(self) -> None:
        self.unit.setEnabled(self.amount.value() != 0)


class MaybeLead(QWidget):
    """A lead time behind a tick.

    Signals:
        edited: somebody changed it.
    """

    edited = Signal()

    def __init__(self, text: str, *, name: str, as_typed: bool = False) -> None:
        """``as_typed`` as for ``LeadBox``."""
        super().__init__()
        self.tick = QCheckBox(text)
        self.box = LeadBox(name=name, as_typed=as_typed)
        if not as_typed:
            self.box.amount.setMinimum(1)
            self.box.amount.setSpecialValueText("")
        column = QVBoxLayout(self)
        pad(column, spacing=4)
        column.addWidget(self.tick)
        column.addWidget(self.box)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.tick)
        self.tick.toggled.connect(self._on_toggled)
        self.box.edited.connect(self.edited)
        self.box.hide()

    @property
    def lead(self) -> LeadTime | None:
        """How long; None when it is not ticked."""
        return self.box.lead if self.tick.isChecked() else None

    def set_lead(self, lead: LeadTime | None) -> None:
        """Shows another one, without a signal."""
        self.blockSignals(True)
        self.tick.setChecked(lead is not None)
        self.box.set_lead(lead or LeadTime(20, LeadUnit.WORKING_DAYS))
        self.blockSignals(False)

    def _on_toggled(self, is_on: bool) -> None:
        self.box.setVisible(is_on)
        self.edited.emit()


class TwoTongues(QWidget):
    """A line or a text in Dutch; the English one folds open under it.

    Signals:
        edited: somebody typed in one of the two.
    """

    edited = Signal()

    def __init__(self, *, name: str, lines: int = 1, width: str = "text") -> None:
        """``lines`` 1 is a single line, more a box that grows; ``width`` is a named size of a single line."""
        super().__init__()
        self._lines = lines
        self._width = width
        self.dutch = self._make(name)
        self.english = self._make(_("{field}, in English").format(field=name))
        self._given = (Given("", ""), Given("", ""))
        self.fold = button(_("English"), icon="chevron-right", kind="quiet")
        self.fold.setAccessibleName(_("{field}, in English").format(field=name))
        self.fold.setCheckable(True)
        layout = QVBoxLayout(self)
        pad(layout, spacing=4)
        if lines == 1:
            row = QHBoxLayout()
            pad(row, spacing=4)
            row.addWidget(self.dutch, 1)
            row.addWidget(self.fold)
            row.addStretch(0)
            layout.addLayout(row)
        else:
            layout.addWidget(self.dutch)
            layout.addWidget(self.fold, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.english)
        self.english.hide()
        self._warning = Remark()
        layout.addWidget(self._warning)
        self.setFocusProxy(self.dutch)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fold.toggled.connect(self._on_folded)
        for box in (self.dutch, self.english):
            (box.edited if isinstance(box, TextBox) else box.textEdited).connect(self._on_edited)
        if isinstance(self.english, QLineEdit):
            self.english.textChanged.connect(self._name_fold)

    def texts(self) -> tuple[str, str]:
        """The Dutch and the English text; as they were given until somebody changes them."""
        dutch, english = self._given
        return dutch.read(self.dutch.text(), str), english.read(self.english.text(), str)

    def set_texts(self, dutch: str, english: str) -> None:
        """Shows others, without a signal."""
        self._given = (show_text(self.dutch, dutch), show_text(self.english, english))
        self._name_fold()

    def unfold(self) -> None:
        """Shows the English text: something is wrong with it."""
        self.fold.setChecked(True)

    def show_warning(self, sentence: str) -> None:
        """A remark under the text that stops nobody; empty takes it away."""
        self._warning.show_sentence(sentence)

    @property
    def warning(self) -> str:
        """The remark under the text."""
        return self._warning.sentence

    def _make(self, name: str) -> "QLineEdit | TextBox":
        if self._lines > 1:
            return TextBox(name=name, lines=self._lines, max_lines=8)
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setMinimumWidth(look().px(160))
        line.setMaximumWidth(look().px(self._width))
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return line

    def _on_edited(self, *_args: object) -> None:
        self._name_fold()
        self.edited.emit()

    def _on_folded(self, is_on: bool) -> None:
        self.english.setVisible(is_on)
        self._name_fold()
        if is_on and self.fold.hasFocus():
            self.english.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_fold(self, *_args: object) -> None:
        has_text = bool(self.english.text().strip())
        set_button_text(self.fold, _("English: filled in") if has_text else _("English"))
