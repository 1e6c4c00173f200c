# SPDX-License-Identifier: EUPL-1.2
"""Page Beheer: a list of sections with a search above it, and the section beside it (``ux.md`` 2.5.14)."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.core.i18n import _
from desk_app.core.settings import Settings
from desk_app.identity.messages import SettingsChanged
from ui.settings.agents import AgentsSection
from ui.settings.backup_section import BackupSection
from ui.settings.calendars import CalendarsSection
from ui.settings.cost_centres import CostCentresSection
from ui.settings.deputies import DeputiesSection
from ui.settings.desk_sections import OrganisationSection, SecuritySection
from ui.settings.look_section import LookSection
from ui.settings.other_sections import AboutSection, JobsSection
from ui.settings.printers import PrintersSection
from ui.settings.scanner import ScannerSection
from ui.settings.section import Equipment, Section
from ui.settings.suppliers import SuppliersSection
from ui.settings.teams import TeamsSection
from ui.shell.page import Page, Workplace
from ui.shell.panes import first_focusable
from ui.widgets.empty_state import EmptyState
from ui.widgets.following_area import FollowingArea
from ui.widgets.icons import icon
from ui.widgets.look import look, pad
from ui.widgets.search_box import SearchBox
from ui.widgets.text import plain_label

SECTIONS: dict[str, type[Section]] = {
    "organisation": OrganisationSection,
    "printers": PrintersSection,
    "jobs": JobsSection,
    "scanner": ScannerSection,
    "security": SecuritySection,
    "agents": AgentsSection,
    "teams": TeamsSection,
    "calendars": CalendarsSection,
    "suppliers": SuppliersSection,
    "cost-centres": CostCentresSection,
    "deputies": DeputiesSection,
    "look": LookSection,
    "backup": BackupSection,
    "about": AboutSection,
}
"""The sections, in their order; a target of ``page_wanted`` is one of these ids."""

TOPICS = {"backup": "backup", "calendars": "opening-hours"}
"""Sections with a page of their own in the manual; the others share one."""
LIST_WIDTH = 252


class SectionList(QListWidget):
    """The names of the sections; Enter or Right goes into the section."""

    entered_section = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered_section.emit()
        else:
            super().keyPressEvent(event)


class SettingsPage(Page):
    """How this desk is set.

    Signals:
        printer_chosen(str): from now on, this is the printer of this computer (``Printer.use_printer``).
    """

    printer_chosen = Signal(str)

    def __init__(self, workplace: Workplace, equipment: Equipment, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._equipment = equipment
        self._settings: Settings | None = None
        self._made: dict[str, Section] = {}
        self.search = SearchBox(name=_("Search in the settings"))
        self.list = SectionList()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Parts of the settings"))
        self._nothing = EmptyState("search", _("Nothing found. Type another word, or press Esc to see everything."))
        self._nothing.hide()
        self._stack = QStackedWidget()
        self._areas: dict[str, FollowingArea] = {}
        for section_id, kind in SECTIONS.items():
            item = QListWidgetItem(icon(kind.ICON, "muted"), _(kind.NAME), self.list)
            item.setData(Qt.ItemDataRole.UserRole, section_id)
        self._left = QFrame()
        self._left.setProperty("ground", "side")
        column = QVBoxLayout(self._left)
        pad(column, margins=(16, 16, 12, 16), spacing=12)
        column.addWidget(plain_label(_("Settings"), role="title"))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left)
        layout.addWidget(self._stack, 1)
        self.search.asked.connect(self._filter)
        self.search.stepped_down.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.search.entered.connect(lambda _text: self._enter())
        self.list.currentItemChanged.connect(self._on_current)
        self.list.entered_section.connect(self._enter)
        equipment.theme.changed.connect(self._dress)
        workplace.bridge.listen(self, SettingsChanged, lambda _event: self._read())
        self._dress()
        self.list.setCurrentRow(0)
        self._read()

    @property
    def section(self) -> Section:
        """The section in view."""
        return self._made[self._id_of(self.list.currentItem())]

    def bindings(self) -> Mapping[str, Callable[[], object]]:
        return {"finish": self._save, "new": self._add}

    def first_focus(self) -> QWidget | None:
        return self.search

    def help_topic(self) -> str:
        return TOPICS.get(self._id_of(self.list.currentItem()), "settings")

    def show_target(self, target: object) -> None:
        """Goes to a section by its id."""
        if target in SECTIONS:
            self.search.clear()
            self._filter("")
            self.list.setCurrentRow(list(SECTIONS).index(str(target)))

    def refresh(self) -> None:
        self._read()
        self.section.refresh()

    def leave(self) -> None:
        """The counter locks or the agent changes: no half-typed PIN stays, no question to the print system runs."""
        agents = self._made.get("agents")
        if isinstance(agents, AgentsSection):
            agents.agent.pin.clear()
        printers = self._made.get("printers")
        if isinstance(printers, PrintersSection):
            printers.stop_asking()

    def _read(self) -> None:
        self.workplace.tasks.run(self, self.workplace.desk.who.settings, done=self._use, key="settings")

    def _use(self, settings: Settings) -> None:
        self._settings = settings
        for section in self._made.values():
            section.use_settings(settings)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        shown = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            is_hit = all(word in SECTIONS[self._id_of(item)].words() for word in words)
            item.setHidden(not is_hit)
            if is_hit:
                shown.append(item)
        self._nothing.setVisible(not shown)
        self.list.setVisible(bool(shown))
        if shown and self.list.currentItem() not in shown:
            self.list.setCurrentItem(shown[0])

    def _on_current(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is None:
            return
        section_id = self._id_of(item)
        if section_id not in self._areas:
            self._make(section_id)
        self._stack.setCurrentWidget(self._areas[section_id])
        self._mind_actions()

    def _make(self, section_id: str) -> None:
        section = SECTIONS[section_id](self.workplace, self._equipment)
        self._made[section_id] = section
        if self._settings is not None:
            section.use_settings(self._settings)
        area = FollowingArea()
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # where a field does not fit at 200 %
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.column.addWidget(section, 1)
        self._areas[section_id] = area
        self._stack.addWidget(area)
        section.changed.connect(self._mind_actions)
        section.said.connect(partial(self._say))
        section.undoable.connect(self.said)
        section.printer_chosen.connect(self.printer_chosen)

    def _say(self, sentence: str) -> None:
        self.said.emit(sentence, None)

    def _enter(self) -> None:
        target = self.section.first_focus()
        if target is None or not target.isVisible() or not target.isEnabled():
            target = first_focusable(self.section)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        self.section.save()

    def _add(self) -> None:
        self.section.add()

    def _mind_actions(self) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            made = self._made.get(self._id_of(item))
            name = _(SECTIONS[self._id_of(item)].NAME)
            shown = f"{name} *" if made is not None and made.is_dirty else name
            item.setData(Qt.ItemDataRole.DisplayRole, shown)
            said = _("{name}, not saved yet").format(name=name) if made is not None and made.is_dirty else name
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.action_named.emit("finish", _("Save"))
        self.action_enabled.emit("finish", self.section.can_save)
        self.action_enabled.emit("new", self.section.can_add)

    def _dress(self) -> None:
        self._left.setFixedWidth(look().px(LIST_WIDTH))
        self.list.setIconSize(QSize(look().px(20), look().px(20)))
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setIcon(icon(SECTIONS[self._id_of(item)].ICON, "muted"))

    @staticmethod
    def _id_of(item: QListWidgetItem | None) -> str:
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else next(iter(SECTIONS))
