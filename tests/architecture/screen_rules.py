# SPDX-License-Identifier: EUPL-1.2
"""Rules for the screen: what a person typed is shown as text, never as markup; names and dialogs the Qt way.

Qt guesses whether a text is HTML in labels, message boxes, tool tips and text views; such a text can open a file or a
share. So a text that is not a constant of ours gets there only through ``ui/widgets/text.py``.
"""

import ast
import logging
import re
from collections.abc import Iterator
from functools import cache

from PySide6 import QtCore, QtGui, QtWidgets

from tests.architecture.finders import Finding
from tests.architecture.rules import Rule
from tests.architecture.source import Source

TRANSLATE = {"_", "N_", "ngettext", "pgettext"}
GUESSING_CLASSES = {"QLabel", "QProgressDialog"}
GUESSING_STATICS = re.compile(
    r"(.*\.)?(QMessageBox\.(information|warning|critical|question|about)|QToolTip\.showText|QWhatsThis\.showText"
    r"|QInputDialog\.get\w+)"
)
GUESSING_METHODS = {"setText", "setToolTip", "setWhatsThis", "setInformativeText", "setLabelText", "showMessage"}
MARKUP_METHODS = {"setHtml", "insertHtml", "appendHtml", "setMarkdown", "insertMarkdown"}
TEXT_HOME = "ui.widgets.text"


def shows_text_as_markup(source: Source) -> Iterator[Finding]:
    """Constants and translated constants may go anywhere; everything else goes through ``ui/widgets/text.py``."""
    plain = _plain_by_nature(source)
    for call in source.calls():
        name = source.full_name(call.func)
        method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if method in MARKUP_METHODS:
            yield call.lineno, f".{method}()"
        elif name == "PySide6.QtWidgets.QMessageBox" or GUESSING_STATICS.fullmatch(name):
            if not all(_is_ours(source, argument) for argument in call.args if _may_be_text(argument)):
                yield call.lineno, f"{name.rpartition('PySide6.QtWidgets.')[2]}() of text that is not a constant"
        elif name.rpartition(".")[2] in GUESSING_CLASSES:
            if call.args and _may_be_text(call.args[0]) and not _is_ours(source, call.args[0]):
                yield call.lineno, f"{name.rpartition('.')[2]}() of text that is not a constant"
        elif method in GUESSING_METHODS and call.args and not _is_ours(source, call.args[0]):
            assert isinstance(call.func, ast.Attribute)
            if not (method == "setText" and _is_plain_receiver(source, call.func.value, plain)):
                yield call.lineno, f".{method}() of text that is not a constant"
    if TEXT_HOME not in {name.rpartition(".")[0] for _, name in source.imports()}:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute) and node.attr in ("ToolTipRole", "WhatsThisRole"):
                yield node.lineno, f"{node.attr} without {TEXT_HOME}"


def _is_ours(source: Source, node: ast.expr) -> bool:
    """Whether the text is surely from us: a constant, a translated one, a choice of such, or made by the text helpers."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.IfExp):
        return _is_ours(source, node.body) and _is_ours(source, node.orelse)
    if isinstance(node, ast.BinOp):
        return _is_ours(source, node.left) and _is_ours(source, node.right)
    if isinstance(node, ast.BoolOp):
        return all(_is_ours(source, value) for value in node.values)
    if isinstance(node, (ast.Name, ast.Attribute)):
        return (node.id if isinstance(node, ast.Name) else node.attr).isupper()
    if isinstance(node, ast.Subscript):
        return _is_ours(source, node.value)
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and (node.func.id in TRANSLATE or _returns_ours(source, node.func.id)):
            return True
        return source.full_name(node.func).startswith(f"{TEXT_HOME}.")
    return False


def _returns_ours(source: Source, function: str) -> bool:
    """Whether a function of this file gives back constants and translated constants only."""
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            returned = [line.value for line in ast.walk(node) if isinstance(line, ast.Return)]
            return bool(returned) and all(value is not None and _is_ours(source, value) for value in returned)
    return False


def _may_be_text(node: ast.expr) -> bool:
    """A parent widget handed to a constructor is no text."""
    return not (isinstance(node, ast.Name) and node.id in ("self", "parent"))


def _plain_by_nature(source: Source) -> set[str]:
    """Names that in this file only ever hold a line edit, a button or a label of the text helpers."""
    kinds: dict[str, set[bool]] = {}
    ours = {
        node.name
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
        and any(_last_name(base).endswith(("LineEdit", "Button")) for base in node.bases)
    }

    def note(target: ast.expr | ast.arg, kind: ast.expr) -> None:
        name = target.arg if isinstance(target, ast.arg) else _last_name(target)
        full = source.full_name(kind.func if isinstance(kind, ast.Call) else kind)
        plain = full.endswith(("LineEdit", "Button")) or full.startswith(f"{TEXT_HOME}.") or full in ours
        kinds.setdefault(name, set()).add(plain)

    for node in ast.walk(source.tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                note(target, node.value)
        elif isinstance(node, (ast.AnnAssign, ast.arg)) and node.annotation is not None:
            note(node.target if isinstance(node, ast.AnnAssign) else node, node.annotation)
    return {name for name, found in kinds.items() if found == {True}}


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_plain_receiver(source: Source, node: ast.expr, plain: set[str]) -> bool:
    name = _last_name(node)
    if name in ("self", "super"):
        around = [kind for kind in ast.walk(source.tree) if isinstance(kind, ast.ClassDef) and node in ast.walk(kind)]
        return bool(around) and any(_last_name(base).endswith(("LineEdit", "Button")) for base in around[-1].bases)
    return name in plain or name in ("clipboard", "lineEdit")


def blocks_in_a_dialog(source: Source) -> Iterator[Finding]:
    """``exec()`` spins a second event loop inside the first: use ``open()`` or ``popup()`` and a signal."""
    for call in source.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("exec", "exec_"):
            if not re.search(r"drag|app", _last_name(call.func.value), re.IGNORECASE):
                yield call.lineno, ".exec()"
        elif GUESSING_STATICS.fullmatch(name := source.full_name(call.func)) and "Tip" not in name:
            yield call.lineno, f"{name}()"


@cache
def _qt_names() -> frozenset[str]:
    kinds = [getattr(module, name) for module in (QtCore, QtGui, QtWidgets, logging) for name in dir(module)]
    return frozenset(name for kind in kinds if isinstance(kind, type) for name in dir(kind))


def invents_camel_case(source: Source) -> Iterator[Finding]:
    """Our names are snake_case; camelCase says: this overrides Qt (or logging, which is written the same way)."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef) and re.search(r"[a-z][A-Z]", node.name) and node.name not in _qt_names():
            yield node.lineno, f"def {node.name}"


SCREEN_RULES = (
    Rule(
        "typed text is never markup",
        shows_text_as_markup,
        "from PySide6.QtWidgets import QLabel\nlabel = QLabel(ticket.subject)",
        "from PySide6.QtWidgets import QLabel, QLineEdit\nfrom ui.widgets.text import plain\n"
        "label = QLabel(_('Customer'), self)\nlabel.setToolTip(plain(ticket.subject))\n"
        "field = QLineEdit()\nfield.setText(ticket.subject)",
        scope=("ui/", "main.py"),
        exempt=("ui/widgets/text.py",),
        planted_in="ui/tickets/page.py",
    ),
    Rule(
        "no dialog blocks",
        blocks_in_a_dialog,
        "dialog.exec()",
        "dialog.open()\napp.exec()\ndrag.exec()",
        scope=("ui/",),
        planted_in="ui/tickets/page.py",
    ),
    Rule(
        "camelCase overrides Qt",
        invents_camel_case,
        "class Page:\n    def showTicket(self): ...",
        "class Page:\n    def paintEvent(self, event): ...\n    def show_ticket(self): ...",
        scope=("desk_app/", "ui/", "main.py"),
        planted_in="ui/tickets/page.py",
    ),
)

MARKUP_TRAPS = (
    "label.setText(name)",
    "label.setText(f'<b>{name}')",
    "label.setText(_('Hello {name}').format(name=name))",
    "label.setText(_('Hello ') + name)",
    "label.setText(name if name else _('nobody'))",
    "label.setToolTip(row.subject)",
    "from PySide6.QtWidgets import QMessageBox\nQMessageBox.warning(self, _('Sorry'), str(error))",
    "from PySide6.QtWidgets import QMessageBox\nbox = QMessageBox(QMessageBox.Icon.Warning, _('Sorry'), str(error))",
    "box.setInformativeText(reason)",
    "view.setHtml(_('Hello'))",
    "def data(self, index, role):\n    if role == Qt.ItemDataRole.ToolTipRole:\n        return row.subject",
    "field = QLineEdit()\nother = QLabel()\nfield = other\nother.setText(name)",
)
"""Ways in which the rule on markup could be got round by accident; each must be found."""
