# SPDX-License-Identifier: EUPL-1.2
"""What an agreement costs: per period, per year, so far this year, and per ticket of this year; pure sums in cents."""

from dataclasses import dataclass
from datetime import date, timedelta

from desk_app.contracts.in_force import last_day
from desk_app.contracts.messages import AgreementSheet, CostPeriod
from desk_app.contracts.wording import COST_PERIOD_NAMES
from desk_app.core import formats
from desk_app.core.i18n import _, ngettext
from ui.widgets.blocks import Block

PER_YEAR: dict[CostPeriod, int] = {CostPeriod.MONTH: 12, CostPeriod.QUARTER: 4, CostPeriod.YEAR: 1}


@dataclass(frozen=True, slots=True)
class Costs:
    """In cents, without VAT. ``year`` None: it is paid once; ``so_far`` from 1 January up to and with the day."""

    amount: int
    period: CostPeriod
    year: int | None
    so_far: int


def costs_of(sheet: AgreementSheet, day: date) -> Costs:
    """What it costs; what is paid once counts in the year in which it begins."""
    first_of_year = day.replace(month=1, day=1)
    if sheet.cost_period is CostPeriod.ONCE:
        counts = sheet.valid_from.year == day.year and sheet.valid_from <= day
        return Costs(sheet.cost_cents, sheet.cost_period, None, sheet.cost_cents if counts else 0)
    year = sheet.cost_cents * PER_YEAR[sheet.cost_period]
    last = min(last_day(sheet) or day, day)
    days = max((last - max(sheet.valid_from, first_of_year)).days + 1, 0)
    length = (first_of_year.replace(year=day.year + 1) - first_of_year) // timedelta(days=1)
    return Costs(sheet.cost_cents, sheet.cost_period, year, round(year * days / length))


def cost_blocks(costs: Costs, tickets: int | None, day: date) -> list[Block]:
    """The same in words; ``tickets`` of this year, None while they are being counted."""
    if not costs.amount:
        return [Block("", _("It costs nothing."))]
    amount = f"{formats.money(costs.amount)} {_(COST_PERIOD_NAMES[costs.period])}"
    blocks = [Block(_("Amount"), _("{amount}, without VAT").format(amount=amount), is_short=True)]
    if costs.year is not None:
        blocks.append(Block(_("Per year"), formats.money(costs.year), is_short=True))
    blocks.append(Block(_("Since 1 January {year}").format(year=day.year), formats.money(costs.so_far), is_short=True))
    if tickets is None:
        return blocks
    count = ngettext("{count} ticket", "{count} tickets", tickets).format(count=tickets)
    blocks.append(Block(_("Completed in this time"), count, is_short=True))
    if tickets:
        each = formats.money(round(costs.so_far / tickets))
        blocks.append(Block(_("Per ticket of this year"), each, is_short=True))
    else:
        blocks.append(Block(_("Per ticket of this year"), _("no tickets yet"), is_short=True))
    return blocks
