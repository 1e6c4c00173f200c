# SPDX-License-Identifier: EUPL-1.2
"""One price of a product, with the days on which it holds."""

from datetime import date

from PySide6.QtWidgets import QWidget

from desk_app.catalogue.messages import PriceLine, Supply, VatRate
from desk_app.catalogue.wording import SUPPLY_NAMES, VAT_NAMES
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from ui.widgets.boxes import DateBox
from ui.widgets.line_form import LineForm
from ui.widgets.value_boxes import MaybeDay, MoneyBox, WithWords, choice_box, choose


class PriceForm(LineForm):
    """A new price from ``day`` on, or a changed one."""

    def __init__(self, line: PriceLine | None, day: date, *, is_ordered: bool, parent: QWidget | None = None) -> None:
        """``is_ordered``: the product can be ordered too, so the price may be that of an order."""
        super().__init__(
            parent,
            title=_("Price"),
            words=_("No price on a day means that it is free. Another price from a later day is a line of its own."),
        )
        shown = line or PriceLine(Supply.STOCK, day, None, 0)
        self.amount = MoneyBox(name=_("Price"))
        self.vat = choice_box(_("VAT"), [(rate, _(word)) for rate, word in VAT_NAMES.items()])
        self.supply = choice_box(_("For"), [(supply, _(word)) for supply, word in SUPPLY_NAMES.items()])
        self.first = DateBox(name=_("First day"))
        self.last = MaybeDay(_("until and including"), name=_("Last day"))
        self.form.add("price_cents", _("Price"), WithWords("€", self.amount), required=True, hint=_("VAT included."))
        self.form.add("vat", _("VAT"), self.vat)
        self.form.add("supply", _("For"), self.supply)
        self.form.add("valid_from", _("First day"), self.first, required=True)
        self.form.add("valid_until", _("Last day"), self.last, hint=_("Leave it open when the price has no end yet."))
        if line is not None:
            self.amount.set_cents(line.price_cents)
        choose(self.vat, shown.vat)
        choose(self.supply, shown.supply)
        self.form.show_field("supply", is_shown=is_ordered or shown.supply is Supply.ORDER)
        self.first.show_day(shown.valid_from)
        self.last.set_day(shown.valid_until, otherwise=shown.valid_from)
        self.supply.currentIndexChanged.connect(self._mind_supply)
        self.amount.setFocus()

    def line(self) -> PriceLine:
        cents, first, last = self.amount.cents, self.first.day, self.last.day
        faults = {}
        if self.amount.is_empty:
            faults["price_cents"] = _("Fill in an amount. Is it free? Type 0.")
        elif cents is None:
            faults["price_cents"] = _("Write the price as an amount in euros, such as 12,50.")
        if last is not None and last < first:
            faults["valid_until"] = _("The last day lies before the first day. Check the dates.")
        if faults or cents is None:
            raise InvalidInput(faults)
        return PriceLine(
            supply=Supply(self.supply.currentData()),
            valid_from=first,
            valid_until=last,
            price_cents=cents,
            vat=VatRate(self.vat.currentData()),
        )

    def _mind_supply(self, _place: int) -> None:
        """A half typed price to order is one, also when the product is not ordered any more."""
        if self.supply.currentData() == Supply.ORDER:
            self.form.show_field("supply", is_shown=True)
