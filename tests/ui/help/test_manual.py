# SPDX-License-Identifier: EUPL-1.2
"""The manual is whole: a page for every part in both languages, short, plain, and only keys that exist."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from tests.architecture.texts import STIFF, words_per_sentence
from ui.help.manual import MANUAL_DIR, Block, Line, Span, SpanKind, manual, plain, read, spans
from ui.shell.actions import ACTIONS

TOPICS = {
    "desk",
    "board",
    "ticket",
    "catalogue",
    "catalogue-edit",
    "catalogue-files",
    "relations",
    "shelf",
    "completion",
    "contracts",
    "opening-hours",
    "printing",
    "progress",
    "search",
    "settings",
    "keys",
    "sign-in",
    "backup",
}
PAGES = [(language, topic) for language in ("nl", "en") for topic in sorted(TOPICS)]
EVERYWHERE = {"Enter", "Esc", "Tab", "Alt", "Delete", "Ctrl+A", "Alt+A", "↑", "↓", "←", "→"}
EVERYWHERE |= {"Ctrl+1", "Ctrl+9", "1", "5", "Insert", "Alt+1", "Alt+5"}
"""Keys of fields, lists, menus, tabs and columns; Alt+A is the letter under "Andere medewerker"."""
SPACE = {"nl": "Spatie", "en": "Space"}

each_page = pytest.mark.parametrize(("language", "topic"), PAGES)


def _spans(blocks: tuple[Block, ...]) -> list[Span]:
    lines: list[Line] = [block.line for block in blocks]
    lines += [cell for block in blocks for row in block.rows for cell in row]
    return [span for line in lines for span in line]


def _keys_of_actions() -> set[str]:
    keys = {key for spec in ACTIONS for key in spec.keys}
    return {QKeySequence(key).toString().replace("Return", "Enter") for key in keys}


def _letters_in(root: Path) -> set[str]:
    """Single letters that a list or page listens to."""
    found: set[str] = set()
    for file in (root / "ui").rglob("*.py"):
        found |= set(re.findall(r"Key\.Key_([A-Z])\b", file.read_text(encoding="utf-8")))
    return found


def test_every_topic_is_there_in_both_languages() -> None:
    for language in ("nl", "en"):
        assert {file.stem for file in (MANUAL_DIR / language).glob("*.md")} == TOPICS


@each_page
def test_a_page_is_short_and_begins_with_its_title(language: str, topic: str) -> None:
    file = MANUAL_DIR / language / f"{topic}.md"

    lines = file.read_text(encoding="utf-8").splitlines()

    assert len(lines) <= 60
    assert lines[0].startswith("# ")
    assert any(line.startswith("|") for line in lines)


@each_page
def test_every_key_that_is_named_exists(language: str, topic: str, root: Path) -> None:
    known = _keys_of_actions() | _letters_in(root) | EVERYWHERE | {SPACE[language]}

    named = {span.text for span in _spans(manual(language).pages[topic]) if span.kind is SpanKind.KEY}

    assert named <= known, named - known


@each_page
def test_every_link_goes_somewhere(language: str, topic: str) -> None:
    links = {span.topic for span in _spans(manual(language).pages[topic]) if span.kind is SpanKind.LINK}

    assert links <= TOPICS


@each_page
def test_both_languages_name_the_same_keys(language: str, topic: str) -> None:
    def keys(which: str) -> list[str]:
        return sorted(span.text for span in _spans(manual(which).pages[topic]) if span.kind is SpanKind.KEY)

    assert [key.replace("Spatie", "Space") for key in keys("nl")] == keys("en")


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_the_dutch_is_plain(topic: str) -> None:
    text = (MANUAL_DIR / "nl" / f"{topic}.md").read_text(encoding="utf-8")

    sentences = [line for line in text.splitlines() if line and not line.startswith(("|", "#"))]

    assert not STIFF.search(text)
    assert max(map(words_per_sentence, sentences)) <= 20


def test_every_page_of_the_program_has_its_topic(root: Path) -> None:
    without = []
    for file in sorted((root / "ui").glob("*/*page.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            is_page = isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Page" for base in node.bases)
            if isinstance(node, ast.ClassDef) and is_page and "shell" not in file.parts:
                topics = [
                    word.value
                    for part in node.body
                    if isinstance(part, ast.FunctionDef) and part.name == "help_topic"
                    for word in ast.walk(part)
                    if isinstance(word, ast.Constant) and word.value
                ]
                if not topics or not set(topics) <= TOPICS:
                    without.append(f"{file.relative_to(root)}: {node.name} {topics}")

    assert not without, without


def test_only_our_own_marks_mean_something(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# <b>T</b>\n![x](http://example.org/a.png) [y](http://example.org) <img src=x>\n", encoding="utf-8"
    )

    blocks = read(page)

    assert {span.kind for span in _spans(blocks)} == {SpanKind.PLAIN}
    assert plain(blocks[1].line) == "![x](http://example.org/a.png) [y](http://example.org) <img src=x>"


def test_a_line_is_taken_apart() -> None:
    assert spans("Druk `F2`, of kies **Nieuw**. Zie [Balie](desk).") == (
        Span("Druk "),
        Span("F2", SpanKind.KEY),
        Span(", of kies "),
        Span("Nieuw", SpanKind.STRONG),
        Span(". Zie "),
        Span("Balie", SpanKind.LINK, "desk"),
        Span("."),
    )


def test_searching_forgives_capitals_and_accents() -> None:
    found = manual("nl").find("PARKÉÉR")

    assert [hit.topic for hit in found][:1]
    assert "desk" in {hit.topic for hit in found}
    assert manual("nl").find("xyzzy") == ()
    assert manual("nl").find("   ") == ()
