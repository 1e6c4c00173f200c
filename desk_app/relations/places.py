# SPDX-License-Identifier: EUPL-1.2
"""Finding a room by what is on its door, by its name or by its building, while somebody types. Pure but for reading."""

from dataclasses import dataclass
from threading import Lock

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk_app.core.db import Database
from desk_app.core.words import words
from desk_app.relations.messages import SpaceHit
from desk_app.relations.models import Building, Space

_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class _Place:
    hit: SpaceHit
    door: str
    """The code without points and spaces: ``d214``."""
    words: tuple[str, ...]


class Places:
    """All spaces in memory; read again when there are more or fewer of them, and every half minute."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._places: tuple[_Place, ...] = ()
        self._stamp: tuple[int, int] = (0, 0)
        self._until = 0.0
        self._lock = Lock()

    def find(self, session: Session, text: str, limit: int) -> tuple[SpaceHit, ...]:
        """The code itself first, then codes that begin so, then names and buildings; every word must occur."""
        asked = words(text)
        if not asked:
            return ()
        door = "".join(asked)
        found: list[tuple[int, str, int, SpaceHit]] = []
        for place in self._read(session):
            rank = _rank(place, asked, door)
            if rank is not None:
                found.append((rank, place.door, place.hit.id, place.hit))
        return tuple(entry[3] for entry in sorted(found)[:limit])

    def _read(self, session: Session) -> tuple[_Place, ...]:
        count, newest = session.execute(select(func.count(Space.id), func.coalesce(func.max(Space.id), 0))).one()
        now = self._db.clock.monotonic()
        with self._lock:
            if (count, newest) != self._stamp or now >= self._until:
                self._places = tuple(_place(*row) for row in session.execute(_SPACES))
                self._stamp, self._until = (count, newest), now + _SECONDS
            return self._places


_SPACES = select(Space.id, Space.code, Space.name, Building.code, Building.name).join(
    Building, Building.id == Space.building_id
)


def space_hit(space_id: int, code: str, name: str, building: str) -> SpaceHit:
    """The line of a picker."""
    return SpaceHit(space_id, code, " · ".join(part for part in (building, name) if part))


def _place(space_id: int, code: str, name: str, building_code: str, building: str) -> _Place:
    own = words(code)
    return _Place(
        hit=space_hit(space_id, code, name, building),
        door="".join(own),
        words=(*own, *words(f"{name} {building_code} {building}")),
    )


def _rank(place: _Place, asked: list[str], door: str) -> int | None:
    if place.door == door:
        return 0
    if place.door.startswith(door):
        return 1
    if all(any(own.startswith(word) for own in (place.door, *place.words)) for word in asked):
        return 2
    return None
