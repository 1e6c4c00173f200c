# SPDX-License-Identifier: EUPL-1.2
"""An item that is still being made, as counters would see it."""

from datetime import date

from desk_app.catalogue.content import ItemContent, PolicyContent
from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.reading import prices_on

_OTHER = ("id", "version", "price_cents", "order_price_cents", "team_id", "team", "policy")
_SAME = tuple(name for name in ItemRow.__dataclass_fields__ if name not in _OTHER)


def as_row(content: ItemContent, day: date, team: str, policy: PolicyContent) -> ItemRow:
    """The row of an item that is not stored, with the prices of ``day`` (local); ``policy`` is that of its cell."""
    stock, order = prices_on(content.prices, day)
    return ItemRow(
        id=0,
        version=0,
        price_cents=stock,
        order_price_cents=order,
        team_id=content.team_id or 0,
        team=team,
        policy=policy,
        **{name: getattr(content, name) for name in _SAME},
    )
