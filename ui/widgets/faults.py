# SPDX-License-Identifier: EUPL-1.2
"""Where faults belong on a form with lists: ``prices.0.valid_from`` is a line of the list ``prices``. Pure."""

from collections.abc import Collection, Iterable, Mapping

from desk_app.core.i18n import ngettext

NOTHING: Mapping[str, str] = {}
MOST_SAID = 3
"""So many sentences stand under one field; the rest is counted."""


def by_field(
    faults: Mapping[str, str], shared: Mapping[str, str] = NOTHING, numbered: Collection[str] = ()
) -> dict[str, str]:
    """The sentences by field of the form, each on a line of its own: those of the lines of a list together, an English
    text with its Dutch one.

    ``shared``: names that share one field of the form with another. ``numbered``: lists whose rows begin with their
    number; so do their sentences then, ``2. Vul 1 of meer in.``
    """
    found: dict[str, dict[str, list[str]]] = {}
    for name, sentence in faults.items():
        field, _dot, rest = name.partition(".")
        place, _dot, _name = rest.partition(".")
        field = field.removesuffix("_en")
        numbers = found.setdefault(shared.get(field, field), {}).setdefault(sentence, [])
        if field in numbered and place.isdigit():
            numbers.append(str(int(place) + 1))
    return {field: together(map(_numbered, sentences.items())) for field, sentences in found.items()}


def together(sentences: Iterable[str]) -> str:
    """The first few, one on each line, and how many more there are."""
    said = list(dict.fromkeys(sentences))
    more = len(said) - MOST_SAID
    if more > 0:
        said[MOST_SAID:] = [ngettext("and {count} more", "and {count} more", more).format(count=more)]
    return "\n".join(said)


def _numbered(said: tuple[str, list[str]]) -> str:
    sentence, numbers = said
    return f"{', '.join(dict.fromkeys(numbers))}. {sentence}" if numbers else sentence


def of_line(faults: Mapping[str, str], name: str) -> dict[int, dict[str, str]]:
    """The faults of the list ``name`` by place, and by field of its line; empty for the line as a whole."""
    found: dict[int, dict[str, str]] = {}
    for key, sentence in faults.items():
        parts = key.split(".")
        if parts[0] == name and len(parts) > 1 and parts[1].isdigit():
            field = parts[2] if len(parts) > 2 else ""
            found.setdefault(int(parts[1]), {})[field.removesuffix("_en")] = sentence
    return found
