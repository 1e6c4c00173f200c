# SPDX-License-Identifier: EUPL-1.2
"""Reads everything for the form of a new agreement or of one that is there; on a worker."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from desk_app.app import Desk
from desk_app.contracts.editing import fresh
from desk_app.contracts.line_words import Names, names_of
from desk_app.contracts.messages import AgreementChoices, AgreementSheet, AgreementUse
from desk_app.core.actor import Actor
from desk_app.core.clock import today
from ui.contracts import keeping
from ui.widgets.half_lines import HalfLines


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the form must know: today (local), what can be chosen, and what the ids are called."""

    day: date
    choices: AgreementChoices
    names: Names


@dataclass(frozen=True, slots=True)
class Opened:
    """An agreement as it comes into the form.

    ``mine`` is what stands in the fields, ``base`` what is stored (its id and version are 0 for a new one).
    """

    grounds: Grounds
    base: AgreementSheet
    mine: AgreementSheet
    use: AgreementUse = field(default_factory=AgreementUse)
    was_kept: bool = False
    """Whether ``mine`` was typed some other time and never saved."""
    half: Mapping[str, HalfLines] = field(default_factory=dict)
    amount: str = ""
    """The same for an amount that is none."""

    @property
    def agreement_id(self) -> int | None:
        """None for a new one."""
        return self.base.id or None

    @property
    def version(self) -> int | None:
        """That of what is stored; None for a new one."""
        return self.base.version or None


def read_grounds(desk: Desk, actor: Actor) -> Grounds:
    """On a worker."""
    choices = desk.agreement_queries.choices(actor)
    return Grounds(today(desk.clock), choices, names_of(choices))


def new_agreement(desk: Desk, actor: Actor) -> Opened:
    """An empty agreement, or the new one that was never saved."""
    grounds = read_grounds(desk, actor)
    base = fresh(grounds.day, actor.name)
    return _with_kept(desk, actor, Opened(grounds, base, base))


def stored_agreement(desk: Desk, actor: Actor, agreement_id: int) -> Opened:
    """An agreement as it is, with what was changed and never saved; that may be on top of an older version."""
    grounds = read_grounds(desk, actor)
    sheet = desk.agreement_queries.sheet(actor, agreement_id)
    opened = Opened(grounds, sheet, sheet, desk.agreement_queries.use(actor, agreement_id))
    return _with_kept(desk, actor, opened)


def newer(desk: Desk, actor: Actor, agreement_id: int, version: int | None) -> tuple[AgreementSheet, str] | None:
    """What is stored now and who stored it, when that is not ``version`` any more."""
    sheet = desk.agreement_queries.sheet(actor, agreement_id)
    if sheet.version == version:
        return None
    return sheet, desk.agreement_queries.changed_by(actor, agreement_id)


def _with_kept(desk: Desk, actor: Actor, opened: Opened) -> Opened:
    found = keeping.kept(desk, actor, opened.agreement_id)
    if found is None or (found.mine == opened.mine and not any(found.half.values()) and not found.amount):
        return opened
    return replace(opened, mine=found.mine, base=found.base, was_kept=True, half=found.half, amount=found.amount)
