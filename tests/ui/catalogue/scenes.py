# SPDX-License-Identifier: EUPL-1.2
"""What tests of the editor do all the time: find its fields, a form on top, the way there by Tab."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk_app.app import Desk
from desk_app.core.actor import Actor
from tests.ui.catalogue.conftest import dialog
from tests.ui.keys import focus, press
from ui.catalogue.item_fields import ItemFields
from ui.catalogue.page import CataloguePage

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Settle = Callable[[], None]
Form = TypeVar("Form", bound=QWidget)


def fields(page: CataloguePage) -> ItemFields:
    """The fields in view."""
    assert page.is_editing
    assert page.editor.fields is not None
    return page.editor.fields


def on_top(kind: type[Form]) -> Form:
    """The dialog on top, which must be of this kind."""
    form = dialog()
    assert isinstance(form, kind)
    return form


def tab_to(target: QWidget) -> None:
    """Tab, as often as it takes."""
    for _step in range(60):
        if focus() is target or target.isAncestorOf(focus()):
            return
        press(KEY.Key_Tab)
    raise AssertionError(f"Tab never comes to {target.accessibleName()}")


def open_item(page: CataloguePage, desk: Desk, who: Actor, code: str, settle: Settle) -> int:
    """The product with this code, in the editor by Ctrl+E."""
    item_id = desk.catalogue.by_code(who, code).id
    page.show_target(item_id)
    settle()
    page.list.setFocus()
    press(KEY.Key_E, CTRL)
    settle()
    return item_id
