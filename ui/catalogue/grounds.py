# SPDX-License-Identifier: EUPL-1.2
"""What the editor of a product must know before it opens: the matrix, the codes in use, what everything is called."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from desk_app.app import Desk
from desk_app.catalogue.line_words import Names
from desk_app.catalogue.messages import (
    Complexity,
    Funding,
    ItemContent,
    ItemFilter,
    ItemStatus,
    PolicyContent,
    TopicRow,
)
from desk_app.catalogue.policy import Cell, default_policy
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.messages import FileRow
from desk_app.core.words import words
from ui.widgets.half_lines import HalfLines

REVIEW_AFTER = timedelta(days=365)
MAX_PROPOSED = 12


@dataclass(frozen=True, slots=True)
class Grounds:
    """Read at once, on a worker. ``codes`` are in capitals, ``day`` is today at the desk."""

    day: date
    policies: Mapping[Cell, PolicyContent] = field(default_factory=dict)
    codes: Collection[str] = frozenset()
    names: Names = field(default_factory=Names)

    def policy(self, complexity: Complexity, funding: Funding) -> PolicyContent:
        """What a cell of the matrix means."""
        return self.policies.get((complexity, funding)) or default_policy(complexity)


@dataclass(frozen=True, slots=True)
class Opened:
    """A product as it comes into the editor.

    ``mine`` is what stands in the fields, ``base`` what is stored; ``version`` is that of ``base``, None for a new one.
    """

    grounds: Grounds
    about: str
    item_id: int | None
    version: int | None
    base: ItemContent
    mine: ItemContent
    open_tickets: int = 0
    files: tuple[FileRow, ...] = ()
    was_kept: bool = False
    """Whether ``mine`` was typed some other time and never saved."""
    half: Mapping[str, HalfLines] = field(default_factory=dict)
    """The same for what stood in the form of a line, by the name of its list."""
    lost_files: tuple[str, ...] = ()
    """Names of files that waited for this new product some other time: to be chosen again."""


def read_grounds(desk: Desk, actor: Actor) -> Grounds:
    """On a worker."""
    return Grounds(
        day=today(desk.clock),
        policies={(row.complexity, row.funding): row.content for row in desk.catalogue.policies(actor)},
        codes=frozenset(row.code.upper() for row in desk.catalogue.items(actor, ItemFilter(only_active=False))),
        names=read_names(desk, actor),
    )


def read_names(desk: Desk, actor: Actor) -> Names:
    """On a worker: what the ids in products are called; departments only for who may see people."""
    topics = desk.catalogue.topics(actor)
    by_id = {topic.id: topic for topic in topics}
    departments = desk.people.departments(actor) if actor.may(Right.SEE_PEOPLE) else ()
    return Names(
        teams={team.id: team.name for team in desk.who.teams()},
        topics={topic.id: path_of(topic, by_id) for topic in topics},
        departments={row.id: row.name for row in departments},
        agreements={row.id: row.name for row in desk.agreement_queries.agreements(actor)},
    )


def path_of(topic: TopicRow, by_id: Mapping[int, TopicRow]) -> str:
    """``Iets is stuk > Licht``; a tree that bites its tail ends somewhere all the same."""
    path, seen = [topic.name], {topic.id}
    while topic.parent_id is not None and topic.parent_id in by_id and topic.parent_id not in seen:
        topic = by_id[topic.parent_id]
        seen.add(topic.id)
        path.insert(0, topic.name)
    return " › ".join(path)


def fresh_content(grounds: Grounds, actor: Actor, topic_id: int | None = None, cell: Cell | None = None) -> ItemContent:
    """Where a new product begins: mine, from today, to be looked at again in a year, offered at once when saved."""
    complexity, funding = cell or (Complexity.OPERATIONAL, Funding.BASIC)
    return ItemContent(
        topics=() if topic_id is None else (topic_id,),
        complexity=complexity,
        funding=funding,
        valid_from=grounds.day,
        review_on=grounds.day + REVIEW_AFTER,
        owner=actor.name,
        status=ItemStatus.ACTIVE,
    )


def proposed_code(name: str, taken: Collection[str]) -> str:
    """``Pas vervangen`` -> ``P-PAS``, or ``P-PASVERVA``, ``P-PAS-2`` when that is taken; empty for no name."""
    parts = ["".join(letter for letter in word if letter.isascii()) for word in words(name)]
    parts = [part for part in parts if part]
    if not parts:
        return ""
    proposals = [f"P-{part[:MAX_PROPOSED].upper()}" for part in (parts[0], "".join(parts[:2]))]
    proposals += [f"{proposals[0]}-{number}" for number in range(2, len(taken) + 3)]
    return next(code for code in proposals if code not in taken)
