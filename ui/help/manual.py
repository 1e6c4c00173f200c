# SPDX-License-Identifier: EUPL-1.2
"""The manual as it lies in ``resources/manual/<language>/<topic>.md``, read into plain blocks. Knows no Qt.

Our own small part of Markdown, one block per line: ``# title``, ``## heading``, ``- item``, ``1. step``, tables with
``|``, and paragraphs; in a line **strong**, `` `key` `` and ``[words](topic)``. Nothing else has a meaning, so nothing
in it can open a file or an address.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from pathlib import Path

from desk_app.core.paths import RESOURCES

MANUAL_DIR = RESOURCES / "manual"

_SPAN = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|`(?P<key>[^`]+)`|\[(?P<words>[^\]]+)\]\((?P<topic>[a-z-]+)\)")


class SpanKind(Enum):
    """How a piece of a line is shown."""

    PLAIN = auto()
    STRONG = auto()
    KEY = auto()
    LINK = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line; ``topic`` is where a link goes."""

    text: str
    kind: SpanKind = SpanKind.PLAIN
    topic: str = ""


Line = tuple[Span, ...]


class BlockKind(Enum):
    """What a line of the file is."""

    TITLE = auto()
    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    STEP = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """One line, or one table: then ``rows`` holds its cells, the head first."""

    kind: BlockKind
    line: Line = ()
    rows: tuple[tuple[Line, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A topic that has all words that were asked, and the first line that has one of them."""

    topic: str
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class Manual:
    """Every page of one language, by topic."""

    pages: dict[str, tuple[Block, ...]]

    def title(self, topic: str) -> str:
        """What the page is called."""
        return next((plain(block.line) for block in self.pages[topic] if block.kind is BlockKind.TITLE), topic)

    def find(self, words: str) -> tuple[Found, ...]:
        """Pages with all these words, whatever the capitals and accents; titles first."""
        asked = _folded(words).split()
        if not asked:
            return ()
        hits = []
        for topic, blocks in self.pages.items():
            lines = [text for block in blocks for text in _lines_of(block)]
            folded = _folded(" ".join(lines))
            if all(word in folded for word in asked):
                title = self.title(topic)
                first = next((line for line in lines[1:] if any(word in _folded(line) for word in asked)), lines[0])
                in_title = sum(word in _folded(title) for word in asked)
                hits.append((-in_title, -sum(folded.count(word) for word in asked), Found(topic, title, first)))
        return tuple(hit for _in_title, _count, hit in sorted(hits, key=lambda entry: entry[:2]))

    def about_field(self, topic: str, field: str) -> str:
        """What the page says about a field: the second cell of the table row whose first cell names it."""
        for page in (topic, *self.pages):
            for block in self.pages.get(page, ()):
                for row in block.rows:
                    if len(row) > 1 and _folded(plain(row[0])) == _folded(field):
                        return plain(row[1])
        return ""


@cache
def manual(language: str) -> Manual:
    """The manual in ``nl`` or ``en``."""
    files = sorted((MANUAL_DIR / language).glob("*.md"))
    return Manual({file.stem: read(file) for file in files})


def read(file: Path) -> tuple[Block, ...]:
    """One page."""
    return tuple(_blocks(file.read_text(encoding="utf-8")))


def plain(line: Line) -> str:
    """The words of a line."""
    return "".join(span.text for span in line)


def spans(text: str) -> Line:
    """A line taken apart."""
    pieces: list[Span] = []
    end = 0
    for match in _SPAN.finditer(text):
        if match.start() > end:
            pieces.append(Span(text[end : match.start()]))
        if match["strong"]:
            pieces.append(Span(match["strong"], SpanKind.STRONG))
        elif match["key"]:
            pieces.append(Span(match["key"], SpanKind.KEY))
        else:
            pieces.append(Span(match["words"], SpanKind.LINK, match["topic"]))
        end = match.end()
    if end < len(text):
        pieces.append(Span(text[end:]))
    return tuple(pieces)


def _blocks(text: str) -> Iterator[Block]:
    rows: list[tuple[Line, ...]] = []
    for raw in [*text.splitlines(), ""]:
        line = raw.strip()
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not all(set(cell) <= {"-"} for cell in cells):
                rows.append(tuple(spans(cell) for cell in cells))
            continue
        if rows:
            yield Block(BlockKind.TABLE, rows=tuple(rows))
            rows = []
        if line.startswith("## "):
            yield Block(BlockKind.HEADING, spans(line[3:]))
        elif line.startswith("# "):
            yield Block(BlockKind.TITLE, spans(line[2:]))
        elif line.startswith("- "):
            yield Block(BlockKind.ITEM, spans(line[2:]))
        elif step := re.match(r"\d+\. ", line):
            yield Block(BlockKind.STEP, spans(line[step.end() :]))
        elif line:
            yield Block(BlockKind.PARAGRAPH, spans(line))


def _lines_of(block: Block) -> list[str]:
    if block.kind is BlockKind.TABLE:
        return ["  ".join(plain(cell) for cell in row) for row in block.rows]
    return [plain(block.line)]


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
