# SPDX-License-Identifier: EUPL-1.2
"""Push buttons as they are everywhere: never the default of a dialog by accident, with air between icon and word."""

from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.icons import set_icon

_INK = {"primary": "on_accent", "danger": "late.text", "quiet": "link"}


def button(text: str, *, icon: str = "", kind: str = "", parent: QWidget | None = None) -> QPushButton:
    """A button. ``kind``: primary (one on a page), danger, quiet (a link), or empty for an ordinary one."""
    result = QPushButton(parent)
    dress_button(result, icon=icon, kind=kind)
    set_button_text(result, text)
    return result


def dress_button(target: QPushButton, *, icon: str, kind: str) -> None:
    """Gives a button its kind and icon."""
    target.setAutoDefault(False)
    if kind:
        target.setProperty("kind", kind)
    if icon:
        set_icon(target, icon, _INK.get(kind, "text"), 18)


def set_button_text(target: QPushButton, text: str, keys: str = "") -> None:
    """The words on a button, with its key after them; the screen reader gets them apart."""
    words = f"{text}   {keys}" if keys else text
    target.setText(f"  {words}" if not target.icon().isNull() else words)
    target.setAccessibleName(text.replace("&", ""))
    if keys:
        target.setAccessibleDescription(keys)
