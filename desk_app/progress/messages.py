# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of guarding, what it tells afterwards, and the rows it shows.

Moments are aware, UTC; a period is in local days, first and last included; "late by" is elapsed minutes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desk_app.catalogue.models import TicketKind
from desk_app.contracts.models import Addressee as Addressee
from desk_app.contracts.models import AgreementKind
from desk_app.core.i18n import N_
from desk_app.core.messages import Command
from desk_app.tickets.lifecycle import PendingReason, TicketStatus
from desk_app.tickets.urgency import Urgency


class Watch(StrEnum):
    """What is guarded; each is one list of open work that is not done yet. One ticket may stand in several."""

    BREAKS_TODAY = "breaks_today"
    """Late, or due or promised before the end of today: broken unless somebody acts."""
    LATE = "late"
    AT_RISK = "at_risk"
    """A quarter of the time, or an hour, is left (``tickets.soon_at``)."""
    RESPONSE = "response"
    """No first answer yet, and the time for it is nearly or quite over."""
    NO_NEXT_STEP = "no_next_step"
    """The clock runs and nobody has it; or it waits without a day to look again."""
    WAITING_TOO_LONG = "waiting_too_long"
    """The day to look again has passed, or its clock stands still longer than its whole term."""
    PROMISED_TODAY = "promised_today"


WATCH_NAMES: dict[Watch, str] = {
    Watch.BREAKS_TODAY: N_("Breaks today"),
    Watch.LATE: N_("Late"),
    Watch.AT_RISK: N_("At risk"),
    Watch.RESPONSE: N_("No first answer"),
    Watch.NO_NEXT_STEP: N_("No next step"),
    Watch.WAITING_TOO_LONG: N_("Waits too long"),
    Watch.PROMISED_TODAY: N_("Promised today"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOwnership(Command):
    """I mind these until the customer is done, whoever works on them."""

    ticket_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveOwnership(Command):
    """A colleague minds these from now on; the reason is for who reads it later."""

    ticket_ids: tuple[int, ...]
    agent_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WarnDue(Command):
    """Warn who has to know about what is at risk, late or waiting; one batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateTicket(Command):
    """Somebody must look at this now, because of ``reason``."""

    ticket_id: int
    addressee: Addressee
    reason: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What ``warn_due`` did: warnings ``given``; ``waiting`` ones are held until the team is open again."""

    given: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class WarningRow:
    """Who was warned about what; ``given_by`` empty: the program. ``about_at``: the moment that it was about."""

    id: int
    ticket_id: int
    rung: str
    about_at: datetime
    at: datetime
    addressee: Addressee
    name: str
    reason: str
    given_by: str


@dataclass(frozen=True, slots=True)
class Told:
    """The last thing that the customer was told: when, and what (for a mail without a text: that it was a mail)."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class GuardedRow:
    """A ticket that wants attention. ``why`` is one plain sentence in the language of the screen.

    ``agreement`` is its code, ``step`` the first step of its process that is not over, ``supplier`` who works on it
    from outside when an agreement with a supplier covers the product by name.
    """

    id: int
    number: str
    subject: str
    kind: TicketKind
    status: TicketStatus
    confidential: bool
    priority: int | None
    customer_id: int | None
    customer: str
    team_id: int | None
    team: str
    assignee_id: int | None
    assignee: str
    owner_id: int | None
    owner: str
    target_id: int | None
    agreement_id: int | None
    agreement: str
    registered_at: datetime
    due_at: datetime | None
    soon_at: datetime | None
    promised_at: datetime | None
    respond_by: datetime | None
    responded_at: datetime | None
    paused_at: datetime | None
    pending_reason: PendingReason | None
    follow_up_on: date | None
    urgency: Urgency
    step: str
    step_team: str
    supplier: str
    why: str
    told: Told | None
    warnings: int
    last_warning: WarningRow | None


WatchCounts = Mapping[Watch, int]
"""How many tickets stand in each list."""


class Verdict(StrEnum):
    """What a percentage says against its norm."""

    TOO_FEW = "too_few"
    """Fewer than ``LEAST_OBSERVATIONS``: no judgement."""
    MET = "met"
    UNDER = "under"
    NO_NORM = "no_norm"
    """No agreement says what it should be."""


VERDICT_NAMES: dict[Verdict, str] = {
    Verdict.TOO_FEW: N_("too few data"),
    Verdict.MET: N_("norm met"),
    Verdict.UNDER: N_("norm not met"),
    Verdict.NO_NORM: N_("no norm agreed"),
}

LEAST_OBSERVATIONS = 5
"""Below this many tickets a percentage is shown, but not judged (``ux.md`` 2.5.13)."""


@dataclass(frozen=True, slots=True)
class Period:
    """Local days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Figures:
    """How promises were kept among the tickets whose last completion lies in the period.

    ``n`` had a due time, ``met`` of them were completed at it or before; ``response_n`` had a time for the first
    answer. ``late_median`` and ``late_p90``: elapsed minutes after the due time, of those that were late; by nearest
    rank. ``open_late``: not completed and late at this moment; they are not in ``n`` yet.
    """

    n: int = 0
    met: int = 0
    response_n: int = 0
    response_met: int = 0
    late_median: int | None = None
    late_p90: int | None = None
    reopened: int = 0
    open_late: int = 0

    @property
    def missed(self) -> int:
        """Completed after the due time."""
        return self.n - self.met

    @property
    def percent(self) -> float | None:
        """Met per hundred; None of none."""
        return 100 * self.met / self.n if self.n else None

    @property
    def response_percent(self) -> float | None:
        """First answers in time per hundred; None of none."""
        return 100 * self.response_met / self.response_n if self.response_n else None

    def against(self, norm_percent: int) -> Verdict:
        """Whether ``norm_percent`` was reached."""
        if self.n < LEAST_OBSERVATIONS:
            return Verdict.TOO_FEW
        return Verdict.MET if 100 * self.met >= norm_percent * self.n else Verdict.UNDER


COUNTS = ("n", "met", "response_n", "response_met", "reopened", "open_late")
"""The fields of ``Figures`` that can be added."""


@dataclass(frozen=True, slots=True)
class TargetFigures:
    """One target of an agreement; ``about`` says in words which tickets it is for."""

    target_id: int
    about: str
    norm_percent: int
    weight: int
    figures: Figures
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """One agreement. ``agreement_id`` None: the tickets that no agreement says anything about, with norm None.

    ``score`` is the mean of the percentages of its targets by weight, ``norm`` that of their norms; targets without
    tickets do not count. ``verdict``: UNDER when one of its targets is.
    """

    agreement_id: int | None
    code: str
    name: str
    kind: AgreementKind | None
    party: str
    figures: Figures
    score: float | None
    norm: float | None
    verdict: Verdict
    targets: tuple[TargetFigures, ...]


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month of a trend, by its first day."""

    month: date
    n: int
    met: int

    @property
    def percent(self) -> float | None:
        """Met per hundred; None of none."""
        return 100 * self.met / self.n if self.n else None


LISTED_AT_ONCE = 200
"""So many tickets behind a figure are listed; whoever asks sees the next ones."""


class Part(StrEnum):
    """Which tickets behind a figure are listed."""

    ALL = "all"
    MET = "met"
    MISSED = "missed"
    RESPONSE_ALL = "response_all"
    RESPONSE_MET = "response_met"
    RESPONSE_MISSED = "response_missed"
    REOPENED = "reopened"
    OPEN_LATE = "open_late"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure whose tickets are wanted. Of one target; else of one agreement; else (``without_agreement``) of the
    tickets without one; else of all."""

    period: Period
    part: Part = Part.ALL
    agreement_id: int | None = None
    target_id: int | None = None
    without_agreement: bool = False


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """A ticket behind a figure. ``late_minutes`` (elapsed; of open work: by now) None: on time, or not known. ``met``
    None: still open. ``cause``: what somebody wrote, else what the timeline shows; empty for what was on time."""

    id: int
    number: str
    kind: TicketKind
    status: TicketStatus
    subject: str
    agreement: str
    due_at: datetime | None
    completed_at: datetime | None
    late_minutes: int | None
    met: bool | None
    cause: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The tickets behind a figure, longest late first; ``total`` counts all of them, also what is not shown:
    ``hidden`` ones are confidential."""

    rows: tuple[MeasuredRow, ...]
    total: int
    hidden: int

    @property
    def unlisted(self) -> int:
        """How many more could be listed."""
        return self.total - self.hidden - len(self.rows)
