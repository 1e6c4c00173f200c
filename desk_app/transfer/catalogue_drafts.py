# SPDX-License-Identifier: EUPL-1.2
"""What a file says, before it is compared with what is stored: products, branches and cells as far as it says. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from desk_app.catalogue.models import Complexity, Funding
from desk_app.core.i18n import _
from desk_app.transfer.catalogue_messages import PlanFault, Spot

FAULTS = 1_000
"""Bad lines that are told; who has more needs another mapping first."""


@dataclass(slots=True)
class ItemDraft:
    """A product of the file.

    ``values``: fields of ``ItemContent`` that the file decides; ``topics`` in it are codes of branches. ``defaults``:
    fields for when it is new. ``spots``: field (``prices.0``) -> where it stands, as far as that is elsewhere.
    """

    code: str
    name: str
    spot: Spot
    values: dict[str, Any] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    """Fields that could not be read; that is told already."""
    price_cents: int | None = None
    """What it costs from today on, where that is all that the file says about prices."""
    is_of_others: bool = False
    """Out of a catalogue of others: without an explanation it comes in as a concept."""


@dataclass(slots=True)
class TopicDraft:
    """A branch of the file; ``values`` of ``parent`` (a code, "" for none), ``position``, ``name``, ``name_en``."""

    code: str
    spot: Spot | None
    values: dict[str, Any]


@dataclass(slots=True)
class PolicyDraft:
    """A cell of the file; ``values`` of ``PolicyContent``."""

    cell: tuple[Complexity, Funding]
    spot: Spot
    values: dict[str, Any]


@dataclass(slots=True)
class Drafts:
    """All of the file. ``notes`` are sentences about what was taken together or left out."""

    items: dict[str, ItemDraft] = field(default_factory=dict)
    """By code in capitals."""
    topics: dict[str, TopicDraft] = field(default_factory=dict)
    """By code."""
    policies: dict[tuple[Complexity, Funding], PolicyDraft] = field(default_factory=dict)
    faults: list[PlanFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, spot: Spot, about: str, sentence: str) -> None:
        """Notes what is wrong there; ``about`` names the product."""
        if len(self.faults) < FAULTS:
            self.faults.append(PlanFault(spot, f"{about}: {sentence}" if about else sentence))


def twice(spot: Spot, other: Spot, code: str) -> str:
    """The sentence for a code that stands in the file twice."""
    place = line_words(other) if other.sheet != spot.sheet else str(other.line)
    return _("The code '{code}' stands in line {line} too. Give one of them another code.").format(
        code=code, line=place
    )


def line_words(spot: Spot) -> str:
    """``Prices 12``, or ``12`` where there is one table."""
    return f"{spot.sheet} {spot.line}" if spot.sheet else str(spot.line)


def numbers(lines: Iterable[int], most: int = 8) -> str:
    """``3, 4, 5``, and three dots when there are more."""
    listed = list(lines)
    return ", ".join(map(str, listed[:most])) + (", …" if len(listed) > most else "")
