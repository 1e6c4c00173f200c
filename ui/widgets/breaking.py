# SPDX-License-Identifier: EUPL-1.2
"""Text that can be broken anywhere: Qt wraps a label between words only, and one long word would widen the page."""

import re

LONGEST = 28
"""Characters of a word that fit everywhere."""
_BREAK = "\u200b"
_LONG_WORD = re.compile(rf"\S{{{LONGEST + 1},}}")


def breakable(text: str) -> str:
    """The same text, with an invisible place to break in every word that is very long."""
    return _LONG_WORD.sub(lambda word: _BREAK.join(_parts(word[0])), text)


def _parts(word: str) -> list[str]:
    return [word[start : start + LONGEST] for start in range(0, len(word), LONGEST)]
