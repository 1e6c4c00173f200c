# SPDX-License-Identifier: EUPL-1.2
"""Every action of the program, once: its name, keys and menu. Feeds the menus, the palette, the key sheet and buttons.

What an action does is bound by the window (for everywhere) or by the page in view (for as long as it is in view);
the page wins. An action that nobody can do here and now is grey, and one that no part of this program ever does is
not shown at all.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from desk_app.core.i18n import N_, _
from ui.widgets.buttons import dress_button, set_button_text
from ui.widgets.icons import set_icon
from ui.widgets.text import set_action_text


class Menu(Enum):
    """The menus, in order; the value is the msgid with its mnemonic."""

    FILE = N_("&File")
    EDIT = N_("&Edit")
    VIEW = N_("&View")
    GO = N_("&Go to")
    COUNTER = N_("&Counter")
    HELP = N_("&Help")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``text`` is a msgid; ``keys`` the shortcuts, the first is the one shown; ``group`` numbers the
    parts of a menu between two lines."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    menu: Menu = Menu.COUNTER
    group: int = 0
    icon: str = ""


_ENTER = ("Ctrl+Return", "Ctrl+Enter")
_SHIFT_ENTER = ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new", N_("New"), ("Ctrl+N",), Menu.FILE, 0, "plus"),
    ActionSpec("print", N_("Print…"), ("Ctrl+P",), Menu.FILE, 0, "printer"),
    ActionSpec("catalogue_import", N_("Bring in a catalogue…"), (), Menu.FILE, 0, "download"),
    ActionSpec("catalogue_export", N_("Write the catalogue to a file…"), (), Menu.FILE, 0, "upload"),
    ActionSpec("lock", N_("Lock the counter"), ("Ctrl+Shift+L",), Menu.FILE, 1, "lock"),
    ActionSpec("switch_user", N_("Switch user…"), (), Menu.FILE, 1, "users"),
    ActionSpec("quit", N_("Quit"), ("Ctrl+Q",), Menu.FILE, 2, "log-out"),
    ActionSpec("undo", N_("Undo the last action"), ("Alt+Z",), Menu.EDIT, 0, "undo-2"),
    ActionSpec("finish", N_("Finish"), _ENTER, Menu.EDIT, 1, "check"),
    ActionSpec("finish_ready", N_("Register and report ready at once"), _SHIFT_ENTER, Menu.EDIT, 1, "circle-check"),
    ActionSpec("edit", N_("Edit"), ("Ctrl+E",), Menu.EDIT, 2, "pencil"),
    ActionSpec("copy_item", N_("Copy the product"), ("Ctrl+Shift+N",), Menu.EDIT, 3, "copy"),
    ActionSpec("offer_item", N_("Offer the product"), ("Ctrl+Shift+O",), Menu.EDIT, 3, "check"),
    ActionSpec("retire_item", N_("Out of the catalogue…"), ("Ctrl+Shift+R",), Menu.EDIT, 3, "archive"),
    ActionSpec("edit_policy", N_("What this group asks…"), ("Ctrl+Shift+M",), Menu.EDIT, 4, "settings"),
    ActionSpec("topic_new", N_("New question of the customer…"), ("Ctrl+Shift+T",), Menu.EDIT, 5, "plus"),
    ActionSpec("topic_rename", N_("Another name for the question…"), ("Ctrl+Shift+E",), Menu.EDIT, 5, "pencil"),
    ActionSpec("topic_move", N_("Move the question…"), ("Ctrl+Shift+V",), Menu.EDIT, 5, "arrow-right"),
    ActionSpec("topic_remove", N_("Remove the question…"), (), Menu.EDIT, 5, "trash-2"),
    ActionSpec("missed_words", N_("Words that found nothing"), ("Ctrl+Shift+W",), Menu.EDIT, 6, "search"),
    ActionSpec("next_pane", N_("Next part of the window"), ("F6",), Menu.VIEW, 0),
    ActionSpec("previous_pane", N_("Previous part of the window"), ("Shift+F6",), Menu.VIEW, 0),
    ActionSpec("refresh", N_("Refresh"), ("F5",), Menu.VIEW, 1, "refresh-cw"),
    ActionSpec("side_panel", N_("Show or hide the side panel"), ("Ctrl+Shift+B",), Menu.VIEW, 1, "panel-right"),
    ActionSpec("zoom_in", N_("Larger"), ("Ctrl++", "Ctrl+="), Menu.VIEW, 2, "zoom-in"),
    ActionSpec("zoom_out", N_("Smaller"), ("Ctrl+-",), Menu.VIEW, 2, "zoom-out"),
    ActionSpec("zoom_reset", N_("Normal size (100 %)"), ("Ctrl+0",), Menu.VIEW, 2),
    ActionSpec("theme", N_("Dark or light"), ("Ctrl+Shift+D",), Menu.VIEW, 3, "moon"),
    ActionSpec("theme_system", N_("Colours as the computer"), (), Menu.VIEW, 3),
    ActionSpec("search", N_("Search or scan"), ("F3",), Menu.GO, 0, "search"),
    ActionSpec("palette", N_("Commands"), ("Ctrl+K", "Ctrl+Shift+P"), Menu.GO, 0, "command"),
    *(ActionSpec(f"view_{n}", N_("Own view {number}"), (f"Ctrl+Shift+{n}",), Menu.GO, 2) for n in range(1, 10)),
    ActionSpec("intake", N_("New intake"), ("F2",), Menu.COUNTER, 0, "plus"),
    ActionSpec("park", N_("Park"), ("F7",), Menu.COUNTER, 0, "circle-pause"),
    ActionSpec("resume", N_("Resume"), ("F8",), Menu.COUNTER, 0, "circle-play"),
    ActionSpec("clear", N_("Customer left"), ("F12",), Menu.COUNTER, 0, "eye-off"),
    ActionSpec("call_next", N_("Call the next"), ("F9",), Menu.COUNTER, 1, "bell"),
    ActionSpec("call_again", N_("Call again"), ("Shift+F9",), Menu.COUNTER, 1),
    ActionSpec("no_show", N_("Did not show up"), ("Ctrl+F9",), Menu.COUNTER, 1),
    ActionSpec("kind_complaint", N_("Complaint"), ("Alt+K",), Menu.COUNTER, 2),
    ActionSpec("kind_request", N_("Wish or request"), ("Alt+W",), Menu.COUNTER, 2),
    ActionSpec("kind_information", N_("Information"), ("Alt+I",), Menu.COUNTER, 2),
    ActionSpec("kind_incident", N_("Fault"), ("Alt+S",), Menu.COUNTER, 2),
    ActionSpec("non_standard", N_("Non-standard request"), ("Alt+N",), Menu.COUNTER, 2),
    ActionSpec("add_question", N_("Another question"), ("Alt+M",), Menu.COUNTER, 3, "plus"),
    ActionSpec("anonymous", N_("Without a name"), ("Alt+0",), Menu.COUNTER, 3, "user"),
    ActionSpec("add_customer", N_("Quickly add a customer"), ("Alt+Q",), Menu.COUNTER, 3, "user-plus"),
    ActionSpec("description", N_("To the description"), ("Alt+O",), Menu.COUNTER, 3),
    ActionSpec("promise", N_("Promise what can be kept"), ("Alt+T",), Menu.COUNTER, 3),
    ActionSpec("complete", N_("Report ready"), ("Ctrl+G",), Menu.COUNTER, 4, "check"),
    ActionSpec("dispatch", N_("Route on"), ("Ctrl+D",), Menu.COUNTER, 4, "send"),
    ActionSpec("steps", N_("To the steps of the ticket"), ("Alt+P",), Menu.COUNTER, 4, "clipboard-list"),
    ActionSpec("loans", N_("Lent items"), ("Ctrl+L",), Menu.COUNTER, 4, "package"),
    ActionSpec("help", N_("Help for this page"), ("F1",), Menu.HELP, 0, "circle-question-mark"),
    ActionSpec("whats_this", N_("What is this?"), ("Shift+F1",), Menu.HELP, 0),
    ActionSpec("keys", N_("All keys"), ("Ctrl+/", "Ctrl+?"), Menu.HELP, 0, "keyboard"),
    ActionSpec("about", N_("About Balie"), (), Menu.HELP, 1, "info"),
)
"""Left free on purpose: F4 opens lists, F10 the menu, F11 is full screen, Ctrl+Alt+letter is AltGr, and single letters
belong to lists only (and there to ``keyPressEvent``, so that a scanner cannot press them)."""


@dataclass(slots=True)
class _Binding:
    run: Callable[[], object]
    text: str = ""
    is_enabled: bool = True


class Actions(QObject):
    """The actions of one window.

    Signals:
        changed: another page is in view, or an action became possible or impossible.
    """

    changed = Signal()

    def __init__(self, specs: Sequence[ActionSpec] = ACTIONS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.specs = tuple(specs)
        self._actions: dict[str, QAction] = {}
        self._bindings: dict[str, dict[int, _Binding]] = {}
        self._page = 0
        self._known: set[str] = set()
        self._is_locked = False
        for spec in self.specs:
            action = QAction(_text_of(spec), self)
            action.setObjectName(spec.id)
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setMenuRole(QAction.MenuRole.QuitRole if spec.id == "quit" else QAction.MenuRole.NoRole)
            if spec.icon:
                set_icon(action, spec.icon, "muted")
            action.triggered.connect(self._on_triggered)
            self._actions[spec.id] = action
        self._settle()

    def action(self, action_id: str) -> QAction:
        """The Qt action, for a menu or a window."""
        return self._actions[action_id]

    def all(self) -> list[QAction]:
        """Every Qt action, in the order of the table."""
        return list(self._actions.values())

    def expect(self, action_ids: Iterable[str]) -> None:
        """These are done by a page that is not made yet: show them in the menus, grey until then."""
        self._known.update(action_ids)
        self._settle()

    def bind(self, action_id: str, run: Callable[[], object], *, page: QWidget | None = None, text: str = "") -> None:
        """From now on ``run`` is what the action does: everywhere, or while ``page`` is in view. ``text`` (translated)
        is what it is called there, such as "Register and print" for Ctrl+Enter."""
        key = id(page) if page is not None else 0
        self._bindings.setdefault(action_id, {})[key] = _Binding(run, text)
        self._known.add(action_id)
        if page is not None:
            page.destroyed.connect(lambda: self._forget(key))
        self._settle()

    def enable(self, action_id: str, *, page: QWidget | None = None, is_enabled: bool) -> None:
        """Whether a bound action can be done now."""
        binding = self._bindings.get(action_id, {}).get(id(page) if page is not None else 0)
        if binding is not None and binding.is_enabled != is_enabled:
            binding.is_enabled = is_enabled
            self._settle()

    def rename(self, action_id: str, text: str, *, page: QWidget) -> None:
        """Another name for a bound action, as the work on the page asks."""
        binding = self._bindings.get(action_id, {}).get(id(page))
        if binding is not None and binding.text != text:
            binding.text = text
            self._settle()

    def show_page(self, page: QWidget | None) -> None:
        """This page is in view now."""
        self._page = id(page) if page is not None else 0
        self._settle()

    def lock(self, *, is_locked: bool) -> None:
        """While locked nothing can be done."""
        self._is_locked = is_locked
        self._settle()

    def offered(self) -> list[tuple[ActionSpec, QAction]]:
        """What can be done here and now."""
        return [
            (spec, action)
            for spec in self.specs
            if (action := self._actions[spec.id]).isVisible() and action.isEnabled()
        ]

    def known(self) -> list[tuple[ActionSpec, QAction]]:
        """What this program can do somewhere: the key sheet."""
        return [(spec, self._actions[spec.id]) for spec in self.specs if spec.id in self._known]

    def button(self, action_id: str, *, kind: str = "") -> QPushButton:
        """A button that does the action, with its key beside its name; grey when the action is. ``kind``: primary,
        danger, quiet."""
        return ActionButton(self._actions[action_id], kind)

    def _binding(self, action_id: str) -> _Binding | None:
        bindings = self._bindings.get(action_id, {})
        return bindings.get(self._page) or bindings.get(0)

    def _on_triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            binding = self._binding(sender.objectName())
            if binding is not None and binding.is_enabled:
                binding.run()

    def _forget(self, key: int) -> None:
        for bindings in self._bindings.values():
            bindings.pop(key, None)

    def _settle(self) -> None:
        for spec in self.specs:
            action = self._actions[spec.id]
            binding = self._binding(spec.id)
            action.setVisible(spec.id in self._known)
            action.setEnabled(binding is not None and binding.is_enabled and not self._is_locked)
            set_action_text(action, (binding.text if binding else "") or _text_of(spec))
        self.changed.emit()


class ActionButton(QPushButton):
    """A button of an action; made by ``Actions.button``."""

    def __init__(self, action: QAction, kind: str) -> None:
        super().__init__()
        self._action = action
        icon = action.property("balie_icon")
        dress_button(self, icon=icon[0] if icon else "", kind=kind)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        set_button_text(self, self._action.text().replace("&", ""), key_text(self._action))
        self.setEnabled(self._action.isEnabled())


def key_text(action: QAction) -> str:
    """The key of an action as people read it: "Ctrl+Enter"; empty when it has none."""
    shortcuts = action.shortcuts()
    if not shortcuts:
        return ""
    text = shortcuts[0].toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Return", "Enter").replace("++", "+ +").replace("+-", "+ −")


def _text_of(spec: ActionSpec) -> str:
    text = _(spec.text)
    return text.format(number=spec.id.removeprefix("view_")) if spec.id.startswith("view_") else text
