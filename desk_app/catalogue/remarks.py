# SPDX-License-Identifier: EUPL-1.2
"""What an owner may want to look at again in an item that can be saved as it is: sentences, no faults. Pure."""

from collections.abc import Iterator, Sequence

from desk_app.catalogue.content import ItemContent, LeadTime, PolicyContent, StepLine
from desk_app.catalogue.models import CostCentreRule, LeadUnit, StepKind
from desk_app.catalogue.policy import never_asks_cost_centre
from desk_app.catalogue.step_checks import never_starting
from desk_app.catalogue.wording import COST_CENTRE_RULE_NAMES, lead_text
from desk_app.core.i18n import _


def slow_steps(content: ItemContent) -> Iterator[str]:
    """That the steps take longer than what is promised: from stock, where nothing is ordered first, and to order."""
    order = content.order_lead
    chain = longest_chain(content.steps, is_from_stock=order is not None)
    if chain.minutes > content.lead.minutes:
        text = _("The steps take {steps} together, the promise is {promise}.")
        yield text.format(steps=lead_text(chain), promise=lead_text(content.lead))
    chain = longest_chain(content.steps)
    if order is not None and chain.minutes > order.minutes:
        text = _("To order, the steps take {steps} together, the promise is {promise}.")
        yield text.format(steps=lead_text(chain), promise=lead_text(order))


def longest_chain(steps: Sequence[StepLine], *, is_from_stock: bool = False) -> LeadTime:
    """How long the steps take when each begins as soon as it can; ``is_from_stock``: orders take no time.

    In the unit of the steps where they have one, else in open minutes, about (``LeadTime.minutes``). A step that can
    never start takes none: ``checks.py`` refuses it.
    """
    chains: dict[str, tuple[LeadTime, ...]] = {}
    stuck = never_starting(steps)
    waiting = [step for step in steps if step.code not in stuck]
    while ready := [step for step in waiting if all(code in chains for code in step.after)]:
        for step in ready:
            before = max((chains[code] for code in step.after), key=_minutes, default=())
            takes_none = step.lead.is_at_once or (is_from_stock and step.kind is StepKind.ORDER)
            chains[step.code] = before if takes_none else (*before, step.lead)
        waiting = [step for step in waiting if step not in ready]
    longest = max(chains.values(), key=_minutes, default=())
    if len({lead.unit for lead in longest}) == 1:
        return LeadTime(sum(lead.amount for lead in longest), longest[0].unit)
    return LeadTime(_minutes(longest), LeadUnit.MINUTES)


def approval_remark(content: ItemContent, policy: PolicyContent) -> str:
    """Who approves, or that nobody can because no cost centre is ever asked; empty where nothing is approved."""
    if not policy.needs_approval and not has_approval(content.steps):
        return ""
    if never_asks_cost_centre(content, policy):
        text = _("Nobody can approve it. Choose '{rule}' at '{field}': then there is a budget holder.")
        return text.format(rule=_(COST_CENTRE_RULE_NAMES[CostCentreRule.ALWAYS]), field=_("Cost centre"))
    return _("The counter asks for a cost centre; its budget holder approves.")


def has_approval(steps: Sequence[StepLine]) -> bool:
    """Whether one of the steps asks the budget holder."""
    return any(step.kind is StepKind.APPROVE for step in steps)


def _minutes(chain: Sequence[LeadTime]) -> int:
    return sum(lead.minutes for lead in chain)
