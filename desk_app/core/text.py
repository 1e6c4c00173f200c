# SPDX-License-Identifier: EUPL-1.2
"""What a person may type, judged once: lengths, and the few characters that no database can keep."""

import re
import unicodedata
from collections.abc import Mapping

from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _, ngettext

LINE = 200
"""Characters in a one-line field."""
TEXT = 2000
"""Characters in a description, note or answer (``ux.md`` 2.5.1)."""

_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates: they turn what stands around them. Marks (U+200E, U+200F) belong to a script."""
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"})
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by their category, and yet nothing to see."""


def fault_in(text: str, longest: int) -> str | None:
    """The sentence to show under the field, or None. The text itself is kept as typed.

    Refused: more than ``longest`` characters, NUL (PostgreSQL cannot keep it) and half surrogates (no UTF-8).
    """
    over = len(text) - longest
    if over > 0:
        return ngettext(
            "This is {count} character too long. Make it shorter.",
            "This is {count} characters too long. Make it shorter.",
            over,
        ).format(count=over)
    if _UNKEEPABLE.search(text):
        return _("There is a character in this text that cannot be stored. Remove it and type it again.")
    return None


def fault_in_line(text: str, longest: int) -> str | None:
    """As ``fault_in``, for what people must recognise: a name, a code, a label. An empty line is up to the caller.

    Also refused: nothing that can be seen, and characters that turn the direction of reading.
    """
    if fault := fault_in(text, longest):
        return fault
    if _TURNING.search(text):
        return _(
            "There is an invisible character in this text that turns the direction of reading. Type the text again."
        )
    if text.strip() and all(letter in _FILLERS or unicodedata.category(letter) in _UNSEEN for letter in text):
        return _("There is nothing to see in this text. Type letters or digits.")
    return None


def check(fields: Mapping[str, tuple[str, int]], faults: Mapping[str, str | None] | None = None) -> None:
    """Raises InvalidInput for every field (name -> text, longest) that cannot be kept, joined with ``faults``."""
    found = {name: fault for name, (text, longest) in fields.items() if (fault := fault_in(text, longest))}
    found.update({name: fault for name, fault in (faults or {}).items() if fault})
    if found:
        raise InvalidInput(found)
