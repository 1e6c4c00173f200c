# SPDX-License-Identifier: EUPL-1.2
"""What the place of a demand in the matrix asks of it: its lane, approval, a cost centre, a quote, fields. Pure.

The matrix is data (``cell_policies``); a cell that nobody changed follows ``DEFAULTS``.
"""

from collections.abc import Iterable

from desk_app.catalogue.messages import ItemContent, ItemRow, PolicyContent
from desk_app.catalogue.models import Complexity, CostCentreRule, Funding, ServiceLane, Supply
from desk_app.catalogue.wording import FUNDING_NAMES
from desk_app.core.i18n import N_, catalogue

Cell = tuple[Complexity, Funding]
"""A place in the matrix."""

FORM_FIELDS = ("goal", "wanted_on", "people", "quote", "approved_by")
"""The fields of a non-standard request that a cell may ask for a product too (``intake/draft.py`` has them)."""

DEFAULTS: dict[Complexity, PolicyContent] = {
    Complexity.OPERATIONAL: PolicyContent(lane=ServiceLane.CLOSE_HERE),
    Complexity.TACTICAL: PolicyContent(lane=ServiceLane.SECOND_LINE),
    Complexity.STRATEGIC: PolicyContent(lane=ServiceLane.ACCOUNT_MANAGER),
}


def default_policy(complexity: Complexity) -> PolicyContent:
    """What a cell means while nobody said otherwise: its lane, and no demands."""
    return DEFAULTS[complexity]


def price_of(item: ItemRow, supply: Supply | None) -> int:
    """Cents with VAT for one, today, from stock or to order."""
    return item.order_price_cents if supply is Supply.ORDER else item.price_cents


def needs_cost_centre(item: ItemRow, supply: Supply | None) -> bool:
    """Whether it cannot be sold without a cost centre."""
    if item.cost_centre_rule is CostCentreRule.BY_CELL:
        return item.policy.needs_cost_centre
    if item.cost_centre_rule is CostCentreRule.WITH_PRICE:
        return price_of(item, supply) > 0
    return item.cost_centre_rule is CostCentreRule.ALWAYS


def never_asks_cost_centre(content: ItemContent, policy: PolicyContent) -> bool:
    """Whether no ticket with it will ever ask for a cost centre, in a cell with this policy."""
    if content.cost_centre_rule is CostCentreRule.BY_CELL:
        return not policy.needs_cost_centre
    if content.cost_centre_rule is CostCentreRule.WITH_PRICE:
        return not any(line.price_cents for line in content.prices)
    return content.cost_centre_rule is CostCentreRule.NEVER


def policy_words(
    funding: Funding, content: PolicyContent, *, cost_centre: bool | None = None, lang: str | None = None
) -> str:
    """``plus: kostenplaats nodig, akkoord van budgethouder``; only the name of the funding when nothing is needed.

    ``cost_centre`` overrules the cell where the item has a rule of its own.
    """
    texts = catalogue(lang)
    needed = ", ".join(texts.gettext(demand) for demand in _demands(content, cost_centre))
    name = texts.gettext(FUNDING_NAMES[funding])
    return f"{name}: {needed}" if needed else name


def _demands(content: PolicyContent, cost_centre: bool | None) -> Iterable[str]:
    if content.needs_cost_centre if cost_centre is None else cost_centre:
        yield N_("cost centre needed")
    if content.needs_approval:
        yield N_("approval of the budget holder")
    if content.needs_quote:
        yield N_("quote first")
