# SPDX-License-Identifier: EUPL-1.2
"""A disk in memory whose power can be cut: it forgets, tears and reorders what was not synced.

The model: an honest disk. What was synced stays. Of what was not, each write is kept, lost, or torn at 512 bytes, in any
order; a file that was deleted without syncing its folder may be back.
"""

import random

import apsw

NAME = "platter"


class PowerCut(Exception):
    """The lights went out."""


class Content:
    """A file: as programs see it, as it lies on the platter, and the writes in between."""

    def __init__(self, content: bytes = b"") -> None:
        self.seen = bytearray(content)
        self.kept = bytearray(content)
        self.writes: list[tuple[int, bytes | None]] = []

    def write(self, offset: int, data: bytes) -> None:
        """A write that is not safe yet."""
        _put(self.seen, offset, data)
        self.writes.append((offset, data))

    def cut(self, size: int) -> None:
        """The file becomes shorter, which is not safe yet either."""
        del self.seen[size:]
        self.writes.append((size, None))

    def sync(self) -> None:
        """Everything so far is safe."""
        self.kept = bytearray(self.seen)
        self.writes = []

    def after_the_cut(self, chance: random.Random, share: float) -> "Content":
        """What may be left: of the writes that were not synced a ``share``, some torn."""
        left = bytearray(self.kept)
        for offset, data in self.writes:
            if chance.random() >= share:
                continue
            if data is None:
                del left[offset:]
            elif chance.random() < 0.3:
                _put(left, offset, data[: 512 * chance.randint(0, max(1, len(data) // 512))])
            else:
                _put(left, offset, data)
        return Content(bytes(left))


def _put(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


class Platter(apsw.VFS):
    """The disk. ``cut_after`` counts down with every write, sync and delete; at zero the power is cut."""

    def __init__(self) -> None:
        self.files: dict[str, Content] = {}
        self.deleted: list[tuple[str, Content]] = []
        self.cut_after: int | None = None
        self.done = 0
        super().__init__(NAME, "", maxpathname=512)

    def tick(self) -> None:
        """One more thing that the disk was asked to do."""
        self.done += 1
        if self.cut_after is not None and self.done >= self.cut_after:
            raise PowerCut

    def power_on_again(self, chance: random.Random) -> None:
        """Leaves on the disk what the cut left."""
        share = chance.choice([0.0, 0.0, 0.3, 0.7, 1.0])
        left = list(self.files.items())
        left += [(name, file) for name, file in self.deleted if name not in self.files and chance.random() < 0.5]
        self.start({name: file.after_the_cut(chance, share) for name, file in left})

    def start(self, files: dict[str, Content]) -> None:
        """The disk holds exactly these, and nothing is about to happen."""
        self.files, self.deleted, self.cut_after, self.done = files, [], None, 0

    def xOpen(self, name: str | apsw.URIFilename | None, _flags: list[int]) -> "_Handle":  # type: ignore[override]  # APSW asks for the methods only
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name or f"temporary {self.done}")
        self.files.setdefault(path, Content())
        return _Handle(self, path)

    def xDelete(self, name: str, sync_folder: bool) -> None:
        self.tick()
        gone = self.files.pop(name, None)
        self.deleted = [entry for entry in self.deleted if entry[0] != name]
        if gone is not None and not sync_folder:
            self.deleted.append((name, gone))

    def xAccess(self, name: str, _flags: int) -> bool:
        return name in self.files

    def xFullPathname(self, name: str) -> str:
        return name


class _Handle:
    """An open file on the platter."""

    def __init__(self, platter: Platter, name: str) -> None:
        self._platter = platter
        self._name = name
        self._file = platter.files[name]

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self._file.seen[offset : offset + amount])

    def xWrite(self, data: bytes | memoryview, offset: int) -> None:
        self._platter.tick()
        self._file.write(offset, bytes(data))

    def xTruncate(self, size: int) -> None:
        self._platter.tick()
        self._file.cut(size)

    def xSync(self, _flags: int) -> None:
        self._platter.tick()
        if self._name.endswith("-journal"):
            self._platter.deleted = []  # with a new journal SQLite syncs the folder
        self._file.sync()

    def xFileSize(self) -> int:
        return len(self._file.seen)

    def xLock(self, _level: int) -> None: ...

    def xUnlock(self, _level: int) -> None: ...

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, _operation: int, _pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return 4096

    def xDeviceCharacteristics(self) -> int:
        return 0

    def xClose(self) -> None: ...
