# SPDX-License-Identifier: EUPL-1.2
"""Text that has one line, or two, and no more: it ends in … where it does not fit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

MOST_READ = 400
"""Letters of a text that may end up in two lines; of a whole page the rest would only cost time."""


def fitting(metrics: QFontMetrics, text: str, width: float) -> str:
    """The text in one line of ``width`` pixels."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(int(width), 1))


def two_lines(text: str, metrics: QFontMetrics, width: float) -> tuple[str, str]:
    """The text over two lines, broken between words; the second is empty when one is enough."""
    words = text[:MOST_READ].split()
    first = ""
    while words:
        longer = f"{first} {words[0]}" if first else words[0]
        if metrics.horizontalAdvance(longer) > width:
            break
        first = longer
        words.pop(0)
    if not first:
        return fitting(metrics, " ".join(words), width), ""
    return first, fitting(metrics, " ".join(words), width)
