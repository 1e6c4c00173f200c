# SPDX-License-Identifier: EUPL-1.2
"""The first schema: people, catalogue, contacts, tickets, paper, the audit trail.

Everything is written out here and nothing is imported from the models: a revision says for ever what it said once.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(32)
OPEN = sa.text("status IN ('new', 'in_progress', 'pending', 'ready')")
UNFINISHED = sa.text("finished_at is null")
APPEND_ONLY = ("audit", "ticket_events")


def upgrade() -> None:
    _desk()
    _workers()
    _customers()
    _catalogue()
    _hours()
    _contacts()
    _tickets()
    _paper()
    _append_only()


def downgrade() -> None:
    raise NotImplementedError("there is nothing before the first schema")


def _desk() -> None:
    """Settings, and the trail of what was done."""
    op.create_table(
        "settings",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("seq", KEY, primary_key=True, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("agent_id", KEY),
        sa.Column("counter_id", KEY),
        sa.Column("origin", sa.String(36), nullable=False),
        sa.Column("command", sa.String(64), nullable=False),
        sa.Column("command_id", sa.String(36), nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("events", sa.String, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("uq_audit_command_id", "audit", ["command_id"], unique=True)


def _workers() -> None:
    """Who works here and where."""
    op.create_table(
        "teams",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("code", sa.String(32), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("public_name", sa.String(200), nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "counters",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False, unique=True),
        sa.Column("location", sa.String(200), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
    )
    op.create_table(
        "agents",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", WORD, nullable=False),
        sa.Column("pin_hash", sa.String(200), nullable=False),
        sa.Column("wrong_pins", sa.Integer, nullable=False),
        sa.Column("wrong_pin_at", MOMENT),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("uq_agents_login", "agents", [sa.text("lower(login)")], unique=True)
    op.create_table(
        "agent_teams",
        sa.Column("agent_id", KEY, sa.ForeignKey("agents.id"), primary_key=True),
        sa.Column("team_id", KEY, sa.ForeignKey("teams.id"), primary_key=True),
    )


def _customers() -> None:
    """Whom we serve, and the places they are in."""
    op.create_table(
        "departments",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("code", sa.String(32), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
    )
    op.create_table(
        "buildings",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("code", sa.String(32), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("site", sa.String(200), nullable=False),
    )
    op.create_table(
        "spaces",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("building_id", KEY, sa.ForeignKey("buildings.id"), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
    )
    op.create_index("uq_spaces_building_id_code", "spaces", ["building_id", "code"], unique=True)
    op.create_table(
        "persons",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("given_name", sa.String(200), nullable=False),
        sa.Column("infix", sa.String(64), nullable=False),
        sa.Column("family_name", sa.String(200), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("department_id", KEY, sa.ForeignKey("departments.id"), index=True),
        sa.Column("space_id", KEY, sa.ForeignKey("spaces.id")),
        sa.Column("badge", sa.String(64)),
        sa.Column("personnel_number", sa.String(64)),
        sa.Column("email", sa.String(254)),
        sa.Column("phone", sa.String(64)),
        sa.Column("phone_digits", sa.String(32)),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("prefers_mail", sa.Boolean, nullable=False),
        sa.Column("attention", sa.String(80), nullable=False),
        sa.Column("attention_until", sa.Date),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_persons_badge", "persons", ["badge"])
    op.create_index("ix_persons_email", "persons", ["email"])
    op.create_index("ix_persons_personnel_number", "persons", ["personnel_number"])
    op.create_index("ix_persons_phone_digits", "persons", ["phone_digits"])


def _catalogue() -> None:
    """What we offer."""
    op.create_table(
        "catalogue_items",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("code", sa.String(32), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("keywords", sa.String, nullable=False),
        sa.Column("item_type", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("complexity", WORD, nullable=False),
        sa.Column("funding", WORD, nullable=False),
        sa.Column("explanation", sa.String, nullable=False),
        sa.Column("customer_brings", sa.String, nullable=False),
        sa.Column("answer", sa.String, nullable=False),
        sa.Column("price_cents", sa.Integer, nullable=False),
        sa.Column("promise_minutes", sa.Integer, nullable=False),
        sa.Column("max_quantity", sa.Integer, nullable=False),
        sa.Column("needs_space", sa.Boolean, nullable=False),
        sa.Column("team_id", KEY, sa.ForeignKey("teams.id"), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_until", sa.Date),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "demand_topics",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("parent_id", KEY, sa.ForeignKey("demand_topics.id")),
        sa.Column("code", sa.String(32), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_table(
        "catalogue_item_topics",
        sa.Column("item_id", KEY, sa.ForeignKey("catalogue_items.id"), primary_key=True),
        sa.Column("topic_id", KEY, sa.ForeignKey("demand_topics.id"), primary_key=True, index=True),
    )


def _hours() -> None:
    """When we are open."""
    op.create_table(
        "service_windows",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("weekday", sa.Integer, nullable=False),
        sa.Column("opens", sa.Time, nullable=False),
        sa.Column("closes", sa.Time, nullable=False),
    )
    op.create_table(
        "closures",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
    )


def _contacts() -> None:
    """A contact, and what is typed meanwhile."""
    op.create_table(
        "interactions",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("persons.id"), index=True),
        sa.Column("channel", WORD, nullable=False),
        sa.Column("counter_id", KEY, sa.ForeignKey("counters.id")),
        sa.Column("agent_id", KEY, sa.ForeignKey("agents.id")),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("remark", sa.String(200), nullable=False),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("counter_id", KEY, sa.ForeignKey("counters.id")),
        sa.Column("agent_id", KEY, sa.ForeignKey("agents.id")),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("parked", sa.Boolean, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
    )


def _tickets() -> None:
    """The ticket and what happens to it."""
    op.create_table(
        "tickets",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("number", sa.String(16), nullable=False, unique=True),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("interaction_id", KEY, sa.ForeignKey("interactions.id")),
        sa.Column("channel", WORD, nullable=False),
        sa.Column("requester_id", KEY, sa.ForeignKey("persons.id")),
        sa.Column("requested_for_id", KEY, sa.ForeignKey("persons.id")),
        sa.Column("catalogue_item_id", KEY, sa.ForeignKey("catalogue_items.id")),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("description", sa.String, nullable=False),
        sa.Column("space_id", KEY, sa.ForeignKey("spaces.id")),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("confidential", sa.Boolean, nullable=False),
        sa.Column("priority", sa.Integer),
        sa.Column("team_id", KEY, sa.ForeignKey("teams.id"), index=True),
        sa.Column("assignee_id", KEY, sa.ForeignKey("agents.id"), index=True),
        sa.Column("price_cents", sa.Integer, nullable=False),
        sa.Column("cost_centre", sa.String(64), nullable=False),
        sa.Column("registered_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("promised_at", MOMENT),
        sa.Column("promise_reason", sa.String(200), nullable=False),
        sa.Column("soon_at", MOMENT),
        sa.Column("pending_reason", WORD),
        sa.Column("follow_up_on", sa.Date),
        sa.Column("completed_at", MOMENT),
        sa.Column("outcome", WORD),
        sa.Column("resolution", sa.String, nullable=False),
        sa.Column("late_reason", sa.String(200), nullable=False),
        sa.Column("minutes_spent", sa.Integer),
        sa.Column("ready_at", MOMENT),
        sa.Column("shelf", sa.String(32), nullable=False),
        sa.Column("collected_at", MOMENT),
        sa.Column("collected_by", sa.String(200), nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("source", sa.String(32)),
        sa.Column("external_number", sa.String(64)),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_tickets_completed_at", "tickets", ["completed_at"])
    op.create_index("ix_tickets_interaction_id", "tickets", ["interaction_id"])
    op.create_index("ix_tickets_open_due", "tickets", ["due_at", "id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_tickets_requested_for_id", "tickets", ["requested_for_id"])
    op.create_index("ix_tickets_requester_id", "tickets", ["requester_id", "id"])
    op.create_index("uq_tickets_source_external_number", "tickets", ["source", "external_number"], unique=True)
    op.create_table(
        "ticket_events",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("ticket_id", KEY, sa.ForeignKey("tickets.id"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("agent_id", KEY),
        sa.Column("agent_name", sa.String(200), nullable=False),
        sa.Column("counter_name", sa.String(200), nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("for_customer", sa.Boolean, nullable=False),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.Column("command_id", sa.String(36)),
    )
    op.create_index("ix_ticket_events_command_id", "ticket_events", ["command_id"])
    op.create_index("ix_ticket_events_ticket_id", "ticket_events", ["ticket_id", "id"])
    op.create_table(
        "ticket_numbers",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "handovers",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("ticket_id", KEY, sa.ForeignKey("tickets.id"), nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("signature", sa.LargeBinary),
        sa.Column("command_id", sa.String(36), nullable=False),
    )
    op.create_table(
        "saved_views",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("agent_id", KEY, sa.ForeignKey("agents.id"), index=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("filter", sa.JSON, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
    )


def _paper() -> None:
    """What waits for a printer or for the mail."""
    op.create_table(
        "print_jobs",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("paper", WORD, nullable=False),
        sa.Column("printer", sa.String(200), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("trouble", WORD),
        sa.Column("trouble_detail", sa.String(500), nullable=False),
        sa.Column("copy", sa.Integer, nullable=False),
        sa.Column("spool_id", sa.String(200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column("agent_id", KEY),
        sa.Column("counter_id", KEY),
        sa.Column("document", sa.Text),
        sa.Column("pdf", sa.LargeBinary),
        sa.CheckConstraint("copy >= 1", name="copy_counts_from_one"),
        sa.CheckConstraint("(state in ('done', 'cancelled')) = (finished_at is not null)", name="finished_has_a_time"),
    )
    op.create_index("ix_print_jobs_about_id", "print_jobs", ["about", "id"])
    op.create_index(
        "ix_print_jobs_open", "print_jobs", ["counter_id", "id"], sqlite_where=UNFINISHED, postgresql_where=UNFINISHED
    )
    op.create_table(
        "outbox",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("about", sa.String(64), nullable=False, index=True),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("command_id", sa.String(36), index=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
    )


def _append_only() -> None:
    """A row of the audit trail or of a timeline can be added, never changed or removed."""
    if op.get_bind().dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for act in ("update", "delete"):
                op.execute(
                    f"create trigger {table}_no_{act} before {act} on {table} "
                    f"begin select raise(abort, '{table} is append-only'); end"
                )
        return
    op.execute(
        "create function append_only() returns trigger language plpgsql as $$ "
        "begin raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation'; end $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"create trigger {table}_append_only before update or delete on {table} "
            "for each row execute function append_only()"
        )
        op.execute(
            f"create trigger {table}_no_truncate before truncate on {table} "
            "for each statement execute function append_only()"
        )
