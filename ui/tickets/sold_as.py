# SPDX-License-Identifier: EUPL-1.2
"""How a product was when it was sold: what the customer and the colleagues were told then, in words."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desk_app.app import Desk
from desk_app.catalogue.differences import in_words
from desk_app.catalogue.line_words import Names
from desk_app.catalogue.messages import ItemContent, VersionRow
from desk_app.catalogue.wording import ITEM_LABELS, in_language
from desk_app.core import formats
from desk_app.core.actor import Actor
from desk_app.core.clock import local
from desk_app.core.i18n import _
from ui.catalogue.grounds import read_names
from ui.shell.page import Workplace
from ui.tickets.facts import FactGroup
from ui.tickets.facts_panel import FactsPanel
from ui.widgets.buttons import button, set_button_text
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain

WIDTH, HEIGHT = 640, 560
_TOLD = (
    "name",
    "explanation",
    "customer_brings",
    "complexity",
    "funding",
    "lead",
    "order_lead",
    "prices",
    "cost_centre_rule",
    "max_quantity",
    "entitlements",
    "fields",
    "team_id",
    "agreement_id",
    "steps",
    "answer",
)
"""What mattered to who asked and who did it; the rest is for the owner of the product."""


@dataclass(frozen=True, slots=True)
class _Sold:
    version: VersionRow
    names: Names


class SoldAsDialog(QDialog):
    """One kept version; show it with ``open()``."""

    def __init__(self, workplace: Workplace, item_id: int, version: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace
        title = _("As it was sold")
        self.setWindowTitle(title)
        self.about = plain_label("", colour="muted", wrap=True)
        self.facts = FactsPanel()
        buttons = QDialogButtonBox()
        close = button(_("Close"))
        set_button_text(close, _("Close"), "Esc")
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        pad(layout, margins=24, spacing=12)
        layout.addWidget(plain_label(title, role="title"))
        layout.addWidget(self.about)
        layout.addWidget(self.facts, 1)
        layout.addWidget(buttons)
        self.resize(QSize(look().px(WIDTH), look().px(HEIGHT)).boundedTo(self.screen().availableSize() * 0.94))
        desk, actor = workplace.desk, workplace.actor
        workplace.tasks.run(self, lambda: _read(desk, actor, item_id, version), done=self._show, failed=self._on_failed)

    def _show(self, sold: _Sold) -> None:
        words = _("{name}, version {version}, sold like this since {day}.")
        content = sold.version.content
        set_plain(
            self.about,
            words.format(
                name=in_language(content.name, content.name_en),
                version=sold.version.version,
                day=formats.day_plain(local(sold.version.at).date()),
            ),
        )
        facts = tuple((_(ITEM_LABELS[name]), _value(name, content, sold.names)) for name in _TOLD)
        shown = tuple((label, value) for label, value in facts if value)
        self.facts.show_facts([FactGroup(content.code, shown)], None)

    def _on_failed(self, error: Exception) -> None:
        self.reject()
        self.workplace.problems.show(error)


def _read(desk: Desk, actor: Actor, item_id: int, version: int) -> _Sold:
    """On a worker."""
    return _Sold(desk.catalogue.version(actor, item_id, version), read_names(desk, actor))


def _value(name: str, content: ItemContent, names: Names) -> str:
    english = f"{name}_en"
    if hasattr(content, english):
        return in_language(getattr(content, name), getattr(content, english))
    return in_words(name, content, names)
