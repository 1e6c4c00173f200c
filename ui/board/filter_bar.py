# SPDX-License-Identifier: EUPL-1.2
"""Above the lanes: which view, which words, kind, team and urgency. A view sets them; each can be changed after."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QSizePolicy, QWidget

from desk_app.board.messages import BoardCounts, BoardFilter, BoardView, Pressing, Whose
from desk_app.board.wording import count_words
from desk_app.catalogue.wording import KIND_NAMES
from desk_app.core.i18n import N_, _
from desk_app.identity.messages import TeamRow
from ui.widgets.buttons import button
from ui.widgets.chooser import Chooser
from ui.widgets.flow import FlowLayout
from ui.widgets.icons import set_icon
from ui.widgets.look import look, pad
from ui.widgets.search_box import SearchBox
from ui.widgets.text import plain_label, set_plain

WHOSE_NAMES = {Whose.ALL: N_("All teams"), Whose.MY_TEAMS: N_("My team"), Whose.MINE: N_("Mine")}
ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
PRESSING_NAMES = {Pressing.ALL: N_("Any time"), Pressing.LATE: N_("Late"), Pressing.SOON: N_("Late or soon")}

WIDE, NARROW = (160, 180, 136, 160, 136), (140, 140, 128, 140, 140)
"""Pixels at 100 % of view, words, kind, team and urgency; narrow, they make two lines of the window at 200 %."""

NARROW_FROM_ZOOM = 150


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
        self.view = QComboBox()
        self.view.setAccessibleName(_("View of the board"))
        self.words = SearchBox(name=_("Search on the board"), placeholder=_("Search"))
        self.kind = Chooser(_("Kind"))
        self.kind.set_choices([(None, _("All kinds")), *((kind, _(name)) for kind, name in KIND_NAMES.items())])
        self.team = Chooser(_("Team"))
        self.pressing = Chooser(_("Late"))
        self.pressing.set_choices((pressing, _(name)) for pressing, name in PRESSING_NAMES.items())
        self.show_teams(())
        self.more = button(_("View…"), icon="save")
        self.more.setAccessibleName(_("Save or change the view"))
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
        whose = self.team.key
        return BoardFilter(
            words=self.words.text().strip(),
            kind=self.kind.key,
            team_id=None if isinstance(whose, Whose) else whose,
            whose=whose if isinstance(whose, Whose) else Whose.ALL,
            pressing=self.pressing.key,
        )

    def show_filter(self, wanted: BoardFilter) -> None:
        """Sets the fields, without a signal."""
        self._is_filling = True
        self.words.clear()
        self.words.insert(wanted.words)
        self.kind.set_key(wanted.kind)
        self.team.set_key(wanted.team_id if wanted.team_id is not None else wanted.whose)
        self.pressing.set_key(wanted.pressing)
        self._is_filling = False

    def show_teams(self, teams: Sequence[TeamRow]) -> None:
        """The teams to choose from; what is chosen stays."""
        everybody = [(whose, _(name)) for whose, name in WHOSE_NAMES.items()]
        self.team.set_choices([*everybody, *((team.id, team.name) for team in teams)])

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

    def show_hint(self, sentence: str) -> None:
        """What is asked now, in the place of the numbers."""
        set_plain(self.counts, sentence)

    def fit(self) -> None:
        """Follows the zoom."""
        widths = NARROW if look().zoom >= NARROW_FROM_ZOOM else WIDE
        boxes = (self.view, self.words, self.kind, self.team, self.pressing)
        for box, width in zip(boxes, widths, strict=True):
            box.setFixedWidth(look().px(width))
        self.counts.setMinimumHeight(look().px("control"))
        self.more.setFixedHeight(look().px("control"))

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
