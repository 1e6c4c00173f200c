# SPDX-License-Identifier: EUPL-1.2
"""Reading our own code: files, syntax trees, and names followed through imports."""

import ast
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("desk_app/", "ui/", "main.py")
EVERYTHING = (*PRODUCT, "tests/")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: ``path`` from the top folder with forward slashes, its text and its tree."""

    path: str
    text: str
    tree: ast.Module
    names: dict[str, str]

    def full_name(self, node: ast.expr) -> str:
        """The dotted name as the import spells it: ``dt.now`` becomes ``datetime.datetime.now``; "" if it is none."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            before = self.full_name(node.value)
            return f"{before}.{node.attr}" if before else ""
        return ""

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and dotted name of everything imported."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield node.lineno, alias.name
            elif isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    yield node.lineno, f"{node.module}.{alias.name}"

    def calls(self) -> Iterator[ast.Call]:
        """Every call in the file."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def comments(self) -> Iterator[tuple[int, str]]:
        """Line and text of every comment."""
        for token in tokenize.generate_tokens(StringIO(self.text).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def read(text: str, path: str) -> Source:
    """A source from its text."""
    tree = ast.parse(text)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return Source(path, text, tree, names)


@cache
def house() -> tuple[Source, ...]:
    """All our Python files."""
    files = [
        ROOT / "main.py",
        *(file for top in ("desk_app", "ui", "tests") for file in sorted((ROOT / top).rglob("*.py"))),
    ]
    return tuple(
        read(file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix()) for file in files if file.exists()
    )
