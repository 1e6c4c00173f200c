# SPDX-License-Identifier: EUPL-1.2
"""The catalogue owner's desk: items are made, changed, retired and offered here, with the matrix, the tree and files."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.catalogue import attachments, tree
from desk_app.catalogue.checks import item_faults, last_day_fault
from desk_app.catalogue.content import ItemContent
from desk_app.catalogue.editing import keywords, offered, retired, tidied
from desk_app.catalogue.messages import (
    AttachFile,
    CatalogueChanged,
    ItemChanged,
    ItemsMoved,
    OfferItems,
    RemoveAttachment,
    RemoveTopic,
    RetireItems,
    SaveItem,
    SavePolicy,
    SaveTopic,
    SettleMissedWords,
)
from desk_app.catalogue.models import (
    CatalogueAttachment,
    CatalogueVersion,
    CellPolicy,
    MissedWords,
)
from desk_app.catalogue.policy import FORM_FIELDS
from desk_app.catalogue.reading import read_contents
from desk_app.catalogue.writing import hold, read_known, write_items
from desk_app.core import kept_files
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, InvalidInput, NotFound
from desk_app.core.i18n import _
from desk_app.core.text import TEXT
from desk_app.identity.models import Team

MOST_ATTACHMENTS = 20


class CatalogueService:
    """Changes the catalogue for who may edit it; tickets that were sold keep the version they were sold under."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save_item(self, actor: Actor, command: SaveItem) -> int:
        """A new item, or the next version of one; returns its id. A save that changes nothing makes no version.

        Raises InvalidInput with the names of ``checks.py``, NotFound, and Conflict that says who changed it meanwhile.
        """
        actor.require(Right.EDIT_CATALOGUE)
        content, day = tidied(command.content), today(self._db.clock)
        with self._db.write(actor, command) as unit:
            if command.item_id is not None:
                _must_be_fresh(unit.session, command.item_id, command.version)
            faults = item_faults(content, read_known(unit.session, day).of(command.item_id))
            if faults:
                raise InvalidInput(faults)
            (item_id,) = write_items(unit, [(command.item_id, content)])
            unit.about = f"item {item_id}"
            return item_id

    def retire(self, actor: Actor, command: RetireItems) -> ItemsMoved:
        """Stops offering items, now or after a last day. Open tickets stay.

        Raises InvalidInput for a last day that is past, or that one of the items cannot have: then all stay as they were.
        """
        actor.require(Right.EDIT_CATALOGUE)
        day = today(self._db.clock)
        if command.last_day is not None and command.last_day < day:
            raise InvalidInput({"last_day": _("This date has passed. Choose today or later.")})
        with self._db.write(actor, command) as unit:
            found = _contents(unit.session, command.item_ids)
            if command.last_day is not None:
                _must_be_their_last_day(found.values(), command.last_day)
            moved = [(item_id, retired(content, day, command.last_day)) for item_id, content in found.items()]
            write_items(unit, moved)
            unit.about = _about(command.item_ids)
            return ItemsMoved(tuple(found))

    def offer(self, actor: Actor, command: OfferItems) -> ItemsMoved:
        """Offers items (again). One that has a fault stays as it was, and is named in ``refused``."""
        actor.require(Right.EDIT_CATALOGUE)
        day = today(self._db.clock)
        with self._db.write(actor, command) as unit:
            known = read_known(unit.session)
            done, refused = [], []
            for item_id, content in _contents(unit.session, command.item_ids).items():
                active = offered(content, day)
                faults = item_faults(active, known.of(item_id))
                if faults:
                    refused.append(f"{content.name}: {' '.join(faults.values())}")
                else:
                    done.append((item_id, active))
            write_items(unit, done)
            unit.about = _about(command.item_ids)
            return ItemsMoved(tuple(item_id for item_id, _content in done), tuple(refused))

    def save_policy(self, actor: Actor, command: SavePolicy) -> None:
        """What a cell means from now on, for new tickets. Raises InvalidInput, and Conflict for an older version."""
        actor.require(Right.EDIT_CATALOGUE)
        content = command.content
        with self._db.write(actor, command) as unit:
            if content.team_id is not None and not unit.session.scalar(
                select(Team.id).where(Team.id == content.team_id, Team.active)
            ):
                raise InvalidInput({"team_id": _("This team is no longer there. Choose another one.")})
            if not set(content.form_fields) <= set(FORM_FIELDS):
                raise InvalidInput({"form_fields": _("This field does not exist here. Choose from the list.")})
            cell = unit.session.get(CellPolicy, (command.complexity, command.funding))
            if command.version != (cell.version if cell else 0):
                raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept."))
            if cell is None:
                cell = CellPolicy(complexity=command.complexity, funding=command.funding)
                unit.session.add(cell)
            cell.lane, cell.team_id = content.lane, content.team_id
            cell.needs_approval, cell.needs_quote = content.needs_approval, content.needs_quote
            cell.needs_cost_centre = content.needs_cost_centre
            cell.form_fields = [name for name in FORM_FIELDS if name in content.form_fields]
            unit.about = f"cell {command.complexity} {command.funding}"
            unit.publish(CatalogueChanged(0))

    def save_topic(self, actor: Actor, command: SaveTopic) -> int:
        """A new branch, or another name, code or place for one; returns its id.

        Raises InvalidInput (also for a branch that would hang below itself), NotFound, and Conflict for an older version.
        """
        actor.require(Right.EDIT_CATALOGUE)
        with self._db.write(actor, command) as unit:
            topic_id = tree.save(unit.session, command)
            unit.about = f"topic {topic_id}"
            unit.publish(CatalogueChanged(0))
            return topic_id

    def remove_topic(self, actor: Actor, command: RemoveTopic) -> None:
        """Takes a branch away: what hangs below it moves up, and so do items that hang nowhere else.

        Raises NotFound, and Conflict that names an item which would hang nowhere.
        """
        actor.require(Right.EDIT_CATALOGUE)
        with self._db.write(actor, command) as unit:
            tree.remove(unit.session, command.topic_id)
            unit.about = f"topic {command.topic_id}"
            unit.publish(CatalogueChanged(0))

    def settle_missed_words(self, actor: Actor, command: SettleMissedWords) -> None:
        """Makes the words keywords of an item, as a new version of it, or puts them aside. Raises NotFound."""
        actor.require(Right.EDIT_CATALOGUE)
        with self._db.write(actor, command) as unit:
            missed = unit.session.get(MissedWords, command.words)
            if missed is None:
                raise NotFound(_("These words are no longer in the list."))
            missed.settled_at = unit.now
            if command.item_id is not None:
                (content,) = _contents(unit.session, (command.item_id,)).values()
                words = keywords((*content.keywords.split(","), missed.shown.replace(",", " ")))
                if len(words) > TEXT:
                    text = _("'{name}' has so many keywords that no more fit. Remove some there first.")
                    raise Conflict(text.format(name=content.name))
                write_items(unit, [(command.item_id, replace(content, keywords=words))])
                unit.about = f"item {command.item_id}"
            unit.publish(CatalogueChanged(0))

    def attach(self, actor: Actor, command: AttachFile) -> int:
        """A file with an item; returns its id. Raises InvalidInput on ``content`` for what may not be kept, NotFound."""
        actor.require(Right.EDIT_CATALOGUE)
        name, media_type = attachments.judged(command.name, command.content)
        with self._db.write(actor, command) as unit:
            _contents(unit.session, (command.item_id,))
            here = CatalogueAttachment.item_id == command.item_id
            if kept_files.count(unit.session, CatalogueAttachment, here) >= MOST_ATTACHMENTS:
                text = _("A product can have {most} files. Remove one first.")
                raise InvalidInput({"content": text.format(most=MOST_ATTACHMENTS)})
            unit.about = f"item {command.item_id}"
            unit.publish(ItemChanged(command.item_id))
            file = CatalogueAttachment(item_id=command.item_id)
            return kept_files.keep(unit, file, name, media_type, command.content)

    def remove_attachment(self, actor: Actor, command: RemoveAttachment) -> None:
        """Takes a file away. Raises NotFound."""
        actor.require(Right.EDIT_CATALOGUE)
        with self._db.write(actor, command) as unit:
            kept = kept_files.take_away(unit, CatalogueAttachment, command.attachment_id)
            unit.about = f"item {kept.item_id}"
            unit.publish(ItemChanged(kept.item_id))


def _contents(session: Session, item_ids: Collection[int]) -> Mapping[int, ItemContent]:
    """The contents to change."""
    if not hold(session, item_ids).keys() >= set(item_ids):
        raise NotFound(_("This product is no longer in the catalogue. Choose another one."))
    return read_contents(session, item_ids)


def _must_be_fresh(session: Session, item_id: int, version: int | None) -> None:
    held = hold(session, (item_id,)).get(item_id)
    if held is None:
        raise NotFound(_("This product is no longer in the catalogue. Choose another one."))
    stored, name = held
    if stored == version:
        return
    kept = (CatalogueVersion.item_id == item_id, CatalogueVersion.version == stored)
    who = session.scalar(select(CatalogueVersion.agent_name).where(*kept))
    if not who:
        raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept."))
    text = _("{who} has just changed '{name}'. Look at the difference. Your text is kept.")
    raise Conflict(text.format(who=who, name=name))


def _must_be_their_last_day(contents: Iterable[ItemContent], last_day: date) -> None:
    fault = next((fault for content in contents if (fault := last_day_fault(content, last_day))), None)
    if fault is not None:
        raise InvalidInput({"last_day": fault})


def _about(item_ids: tuple[int, ...]) -> str:
    return f"item {item_ids[0]}" if len(item_ids) == 1 else f"{len(item_ids)} items"
