# SPDX-License-Identifier: EUPL-1.2
"""How the columns and words of a file become ours; written by whoever imports, as TOML.

    source = "previous-desk"                # kept with every ticket

    [file]                                  # all optional
    encoding = "utf-8"                      # or cp1252, latin-1, iso-8859-15
    delimiter = ";"                         # else as the first line shows
    unknown = ["", "?"]                     # cells that mean: not known

    [time]
    format = "iso"                          # or as strptime: "%d/%m/%Y %H:%M"
    zone = "Europe/Amsterdam"               # of times that do not say it themselves

    [columns]                               # ours = theirs; case, status, and time or opened are needed
    case = "number"
    opened = "opened_at"                    # else the time of the first line
    order = "step"                          # else the order of the lines
    time = "at"                             # left out: every line is a whole case, as it stood in the end
    event = "what"
    status = "state"
    due = "target"                          # what the source promised; a day without a time: until its end
    completed = "solved_at"                 # what the source says of it; where it is empty the moment is not known
    closed = "closed_at"
    met = "on_time"                         # whether the source kept its promise, as it says itself

    [met]                                   # theirs = true or false
    "ON TIME" = true

    [details]                               # kept with the ticket under this name
    category = "category"

    [status]                                # theirs = ours; "" when the word says nothing about the status
    "Awaiting Vendor" = "pending.supplier"

    [counting]
    added = ["opened"]                      # lines that the source itself does not have
    reassigned = { events = ["passed on"], team_changes = true }
    reopened = { counter = "times_reopened" }       # a column in which the source counts by itself

Also ``[events]`` (what a line of the timeline tells), ``[priority]``, ``[channel]``, ``[kind]``, ``[product]`` and
``[department]`` (words; the last two to our codes, by which the agreement of a case is found), ``[defaults]`` (kind,
channel, product, department). A word that is not listed is a bad line, so that no case is read wrongly in silence.

Without ``[counting]`` a case was reopened when it was done and then no longer was, and reassigned when one team took over
from another. A day on which the clock of the zone changes has 23 or 25 hours; with zone UTC every day has 24, which is
how a source counts that takes one time from another as they stand there.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk_app.catalogue.models import TicketKind
from desk_app.core.errors import InvalidInput, Unavailable
from desk_app.core.i18n import _
from desk_app.interactions.models import Channel
from desk_app.tickets.lifecycle import PendingReason, TicketEventKind, TicketStatus
from desk_app.transfer.shapes import Form

ENCODINGS = ("utf-8", "cp1252", "latin-1", "iso-8859-15")
"""Those in which a line ends with the same byte as in ASCII."""

NEEDED = ("case", "status")
COLUMNS = (
    *NEEDED,
    "time",
    "opened",
    "due",
    "completed",
    "closed",
    "met",
    "order",
    "event",
    "agent",
    "team",
    "text",
    "subject",
    "description",
    "resolution",
    "priority",
    "channel",
    "kind",
    "product",
    "department",
)
_OF_LINES = ("order", "event")
"""Columns that say something only where a case has several lines."""
E = TypeVar("E", bound=StrEnum)

_LONGEST_FILE = 100_000
LONGEST_SOURCE = 32


@dataclass(frozen=True, slots=True)
class Counting:
    """Which lines the figures of an import are made of; words as in the column ``event``."""

    added: frozenset[str] = frozenset()
    reopened: frozenset[str] = frozenset()
    reassigned: frozenset[str] = frozenset()
    team_changes: bool = False
    """A case whose team differs from the line before counts as reassigned as well."""
    reopened_counter: str = ""
    reassigned_counter: str = ""
    """Their column in which the source counts by itself; above zero the case counts."""


@dataclass(frozen=True, slots=True)
class TicketMapping:
    """The whole of a mapping for tickets; see the docstring of this module."""

    source: str
    columns: Mapping[str, str]
    details: Mapping[str, str]
    status: Mapping[str, tuple[TicketStatus, PendingReason | None] | None]
    events: Mapping[str, TicketEventKind | None]
    priority: Mapping[str, int]
    channel: Mapping[str, Channel]
    kind: Mapping[str, TicketKind]
    met: Mapping[str, bool]
    product: Mapping[str, str]
    department: Mapping[str, str]
    """Theirs = the code of our product and of our part of the organisation; "": none."""
    zone: ZoneInfo
    time_format: str = "iso"
    form: Form = field(default_factory=Form)
    counting: Counting = field(default_factory=Counting)
    default_channel: Channel = Channel.PHONE
    default_kind: TicketKind = TicketKind.REQUEST
    default_product: str = ""
    default_department: str = ""

    @property
    def is_one_line(self) -> bool:
        """Whether every line of the file is a whole case."""
        return "time" not in self.columns


@dataclass(frozen=True, slots=True)
class PeopleMapping:
    """Other names for our columns of people (ours -> theirs), and how the file is written."""

    columns: Mapping[str, str] = field(default_factory=dict)
    form: Form = field(default_factory=Form)


def read_toml(file: Path) -> dict[str, Any]:
    """The mapping as data; raises Unavailable when it cannot be read, InvalidInput when it is no TOML."""
    try:
        if file.stat().st_size > _LONGEST_FILE:
            raise InvalidInput({"mapping": _("{file} is too long for a mapping.").format(file=file.name)})
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        sentence = _("The mapping {file} cannot be read: {reason}.")
        raise InvalidInput({"mapping": sentence.format(file=file.name, reason=error)}) from error
    except OSError as error:
        raise Unavailable(_("{file} cannot be found. Check the name and the folder.").format(file=file)) from error


def ticket_mapping(raw: Mapping[str, Any]) -> TicketMapping:
    """The mapping, every word of it checked; raises InvalidInput that names the part that is wrong."""
    check = _Reader(raw)
    columns = check.texts("columns", COLUMNS)
    for name in NEEDED:
        if name not in columns:
            check.fail(f"columns.{name}", _("is missing"))
    _check_lines(check, columns)
    counting = check.table("counting")
    reopened, reassigned = (check.inner(counting, name, f"counting.{name}") for name in ("reopened", "reassigned"))
    defaults = check.texts("defaults", ("channel", "kind", "product", "department"))
    time = check.texts("time", ("format", "zone"))
    mapping = TicketMapping(
        source=check.source(),
        columns=columns,
        details=check.texts("details"),
        status={word: _status(check, word, ours) for word, ours in check.texts("status").items()},
        events={
            word: check.member(f"events.{word}", TicketEventKind, ours) if ours else None
            for word, ours in check.texts("events").items()
        },
        priority={word: check.number(f"priority.{word}", ours) for word, ours in check.table("priority").items()},
        channel=check.members("channel", Channel),
        kind=check.members("kind", TicketKind),
        met={word: check.flag(f"met.{word}", ours) for word, ours in check.table("met").items()},
        product=check.texts("product"),
        department=check.texts("department"),
        zone=check.zone(time.get("zone", "Europe/Amsterdam")),
        time_format=time.get("format", "iso"),
        form=check.form(),
        counting=Counting(
            added=check.words("counting.added", counting.get("added", [])),
            reopened=check.words("counting.reopened", reopened.get("events", [])),
            reassigned=check.words("counting.reassigned", reassigned.get("events", [])),
            team_changes=reassigned.get("team_changes") is True,
            reopened_counter=check.text("counting.reopened.counter", reopened.get("counter", "")),
            reassigned_counter=check.text("counting.reassigned.counter", reassigned.get("counter", "")),
        ),
        default_channel=check.member("defaults.channel", Channel, defaults.get("channel", "phone")),
        default_kind=check.member("defaults.kind", TicketKind, defaults.get("kind", "request")),
        default_product=defaults.get("product", ""),
        default_department=defaults.get("department", ""),
    )
    check.raise_faults()
    return mapping


def _check_lines(check: "_Reader", columns: Mapping[str, str]) -> None:
    """What a line of the file is must be plain: an event with a time, or a whole case with its opening."""
    if "time" in columns:
        return
    if "opened" not in columns:
        check.fail("columns.time", _("is missing"))
    for name in _OF_LINES:
        if name in columns:
            check.fail(f"columns.{name}", _("is only for lines with a time"))


def people_mapping(raw: Mapping[str, Any], known: tuple[str, ...]) -> PeopleMapping:
    """The mapping of a file with people, whose columns of ours are ``known``; raises InvalidInput."""
    check = _Reader(raw)
    mapping = PeopleMapping(check.texts("columns", known), check.form())
    check.raise_faults()
    return mapping


def _status(check: "_Reader", word: str, ours: str) -> tuple[TicketStatus, PendingReason | None] | None:
    if not ours:
        return None
    status, _dot, reason = ours.partition(".")
    return (
        check.member(f"status.{word}", TicketStatus, status),
        check.member(f"status.{word}", PendingReason, reason) if reason else None,
    )


class _Reader:
    """Takes a mapping apart and remembers everything that is wrong with it."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self._faults: dict[str, str] = {}

    def fail(self, part: str, reason: str) -> None:
        """Remembers that ``part`` is wrong."""
        self._faults[part] = _("The mapping is not right: {part} {reason}.").format(part=part, reason=reason)

    def raise_faults(self) -> None:
        """Raises InvalidInput when anything was wrong."""
        if self._faults:
            raise InvalidInput(self._faults)

    def table(self, name: str) -> Mapping[str, Any]:
        """A table of the mapping; empty when it is not there."""
        return self.inner(self._raw, name, name)

    def inner(self, around: Mapping[str, Any], name: str, part: str) -> Mapping[str, Any]:
        """A table inside another one."""
        value = around.get(name, {})
        if isinstance(value, Mapping):
            return value
        self.fail(part, _("must be a table"))
        return {}

    def texts(self, name: str, known: tuple[str, ...] = ()) -> dict[str, str]:
        """A table of texts; with ``known``, under these names only."""
        found = {}
        for key, value in self.table(name).items():
            if known and key not in known:
                self.fail(f"{name}.{key}", _("is not a name we know"))
            elif not isinstance(value, str):
                self.fail(f"{name}.{key}", _("must be text"))
            else:
                found[key] = value
        return found

    def text(self, part: str, value: object) -> str:
        """A text that may be empty."""
        if isinstance(value, str):
            return value
        self.fail(part, _("must be text"))
        return ""

    def member(self, part: str, kind: type[E], word: str) -> E:
        """The member of ``kind`` that ``word`` names."""
        try:
            return kind(word)
        except ValueError:
            self.fail(part, _("must be one of: {words}").format(words=", ".join(kind)))
            return next(iter(kind))

    def members(self, name: str, kind: type[E]) -> dict[str, E]:
        """A table of their words to ours."""
        return {word: self.member(f"{name}.{word}", kind, ours) for word, ours in self.texts(name).items()}

    def number(self, part: str, value: object) -> int:
        """A priority, 1 to 5."""
        if isinstance(value, int) and 1 <= value <= 5:
            return value
        self.fail(part, _("must be a number from 1 to 5"))
        return 1

    def flag(self, part: str, value: object) -> bool:
        """Yes or no."""
        if isinstance(value, bool):
            return value
        self.fail(part, _("must be true or false"))
        return False

    def words(self, part: str, value: object) -> frozenset[str]:
        """A list of words."""
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return frozenset(value)
        self.fail(part, _("must be a list of words"))
        return frozenset()

    def source(self) -> str:
        """The name of the program that the cases come from."""
        source = self._raw.get("source")
        if isinstance(source, str) and 0 < len(source) <= LONGEST_SOURCE:
            return source
        self.fail("source", _("must be a name of at most 32 characters"))
        return ""

    def zone(self, name: str) -> ZoneInfo:
        """A time zone."""
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fail("time.zone", _("is not a time zone, for example Europe/Amsterdam"))
            return ZoneInfo("UTC")

    def form(self) -> Form:
        """How the file is written."""
        table = self.table("file")
        encoding, delimiter = table.get("encoding", "utf-8"), table.get("delimiter", "")
        if encoding not in ENCODINGS:
            self.fail("file.encoding", _("must be one of: {words}").format(words=", ".join(ENCODINGS)))
            encoding = "utf-8"
        if not isinstance(delimiter, str) or len(delimiter) > 1 or delimiter in ('"', "\r", "\n", "\0"):
            self.fail("file.delimiter", _("must be one character"))
            delimiter = ""
        return Form(encoding, delimiter, self.words("file.unknown", table.get("unknown", [])) | {""})
