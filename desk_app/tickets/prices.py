# SPDX-License-Identifier: EUPL-1.2
"""A price with the VAT in it, in words, and which VAT that was when it was sold."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.catalogue.messages import PriceLine
from desk_app.catalogue.models import CataloguePrice, Supply, VatRate
from desk_app.catalogue.versions import read_version
from desk_app.catalogue.wording import VAT_NAMES
from desk_app.core import formats
from desk_app.core.clock import local
from desk_app.core.i18n import catalogue
from desk_app.tickets.models import Ticket

PERCENT: dict[VatRate, int] = {VatRate.HIGH: 21, VatRate.LOW: 9}
"""Of the price without VAT; the other rates add nothing."""


def vat_in(cents: int, vat: VatRate) -> int:
    """Cents of VAT in a price that includes it, half a cent up."""
    percent = PERCENT.get(vat, 0)
    return (2 * cents * percent + 100 + percent) // (2 * (100 + percent))


def with_vat(cents: int, vat: VatRate | None, lang: str | None = None) -> str:
    """``€ 25,00, waarvan € 4,34 btw (21 %)``; only the price when the VAT is not known."""
    price = formats.money(cents, lang)
    if vat is None:
        return price
    if vat not in PERCENT:
        return f"{price} ({catalogue(lang).gettext(VAT_NAMES[vat])})"
    pattern = catalogue(lang).gettext("{price}, of which {amount} VAT ({percent} %)")
    return pattern.format(price=price, amount=formats.money(vat_in(cents, vat), lang), percent=PERCENT[vat])


def read_vat(session: Session, item_id: int, supply: Supply | None, day: date) -> VatRate | None:
    """The VAT in the price of ``day``; without a price to order, that from stock holds; None when there is no price."""
    price = CataloguePrice
    query = select(price.supply, price.valid_from, price.valid_until, price.price_cents, price.vat)
    lines = [PriceLine(*row) for row in session.execute(query.where(price.item_id == item_id))]
    return _vat_among(lines, supply, day)


def vat_of(session: Session, ticket: Ticket) -> VatRate | None:
    """The VAT in the price of a ticket, as it was sold; None when it is free, or not known any more."""
    if not ticket.price_cents or ticket.catalogue_item_id is None:
        return None
    day = local(ticket.registered_at).date()
    if ticket.catalogue_version is not None:
        sold = read_version(session, ticket.catalogue_item_id, ticket.catalogue_version)
        if sold is not None:
            return _vat_among(sold.content.prices, ticket.supply, day)
    return read_vat(session, ticket.catalogue_item_id, ticket.supply, day)


def _vat_among(lines: tuple[PriceLine, ...] | list[PriceLine], supply: Supply | None, day: date) -> VatRate | None:
    found = {
        line.supply: line.vat
        for line in lines
        if line.valid_from <= day and (line.valid_until is None or day <= line.valid_until)
    }
    return found.get(supply or Supply.STOCK, found.get(Supply.STOCK))
