# SPDX-License-Identifier: EUPL-1.2
"""Invented agreements with a target and a ladder, and tickets that stand where a test wants them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from desk_app.app import Desk
from desk_app.catalogue.models import LeadUnit
from desk_app.contracts.models import Addressee, Agreement, AgreementKind, AgreementTarget, EscalationRung
from desk_app.core.actor import Actor
from desk_app.core.clock import DESK_ZONE
from desk_app.core.db import Database
from desk_app.identity.models import Team
from desk_app.mail.models import OutgoingMail
from desk_app.tickets.models import Ticket
from tests import factories

Rung = tuple[int, Addressee, str]


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment at the desk in 2026; the clock of the tests stands at 24 November, 10:42."""
    return datetime(2026, month, day, hour, minute, tzinfo=DESK_ZONE)


def a_target(db: Database, code: str = "SLA-FAC", *, rungs: Sequence[Rung] = (), **columns: Any) -> int:  # noqa: ANN401 -- columns of AgreementTarget
    """A target of eight working hours in an agreement with the customers; returns its id."""
    with db.jot() as session:
        agreement = session.scalar(select(Agreement).where(Agreement.code == code))
        if agreement is None:
            agreement = Agreement(
                code=code,
                name=f"Afspraken {code}",
                kind=AgreementKind.SLA,
                valid_from=date(2026, 1, 1),
                owner="Noor Vos",
            )
            session.add(agreement)
            session.flush()
        values = {
            "position": 0,
            "completion_amount": 480,
            "completion_unit": LeadUnit.MINUTES,
            "pauses": ["customer"],
            "norm_percent": 90,
            **columns,
        }
        target = AgreementTarget(agreement_id=agreement.id, **values)
        session.add(target)
        session.add_all(
            EscalationRung(agreement_id=agreement.id, percent=percent, addressee=addressee, reason=reason)
            for percent, addressee, reason in rungs
        )
        session.flush()
        return target.id


def agreement_of(db: Database, target_id: int) -> int:
    """The agreement of a target."""
    with db.read() as session:
        return session.scalars(select(AgreementTarget.agreement_id).where(AgreementTarget.id == target_id)).one()


def a_ticket(desk: Desk, actor: Actor, **columns: Any) -> int:  # noqa: ANN401 -- columns of Ticket
    """A registered ticket that is put where the test wants it; returns its id."""
    (ticket_id,) = factories.a_visit(desk, actor).ticket_ids
    put(desk.db, ticket_id, **columns)
    return ticket_id


def put(db: Database, ticket_id: int, **columns: Any) -> None:  # noqa: ANN401 -- columns of Ticket
    """Sets columns without a command: what stands in the table is all that the test is about."""
    if columns:
        with db.jot() as session:
            session.execute(update(Ticket).where(Ticket.id == ticket_id).values(**columns))


def teams_have_mail(db: Database, address: str = "team@example.org") -> None:
    """Every team reads its reminders there."""
    with db.jot() as session:
        session.execute(update(Team).values(email=address))


def mails(db: Database) -> list[OutgoingMail]:
    """What was put in the outbox, oldest first."""
    with db.read() as session:
        return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))
