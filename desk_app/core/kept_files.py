# SPDX-License-Identifier: EUPL-1.2
"""Files that lie with something: the columns of their tables, and how they are kept and read."""

from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desk_app.core.base import IntKey
from desk_app.core.db import Unit
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _
from desk_app.core.messages import FileRow


class KeptFile:
    """A file with something; ``content`` is read only when somebody opens it."""

    id: Mapped[IntKey]
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    """Bytes."""
    content: Mapped[bytes] = mapped_column(deferred=True)
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(String(200), default="")


File = TypeVar("File", bound=KeptFile)


def keep(unit: Unit, file: KeptFile, name: str, media_type: str, content: bytes) -> int:
    """Fills and stores a file that has its owner; name and type as judged. Returns its id."""
    file.name, file.media_type, file.content, file.size = name, media_type, content, len(content)
    file.added_at, file.added_by = unit.now, unit.actor.name
    unit.session.add(file)
    unit.session.flush()
    return file.id


def take_away(unit: Unit, table: type[File], file_id: int) -> File:
    """Deletes a file, and returns it. Raises NotFound."""
    kept = unit.session.get(table, file_id)
    if kept is None:
        raise NotFound(_("This file is no longer there."))
    unit.session.delete(kept)
    return kept


def count(session: Session, table: type[KeptFile], which: ColumnElement[bool]) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(table).where(which)) or 0


def read_files(session: Session, table: type[KeptFile], which: ColumnElement[bool]) -> tuple[FileRow, ...]:
    """The files, oldest first."""
    columns = (table.id, table.name, table.media_type, table.size, table.added_at, table.added_by)
    return tuple(FileRow(*row) for row in session.execute(select(*columns).where(which).order_by(table.id)))


def read_content(session: Session, table: type[KeptFile], file_id: int) -> bytes:
    """What is in a file; raises NotFound."""
    content = session.scalar(select(table.content).where(table.id == file_id))
    if content is None:
        raise NotFound(_("This file is no longer there."))
    return content
