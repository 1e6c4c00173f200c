# SPDX-License-Identifier: EUPL-1.2
"""The schema that the revisions make is the schema that the models describe."""

import ast
import importlib
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from desk_app.core.base import Base
from desk_app.core.db import Database
from desk_app.core.migrations import upgrade
from tests.databases import open_database

MIGRATIONS = Path(upgrade.__file__).parent


@pytest.fixture
def migrated(database_place: str) -> Iterator[Database]:
    db = open_database(database_place)
    yield db
    db.close()


def _every_model(root: Path) -> None:
    for file in sorted((root / "desk_app").rglob("*.py")):
        if "__tablename__" in file.read_text():
            importlib.import_module(".".join(file.relative_to(root).with_suffix("").parts))


def test_models_and_revisions_agree(migrated: Database, root: Path) -> None:
    _every_model(root)

    with migrated.engine.connect() as connection, warnings.catch_warnings():
        # An index on an expression cannot be read back by every database: compared by name.
        warnings.filterwarnings("ignore", "autogenerate skipping", UserWarning)
        warnings.filterwarnings("ignore", "Skipped unsupported reflection")
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "include_name": _is_described_by_models},
        )
        differences = compare_metadata(context, Base.metadata)
        made = {index["name"] for table in Base.metadata.tables for index in inspect(connection).get_indexes(table)}
        if migrated.dialect == "sqlite":
            made |= set(connection.scalars(text("select name from sqlite_master where type = 'index'")))
    described = {index.name for table in Base.metadata.tables.values() for index in table.indexes}

    assert differences == []
    assert described <= made


def _is_described_by_models(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name in Base.metadata.tables


def test_partial_index_of_open_work_has_its_condition(migrated: Database) -> None:
    query = {
        "sqlite": "select sql from sqlite_master where name = 'ix_tickets_open_due'",
        "postgresql": "select indexdef from pg_indexes where indexname = 'ix_tickets_open_due'",
    }[migrated.dialect]

    with migrated.read() as session:
        definition = session.scalar(text(query))

    assert definition is not None
    assert "where" in definition.lower()
    assert "'in_progress'" in definition


@pytest.mark.parametrize("table", ["audit", "ticket_events"])
@pytest.mark.parametrize("change", ["update {} set {} = {}", "delete from {}"])
def test_history_can_only_be_added_to(migrated: Database, table: str, change: str) -> None:
    with migrated.engine.begin() as connection:
        for statement in _one_row_of_history():
            connection.execute(text(statement))
    column = {"audit": "about", "ticket_events": "text"}[table]

    with pytest.raises(DatabaseError, match="append-only"), migrated.engine.begin() as connection:
        connection.execute(text(change.format(table, column, column)))

    with migrated.read() as session:
        assert session.scalar(text(f"select count(*) from {table}")) == 1


def _one_row_of_history() -> tuple[str, ...]:
    return (
        "insert into audit (seq, at, origin, command, command_id, about, events, hash)"
        " values (1, '2026-11-24 09:00:00', 'o', 'c', 'i', 'a', '[]', 'h')",
        "insert into tickets (id, number, kind, status, channel, subject, description, quantity, details, confidential,"
        " price_cents, cost_centre, registered_at, promise_reason, resolution, late_reason, shelf, collected_by,"
        " version) values (1, 'M26-000001', 'request', 'new', 'counter', 's', '', 1, '{}', false,"
        " 0, '', '2026-11-24 09:00:00', '', '', '', '', '', 1)",
        "insert into ticket_events (id, ticket_id, at, kind, agent_name, counter_name, text, for_customer, changes)"
        " values (1, 1, '2026-11-24 09:00:00', 'registered', '', '', '', false, '{}')",
    )


def test_revisions_are_one_chain_and_its_end_is_written_down() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))

    chain = [script.revision for script in scripts.walk_revisions()][::-1]

    assert chain == [f"{number:04}" for number in range(1, len(chain) + 1)]
    assert scripts.get_heads() == [upgrade.HEAD]


@pytest.mark.parametrize("file", sorted((MIGRATIONS / "versions").glob("0*.py")), ids=lambda file: file.stem)
def test_revision_keeps_to_the_one_transaction_and_knows_no_model(file: Path) -> None:
    tree = ast.parse(file.read_text())

    called = {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in ast.walk(tree)
        if isinstance(node, (ast.Attribute, ast.Name))
    }
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert not called & {"batch_alter_table", "commit", "autocommit_block", "begin"}
    assert not any(module.startswith(("desk_app", "ui")) for module in imported)
