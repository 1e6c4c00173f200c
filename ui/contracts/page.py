# SPDX-License-Identifier: EUPL-1.2
"""Page Contracten: the agreements, one of them, its form, or the tickets behind one of its figures (``ux.md`` 2.5.10)."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk_app.contracts.messages import AgreementChanged
from desk_app.core.actor import Right
from desk_app.core.events import DomainEvent
from desk_app.core.i18n import _
from ui.contracts.behind import Behind, Wanted
from ui.contracts.browser import Browser
from ui.contracts.editor import AgreementEditor
from ui.contracts.view import AgreementView
from ui.shell.page import Page, Workplace
from ui.widgets.look import look
from ui.widgets.page_keys import PageKeys


class ContractsPage(Page):
    """The list; one agreement, its form or the tickets of a figure in its place."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._may_edit = workplace.actor.may(Right.EDIT_AGREEMENTS)
        self.browser = Browser(workplace)
        self.search, self.model, self.list = self.browser.search, self.browser.model, self.browser.list
        self.view = AgreementView(workplace)
        self.editor = AgreementEditor(workplace)
        self.behind = Behind(workplace)
        self._stack = QStackedWidget()
        for widget in (self.browser, self.view, self.editor, self.behind):
            self._stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._keys = PageKeys({"Ctrl+N": self.new, "Ctrl+E": self.edit} if self._may_edit else {}, self)
        self._keys.guard(self.search)
        self._connect()
        self.browser.refresh()

    @property
    def is_editing(self) -> bool:
        """Whether the form is in view."""
        return self._stack.currentWidget() is self.editor

    @property
    def is_viewing(self) -> bool:
        """Whether one agreement is in view."""
        return self._stack.currentWidget() is self.view

    def new(self) -> None:
        """Opens the form for a new agreement."""
        if self._may_edit and not self.is_editing:
            self.editor.new()

    def edit(self, list_name: str = "") -> None:
        """Opens the agreement in view, or the one under the cursor, in the form."""
        agreement_id = self.view.agreement_id
        if agreement_id is None and self.browser.line is not None:
            agreement_id = self.browser.line.id
        if self._may_edit and not self.is_editing and agreement_id is not None:
            self.editor.edit(agreement_id, list_name)

    def open_agreement(self, agreement_id: int) -> None:
        """Shows one agreement."""
        self._stack.setCurrentWidget(self.view)
        self.view.show_agreement(agreement_id)
        self._mind_actions()

    def bindings(self) -> Mapping[str, Callable[[], object]]:
        if not self._may_edit:
            return {}
        return {"new": self.new, "edit": self.edit, "finish": self.editor.save}

    def first_focus(self) -> QWidget | None:
        return self.list

    def help_topic(self) -> str:
        return "contracts"

    def show_target(self, target: object) -> None:
        """Shows the agreement with this id, or opens the tickets of a figure; what is in the form is kept."""
        if self.is_editing and target is not None:
            self.editor.back()
        if isinstance(target, int):
            self.open_agreement(target)
        elif isinstance(target, Wanted):
            self._open_figure(target)

    def refresh(self) -> None:
        self.browser.refresh()
        self.view.refresh()
        if self._stack.currentWidget() is self.behind:
            self.behind.refresh()

    def leave(self) -> None:
        self.editor.keep()

    def minimumSizeHint(self) -> QSize:
        if self._stack.currentWidget() is self.browser:
            return self.browser.minimumSizeHint()
        return QSize(look().px(420), look().px(440 if self.is_viewing or self.is_editing else 320))

    def heightForWidth(self, _width: int) -> int:
        """As high as the window has room; Qt would ask the wrapped words in it, and scroll the page."""
        return self.minimumSizeHint().height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_editing or not self._keys.take(event):
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.browser.open_wanted.connect(self.open_agreement)
        self.browser.new_wanted.connect(self.new)
        self.browser.counted.connect(self.counted)
        self.list.moved_to.connect(lambda _line: self._mind_actions())
        self.view.closed.connect(self._close_view)
        self.view.shown.connect(self._mind_actions)
        self.view.edit_wanted.connect(self.edit)
        self.view.figure_wanted.connect(self._open_figure)
        self.view.ticket_wanted.connect(self.ticket_wanted)
        self.view.done.connect(self.done)
        self.view.said.connect(lambda sentence: self.said.emit(sentence, None))
        self.view.undoable.connect(self.said)
        self.editor.opened.connect(self._show_editor)
        self.editor.closed.connect(self._on_closed)
        self.editor.done.connect(self.done)
        self.behind.closed.connect(self._close_behind)
        self.behind.ticket_wanted.connect(self.ticket_wanted)
        self.workplace.bridge.listen(self, AgreementChanged, self._on_changed)

    def _on_changed(self, event: DomainEvent) -> None:
        if event.id == self.view.agreement_id:
            self.view.refresh()

    def _open_figure(self, wanted: Wanted) -> None:
        self._stack.setCurrentWidget(self.behind)
        self.behind.show_figure(wanted)
        self._mind_actions()

    def _close_behind(self) -> None:
        if self.view.agreement_id is None:
            self._close_view()
            return
        self._stack.setCurrentWidget(self.view)
        self.view.go_to_tab(self.view.tabs.currentIndex())
        self._mind_actions()

    def _close_view(self) -> None:
        """Back to the list, on the agreement that was in view."""
        agreement_id = self.view.agreement_id
        self.view.let_go()
        self._stack.setCurrentWidget(self.browser)
        if agreement_id is not None:
            self.browser.show_agreement(agreement_id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._mind_actions()

    def _show_editor(self) -> None:
        self._stack.setCurrentWidget(self.editor)
        self._mind_actions()

    def _on_closed(self, agreement_id: object) -> None:
        """Back from the form: to the agreement, or to the list when a new one was left."""
        if isinstance(agreement_id, int):
            self.open_agreement(agreement_id)
            self.view.go_to_tab(self.view.tabs.currentIndex())
        elif self.view.agreement_id is not None:
            self._close_behind()
        else:
            self._close_view()

    def _mind_actions(self) -> None:
        if not self._may_edit:
            return
        is_editing = self.is_editing
        has_one = self.view.agreement_id is not None or self.browser.line is not None
        self.action_enabled.emit("finish", is_editing)
        self.action_named.emit("finish", _("Save"))
        self.action_enabled.emit("new", not is_editing)
        self.action_enabled.emit("edit", not is_editing and has_one)
