# SPDX-License-Identifier: EUPL-1.2
"""What is missing or wrong on an intake slip, per field: the same rules in the window and in the service. Pure."""

from datetime import date, datetime, timedelta

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.models import FieldType, ItemStatus, Supply, TicketKind
from desk_app.catalogue.shelf import is_offered
from desk_app.catalogue.wording import in_language, name_of
from desk_app.core import formats, text
from desk_app.core.clock import local
from desk_app.core.i18n import _
from desk_app.intake.draft import (
    COST_CENTRE,
    DETAIL_NAMES,
    IntakeDraft,
    details_of,
    is_about,
    is_answered_by,
    is_ordered,
    needs_place,
    supply_of,
)
from desk_app.intake.messages import Facts, Question, ReceiptChoice
from desk_app.intake.typed_answers import answer_fault, detail_fault, field_name
from desk_app.process.opening import steps_of


def customer_fault(draft: IntakeDraft) -> str | None:
    """The sentence under the customer field, or None."""
    if draft.customer_id is not None or draft.anonymous:
        return None
    return _("Choose a customer first. Scan the badge or type a name. No name needed? Press Alt+0.")


def slip_faults(
    draft: IntakeDraft,
    item: ItemRow | None,
    *,
    has_email: bool,
    norm_at: datetime | None,
    now: datetime,
    facts: Facts = Facts(),  # noqa: B008 -- frozen: nothing known against it
    complete_now: bool = False,
) -> dict[str, str]:
    """What is missing or wrong on the whole slip, per field, as far as it can be known before it is registered.

    ``item`` is the product of the present question, ``norm_at`` what was agreed for it, ``facts`` what was looked up
    about it; ``has_email`` of the customer.
    """
    asked, question = draft.order().questions, draft.question
    faults: dict[str, str] = {}
    if fault := customer_fault(draft):
        faults["customer"] = fault
    if draft.for_id is None and draft.for_text.strip():
        faults["for"] = _("Choose a name from the list, or empty the field.")
    if asked != draft.questions:
        faults |= question_faults(question, item, now, facts)
        fault = None if norm_at is None or "due" in faults else due_fault(question, norm_at)
        if fault is not None:
            faults.setdefault("due_reason", fault)
        if complete_now:
            faults = ready_faults(question, item) | faults
    if draft.receipt is ReceiptChoice.MAIL and not has_email:
        faults["receipt"] = _("There is no e-mail address. Fill it in or choose print.")
    if draft.receipt is ReceiptChoice.NONE and any(one.kind is TicketKind.COMPLAINT for one in asked):
        faults["receipt"] = _("A complaint always gets a receipt.")
    return faults


def question_faults(
    question: Question,
    item: ItemRow | None,
    now: datetime,
    facts: Facts = Facts(),  # noqa: B008 -- frozen: nothing known against it
) -> dict[str, str]:
    """What is missing or wrong, per field; the same rules in the window and in the service.

    ``item`` is the row of ``question.item_id``, offered or not; ``now`` is UTC.
    """
    today = local(now).date()
    faults: dict[str, str | None] = {
        "item": _item_fault(question, item, today),
        "description": _description_fault(question),
        "space": _space_fault(question, item),
        "quantity": _quantity_fault(question, item),
        "due": None,
        "due_reason": text.fault_in(question.due_reason, text.LINE),
        "answer": _answer_fault(question, item),
        "answered": done_fault(question, item) if question.answered else None,
    }
    if question.due_text.strip():
        faults["due"] = _("I do not understand this time. Type for example 24-11 17.00.")
    elif question.due is not None and question.due <= now:
        faults["due"] = _("This time has passed. Choose a later moment.")
    for name in DETAIL_NAMES:
        longest = COST_CENTRE if name == "cost_centre" else text.TEXT
        is_asked = name in details_of(question, item)
        faults[name] = detail_fault(name, question.details.get(name, ""), longest, today) if is_asked else None
    faults["cost_centre"] = faults["cost_centre"] or _cost_centre_fault(question, item, facts)
    if item is not None and is_ordered(question, item):
        faults |= _order_faults(question, item, facts, today)
    return {name: fault for name, fault in faults.items() if fault}


def due_fault(question: Question, norm_at: datetime) -> str | None:
    """Why another moment than was agreed needs a reason."""
    against = 0 if question.due_reason.strip() else against_agreed(question.due, norm_at)
    if against < 0:
        return _("This is earlier than agreed. Write why that can be done.")
    if against > 0:
        return _("This is later than agreed. Write why it takes longer.")
    return None


def against_agreed(due: datetime | None, norm_at: datetime | None) -> int:
    """-1 for a moment that is earlier than was agreed, 1 for a later one, 0 for the same or none at all; to the minute,
    as people read and type it."""
    if due is None or norm_at is None:
        return 0
    minute = norm_at.replace(second=0, microsecond=0)
    if due < minute:
        return -1
    return int(due > minute + (timedelta(minutes=1) if minute < norm_at else timedelta()))


def done_fault(question: Question, item: ItemRow | None) -> str | None:
    """Why it cannot be ready at once: the product has steps that come first."""
    steps = ", ".join(steps_to_come(question, item))
    return _("This cannot be ready at once. First comes: {steps}.").format(steps=steps) if steps else None


def ready_faults(question: Question, item: ItemRow | None) -> dict[str, str]:
    """Why it cannot be reported ready with registering it, per field."""
    faults = {}
    if fault := done_fault(question, item):
        faults["complete_now"] = fault
    if question.kind is TicketKind.INFORMATION and not is_answered_by(question, item):
        faults["answer"] = _("Write what you answered.")
    return faults


def steps_to_come(question: Question, item: ItemRow | None) -> tuple[str, ...]:
    """The names of the steps that this question goes through, in the language of the screen."""
    if item is None or not is_ordered(question, item):
        return ()
    return tuple(in_language(step.name, step.name_en) for step in steps_of(item, 1, supply_of(question, item)))


def _order_faults(question: Question, item: ItemRow, facts: Facts, today: date) -> dict[str, str | None]:
    faults: dict[str, str | None] = {}
    if question.supply is Supply.ORDER and supply_of(question, item) is None:
        faults["item"] = _("“{name}” cannot be ordered any more. Look at the promise again.").format(name=name_of(item))
    for line in item.fields:
        typed, name = question.answers.get(line.code, ""), question.answer_names.get(line.code, "")
        fault = answer_fault(line, typed, name, today)
        if fault is None and (line.code, typed) in facts.lost:
            is_person = line.field_type is FieldType.PERSON
            fault = (
                _("This person is no longer there. Choose another name.")
                if is_person
                else _("This room is no longer there. Choose another one.")
            )
        faults[field_name(line.code)] = fault
    return {**faults, **_exception_faults(question, facts)}


def _exception_faults(question: Question, facts: Facts) -> dict[str, str | None]:
    if not facts.refusal:
        return {}
    faults = {
        "exception_reason": text.fault_in(question.exception_reason, text.LINE),
        "exception_by": text.fault_in(question.exception_by, text.LINE),
    }
    if not question.exception_reason.strip():
        why = _("{refusal} Write why this customer gets it all the same.")
        faults["exception_reason"] = why.format(refusal=facts.refusal)
    if not question.exception_by.strip():
        faults["exception_by"] = _("Write the name of whoever decides this.")
    return faults


def _cost_centre_fault(question: Question, item: ItemRow | None, facts: Facts) -> str | None:
    if "cost_centre" not in details_of(question, item):
        return None
    typed = question.details.get("cost_centre", "").strip()
    if not typed and item is not None:
        return _("This needs a cost centre. Choose one from the list.")
    if typed and facts.unknown_cost_centre == typed:
        return _("I do not know this cost centre. Choose one from the list.")
    return None


def _item_fault(question: Question, item: ItemRow | None, today: date) -> str | None:
    if question.item_id is not None:
        return not_offered(question, item, today)
    if question.item_text.strip() and (question.kind_chosen or question.non_standard):
        return _("This is not a product. Choose one from the list, or empty the field.")
    if not question.kind_chosen and not question.non_standard:
        return _("Choose a product, or press Alt+N for a non-standard request.")
    return None


def not_offered(question: Question, item: ItemRow | None, today: date) -> str | None:
    """Why the product of this question cannot be asked for on ``today``, by its name; None when it can."""
    if item is None:
        return _("“{name}” is not offered any more. Choose another product.").format(name=question.item)
    if is_offered(item, today) or (is_about(question, item) and item.status is not ItemStatus.CONCEPT):
        return None
    name = name_of(item)
    if item.status is ItemStatus.CONCEPT:
        return _("“{name}” is not offered yet. Choose another product.").format(name=name)
    if item.status is not ItemStatus.RETIRED and item.valid_from is not None and today < item.valid_from:
        return _("“{name}” is not offered before {day}. Choose another product.").format(
            name=name, day=_day(item.valid_from, today)
        )
    if item.valid_until is not None and item.valid_until < today:
        return _("“{name}” is not offered any more since {day}. Choose another product.").format(
            name=name, day=_day(item.valid_until + timedelta(days=1), today)
        )
    return _("“{name}” is not offered any more. Choose another product.").format(name=name)


def _day(day: date, today: date) -> str:
    return formats.day_of_month(day) if day.year == today.year else formats.day_plain(day)


def _answer_fault(question: Question, item: ItemRow | None) -> str | None:
    is_question = question.kind is TicketKind.INFORMATION
    if is_question and question.answered and not is_answered_by(question, item):
        return _("Write what you answered, or take the tick away.")
    return text.fault_in(question.answer, text.TEXT)


def _description_fault(question: Question) -> str | None:
    needs_words = question.item_id is None and question.kind is not TicketKind.INFORMATION
    needs_words = needs_words or question.kind in (TicketKind.COMPLAINT, TicketKind.INCIDENT)
    if needs_words and not question.description.strip():
        return _("Write in a few words what is going on.")
    return text.fault_in(question.description, text.TEXT)


def _space_fault(question: Question, item: ItemRow | None) -> str | None:
    if question.space_id is None and question.space_text.strip():
        return _("I do not know this room. Choose one from the list, or empty the field.")
    if needs_place(question, item) and question.space_id is None:
        return _("Where is it? Choose a building and room.")
    return None


def _quantity_fault(question: Question, item: ItemRow | None) -> str | None:
    is_order = item is not None and is_ordered(question, item)
    least, most = (item.min_quantity, item.max_quantity) if item is not None and is_order else (1, 999)
    if question.quantity < max(least, 1):
        return _("Choose at least {count}.").format(count=max(least, 1))
    if question.quantity > most:
        return _("This product goes up to {count}. More needed? Choose non-standard.").format(count=most)
    return None
