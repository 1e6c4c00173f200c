# SPDX-License-Identifier: EUPL-1.2
"""What a cell of the matrix does and what a change of a product touches, as sentences for the owner of the catalogue."""

from desk_app.catalogue.line_words import Names
from desk_app.catalogue.messages import PolicyContent, ServiceLane
from desk_app.catalogue.wording import FORM_FIELD_NAMES, LANE_NAMES
from desk_app.core.i18n import N_, _, ngettext


def lane_sentence(content: PolicyContent, names: Names) -> str:
    """Which way a new ticket of a cell goes."""
    if content.team_id is None:
        return _(LANE_SENTENCES[content.lane])
    team = names.teams.get(content.team_id, "?")
    return _("A new ticket goes {lane}, to {team}.").format(lane=_(LANE_NAMES[content.lane]), team=team)


def policy_effect(content: PolicyContent, names: Names) -> str:
    """What a cell of the matrix does, as sentences."""
    sentences = [lane_sentence(content, names)]
    if content.needs_cost_centre:
        sentences.append(_("The counter asks for a cost centre."))
    if content.needs_approval:
        sentences.append(_("The budget holder must approve first."))
    if content.needs_quote:
        sentences.append(_("The customer gets a quote first."))
    if content.form_fields:
        asked = ", ".join(_(FORM_FIELD_NAMES[name]) for name in content.form_fields if name in FORM_FIELD_NAMES)
        sentences.append(_("The intake also asks: {fields}.").format(fields=asked).replace("?.", "?"))
    return " ".join(sentences)


LANE_SENTENCES: dict[ServiceLane, str] = {
    ServiceLane.CLOSE_HERE: N_("A new ticket is handled from the counter, by the team of the product."),
    ServiceLane.SECOND_LINE: N_("A new ticket goes to the second line, to the team of the product."),
    ServiceLane.ACCOUNT_MANAGER: N_("A new ticket goes to the account manager."),
}


def cell_mark(content: PolicyContent) -> str:
    """What a cell asks, as short as fits in the matrix: ``kostenplaats · akkoord``; empty when it asks nothing."""
    parts = []
    if content.needs_cost_centre:
        parts.append(_("cost centre"))
    if content.needs_approval:
        parts.append(_("approval"))
    if content.needs_quote:
        parts.append(_("quote"))
    return " · ".join(parts)


def open_tickets_words(count: int, version: int | None) -> str:
    """What a change touches (``ux.md`` 2.5.5); empty when nothing."""
    if not count or version is None:
        return ""
    return ngettext(
        "There is still {count} open ticket with this product. It keeps version {version}.",
        "There are still {count} open tickets with this product. They keep version {version}.",
        count,
    ).format(count=count, version=version)
