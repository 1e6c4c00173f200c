# SPDX-License-Identifier: EUPL-1.2
"""What the palette (Ctrl+K) and the search box (F3) find in the desk: tickets open and closed, customers, products.

Three sources for ``ui.shell.finder.Finder``; each asks beside the window, and the latest question wins there. When
nothing is found anywhere, one line asks whether another word was meant.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from desk_app.core.codes import CodeKind, ScannedCode, parse_code
from desk_app.core.i18n import _
from desk_app.search.asking import Scope
from desk_app.search.messages import HIT_NAMES, HitKind, SearchHit
from ui.shell.finder import Entry, Finder
from ui.shell.page import Workplace

_ICONS: dict[HitKind, str] = {HitKind.TICKET: "ticket", HitKind.PERSON: "user", HitKind.PRODUCT: "library"}


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the window shows what was chosen: by the id of a ticket, a person or a product; ``ask`` searches again,
    ``code`` does what a scan of this code does."""

    ticket: Callable[[int], object]
    person: Callable[[int], object]
    product: Callable[[int], object]
    ask: Callable[[str], object]
    code: Callable[[ScannedCode], object]


class SearchResults:
    """Looks in the desk for one signed-in agent."""

    def __init__(self, workplace: Workplace, doors: Doors) -> None:
        self._workplace = workplace
        self._doors = doors

    def plug_in(self, finder: Finder) -> None:
        """Adds the three sources: ``#`` tickets, ``@`` customers, ``/`` products."""
        finder.add(Scope.TICKET.value, self.find_tickets)
        finder.add(Scope.CUSTOMER.value, self.find_people)
        finder.add(Scope.PRODUCT.value, self.find_products)

    def find_tickets(self, words: str) -> list[Entry]:
        """Tickets; for the code of a mail the answer to it; or, when nothing at all is found, what may have been meant."""
        code = parse_code(words)
        if code is not None and code.kind is CodeKind.APPROVAL:
            return [self._answer(code)]
        found = self._find(Scope.TICKET, words)
        if found or not words.strip():
            return found
        desk, actor = self._workplace.desk, self._workplace.actor
        if desk.search.search(actor, words, limit=1):
            return []
        meant = desk.search.did_you_mean(actor, words)
        return [self._suggestion(meant)] if meant else []

    def find_people(self, words: str) -> list[Entry]:
        """Customers."""
        return self._find(Scope.CUSTOMER, words)

    def find_products(self, words: str) -> list[Entry]:
        """Products and services."""
        return self._find(Scope.PRODUCT, words)

    def _find(self, scope: Scope, words: str) -> list[Entry]:
        desk, actor = self._workplace.desk, self._workplace.actor
        return [self._entry(hit) for hit in desk.search.search(actor, f"{scope.value}{words}")]

    def _entry(self, hit: SearchHit) -> Entry:
        open_ = {
            HitKind.TICKET: self._doors.ticket,
            HitKind.PERSON: self._doors.person,
            HitKind.PRODUCT: self._doors.product,
        }[hit.kind]
        return Entry(
            id=f"{hit.kind.value}/{hit.id}",
            title=hit.title,
            run=partial(open_, hit.id),
            detail=hit.detail,
            aside=_(HIT_NAMES[hit.kind]),
            icon=_ICONS[hit.kind],
            code=hit.code,
        )

    def _answer(self, code: ScannedCode) -> Entry:
        """Which ticket it belongs to is said only by the service, which counts wrong codes."""
        return Entry(
            id="approval/code",
            title=_("Write down the answer that came with this code"),
            run=partial(self._doors.code, code),
            icon="euro",
        )

    def _suggestion(self, meant: str) -> Entry:
        return Entry(
            id="search/meant",
            title=_("Do you mean “{words}”?").format(words=meant),
            run=partial(self._doors.ask, meant),
            icon="lightbulb",
        )
