# SPDX-License-Identifier: EUPL-1.2
"""Text as words that can be found: without case, accents and punctuation, and with a slip of the finger. Pure.

The search indexes of both databases (revision 0002) cut and fold text by the same rules; what is changed here must be
changed there in a new revision.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

LONGEST_WORD = 60
"""Characters of a word that count; a longer one is cut, in the index as well."""
MOST_WORDS = 12
"""Words of a question that count."""

_OWN_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ĳ": "ij",
    }
)
_ASCII_WORD = re.compile("[a-z0-9]+")
_COMBINING = range(0x300, 0x370)


def fold(text: str) -> str:
    """``Łukasz Çelik`` -> ``lukasz celik``: lower case, Latin letters without their marks; other scripts as they are."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return "".join(_plain(letter) for letter in lowered).translate(_OWN_LETTERS)


def _plain(letter: str) -> str:
    if ord(letter) in _COMBINING:
        return ""
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter


def words(text: str) -> list[str]:
    """The folded words of ``text`` in order: runs of letters and digits, each at most ``LONGEST_WORD`` long."""
    folded = fold(text)
    if folded.isascii():
        return [word[:LONGEST_WORD] for word in _ASCII_WORD.findall(folded)]
    cut = "".join(letter if unicodedata.category(letter)[0] in "LN" else " " for letter in folded)
    return [word[:LONGEST_WORD] for word in cut.split()]


def asked_words(text: str) -> list[str]:
    """The words of a question, each once: the first ``MOST_WORDS`` of its first 400 characters."""
    return list(dict.fromkeys(words(text[:400])))[:MOST_WORDS]


def slips_allowed(word: str) -> int:
    """How many letters may be wrong, missing, double or swapped in a word of this length."""
    if len(word) < 4 or any(letter.isdigit() for letter in word):
        return 0
    return 1 if len(word) < 8 else 2


def nearest(word: str, vocabulary: Collection[str], limit: int = 4) -> list[str]:
    """The words that ``word`` may be a slip for, or the beginning of one with a slip in it; the nearest first."""
    slips = slips_allowed(word)
    if not slips:
        return []
    found: dict[str, tuple[float, int]] = {}
    known = list(vocabulary)
    for length in (len(word), len(word) + 1):
        beginnings = [candidate[:length] for candidate in known]
        for _beginning, distance, position in process.extract(
            word, beginnings, scorer=OSA.distance, score_cutoff=slips, limit=20
        ):
            candidate = known[position]
            found[candidate] = min(found.get(candidate, (slips + 1, 0)), (distance, len(candidate)))
    return sorted(found, key=lambda candidate: (found[candidate], candidate))[:limit]


def begins(found_in: Iterable[str], word: str) -> bool:
    """Whether one of the words begins with ``word``."""
    return any(candidate.startswith(word) for candidate in found_in)
