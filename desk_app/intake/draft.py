# SPDX-License-Identifier: EUPL-1.2
"""The intake slip while it is being filled in: its state, which fields it has, how it is kept. Pure.

Nothing typed is ever dropped: choosing another kind, product or customer leaves every other field as it was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.models import Supply, TicketKind
from desk_app.catalogue.policy import FORM_FIELDS, needs_cost_centre
from desk_app.catalogue.wording import answer_of
from desk_app.core import text
from desk_app.core.i18n import _
from desk_app.core.messages import new_command_id
from desk_app.intake.messages import Question, ReceiptChoice, RegisterVisit
from desk_app.interactions.models import Channel

COMPLAINT_DETAILS = ("about", "related", "wanted_outcome")
WISH_DETAILS = ("who_benefits", "fits_product")
INCIDENT_DETAILS = ("since", "affected", "danger")
NON_STANDARD_DETAILS = (
    "goal",
    "wanted_on",
    "people",
    "cost_centre",
    "complexity",
    "funding",
    "quote",
    "approved_by",
)
DETAIL_NAMES = (*COMPLAINT_DETAILS, *WISH_DETAILS, *INCIDENT_DETAILS, *NON_STANDARD_DETAILS)
"""Every field of a kind; their labels belong to the window."""


COST_CENTRE = 64
"""Characters in the code of a cost centre."""


def is_ordered(question: Question, item: ItemRow) -> bool:
    """Whether the product is asked for; a complaint or a question about it asks nothing of its price and its fields."""
    return question.kind is item.kind


def is_about(question: Question, item: ItemRow) -> bool:
    """Whether something is said or asked about the product, which people do when it is no longer offered too."""
    return question.kind is not TicketKind.REQUEST and not is_ordered(question, item)


def is_answered_by(question: Question, item: ItemRow | None) -> bool:
    """Whether there is an answer at hand that nobody has to write; what a product says when it is ready is none."""
    return item is None or is_ordered(question, item) or bool(question.answer.strip())


def standard_text(question: Question, item: ItemRow | None, lang: str | None = None) -> str:
    """What the product says when it is given, in a language (None: that of the screen); nothing for a complaint or a
    question about it."""
    return answer_of(item, lang) if item is not None and is_ordered(question, item) else ""


def needs_place(question: Question, item: ItemRow | None) -> bool:
    """Whether it must be known where it is: an order that says so, and a fault."""
    if item is None:
        return question.kind is TicketKind.INCIDENT
    return item.needs_space and (is_ordered(question, item) or question.kind is TicketKind.INCIDENT)


def supply_of(question: Question, item: ItemRow | None) -> Supply | None:
    """From stock unless to order was chosen; None where there is nothing to choose."""
    if item is None or item.order_lead is None:
        return None
    return question.supply or Supply.STOCK


def details_of(question: Question, item: ItemRow | None = None) -> tuple[str, ...]:
    """The extra fields that this question has, in tab order; ``item`` is its product, when that is known."""
    ordered = _details_of_order(question, item)
    if question.kind is TicketKind.COMPLAINT:
        return (*COMPLAINT_DETAILS, *ordered)
    if question.kind is TicketKind.INCIDENT:
        return (*INCIDENT_DETAILS, *ordered)
    if question.kind is TicketKind.REQUEST and question.item_id is None:
        return NON_STANDARD_DETAILS if question.non_standard else WISH_DETAILS
    return ordered


def _details_of_order(question: Question, item: ItemRow | None) -> tuple[str, ...]:
    """The cost centre when it must be known, and what the cell of the product asks."""
    if item is None or not is_ordered(question, item):
        return ()
    asked = tuple(name for name in FORM_FIELDS if name in item.policy.form_fields)
    return ("cost_centre", *asked) if needs_cost_centre(item, supply_of(question, item)) else asked


def is_empty(question: Question) -> bool:
    """Whether nothing was asked yet."""
    what_follows = replace(question, quantity=1, team_id=None, space_id=None, space="", answered=False)
    return replace(what_follows, supply=None, item_version=None, asked={}) == Question(kind=question.kind)


@dataclass(frozen=True, slots=True)
class IntakeDraft:
    """One customer at the counter: who it is, what was added to the visit, and what is being typed now.

    ``focus``, ``cursor`` (characters) and ``scroll`` (pixels) say where the agent was; ``started_at`` is UTC.
    """

    id: str = field(default_factory=new_command_id)
    customer_id: int | None = None
    customer: str = ""
    customer_text: str = ""
    """What was typed in the customer field and not chosen yet."""
    anonymous: bool = False
    for_id: int | None = None
    for_name: str = ""
    for_text: str = ""
    new_customer: Mapping[str, str] = field(default_factory=dict)
    """What was typed about a customer whom we do not know yet, by field of ``AddPerson``."""
    channel: Channel = Channel.COUNTER
    receipt: ReceiptChoice = ReceiptChoice.ROLL
    receipt_chosen: bool = False
    """The agent chose the receipt; otherwise it follows from the questions (``usual_receipt``)."""
    questions: tuple[Question, ...] = ()
    question: Question = field(default_factory=Question)
    focus: str = "customer"
    cursor: int = 0
    scroll: int = 0
    started_at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to lose."""
        nobody = self.customer_id is None and not self.anonymous and not self.customer_text.strip()
        nobody_else = self.for_id is None and not self.for_text.strip() and not any(self.new_customer.values())
        return nobody and nobody_else and not self.questions and is_empty(self.question)

    @property
    def subject(self) -> str:
        """The first thing asked, for the shelf."""
        for question in (self.question, *self.questions):
            words = question.item or first_line(question.description) or question.item_text.strip()
            if words:
                return words
        return ""

    def add_question(self) -> "IntakeDraft":
        """The present question joins the visit and a new, empty one begins."""
        return replace(self, questions=(*self.questions, self.question), question=Question(), focus="item", cursor=0)

    def take_out(self, index: int) -> "IntakeDraft":
        """Question ``index`` of the visit is edited again; what was being typed takes its place when not empty."""
        chosen = self.questions[index]
        rest = list(self.questions)
        if is_empty(self.question):
            del rest[index]
        else:
            rest[index] = self.question
        return replace(self, questions=tuple(rest), question=chosen, focus="description", cursor=0)

    def drop(self, index: int) -> "IntakeDraft":
        """Question ``index`` is no part of the visit any more."""
        return replace(self, questions=self.questions[:index] + self.questions[index + 1 :])

    def order(self, *, complete_now: bool = False) -> RegisterVisit:
        """The command that registers this slip; the empty last question of a visit is left out."""
        asked = self.questions if self.questions and is_empty(self.question) else (*self.questions, self.question)
        return RegisterVisit(
            command_id=self.id,
            requester_id=self.customer_id,
            requested_for_id=self.for_id,
            questions=asked,
            channel=self.channel,
            receipt=self.receipt,
            complete_now=complete_now,
            started_at=self.started_at,
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values for the journal."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> "IntakeDraft":
        """The slip as it was; fields that this version does not know are ignored, missing ones are empty."""
        values = _known(IntakeDraft, stored)
        values["question"] = _question(stored.get("question") or {})
        values["questions"] = tuple(_question(one) for one in stored.get("questions") or ())
        values["new_customer"] = dict(stored.get("new_customer") or {})
        values["channel"] = Channel(stored.get("channel", Channel.COUNTER))
        values["receipt"] = ReceiptChoice(stored.get("receipt", ReceiptChoice.ROLL))
        values["started_at"] = _moment(stored.get("started_at"))
        return IntakeDraft(**values)


def usual_receipt(questions: Iterable[Question], paper: str) -> ReceiptChoice:
    """What the customer gets unless somebody chooses: ``paper`` as set for the desk, nothing for an answer alone."""
    asked = [question for question in questions if not is_empty(question)]
    if asked and all(question.kind is TicketKind.INFORMATION for question in asked):
        return ReceiptChoice.NONE
    return ReceiptChoice(paper) if paper in set(ReceiptChoice) else ReceiptChoice.ROLL


def first_line(typed: str) -> str:
    """The first line with words in it."""
    return next((line.strip() for line in typed.splitlines() if line.strip()), "")


def subject_of(question: Question, item_name: str) -> str:
    """Product and first line of the description, at most 200 characters; never empty."""
    words = [part for part in (item_name, first_line(question.description) or first_line(question.answer)) if part]
    subject = ": ".join(words) or first_line(question.details.get("goal", "")) or _("Question at the counter")
    return subject if len(subject) <= text.LINE else subject[: text.LINE - 1] + "…"


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any JSON value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def _known(shape: type, stored: Mapping[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(shape)}
    return {name: value for name, value in stored.items() if name in names}


def _question(stored: Mapping[str, Any]) -> Question:
    values = _known(Question, stored)
    values["kind"] = TicketKind(stored.get("kind", TicketKind.REQUEST))
    values["due"] = _moment(stored.get("due"))
    supply = stored.get("supply")
    values["supply"] = Supply(supply) if supply in set(Supply) else None
    for name in ("details", "answers", "answer_names", "asked"):
        values[name] = dict(stored.get(name) or {})
    return Question(**values)


def _moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
