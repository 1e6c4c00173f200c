# SPDX-License-Identifier: EUPL-1.2
"""Products leave the catalogue: now, or after a last day. Open tickets stay, and that is said first."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from desk_app.catalogue.messages import ItemRow, RetireItems
from desk_app.core.clock import today
from desk_app.core.i18n import _, ngettext
from ui.orders.form import CommandForm
from ui.shell.page import Deed, Workplace
from ui.widgets.text import plain_label, set_plain
from ui.widgets.value_boxes import MaybeDay


class RetireForm(CommandForm):
    """Asks until when, for one product or a selection."""

    def __init__(self, workplace: Workplace, items: Sequence[ItemRow], parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent, title=_("Out of the catalogue"), go=_("Retire"), icon="archive")
        self._items = tuple(items)
        self.about_line.show_text(", ".join(f"{item.name} · {item.code}" for item in items))
        self.effect = plain_label("", wrap=True)
        self.last_day = MaybeDay(_("It can still be asked until and including"), name=_("Last day"))
        self.last_day.set_day(None, otherwise=today(workplace.desk.clock))
        self.form.add_widget(self.effect)
        self.form.add(
            "last_day",
            _("Last day"),
            self.last_day,
            hint=_("Not ticked: from now on nobody can ask for it. It can always be offered again."),
        )
        self.last_day.setFocus()
        desk, actor, ids = workplace.desk, workplace.actor, [item.id for item in items]
        workplace.tasks.run(
            self,
            lambda: desk.catalogue.open_tickets(actor, ids),
            done=self._show_effect,
        )

    def command(self) -> Callable[[], Any]:
        order = RetireItems(item_ids=tuple(item.id for item in self._items), last_day=self.last_day.day)
        desk, actor = self.workplace.desk, self.workplace.actor
        return lambda: desk.catalogue_service.retire(actor, order)

    def deed_of(self, answer: Any) -> Deed:  # noqa: ANN401 -- an ItemsMoved
        if len(self._items) == 1:
            sentence = (
                _("{name} is no longer offered.") if self.last_day.day is None else _("{name} has a last day now.")
            )
            return Deed(sentence.format(name=self._items[0].name))
        count = len(self._items)
        return Deed(ngettext("{count} product changed.", "{count} products changed.", count).format(count=count))

    def is_last(self, field: QWidget) -> bool:
        return field is self.last_day.box

    def _show_effect(self, open_tickets: int) -> None:
        if not open_tickets:
            sentence = _("No open ticket is about this.")
        elif len(self._items) == 1:
            sentence = ngettext(
                "There is still {count} open ticket with this product. It stays.",
                "There are still {count} open tickets with this product. They stay.",
                open_tickets,
            ).format(count=open_tickets)
        else:
            sentence = ngettext(
                "There is still {count} open ticket with these products. It stays.",
                "There are still {count} open tickets with these products. They stay.",
                open_tickets,
            ).format(count=open_tickets)
        set_plain(self.effect, sentence)
