# SPDX-License-Identifier: EUPL-1.2
"""What a question becomes when a kind or a product is chosen, left or changed. Pure; nothing typed is ever dropped."""

from collections.abc import Sequence
from dataclasses import replace

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.models import TicketKind
from desk_app.catalogue.wording import in_language, name_of
from desk_app.core.i18n import _
from desk_app.intake.draft import is_answered_by, is_ordered, supply_of
from desk_app.intake.messages import Question
from desk_app.process.opening import steps_of


def with_kind(question: Question, kind: TicketKind, item: ItemRow | None = None) -> Question:
    """K, W, I or S: no product is needed any more; a product that was chosen, ``item``, stays."""
    changed = replace(question, kind=kind, kind_chosen=True, non_standard=False)
    is_known = item is not None or question.item_id is None
    return replace(
        changed,
        answered=_answered_at(question, kind) and is_known and is_answered_by(changed, item),
        quantity=question.quantity if item is None else _quantity_of(question, changed, item),
    )


def as_non_standard(question: Question, typed: str) -> Question:
    """What was ``typed`` to look for a product becomes the description."""
    return replace(
        _without_product(question),
        kind=TicketKind.REQUEST,
        kind_chosen=True,
        non_standard=True,
        answered=False,
        description=question.description if question.description.strip() else typed.strip(),
    )


def with_item(question: Question, item: ItemRow) -> Question:
    """A product; it brings its kind, unless K, W, I or S was pressed. Answers to fields with the same code stay."""
    was_chosen = question.kind_chosen and not question.non_standard
    kind = question.kind if was_chosen else item.kind
    changed = replace(
        question,
        item_id=item.id,
        item=name_of(item),
        item_text="",
        item_version=item.version,
        asked=_asked(item),
        supply=question.supply if item.id == question.item_id else None,
        kind=kind,
        kind_chosen=was_chosen,
        non_standard=False,
    )
    has_steps = is_ordered(changed, item) and bool(steps_of(item, 1, supply_of(question, item)))
    return replace(
        changed,
        quantity=_quantity_of(question, changed, item),
        answered=_answered_at(question, kind) and is_answered_by(changed, item) and not has_steps,
    )


def with_item_again(question: Question, item: ItemRow) -> Question:
    """The same product, read again; ``changes_since`` says first what is different."""
    return replace(
        question,
        item=name_of(item),
        item_version=item.version,
        asked=_asked(item),
        supply=question.supply if supply_of(question, item) is not None else None,
    )


def without_item(question: Question) -> Question:
    """The product was taken away again."""
    kind_chosen = question.kind_chosen and not question.non_standard
    return replace(_without_product(question), non_standard=False, kind_chosen=kind_chosen)


def changes_since(question: Question, item: ItemRow) -> str:
    """What changed about the product since it was chosen, in sentences; empty when nothing did."""
    if question.item_version in (None, item.version):
        return ""
    asked = _asked(item)
    added = [label for code, label in asked.items() if code not in question.asked]
    gone = [label for code, label in question.asked.items() if code not in asked]
    parts = [_("“{name}” was changed meanwhile.").format(name=name_of(item))]
    if added:
        parts.append(_("New: {fields}").format(fields=_listed(added)))
    if gone:
        parts.append(_("Not asked any more: {fields}").format(fields=_listed(gone)))
    if not added and not gone:
        parts.append(_("Look at the promise and the price again."))
    return " ".join(parts)


def _listed(labels: Sequence[str]) -> str:
    """As the end of a sentence; a label that is a question has its own mark."""
    words = " · ".join(labels)
    return words if words[-1:] in ".?!" else f"{words}."


def _without_product(question: Question) -> Question:
    return replace(question, item_id=None, item="", item_text="", item_version=None, asked={}, supply=None)


def _quantity_of(before: Question, changed: Question, item: ItemRow) -> int:
    """An order goes by the least and the most of the product; what is said about it is about one, unless somebody chose
    another number."""
    if is_ordered(changed, item):
        return max(before.quantity if item.max_quantity > 1 else 1, item.min_quantity)
    is_least = before.item_id == item.id and is_ordered(before, item) and before.quantity == item.min_quantity
    return 1 if is_least else before.quantity


def _answered_at(question: Question, kind: TicketKind) -> bool:
    """Information is mostly given at once."""
    return kind is TicketKind.INFORMATION and (question.answered or question.kind is not kind)


def _asked(item: ItemRow) -> dict[str, str]:
    """The extra fields as they are when somebody fills them in: code -> label."""
    return {line.code: in_language(line.label, line.label_en) for line in item.fields}
