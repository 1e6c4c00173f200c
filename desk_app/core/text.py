# SPDX-License-Identifier: EUPL-1.2
"""What a person may type, judged once: lengths, and the few characters that no database can keep."""

import re
from collections.abc import Mapping

from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _, ngettext

LINE = 200
"""Characters in a one-line field."""
TEXT = 2000
"""Characters in a description, note or answer (``ux.md`` 2.5.1)."""

_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")


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


def check(fields: Mapping[str, tuple[str, int]], faults: Mapping[str, str | None] | None = None) -> None:
    """Raises InvalidInput for every field (name -> text, longest) that cannot be kept, joined with ``faults``."""
    found = {name: fault for name, (text, longest) in fields.items() if (fault := fault_in(text, longest))}
    found.update({name: fault for name, fault in (faults or {}).items() if fault})
    if found:
        raise InvalidInput(found)
