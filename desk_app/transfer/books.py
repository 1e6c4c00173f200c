# SPDX-License-Identifier: EUPL-1.2
"""What a workbook (xlsx) says about itself: which sheets it has, in which parts, and the texts that they share."""

import posixpath
from dataclasses import dataclass, field
from xml.parsers import expat

from desk_app.core.i18n import _
from desk_app.transfer.messages import BadFile
from desk_app.transfer.parts import Parts

Attributes = dict[str, str]
"""Of one XML element."""

_BOOK = "/officeDocument"
"""How the type of the relation to the workbook ends, in both dialects of the format."""


@dataclass(slots=True)
class Plan:
    """What the workbook says about its sheets: (name, part) of those that can be seen."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    texts: str = ""
    styles: str = ""
    counts_from_1904: bool = False


def plan_of(parts: Parts) -> Plan:
    """Reads it; raises BadFile when it is no workbook."""
    book = next((target for kind, target in _relations(parts, "").values() if kind.endswith(_BOOK)), "")
    if not book.endswith(".xml"):
        raise BadFile({1: _("This is no spreadsheet that we can read. Save it as .xlsx or as CSV.")})
    relations = _relations(parts, book)
    plan = Plan()
    for kind, target in relations.values():
        if kind.endswith("/sharedStrings"):
            plan.texts = target
        elif kind.endswith("/styles"):
            plan.styles = target

    def start(name: str, attributes: Attributes) -> None:
        match local(name):
            case "workbookPr":
                plan.counts_from_1904 = attributes.get("date1904", "0") in ("1", "true")
            case "sheet" if attributes.get("state", "visible") == "visible":
                number = next((value for key, value in attributes.items() if local(key) == "id" and ":" in key), "")
                kind, target = relations.get(number, ("", ""))
                if kind.endswith("/worksheet"):
                    plan.sheets.append((attributes.get("name", ""), target))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parts.parse(book, parser)
    return plan


def _relations(parts: Parts, owner: str) -> dict[str, tuple[str, str]]:
    """Id -> (type, part) of what one part refers to, inside the file."""
    folder, name = posixpath.split(owner)
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: Attributes) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), target)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    if where in parts or not owner:
        parts.parse(where, parser)
    return found


def shared_texts(parts: Parts, part: str) -> list[str]:
    """The texts to which cells refer by number, as they are written (``workbooks.plain_text``)."""
    texts: list[str] = []
    pieces: list[str] = []
    parser = expat.ParserCreate()
    reading = TextPieces(parser, pieces)

    def start(name: str, _attributes: Attributes) -> None:
        name = local(name)
        if name == "si":
            pieces.clear()
        reading.start(name)

    def end(name: str) -> None:
        name = local(name)
        reading.end(name)
        if name == "si":
            texts.append("".join(pieces))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parts.parse(part, parser)
    return texts


class TextPieces:
    """Collects what stands in ``t``, except in a reading aid for Chinese or Japanese (``rPh``)."""

    def __init__(self, parser: expat.XMLParserType, pieces: list[str]) -> None:
        self._parser = parser
        self._pieces = pieces
        self._aside = False

    def start(self, name: str) -> None:
        """An element begins."""
        if name == "rPh":
            self._aside = True
        elif name == "t" and not self._aside:
            self._parser.CharacterDataHandler = self._pieces.append

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "rPh":
            self._aside = False
        elif name == "t":
            self._parser.CharacterDataHandler = None


def local(name: str) -> str:
    """The name of an element or attribute without the prefix of its namespace."""
    return name if ":" not in name else name.rpartition(":")[2]
