# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of backups, and the rows they show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from desk_app.core.i18n import N_
from desk_app.core.messages import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeBackup(Command):
    """Copy the whole database to a file of somebody's choice; nothing may be there yet."""

    file: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreBackup(Command):
    """Said afterwards, in the trail of the database that was put back."""


class BackupReason(StrEnum):
    """Why a backup of the desk itself was made; part of its file name."""

    START = "start"
    CHANGED = "changed"
    UPGRADE = "upgrade"
    IMPORT = "import"
    ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup that was opened and found good when it was made; ``at`` aware, UTC; ``size`` in bytes."""

    file: Path
    at: datetime
    reason: BackupReason | None
    size: int


class Part(StrEnum):
    """The part of a database in which something is broken."""

    FILE = "file"
    REFERENCES = "references"
    SEARCH = "search"
    AUDIT = "audit"


PART_TEXTS: dict[Part, str] = {
    Part.FILE: N_("The database file is damaged: {detail}."),
    Part.REFERENCES: N_("Something refers to what is not there: {detail}."),
    Part.SEARCH: N_("The search index is damaged: {detail}."),
    Part.AUDIT: N_("The trail of what was done was changed: {detail}."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is broken; ``detail`` in the words of the database (rows, pages), never a person's data."""

    part: Part
    detail: str
