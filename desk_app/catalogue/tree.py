# SPDX-License-Identifier: EUPL-1.2
"""The tree of the demand side is changed here, within the command of who asks: it never bends back into itself."""

from collections.abc import Mapping

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from desk_app.catalogue.checks import CODE
from desk_app.catalogue.editing import LONGEST_CODE
from desk_app.catalogue.messages import SaveTopic
from desk_app.catalogue.models import CatalogueItem, DemandTopic, catalogue_item_topics
from desk_app.core import text
from desk_app.core.errors import Conflict, NotFound
from desk_app.core.i18n import _, ngettext

_LINKS = catalogue_item_topics.c


def save(session: Session, command: SaveTopic) -> int:
    """A new branch, or one changed; returns its id. Raises InvalidInput, NotFound, and Conflict for an older version."""
    topic = DemandTopic(position=0) if command.topic_id is None else session.get(DemandTopic, command.topic_id)
    if topic is None:
        raise _gone()
    if command.topic_id is not None and topic.version != command.version:
        raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept."))
    code, name, name_en = command.code.strip(), " ".join(command.name.split()), " ".join(command.name_en.split())
    text.check(
        {"code": (code, LONGEST_CODE), "name": (name, text.LINE), "name_en": (name_en, text.LINE)},
        {
            "name": text.fault_in_line(name, text.LINE) if name else _("Write the question as the customer asks it."),
            "name_en": text.fault_in_line(name_en, text.LINE),
            "code": _code_fault(session, code, command.topic_id),
            "parent_id": _parent_fault(session, command),
        },
    )
    moved = command.topic_id is None or topic.parent_id != command.parent_id
    topic.parent_id, topic.code, topic.name, topic.name_en = command.parent_id, code, name, name_en
    if command.topic_id is None:
        session.add(topic)
    session.flush()
    if moved or command.position is not None:
        _put_in_place(session, topic, command.position)
    return topic.id


def remove(session: Session, topic_id: int) -> None:
    """Takes a branch away; what hangs only there moves up. Raises NotFound, Conflict when there is nothing above it."""
    topic = session.get(DemandTopic, topic_id)
    if topic is None:
        raise _gone()
    others = select(_LINKS.item_id).where(_LINKS.topic_id != topic_id)
    only_here = select(_LINKS.item_id).where(_LINKS.topic_id == topic_id, _LINKS.item_id.not_in(others))
    lost = session.execute(
        select(CatalogueItem.id, CatalogueItem.name).where(CatalogueItem.id.in_(only_here)).order_by(CatalogueItem.name)
    ).all()
    if lost and topic.parent_id is None:
        sentence = ngettext(
            "'{name}' is in '{topic}' only. Give it another question of the customer first.",
            "'{name}' and {count} more are in '{topic}' only. Give them another question of the customer first.",
            len(lost),
        )
        raise Conflict(sentence.format(name=lost[0].name, topic=topic.name, count=len(lost) - 1))
    session.execute(delete(catalogue_item_topics).where(_LINKS.topic_id == topic_id))
    if lost:
        links = [{"item_id": item.id, "topic_id": topic.parent_id} for item in lost]
        session.execute(insert(catalogue_item_topics), links)
    session.execute(
        update(DemandTopic)
        .where(DemandTopic.parent_id == topic_id)
        .values(parent_id=topic.parent_id, version=DemandTopic.version + 1)
    )
    session.delete(topic)
    session.flush()


def _code_fault(session: Session, code: str, topic_id: int | None) -> str | None:
    if not code:
        return _("Give it a code, for example LENEN.")
    other = session.execute(
        select(DemandTopic.id, DemandTopic.name).where(func.upper(DemandTopic.code) == code.upper())
    ).first()
    if other is not None and other.id != topic_id:
        return _("This code already exists at '{name}'. Choose another code.").format(name=other.name)
    if not CODE.fullmatch(code):
        return _("Use letters, digits and - in the code '{code}', for example P-PAS.").format(code=code[:40])
    return None


def _parent_fault(session: Session, command: SaveTopic) -> str | None:
    if command.parent_id is None:
        return None
    rows = session.execute(select(DemandTopic.id, DemandTopic.parent_id, DemandTopic.name)).all()
    names = {row.id: row.name for row in rows}
    if command.parent_id not in names:
        return _("The branch above it is no longer there. Choose another one.")
    if command.topic_id is not None and is_within(
        {row.id: row.parent_id for row in rows}, command.parent_id, command.topic_id
    ):
        if command.parent_id == command.topic_id:
            return _("'{name}' cannot hang below itself. Choose another branch.").format(name=names[command.topic_id])
        sentence = _("'{name}' cannot hang below '{below}', because '{below}' is part of it. Choose another branch.")
        return sentence.format(name=names[command.topic_id], below=names[command.parent_id])
    return None


def is_within(parents: Mapping[int, int | None], topic_id: int, branch_id: int) -> bool:
    """Whether a topic is the branch, or hangs somewhere below it."""
    seen: set[int] = set()
    above: int | None = topic_id
    while above is not None and above not in seen:
        if above == branch_id:
            return True
        seen.add(above)
        above = parents.get(above)
    return False


def _put_in_place(session: Session, topic: DemandTopic, position: int | None) -> None:
    """Numbers the brothers and sisters anew, with the topic where it is wanted. The version of the others stays."""
    beside = select(DemandTopic.id).where(DemandTopic.parent_id.is_not_distinct_from(topic.parent_id))
    order = [
        topic_id
        for topic_id in session.scalars(beside.order_by(DemandTopic.position, DemandTopic.id))
        if topic_id != topic.id
    ]
    order.insert(len(order) if position is None else max(0, position), topic.id)
    for place, topic_id in enumerate(order):
        if topic_id != topic.id:
            session.execute(update(DemandTopic).where(DemandTopic.id == topic_id).values(position=place))
    if topic.position != order.index(topic.id):
        topic.position = order.index(topic.id)
    session.flush()


def _gone() -> NotFound:
    return NotFound(_("This branch is no longer there. Press F5 and look again."))
