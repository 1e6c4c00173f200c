# SPDX-License-Identifier: EUPL-1.2
"""What the columns of somebody else's catalogue are here: a list for each column, its words, and what new products get."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desk_app.catalogue.messages import LeadTime, LeadUnit, TopicRow
from desk_app.core.i18n import _
from desk_app.identity.messages import TeamRow
from desk_app.transfer.catalogue_guess import to_explain
from desk_app.transfer.catalogue_mapping import FIELDS
from desk_app.transfer.catalogue_messages import CatalogueMapping
from desk_app.transfer.catalogue_words import NAMES
from desk_app.transfer.shapes import Sheet
from ui.catalogue.value_boxes import LeadBox
from ui.widgets.column_area import ColumnArea
from ui.widgets.form import Form
from ui.widgets.look import look, pad
from ui.widgets.text import ElidedLabel, plain_label, set_plain
from ui.widgets.value_boxes import choice_box, choose

WIDE_FROM = 900
EXAMPLES = 3
MOST_WORDS = 40
"""Strange words of one column that are asked; more of them is no list of words."""


class _StillBox(QComboBox):
    """A list that the wheel leaves alone while the page scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class MappingPane(QWidget):
    """Shows a mapping and lets it be corrected.

    Signals:
        edited: somebody changed something.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: Sheet | None = None
        self._mapping = CatalogueMapping()
        self._teams: tuple[TeamRow, ...] = ()
        self.columns: dict[str, QComboBox] = {}
        self.words: dict[tuple[str, str], QComboBox] = {}
        self.team = choice_box(_("Team"), [])
        self.topic = choice_box(_("What the customer wants"), [])
        self.kind = choice_box(_("Kind"), [(kind.value, _(name)) for kind, name in NAMES["kind"].items()])
        self.lead = LeadBox(name=_("Ready in"))
        self.owner = QLineEdit()
        self.status = choice_box(
            _("Status"), [(status.value, _(name)) for status, name in list(NAMES["status"].items())[:2]]
        )
        self.form = Form(labels="above")
        self._known_line = plain_label("", colour="muted", wrap=True)
        self._left = ColumnArea(margins=(6, 6, 12, 6), spacing=24, asks=200)
        self._right = ColumnArea(margins=(6, 6, 12, 6), spacing=24, asks=200)
        self._for_new = QWidget()
        self._for_columns = QWidget()
        self._is_wide = True
        self._grid_place = QWidget()
        self._words_place = QWidget()
        self._assemble()

    def show_mapping(
        self,
        table: Sheet,
        mapping: CatalogueMapping,
        teams: Sequence[TeamRow],
        topics: Sequence[TopicRow],
        *,
        is_remembered: bool,
    ) -> None:
        """Shows how this table would be read."""
        self._table, self._mapping, self._teams = table, mapping, tuple(teams)
        set_plain(
            self._known_line,
            _("These are your choices of the last time for these columns.")
            if is_remembered
            else _("Balie guessed this from the names of the columns. Look whether it is right."),
        )
        self._fill_defaults(table, teams, topics)
        self._fill_columns(table)
        self._fill_words()
        self.form.set_clean()

    def first_focus(self) -> QWidget:
        """Where the cursor belongs: the first thing that is still open."""
        if "name" not in self._chosen() and self.columns:
            return next(iter(self.columns.values()))
        return self.team

    def show_errors(self, faults: Mapping[str, str]) -> None:
        """What is still missing, under its field."""
        self.form.show_errors(faults)
        if "team" in faults:
            self._left.ensureWidgetVisible(self.form.field("team"), 0, look().px(48))

    def missing(self) -> dict[str, str]:
        """What must be chosen before anything can be looked at, by field."""
        chosen = self._chosen()
        found = {}
        if "name" not in chosen:
            found["name"] = _("Say which column holds the name of the product.")
        for field, name in chosen.items():
            others = [column for column, box in self.columns.items() if box.currentData() == field and column != name]
            if others:
                sentence = _("{first} and {second} are both: {field}. Choose one of them.")
                found["twice"] = sentence.format(first=name, second=others[0], field=_(FIELDS[field]))
        if "team" not in chosen and not self.team.currentData():
            found["team"] = _("Choose the team that does the work.")
        return found

    def mapping(self) -> CatalogueMapping:
        """The mapping as it stands here now."""
        lead = self.lead.lead
        defaults = {
            "team": self.team.currentData() or "",
            "topic": self.topic.currentData() or "",
            "kind": self.kind.currentData(),
            "lead": str(lead.amount),
            "lead_unit": lead.unit.value,
            "owner": self.owner.text().strip(),
            "status": self.status.currentData(),
        }
        kept = {name: word for name, word in self._mapping.defaults.items() if name not in defaults}
        words: dict[str, dict[str, str]] = {}
        for (field, word), box in self.words.items():
            words.setdefault(field, {})[word] = box.currentData() or ""
        given = {name: word for name, word in defaults.items() if word}
        return replace(self._mapping, columns=self._chosen(), words=words, defaults={**kept, **given})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Side by side where there is room, else both in one column."""
        is_wide = self.width() >= look().px(WIDE_FROM)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            (self._right if is_wide else self._left).column.insertWidget(0 if is_wide else 1, self._for_columns)
            self._right.setVisible(is_wide)

    def _assemble(self) -> None:
        layout = QHBoxLayout(self)
        pad(layout, spacing=24)
        layout.addWidget(self._left, 2)
        layout.addWidget(self._right, 3)
        for area, part in ((self._left, self._for_new), (self._right, self._for_columns)):
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.column.addWidget(part)
            area.column.addStretch(1)
        new, old = QVBoxLayout(self._for_new), QVBoxLayout(self._for_columns)
        for column in (new, old):
            pad(column, spacing=8)
        new.addWidget(plain_label(_("What new products get"), role="strong"))
        new.addWidget(plain_label(_("Where the file says nothing about it."), role="small", colour="muted", wrap=True))
        self.form.add("team", _("Team"), self.team, required=True)
        self.form.add("topic", _("What the customer wants"), self.topic)
        self.form.add("kind", _("Kind"), self.kind)
        self.form.add("lead", _("Ready in"), self.lead)
        self.form.add("owner", _("Owner"), self.owner, hint=_("Empty: the name of the team."))
        self.form.add(
            "status", _("Status"), self.status, hint=_("A concept is not offered until you have looked at it.")
        )
        new.addWidget(self.form)
        old.addWidget(plain_label(_("Columns of the file"), role="strong"))
        old.addWidget(self._known_line)
        old.addWidget(self._grid_place)
        old.addWidget(self._words_place)
        self.form.edited.connect(self._on_edited)

    def _fill_defaults(self, table: Sheet, teams: Sequence[TeamRow], topics: Sequence[TopicRow]) -> None:
        given = self._mapping.defaults
        self.team.clear()
        self.team.addItem(_("choose a team"), "")
        for team in teams:
            self.team.addItem(team.name, team.code)
        self.topic.clear()
        self.topic.addItem(_("New: {name}").format(name=table.name), "")
        for topic in topics:
            self.topic.addItem(topic.name, topic.code)
        for box, name in ((self.team, "team"), (self.topic, "topic"), (self.kind, "kind"), (self.status, "status")):
            choose(box, given.get(name, box.itemData(0)))
        unit = given.get("lead_unit") or LeadUnit.WORKING_DAYS.value
        self.lead.set_lead(LeadTime(int(given.get("lead") or 1), LeadUnit(unit)))
        self.owner.setText(given.get("owner", ""))

    def _fill_columns(self, table: Sheet) -> None:
        self.columns = {}
        fields = {name: field for field, name in self._mapping.columns.items()}
        grid = _fresh_grid(self._grid_place)
        for place, title in enumerate((_("Column"), _("Is here"), _("For example"))):
            grid.addWidget(plain_label(title, role="small", colour="muted"), 0, place)
        options = [("", _("do not use")), *((field, _(label)) for field, label in FIELDS.items())]
        for row, name in enumerate(table.header, start=1):
            box = _list(_("{column} is here").format(column=name), options)
            choose(box, fields.get(name, ""))
            box.activated.connect(lambda _place: self._on_column())
            self.columns[name] = box
            label, examples = ElidedLabel(role="body"), ElidedLabel(role="small", colour="muted")
            label.show_text(name)
            examples.show_text(" · ".join(_examples(table, row - 1)))
            label.setMinimumWidth(look().px(96))
            examples.setMinimumWidth(look().px(96))
            for place, widget in enumerate((label, box, examples)):
                grid.addWidget(widget, row, place)
        for place, stretch in enumerate((3, 3, 4)):
            grid.setColumnStretch(place, stretch)

    def _fill_words(self) -> None:
        """Asks about every word that means nothing to us in a column that has a fixed list of words here."""
        table = self._table
        if table is None:
            return
        before = {key: box.currentData() for key, box in self.words.items()}
        self.words = {}
        grid = _fresh_grid(self._words_place)
        mapping = replace(self._mapping, columns=self._chosen())
        teams = [word for team in self._teams for word in (team.code, team.name)]
        row = 0
        for field, strange in to_explain(table, mapping, teams).items():
            grid.addWidget(
                plain_label(_("Words in {column}").format(column=mapping.columns[field]), role="strong", wrap=True),
                row,
                0,
                1,
                3,
            )
            for word in strange[:MOST_WORDS]:
                row += 1
                box = _list(_("{word} is here").format(word=word), self._options(field))
                stored = self._mapping.words.get(field, {}).get(word, "")
                choose(box, before.get((field, word), stored))
                box.activated.connect(lambda _place: self.edited.emit())
                self.words[field, word] = box
                label = ElidedLabel()
                label.show_text(word)
                label.setMinimumWidth(look().px(96))
                grid.addWidget(label, row, 0)
                grid.addWidget(box, row, 1)
            row += 1
        for place, stretch in enumerate((3, 3, 4)):
            grid.setColumnStretch(place, stretch)
        self._words_place.setVisible(bool(self.words))

    def _options(self, field: str) -> list[tuple[str, str]]:
        usual = ("", _("the default"))
        if field == "team":
            return [usual, *((team.code, team.name) for team in self._teams)]
        return [usual, *((value.value, _(name)) for value, name in NAMES[field].items())]

    def _chosen(self) -> dict[str, str]:
        """Our field -> their column; the first where two say the same."""
        found: dict[str, str] = {}
        for name, box in self.columns.items():
            if box.currentData():
                found.setdefault(box.currentData(), name)
        return found

    def _on_edited(self) -> None:
        if self.team.currentData():
            self.form.show_errors({})
        self.edited.emit()

    def _on_column(self) -> None:
        self.form.show_errors({})
        self._fill_words()
        self.edited.emit()


def _list(name: str, options: Collection[tuple[str, str]]) -> QComboBox:
    box = _StillBox()
    box.setAccessibleName(name)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(14)
    for key, word in options:
        box.addItem(word, key)
    return box


def _examples(table: Sheet, place: int) -> list[str]:
    """The first few different cells of a column, each on one line."""
    found: dict[str, None] = {}
    for _line, row in table.rows:
        if text := " ".join(row[place].split()):
            found[text[:60]] = None
        if len(found) == EXAMPLES:
            break
    return list(found)


def _fresh_grid(place: QWidget) -> QGridLayout:
    """An empty grid in a widget that may have had one."""
    old = place.layout()
    if isinstance(old, QGridLayout):
        while item := old.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        return old
    grid = QGridLayout(place)
    pad(grid, spacing=8)
    return grid
