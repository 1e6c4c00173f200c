# SPDX-License-Identifier: EUPL-1.2
"""The views of the board: which is in use, and what is done with the list of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from desk_app.board.messages import BUILT_IN_VIEWS, BoardView, DeleteView, OrderViews
from desk_app.core.i18n import _
from ui.board.filter_bar import FilterBar
from ui.board.view_dialog import ViewDialog
from ui.shell.page import Deed, Workplace
from ui.widgets.text import plain_box


class ViewKeeper(QObject):
    """Keeps the chooser in step with what is saved.

    Signals:
        used(BoardView): this view is in use now.
        done(Deed): a view was kept or thrown away; say so. There is no undo for it.
        named(str, str): an action (view_1 …) and how it is called now.
    """

    used = Signal(object)
    done = Signal(object)
    named = Signal(str, str)

    def __init__(self, workplace: Workplace, bar: FilterBar, window: QWidget) -> None:
        super().__init__(window)
        self._workplace = workplace
        self._bar = bar
        self._window = window
        self._views: tuple[BoardView, ...] = BUILT_IN_VIEWS
        self.first = 0 if workplace.actor.team_ids else 1
        """The view to begin with: the work of my team, or everything when I am in none."""
        self._chosen = self.first
        self._wanted_id: int | None = None
        bar.view_chosen.connect(self.use)
        bar.save_wanted.connect(lambda: self._open_dialog(None))
        bar.edit_wanted.connect(lambda: self._open_dialog(self.current))
        bar.delete_wanted.connect(self._on_delete)
        bar.move_view_wanted.connect(self._on_move)
        bar.show_views(self._views, self.first)

    @property
    def current(self) -> BoardView:
        """The view in use; its filter may have been changed by hand since."""
        return self._views[self._chosen]

    def use(self, place: int) -> None:
        """Shows the view at this place in the list; nothing when there are not so many."""
        if 0 <= place < len(self._views):
            self._chosen = place
            self._bar.show_chosen(self._views, place)
            self.used.emit(self.current)

    def read(self) -> None:
        """Somebody changed the list."""
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(self, lambda: desk.views.views(actor), done=self.show, key="views")

    def show(self, views: Sequence[BoardView]) -> None:
        """The list as it is now; the view in use stays, also when its place is another."""
        before = self.current
        self._views = tuple(views)
        wanted = self._wanted_id if self._wanted_id is not None else before.id
        found = [place for place, view in enumerate(views) if view.id == wanted and wanted is not None]
        same = [place for place, view in enumerate(views) if view == before]
        place = (found or same or [self.first])[0]
        self._chosen = place
        self._bar.show_views(self._views, place)
        self._name_actions()
        if self.current != before:
            self.used.emit(self.current)
        if found:
            self._wanted_id = None

    def _open_dialog(self, view: BoardView | None) -> None:
        dialog = ViewDialog(self._workplace, self._bar.filter, view, self._window)
        dialog.saved.connect(self._on_saved)
        dialog.open()

    def _on_saved(self, view: BoardView) -> None:
        self._wanted_id = view.id
        self.read()
        self.done.emit(Deed(_("View {name} is saved.").format(name=view.name)))

    def _on_delete(self) -> None:
        view = self.current
        if view.id is None:
            return
        command = DeleteView(view_id=view.id)
        box = plain_box(
            self._window,
            _("Throw this view away"),
            _("Throw view {name} away? Tickets stay as they are.").format(name=view.name),
        )
        go = box.addButton(_("Throw away"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)  # the Enter of a scanner throws nothing away
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        desk, actor = self._workplace.desk, self._workplace.actor
        sentence = _("View {name} is thrown away.").format(name=view.name)
        go.clicked.connect(lambda: self._run(lambda: desk.views.delete(actor, command), sentence))
        box.open()

    def _on_move(self, step: int) -> None:
        saved = [view.id for view in self._views if view.id is not None]
        if self.current.id not in saved:
            return
        place = saved.index(self.current.id)
        target = place + step
        if 0 <= target < len(saved):
            saved[place], saved[target] = saved[target], saved[place]
            command = OrderViews(view_ids=tuple(saved))
            desk, actor = self._workplace.desk, self._workplace.actor
            self._run(lambda: desk.views.order(actor, command), "")

    def _run(self, call: Callable[[], None], sentence: str) -> None:
        def on_done(_answer: None) -> None:
            self.read()
            if sentence:
                self.done.emit(Deed(sentence))

        self._workplace.tasks.run(self, call, done=on_done)

    def _name_actions(self) -> None:
        for place, view in enumerate(self._views[:9], start=1):
            self.named.emit(f"view_{place}", view.name if view.id is not None else _(view.name))
