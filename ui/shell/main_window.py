# SPDX-License-Identifier: EUPL-1.2
"""The frame: menus, places, search, the shelf of parked customers, the page, the side panel and the foot. No business."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

import desk_app
from desk_app.core.codes import ScannedCode
from desk_app.core.i18n import _
from ui.shell.actions import Actions
from ui.shell.finder import Entry, Finder, matching
from ui.shell.flash import Flash
from ui.shell.foot import Foot
from ui.shell.key_sheet import KeySheet
from ui.shell.lock_cover import LockCover
from ui.shell.menus import fill_menus
from ui.shell.page_area import PageArea, SidePanel
from ui.shell.pages import Page, PageSpec, in_order
from ui.shell.palette import Palette, action_entries
from ui.shell.panes import Panes
from ui.shell.problems import Problems
from ui.shell.rail import Rail
from ui.shell.tasks import Tasks
from ui.shell.theme import Theme
from ui.shell.top_bar import TopBar
from ui.shell.window_state import WindowState
from ui.widgets.banner import Banner
from ui.widgets.look import look
from ui.widgets.text import plain_box

NARROW_BELOW = 1100
NARROW_FROM_ZOOM = 175
ROOMY = 1000
"""Pixels at 100 % that rail, page and side panel need beside each other; zoomed in, a window has fewer of these."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the window stands on; made once by ``main.py`` and shared with the pages."""

    tasks: Tasks
    problems: Problems
    actions: Actions
    finder: Finder
    theme: Theme
    state: WindowState


class MainWindow(QMainWindow):
    """The window.

    Signals:
        page_shown(str): this page is in view now.
        lock_wanted: somebody asked to lock; answer with ``lock``.
        switch_wanted: somebody asked for another user.
        closed: the window is closed; time to drain the lanes.
    """

    page_shown = Signal(str)
    lock_wanted = Signal()
    switch_wanted = Signal()
    closed = Signal()

    def __init__(
        self,
        frame: Frame,
        *,
        shelf: QWidget | None = None,
        print_pdf: Callable[[bytes, str], None] | None = None,
        may_close: Callable[[], bool] | None = None,
        undo: Callable[[], None] | None = None,
    ) -> None:
        """``shelf`` stands above the pages and hides itself when it is empty; ``print_pdf`` prints the key sheet;
        ``may_close`` may say no (and ask what to do with what is open); ``undo`` is Alt+Z when the sentence at the
        foot is gone already."""
        super().__init__()
        self._frame = frame
        self._print_pdf = print_pdf
        self._may_close = may_close
        self._undo = undo
        self._specs: dict[str, PageSpec] = {}
        self._pages: dict[str, PageArea] = {}
        self._current = ""
        self._go_actions: list[str] = []
        self.rail = Rail()
        self.top = TopBar(frame.finder)
        self.banner = Banner()
        self.side = SidePanel()
        self.foot = Foot()
        self._stack = QStackedWidget()
        self._shelf = shelf
        self._lock: LockCover | None = None
        self._assemble()
        self._flash = Flash(self)
        self.palette_box = Palette(self, frame.finder)
        panes: list[QWidget] = [self.rail, self.top, self._stack, self.side, self.foot]
        if shelf is not None:
            panes.insert(2, shelf)
        self._panes = Panes(panes, self)
        self._bind()
        frame.finder.add(">", partial(action_entries, frame.actions), is_quick=True)
        frame.finder.add(">", self._page_entries, is_quick=True)
        frame.problems.attach(self, self)
        self.setMinimumSize(1024, 700)
        geometry = frame.state.blob("window/geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(1366, 768)
        self._fit()

    @property
    def page(self) -> Page | None:
        """The page in view."""
        area = self._pages.get(self._current)
        return area.page if area is not None else None

    @property
    def page_id(self) -> str:
        """Its id; empty when none."""
        return self._current

    def show_pages(self, specs: Sequence[PageSpec], start: str = "") -> None:
        """These pages are there from now on (for this user), and the window opens on ``start`` or the first."""
        for area in self._pages.values():
            self._stack.removeWidget(area)
            area.deleteLater()
        self._pages.clear()
        self._current = ""
        self._frame.actions.show_page(None)
        self._specs = {spec.id: spec for spec in specs}
        for spec in specs:
            self._frame.actions.expect(spec.actions)
        places = in_order(list(specs))
        self.rail.show_places(
            [(s.id, _(s.name), s.icon, f"Ctrl+{n}" if n < 10 else "") for n, s in enumerate(places, start=1)]
        )
        self._go_actions = [spec.id for spec in places]
        fill_menus(self.menuBar(), self._frame.actions, places, self.go)
        if places:
            self.go(start if start in self._specs else places[0].id)

    def go(self, page_id: str, target: object = None) -> None:
        """Shows a page, made now if it was not yet, and in it ``target`` if given. Unknown ids do nothing."""
        spec = self._specs.get(page_id)
        if spec is None or self._lock is not None:
            return
        self.palette_box.dismiss()
        is_new = page_id not in self._pages
        area = self._pages[page_id] if not is_new else self._make(spec)
        is_other = self._current != page_id
        self._current = page_id
        self._stack.setCurrentWidget(area)
        self.rail.mark(page_id)
        self._frame.actions.show_page(area.page)
        self._show_side()
        self.setWindowTitle(f"{_(spec.name)} · Balie")
        if is_other or is_new:
            area.take_focus()
            self.page_shown.emit(page_id)
        if target is not None:
            area.page.show_target(target)

    def say(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Says what was just done, at the foot, with Alt+Z to undo it."""
        self.foot.toast.say(sentence, undo)

    def show_notice(self, sentence: str, *, is_error: bool = False) -> None:
        """A sentence that goes away by itself (``Problems``)."""
        self.foot.toast.say(sentence, is_error=is_error)

    def show_outage(self, sentence: str, retry: Callable[[], None] | None) -> None:
        """A bar that stays until it is answered (``Problems``)."""
        self.banner.show_sentence(sentence, retry)

    def show_help(self, pane: QWidget | None) -> None:
        """Shows the help pane at the right, or (None) takes it away."""
        self.side.show_help(pane)
        self._show_side()

    def flash(self, *, is_error: bool = False) -> None:
        """A frame around the window for a moment: a scan was understood, or (with the bell) refused."""
        self._flash.flash(is_error=is_error)

    def open_palette(self, text: str = "") -> None:
        """Ctrl+K, with a text in it already."""
        self.palette_box.open(text)

    def route_scan(self, code: ScannedCode) -> bool:
        """Offers a code to the page in view; False when it has no use for it, or the counter is locked."""
        page = self.page
        return self._lock is None and page is not None and page.take_scan(code)

    def clear_person(self) -> None:
        """F12: nothing about persons on screen any more."""
        self.palette_box.dismiss()
        self.top.search.clear()
        for area in self._pages.values():
            area.page.clear_person()

    @property
    def is_locked(self) -> bool:
        """Whether the cover is on."""
        return self._lock is not None

    def lock(self, cover: QWidget) -> None:
        """Covers everything with ``cover`` (sign-in), hides dialogs, and lets no action through. What was typed stays."""
        self.unlock()
        self.palette_box.dismiss()
        self._frame.actions.lock(is_locked=True)
        self._lock = LockCover(self, cover)

    def unlock(self) -> None:
        """Takes the cover away; the focus is back where it was."""
        if self._lock is not None:
            self._frame.actions.lock(is_locked=False)
            cover, self._lock = self._lock, None
            cover.lift()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self._lock is not None:
            self._lock.cover_all()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_panes"):
            self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close is not None and not self._may_close():
            event.ignore()
            return
        self._frame.state.keep("window/geometry", self.saveGeometry())
        self._frame.state.save()
        self._frame.problems.detach()
        event.accept()
        self.closed.emit()

    def _assemble(self) -> None:
        self._body = QWidget()
        body = QHBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._stack, 1)
        body.addWidget(self.side)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(self.banner)
        if self._shelf is not None:
            right.addWidget(self._shelf)
        right.addWidget(self._body, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        root = QWidget()
        layout = QVBoxLayout(root)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(self.foot)
        self.setCentralWidget(root)
        self._stack.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for action in self._frame.actions.all():
            self.addAction(action)

    def _bind(self) -> None:
        actions, theme = self._frame.actions, self._frame.theme
        self.rail.chosen.connect(self.go)
        self.top.found.connect(self._on_found)
        self.top.side_wanted.connect(self._on_side)
        self.top.lock_wanted.connect(self.lock_wanted)
        self.top.switch_wanted.connect(self.switch_wanted)
        runs: dict[str, Callable[[], object]] = {
            "quit": self.close,
            "lock": self.lock_wanted.emit,
            "switch_user": self.switch_wanted.emit,
            "undo": self._on_undo,
            "next_pane": partial(self._panes.cycle, 1),
            "previous_pane": partial(self._panes.cycle, -1),
            "refresh": self._on_refresh,
            "side_panel": self._on_side,
            "zoom_in": theme.zoom_in,
            "zoom_out": theme.zoom_out,
            "zoom_reset": theme.zoom_reset,
            "theme": theme.toggle,
            "theme_system": partial(theme.set_mode, "system"),
            "search": self.top.go_to_search,
            "palette": self.palette_box.open,
            "keys": self._on_keys,
            "about": self._on_about,
            "clear": self.clear_person,
        }
        for name, run in runs.items():
            actions.bind(name, run)
        theme.changed.connect(self._fit)

    def _make(self, spec: PageSpec) -> PageArea:
        page = spec.factory()
        area = PageArea(page)
        self._pages[spec.id] = area
        self._stack.addWidget(area)
        for action_id, run in page.bindings().items():
            self._frame.actions.bind(action_id, run, page=page)
        page.page_wanted.connect(self.go)
        page.said.connect(self.say)
        page.counted.connect(partial(self.rail.set_count, spec.id))
        page.working.connect(self.foot.show_progress)
        page.action_enabled.connect(partial(self._on_action_enabled, page))
        page.action_named.connect(partial(self._on_action_named, page))
        page.side_changed.connect(self._show_side)
        return area

    def _on_action_enabled(self, page: Page, action_id: str, is_enabled: bool) -> None:
        self._frame.actions.enable(action_id, page=page, is_enabled=is_enabled)

    def _on_action_named(self, page: Page, action_id: str, text: str) -> None:
        self._frame.actions.rename(action_id, text, page=page)

    def _show_side(self) -> None:
        self.side.show_panel(self.page.side_panel() if self.page is not None else None)
        self._fit()

    def _on_side(self) -> None:
        self.side.toggle()
        self._fit()
        if self.side.isVisible():
            self.side.raise_()

    def _on_refresh(self) -> None:
        if self.page is not None:
            self.page.refresh()

    def _on_undo(self) -> None:
        if self.foot.toast.can_undo:
            self.foot.toast.undo()
        elif self._undo is not None:
            self._undo()
        else:
            self.show_notice(_("There is nothing to undo."))

    def _on_about(self) -> None:
        words = _("The program for the counter of a service desk. Free software under the EUPL 1.2.")
        box = plain_box(self, _("About Balie"), f"Balie {desk_app.__version__}", words)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _on_keys(self) -> None:
        KeySheet(self._frame.actions, self, self._print_pdf).open()

    def _on_found(self, entry: Entry) -> None:
        self._frame.finder.used(entry)
        entry.run()

    def _page_entries(self, words: str) -> list[Entry]:
        entries = [
            Entry(
                f"page/{page_id}",
                _("Go to {page}").format(page=_(self._specs[page_id].name)),
                partial(self.go, page_id),
                aside=f"Ctrl+{number}" if number < 10 else "",
                icon=self._specs[page_id].icon,
            )
            for number, page_id in enumerate(self._go_actions, start=1)
        ]
        return matching(words, entries)

    def _fit(self) -> None:
        """Icons only, and the side panel as a drawer, where there is little room."""
        zoom = look().zoom
        is_narrow = self.width() < NARROW_BELOW or zoom >= NARROW_FROM_ZOOM or self.width() * 100 < ROOMY * zoom
        self.rail.set_narrow(is_narrow=is_narrow)
        self.top.set_narrow(is_narrow=is_narrow, has_side=self.side.has_something)
        self.side.fit(self._body, is_drawer=is_narrow)
