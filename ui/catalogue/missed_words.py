# SPDX-License-Identifier: EUPL-1.2
"""Words that somebody typed for a product and that found none: make them search words of a product, make a new question
of them, or put them aside."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desk_app.catalogue.messages import CatalogueChanged, MissedWordsRow, SettleMissedWords
from desk_app.core import formats
from desk_app.core.i18n import _
from ui.shell.page import Deed, Workplace
from ui.widgets.buttons import button, set_button_text
from ui.widgets.choice_list import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.look import look, pad
from ui.widgets.picker import Picker
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.table_view import TableView
from ui.widgets.text import plain_label, set_plain

WIDTH, HEIGHT = 860, 560


class MissedWords(QDialog):
    """The list; show it with ``open()``.

    Signals:
        done(Deed): something was done with words.
        topic_wanted(str, object): make a new branch of these words, below the one with this id or at the top.
    """

    done = Signal(object)  # type: ignore[assignment]  # accept() and reject() go to Qt's own done(int) all the same
    topic_wanted = Signal(str, object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Words that found nothing"))
        self._workplace = workplace
        self._row: MissedWordsRow | None = None
        self.model: RowTableModel[MissedWordsRow] = RowTableModel(_columns(), lambda row: row.words, self)
        empty = EmptyState("search", _("Nothing here. What colleagues type and do not find comes here by itself."))
        self.list = TableView(self.model, name=_("Words that found nothing"), empty=empty)
        self.product = Picker(workplace.tasks, self._find, name=_("Product"), placeholder=_("Type a product or code"))
        self.keyword = button(_("Make it a search word"), icon="tag", kind="primary")
        self.topic = button(_("New question of the customer"), icon="plus")
        self.aside = button(_("Put aside"), icon="archive")
        set_button_text(self.aside, _("Put aside"), "Del")
        self.close_button = button(_("Close"))
        set_button_text(self.close_button, _("Close"), "Esc")
        self._about = plain_label("", role="strong", wrap=True)
        self._lay_out()
        self.list.moved_to.connect(self._on_moved)
        self.list.opened.connect(lambda _row: self.product.setFocus(Qt.FocusReason.TabFocusReason))
        self.product.next_focus = self.keyword
        self.keyword.clicked.connect(self.make_keyword)
        self.topic.clicked.connect(self.make_topic)
        self.aside.clicked.connect(self.put_aside)
        self.close_button.clicked.connect(self.reject)
        workplace.bridge.listen(self, CatalogueChanged, lambda _event: self._read())
        self.resize(look().px(WIDTH), look().px(HEIGHT))
        self._on_moved(None)
        self._read()
        self.list.setFocus()

    def make_keyword(self) -> None:
        """The words find the chosen product from now on."""
        choice = self.product.choice
        if self._row is None:
            return
        if choice is None:
            self.product.setFocus(Qt.FocusReason.OtherFocusReason)
            self.product.open_popup()
            return
        said = _("“{words}” finds {name} from now on.").format(words=self._row.shown, name=choice.title)
        self._settle(SettleMissedWords(words=self._row.words, item_id=choice.key), said)

    def make_topic(self) -> None:
        """Asks for a new branch with these words; they stay in the list until somebody puts them aside."""
        if self._row is not None:
            self.topic_wanted.emit(self._row.shown, self._row.topic_id)

    def put_aside(self) -> None:
        """Nothing is done with the words; typed again, they come back."""
        if self._row is not None:
            said = _("“{words}” is put aside.").format(words=self._row.shown)
            self._settle(SettleMissedWords(words=self._row.words), said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.put_aside()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if focus in (self.keyword, self.topic, self.aside, self.close_button):
                focus.click()
        else:
            super().keyPressEvent(event)

    def _settle(self, order: SettleMissedWords, said: str) -> None:
        desk, actor = self._workplace.desk, self._workplace.actor

        def on_done(_none: None) -> None:
            self.done.emit(Deed(said))
            self._read()

        self._workplace.tasks.run(self, lambda: desk.catalogue_service.settle_missed_words(actor, order), done=on_done)

    def _read(self) -> None:
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self, lambda: desk.catalogue.missed_words(actor), done=self._show, lane="slow", key="missed"
        )

    def _show(self, rows: Sequence[MissedWordsRow]) -> None:
        place = max(self.list.currentIndex().row(), 0)
        self.model.set_rows(rows)
        if rows:
            self.list.setCurrentIndex(self.list.model().index(min(place, len(rows) - 1), 0))
        self._on_moved(self.list.current_row())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moved(self, row: MissedWordsRow | None) -> None:
        self._row = row
        for widget in (self.product, self.keyword, self.topic, self.aside):
            widget.setEnabled(row is not None)
        set_plain(self._about, _("What shall “{words}” find?").format(words=row.shown) if row is not None else "")
        if row is not None:
            self.product.choose(None if row.item_id is None else Choice(row.item_id, row.item))

    def _find(self, text: str) -> list[Choice]:
        """On a worker."""
        hits = self._workplace.desk.catalogue.find_items(self._workplace.actor, text)
        return [Choice(hit.id, hit.name, hit.detail) for hit in hits]

    def _lay_out(self) -> None:
        acts = QWidget()
        row = FlowLayout(acts)
        for one in (self.keyword, self.topic, self.aside, self.close_button):
            row.addWidget(one)
        layout = QVBoxLayout(self)
        pad(layout, margins=24, spacing=12)
        layout.addWidget(plain_label(_("Words that found nothing"), role="title"))
        layout.addWidget(
            plain_label(
                _(
                    "Colleagues typed this for a product and found none. One search word more, and the next one finds it."
                ),
                colour="muted",
                wrap=True,
            )
        )
        layout.addWidget(self.list, 1)
        layout.addWidget(self._about)
        layout.addWidget(self.product)
        layout.addWidget(acts)


def _columns() -> tuple[Column[MissedWordsRow], ...]:
    return (
        Column(_("Words"), lambda row: row.shown),
        Column(_("Times"), lambda row: str(row.times), sort=lambda row: row.times, width=72, align_right=True),
        Column(_("Last"), lambda row: formats.moment_short(row.last_at), sort=lambda row: row.last_at, width=136),
        Column(_("Perhaps"), lambda row: row.item or row.topic, width=240),
    )
