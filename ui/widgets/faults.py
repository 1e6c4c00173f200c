# SPDX-License-Identifier: EUPL-1.2
"""Where faults belong on a form with lists: ``prices.0.valid_from`` is a line of the list ``prices``. Pure."""

from collections.abc import Mapping

NOTHING: Mapping[str, str] = {}


def by_field(faults: Mapping[str, str], shared: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """The sentences by field of the form: those of the lines of a list together, an English text with its Dutch one.

    ``shared``: names that share one field of the form with another.
    """
    found: dict[str, list[str]] = {}
    for name, sentence in faults.items():
        field = name.partition(".")[0].removesuffix("_en")
        found.setdefault(shared.get(field, field), []).append(sentence)
    return {field: " ".join(dict.fromkeys(sentences)) for field, sentences in found.items()}


def of_line(faults: Mapping[str, str], name: str) -> dict[int, dict[str, str]]:
    """The faults of the list ``name`` by place, and by field of its line; empty for the line as a whole."""
    found: dict[int, dict[str, str]] = {}
    for key, sentence in faults.items():
        parts = key.split(".")
        if parts[0] == name and len(parts) > 1 and parts[1].isdigit():
            field = parts[2] if len(parts) > 2 else ""
            found.setdefault(int(parts[1]), {})[field.removesuffix("_en")] = sentence
    return found
