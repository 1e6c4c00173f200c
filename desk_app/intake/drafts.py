# SPDX-License-Identifier: EUPL-1.2
"""The journal of intake slips: what is typed survives a crash, and waits on the shelf.

A journal entry is no command: it changes nothing for anybody else, so it leaves no audit entry.
"""

from sqlalchemy import ColumnElement, delete, or_, select, update

from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, NotFound
from desk_app.core.i18n import _
from desk_app.identity.models import Counter
from desk_app.intake.draft import IntakeDraft
from desk_app.intake.messages import DraftLine
from desk_app.intake.models import DraftRow


class DraftJournal:
    """Keeps, parks, lists and gives back intake slips."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, actor: Actor, draft: IntakeDraft, *, parked: bool = False) -> None:
        """Writes the slip as it is now; an empty one is forgotten. Raises Conflict when another counter took it over."""
        actor.require(Right.INTAKE)
        if draft.is_empty:
            self.discard(actor, draft.id)
            return
        now = self._db.clock.now()
        with self._db.jot() as session:
            stored = session.get(DraftRow, draft.id)
            if stored is not None and stored.counter_id != actor.counter_id:
                raise Conflict(_("Another counter took over this intake. You go on with a copy of your own."))
            session.merge(
                DraftRow(
                    id=draft.id,
                    counter_id=actor.counter_id,
                    agent_id=actor.agent_id,
                    content=draft.to_json(),
                    parked=parked,
                    started_at=draft.started_at or now,
                    updated_at=now,
                )
            )

    def discard(self, actor: Actor, draft_id: str) -> None:
        """Throws the slip away."""
        actor.require(Right.INTAKE)
        with self._db.jot() as session:
            session.execute(delete(DraftRow).where(DraftRow.id == draft_id))

    def open(self, actor: Actor, draft_id: str) -> IntakeDraft:
        """Takes the slip from the shelf, at this counter from now on; raises NotFound when it is gone."""
        actor.require(Right.INTAKE)
        with self._db.jot() as session:
            row = session.get(DraftRow, draft_id, with_for_update=True)
            if row is None:
                raise NotFound(_("This intake was finished or thrown away at another counter."))
            row.parked, row.counter_id, row.agent_id = False, actor.counter_id, actor.agent_id
            return IntakeDraft.from_json(row.content)

    def shelf(self, actor: Actor) -> tuple[DraftLine, ...]:
        """The parked slips of this counter first, then those of others; oldest first."""
        actor.require(Right.INTAKE)
        query = (
            select(DraftRow.id, DraftRow.content, DraftRow.parked, DraftRow.started_at, DraftRow.updated_at)
            .add_columns(DraftRow.counter_id, Counter.name.label("counter"))
            .outerjoin(Counter, Counter.id == DraftRow.counter_id)
            .where(DraftRow.parked)
            .order_by(DraftRow.started_at, DraftRow.id)
        )
        with self._db.read() as session:
            rows = session.execute(query).all()
        lines = []
        for row in rows:
            draft = IntakeDraft.from_json(row.content)
            lines.append(
                DraftLine(
                    id=row.id,
                    customer=draft.customer or draft.customer_text,
                    subject=draft.subject,
                    parked=row.parked,
                    started_at=row.started_at,
                    updated_at=row.updated_at,
                    counter_name=row.counter or "",
                    mine=row.counter_id == actor.counter_id,
                )
            )
        return tuple(sorted(lines, key=lambda line: not line.mine))

    def recover(self, actor: Actor) -> int:
        """After a crash: parks what was open at this counter; returns how many slips that were."""
        with self._db.jot() as session:
            here: ColumnElement[bool] = DraftRow.counter_id == actor.counter_id
            if actor.counter_id is None:
                here = DraftRow.counter_id.is_(None)
            mine = or_(here, DraftRow.agent_id == actor.agent_id)
            left = update(DraftRow).where(mine, DraftRow.parked.is_(False)).values(parked=True)
            return len(session.scalars(left.returning(DraftRow.id)).all())
