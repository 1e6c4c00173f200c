# SPDX-License-Identifier: EUPL-1.2
"""A desk to import into, and a short way to write a file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk_app.core.db import Database
from desk_app.core.i18n import set_language
from desk_app.transfer.mapping import TicketMapping, ticket_mapping
from tests.databases import open_database, sqlite_copy


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("nl")


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Database]:
    """An empty desk in a file."""
    database = open_database(sqlite_copy(tmp_path))
    yield database
    database.close()


@pytest.fixture
def mapping() -> TicketMapping:
    """The mapping of a small invented program."""
    return ticket_mapping(
        {
            "source": "old-desk",
            "file": {"unknown": ["?", "-100"]},
            "columns": {
                "case": "case",
                "time": "at",
                "event": "what",
                "status": "state",
                "agent": "who",
                "team": "group",
                "text": "remark",
                "priority": "urgency",
            },
            "details": {"location": "where"},
            "events": {"made": "registered", "change": "", "passed on": "assigned", "again": "reopened"},
            "status": {
                "Open": "new",
                "Busy": "in_progress",
                "Waiting": "pending.supplier",
                "Solved": "completed",
                "Closed": "closed",
                "Odd": "",
            },
            "priority": {"high": 1, "low": 4},
            "counting": {"reopened": {"events": ["again"]}, "reassigned": {"events": ["passed on"]}},
        }
    )


HEADER = "case,at,what,state,who,group,remark,urgency,where"


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes lines below the usual header to a file."""

    def write(*lines: str, header: str = HEADER) -> Path:
        file = tmp_path / "cases.csv"
        file.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
        return file

    return write
