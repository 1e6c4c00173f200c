# SPDX-License-Identifier: EUPL-1.2
"""Agreements with targets: several calendars, suppliers, what a clock runs by, who minds a ticket, who was warned.

The opening hours and closed days there are become the calendar of the desk. Whoever took in a ticket is its owner.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(32)
LINE = sa.String(200)
DESK_CALENDAR = 1


def upgrade() -> None:
    _suppliers()
    _calendars()
    _agreements()
    _targets()
    _parts_of_agreements()
    _tickets()
    _warnings()


def _add(table: str, name: str, kind: sa.types.TypeEngine[Any], default: str | None = None) -> None:
    column = sa.Column(name, kind, nullable=default is None, server_default=default)
    op.add_column(table, column)


def _add_reference(table: str, name: str, to: str) -> None:
    column = sa.Column(name, KEY, sa.ForeignKey(f"{to}.id"), nullable=True)
    op.add_column(table, column, inline_references=True)


def _belongs_to(name: str, table: str, *, index: bool = False) -> sa.Column[Any]:
    return sa.Column(name, KEY, sa.ForeignKey(f"{table}.id"), nullable=False, index=index)


def _suppliers() -> None:
    """Who works for us from outside, and where a team reads its reminders."""
    op.create_table(
        "suppliers",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("code", WORD, nullable=False, unique=True),
        sa.Column("name", LINE, nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("phone", sa.String(64), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    _add("teams", "email", sa.String(254), "")


def _calendars() -> None:
    """Several calendars; what there was is that of the desk."""
    calendars = op.create_table(
        "service_calendars",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("code", WORD, nullable=False, unique=True),
        sa.Column("name", LINE, nullable=False),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("is_desk", "holidays", "good_friday")),
        sa.Column("liberation_day", WORD, nullable=False),
        sa.Column("bridging", WORD, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    desk: dict[str, object] = {"code": "BALIE", "name": "Balie", "is_desk": True, "holidays": False, "version": 1}
    no_choice = {"good_friday": False, "liberation_day": "never", "bridging": "none"}
    op.execute(sa.insert(calendars).values(desk | no_choice))
    op.create_table(
        "own_hours",
        sa.Column("id", KEY, primary_key=True),
        _belongs_to("calendar_id", "service_calendars"),
        sa.Column("day", sa.Date, nullable=False),
        *_hours(),
    )
    op.create_index("ix_own_hours_calendar_id", "own_hours", ["calendar_id", "day"])
    _made_anew(
        "closures",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("name", LINE, nullable=False),
        *_hours("begins", "ends", nullable=True),
    )
    op.create_index("ix_closures_calendar_id", "closures", ["calendar_id", "day"])
    _made_anew("service_windows", sa.Column("weekday", sa.Integer, nullable=False), *_hours())
    op.create_index("ix_service_windows_calendar_id", "service_windows", ["calendar_id"])


def _made_anew(name: str, *columns: sa.Column[Any]) -> None:
    """The table with a key of its own and a calendar; its rows become those of the calendar of the desk."""
    connection = op.get_bind()
    old = sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False)
    rows = [dict(row) for row in connection.execute(sa.select(old).order_by(*old.primary_key)).mappings()]
    op.drop_table(name)
    table = op.create_table(
        name, sa.Column("id", KEY, primary_key=True), _belongs_to("calendar_id", "service_calendars"), *columns
    )
    if rows:
        kept = [{key: value for key, value in row.items() if key != "id"} for row in rows]
        op.bulk_insert(table, [row | {"calendar_id": DESK_CALENDAR} for row in kept])


def _hours(first: str = "opens", last: str = "closes", *, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Time, nullable=nullable) for name in (first, last)]


def _agreements() -> None:
    """With whom, until when to give notice, what it costs, and which products it covers."""
    table = "agreements"
    _add_reference(table, "team_id", "teams")
    _add_reference(table, "supplier_id", "suppliers")
    _add(table, "notice_on", sa.Date())
    _add(table, "notice_given_on", sa.Date())
    _add(table, "reminder_on", sa.Date())
    _add(table, "renewal", WORD, "none")
    _add(table, "cost_cents", sa.Integer(), "0")
    _add(table, "cost_period", WORD, "year")
    _add(table, "evaluation", WORD, "quarterly")
    _add(table, "owner", LINE, "")
    op.create_table(
        "agreement_items",
        sa.Column("agreement_id", KEY, sa.ForeignKey("agreements.id"), primary_key=True),
        sa.Column("item_id", KEY, sa.ForeignKey("catalogue_items.id"), primary_key=True, index=True),
    )


def _targets() -> None:
    """Within which time, for what."""
    op.create_table(
        "agreement_targets",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("agreement_id", KEY, sa.ForeignKey("agreements.id"), nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("item_id", KEY, sa.ForeignKey("catalogue_items.id")),
        sa.Column("building_id", KEY, sa.ForeignKey("buildings.id")),
        sa.Column("priority", sa.Integer),
        sa.Column("kind", WORD),
        sa.Column("response_amount", sa.Integer),
        sa.Column("response_unit", WORD),
        sa.Column("completion_amount", sa.Integer, nullable=False),
        sa.Column("completion_unit", WORD, nullable=False),
        sa.Column("calendar_id", KEY, sa.ForeignKey("service_calendars.id")),
        sa.Column("pauses", sa.JSON, nullable=False),
        sa.Column("norm_percent", sa.Integer, nullable=False),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.Column("consequence", LINE, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
    )


def _parts_of_agreements() -> None:
    """The ladder, the files and the actions of an agreement."""
    op.create_table(
        "escalation_rungs",
        sa.Column("id", KEY, primary_key=True),
        _belongs_to("agreement_id", "agreements", index=True),
        sa.Column("percent", sa.Integer, nullable=False),
        sa.Column("addressee", WORD, nullable=False),
        sa.Column("reason", LINE, nullable=False),
    )
    op.create_table(
        "agreement_documents",
        sa.Column("id", KEY, primary_key=True),
        _belongs_to("agreement_id", "agreements", index=True),
        sa.Column("name", LINE, nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("added_by", LINE, nullable=False),
    )
    op.create_table(
        "agreement_actions",
        sa.Column("id", KEY, primary_key=True),
        _belongs_to("agreement_id", "agreements", index=True),
        sa.Column("what", LINE, nullable=False),
        sa.Column("who", LINE, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("done_on", sa.Date),
    )


def _tickets() -> None:
    """What its clock runs by, and who minds it."""
    table = "tickets"
    _add_reference(table, "target_id", "agreement_targets")
    _add_reference(table, "owner_id", "agents")
    for name in ("respond_by", "responded_at", "paused_at"):
        _add(table, name, MOMENT)
    _add(table, "met_at_source", sa.Boolean())
    op.execute(
        "update tickets set owner_id = (select agent_id from interactions where interactions.id = tickets.interaction_id)"
        " where interaction_id is not null"
    )
    _clocks()
    op.create_index("ix_tickets_target_id", table, ["target_id", "completed_at"])
    op.create_index("ix_tickets_owner_id", table, ["owner_id"])
    reopened = sa.text("kind = 'reopened'")
    op.create_index(
        "ix_ticket_events_reopened",
        "ticket_events",
        ["ticket_id"],
        sqlite_where=reopened,
        postgresql_where=reopened,
    )


def _clocks() -> None:
    """What was waiting for the customer or for approval stands still since then; what was begun had an answer then."""
    op.execute(
        "update tickets set paused_at = coalesce((select max(e.at) from ticket_events e where e.ticket_id = tickets.id"
        " and e.kind = 'waiting'), registered_at)"
        " where status = 'pending' and pending_reason in ('customer', 'approval')"
    )
    op.execute(
        "update tickets set responded_at = (select min(e.at) from ticket_events e where e.ticket_id = tickets.id"
        " and (e.for_customer or e.kind in ('taken', 'waiting', 'resumed', 'completed', 'cancelled')))"
        " where status <> 'new'"
    )


def _warnings() -> None:
    """Who was reached about a ticket, and why."""
    op.create_table(
        "ticket_warnings",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("ticket_id", KEY, sa.ForeignKey("tickets.id"), nullable=False),
        sa.Column("rung", sa.String(64), nullable=False),
        sa.Column("about_at", MOMENT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("addressee", WORD, nullable=False),
        sa.Column("name", LINE, nullable=False),
        sa.Column("reason", LINE, nullable=False),
        sa.Column("given_by", LINE, nullable=False),
    )
    op.create_index(
        "uq_ticket_warnings_ticket_id_rung_about_at", "ticket_warnings", ["ticket_id", "rung", "about_at"], unique=True
    )
