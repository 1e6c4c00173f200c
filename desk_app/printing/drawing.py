# SPDX-License-Identifier: EUPL-1.2
"""Any document on any paper: one door to the drawing of all kinds."""

from dataclasses import replace

from desk_app.printing.completion_notice import completion_pdf, completion_text
from desk_app.printing.documents import Document, Paper, Receipt
from desk_app.printing.receipt import receipt_pdf, receipt_text


def draw(document: Document, paper: Paper) -> bytes:
    """The PDF; the same document on the same paper gives the same bytes."""
    if isinstance(document, Receipt):
        return receipt_pdf(document, paper)
    return completion_pdf(document, paper)


def mail_text(document: Document) -> str:
    """The same words for the body of a mail."""
    if isinstance(document, Receipt):
        return receipt_text(document)
    return completion_text(document)


def as_copy(document: Document, number: int, moment: str) -> Document:
    """The document as copy ``number``; ``moment`` in words, in its own language."""
    return replace(document, marks=replace(document.marks, copy=number, copied_at=moment))
