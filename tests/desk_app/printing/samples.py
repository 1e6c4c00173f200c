# SPDX-License-Identifier: EUPL-1.2
"""Papers as the desk would make them, with invented people and places."""

from dataclasses import replace

from desk_app.printing import wording
from desk_app.printing.documents import (
    CompletionNotice,
    Delivery,
    Language,
    Letterhead,
    Marks,
    PickUp,
    Promise,
    PromiseKind,
    Receipt,
    ReceiptEntry,
    Result,
    SlipKind,
)

DUE = Promise(PromiseKind.READY_BY, "dinsdag 24 november 2026, 17.00 uur", "8 werkuren, 5 mei gesloten")
FAULT = ReceiptEntry(
    kind=SlipKind.INCIDENT,
    number="M26-004217",
    code="M26-004217-K",
    subject="Beamer in lokaal B2.14 geeft geen beeld",
    description="De beamer in lokaal B2.14 geeft geen beeld. Het lampje knippert rood.\nGraag vóór 13.00 uur.",
    promise=DUE,
    team="Team Audiovisueel",
    price="€ 5,00",
    paid=False,
)
COMPLAINT = ReceiptEntry(
    kind=SlipKind.COMPLAINT,
    number="M26-004218",
    code="M26-004218-7",
    subject="Wachttijd aan de balie",
    description="Ik stond een uur in de rij.",
    promise=Promise(PromiseKind.HEAR_BY, "dinsdag 5 januari 2027, 17.00 uur", "6 weken"),
    team="Team Kwaliteit",
    follow_up="U kunt naar de ombudsman gaan.",
)
ORDER = ReceiptEntry(
    kind=SlipKind.ORDER,
    number="M26-004219",
    code="M26-004219-3",
    subject="Laptop lenen",
    description="Laptop met oplader, voor een week.",
    promise=Promise(PromiseKind.READY_BY, "woensdag 25 november 2026, 12.00 uur"),
    team="Team Werkplek",
    received=("Studentenpas", "Oplader"),
    signature=True,
)
WISH = ReceiptEntry(
    kind=SlipKind.WISH,
    number="M26-004220",
    code="M26-004220-P",
    subject="Waterpunt op de eerste verdieping",
    promise=Promise(PromiseKind.HEAR_BY, "maandag 7 december 2026, 17.00 uur"),
    team="Team Gebouw",
)
QUESTION = ReceiptEntry(
    kind=SlipKind.QUESTION,
    number="M26-004221",
    code="M26-004221-X",
    subject="Openingstijden van de bibliotheek",
    promise=Promise(PromiseKind.DONE, "maandag 23 november 2026, 10.42 uur"),
    answer="De bibliotheek is open van 8.00 tot 22.00 uur",
)


KEY = ReceiptEntry(
    kind=SlipKind.ORDER,
    number="M26-004222",
    code="M26-004222-W",
    subject="Sleutel",
    description="Voor de nieuwe collega.",
    promise=Promise(PromiseKind.READY_BY, "dinsdag 22 december 2026, 10.42 uur", "20 werkdagen"),
    team="de servicebalie",
    price="€ 50,00, waarvan € 8,68 btw (21 %)",
    quantity=2,
    supply=Delivery.ORDER,
    answers=(
        ("Welke deur?", "D2.14"),
        ("Hoe lang in meters?", "1,5"),
        ("Tot wanneer?", "1 december 2026"),
        ("Naam op het kaartje", "Ş. Łukaszewicz"),
        (
            "Waarom heeft u deze sleutel nodig, en wie gebruikt hem nog meer?",
            "Ik werk in het weekend en de portier is er dan niet. Mijn collega gebruikt hem ook.",
        ),
    ),
)
KEY_EN = replace(
    KEY,
    subject="Key",
    description="For the new colleague.",
    promise=Promise(PromiseKind.READY_BY, "Tuesday 22 December 2026, 10:42", "20 working days"),
    team="the service desk",
    price="€50.00, of which €8.68 VAT (21 %)",
    supply=Delivery.STOCK,
    answers=(("Which door?", "D2.14"), ("Deposit paid?", "Yes"), ("Which kind", "round")),
)


PLANTS = replace(
    KEY,
    number="M26-004223",
    code="M26-004223-8",
    subject="Planten en verzorging",
    description="",
    promise=Promise(PromiseKind.READY_BY, "dinsdag 15 december 2026, 17.00 uur", "15 werkdagen"),
    quantity=1,
    supply=None,
    answers=(),
    approval=True,
    cost_centre="4711",
)
PLANTS_EN = replace(
    PLANTS,
    subject="Plants and their care",
    promise=Promise(PromiseKind.READY_BY, "Tuesday 15 December 2026, 17:00", "15 working days"),
    team="the service desk",
    price="€50.00, of which €8.68 VAT (21 %)",
)


def letterhead(language: Language = "nl") -> Letterhead:
    notice = wording.privacy_notice(2, "www.voorbeeld.nl/privacy", language)
    return Letterhead("Servicedesk Hogeschool Voorbeeld", "Balie Hoofdgebouw", "012 345 67 89", notice)


def a_receipt(*entries: ReceiptEntry, language: Language = "nl", marks: Marks | None = None) -> Receipt:
    return Receipt(
        letterhead=letterhead(language),
        language=language,
        reference="B26-000311",
        moment="23 november 2026, 10.42 uur",
        customer="Ş. Łukaszewicz",
        entries=entries or (FAULT,),
        marks=marks or Marks(),
    )


def for_nobody(receipt: Receipt) -> Receipt:
    """The same slip for somebody whom we do not know; it bears no data of anybody."""
    return replace(receipt, customer="", letterhead=replace(receipt.letterhead, notice=""))


def a_notice(*, late: bool = False, language: Language = "nl") -> CompletionNotice:
    notice = CompletionNotice(
        letterhead=letterhead(language),
        language=language,
        kind=SlipKind.INCIDENT,
        number="M26-004217",
        code="M26-004217-K",
        customer="Č. Nguyễn",
        reported="23 november 2026, 10.42 uur",
        completed="24 november 2026, 15.10 uur",
        subject="Beamer in lokaal B2.14 geeft geen beeld",
        work_done="De lamp van de beamer is vervangen. Het beeld is getest.",
        result=Result.SOLVED,
        price="€ 5,00",
        paid=True,
        pick_up=PickUp("Vak 12, Balie Hoofdgebouw", "vrijdag 4 december 2026", "maandag tot en met vrijdag, 8.00 uur"),
    )
    return replace(notice, delay="3 werkuren", delay_reason="Wij wachtten op een onderdeel.") if late else notice


def everywhere(text: str) -> Receipt:
    """A receipt with ``text`` in every field that people can fill."""
    entry = replace(
        FAULT,
        subject=text,
        description=text,
        promise=Promise(PromiseKind.READY_BY, text, text),
        team=text,
        price=text,
        received=(text,),
        signature=True,
        answers=((text, text), (text, text)),
        cost_centre=text,
    )
    answered = replace(QUESTION, subject=text, answer=text, promise=None)
    complaint = replace(COMPLAINT, subject=text, follow_up=text, promise=Promise(PromiseKind.HEAR_BY, text, text))
    marks = Marks(copy=2, copied_at=text, practice=True, voided=True)
    head = Letterhead(text, text, text, text)
    return Receipt(head, "nl", "B26-000311", text, text, (entry, answered, complaint), marks=marks)


def notice_everywhere(text: str) -> CompletionNotice:
    """A completion notice with ``text`` in every field that people can fill."""
    return replace(
        a_notice(),
        letterhead=Letterhead(text, text, text, text),
        customer=text,
        reported=text,
        completed=text,
        subject=text,
        work_done=text,
        next_step=text,
        delay=text,
        delay_reason=text,
        price=text,
        pick_up=PickUp(text, text, text),
    )
