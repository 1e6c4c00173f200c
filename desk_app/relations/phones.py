# SPDX-License-Identifier: EUPL-1.2
"""Phone numbers as they are compared. Pure."""

import re

PHONE_DIGITS = 9
"""The last nine digits, so that +31 6 12 34 56 78 and 06-12345678 are the same."""

_PHONE = re.compile(r"[\d\s()+./-]+")


def phone_digits(text: str) -> str:
    """The last nine digits of a phone number; empty when there is anything in it that no phone number has."""
    if not _PHONE.fullmatch(text):
        return ""
    return "".join(character for character in text if "0" <= character <= "9")[-PHONE_DIGITS:]
