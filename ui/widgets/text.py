# SPDX-License-Identifier: EUPL-1.2
"""The only place that puts text of unknown origin into labels, tooltips and message boxes: always as plain text.

Qt reads a text that looks like HTML as HTML, and then opens the files and network shares it names. Names, remarks
and everything else that people typed may look like that.
"""

from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QMessageBox, QSizePolicy, QToolTip, QWidget

from ui.widgets.look import look


class PlainLabel(QLabel):
    """A label that never reads its text as markup; ``role`` and ``colour`` follow the theme."""

    def __init__(self, text: str = "", *, role: str = "body", colour: str = "", wrap: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("role", role)
        if colour:
            self.setProperty("colour", colour)
        if wrap:
            self.setWordWrap(True)
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
            self.setSizePolicy(policy)


class ElidedLabel(PlainLabel):
    """One line that ends in … where there is no room; the whole text is its tooltip and its accessible name."""

    def __init__(self, text: str = "", *, role: str = "body", colour: str = "") -> None:
        super().__init__(role=role, colour=colour)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Shows another text."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.contentsRect().width(), 1)
        )
        self.setText(shown)
        set_plain_tooltip(self, self._whole if shown != self._whole else "")


def plain_label(
    text: str = "", *, role: str = "body", colour: str = "", wrap: bool = False, buddy: QWidget | None = None
) -> PlainLabel:
    """A label with plain text. ``role``: display, title, heading, body, small; ``colour``: muted, link, late, done …"""
    label = PlainLabel(text, role=role, colour=colour, wrap=wrap)
    if buddy is not None:
        label.setBuddy(buddy)
    return label


def set_plain(label: QLabel, text: str) -> None:
    """Shows ``text`` in a label, as it is."""
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)


def set_action_text(action: QAction, text: str) -> None:
    """Names an action; ``text`` is ours (translated) and may hold a mnemonic. Its tooltip is set apart, as plain text."""
    if action.text() != text:
        action.setText(text)
        action.setToolTip(escape(text.replace("&", "")))


def set_plain_tooltip(widget: QWidget, text: str) -> None:
    """A tooltip that shows ``text`` as it is."""
    widget.setToolTip(_as_tip(text))


def show_plain_tooltip(widget: QWidget, at: QPoint, text: str) -> None:
    """Shows a tooltip now, at a place on the screen, for a widget that says something else at every spot."""
    QToolTip.showText(at, _as_tip(text), widget)


def _as_tip(text: str) -> str:
    """Tooltips have no text format, so what is in them is escaped; an empty one takes a tooltip away."""
    return f'<span style="white-space:pre-wrap">{escape(text)}</span>' if text else ""


def plain_box(parent: QWidget | None, title: str, text: str, detail: str = "") -> QMessageBox:
    """A message box with plain text, to be shown with ``open()``."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(detail)
    return box


def height_of(role: str) -> int:
    """The line height of a role in pixels at the zoom in use."""
    return look().px(look().types[role][1])
