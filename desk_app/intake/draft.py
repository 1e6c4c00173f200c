# SPDX-License-Identifier: EUPL-1.2
"""The intake slip while it is being filled in: its state, what is missing, how it is kept. Pure.

Nothing typed is ever dropped: choosing another kind, product or customer leaves every other field as it was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.models import ItemStatus, TicketKind
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


def details_of(question: Question) -> tuple[str, ...]:
    """The extra fields that this question has, in tab order."""
    if question.kind is TicketKind.COMPLAINT:
        return COMPLAINT_DETAILS
    if question.kind is TicketKind.INCIDENT:
        return INCIDENT_DETAILS
    if question.kind is TicketKind.REQUEST and question.item_id is None:
        return NON_STANDARD_DETAILS if question.non_standard else WISH_DETAILS
    return ()


def is_empty(question: Question) -> bool:
    """Whether nothing was asked yet."""
    return replace(question, quantity=1, team_id=None, space_id=None, space="", answered=False) == Question(
        kind=question.kind
    )


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


def customer_fault(draft: IntakeDraft) -> str | None:
    """The sentence under the customer field, or None."""
    if draft.customer_id is not None or draft.anonymous:
        return None
    return _("Choose a customer first. Scan the badge or type a name. No name needed? Press Alt+0.")


def slip_faults(
    draft: IntakeDraft, item: ItemRow | None, *, has_email: bool, norm_at: datetime | None, now: datetime
) -> dict[str, str]:
    """What is missing or wrong on the whole slip, per field, as far as it can be known before it is registered.

    ``item`` is the product of the present question, ``norm_at`` what was agreed for it; ``has_email`` of the customer.
    """
    asked, question = draft.order().questions, draft.question
    faults: dict[str, str] = {}
    if fault := customer_fault(draft):
        faults["customer"] = fault
    if draft.for_id is None and draft.for_text.strip():
        faults["for"] = _("Choose a name from the list, or empty the field.")
    if asked != draft.questions:
        faults |= question_faults(question, item, now)
        is_early = question.due is not None and norm_at is not None and question.due < norm_at
        if is_early and "due" not in faults and not question.due_reason.strip():
            faults["due_reason"] = _("This is earlier than agreed. Write why that can be done.")
    if draft.receipt is ReceiptChoice.MAIL and not has_email:
        faults["receipt"] = _("There is no e-mail address. Fill it in or choose print.")
    if draft.receipt is ReceiptChoice.NONE and any(one.kind is TicketKind.COMPLAINT for one in asked):
        faults["receipt"] = _("A complaint always gets a receipt.")
    return faults


def question_faults(question: Question, item: ItemRow | None, now: datetime) -> dict[str, str]:
    """What is missing or wrong, per field; the same rules in the window and in the service.

    ``item`` is the row of ``question.item_id``; ``now`` is UTC.
    """
    faults: dict[str, str | None] = {
        "item": _item_fault(question, item),
        "description": _description_fault(question),
        "space": _space_fault(question, item),
        "quantity": _quantity_fault(question, item),
        "due": None,
        "due_reason": text.fault_in(question.due_reason, text.LINE),
        "answer": text.fault_in(question.answer, text.TEXT),
    }
    if question.due_text.strip():
        faults["due"] = _("I do not understand this time. Type for example 24-11 17.00.")
    elif question.due is not None and question.due <= now:
        faults["due"] = _("This time has passed. Choose a later moment.")
    for name in DETAIL_NAMES:
        faults[name] = text.fault_in(question.details.get(name, ""), text.TEXT)
    return {name: fault for name, fault in faults.items() if fault}


def _item_fault(question: Question, item: ItemRow | None) -> str | None:
    if question.item_id is not None and (item is None or item.status is not ItemStatus.ACTIVE):
        return _("This product is not offered any more. Choose another one.")
    if question.item_id is None and question.item_text.strip() and (question.kind_chosen or question.non_standard):
        return _("This is not a product. Choose one from the list, or empty the field.")
    if question.item_id is None and not question.kind_chosen and not question.non_standard:
        return _("Choose a product, or press Alt+N for a non-standard request.")
    return None


def _description_fault(question: Question) -> str | None:
    needs_words = question.item_id is None and question.kind is not TicketKind.INFORMATION
    needs_words = needs_words or question.kind in (TicketKind.COMPLAINT, TicketKind.INCIDENT)
    if needs_words and not question.description.strip():
        return _("Write in a few words what is going on.")
    return text.fault_in(question.description, text.TEXT)


def _space_fault(question: Question, item: ItemRow | None) -> str | None:
    if question.space_id is None and question.space_text.strip():
        return _("I do not know this room. Choose one from the list, or empty the field.")
    needs_place = question.kind is TicketKind.INCIDENT and item is None
    if (needs_place or (item is not None and item.needs_space)) and question.space_id is None:
        return _("Where is it? Choose a building and room.")
    return None


def _quantity_fault(question: Question, item: ItemRow | None) -> str | None:
    most = item.max_quantity if item is not None else 999
    if question.quantity < 1:
        return _("Choose at least 1.")
    if question.quantity > most:
        return _("This product goes up to {count}. More needed? Choose non-standard.").format(count=most)
    return None


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
    values["details"] = dict(stored.get("details") or {})
    return Question(**values)


def _moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
