# SPDX-License-Identifier: EUPL-1.2
"""What orders share, and rows that several areas show."""

from dataclasses import dataclass, field
from datetime import datetime

from uuid6 import uuid7


def new_command_id() -> str:
    """A UUID version 7: made by the client before the first send, rising in time, never a secret."""
    return str(uuid7())


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An order to the desk: plain values only, so that it can be stored and carried out later.

    ``command_id`` makes it happen at most once: a second command with the same id is refused with Conflict.
    """

    command_id: str = field(default_factory=new_command_id)


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file with something; ``size`` in bytes, ``added_at`` UTC."""

    id: int
    name: str
    media_type: str
    size: int
    added_at: datetime
    added_by: str
