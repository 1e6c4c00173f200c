# SPDX-License-Identifier: EUPL-1.2
"""The page that shows whether a printer works: hard letters, a code to scan, and no ticket behind it."""

from desk_app.core.codes import code_of
from desk_app.core.i18n import _, language
from desk_app.core.settings import Settings
from desk_app.printing.documents import Letterhead, Receipt, ReceiptEntry, SlipKind

NUMBER = "M00-000000"
"""No ticket ever has this number."""
LETTERS = "Łukasz Dvořák · Şule Ğ · Nguyễn · Ñ ß € 1234567890"


def document(settings: Settings, moment: str) -> Receipt:
    """The page, in the language of the screen; ``moment`` in words."""
    entry = ReceiptEntry(
        kind=SlipKind.QUESTION,
        number=NUMBER,
        code=code_of(NUMBER),
        subject=_("Test page"),
        description=f"{_('This is no ticket. Are all letters readable, and does the scanner read the code?')}\n{LETTERS}",
    )
    return Receipt(
        letterhead=Letterhead(organisation=settings.organisation, phone=settings.phone),
        language="en" if language() == "en" else "nl",
        reference=NUMBER,
        moment=moment,
        customer="",
        entries=(entry,),
    )
