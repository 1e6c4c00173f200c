# SPDX-License-Identifier: EUPL-1.2
"""What every document for a customer has: head, stamps, name of the document, and the privacy notice at the foot."""

from desk_app.printing import wording
from desk_app.printing.documents import Document
from desk_app.printing.sheet import Sheet


def draw_head(sheet: Sheet, document: Document) -> None:
    """Who it is from, stamps, and what it is."""
    layout = sheet.layout
    centred = layout.roll
    sheet.para(document.letterhead.organisation, layout.head, centred=centred)
    sheet.para(wording.counter_line(document.letterhead, document.language), layout.small, centred=centred)
    sheet.rule()
    if stamps := wording.stamps(document.marks, document.language):
        sheet.frame("\n".join(stamps))
    sheet.para(wording.heading(document), layout.title)
    sheet.gap(2 if layout.roll else 5)


def draw_heading(sheet: Sheet, text: str) -> None:
    """The name of a part, with some white above; it stays with what follows."""
    sheet.gap(3 if sheet.layout.roll else 7, keep=True)
    sheet.para(text, sheet.layout.section, keep=True)


def draw_foot(sheet: Sheet, document: Document) -> None:
    """The privacy notice in one piece, at the foot of a page or the end of a roll."""
    sheet.spring()
    sheet.rule()
    sheet.para(document.letterhead.notice, sheet.layout.small, keep=True)


def finished(sheet: Sheet, document: Document) -> bytes:
    """The PDF with its title, author and language."""
    return sheet.pdf(
        title=wording.title(document),
        author=document.letterhead.organisation,
        language=document.language,
        page_text=wording.page_text(document.language),
    )
