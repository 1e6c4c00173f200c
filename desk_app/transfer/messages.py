# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of import and export, what they tell afterwards, and their answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desk_app.core.errors import InvalidInput, Unavailable
from desk_app.core.events import DomainEvent
from desk_app.core.i18n import _, ngettext
from desk_app.core.messages import Command

Progress = Callable[[int, int], None]
"""Called with (done, total); the total may be an estimate while a file is still being read."""


def no_progress(_done: int, _total: int) -> None:
    """Where nobody watches."""


Stop = Callable[[], bool]
"""Asked again and again during long work: does the person want it to end?"""


def never_stop() -> bool:
    """Where nobody can press Stop."""
    return False


class Stopped(Unavailable):
    """The person pressed Stop; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(_("Stopped. Nothing was changed."))


class BadFile(InvalidInput):
    """The file cannot be imported: every bad line with the reason. ``lines``: number in the file -> sentence."""

    def __init__(self, lines: Mapping[int, str]) -> None:
        super().__init__({str(number): reason for number, reason in sorted(lines.items())})
        self.lines = dict(sorted(lines.items()))

    def __str__(self) -> str:
        return ngettext(
            "{count} line is not right. Nothing was imported.",
            "{count} lines are not right. Nothing was imported.",
            len(self.lines),
        ).format(count=len(self.lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportTickets(Command):
    """Bring in the cases of one file; ``source`` is the name of the program they come from."""

    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPeople(Command):
    """Bring in the people of one file, new ones and changed ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTickets(Command):
    """Everything about tickets was written to a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPeople(Command):
    """Everything about people was written to a file."""


@dataclass(frozen=True, slots=True)
class TicketsImported(DomainEvent):
    """Many tickets are new at once, read everything again; the id is that of the first."""


@dataclass(frozen=True, slots=True)
class PeopleImported(DomainEvent):
    """Many people are new or changed, read everything again; the id is that of the first."""


@dataclass(frozen=True, slots=True)
class TicketImport:
    """What a file of cases held, in the words of its source; cases that were here already are only in ``skipped``.

    ``events``: lines of history, without those that whoever prepared the file put in. ``transitions``: "a -> b" ->
    how often. ``reopened`` and ``reassigned``: cases to which that happened at least once. ``met`` and ``not_met``: cases
    of which the source says that its promise was kept, or was not.
    """

    tickets: int
    events: int
    transitions: dict[str, int]
    reopened: int
    reassigned: int
    skipped: tuple[str, ...]
    met: int = 0
    not_met: int = 0


@dataclass(frozen=True, slots=True)
class PeopleImport:
    """How many people of a file were new, changed, or the same as before."""

    added: int
    changed: int
    unchanged: int
