# SPDX-License-Identifier: EUPL-1.2
"""Looking up a code of a mail, without a way to find one by trying: every wrong one is in the audit trail, and after a
few of them an agent has to wait until tomorrow."""

import hmac
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.core import formats
from desk_app.core.actor import Actor
from desk_app.core.audit import AuditEntry
from desk_app.core.clock import local
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.core.i18n import _
from desk_app.process.messages import WrongApprovalCode
from desk_app.process.models import Approval, Decision
from desk_app.process.tokens import hash_of, letters_of

MOST_WRONG_CODES = 10
"""Per agent in a day; sixty bits are not found in a thousand of those days either."""


class Guard:
    """The door to requests by code."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def approval_id(self, actor: Actor, typed: str) -> int:
        """The request that can still be answered with this code; raises an error with a sentence when there is none."""
        letters = letters_of(typed)
        if letters is None:
            raise InvalidInput(
                {
                    "token": _(
                        "A code has twelve characters in three groups, like X-7K3M-0QX4-9WBE. Look again in the mail."
                    )
                }
            )
        now = self._db.clock.now()
        with self._db.read() as session:
            if _wrong_today(session, actor, now) >= MOST_WRONG_CODES:
                raise NotAllowed(
                    _("Too many wrong codes today. Ask a colleague to type it, or note the answer at the counter.")
                )
            wanted = hash_of(letters)
            found = session.execute(
                select(
                    Approval.id,
                    Approval.token_hash,
                    Approval.decision,
                    Approval.approver,
                    Approval.decided_at,
                    Approval.expires_at,
                ).where(Approval.token_hash == wanted)
            ).first()
        if found is None or not hmac.compare_digest(found.token_hash or "", wanted):
            with self._db.write(actor, WrongApprovalCode()):
                pass  # nothing but its entry in the audit trail
            raise NotFound(_("This code is not known. Compare it with the mail, character by character."))
        if found.decision is Decision.WITHDRAWN:
            raise Conflict(
                _(
                    "This code no longer holds: the approval was asked again, or is not needed any more. Look at the ticket."
                )
            )
        if found.decision is not Decision.ASKED:
            raise Conflict(
                _("This code was used at {moment}: the answer of {name} is noted already.").format(
                    moment=formats.moment_short(found.decided_at), name=found.approver
                )
            )
        if found.expires_at <= now:
            raise Conflict(
                _("This code held until {moment}. Ask the approval again: then a new code goes by mail.").format(
                    moment=formats.moment_short(found.expires_at)
                )
            )
        return int(found.id)


def _wrong_today(session: Session, actor: Actor, now: datetime) -> int:
    """How many unknown codes this agent typed since midnight; reads the trail of today only."""
    midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    query = select(AuditEntry.at, AuditEntry.agent_id, AuditEntry.command).order_by(AuditEntry.seq.desc())
    count = 0
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for row in rows:
            if row.at < midnight:
                break
            count += row.command == WrongApprovalCode.__name__ and row.agent_id == actor.agent_id
    return count
