# SPDX-License-Identifier: EUPL-1.2
"""Everything a person reads is there in Dutch, says the same, and is short."""

from statistics import mean

import pytest

from tests.architecture.source import PRODUCT, house, read
from tests.architecture.texts import (
    STIFF,
    compiled_dutch,
    dutch,
    hides_text_from_translators,
    key,
    originals,
    placeholders,
    texts_in_code,
    translations,
    words_per_sentence,
)


def test_translators_can_find_every_text() -> None:
    sources = [source for source in house() if source.path.startswith(PRODUCT)]

    findings = [
        f"{source.path}:{line}: {what}" for source in sources for line, what in hides_text_from_translators(source)
    ]

    assert not findings, "\n".join(findings)


@pytest.mark.parametrize(
    "hidden",
    [
        "_(f'Hello {name}')",
        "_(name)",
        "_('Hello ' + name)",
        "ngettext('one', many, 2)",
        "pgettext(place, 'x')",
        "N_(X)",
    ],
)
def test_a_hidden_text_is_noticed(hidden: str) -> None:
    page = read(hidden, "ui/tickets/page.py")

    findings = list(hides_text_from_translators(page))

    assert findings


def test_every_text_has_its_dutch() -> None:
    catalogue = {key(message): message for message in dutch() if message.id}

    untranslated = sorted(
        (text, context)
        for context, text in texts_in_code()
        if not ((message := catalogue.get((context, text))) and all(translations(message)) and not message.fuzzy)
    )

    assert not untranslated, untranslated


def test_no_dutch_is_left_over() -> None:
    used = texts_in_code()

    unused = [key(message) for message in dutch() if message.id and key(message) not in used]

    assert not unused, unused


def test_the_program_reads_what_the_translators_wrote() -> None:
    written = {key(message): translations(message) for message in dutch() if message.id}

    compiled = {key(message): translations(message) for message in compiled_dutch() if message.id}

    stale = [text for text, words in written.items() if all(words) and compiled.get(text) != words]
    assert not stale, f"compile the catalogue: {stale}"


def test_dutch_fills_in_the_same_places() -> None:
    translated = [message for message in dutch() if message.id and all(translations(message))]

    different = []
    for message in translated:
        wanted = set.union(*map(placeholders, originals(message)))
        *singular, last = map(placeholders, translations(message))  # "one ticket" may leave the number out
        if last != wanted or not all(names <= wanted for names in singular):
            different.append(key(message))

    assert not different, different


def test_dutch_is_short_and_plain() -> None:
    texts = [text for message in dutch() if message.id for text in translations(message)]

    long = [text for text in texts if words_per_sentence(text) > 20]
    stiff = [text for text in texts if STIFF.search(text)]

    assert not long, long
    assert not stiff, stiff
    assert mean(map(words_per_sentence, texts)) <= 15


def test_a_long_sentence_is_noticed() -> None:
    sentence = "Wij willen u er graag op wijzen dat " + "de afgesproken datum " * 6 + "verstreken is."

    average = words_per_sentence("Kort. " + sentence * 2)

    assert words_per_sentence("Dit is kort. Dit ook.") < 5
    assert average > 10
    assert words_per_sentence(sentence) > 20
