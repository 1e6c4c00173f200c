# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of import and export of the catalogue, and what a file would change before it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from desk_app.catalogue.differences import Difference
from desk_app.catalogue.messages import Complexity, Funding, ItemContent, PolicyContent
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import N_, _, ngettext
from desk_app.core.messages import Command
from desk_app.transfer.shapes import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCatalogue(Command):
    """Bring in what was planned, all of it or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCatalogue(Command):
    """The whole catalogue was written to a file."""


@dataclass(frozen=True, slots=True)
class CatalogueMapping:
    """How the columns and words of a catalogue of others become ours.

    ``columns``: our field -> their column. ``words``: our field -> their word -> ours ("" is the default); a team by
    its code. ``defaults``: our field -> our word, for products that are new; ``team`` and ``topic`` by code, ``topic``
    "" makes a branch with the name of the table. ``unknown``: cells that mean nothing.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset({"", "?"})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that was read. ``mapping`` None: it is one of ours. ``table``: the one of others that is brought in.

    ``is_remembered``: the mapping is the one that was used before for these columns, else it was guessed.
    """

    name: str
    sheets: tuple[Sheet, ...]
    mapping: CatalogueMapping | None = None
    table: Sheet | None = None
    is_remembered: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where it stands: name of the table ("" where there is only one), and number of the line or row."""

    sheet: str
    line: int


@dataclass(frozen=True, slots=True)
class PlanFault:
    """A line that is not right; the sentence names the product and says what to change."""

    spot: Spot
    sentence: str

    @property
    def place(self) -> str:
        """``line 12``, ``Prices, line 12``."""
        if not self.spot.sheet:
            return _("line {line}").format(line=self.spot.line)
        return _("{sheet}, line {line}").format(sheet=self.spot.sheet, line=self.spot.line)


class FaultyPlan(InvalidInput):
    """Lines of the file are not right, so nothing was brought in; ``faults`` says which and why."""

    def __init__(self, faults: Sequence[PlanFault]) -> None:
        super().__init__({fault.place: f"{fault.place}: {fault.sentence}" for fault in faults})
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return ngettext(
            "{count} line is not right. Nothing was imported.",
            "{count} lines are not right. Nothing was imported.",
            len(self.faults),
        ).format(count=len(self.faults))


class Part(StrEnum):
    """What a line of a plan is about."""

    ITEM = "item"
    TOPIC = "topic"
    POLICY = "policy"


PART_NAMES: dict[Part, str] = {
    Part.ITEM: N_("product"),
    Part.TOPIC: N_("question of the customer"),
    Part.POLICY: N_("group"),
}


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """Something that is new, changes or is no longer offered; ``changes`` in words, empty for what is new.

    ``spot`` is None for what is not in the file.
    """

    part: Part
    code: str
    name: str
    spot: Spot | None = None
    changes: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicWork:
    """A branch to be written. A new one has a negative ``id`` until then, also where others name it as parent."""

    id: int
    parent_id: int | None
    code: str
    name: str
    name_en: str
    position: int | None
    """None: behind its brothers and sisters."""


@dataclass(frozen=True, slots=True)
class PlanWork:
    """What bringing a plan in writes; items as (id or None, content) with the ids of new branches in it."""

    topics: tuple[TopicWork, ...] = ()
    items: tuple[tuple[int | None, ItemContent], ...] = ()
    policies: tuple[tuple[Complexity, Funding, PolicyContent], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do to the catalogue. ``notes`` are sentences about what was taken together or left out.

    ``stamp``: the catalogue it was compared with; ``mapping`` and ``columns`` are remembered when it is brought in.
    """

    added: tuple[PlannedRow, ...]
    changed: tuple[PlannedRow, ...]
    retired: tuple[PlannedRow, ...]
    unchanged: int
    faults: tuple[PlanFault, ...]
    notes: tuple[str, ...]
    work: PlanWork
    stamp: tuple[Any, ...]
    mapping: CatalogueMapping | None = None
    columns: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether the catalogue would stay as it is."""
        return not (self.added or self.changed or self.retired)


@dataclass(frozen=True, slots=True)
class CatalogueImport:
    """How much was brought in: products, questions of the customer and groups together."""

    added: int
    changed: int
    retired: int
    unchanged: int
