# SPDX-License-Identifier: EUPL-1.2
"""What the clock of a ticket runs by: its target, else the product as it was sold, else what is usual here."""

from dataclasses import replace
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.catalogue.content import LeadTime, maybe_lead
from desk_app.catalogue.models import CatalogueItem, Supply, TicketKind
from desk_app.catalogue.versions import read_version
from desk_app.contracts.target_reading import TermsReader
from desk_app.contracts.targets import Chosen
from desk_app.contracts.terms import Terms
from desk_app.core.i18n import _

Leads = tuple[TicketKind, LeadTime, LeadTime | None]
"""For which kind a product is asked, its lead time, and the one to order it."""


class Promised(Protocol):
    """A ticket, or the columns of it that say what was promised."""

    @property
    def kind(self) -> TicketKind: ...
    @property
    def target_id(self) -> int | None: ...
    @property
    def catalogue_item_id(self) -> int | None: ...
    @property
    def catalogue_version(self) -> int | None: ...
    @property
    def supply(self) -> Supply | None: ...


class TicketTerms:
    """Reads terms for many tickets, each target, product and calendar once; made for one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._reader = TermsReader(session)
        self._leads: dict[tuple[int, int | None], Leads | None] = {}

    def of(self, ticket: Promised) -> Terms:
        """The terms of a ticket; there always are some, and their ``source`` says which."""
        terms = self._reader.terms(ticket.target_id, kind=ticket.kind, lead=self.lead(ticket))
        if terms.target_id == ticket.target_id:
            return terms
        gone = _("The agreement that held for this is no longer there. {source}")
        return replace(terms, source=gone.format(source=terms.source))

    def chosen(self, ticket: Promised, choice: Chosen) -> Terms:
        """The terms that would hold for a ticket by this choice."""
        return self._reader.terms(choice.target, kind=ticket.kind, lead=self.lead(ticket), why=choice.why)

    def lead(self, ticket: Promised) -> LeadTime | None:
        """The lead time of the product as it was sold, from stock or to order; None where a product promises nothing:
        there is none, or the ticket is only about it."""
        if ticket.catalogue_item_id is None:
            return None
        key = (ticket.catalogue_item_id, ticket.catalogue_version)
        if key not in self._leads:
            self._leads[key] = self._sold(*key)
        leads = self._leads[key]
        if leads is None or leads[0] is not ticket.kind:
            return None
        _kind, lead, order_lead = leads
        return order_lead if ticket.supply is Supply.ORDER and order_lead is not None else lead

    def _sold(self, item_id: int, version: int | None) -> Leads | None:
        kept = None if version is None else read_version(self._session, item_id, version)
        if kept is not None:
            return kept.content.kind, kept.content.lead, kept.content.order_lead
        item = CatalogueItem
        query = select(item.kind, item.lead_amount, item.lead_unit, item.order_lead_amount, item.order_lead_unit)
        row = self._session.execute(query.where(item.id == item_id)).first()
        if row is None:
            return None
        kind, amount, unit, order_amount, order_unit = row
        return kind, LeadTime(amount, unit), maybe_lead(order_amount, order_unit)


def terms_of(session: Session, ticket: Promised) -> Terms:
    """The terms of one ticket."""
    return TicketTerms(session).of(ticket)
