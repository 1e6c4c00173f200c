# SPDX-License-Identifier: EUPL-1.2
"""The whole catalogue as it is stored now, with what its codes stand for: what a file is compared with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk_app.catalogue.checks import Known
from desk_app.catalogue.content import ItemContent, PolicyContent
from desk_app.catalogue.editing import tidied
from desk_app.catalogue.models import CatalogueItem, CellPolicy, Complexity, DemandTopic, Funding
from desk_app.catalogue.policy import Cell, default_policy
from desk_app.catalogue.reading import read_contents, read_policies
from desk_app.catalogue.writing import read_known
from desk_app.contracts.models import Agreement
from desk_app.identity.models import Team
from desk_app.relations.models import Department
from desk_app.transfer.catalogue_words import plain


class Coded:
    """Things that a file names by code: teams, agreements, departments. ``names``: id -> code and name."""

    def __init__(self, names: Mapping[int, tuple[str, str]]) -> None:
        self._coded = dict(names)
        self._exact = {code: number for number, (code, _name) in names.items()}
        self._codes = _only((plain(code), number) for number, (code, _name) in names.items())
        self._names = _only((plain(name), number) for number, (_code, name) in names.items())

    @property
    def by_id(self) -> dict[int, str]:
        """The name of each."""
        return {number: name for number, (_code, name) in self._coded.items()}

    def code(self, number: int | None) -> str:
        """Its code; "" for none."""
        return self._coded[number][0] if number is not None else ""

    def name(self, number: int | None) -> str:
        """Its name; "" for none."""
        return self._coded[number][1] if number is not None else ""

    def find(self, text: str) -> int | None:
        """Its id by code, or by a name that only one of them has; None when there is none."""
        found = self._exact.get(text.strip())
        word = plain(text)
        return found or self._codes.get(word) or self._names.get(word)


@dataclass(frozen=True, slots=True)
class StoredTopic:
    """A branch of the demand tree as stored."""

    id: int
    version: int
    parent_id: int | None
    code: str
    name: str
    name_en: str
    position: int


@dataclass(frozen=True, slots=True)
class CatalogueState:
    """Everything of the catalogue at one moment; ``stamp`` differs as soon as any of it was changed."""

    stamp: tuple[Any, ...]
    items: Mapping[int, ItemContent]
    topics: Mapping[int, StoredTopic]
    policies: Mapping[Cell, PolicyContent]
    """All nine cells, also those that follow the defaults."""
    teams: Coded
    agreements: Coded
    departments: Coded
    known: Known

    def topics_in_order(self) -> Iterator[StoredTopic]:
        """Parents before children, brothers and sisters in their order."""
        below: dict[int | None, list[StoredTopic]] = {}
        for topic in self.topics.values():
            below.setdefault(topic.parent_id, []).append(topic)
        yield from _down(None, below)


def read_state(session: Session) -> CatalogueState:
    """Reads it all, within one transaction."""
    policies = read_policies(session)
    return CatalogueState(
        stamp=read_stamp(session),
        items={number: tidied(content) for number, content in read_contents(session).items()},
        topics={topic.id: topic for row in session.execute(_TOPICS) for topic in [StoredTopic(*row)]},
        policies={
            (complexity, funding): policies.get((complexity, funding)) or default_policy(complexity)
            for complexity in Complexity
            for funding in Funding
        },
        teams=_coded(session.execute(select(Team.id, Team.code, Team.name).order_by(Team.id))),
        agreements=_coded(session.execute(select(Agreement.id, Agreement.code, Agreement.name))),
        departments=_coded(session.execute(select(Department.id, Department.code, Department.name))),
        known=read_known(session),
    )


def read_stamp(session: Session) -> tuple[Any, ...]:
    """What differs when an item, a branch, a cell, a team, an agreement or a department was added or changed."""
    return tuple(session.execute(_STAMP).one())


def _coded(rows: Iterable[Any]) -> Coded:
    return Coded({number: (code, name) for number, code, name in rows})


def _only(pairs: Iterable[tuple[str, int]]) -> dict[str, int | None]:
    """Word -> id; None when two have the word."""
    found: dict[str, int | None] = {}
    for word, number in pairs:
        found[word] = None if word in found else number
    return found


def _down(parent: int | None, below: Mapping[int | None, list[StoredTopic]]) -> Iterator[StoredTopic]:
    for topic in below.get(parent, ()):
        yield topic
        yield from _down(topic.id, below)


_TOPICS = select(
    DemandTopic.id,
    DemandTopic.version,
    DemandTopic.parent_id,
    DemandTopic.code,
    DemandTopic.name,
    DemandTopic.name_en,
    DemandTopic.position,
).order_by(DemandTopic.position, DemandTopic.id)

_STAMP = select(
    *(
        select(one).scalar_subquery()
        for one in (
            func.count(CatalogueItem.id),
            func.coalesce(func.sum(CatalogueItem.version), 0),
            func.coalesce(func.max(CatalogueItem.id), 0),
            func.count(DemandTopic.id),
            func.coalesce(func.sum(DemandTopic.version), 0),
            func.coalesce(func.max(DemandTopic.id), 0),
            func.coalesce(func.sum(CellPolicy.version), 0),
            func.count(Team.id),
            func.coalesce(func.sum(Team.version), 0),
            func.count(Agreement.id),
            func.coalesce(func.sum(Agreement.version), 0),
            func.count(Department.id),
            func.coalesce(func.max(Department.id), 0),
        )
    )
)
