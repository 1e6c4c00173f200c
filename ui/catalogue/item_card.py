# SPDX-License-Identifier: EUPL-1.2
"""Everything about one product, in words for the counter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.wording import (
    COMPLEXITY_NAMES,
    FUNDING_NAMES,
    KIND_LETTERS,
    KIND_NAMES,
    price_text,
    promise_text,
)
from desk_app.core.i18n import _
from ui.widgets.icons import set_icon
from ui.widgets.look import pad
from ui.widgets.text import PlainLabel, plain_label, set_plain


class ItemCard(QFrame):
    """The card of the current product.

    Signals:
        intake_wanted: the button was pressed.
    """

    intake_wanted = Signal()

    def __init__(self, *, may_start: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_start = may_start
        self._name = plain_label(role="title", wrap=True)
        self._code = plain_label(colour="muted")
        self._facts: dict[str, PlainLabel] = {}
        self._texts: dict[str, tuple[PlainLabel, PlainLabel]] = {}
        self._start = QPushButton(_("Start intake"))
        self._start.setProperty("kind", "primary")
        self._start.setAutoDefault(False)
        self._start.clicked.connect(self.intake_wanted)
        set_icon(self._start, "plus", "on_accent")
        self._inside = QWidget()
        layout = QVBoxLayout(self._inside)
        pad(layout, margins=(16, 12, 16, 12), spacing=8)
        layout.addWidget(self._name)
        layout.addWidget(self._code)
        layout.addLayout(self._make_facts())
        for key, title in (
            ("explanation", _("Explanation")),
            ("brings", _("What does the customer need?")),
            ("answer", _("Answer to give")),
            ("done", _("Text when it is ready")),
        ):
            self._texts[key] = (plain_label(title, role="strong"), plain_label(wrap=True))
            for label in self._texts[key]:
                layout.addWidget(label)
        layout.addStretch(1)
        self._nothing = plain_label(_("Choose a product to see what it is."), colour="muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(_("Card of the product"))  # it takes the focus so that the arrow keys scroll it
        foot = QVBoxLayout()
        pad(foot, margins=(16, 4, 16, 12))
        foot.addWidget(self._start)
        self.setProperty("ground", "card")
        around = QVBoxLayout(self)
        pad(around, margins=1, spacing=0)
        around.addWidget(self._nothing)
        around.addWidget(self._area, 1)
        around.addLayout(foot)
        self.show_item(None)

    def show_item(self, item: ItemRow | None) -> None:
        """Shows another product, or that none was chosen."""
        self._area.setVisible(item is not None)
        self._start.setVisible(item is not None and self._may_start)
        self._nothing.setVisible(item is None)
        if item is None:
            return
        set_plain(self._name, item.name)
        set_plain(self._code, item.code)
        facts = {
            "kind": f"{KIND_LETTERS[item.kind]} · {_(KIND_NAMES[item.kind])}",
            "cell": f"{_(FUNDING_NAMES[item.funding])} · {_(COMPLEXITY_NAMES[item.complexity])}",
            "promise": promise_text(item),
            "price": price_text(item),
            "team": item.team,
            "most": str(item.max_quantity),
            "owner": item.owner,
        }
        for key, text in facts.items():
            set_plain(self._facts[key], text)
        is_answer = item.lead.is_at_once and bool(item.answer)
        texts = {
            "explanation": item.explanation,
            "brings": item.customer_brings,
            "answer": item.answer if is_answer else "",
            "done": "" if is_answer else item.answer,
        }
        for key, text in texts.items():
            title, label = self._texts[key]
            set_plain(label, text)
            title.setVisible(bool(text))
            label.setVisible(bool(text))

    def _make_facts(self) -> QGridLayout:
        grid = QGridLayout()
        pad(grid, margins=(0, 4, 0, 4), spacing=8)
        rows = (
            ("kind", _("Kind")),
            ("cell", _("Group")),
            ("promise", _("Ready in")),
            ("price", _("Price")),
            ("team", _("Goes to")),
            ("most", _("At most")),
            ("owner", _("Owner")),
        )
        for place, (key, title) in enumerate(rows):
            self._facts[key] = plain_label(wrap=True)
            grid.addWidget(plain_label(title, colour="muted"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._facts[key], place, 1)
        grid.setColumnStretch(1, 1)
        return grid
