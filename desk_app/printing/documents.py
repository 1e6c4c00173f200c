# SPDX-License-Identifier: EUPL-1.2
"""What stands on paper, before it is drawn: frozen, plain data with every word as the customer will read it.

Areas above build these from their rows; drawing looks up nothing. Dates and money are already text in the language of
the customer. Fixed words (labels, the texts per kind) are in ``wording.py``.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Language = Literal["nl", "en"]


class DocumentKind(StrEnum):
    """Which document a job prints."""

    RECEIPT = "receipt"
    COMPLETION = "completion"


class Paper(StrEnum):
    """What it is printed on: an 80 mm roll (72 mm printed), A5 or A4 upright."""

    ROLL = "80mm"
    A5 = "a5"
    A4 = "a4"


class SlipKind(StrEnum):
    """What the customer came for, in the five words of the slip: storing, klacht, wens, vraag, aanvraag."""

    INCIDENT = "incident"
    COMPLAINT = "complaint"
    WISH = "wish"
    QUESTION = "question"
    ORDER = "order"


class PromiseKind(StrEnum):
    """What is promised for that moment: the work is ready, the customer hears from us, or it is done already."""

    READY_BY = "ready_by"
    HEAR_BY = "hear_by"
    DONE = "done"


class Delivery(StrEnum):
    """Where the customer gets it from, when there was a choice: from stock, or ordered first."""

    STOCK = "stock"
    ORDER = "order"


class Result(StrEnum):
    """How a completed ticket ended."""

    SOLVED = "solved"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who the paper is from; ``notice`` is the privacy sentence at the foot (``wording.privacy_notice``)."""

    organisation: str
    counter: str = ""
    phone: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is stamped on top: KOPIE with number and time, OEFENEN, INGETROKKEN.

    ``copy`` is 1 for the original; ``copied_at`` is the moment of the copy in words.
    """

    copy: int = 1
    copied_at: str = ""
    practice: bool = False
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """What the customer may count on; ``reason`` says how it was worked out ("8 werkuren, 5 mei gesloten")."""

    kind: PromiseKind
    moment: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptEntry:
    """One ticket on a slip.

    ``code`` is the number with its check character, as the scanner reads it. A confidential entry never holds subject,
    description or answers: the slip may be left on a printer. ``answers`` are label and words of what the product asked,
    ``price`` is for all of it, with the VAT in it. ``received`` lists what the customer gave us; ``signature``
    asks for a line to sign on. ``follow_up`` says where to go with an answer one does not accept. ``approval``: the
    budget holder has to decide first; ``cost_centre`` is the one that pays.
    """

    kind: SlipKind
    number: str
    code: str
    subject: str
    description: str = ""
    promise: Promise | None = None
    team: str = ""
    price: str = ""
    paid: bool | None = None
    answer: str = ""
    follow_up: str = ""
    received: tuple[str, ...] = ()
    signature: bool = False
    confidential: bool = False
    quantity: int = 1
    supply: Delivery | None = None
    answers: tuple[tuple[str, str], ...] = ()
    approval: bool = False
    cost_centre: str = ""

    def __post_init__(self) -> None:
        if self.confidential:
            for name in ("subject", "description", "answer"):
                object.__setattr__(self, name, "")
            object.__setattr__(self, "answers", ())


@dataclass(frozen=True, slots=True)
class Receipt:
    """One visit, one slip, n tickets.

    ``customer`` is initial and surname, or empty for somebody unknown; ``by_mail`` when we have an e-mail address.
    """

    letterhead: Letterhead
    language: Language
    reference: str
    moment: str
    customer: str
    entries: tuple[ReceiptEntry, ...]
    by_mail: bool = False
    marks: Marks = field(default_factory=Marks)

    @property
    def is_known(self) -> bool:
        """Whether we know who the customer is, and so can let them hear from us."""
        return bool(self.customer)

    @property
    def about(self) -> str:
        """What the job is found by: the number of the only ticket, else the reference of the visit."""
        return self.entries[0].number if len(self.entries) == 1 else self.reference


@dataclass(frozen=True, slots=True)
class PickUp:
    """Where and until when something waits for the customer."""

    place: str
    until: str = ""
    opening_hours: str = ""


@dataclass(frozen=True, slots=True)
class CompletionNotice:
    """Your ticket is ready. ``delay`` is empty when it was on time, else how much later, in words."""

    letterhead: Letterhead
    language: Language
    kind: SlipKind
    number: str
    code: str
    customer: str
    reported: str
    completed: str
    subject: str
    work_done: str
    result: Result
    next_step: str = ""
    delay: str = ""
    delay_reason: str = ""
    price: str = ""
    paid: bool | None = None
    pick_up: PickUp | None = None
    reopen_days: int = 10
    confidential: bool = False
    marks: Marks = field(default_factory=Marks)

    def __post_init__(self) -> None:
        if self.confidential:
            for name in ("subject", "work_done", "next_step", "delay_reason"):
                object.__setattr__(self, name, "")

    @property
    def about(self) -> str:
        """What the job is found by: the ticket number."""
        return self.number


Document = Receipt | CompletionNotice
