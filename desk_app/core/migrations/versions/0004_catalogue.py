# SPDX-License-Identifier: EUPL-1.2
"""The catalogue that steers: two languages, lead times, prices, intake fields, processes, entitlement, versions.

Prices move to a table of their own; ``promise_minutes`` becomes a lead time in minutes; every item gets its first kept
version, and every ticket the version it was sold under.
"""

# ruff: noqa: S608 -- the SQL is put together from the constants of this file

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(32)
LINE = sa.String(200)
APPEND_ONLY = "catalogue_versions"
FIRST_DAY = date(2000, 1, 1)
"""A price of before there were periods holds from here on."""
PRICES = sa.table(
    "catalogue_prices",
    sa.column("item_id"),
    sa.column("supply"),
    sa.column("valid_from", sa.Date),
    sa.column("price_cents"),
    sa.column("vat"),
)


def upgrade() -> None:
    _agreements()
    _cost_centres()
    _items()
    _parts_of_items()
    _demand()
    _tickets()
    _steps()
    _mappings()
    _move_prices()
    _keep_versions()
    _append_only()


def _add(table: str, name: str, kind: sa.types.TypeEngine[Any], default: str | None = None) -> None:
    column = sa.Column(name, kind, nullable=default is None, server_default=default)
    op.add_column(table, column)


def _add_reference(table: str, name: str, to: str) -> None:
    column = sa.Column(name, KEY, sa.ForeignKey(f"{to}.id"), nullable=True)
    op.add_column(table, column, inline_references=True)


def _agreements() -> None:
    """What we agreed with whom."""
    op.create_table(
        "agreements",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("code", WORD, nullable=False, unique=True),
        sa.Column("name", LINE, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_until", sa.Date),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "agreement_departments",
        sa.Column("agreement_id", KEY, sa.ForeignKey("agreements.id"), primary_key=True),
        sa.Column("department_id", KEY, sa.ForeignKey("departments.id"), primary_key=True, index=True),
    )


def _cost_centres() -> None:
    """Where costs are charged to, and who decides about them."""
    op.create_table(
        "cost_centres",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("code", sa.String(64), nullable=False, unique=True),
        sa.Column("name", LINE, nullable=False),
        sa.Column("department_id", KEY, sa.ForeignKey("departments.id")),
        sa.Column("holder_id", KEY, sa.ForeignKey("persons.id"), index=True),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "budget_delegations",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("holder_id", KEY, sa.ForeignKey("persons.id"), nullable=False, index=True),
        sa.Column("delegate_id", KEY, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_until", sa.Date, nullable=False),
    )


def _items() -> None:
    """The item itself."""
    table = "catalogue_items"
    op.execute(f"alter table {table} rename column promise_minutes to lead_amount")
    _add(table, "lead_unit", WORD, "minutes")
    _add(table, "order_lead_amount", sa.Integer())
    _add(table, "order_lead_unit", WORD)
    _add(table, "name_en", LINE, "")
    for name in ("explanation_en", "customer_brings_en", "answer_en"):
        _add(table, name, sa.String(), "")
    _add(table, "cost_centre_rule", WORD, "by_cell")
    _add(table, "min_quantity", sa.Integer(), "1")
    for name in ("lendable", "pick_up", "work_order"):
        _add(table, name, sa.Boolean(), "0" if op.get_bind().dialect.name == "sqlite" else "false")
    _add_reference(table, "agreement_id", "agreements")
    _add(table, "review_on", sa.Date())
    op.execute(f"update {table} set status = 'retired' where status = 'ended'")


def _parts_of_items() -> None:
    """What an item has several of, and what a cell of the matrix means."""
    item = ("item_id", KEY, sa.ForeignKey("catalogue_items.id"))
    op.create_table(
        "catalogue_versions",
        sa.Column(*item, primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("agent_name", LINE, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
    )
    op.create_table(
        "catalogue_prices",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("item_id", KEY, sa.ForeignKey("catalogue_items.id"), nullable=False, index=True),
        sa.Column("supply", WORD, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_until", sa.Date),
        sa.Column("price_cents", sa.Integer, nullable=False),
        sa.Column("vat", WORD, nullable=False),
    )
    op.create_table(
        "catalogue_fields",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("item_id", KEY, sa.ForeignKey("catalogue_items.id"), nullable=False),
        sa.Column("code", WORD, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("field_type", WORD, nullable=False),
        *(sa.Column(name, LINE, nullable=False) for name in ("label", "label_en", "help", "help_en")),
        sa.Column("required", sa.Boolean, nullable=False),
        sa.Column("choices", sa.JSON, nullable=False),
        sa.Column("choices_en", sa.JSON, nullable=False),
    )
    op.create_index("uq_catalogue_fields_item_id_code", "catalogue_fields", ["item_id", "code"], unique=True)
    op.create_table(
        "process_steps",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("item_id", KEY, sa.ForeignKey("catalogue_items.id"), nullable=False),
        *_step_columns(),
    )
    op.create_index("uq_process_steps_item_id_code", "process_steps", ["item_id", "code"], unique=True)
    op.create_table(
        "entitlements",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("item_id", KEY, sa.ForeignKey("catalogue_items.id"), nullable=False, index=True),
        sa.Column("person_kind", WORD),
        sa.Column("department_id", KEY, sa.ForeignKey("departments.id")),
        sa.Column("agreement_id", KEY, sa.ForeignKey("agreements.id")),
    )
    op.create_table(
        "catalogue_attachments",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("item_id", KEY, sa.ForeignKey("catalogue_items.id"), nullable=False, index=True),
        sa.Column("name", LINE, nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("added_by", LINE, nullable=False),
    )
    op.create_table(
        "cell_policies",
        sa.Column("complexity", WORD, primary_key=True),
        sa.Column("funding", WORD, primary_key=True),
        sa.Column("lane", WORD, nullable=False),
        sa.Column("team_id", KEY, sa.ForeignKey("teams.id")),
        sa.Column("needs_approval", sa.Boolean, nullable=False),
        sa.Column("needs_cost_centre", sa.Boolean, nullable=False),
        sa.Column("needs_quote", sa.Boolean, nullable=False),
        sa.Column("form_fields", sa.JSON, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )


def _step_columns() -> list[sa.Column[Any]]:
    """What a step of an item and a step of a ticket have alike."""
    return [
        sa.Column("code", WORD, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("name", LINE, nullable=False),
        sa.Column("name_en", LINE, nullable=False),
        sa.Column("team_id", KEY, sa.ForeignKey("teams.id")),
        sa.Column("lead_amount", sa.Integer, nullable=False),
        sa.Column("lead_unit", WORD, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        *(
            sa.Column(name, LINE, nullable=False)
            for name in ("required_input", "required_input_en", "exit_check", "exit_check_en")
        ),
    ]


def _demand() -> None:
    """The tree in the customer's words, and the words that found nothing."""
    _add("demand_topics", "version", sa.Integer(), "1")
    op.create_table(
        "missed_words",
        sa.Column("words", sa.String(100), primary_key=True),
        sa.Column("shown", sa.String(100), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT),
    )


def _tickets() -> None:
    """What a ticket keeps of what was sold."""
    table = "tickets"
    _add(table, "catalogue_version", sa.Integer())
    _add(table, "supply", WORD)
    _add(table, "lane", WORD)
    _add(table, "answers", sa.JSON(), "[]")
    _add(table, "exception_reason", LINE, "")
    _add(table, "exception_by", LINE, "")
    op.create_index("ix_tickets_catalogue_item_id", table, ["catalogue_item_id", "registered_at"])


def _steps() -> None:
    """The steps of a ticket, and who was asked to approve."""
    op.create_table(
        "ticket_steps",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("ticket_id", KEY, sa.ForeignKey("tickets.id"), nullable=False),
        sa.Column("item_id", KEY, sa.ForeignKey("catalogue_items.id")),
        *_step_columns(),
        sa.Column("status", WORD, nullable=False),
        *(sa.Column(name, MOMENT) for name in ("ready_at", "due_at", "done_at")),
        sa.Column("done_by", LINE, nullable=False),
        sa.Column("input", sa.String, nullable=False),
        sa.Column("reason", LINE, nullable=False),
        sa.Column("times_redone", sa.Integer, nullable=False),
    )
    op.create_index("uq_ticket_steps_ticket_id_code", "ticket_steps", ["ticket_id", "code"], unique=True)
    op.create_index("ix_ticket_steps_item_id", "ticket_steps", ["item_id", "ready_at"])
    op.create_index("ix_ticket_steps_team_id", "ticket_steps", ["team_id", "status"])
    op.create_table(
        "approvals",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("step_id", KEY, sa.ForeignKey("ticket_steps.id"), nullable=False, index=True),
        sa.Column("cost_centre", sa.String(64), nullable=False),
        sa.Column("approver_id", KEY, sa.ForeignKey("persons.id")),
        sa.Column("approver", LINE, nullable=False),
        sa.Column("on_behalf_of", LINE, nullable=False),
        sa.Column("token_hash", sa.String(64)),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("decision", WORD, nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("way", WORD),
        sa.Column("noted_by", LINE, nullable=False),
        sa.Column("note", LINE, nullable=False),
    )
    op.create_index("uq_approvals_token_hash", "approvals", ["token_hash"], unique=True)


def _mappings() -> None:
    """How files of other programs became ours."""
    op.create_table(
        "import_mappings",
        sa.Column("signature", sa.String(64), primary_key=True),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
    )


def _move_prices() -> None:
    items = sa.table("catalogue_items", sa.column("id"), sa.column("price_cents"))
    priced = sa.select(
        items.c.id, sa.literal("stock"), sa.literal(FIRST_DAY, sa.Date), items.c.price_cents, sa.literal("high")
    ).where(items.c.price_cents != 0)
    op.execute(sa.insert(PRICES).from_select([column.name for column in PRICES.c], priced))
    op.drop_column("catalogue_items", "price_cents")


def _keep_versions() -> None:
    """The first version of every item, and which one its tickets were sold under."""
    connection = op.get_bind()
    items = sa.Table("catalogue_items", sa.MetaData(), autoload_with=connection, resolve_fks=False)
    topics = sa.table("catalogue_item_topics", sa.column("item_id"), sa.column("topic_id"))
    versions = sa.table(
        "catalogue_versions",
        *map(sa.column, ("item_id", "version", "agent_name")),
        sa.column("at", MOMENT),
        sa.column("content", sa.JSON),
    )
    of_topic: dict[int, list[int]] = {}
    for item_id, topic_id in connection.execute(sa.select(topics.c.item_id, topics.c.topic_id)):
        of_topic.setdefault(item_id, []).append(topic_id)
    of_price: dict[int, list[dict[str, object]]] = {}
    for item_id, supply, start, cents, vat in connection.execute(sa.select(PRICES)):
        line = {
            "supply": supply,
            "valid_from": start.isoformat(),
            "valid_until": None,
            "price_cents": cents,
            "vat": vat,
        }
        of_price.setdefault(item_id, []).append(line)
    now = datetime.fromisoformat(str(connection.scalar(sa.select(sa.func.current_timestamp())))[:19] + "+00:00")
    kept = []
    for item in connection.execute(sa.select(items)).mappings():
        content = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in item.items()
            if name not in ("id", "version", "lead_amount", "lead_unit", "order_lead_amount", "order_lead_unit")
        }
        content |= {
            "lead": {"amount": item["lead_amount"], "unit": item["lead_unit"]},
            "order_lead": None,
            "topics": sorted(of_topic.get(item["id"], ())),
            "prices": of_price.get(item["id"], []),
            "fields": [],
            "steps": [],
            "entitlements": [],
        }
        kept.append(
            {"item_id": item["id"], "version": item["version"], "at": now, "agent_name": "Balie", "content": content}
        )
    if kept:
        connection.execute(sa.insert(versions), kept)
    op.execute(
        "update tickets set catalogue_version = (select version from catalogue_items i"
        " where i.id = tickets.catalogue_item_id) where catalogue_item_id is not null"
    )


def _append_only() -> None:
    """A version that tickets were sold under stays as it was."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(
                f"create trigger {APPEND_ONLY}_no_{act} before {act} on {APPEND_ONLY} "
                f"begin select raise(abort, '{APPEND_ONLY} is append-only'); end"
            )
        return
    op.execute(
        f"create trigger {APPEND_ONLY}_append_only before update or delete on {APPEND_ONLY} "
        "for each row execute function append_only()"
    )
    op.execute(
        f"create trigger {APPEND_ONLY}_no_truncate before truncate on {APPEND_ONLY} "
        "for each statement execute function append_only()"
    )
