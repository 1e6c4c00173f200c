# SPDX-License-Identifier: EUPL-1.2
"""A day as people type it: ``31-12-2030``, ``1-2-2027``, ``31/12/2030``, ``31122030``. Pure."""

import re
from datetime import date

_APART = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{0,4}))?")
_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{0,4})")
_WHOLE_YEAR, _SHORT_YEAR = 4, 2


def read_day(typed: str, this_year: int, *, is_finished: bool = False) -> date | None:
    """The day; without a year that of ``this_year``; None while the text is on its way to be one.

    ``is_finished``: nothing more comes, so that 30 is 2030 and the rest must be a day. Raises ValueError when it
    cannot become a day.
    """
    found = _APART.fullmatch(typed) or _TOGETHER.fullmatch(typed)
    if found is None:
        if is_finished:
            raise ValueError(typed)
        return None
    day, month, year = int(found[1]), int(found[2]), found[3] or ""
    if len(year) == _WHOLE_YEAR:
        return date(int(year), month, day)
    if is_finished and len(year) == _SHORT_YEAR:
        return date(2000 + int(year), month, day)
    if not year:
        try:
            return date(this_year, month, day)
        except ValueError:
            if is_finished:
                raise
            return None
    if is_finished:
        raise ValueError(typed)
    return None


def is_whole(typed: str) -> bool:
    """Whether nothing can come after it."""
    found = _APART.fullmatch(typed) or _TOGETHER.fullmatch(typed)
    return found is not None and len(found[3] or "") == _WHOLE_YEAR
