# SPDX-License-Identifier: EUPL-1.2
"""What somebody is typing at a ticket and has not sent: it survives leaving the page, and a crash.

Like the journal of intake slips it is no command: nobody else sees it, and it leaves no audit entry.
"""

from collections.abc import Mapping

from sqlalchemy import delete

from desk_app.core.actor import Actor
from desk_app.core.db import Database
from desk_app.tickets.models import UnfinishedText


class UnfinishedTexts:
    """Keeps one set of fields per agent and form; ``about`` names the form and its ticket, like ``note:12``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, actor: Actor, about: str, content: Mapping[str, str]) -> None:
        """Writes the fields down as they are now; when all are empty they are forgotten."""
        if actor.agent_id is None:
            return
        if not any(value.strip() for value in content.values()):
            self.forget(actor, about)
            return
        plain = {name: value.replace("\0", "") for name, value in content.items()}
        with self._db.jot() as session:
            session.merge(
                UnfinishedText(agent_id=actor.agent_id, about=about, content=plain, updated_at=self._db.clock.now())
            )

    def kept(self, actor: Actor, about: str) -> Mapping[str, str]:
        """The fields as they were; empty when there is nothing."""
        if actor.agent_id is None:
            return {}
        with self._db.read() as session:
            row = session.get(UnfinishedText, (actor.agent_id, about))
            return {} if row is None else {str(name): str(value) for name, value in row.content.items()}

    def forget(self, actor: Actor, about: str) -> None:
        """It was sent, or thrown away."""
        with self._db.jot() as session:
            mine = (UnfinishedText.agent_id == actor.agent_id, UnfinishedText.about == about)
            session.execute(delete(UnfinishedText).where(*mine))
