# SPDX-License-Identifier: EUPL-1.2
"""A document as text for the database, and back; the text names the fields, so that older ones stay readable."""

import json
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from desk_app.printing.documents import CompletionNotice, Document, DocumentKind, Receipt

_TYPES: dict[DocumentKind, type[Receipt] | type[CompletionNotice]] = {
    DocumentKind.RECEIPT: Receipt,
    DocumentKind.COMPLETION: CompletionNotice,
}


def kind_of(document: Document) -> DocumentKind:
    """Which kind of document this is."""
    return next(kind for kind, its_type in _TYPES.items() if isinstance(document, its_type))


def to_text(document: Document) -> str:
    """JSON in ASCII: every character of every language survives every database."""
    return json.dumps(asdict(document), separators=(",", ":"))


def from_text(kind: DocumentKind, text: str) -> Document:
    """The document that ``to_text`` wrote. A field that did not exist yet gets its default."""
    document = _build(_TYPES[kind], json.loads(text))
    assert isinstance(document, Receipt | CompletionNotice)
    return document


def _build(wanted: Any, value: Any) -> Any:  # noqa: ANN401 -- JSON in, any field of a document out
    if isinstance(wanted, UnionType):
        return None if value is None else _build(get_args(wanted)[0], value)
    if get_origin(wanted) is tuple:
        return tuple(_build(get_args(wanted)[0], part) for part in value)
    if is_dataclass(wanted) and isinstance(wanted, type):
        hints = get_type_hints(wanted)
        return wanted(**{f.name: _build(hints[f.name], value[f.name]) for f in fields(wanted) if f.name in value})
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return wanted(value)
    return value
