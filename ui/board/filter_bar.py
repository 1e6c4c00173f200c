# SPDX-License-Identifier: EUPL-1.2
"""Above the lanes: which view, which words, kind, team and urgency. A view sets them; each can be changed after."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from desk_app.board.messages import BoardCounts, BoardFilter, BoardView, Pressing, Whose
from desk_app.board.wording import count_words
from desk_app.catalogue.messages import KIND_NAMES
from desk_app.core.i18n import N_, _
from desk_app.identity.messages import TeamRow
from ui.widgets.flow import FlowLayout
from ui.widgets.icons import set_icon
from ui.widgets.look import look, pad
from ui.widgets.search_box import SearchBox
from ui.widgets.text import plain_label, set_plain

WHOSE_NAMES = {Whose.ALL: N_("All teams"), Whose.MY_TEAMS: N_("My team"), Whose.MINE: N_("Mine")}
ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
PRESSING_NAMES = {Pressing.ALL: N_("Any time"), Pressing.LATE: N_("Late"), Pressing.SOON: N_("Late or soon")}


class FilterBar(QWidget):
    """What is shown on the board.

    Signals:
        filter_changed: read ``filter``.
        view_chosen(int): another view was chosen; its place in the list.
        save_wanted: keep this filter as a new view.
        edit_wanted: change the chosen view.
        delete_wanted: throw the chosen view away.
        move_view_wanted(int): the chosen view earlier (-1) or later (1) in the list.
        left_for_cards: Down or Enter in the search box: to the cards.
    """

    filter_changed = Signal()
    view_chosen = Signal(int)
    save_wanted = Signal()
    edit_wanted = Signal()
    delete_wanted = Signal()
    move_view_wanted = Signal(int)
    left_for_cards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_filling = False
        self._has_own_view = False
        self.view = _chooser(_("View"))
        self.words = SearchBox(name=_("Search on the board"), placeholder=_("Search"))
        self.kind = _chooser(_("Kind"))
        self.kind.addItem(_("All kinds"), None)
        for kind, name in KIND_NAMES.items():
            self.kind.addItem(_(name), kind)
        self.team = _chooser(_("Team"))
        self.pressing = _chooser(_("Late"))
        for pressing, name in PRESSING_NAMES.items():
            self.pressing.addItem(_(name), pressing)
        self.show_teams(())
        self.more = QToolButton()
        self.more.setText(_("View…"))
        self.more.setAccessibleName(_("Save or change the view"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self._fill_menu()
        self.more.setMenu(self.menu)
        self.counts = plain_label("", role="strong")
        controls = QWidget()
        controls.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        flow = FlowLayout(controls)
        for widget in (self.view, self.words, self.kind, self.team, self.pressing, self.more, self.counts):
            flow.addWidget(widget)
        layout = QHBoxLayout(self)
        pad(layout)
        layout.addWidget(controls, 1)
        self.view.activated.connect(self.view_chosen)
        self.words.asked.connect(self._on_changed)
        self.words.stepped_down.connect(self.left_for_cards)
        self.words.entered.connect(self.left_for_cards)
        for box in (self.kind, self.team, self.pressing):
            box.activated.connect(self._on_changed)
        self.fit()

    @property
    def filter(self) -> BoardFilter:
        """What the fields ask now."""
        whose = self.team.currentData()
        return BoardFilter(
            words=self.words.text().strip(),
            kind=self.kind.currentData(),
            team_id=whose if isinstance(whose, int) else None,
            whose=whose if isinstance(whose, Whose) else Whose.ALL,
            pressing=self.pressing.currentData(),
        )

    def show_filter(self, wanted: BoardFilter) -> None:
        """Sets the fields, without a signal."""
        self._is_filling = True
        self.words.setText(wanted.words)
        _choose(self.kind, wanted.kind)
        _choose(self.team, wanted.team_id if wanted.team_id is not None else wanted.whose)
        _choose(self.pressing, wanted.pressing)
        self._is_filling = False

    def show_teams(self, teams: Sequence[TeamRow]) -> None:
        """The teams to choose from; what is chosen stays."""
        chosen = self.team.currentData()
        self.team.clear()
        for whose, name in WHOSE_NAMES.items():
            self.team.addItem(_(name), whose)
        for team in teams:
            self.team.addItem(team.name, team.id)
        _choose(self.team, chosen)

    def show_views(self, views: Sequence[BoardView], chosen: int) -> None:
        """The views, the chosen one, and the key of each of the first nine."""
        self.view.clear()
        for place, view in enumerate(views, start=1):
            name = view.name if view.id is not None else _(view.name)
            self.view.addItem(name)
            if place < 10:
                self.view.setItemData(place - 1, f"{name}, Ctrl+Shift+{place}", ACCESSIBLE)
        self.show_chosen(views, chosen)

    def show_chosen(self, views: Sequence[BoardView], chosen: int) -> None:
        """Another view is in use."""
        self.view.setCurrentIndex(chosen)
        saved = [place for place, view in enumerate(views) if view.id is not None]
        self._has_own_view = chosen in saved
        for action in (self._edit, self._delete):
            action.setEnabled(self._has_own_view)
        self._earlier.setEnabled(self._has_own_view and chosen > saved[0])
        self._later.setEnabled(self._has_own_view and chosen < saved[-1])

    def show_counts(self, counts: BoardCounts) -> None:
        """The numbers at the right."""
        set_plain(self.counts, count_words(counts))

    def fit(self) -> None:
        """Follows the zoom."""
        self.view.setFixedWidth(look().px(160))
        self.words.setFixedWidth(look().px(180))
        self.kind.setFixedWidth(look().px(136))
        self.team.setFixedWidth(look().px(160))
        self.pressing.setFixedWidth(look().px(136))
        self.counts.setMinimumHeight(look().px("control"))
        self.more.setMinimumHeight(look().px("control"))

    def _fill_menu(self) -> None:
        save = self.menu.addAction(_("Save as a new view…"))
        set_icon(save, "save")
        self._edit = self.menu.addAction(_("Change this view…"))
        self._earlier = self.menu.addAction(_("Earlier in the list"))
        self._later = self.menu.addAction(_("Later in the list"))
        self.menu.addSeparator()
        self._delete = self.menu.addAction(_("Throw this view away…"))
        save.triggered.connect(self.save_wanted)
        self._edit.triggered.connect(self.edit_wanted)
        self._delete.triggered.connect(self.delete_wanted)
        self._earlier.triggered.connect(lambda: self.move_view_wanted.emit(-1))
        self._later.triggered.connect(lambda: self.move_view_wanted.emit(1))

    def _on_changed(self, *_args: object) -> None:
        if not self._is_filling:
            self.filter_changed.emit()


def _chooser(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    return box


def _choose(box: QComboBox, wanted: Any) -> None:  # noqa: ANN401 -- the data of an entry
    for place in range(box.count()):
        if box.itemData(place) == wanted:
            box.setCurrentIndex(place)
            return
    box.setCurrentIndex(0)
