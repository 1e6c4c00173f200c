# SPDX-License-Identifier: EUPL-1.2
"""How the counter sees a product while it is being made: its line in the picker, what its group asks, its questions."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk_app.catalogue.line_words import step_words
from desk_app.catalogue.messages import ItemContent
from desk_app.catalogue.policy import needs_cost_centre, policy_words
from desk_app.catalogue.queries import item_hit
from desk_app.catalogue.trial import as_row
from desk_app.catalogue.wording import FIELD_TYPE_NAMES, LANE_NAMES, answer_of, in_language, name_of
from desk_app.core.i18n import _
from ui.catalogue.grounds import Grounds
from ui.catalogue.step_order import course_words
from ui.widgets.breaking import breakable
from ui.widgets.column_area import ColumnArea
from ui.widgets.look import pad
from ui.widgets.text import PlainLabel, plain_label, set_plain


class ItemPreview(QFrame):
    """The preview; it takes no focus and is not read aloud by itself."""

    def __init__(self, grounds: Grounds) -> None:
        super().__init__()
        self._grounds = grounds
        self.setProperty("ground", "card")
        self._line = plain_label("", role="strong", wrap=True)
        self._detail = plain_label("", colour="muted", wrap=True)
        self._policy = plain_label("", wrap=True)
        self._parts: dict[str, tuple[PlainLabel, PlainLabel]] = {}
        picker = QFrame()
        picker.setProperty("ground", "sunken")
        hit = QVBoxLayout(picker)
        pad(hit, margins=(12, 8, 12, 8), spacing=4)
        hit.addWidget(self._line)
        hit.addWidget(self._detail)
        area = ColumnArea(margins=(16, 0, 16, 12), spacing=8, asks=200)
        area.setAccessibleName(_("How the counter sees it"))
        for widget in (picker, self._policy):
            area.column.addWidget(widget)
        for key, title in (
            ("explanation", _("Explanation")),
            ("brings", _("What does the customer need?")),
            ("asks", _("The counter asks")),
            ("steps", _("Steps on the ticket")),
            ("answer", _("Text when it is ready")),
        ):
            self._parts[key] = (plain_label(title, role="strong"), plain_label("", wrap=True))
            for label in self._parts[key]:
                area.column.addWidget(label)
        area.column.addStretch(1)
        layout = QVBoxLayout(self)
        pad(layout, margins=(0, 12, 0, 0), spacing=8)
        head = plain_label(_("How the counter sees it"), role="heading")
        head_row = QWidget()
        head_box = QVBoxLayout(head_row)
        pad(head_box, margins=(16, 0, 16, 0), spacing=0)
        head_box.addWidget(head)
        layout.addWidget(head_row)
        layout.addWidget(area, 1)

    def show_content(self, content: ItemContent) -> None:
        """Shows a product as it stands in the fields."""
        policy = self._grounds.policy(content.complexity, content.funding)
        team = self._grounds.names.teams.get(content.team_id or 0, "")
        row = as_row(content, self._grounds.day, team, policy)
        set_plain(self._line, breakable(name_of(row).strip() or _("No name yet")))
        set_plain(self._detail, breakable(item_hit(row).detail.strip(" ·")))
        group = policy_words(content.funding, policy, cost_centre=needs_cost_centre(row, None))
        set_plain(self._policy, f"{group} · {_(LANE_NAMES[policy.lane])}")
        texts = {
            "explanation": in_language(content.explanation, content.explanation_en),
            "brings": in_language(content.customer_brings, content.customer_brings_en),
            "asks": "\n".join(_asked(content)),
            "steps": "\n".join(self._steps(content)),
            "answer": answer_of(row),
        }
        for key, text in texts.items():
            title, label = self._parts[key]
            set_plain(label, breakable(text.strip()))
            title.setVisible(bool(text.strip()))
            label.setVisible(bool(text.strip()))

    @property
    def words(self) -> str:
        """Everything it says."""
        labels = [self._line, self._detail, self._policy, *(label for _title, label in self._parts.values())]
        return "\n".join(label.text() for label in labels if label.text())

    def _steps(self, content: ItemContent) -> Sequence[str]:
        lines = [
            f"{number}. {step_words(step, content.steps, self._grounds.names)}"
            for number, step in enumerate(content.steps, start=1)
        ]
        return [*lines, course_words(content.steps)] if len(lines) > 1 else lines


def _asked(content: ItemContent) -> list[str]:
    asked = [_("Location")] if content.needs_space else []
    if content.max_quantity > 1:
        asked.append(_("Quantity, {least} to {most}").format(least=content.min_quantity, most=content.max_quantity))
    for line in content.fields:
        star = " *" if line.required else ""
        asked.append(f"{in_language(line.label, line.label_en)}{star} ({_(FIELD_TYPE_NAMES[line.field_type])})")
    return asked
