# SPDX-License-Identifier: EUPL-1.2
"""Page Beheer on a real desk, for who may everything and for who may little."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.backup.service import BackupService
from desk_app.core.actor import Actor, Role
from tests import factories
from ui.settings.page import SettingsPage
from ui.settings.section import Equipment
from ui.shell.page import Workplace
from ui.shell.theme import Theme
from ui.shell.window_state import WindowState

OpenSettings = Callable[..., SettingsPage]


@pytest.fixture
def lpstat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A print system that knows two printers."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "lpstat"
    script.write_text("#!/bin/sh\nprintf 'Bon-1\\nLaser\\n'\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return script


@pytest.fixture
def backups(desk: Desk, tmp_path: Path) -> BackupService:
    return BackupService(desk.db, tmp_path / "backups")


@pytest.fixture
def administrator(desk: Desk) -> Actor:
    """Who set the desk up."""
    return factories.an_actor(desk.db, "administrator", Role.ADMINISTRATOR)


@pytest.fixture
def open_settings(
    qtbot: QtBot,
    theme: Theme,
    window_state: WindowState,
    desk: Desk,
    workplace: Workplace,
    backups: BackupService,
    lpstat: Path,
) -> Iterator[OpenSettings]:
    """Opens the page for a role, at a section."""
    made: list[SettingsPage] = []

    def calm(page: SettingsPage) -> None:
        qtbot.waitUntil(lambda: not workplace.tasks.is_busy)
        page.section.refresh()
        qtbot.waitUntil(lambda: not workplace.tasks.is_busy)

    def open_it(section: str, role: Role = Role.ADMINISTRATOR) -> SettingsPage:
        actor: Actor = factories.an_actor(desk.db, role.value, role)
        page = SettingsPage(replace(workplace, actor=actor), Equipment(theme, window_state, backups, "balie.db"))
        made.append(page)
        qtbot.addWidget(page)
        page.resize(1198, 620)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.show_target(section)
        calm(page)
        return page

    yield open_it
    for page in made:
        page.leave()
        page.close()
    QApplication.processEvents()
