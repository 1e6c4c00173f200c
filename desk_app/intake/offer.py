# SPDX-License-Identifier: EUPL-1.2
"""What one customer may have, and why not the rest: the same rule for the picker, the form and registering (M20)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.catalogue.entitlement import Holder, is_entitled
from desk_app.catalogue.messages import EntitlementLine, ItemFilter, ItemRow
from desk_app.catalogue.models import ItemStatus, TicketKind
from desk_app.catalogue.queries import CatalogueQueries
from desk_app.contracts.models import Agreement
from desk_app.contracts.queries import read_agreements_of
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.db import Database
from desk_app.core.i18n import N_, _, ngettext
from desk_app.intake.messages import Offer
from desk_app.relations.models import Department, Person, PersonKind

SHOWN_ANYWAY = 3
"""So many that the customer may not have are in a list, however many there are that they may."""
MOST_WAYS = 3
"""Ways to be entitled that a sentence names."""

_MANY: dict[str, str] = {
    PersonKind.EMPLOYEE: N_("employees"),
    PersonKind.STUDENT: N_("students"),
    PersonKind.VISITOR: N_("visitors"),
    PersonKind.SUPPLIER: N_("suppliers"),
}


class OfferQueries:
    """Reads what is offered to a customer."""

    def __init__(self, db: Database, catalogue: CatalogueQueries) -> None:
        self._db = db
        self._catalogue = catalogue

    def find(
        self,
        actor: Actor,
        words: str,
        person_id: int | None,
        limit: int | None = 12,
        *,
        about: TicketKind | None = None,
    ) -> tuple[Offer, ...]:
        """Offered items as somebody types: first what this customer is entitled to, then the others with why not.

        ``person_id`` None is somebody without a name. Without words everything, by name; ``limit`` None: all of it.
        ``about``: it is a complaint, a question or a fault; then what is no longer offered comes last.
        """
        actor.require(Right.SEE_CATALOGUE)
        offered = self._find_offered(actor, words, person_id, limit)
        return offered if about is None else self._with_past(actor, words, about, offered, limit)

    def _find_offered(self, actor: Actor, words: str, person_id: int | None, limit: int | None) -> tuple[Offer, ...]:
        rows = self._catalogue.items(actor, ItemFilter(words=words))
        if not any(row.entitlements for row in rows):
            return tuple(Offer(row) for row in rows[:limit])
        with self._db.read() as session:
            holder = read_holder(session, person_id, today(self._db.clock))
            fine = [row for row in rows if is_entitled(row.entitlements, holder)]
            rest = [row for row in rows if not is_entitled(row.entitlements, holder)]
            if limit is not None:
                fine = fine[: limit - min(len(rest), SHOWN_ANYWAY)]
                rest = rest[: limit - len(fine)]
            names = _Names(session, [line for row in rest for line in row.entitlements])
            refused = tuple(Offer(row, names.sentence(row.entitlements)) for row in rest)
        return (*(Offer(row) for row in fine), *refused)

    def _with_past(
        self, actor: Actor, words: str, about: TicketKind, offered: Sequence[Offer], limit: int | None
    ) -> tuple[Offer, ...]:
        """Nobody has to be entitled to complain about a product; an item of the same kind is asked for itself, so that
        must be offered."""
        day = today(self._db.clock)
        rows = self._catalogue.items(actor, ItemFilter(words=words, only_active=False))
        past = [Offer(row, _("Not offered any more.")) for row in rows if _is_past(row, day) and row.kind is not about]
        now = [offer if offer.row.kind is about else Offer(offer.row) for offer in offered]
        if limit is not None:
            now = now[: limit - min(len(past), SHOWN_ANYWAY)]
            past = past[: limit - len(now)]
        return (*now, *past)


def _is_past(row: ItemRow, day: date) -> bool:
    """Whether it was offered before ``day``."""
    is_over = row.valid_until is not None and row.valid_until < day
    return row.status is ItemStatus.RETIRED or (is_over and row.status is not ItemStatus.CONCEPT)


def read_holder(session: Session, person_id: int | None, day: date) -> Holder:
    """The customer as entitlement sees them on ``day``; somebody without a name has nothing."""
    if person_id is None:
        return Holder()
    person = session.execute(select(Person.kind, Person.department_id).where(Person.id == person_id)).first()
    if person is None:
        return Holder()
    return Holder(person.kind.value, person.department_id, read_agreements_of(session, person.department_id, day))


def read_refusal(session: Session, lines: Sequence[EntitlementLine], person_id: int | None, day: date) -> str:
    """Why this customer may not have it, in a sentence; empty when they may."""
    if not lines or is_entitled(lines, read_holder(session, person_id, day)):
        return ""
    return _Names(session, lines).sentence(lines)


class _Names:
    """The departments and agreements that these lines name, and sentences with them."""

    def __init__(self, session: Session, lines: Iterable[EntitlementLine]) -> None:
        lines = list(lines)
        self._departments = self._read(session, Department, {line.department_id for line in lines})
        self._agreements = self._read(session, Agreement, {line.agreement_id for line in lines})

    def sentence(self, lines: Sequence[EntitlementLine]) -> str:
        """``Alleen voor medewerkers.`` ``Alleen voor afdelingen met het contract Huisvesting plus.``"""
        ways = list(dict.fromkeys(self._way(line) for line in lines))
        who = _(" or ").join(ways[:MOST_WAYS])
        more = len(ways) - MOST_WAYS
        if more > 0:
            return ngettext(
                "Only for {who}, and for {count} other group.", "Only for {who}, and for {count} other groups.", more
            ).format(who=who, count=more)
        return _("Only for {who}.").format(who=who)

    def _way(self, line: EntitlementLine) -> str:
        people = _(_MANY[PersonKind(line.person_kind)]) if line.person_kind in _MANY else ""
        department = self._departments.get(line.department_id or 0, "")
        agreement = self._agreements.get(line.agreement_id or 0, "")
        return _(_PATTERNS[bool(people), bool(department), bool(agreement)]).format(
            people=people, department=department, agreement=agreement
        )

    def _read(
        self, session: Session, table: type[Department] | type[Agreement], ids: set[int | None]
    ) -> Mapping[int, str]:
        wanted = ids - {None}
        if not wanted:
            return {}
        return {row.id: row.name for row in session.execute(select(table.id, table.name).where(table.id.in_(wanted)))}


_PATTERNS: dict[tuple[bool, bool, bool], str] = {
    (False, False, False): N_("somebody else"),
    (True, False, False): N_("{people}"),
    (False, True, False): N_("the department {department}"),
    (False, False, True): N_("departments with the agreement {agreement}"),
    (True, True, False): N_("{people} of the department {department}"),
    (True, False, True): N_("{people} of departments with the agreement {agreement}"),
    (False, True, True): N_("the department {department} with the agreement {agreement}"),
    (True, True, True): N_("{people} of the department {department} with the agreement {agreement}"),
}
"""Who may have it, by what is filled in: kind of person, department, agreement."""
