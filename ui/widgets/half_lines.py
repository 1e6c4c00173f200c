# SPDX-License-Identifier: EUPL-1.2
"""What is half typed in the form of a line and is in no list yet: by the place of its line, as plain text. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

Typed = Mapping[str, str]
"""What stands in the boxes of one form, by the name of the box."""
HalfLines = Mapping[int | None, Typed]
"""Of one list: by the place of the line, None for a new one."""


def moved(half: HalfLines, before: Sequence[Any], after: Sequence[Any]) -> HalfLines:
    """The same for a list that was ``before`` and is ``after`` now: with the same line, else with the one in its place.

    What has no line any more belongs to a new one, or to the last line where nothing is half typed.
    """
    found: dict[int | None, Typed] = {None: half[None]} if None in half else {}
    homeless: list[tuple[int, Typed]] = []
    for place, typed in half.items():
        if place is None:
            continue
        same = _same(place, before, after)
        if same is None or same in found:
            homeless.append((place, typed))
        else:
            found[same] = typed
    for place, typed in homeless:
        free = [one for one in (place, None, *range(len(after) - 1, -1, -1)) if one not in found]
        home = next((one for one in free if one is None or one < len(after)), place)
        if home is None or home < len(after):
            found[home] = typed
    return found


def _same(place: int, before: Sequence[Any], after: Sequence[Any]) -> int | None:
    if place >= len(before):
        return None
    if place < len(after) and after[place] == before[place]:
        return place
    return next((number for number, line in enumerate(after) if line == before[place]), None)


def to_plain(half: Mapping[str, HalfLines]) -> dict[str, list[dict[str, Any]]]:
    """By the name of the list, for JSON."""
    return {
        name: [{"at": place, "typed": dict(typed)} for place, typed in lines.items()]
        for name, lines in half.items()
        if lines
    }


def from_plain(stored: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, HalfLines]:
    """The way back; raises ValueError, KeyError, TypeError or AttributeError for something else."""
    return {
        name: {
            None if one["at"] is None else int(one["at"]): {str(box): str(text) for box, text in one["typed"].items()}
            for one in lines
        }
        for name, lines in stored.items()
    }
