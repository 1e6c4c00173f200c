# SPDX-License-Identifier: EUPL-1.2
"""Two sections without settings: the slips that wait, and what this program is."""

import platform
from typing import ClassVar

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

import desk_app
from desk_app.core.i18n import N_, _
from ui.printing.jobs_panel import JobsPanel
from ui.settings.section import Equipment, Section
from ui.shell.page import Workplace
from ui.widgets.look import pad
from ui.widgets.text import plain_label


class JobsSection(Section):
    """The slips of this counter that wait for a printer or a person."""

    NAME: ClassVar[str] = N_("Waiting slips")
    EXPLANATION: ClassVar[str] = N_("Slips that are not on paper yet. A ticket never waits for its slip.")
    ICON: ClassVar[str] = "inbox"
    WORDS: ClassVar[tuple[str, ...]] = (N_("Print jobs"), N_("Try again"))

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        desk = workplace.desk
        self.panel = JobsPanel(desk.printing, desk.print_queries, workplace.tasks, workplace.bridge, workplace.actor)
        self.panel.printer_chosen.connect(self.printer_chosen)
        self.body.addWidget(self.panel, 1)

    def first_focus(self) -> QWidget:
        return self.panel

    def refresh(self) -> None:
        self.panel.refresh()


class AboutSection(Section):
    """Version, licence, where the data is, what it is built with."""

    NAME: ClassVar[str] = N_("About Balie")
    EXPLANATION: ClassVar[str] = N_("The program for the counter of a service desk. Free software under the EUPL 1.2.")
    ICON: ClassVar[str] = "info"
    WORDS: ClassVar[tuple[str, ...]] = (N_("Version"), N_("Licence"), N_("Database"))

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        facts = (
            (_("Version"), desk_app.__version__),
            (_("Licence"), "EUPL-1.2"),
            (_("Database"), equipment.place),
            (_("Built with"), f"Python {platform.python_version()}, PySide6 {PySide6.__version__}"),
            (_("Letters"), "Noto Sans, DejaVu Sans (OFL-1.1, Bitstream Vera)"),
            (_("Icons"), "Lucide (ISC)"),
        )
        grid = QGridLayout()
        pad(grid, spacing=8)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(facts):
            text = plain_label(value, wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(plain_label(name, colour="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
