# SPDX-License-Identifier: EUPL-1.2
"""Opens the desk for a window, on a worker: the database, the starter catalogue, what a start should tidy up."""

from dataclasses import dataclass

from desk_app import starter
from desk_app.app import Desk
from desk_app.backup.messages import PART_TEXTS, BackupReason
from desk_app.backup.service import BackupService
from desk_app.cli.opening import open_desk, place_of
from desk_app.core.actor import the_program
from desk_app.core.changes import ChangeFeed
from desk_app.core.clock import Clock
from desk_app.core.i18n import _
from desk_app.core.paths import Paths
from desk_app.core.settings import Settings


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A desk that is ready to be shown. ``place`` names the database, for "one window for each"."""

    desk: Desk
    feed: ChangeFeed
    backups: BackupService
    paths: Paths
    settings: Settings
    place: str
    is_set_up: bool


def open_for_window(db: str | None, clock: Clock | None = None) -> OpenDesk:
    """Opens or makes the database; raises Unavailable with the sentence to show."""
    url, paths = place_of(db)
    desk, _preparation = open_desk(db, make=True, clock=clock)
    starter.load(desk.db, the_program())
    return OpenDesk(
        desk=desk,
        feed=desk.feed(),
        backups=BackupService(desk.db, paths.backups),
        paths=paths,
        settings=desk.who.settings(),
        place=url.render_as_string(),
        is_set_up=desk.who.is_set_up(),
    )


def tidy_up(opened: OpenDesk) -> str:
    """After the window is there, on a worker: looks whether the database is whole, and only then makes a backup and
    closes old completed work. Returns the sentence to show when it is damaged, else nothing.
    """
    fault = opened.backups.verify(the_program(), quickly=True)
    if fault is not None:
        damage = _(PART_TEXTS[fault.part]).format(detail=fault.detail)
        return _("{damage} Stop working and restore a backup: main.py restore FILE.").format(damage=damage)
    opened.backups.automatic(BackupReason.START)
    opened.desk.completion.close_expired()
    return ""
