# SPDX-License-Identifier: EUPL-1.2
"""What a ticket was sold as: the product as it was then, whatever it is called now."""

from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.catalogue.models import CatalogueItem, DemandTopic, TicketKind, catalogue_item_topics
from desk_app.catalogue.versions import read_version
from desk_app.catalogue.wording import in_language
from desk_app.tickets.models import Ticket

OPINIONS = "WETEN-MENING"
"""The branch of the tree of demand where customers tell what they think of us. A request from there is an idea: nothing
is delivered, the customer hears what we do with it. An owner chooses this by hanging a product on that branch."""


def subject_in(session: Session, ticket: Ticket, lang: Literal["nl", "en"]) -> str:
    """The subject for the customer: it begins with the Dutch name under which the product was sold, and that is put in
    ``lang``. It stays as it is when that name is not known any more."""
    if lang == "nl" or ticket.catalogue_item_id is None or ticket.catalogue_version is None:
        return ticket.subject
    names = _names(session, ticket.catalogue_item_id, ticket.catalogue_version)
    if names is None:
        return ticket.subject
    dutch, english = names
    rest = ticket.subject.removeprefix(dutch)
    if rest == ticket.subject or (rest and not rest.startswith(":")):
        return ticket.subject
    return in_language(dutch, english, lang) + rest


def is_idea(session: Session, ticket: Ticket) -> bool:
    """Whether the product hung on the branch of opinions when it was asked; only requests are ideas."""
    if ticket.kind is not TicketKind.REQUEST or ticket.catalogue_item_id is None:
        return False
    branch = session.scalar(select(DemandTopic.id).where(DemandTopic.code == OPINIONS))
    if branch is None:
        return False
    version = ticket.catalogue_version
    sold = read_version(session, ticket.catalogue_item_id, version) if version is not None else None
    if sold is not None:
        return branch in sold.content.topics
    hangs_on = catalogue_item_topics.c.topic_id
    of_item = catalogue_item_topics.c.item_id == ticket.catalogue_item_id
    return session.scalar(select(hangs_on).where(of_item, hangs_on == branch)) is not None


def _names(session: Session, item_id: int, version: int) -> tuple[str, str] | None:
    """The Dutch and the English name of a version; of a product that never changed no version need be kept."""
    sold = read_version(session, item_id, version)
    if sold is not None:
        return sold.content.name, sold.content.name_en
    query = select(CatalogueItem.name, CatalogueItem.name_en)
    row = session.execute(query.where(CatalogueItem.id == item_id, CatalogueItem.version == version)).first()
    return (row.name, row.name_en) if row else None
