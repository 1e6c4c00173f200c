# SPDX-License-Identifier: EUPL-1.2
"""The fixed words on paper and in mail, in the language of the customer: B1, "u", no abbreviations (``ux.md`` 4)."""

import re

from desk_app.core.i18n import N_, catalogue
from desk_app.printing.documents import (
    CompletionNotice,
    Delivery,
    Document,
    Language,
    Letterhead,
    Marks,
    Receipt,
    ReceiptEntry,
    Result,
    SlipKind,
)

_DID = {
    SlipKind.INCIDENT: N_("Fault report registered"),
    SlipKind.COMPLAINT: N_("Complaint registered"),
    SlipKind.WISH: N_("Wish registered"),
    SlipKind.QUESTION: N_("Question registered"),
    SlipKind.ORDER: N_("Request registered"),
}
_RESULTS = {
    Result.SOLVED: N_("Solved"),
    Result.PARTLY: N_("Partly solved"),
    Result.NOT: N_("Not solved"),
}
_DELIVERIES = {
    Delivery.STOCK: N_("from stock"),
    Delivery.ORDER: N_("we order it for you"),
}
_FILE_NAMES = {Receipt: N_("receipt"), CompletionNotice: N_("completion-notice")}


def say(language: Language, message: str) -> str:
    """An ``N_``-marked text in the language of the customer."""
    return catalogue(language).gettext(message)


def did(entry: ReceiptEntry, language: Language) -> str:
    """What we did at the counter: "Storing aangenomen"; an answered question is answered."""
    if entry.kind is SlipKind.QUESTION and entry.answer:
        return say(language, N_("Question answered"))
    return say(language, _DID[entry.kind])


def result(ending: Result, language: Language) -> str:
    """How it ended, in words."""
    return say(language, _RESULTS[ending])


def costs(price: str, paid: bool | None, language: Language) -> str:
    """ "€ 5,00 · Betaald: nee"; empty when it is free."""
    if not price or paid is None:
        return price
    text = N_("{price} · Paid: yes") if paid else N_("{price} · Paid: no")
    return say(language, text).format(price=price)


def delivery(supply: Delivery | None, language: Language) -> str:
    """Where it comes from; empty when there was nothing to choose."""
    return say(language, _DELIVERIES[supply]) if supply is not None else ""


def subject(thing: ReceiptEntry | CompletionNotice, language: Language) -> str:
    """The subject, or that it is confidential."""
    return say(language, N_("Confidential")) if thing.confidential else thing.subject


def ready_line(notice: CompletionNotice) -> str:
    """The first sentence; it says sorry when it took longer than promised."""
    line = say(notice.language, N_("Your ticket is ready."))
    sorry = say(notice.language, N_("It took longer than promised. We are sorry."))
    return f"{line} {sorry}" if notice.delay else line


def ready_on(notice: CompletionNotice) -> str:
    """When it was ready, and whether that was in time."""
    if not notice.delay:
        return say(notice.language, N_("{moment} (in time)")).format(moment=notice.completed)
    if notice.delay_reason:
        text = N_("{moment}, {delay} later than promised: {reason}")
    else:
        text = N_("{moment}, {delay} later than promised")
    return say(notice.language, text).format(moment=notice.completed, delay=notice.delay, reason=notice.delay_reason)


def work_done(notice: CompletionNotice) -> str:
    """What was done; nothing of a confidential ticket stands on paper."""
    if notice.confidential:
        return say(notice.language, N_("This is confidential. Ask for it at the counter."))
    return notice.work_done


def pick_up(notice: CompletionNotice) -> str:
    """Where, until when, and when the counter is open."""
    if notice.pick_up is None:
        return ""
    rows = [notice.pick_up.place]
    if notice.pick_up.until:
        rows.append(say(notice.language, N_("Until {moment}")).format(moment=notice.pick_up.until))
    if notice.pick_up.opening_hours:
        rows.append(say(notice.language, N_("Open: {hours}")).format(hours=notice.pick_up.opening_hours))
    return "\n".join(rows)


def not_right(notice: CompletionNotice) -> str:
    """How to come back on it."""
    return (
        catalogue(notice.language)
        .ngettext(
            "Not right? Come back or answer within {days} working day. We will open your ticket again.",
            "Not right? Come back or answer within {days} working days. We will open your ticket again.",
            notice.reopen_days,
        )
        .format(days=notice.reopen_days)
    )


def text_rows(rows: list[tuple[str, str]]) -> list[str]:
    """Label and value for a mail; rows without value are left out."""
    return [f"{label if label.endswith('?') else label + ':'} {value}" for label, value in rows if value]


def sender(document: Document) -> list[str]:
    """The end of a mail: who we are, and the privacy notice."""
    letterhead = document.letterhead
    return [
        part
        for part in (letterhead.organisation, counter_line(letterhead, document.language), letterhead.notice)
        if part
    ]


def question_about_this(count: int, language: Language) -> str:
    """How to ask about it later; ``count`` tickets on the slip."""
    return catalogue(language).ngettext(
        "A question about this ticket? Show this slip or give the number.",
        "A question about one of these tickets? Show this slip or give the number.",
        count,
    )


def privacy_notice(years: int, address: str, language: Language) -> str:
    """The short notice that every slip with personal data carries (GDPR article 13); ``address`` of the full text."""
    short = catalogue(language).ngettext(
        "We use your data only to help you. We keep it for {years} year.",
        "We use your data only to help you. We keep it for {years} years.",
        years,
    )
    more = say(language, N_("Want to know more or to complain? {address}")).format(address=address) if address else ""
    return " ".join(part for part in (short.format(years=years), more) if part)


def counter_line(letterhead: Letterhead, language: Language) -> str:
    """Counter and telephone: "Balie Hoofdgebouw · tel. 012 345 67 89"."""
    phone = say(language, N_("tel. {phone}")).format(phone=letterhead.phone) if letterhead.phone else ""
    return " · ".join(part for part in (letterhead.counter, phone) if part)


def stamps(marks: Marks, language: Language) -> list[str]:
    """What is framed on top: OEFENEN, INGETROKKEN, KOPIE with number and time."""
    found = []
    if marks.practice:
        found.append(say(language, N_("PRACTICE")))
    if marks.voided:
        found.append(say(language, N_("WITHDRAWN")))
    if marks.copy > 1:
        copy = say(language, N_("COPY {number} · {moment}"))
        found.append(copy.format(number=marks.copy, moment=marks.copied_at).rstrip(" ·"))
    return found


def heading(document: Document) -> str:
    """The name of the document: "Ontvangstbewijs"."""
    text = N_("Receipt") if isinstance(document, Receipt) else N_("Completion notice")
    return say(document.language, text)


def title(document: Document) -> str:
    """The title of the file and of the job: "Ontvangstbewijs M26-004217"."""
    return f"{heading(document)} {document.about}"


def file_name(document: Document) -> str:
    """``M26-004217_ontvangstbewijs.pdf``: only letters that every file system keeps."""
    about = re.sub(r"[^A-Za-z0-9-]+", "-", document.about).strip("-")
    return f"{about}_{say(document.language, _FILE_NAMES[type(document)])}.pdf"


def page_text(language: Language) -> str:
    """ "Bladzijde {page} van {pages}"."""
    return say(language, N_("Page {page} of {pages}"))
