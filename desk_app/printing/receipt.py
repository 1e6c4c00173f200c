# SPDX-License-Identifier: EUPL-1.2
"""The receipt: one visit, one slip, every number with its promise (``ux.md`` 4.2)."""

from desk_app.core.i18n import N_
from desk_app.printing import afterwards, wording
from desk_app.printing.documents import Paper, Receipt, ReceiptEntry
from desk_app.printing.sheet import Sheet
from desk_app.printing.stationery import draw_foot, draw_head, draw_heading, finished

SUBJECT_LINES = 2
"""The subject takes no more on a roll; the whole description is on A5, A4 and in the mail."""


def receipt_pdf(receipt: Receipt, paper: Paper) -> bytes:
    """The receipt as PDF: 80 mm roll (short), A5 or A4 (with the whole description)."""
    sheet = Sheet(paper)
    roll, body = sheet.layout.roll, sheet.layout.body
    draw_head(sheet, receipt)
    if len(receipt.entries) == 1:
        _entry(sheet, receipt, receipt.entries[0], _all_rows(receipt))
    else:
        sheet.pairs([(label, value, body) for label, value in _visit_rows(receipt)])
        for position, entry in enumerate(receipt.entries, start=1):
            sheet.rule()
            sheet.para(f"{position}. {wording.did(entry, receipt.language)}", sheet.layout.section, keep=True)
            _entry(sheet, receipt, entry, [_number(receipt, entry), *_ticket_rows(receipt, entry)])
            if roll:
                sheet.code(entry.code, entry.code)
    sheet.rule()
    sheet.para(wording.say(receipt.language, N_("What happens now?")), sheet.layout.section, keep=True)
    for text in [*afterwards.next_steps(receipt), _later(receipt)]:
        sheet.para(text, body)
    if roll and len(receipt.entries) == 1:
        sheet.gap(2)
        sheet.code(receipt.entries[0].code, receipt.entries[0].code)
    draw_foot(sheet, receipt)
    return finished(sheet, receipt)


def receipt_text(receipt: Receipt) -> str:
    """The receipt as the text of a mail: the same words, readable aloud; it has the whole description."""
    language = receipt.language
    parts = [[wording.heading(receipt), *(f"[{stamp}]" for stamp in wording.stamps(receipt.marks, language))]]
    if len(receipt.entries) > 1:
        parts.append(wording.text_rows(_visit_rows(receipt)))
    for entry in receipt.entries:
        single = len(receipt.entries) == 1
        rows = _all_rows(receipt) if single else [_number(receipt, entry), *_ticket_rows(receipt, entry)]
        rows.append((wording.say(language, N_("Description")), entry.description))
        rows.append((wording.say(language, N_("What did you give us?")), ", ".join(entry.received)))
        parts.append(wording.text_rows(rows))
        if entry.answers:
            parts.append([wording.say(language, N_("Your answers")), *wording.text_rows(list(entry.answers))])
    parts.append([wording.say(language, N_("What happens now?")), *afterwards.next_steps(receipt), _later(receipt)])
    parts.append(wording.sender(receipt))
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _all_rows(receipt: Receipt) -> list[tuple[str, str]]:
    """The rows of a slip with one ticket."""
    entry = receipt.entries[0]
    did = (wording.say(receipt.language, N_("We did")), wording.did(entry, receipt.language))
    return [_number(receipt, entry), *_visit_rows(receipt), did, *_ticket_rows(receipt, entry)]


def _number(receipt: Receipt, entry: ReceiptEntry) -> tuple[str, str]:
    return wording.say(receipt.language, N_("Number")), entry.number


def _visit_rows(receipt: Receipt) -> list[tuple[str, str]]:
    return [
        (wording.say(receipt.language, N_("Date")), receipt.moment),
        (wording.say(receipt.language, N_("Name")), receipt.customer),
    ]


def _ticket_rows(receipt: Receipt, entry: ReceiptEntry) -> list[tuple[str, str]]:
    language = receipt.language
    return [
        (wording.say(language, N_("Subject")), wording.subject(entry, language)),
        (wording.say(language, N_("Quantity")), str(entry.quantity) if entry.quantity > 1 else ""),
        (wording.say(language, N_("Delivery")), wording.delivery(entry.supply, language)),
        *([afterwards.promise_row(entry.promise, language, is_known=receipt.is_known)] if entry.promise else []),
        (wording.say(language, N_("Who")), entry.team),
        (wording.say(language, N_("Costs")), wording.costs(entry.price, entry.paid, language)),
        (wording.say(language, N_("Cost centre")), entry.cost_centre),
    ]


def _entry(sheet: Sheet, receipt: Receipt, entry: ReceiptEntry, rows: list[tuple[str, str]]) -> None:
    """One ticket: its rows, on a page with the code beside them, and what does not fit in a row."""
    language, body = receipt.language, sheet.layout.body
    column = None if sheet.layout.roll else sheet.open_column(entry.code, entry.code)
    most = {wording.say(language, N_("Subject")): SUBJECT_LINES} if sheet.layout.roll else None
    (label, number), *others = rows
    sheet.pairs([(label, number, sheet.layout.strong), *((*row, body) for row in others)], most=most)
    if column is not None:
        sheet.close_column(column)
    if entry.description and not sheet.layout.roll:
        draw_heading(sheet, wording.say(language, N_("Description")))
        sheet.para(entry.description, body)
    if entry.answers:
        draw_heading(sheet, wording.say(language, N_("Your answers")))
        for line in wording.text_rows(list(entry.answers)):
            sheet.para(line, body)
    if entry.received:
        draw_heading(sheet, wording.say(language, N_("What did you give us?")))
        for thing in entry.received:
            sheet.para(f"– {thing}", body)
    if entry.signature:
        sheet.signature(wording.say(language, N_("Signature")))


def _later(receipt: Receipt) -> str:
    return wording.question_about_this(len(receipt.entries), receipt.language)
