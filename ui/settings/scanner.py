# SPDX-License-Identifier: EUPL-1.2
"""Section Scanner: how a badge number looks, and a field to try the scanner in."""

import re
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desk_app.core.clock import Clock
from desk_app.core.codes import CodeKind, parse_code
from desk_app.core.i18n import N_, _, ngettext
from ui.settings.fields import SettingField, SettingsSection
from ui.settings.section import Equipment, fit_line
from ui.shell.page import Workplace
from ui.shell.scan_codes import GAP_MS, MIN_CHARACTERS
from ui.widgets.announce import announce
from ui.widgets.text import plain_label, set_plain

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)

KIND_NAMES: dict[CodeKind, str] = {
    CodeKind.BADGE: N_("badge {value}"),
    CodeKind.TICKET: N_("ticket {value}"),
    CodeKind.ITEM: N_("item {value}"),
    CodeKind.PRODUCT: N_("product {value}"),
    CodeKind.COMMAND: N_("command card {value}"),
    CodeKind.APPROVAL: N_("approval code {value}"),
}


class ScanTrial(QLineEdit):
    """A field that takes its keys before the scan router does, and measures the time between them.

    Signals:
        measured(str, int, bool): the text, the longest time between two keys in milliseconds, and whether Enter or Tab
            ended it.
    """

    measured = Signal(str, int, bool)

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._last = 0.0
        self._longest = 0.0
        self._is_begun = False
        self.setMaxLength(200)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one, this is a widget

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        text = event.text()
        if event.key() in _ENDS and self._is_begun:
            return self._on_end(is_tab=event.key() == Qt.Key.Key_Tab)
        if len(text) != 1 or not text.isprintable() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        now = self._clock.monotonic()
        if not self._is_begun:
            self.clear()
            self._longest = 0.0
        else:
            self._longest = max(self._longest, (now - self._last) * 1000)
        self._is_begun = True
        self._last = now
        self.insert(text)
        self.measured.emit(self.text(), round(self._longest), False)
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._is_begun = False
        self.clear()

    def _on_end(self, *, is_tab: bool) -> bool:
        """A typist's Tab goes on to the next field; a scanner's Tab is part of the code."""
        self._is_begun = False
        gap = (self._clock.monotonic() - self._last) * 1000
        if is_tab and gap > GAP_MS:
            return False
        self._longest = max(self._longest, gap)
        self.measured.emit(self.text(), round(self._longest), True)
        return True


class ScannerSection(SettingsSection):
    """The pattern of a badge, and what the scanner does with the keys."""

    NAME: ClassVar[str] = N_("Scanner")
    EXPLANATION: ClassVar[str] = N_("A scanner types like a keyboard, only faster. Balie tells it by that.")
    ICON: ClassVar[str] = "scan-barcode"
    WORDS: ClassVar[tuple[str, ...]] = (N_("Try the scanner"), N_("Barcode"))
    FIELDS: ClassVar[tuple[SettingField, ...]] = (
        SettingField(
            "badge_pattern",
            N_("What a badge number looks like"),
            N_("A pattern. \\d{7} means seven digits, \\d{6,8} six to eight."),
            required=True,
        ),
    )

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        self.trial = ScanTrial(workplace.desk.clock)
        fit_line(self.trial)
        self.form.add(
            "trial", _("Try the scanner"), self.trial, hint=_("Put the cursor here and scan a badge or slip.")
        )
        self._verdict = plain_label("", wrap=True)
        self.form.add_widget(self._verdict)
        self.trial.measured.connect(self._on_measured)

    @property
    def verdict(self) -> str:
        """What was seen of the last scan."""
        return self._verdict.text()

    def first_focus(self) -> QWidget:
        return self.trial

    def _on_measured(self, text: str, longest: int, is_over: bool) -> None:
        sentence = ngettext(
            "Longest time between two keys: {count} ms.", "Longest time between two keys: {count} ms.", longest
        ).format(count=longest)
        if is_over:
            sentence = f"{sentence} {_judged(text, longest)} {self._read(text)}"
            announce(self.trial, sentence)
        set_plain(self._verdict, sentence)

    def _read(self, text: str) -> str:
        editor = self.editors["badge_pattern"]
        pattern = editor.text() if isinstance(editor, QLineEdit) else ""
        try:
            code = parse_code(text, pattern)
        except re.error:
            return _("The pattern above is not a pattern.")
        if code is None:
            return _("Read, but it is no code of ours.")
        return _("Read: {code}.").format(code=_(KIND_NAMES[code.kind]).format(value=code.value))


def _judged(text: str, longest: int) -> str:
    if longest <= GAP_MS and len(text) >= MIN_CHARACTERS:
        return _("That was a scanner.")
    return _("That was typed, or the scanner is too slow: it needs {most} ms or less.").format(most=round(GAP_MS))
