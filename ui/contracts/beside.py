# SPDX-License-Identifier: EUPL-1.2
"""What other agreements promise about the same products: who makes one sees whether team and supplier leave room. Pure."""

from collections.abc import Iterable, Iterator

from desk_app.catalogue.wording import lead_text
from desk_app.contracts.line_words import Names
from desk_app.contracts.messages import AgreementSheet, TargetLine
from desk_app.core.i18n import _

MOST_PRODUCTS = 20


def beside(sheet: AgreementSheet, others: Iterable[AgreementSheet], names: Names) -> tuple[str, ...]:
    """One line for each product of this agreement about which another one says something too; by name."""
    rivals = tuple(others)
    products = sheet.item_ids | {line.item_id for line in sheet.targets if line.item_id is not None}
    lines = []
    for item_id in sorted(products, key=lambda one: names.items.get(one, "").casefold()):
        own = _terms(sheet, item_id)
        told = [f"{other.code}: {terms}" for other in rivals if (terms := _terms(other, item_id))]
        if own and told:
            here = _("{product}: {terms} here").format(product=names.items.get(item_id, "?"), terms=own)
            lines.append(" · ".join([here, *told]))
    return tuple(lines[:MOST_PRODUCTS])


def _terms(sheet: AgreementSheet, item_id: int) -> str:
    """``2 werkuren (prioriteit 1), 4 werkuren``; empty when it says nothing about this product by name."""
    return ", ".join(dict.fromkeys(_words(line) for line in _about(sheet, item_id)))


def _about(sheet: AgreementSheet, item_id: int) -> Iterator[TargetLine]:
    """The targets that name the product; where none does, those for all products of an agreement that covers it by name."""
    named = [line for line in sheet.targets if line.item_id == item_id]
    if named or item_id not in sheet.item_ids:
        return iter(named)
    return (line for line in sheet.targets if line.item_id is None)


def _words(line: TargetLine) -> str:
    term = lead_text(line.completion)
    return term if line.priority is None else _("{term} (priority {number})").format(term=term, number=line.priority)
