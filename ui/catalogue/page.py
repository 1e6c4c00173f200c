# SPDX-License-Identifier: EUPL-1.2
"""Page Catalogus: look through what we offer and start an intake; who may, edits it here (``ux.md`` 2.5.5)."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk_app.backup.service import BackupService
from desk_app.catalogue.messages import CatalogueChanged, ItemChanged, ItemsMoved, OfferItems
from desk_app.core.actor import Right
from desk_app.core.i18n import _, ngettext
from ui.catalogue.browser import Browser
from ui.catalogue.editor import ItemEditor
from ui.catalogue.import_view import ImportView
from ui.catalogue.missed_words import MissedWords
from ui.catalogue.policy_form import PolicyForm
from ui.catalogue.retire_form import RetireForm
from ui.catalogue.topic_deeds import TopicDeeds
from ui.shell.page import Deed, IntakeWish, Page, Workplace
from ui.widgets.look import look
from ui.widgets.page_keys import PageKeys

ITEM_ACTIONS = ("edit", "copy_item", "retire_item", "offer_item")
TRANSFER_ACTIONS = {"catalogue_import": Right.IMPORT, "catalogue_export": Right.EXPORT}
TOPIC_ACTIONS = ("topic_rename", "topic_move", "topic_remove")


class CataloguePage(Page):
    """The catalogue, or the editor of one product in its place."""

    def __init__(
        self, workplace: Workplace, parent: QWidget | None = None, *, backups: BackupService | None = None
    ) -> None:
        """``backups``: where one is made before a catalogue is brought in; None where there are none to make."""
        super().__init__(workplace, parent)
        self._may_edit = workplace.actor.may(Right.EDIT_CATALOGUE)
        self.browser = Browser(workplace)
        self.search, self.tree, self.matrix = self.browser.search, self.browser.tree, self.browser.matrix
        self.model, self.list, self.card = self.browser.model, self.browser.list, self.browser.card
        self.topic_box = self.browser.topic_box
        self.editor = ItemEditor(workplace)
        self.topics = TopicDeeds(workplace, self)
        self.transfer = ImportView(workplace, backups)
        self._is_waiting = False
        self._stack = QStackedWidget()
        self._stack.addWidget(self.browser)
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.transfer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._keys = PageKeys(
            {"Ctrl+N": self.new_item, "Ctrl+E": self.edit, "Ctrl+Shift+N": self.copy_item} if self._may_edit else {},
            self,
        )
        self._keys.guard(self.search)
        self._connect()
        self.browser.refresh()

    @property
    def is_editing(self) -> bool:
        """Whether the editor, or a catalogue to bring in, is in view instead of the catalogue."""
        return self._stack.currentWidget() is not self.browser

    @property
    def is_importing(self) -> bool:
        """Whether a catalogue to bring in is in view."""
        return self._stack.currentWidget() is self.transfer

    def new_item(self) -> None:
        """Opens the editor for a new product, on the branch and in the cell that are chosen."""
        if self._may_edit and not self.is_editing:
            self.editor.new(self.tree.topic_id, self.matrix.cell)

    def edit(self) -> None:
        """Edits what has the cursor: a branch of the tree, a cell of the matrix, else the product."""
        if not self._may_edit or self.is_editing:
            return
        if self.tree.hasFocus() and self.tree.topic_id is not None:
            self.topics.rename(self.tree.topic_id)
        elif self.matrix.hasFocus() and self.matrix.cell is not None:
            self.edit_policy()
        else:
            self.edit_item()

    def edit_item(self) -> None:
        """Opens the product under the cursor in the editor."""
        item = self.browser.item
        if self._may_edit and not self.is_editing and item is not None:
            self.editor.edit(item.id)

    def copy_item(self) -> None:
        """Opens the editor for a new product that begins as the one under the cursor."""
        item = self.browser.item
        if self._may_edit and not self.is_editing and item is not None:
            self.editor.copy(item.id)

    def retire(self) -> None:
        """Asks until when the selected products are offered."""
        items = self.browser.items
        if self._may_edit and not self.is_editing and items:
            form = RetireForm(self.workplace, items, self)
            form.done.connect(self.done)
            form.open()

    def offer(self) -> None:
        """Offers the selected products (again)."""
        items = self.browser.items
        if not self._may_edit or self.is_editing or not items:
            return
        desk, actor = self.workplace.desk, self.workplace.actor
        order = OfferItems(item_ids=tuple(item.id for item in items))
        self.workplace.tasks.run(
            self, lambda: desk.catalogue_service.offer(actor, order), done=partial(self._on_offered, items[0].name)
        )

    def edit_policy(self) -> None:
        """Opens what the chosen cell of the matrix means."""
        view, cell = self.browser.view, self.matrix.cell
        policy = view.policies.get(cell) if view is not None and cell is not None else None
        if not self._may_edit or self.is_editing or view is None or policy is None:
            return
        items = next((one.items for one in view.cells if (one.complexity, one.funding) == cell), 0)
        form = PolicyForm(self.workplace, policy, view.names, items, self)
        form.done.connect(self.done)
        form.open()

    def show_missed_words(self) -> None:
        """Opens the list of words that found nothing."""
        if self._may_edit and not self.is_editing:
            box = MissedWords(self.workplace, self)
            box.done.connect(self.done)
            box.topic_wanted.connect(lambda words, parent_id: self.topics.new(parent_id, words, box))
            box.open()

    def finish(self) -> None:
        """Ctrl+Enter: saves what is in the editor, or goes on with the catalogue that is brought in."""
        if self.is_importing:
            self.transfer.submit()
        else:
            self.editor.save()

    def bindings(self) -> Mapping[str, Callable[[], object]]:
        may = self.workplace.actor.may
        runs = {"catalogue_import": self.transfer.choose_file, "catalogue_export": self.transfer.choose_target}
        transfers = {name: runs[name] for name, right in TRANSFER_ACTIONS.items() if may(right)}
        if not self._may_edit:
            return {name: run for name, run in transfers.items() if name == "catalogue_export"}
        return transfers | {
            "new": self.new_item,
            "edit": self.edit,
            "finish": self.finish,
            "copy_item": self.copy_item,
            "retire_item": self.retire,
            "offer_item": self.offer,
            "edit_policy": self.edit_policy,
            "topic_new": lambda: self.topics.new(self.tree.topic_id),
            "topic_rename": lambda: self.topics.rename(self.tree.topic_id),
            "topic_move": lambda: self.topics.move(self.tree.topic_id),
            "topic_remove": lambda: self.topics.remove(self.tree.topic_id),
            "missed_words": self.show_missed_words,
        }

    def first_focus(self) -> QWidget | None:
        return self.search

    def help_topic(self) -> str:
        if self.is_importing:
            return "catalogue-files"
        return "catalogue-edit" if self.is_editing else "catalogue"

    def show_target(self, target: object) -> None:
        """Shows the product with this id, whatever the filter was; what is in the editor is kept."""
        if not isinstance(target, int):
            return
        if self.is_importing:
            self.transfer.close_view()
        elif self.is_editing:
            self.editor.back()
        self.browser.show_item(target)

    def refresh(self) -> None:
        self.browser.refresh()

    def leave(self) -> None:
        self.editor.keep()

    def minimumSizeHint(self) -> QSize:
        if self.is_importing:
            return self.transfer.minimumSizeHint()
        if self.is_editing:
            return QSize(look().px(480), look().px(240))
        return self.browser.minimumSizeHint()

    def heightForWidth(self, _width: int) -> int:
        """As high as the window has room; Qt would ask the wrapped words in it, and scroll the page."""
        return self.minimumSizeHint().height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_editing or not self._keys.take(event):
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.browser.intake_wanted.connect(lambda item_id: self.intake_wanted.emit(IntakeWish(item_id=item_id)))
        self.browser.edit_wanted.connect(self.edit_item)
        self.browser.shown.connect(self._on_shown)
        self.browser.new_button.clicked.connect(self.new_item)
        self.browser.policy_button.clicked.connect(self.edit_policy)
        self.browser.missed_button.clicked.connect(self.show_missed_words)
        self.card.said.connect(self._say)
        self.editor.opened.connect(partial(self._stack.setCurrentWidget, self.editor))
        self.editor.opened.connect(self._mind_actions)
        self.editor.closed.connect(self._on_closed)
        self.editor.done.connect(self.done)
        self.editor.said.connect(self._say)
        self.transfer.opened.connect(self._show_transfer)
        self.transfer.closed.connect(partial(self._on_closed, None))
        self.transfer.done.connect(self.done)
        self.transfer.said.connect(self._say)
        self.transfer.working.connect(self.working)
        self.transfer.working.connect(lambda *_told: self._mind_actions())
        self.topics.done.connect(self.done)
        self.topics.changed.connect(self.browser.show_topic)
        deeds: dict[str, Callable[[], object]] = {
            "new": lambda: self.topics.new(self.tree.topic_id),
            "remove": lambda: self.topics.remove(self.tree.topic_id),
            "move": lambda: self.topics.move(self.tree.topic_id),
            "cut": lambda: self.topics.take(self.tree.topic_id),
            "paste": lambda: self.topics.put(self.tree.topic_id),
        }
        self.tree.deed_wanted.connect(lambda name: deeds[name]())
        for kind in (ItemChanged, CatalogueChanged):
            self.workplace.bridge.listen(self, kind, lambda _event: self.browser.refresh())

    def _on_shown(self) -> None:
        if self.browser.view is not None:
            self.topics.use(self.browser.view.topics)
        self._mind_actions()

    def _show_transfer(self) -> None:
        """A file was read; what is in the editor goes first."""
        if self._stack.currentWidget() is self.editor:
            self._is_waiting = True
            self._say(_("The file was read. You see it when you leave this product."))
            return
        self._stack.setCurrentWidget(self.transfer)
        self._mind_actions()

    def _on_closed(self, item_id: object) -> None:
        """Back from the editor, to the product that was in it; or to a file that was read meanwhile."""
        if self._is_waiting:
            self._is_waiting = False
            self._stack.setCurrentWidget(self.transfer)
            self._mind_actions()
            return
        self._stack.setCurrentWidget(self.browser)
        if isinstance(item_id, int):
            self.browser.show_item(item_id)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.browser.refresh()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._mind_actions()

    def _on_offered(self, name: str, moved: ItemsMoved) -> None:
        count = len(moved.item_ids)
        if count == 1 and not moved.refused:
            self.done.emit(Deed(_("{name} is offered now.").format(name=name)))
        elif count:
            sentence = ngettext("{count} product is offered now.", "{count} products are offered now.", count)
            self.done.emit(Deed(" ".join([sentence.format(count=count), *moved.refused])))
        else:
            self._say(" ".join(moved.refused))

    def _say(self, sentence: str) -> None:
        self.said.emit(sentence, None)

    def _mind_actions(self) -> None:
        is_browsing = not self.is_editing
        if not self._may_edit:
            return
        has_item, has_topic = self.browser.item is not None, self.tree.topic_id is not None
        self.action_enabled.emit("finish", self.transfer.is_ready if self.is_importing else self.is_editing)
        self.action_named.emit("finish", _("Go on") if self.is_importing else _("Save"))
        for name in TRANSFER_ACTIONS:
            self.action_enabled.emit(name, is_browsing)
        for name in ("new", "missed_words", "topic_new"):
            self.action_enabled.emit(name, is_browsing)
        for name in ITEM_ACTIONS:
            self.action_enabled.emit(name, is_browsing and has_item)
        for name in TOPIC_ACTIONS:
            self.action_enabled.emit(name, is_browsing and has_topic)
        self.action_enabled.emit("edit_policy", is_browsing and self.matrix.cell is not None)
