# SPDX-License-Identifier: EUPL-1.2
"""Reading what people will read: texts in the code, and their Dutch in the catalogue."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from string import Formatter

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.architecture.finders import Finding
from tests.architecture.source import PRODUCT, ROOT, Source, house

CATALOGUE = ROOT / "resources" / "locale" / "nl" / "LC_MESSAGES"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
LITERALS = {"_": 1, "N_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2}
"""How many first arguments of each function are text."""

STIFF = re.compile(
    r"\b(gelieve|middels|teneinde|dient te|dienen te|derhalve|alsmede|conform|te allen tijde|onverwijld|mutatie)\b",
    re.IGNORECASE,
)
"""Words that many customers stumble over; there is a short one for each."""

Key = tuple[str | None, str]
"""Context and (first) English text."""


def key(message: Message) -> Key:
    """What a message is looked up by."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def texts_in_code() -> set[Key]:
    """Every text that the code marks for translation."""
    found: set[Key] = set()
    for source in house():
        if source.path.startswith(PRODUCT):
            for _line, message, _comments, context in extract("python", BytesIO(source.text.encode()), KEYWORDS):
                found.add((context, message if isinstance(message, str) else message[0]))
    return found


def dutch() -> Catalog:
    """The Dutch catalogue as translators edit it."""
    with (CATALOGUE / "balie.po").open("rb") as file:
        return read_po(file, locale="nl")


def compiled_dutch() -> Catalog:
    """The Dutch catalogue as the program reads it."""
    with (CATALOGUE / "balie.mo").open("rb") as file:
        return read_mo(file)


def translations(message: Message) -> list[str]:
    """The Dutch of a message: one text, or one for each number."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def originals(message: Message) -> list[str]:
    """The English of a message: one text, or one for each number."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


def placeholders(text: str) -> set[str]:
    """The names between braces."""
    return {name for _text, name, _format, _conversion in Formatter().parse(text) if name is not None}


def words_per_sentence(text: str) -> float:
    """The average length of a sentence, in words."""
    sentences = [sentence for sentence in re.split(r"(?<=[.!?:])\s+|\n+", text.strip()) if sentence]
    return len(text.split()) / max(len(sentences), 1)


def hides_text_from_translators(source: Source) -> Iterator[Finding]:
    """Translators find literal text only; ``_(X)`` is for constants that ``N_`` marked where they are written."""
    taken = _taken_from_constants(source)
    for call in source.calls():
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name not in LITERALS:
            continue
        for argument in call.args[: LITERALS[name]]:
            literal = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            if not (literal or (name == "_" and _is_marked_constant(argument, taken))):
                yield call.lineno, f"{name}({ast.unparse(argument)})"


def _is_marked_constant(node: ast.expr, taken: set[str]) -> bool:
    """``TITLE``, ``TITLES[kind]``, a name taken from ``TITLES``, or a field that holds one: ``page.title``."""
    if isinstance(node, ast.Name):
        return node.id.isupper() or node.id in taken
    return isinstance(node, ast.Attribute) or (
        isinstance(node, ast.Subscript) and _is_marked_constant(node.value, taken)
    )


def _taken_from_constants(source: Source) -> set[str]:
    """Names given in a loop over a constant or by taking one apart: ``title, icon = WORDS[act]``."""
    taken: set[str] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, (ast.For, ast.comprehension)):
            pairs = [(node.target, node.iter)]
        else:
            continue
        for target, value in pairs:
            root = value
            while isinstance(root, (ast.Subscript, ast.Call, ast.Attribute)):
                root = root.func if isinstance(root, ast.Call) else root.value
            if isinstance(root, ast.Name) and root.id.isupper():
                taken |= {name.id for name in ast.walk(target) if isinstance(name, ast.Name)}
    return taken
