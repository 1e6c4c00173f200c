# SPDX-License-Identifier: EUPL-1.2
"""What a new desk begins with: teams, a counter, opening hours, closed days and our own catalogue.

Read from ``resources/catalogue``; everything in it may be changed afterwards.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import exists, insert, select
from sqlalchemy.orm import Session

from desk_app.catalogue.models import (
    CatalogueItem,
    Complexity,
    DemandTopic,
    Funding,
    ItemType,
    TicketKind,
    catalogue_item_topics,
)
from desk_app.contracts.models import Closure, ServiceWindow
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.db import Database
from desk_app.core.messages import Command
from desk_app.core.paths import RESOURCES
from desk_app.identity.models import Counter, Team

CATALOGUE = RESOURCES / "catalogue"

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadStarter(Command):
    """Fill a new desk."""


@dataclass(frozen=True, slots=True)
class StarterFiles:
    """``desk``: desk.toml; ``items``: the items of all other files, in the order of the files."""

    desk: Facts
    items: tuple[Facts, ...]


class _NotNew(Exception):
    """There is something already."""


def load(db: Database, actor: Actor) -> bool:
    """Fills a database that has no teams and no catalogue yet, in one command; False when it has."""
    actor.require(Right.EDIT_CATALOGUE)
    files = read_files(CATALOGUE)
    with db.read() as session:
        if not _is_new(session):
            return False
    try:
        with db.write(actor, LoadStarter()) as unit:
            if not _is_new(unit.session):
                raise _NotNew
            unit.about = "starter"
            _fill(unit.session, files, today(db.clock).year)
    except _NotNew:  # another program was first
        return False
    return True


def read_files(folder: Path) -> StarterFiles:
    """The starter as written in ``folder``; OSError or tomllib.TOMLDecodeError when that is not to be read."""
    contents = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.toml"))}
    items = tuple(item for content in contents.values() for item in content.get("items", ()))
    return StarterFiles(contents["desk"], items)


def closed_days(names: frozenset[str], years: tuple[int, ...]) -> dict[date, str]:
    """The public holidays of the Netherlands that have one of these Dutch names."""
    import holidays  # noqa: PLC0415 -- lazy: holidays costs 120 ms and is needed once per desk

    found = holidays.country_holidays("NL", years=years, language="nl", categories=("public", "optional"))
    return {day: name for day, name in sorted(found.items()) if name in names}


def _is_new(session: Session) -> bool:
    return not session.scalar(select(exists(select(Team.id)) | exists(select(CatalogueItem.id))))


def _fill(session: Session, files: StarterFiles, year: int) -> None:
    session.add(Counter(**files.desk["counter"]))
    hours = files.desk["hours"]
    for weekday in hours["weekdays"]:
        session.add(ServiceWindow(weekday=weekday, opens=hours["opens"], closes=hours["closes"]))
    closed = frozenset(files.desk["closures"]["closed"])
    session.add_all(Closure(day=day, name=name) for day, name in closed_days(closed, (year, year + 1)).items())
    owners = {team["code"]: team["owner"] for team in files.desk["teams"]}
    teams = dict(_teams(files.desk["teams"]))
    session.add_all(teams.values())
    session.flush()
    topics = _add_topics(session, files.desk["topics"], None)
    for facts in files.items:
        item = _item(facts, teams[facts["team"]], owners[facts["team"]])
        session.add(item)
        session.flush()
        links = [{"item_id": item.id, "topic_id": topics[code]} for code in facts["topics"]]
        session.execute(insert(catalogue_item_topics), links)


def _teams(listed: list[Facts]) -> Iterator[tuple[str, Team]]:
    for facts in listed:
        yield (
            facts["code"],
            Team(code=facts["code"], name=facts["name"], public_name=facts["public_name"], line=facts.get("line", 0)),
        )


def _add_topics(session: Session, listed: list[Facts], parent_id: int | None) -> dict[str, int]:
    """Adds the branches and all below them; code -> id."""
    ids: dict[str, int] = {}
    for position, facts in enumerate(listed):
        topic = DemandTopic(
            parent_id=parent_id,
            code=facts["code"],
            name=facts["name"],
            name_en=facts["name_en"],
            position=position,
        )
        session.add(topic)
        session.flush()
        ids[topic.code] = topic.id
        ids |= _add_topics(session, facts.get("below", []), topic.id)
    return ids


def _item(facts: Facts, team: Team, owner: str) -> CatalogueItem:
    return CatalogueItem(
        code=facts["code"],
        name=facts["name"],
        keywords=facts["keywords"],
        item_type=ItemType(facts.get("item_type", ItemType.SERVICE)),
        kind=TicketKind(facts["kind"]),
        complexity=Complexity(facts["complexity"]),
        funding=Funding(facts["funding"]),
        explanation=facts["explanation"],
        customer_brings=facts.get("customer_brings", ""),
        answer=facts.get("answer", ""),
        price_cents=facts.get("price_cents", 0),
        promise_minutes=facts["promise_minutes"],
        max_quantity=facts.get("max_quantity", 1),
        needs_space=facts.get("needs_space", False),
        team_id=team.id,
        owner=owner,
    )
