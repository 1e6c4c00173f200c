# SPDX-License-Identifier: EUPL-1.2
"""Whether the prices of an item can be: on every day at most one from stock and one to order. Pure."""

from collections.abc import Iterator
from datetime import date

from desk_app.catalogue.content import ItemContent, PriceLine
from desk_app.catalogue.models import Supply
from desk_app.core import formats
from desk_app.core.i18n import _

MOST_CENTS = 99_999_999


def price_faults(content: ItemContent) -> Iterator[tuple[str, str]]:
    """Name of a field (``prices.0.valid_from``) and the sentence under it."""
    for number, line in enumerate(content.prices):
        if not 0 <= line.price_cents <= MOST_CENTS:
            text = _("A price is from {least} to {most}. Change the price of {period}.")
            least, most = formats.money(0), formats.money(MOST_CENTS)
            yield f"prices.{number}.price_cents", text.format(least=least, most=most, period=period_text(line))
        if line.valid_until is not None and line.valid_until < line.valid_from:
            text = _("The price of {period} ends before it starts. Choose a later last day.")
            yield f"prices.{number}.valid_until", text.format(period=period_text(line))
        if line.supply is Supply.ORDER and content.order_lead is None:
            text = _(
                "There is a price to order, but '{name}' is never ordered. Say how long ordering takes, or remove it."
            )
            yield f"prices.{number}.supply", text.format(name=content.name)
    for supply in Supply:
        yield from _overlaps(content, supply)


def _overlaps(content: ItemContent, supply: Supply) -> Iterator[tuple[str, str]]:
    """A price that starts while another one still holds: in order of first days, the latest end so far decides."""
    lines = sorted(
        (
            (line.valid_from, number, line)
            for number, line in enumerate(content.prices)
            if line.supply is supply and (line.valid_until is None or line.valid_until >= line.valid_from)
        ),
        key=lambda one: one[:2],
    )
    longest: PriceLine | None = None
    for _start, number, line in lines:
        if longest is not None and line.valid_from <= _end(longest):
            text = _(
                "Two prices hold at once: that of {first} and that of {second}. Let one end before the other starts."
            )
            yield (
                f"prices.{number}.valid_from",
                text.format(first=period_text(longest), second=period_text(line)),
            )
        if longest is None or _end(line) > _end(longest):
            longest = line


def _end(line: PriceLine) -> date:
    return line.valid_until or date.max


def period_text(line: PriceLine) -> str:
    """``1 januari 2026 tot en met 31 december 2026``, ``1 januari 2027 en later``."""
    first = formats.day_plain(line.valid_from)
    if line.valid_until is None:
        return _("{first} and later").format(first=first)
    return _("{first} up to and including {last}").format(first=first, last=formats.day_plain(line.valid_until))
