# SPDX-License-Identifier: EUPL-1.2
"""Mail is a row that is written with the command that asks for it; sending is another matter."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from desk_app.core.db import Unit
from desk_app.mail.models import MailState, OutgoingMail


def queue_mail(unit: Unit, *, about: str, address: str, name: str, subject: str, body: str) -> None:
    """Puts a mail in the outbox, in the transaction of the command; a line break never gets into the subject."""
    unit.session.add(
        OutgoingMail(
            about=about,
            address=address,
            name=name,
            subject=" ".join(subject.split())[:200],
            body=body,
            state=MailState.QUEUED,
            command_id=unit.command.command_id,
            created_at=unit.now,
        )
    )


def queued_mail(unit: Unit, about: str) -> Sequence[OutgoingMail]:
    """What still waits to go out about a ticket (by number), locked for this command, oldest first."""
    query = select(OutgoingMail).where(OutgoingMail.about == about, OutgoingMail.state == MailState.QUEUED)
    return unit.session.scalars(query.order_by(OutgoingMail.id).with_for_update()).all()


def cancel_mail(unit: Unit, command_id: str) -> datetime | None:
    """Takes back what a command queued; the moment (UTC) at which a mail of it already went out, or None."""
    mine = OutgoingMail.command_id == command_id
    sent = unit.session.scalar(select(OutgoingMail.sent_at).where(mine, OutgoingMail.state == MailState.SENT).limit(1))
    if sent is None:
        unit.session.execute(update(OutgoingMail).where(mine).values(state=MailState.CANCELLED))
    return sent
