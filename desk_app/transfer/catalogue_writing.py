# SPDX-License-Identifier: EUPL-1.2
"""Writes a plan into the database, within one command: branches, products with a new version each, cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from desk_app.catalogue.messages import CatalogueChanged, Complexity, Funding, ItemContent, PolicyContent
from desk_app.catalogue.models import CellPolicy, DemandTopic
from desk_app.catalogue.writing import write_items
from desk_app.core.db import Unit
from desk_app.transfer.catalogue_messages import PlanWork, TopicWork
from desk_app.transfer.messages import Progress, Stop, Stopped, never_stop, no_progress

_AT_ONCE = 500
_CHANGED_AT_ONCE = 2_500
"""Each portion of changed items reads how all of them were."""


def write_work(unit: Unit, work: PlanWork, progress: Progress = no_progress, stop: Stop = never_stop) -> None:
    """Writes it all, or raises: Stopped, Conflict."""
    ids = _write_topics(unit.session, work.topics)
    new = [(number, _with_topics(content, ids)) for number, content in work.items if number is None]
    changed = [(number, _with_topics(content, ids)) for number, content in work.items if number is not None]
    total, done = len(work.items), 0
    for some in (*_portions(new, _AT_ONCE), *_portions(changed, _CHANGED_AT_ONCE)):
        progress(done, total)
        if stop():
            raise Stopped
        write_items(unit, some)
        done += len(some)
    _write_policies(unit.session, work.policies)
    progress(total, total)
    if stop():
        raise Stopped
    unit.publish(CatalogueChanged(0))


def _write_topics(session: Session, topics: Sequence[TopicWork]) -> dict[int, int]:
    """Adds and changes branches, parents first; returns the ids of the new ones by what stood for them."""
    ids: dict[int, int] = {}
    for topic in topics:
        parent = ids.get(topic.parent_id, topic.parent_id) if topic.parent_id is not None else None
        values = {"parent_id": parent, "code": topic.code, "name": topic.name, "name_en": topic.name_en}
        if topic.position is None:
            beside = select(func.count(DemandTopic.id)).where(DemandTopic.parent_id.is_not_distinct_from(parent))
            values["position"] = session.scalar(beside)
        else:
            values["position"] = topic.position
        if topic.id < 0:
            added = DemandTopic(**values)
            session.add(added)
            session.flush()
            ids[topic.id] = added.id
        else:
            query = update(DemandTopic).where(DemandTopic.id == topic.id)
            session.execute(query.values(**values, version=DemandTopic.version + 1))
    return ids


def _with_topics(content: ItemContent, ids: Mapping[int, int]) -> ItemContent:
    if ids and min(content.topics, default=0) < 0:
        return replace(content, topics=tuple(ids.get(topic, topic) for topic in content.topics))
    return content


def _write_policies(session: Session, policies: Iterable[tuple[Complexity, Funding, PolicyContent]]) -> None:
    for complexity, funding, content in policies:
        cell = session.get(CellPolicy, (complexity, funding))
        if cell is None:
            cell = CellPolicy(complexity=complexity, funding=funding)
            session.add(cell)
        cell.lane, cell.team_id = content.lane, content.team_id
        cell.needs_approval, cell.needs_quote = content.needs_approval, content.needs_quote
        cell.needs_cost_centre = content.needs_cost_centre
        cell.form_fields = list(content.form_fields)
    session.flush()


def _portions(
    items: Sequence[tuple[int | None, ItemContent]], most: int
) -> list[Sequence[tuple[int | None, ItemContent]]]:
    return [items[start : start + most] for start in range(0, len(items), most)]
