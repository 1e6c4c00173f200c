# SPDX-License-Identifier: EUPL-1.2
"""Says a sentence to the screen reader, without moving the focus (WCAG 2.2, 4.1.3)."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str, *, urgent: bool = False) -> None:
    """Reads ``sentence`` aloud once; an urgent one interrupts what is being read."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
