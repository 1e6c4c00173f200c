# SPDX-License-Identifier: EUPL-1.2
"""Sums with moments inside the database, alike on SQLite and PostgreSQL; and where a local day begins."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from desk_app.core.clock import DESK_ZONE, local


class SecondsBetween(FunctionElement[int]):
    """``SecondsBetween(start, end)``: whole elapsed seconds, negative when ``end`` is earlier."""

    type = BigInteger()
    inherit_cache = True
    name = "seconds_between"


@compiles(SecondsBetween, "sqlite")
def _sqlite(element: SecondsBetween, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 -- SQLAlchemy's own
    start, end = (compiler.process(clause, **options) for clause in element.clauses)
    return f"(CAST(strftime('%s', {end}) AS INTEGER) - CAST(strftime('%s', {start}) AS INTEGER))"


@compiles(SecondsBetween, "postgresql")
def _postgresql(element: SecondsBetween, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 -- the same
    start, end = (compiler.process(clause, **options) for clause in element.clauses)
    return f"CAST(floor(extract(epoch from ({end}))) - floor(extract(epoch from ({start}))) AS BIGINT)"


def day_start(day: date) -> datetime:
    """Midnight at the desk at which ``day`` begins (UTC)."""
    return datetime.combine(day, time(), DESK_ZONE).astimezone(UTC)


def day_end(day: date) -> datetime:
    """The midnight after ``day`` (UTC); a day on which the clock changes lasts 23 or 25 hours."""
    return day_start(day + timedelta(days=1))


def local_day(moment: datetime) -> date:
    """The date at the desk."""
    return local(moment).date()
