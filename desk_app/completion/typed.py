# SPDX-License-Identifier: EUPL-1.2
"""A duration and an amount as people type them. Pure."""

import re

from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _, language

_CLOCK = re.compile(r"(?P<hours>\d{1,4})\s*[:.uh]\s*(?P<minutes>[0-5]?\d)?\s*(?:m|min)?", re.IGNORECASE | re.ASCII)
_MINUTES = re.compile(r"(?P<minutes>\d{1,6})\s*(?:m|min)?\.?", re.IGNORECASE | re.ASCII)
_AMOUNT = re.compile(r"(?P<whole>\d{1,3}(?:(?P<mark>[.,\u00a0 ])\d{3})+|\d{1,7})(?:[.,](?P<rest>\d{1,2}|-))?", re.ASCII)


def minutes_of(typed: str, field: str = "minutes_spent") -> int | None:
    """``0:20``, ``0.20``, ``1u``, ``1 h 20 min`` and ``20`` (minutes); None when empty. InvalidInput on ``field``."""
    text = typed.strip()
    if not text:
        return None
    if match := _MINUTES.fullmatch(text):
        return int(match["minutes"])
    if match := _CLOCK.fullmatch(text):
        return int(match["hours"]) * 60 + int(match["minutes"] or 0)
    raise InvalidInput({field: _("Write the time as hours and minutes, like 0:20.")})


def cents_of(typed: str, field: str = "cost_cents") -> int | None:
    """``12,50``, ``12.50``, ``€ 12``, ``1.234,50``; None when empty. InvalidInput on ``field``."""
    text = typed.strip().removeprefix("€").removesuffix("€").strip()
    if not text:
        return None
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise InvalidInput({field: _("Write an amount, like 12,50.")})
    whole = re.sub(r"\D", "", match["whole"])
    rest = (match["rest"] or "").replace("-", "")
    return int(whole) * 100 + int(rest.ljust(2, "0") if rest else 0)


def minutes_text(minutes: int) -> str:
    """``0:20``, as the field shows it."""
    return f"{minutes // 60}:{minutes % 60:02}"


def cents_text(cents: int) -> str:
    """``12,50`` in Dutch, ``12.50`` in English, as the field shows it."""
    mark = "," if language() == "nl" else "."
    return f"{cents // 100}{mark}{cents % 100:02}"
