# SPDX-License-Identifier: EUPL-1.2
"""What can be done to the steps of a ticket, and the rows and figures that are shown of them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desk_app.catalogue.models import StepKind as StepKind
from desk_app.core.messages import Command
from desk_app.process.models import ApprovalWay as ApprovalWay
from desk_app.process.models import Decision as Decision
from desk_app.tickets.lifecycle import StepStatus as StepStatus
from desk_app.tickets.messages import Done

# --- commands --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishStep(Command):
    """This step is done; ``input`` answers what it asks, ``checked``: what must be true is true."""

    ticket_id: int
    code: str
    input: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipStep(Command):
    """This step need not be done, with the reason."""

    ticket_id: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedoStep(Command):
    """It was not right: this step again, and with it all that came after it."""

    ticket_id: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskApproval(Command):
    """Ask this person, or (None) the budget holder of the cost centre; an earlier request no longer holds."""

    ticket_id: int
    code: str
    person_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveApproval(Command):
    """What somebody at the counter says: ``person_id``, or who was asked when that is empty; only a ``name`` when no
    budget holder is known.

    ``note`` says why when it is not approved, or when they are not the budget holder and do not stand in for them.
    """

    ticket_id: int
    code: str
    approved: bool
    person_id: int | None = None
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveApprovalByToken(Command):
    """What came back with the code of the mail, as typed or scanned; ``ticket_id``: for this ticket and no other."""

    token: str = field(repr=False)
    approved: bool
    note: str = ""
    ticket_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongApprovalCode(Command):
    """Somebody typed a code that is none of ours; only written down, so that guessing ends."""


# --- what came of it -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StepDone:
    """What a command did: ``step`` by name, and the names of the steps that can be done now.

    ``offers_completion``: it was the last step, and with it the customer has what was asked.
    """

    done: Done
    step: str
    next_steps: tuple[str, ...] = ()
    offers_completion: bool = False


@dataclass(frozen=True, slots=True)
class ApprovalDone:
    """``approver`` was asked or answered; ``by_mail``: a code went to them, ``expires_at`` (UTC) is how long it holds."""

    done: Done
    step: str
    approver: str
    by_mail: bool
    expires_at: datetime
    next_steps: tuple[str, ...] = ()


# --- rows ------------------------------------------------------------------------------------------------------------


class ApprovalState(StrEnum):
    """Where a request stands now."""

    ASKED = "asked"
    EXPIRED = "expired"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One request; moments aware, UTC. ``by_mail``: a code was sent, so that it can be answered from elsewhere."""

    id: int
    ticket_id: int
    number: str
    subject: str
    step_code: str
    step: str
    price_cents: int
    cost_centre: str
    approver_id: int | None
    approver: str
    on_behalf_of: str
    state: ApprovalState
    by_mail: bool
    asked_at: datetime
    expires_at: datetime
    decided_at: datetime | None
    way: ApprovalWay | None
    noted_by: str
    note: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a ticket in the language of the screen; moments aware, UTC.

    ``number`` counts from 1; ``waits_for`` names the steps that have to be over first; ``together`` are the numbers of
    the steps that are done side by side with it. ``is_late``: finished, or still open, after ``due_at``.
    ``approval`` is the last request that was not withdrawn.
    """

    id: int
    ticket_id: int
    code: str
    number: int
    kind: StepKind
    name: str
    team_id: int | None
    team: str
    status: StepStatus
    waits_for: tuple[str, ...]
    together: tuple[int, ...]
    required_input: str
    exit_check: str
    ready_at: datetime | None
    due_at: datetime | None
    is_late: bool
    done_at: datetime | None
    done_by: str
    input: str
    reason: str
    times_redone: int
    approval: ApprovalRow | None


@dataclass(frozen=True, slots=True)
class ApproverRow:
    """Who would be asked for a cost centre today; ``on_behalf_of``: the budget holder, when somebody stands in."""

    person_id: int
    name: str
    on_behalf_of: str
    has_email: bool


# --- figures ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StepFigures:
    """One step of the process of an item over a period: the steps of tickets that were over in it.

    ``volume`` is ``done`` + ``skipped``. ``late``: over after its due moment; ``redone``: put back at least once before
    it was over. ``median_minutes`` and ``p90_minutes``: open minutes between being able to start and done, of the
    ``done`` ones only (None without any), by nearest rank: the smallest value that at least 50 % or 90 % of them do not
    exceed, so always one that really occurred. A step that was redone counts from when it could start again.
    """

    code: str
    name: str
    kind: StepKind
    volume: int
    done: int
    skipped: int
    late: int
    redone: int
    median_minutes: int | None
    p90_minutes: int | None

    @property
    def late_share(self) -> float:
        """0 to 1, of the volume; 0 without any."""
        return self.late / self.volume if self.volume else 0.0

    @property
    def redone_share(self) -> float:
        """0 to 1, of the volume; 0 without any."""
        return self.redone / self.volume if self.volume else 0.0

    @property
    def skipped_share(self) -> float:
        """0 to 1, of the volume; 0 without any."""
        return self.skipped / self.volume if self.volume else 0.0


@dataclass(frozen=True, slots=True)
class LateStep:
    """A step that can be done and is later than its due moment, on a ticket that is still open."""

    ticket_id: int
    number: str
    subject: str
    step: str
    team_id: int | None
    team: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class ExceptionTicket:
    """A ticket of somebody who was not entitled to what they got: why all the same, and by whom."""

    ticket_id: int
    number: str
    registered_at: datetime
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ExceptionFigures:
    """The exceptions of one item in a period. ``count`` are all of them; ``tickets`` those that the reader may see."""

    item_id: int
    code: str
    item: str
    count: int
    tickets: tuple[ExceptionTicket, ...]
