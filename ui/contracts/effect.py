# SPDX-License-Identifier: EUPL-1.2
"""What saving an agreement will mean, before it is saved: who falls under it, whether it holds, which products hang on it."""

from collections.abc import Iterable

from desk_app.contracts.messages import AgreementKind, AgreementSheet
from desk_app.core.i18n import _, ngettext
from ui.contracts.opening import Opened

MOST_NAMED = 4
"""So many departments or products are named; the rest is counted."""


def effect_words(opened: Opened, mine: AgreementSheet) -> str:
    """One or more sentences; empty when nothing changes that others would notice."""
    stored, day, use = opened.base, opened.grounds.day, opened.use
    if opened.agreement_id is None:
        return ""
    names = opened.grounds.names.departments
    said = []
    before, after = _departments(stored), _departments(mine)
    gone = sorted(names.get(key, "?") for key in before - after)
    fresh = sorted(names.get(key, "?") for key in after - before)
    if gone:
        said.append(_("No longer falls under it: {names}.").format(names=named(gone)))
    if fresh:
        said.append(_("Falls under it from now on: {names}.").format(names=named(fresh)))
    if stored.holds_on(day) and not mine.holds_on(day):
        said.append(_("It no longer holds today."))
    elif mine.holds_on(day) and not stored.holds_on(day):
        said.append(_("It holds today."))
    if said and use.entitles_to:
        said.append(_("It decides who may have: {products}.").format(products=named(use.entitles_to)))
    if said and use.terms_of:
        said.append(_("Its terms are those of: {products}.").format(products=named(use.terms_of)))
    if stored.targets != mine.targets:
        said.append(_("New times hold for new tickets and for those whose kind or product is changed."))
    return " ".join(said)


def _departments(sheet: AgreementSheet) -> frozenset[int]:
    return sheet.department_ids if sheet.kind is AgreementKind.SLA else frozenset()


def named(names: Iterable[str], most: int = MOST_NAMED) -> str:
    """``Facilitair, Bibliotheek en 3 andere``."""
    every = list(names)
    shown = ", ".join(every[:most])
    more = len(every) - most
    if more > 0:
        return ngettext("{things} and {count} more", "{things} and {count} more", more).format(things=shown, count=more)
    return shown
