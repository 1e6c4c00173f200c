# SPDX-License-Identifier: EUPL-1.2
"""How people and places are named on screen and on paper. Pure."""

import unicodedata


def display_name(given: str | None, infix: str | None, family: str | None) -> str:
    """``Sanne van der Berg``: on screen, for staff; empty when there is nobody."""
    return " ".join(part for part in ((given or "").strip(), (infix or "").strip(), (family or "").strip()) if part)


def slip_name(given: str | None, infix: str | None, family: str | None) -> str:
    """``S. van der Berg``, ``Ş. Łukaszewicz``: on paper and on what others may see; only the surname without a given
    name."""
    initial = _initial(given or "")
    return display_name(f"{initial}." if initial else "", infix, family)


def _initial(given: str) -> str:
    letters = unicodedata.normalize("NFC", given).strip()
    for position, letter in enumerate(letters):
        if letter.isalpha():  # an apostrophe or a digit in front is no initial
            return "IJ" if letters[position : position + 2] == "IJ" else letter.upper()
    return ""


def place_name(building: str | None, space: str | None) -> str:
    """``D2.14, Gebouw D``: what is on the door, then where that door is; empty when there is no place."""
    return ", ".join(part for part in (space or "", building or "") if part)
