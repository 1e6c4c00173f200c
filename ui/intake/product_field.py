# SPDX-License-Identifier: EUPL-1.2
"""The picker of products: first what this customer is entitled to, then the rest with why not. Words that find nothing
are kept for whoever minds the catalogue, as soon as the agent goes on without a product."""

from collections.abc import Sequence

from desk_app.catalogue.queries import item_hit
from desk_app.catalogue.wording import name_of
from desk_app.core.errors import DeskError
from desk_app.core.i18n import _
from desk_app.intake.messages import Offer, TicketKind
from ui.shell.page import Workplace
from ui.widgets.choice_list import Choice
from ui.widgets.picker import Picker

NON_STANDARD = "non-standard"
"""Key of the fixed row of the product picker."""
MANY_ITEMS = 12


class ProductPicker(Picker):
    """Holds one product, or none. ``holder_id`` is for whom it is; None: somebody without a name. ``about``: the kind,
    when it is a complaint, a question or a fault; then what is no longer offered is found too."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._missed = ""
        self.holder_id: int | None = None
        self.about: TicketKind | None = None
        super().__init__(
            workplace.tasks,
            self._find,
            name=_("Request or product"),
            placeholder=_("What is it about? Type a word or scan a card"),
            fixed=[Choice(NON_STANDARD, _("Non-standard request"), aside="Alt+N", icon="plus")],
        )
        self.nothing_found.connect(self.note_missed)

    def note_missed(self, typed: str = "") -> None:
        """The agent goes on without a product; when these words find none, that is written down once."""
        words = (typed or self.text()).strip()
        if not words or words == self._missed:
            return
        self._missed = words
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self,
            lambda: desk.offers.find(actor, words, None, limit=1),
            done=lambda found: None if found else self._note(words),
            failed=_let_be,
            lane="slow",
        )

    def forget_missed(self) -> None:
        """Another slip: the same words count again."""
        self._missed = ""

    def _note(self, words: str) -> None:
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(self, lambda: desk.catalogue.note_missed(actor, words), done=None, failed=_let_be)

    def _find(self, words: str) -> Sequence[Choice]:
        """On a worker. Without words the whole catalogue, by name."""
        desk, actor = self._workplace.desk, self._workplace.actor
        many = MANY_ITEMS if words else None
        found = desk.offers.find(actor, words, self.holder_id, limit=many, about=self.about)
        return [choice_of(offer) for offer in found]


def choice_of(offer: Offer) -> Choice:
    """The line of a product; what somebody may not have says why before anything else."""
    detail = item_hit(offer.row).detail
    if not offer.refusal:
        return Choice(offer.row.id, name_of(offer.row), detail, data=offer.row)
    return Choice(offer.row.id, name_of(offer.row), f"{offer.refusal} {detail}", icon="ban", data=offer.row, muted=True)


def _let_be(error: Exception) -> None:
    """Nobody at the counter waits for this; faults of ours are shown."""
    if not isinstance(error, DeskError):
        raise error
