# SPDX-License-Identifier: EUPL-1.2
"""Whether a text for customers is easy to read: warnings for who writes it, never a reason to refuse it. Pure.

Our texts are Dutch B1: words that everybody uses, short and active sentences. The rules, and where they come from:

- On average at most 15 words to a sentence, and none above 25: the Australian Government Style Manual ("Sentence
  length"); the limit of 25 is that of GOV.UK as well ("Sentence length: why 25 words is our limit").
- No word of more than 20 letters: our own measure. A hyphen makes such a word readable (Taalunie, Technische
  Handleiding, "Samenstellingen": a hyphen may be put in for clearness).
- No office words: the advice of the Dutch government on level B1 (communicatierijk.nl, "Taalniveau B1") is to write
  words of every day. The list is our own and short: what people at a service desk really write.
- Active sentences: the same advice. ``worden`` with a participle is what can be seen by its form.
"""

import re
from collections.abc import Mapping

from desk_app.core.i18n import _

MOST_ON_AVERAGE = 15
MOST_IN_A_SENTENCE = 25
LONGEST_WORD = 20
MOST_NAMED = 3
"""Words that are named in one warning."""

OFFICE_WORDS: dict[str, Mapping[str, str]] = {
    "nl": {
        "aangaande": "over",
        "aanvangen": "beginnen",
        "alsmede": "en",
        "alvorens": "voordat",
        "betreffende": "over",
        "conform": "volgens",
        "dienen": "moeten",
        "dient": "moet",
        "dientengevolge": "daardoor",
        "doch": "maar",
        "echter": "maar",
        "eveneens": "ook",
        "gaarne": "graag",
        "geschieden": "gebeuren",
        "geschiedt": "gebeurt",
        "indien": "als",
        "ingevolge": "door",
        "inzake": "over",
        "middels": "met",
        "mits": "als",
        "nadien": "daarna",
        "omtrent": "over",
        "retourneren": "terugbrengen",
        "reeds": "al",
        "teneinde": "om",
        "tevens": "ook",
        "thans": "nu",
        "trachten": "proberen",
        "uitsluitend": "alleen",
        "verstrekken": "geven",
        "verstrekt": "geeft",
        "vervaardigen": "maken",
        "verzoeken": "vragen",
        "voornoemd": "dit",
        "voornoemde": "deze",
        "wegens": "door",
        "zodoende": "zo",
        "zorgdragen": "zorgen",
        "zulks": "dit",
    },
    "en": {
        "additionally": "also",
        "aforementioned": "this",
        "commence": "start",
        "endeavour": "try",
        "facilitate": "help",
        "forthwith": "at once",
        "hereby": "now",
        "however": "but",
        "notwithstanding": "despite",
        "obtain": "get",
        "prior": "before",
        "purchase": "buy",
        "pursuant": "under",
        "regarding": "about",
        "sufficient": "enough",
        "terminate": "end",
        "thereby": "so",
        "utilise": "use",
        "whilst": "while",
    },
}
"""By language: word of an office -> the plain word."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’.\-/][^\W_]+)*")
_PASSIVE = {
    "nl": re.compile(r"\b(?:wordt|worden|werd|werden)\b(?:\W+\w+){0,6}?\W+ge\w{2,}(?:d|t|en)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:is|are|was|were|be|been|being)\b\s+(?:\w+ly\s+)?\w{3,}ed\s+by\b", re.IGNORECASE),
}


def reading_warnings(text: str, lang: str = "nl") -> tuple[str, ...]:
    """What makes a text in ``lang`` (nl, en) hard to read, each with what to do; empty when it reads well."""
    sentences = [words for part in _SENTENCE.split(text) if (words := _WORD.findall(part))]
    if not sentences:
        return ()
    return tuple(
        warning
        for warning in (
            _length_warning([len(words) for words in sentences]),
            _long_word_warning([word for words in sentences for word in words]),
            _office_warning([word for words in sentences for word in words], lang),
            _passive_warning(text, lang),
        )
        if warning
    )


def _length_warning(lengths: list[int]) -> str:
    average = round(sum(lengths) / len(lengths))
    if average > MOST_ON_AVERAGE:
        text = _("This text is too hard: sentences of {count} words on average. Make them shorter.")
        return text.format(count=average)
    if max(lengths) > MOST_IN_A_SENTENCE:
        return _("There is a sentence of {count} words. Make two of it.").format(count=max(lengths))
    return ""


def _long_word_warning(words: list[str]) -> str:
    parts = (part for word in words for part in re.split(r"['’.\-/]", word))
    long = list(dict.fromkeys(part for part in parts if len(part) > LONGEST_WORD and part.isalpha()))
    if not long:
        return ""
    text = _("Long words are hard to read: {words}. Choose a shorter word, or put a hyphen in it.")
    return text.format(words=", ".join(long[:MOST_NAMED]))


def _office_warning(words: list[str], lang: str) -> str:
    plain = OFFICE_WORDS.get(lang, {})
    found = list(dict.fromkeys(word.lower() for word in words if word.lower() in plain))
    if not found:
        return ""
    advice = ", ".join(_("“{plain}” for “{word}”").format(plain=plain[word], word=word) for word in found[:MOST_NAMED])
    return _("Choose a plainer word: {advice}.").format(advice=advice)


def _passive_warning(text: str, lang: str) -> str:
    passive = _PASSIVE.get(lang)
    found = passive.search(text) if passive else None
    if found is None:
        return ""
    return _("Say who does it: “{words}”.").format(words=" ".join(found.group().split()))
