# SPDX-License-Identifier: EUPL-1.2
"""What every table shares: keys, UTC times, enums by value, names of constraints, the version column."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

Key = BigInteger().with_variant(Integer, "sqlite")
"""The type of every primary and foreign key."""


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment; kept in UTC, with or without help of the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a time without a zone: it would be an hour or two wrong."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:  # noqa: ANN401 -- SQLAlchemy's own signature
        """SQLite gives text, which is read at once: a board reads tens of thousands of moments."""
        if dialect.name != "sqlite":
            return super().result_processor(dialect, coltype)
        read = datetime.fromisoformat
        return lambda value: None if value is None else read(f"{value}+00:00")

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Gives the moment back, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class EnumText(TypeDecorator[StrEnum]):
    """A StrEnum kept as its value, so that a database reads like the code."""

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        """Refuses a word that the enum does not have."""
        return None if value is None else self.kind(value).value

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:  # noqa: ANN401 -- SQLAlchemy's own
        """Gives the member back, by one look-up; a word that the enum does not have raises KeyError."""
        members: dict[str | None, StrEnum | None] = {member.value: member for member in self.kind}
        members[None] = None
        return members.__getitem__


IntKey = Annotated[int, mapped_column(Key, primary_key=True)]


class Base(DeclarativeBase):
    """All tables of the desk."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 -- SQLAlchemy reads this attribute from the class
        datetime: UTCDateTime,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }
