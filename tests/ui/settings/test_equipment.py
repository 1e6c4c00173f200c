# SPDX-License-Identifier: EUPL-1.2
"""What belongs to this computer: printers, the scanner, the look, back-ups."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.backup.messages import BackupReason
from desk_app.backup.service import BackupService
from desk_app.core.actor import Role
from desk_app.core.clock import FixedClock
from tests.ui.keys import focus, press
from tests.ui.settings.conftest import OpenSettings
from ui.settings.backup_section import BackupSection
from ui.settings.look_section import LookSection
from ui.settings.other_sections import AboutSection, JobsSection
from ui.settings.printers import HERE, PrintersSection
from ui.settings.scanner import ScannerSection
from ui.shell.theme import Theme
from ui.shell.window_state import WindowState
from ui.widgets.text import PlainLabel


def test_the_printers_of_this_computer_can_be_chosen(
    qtbot: QtBot, open_settings: OpenSettings, window_state: WindowState
) -> None:
    page = open_settings("printers", Role.COUNTER)
    section = page.section
    assert isinstance(section, PrintersSection)
    qtbot.waitUntil(lambda: section.here.count() == 2)

    section.here.setCurrentText("Bon-1")
    with qtbot.waitSignal(page.printer_chosen) as chosen:
        section.use.click()

    assert chosen.args == ["Bon-1"]
    assert window_state.text(HERE, "") == "Bon-1"


def test_a_test_page_waits_for_the_printer_that_was_typed(
    qtbot: QtBot, desk: Desk, open_settings: OpenSettings
) -> None:
    page = open_settings("printers")
    section = page.section
    assert isinstance(section, PrintersSection)
    qtbot.waitUntil(lambda: section.here.count() == 2)

    section.here.setEditText("tcp://192.0.2.7:9100")
    with qtbot.waitSignal(page.said):
        section.trial.click()

    job = desk.print_queries.open_jobs(page.workplace.actor.counter_id)[0]
    assert job.printer == "tcp://192.0.2.7:9100"
    assert desk.printing.paperwork(job.id).pdf.startswith(b"%PDF")


def test_the_test_page_is_in_the_list_of_waiting_slips(qtbot: QtBot, desk: Desk, open_settings: OpenSettings) -> None:
    page = open_settings("printers")
    section = page.section
    assert isinstance(section, PrintersSection)
    with qtbot.waitSignal(page.said):
        section.trial.click()

    page.show_target("jobs")

    jobs = page.section
    assert isinstance(jobs, JobsSection)
    qtbot.waitUntil(lambda: len(jobs.panel.model.rows) == 1)


def test_a_scan_shows_how_fast_it_came(open_settings: OpenSettings, clock: FixedClock) -> None:
    page = open_settings("scanner")
    section = page.section
    assert isinstance(section, ScannerSection)
    section.trial.setFocus()

    for digit in "0104711":
        clock.advance(timedelta(milliseconds=12))
        press(getattr(Qt.Key, f"Key_{digit}"))
    clock.advance(timedelta(milliseconds=12))
    press(Qt.Key.Key_Tab)

    assert section.verdict == "Langste tijd tussen twee toetsen: 12 ms. Dat was een scanner. Gelezen: pas 0104711."
    assert section.trial.hasFocus()


def test_typing_is_told_from_scanning(open_settings: OpenSettings, clock: FixedClock) -> None:
    page = open_settings("scanner")
    section = page.section
    assert isinstance(section, ScannerSection)
    section.trial.setFocus()

    for digit in "0104711":
        clock.advance(timedelta(milliseconds=120))
        press(getattr(Qt.Key, f"Key_{digit}"))
    clock.advance(timedelta(milliseconds=120))
    press(Qt.Key.Key_Return)
    clock.advance(timedelta(milliseconds=500))

    assert "120 ms. Dat was getypt" in section.verdict
    press(Qt.Key.Key_Tab)
    assert not section.trial.hasFocus()


def test_the_look_changes_at_once_and_is_kept(
    open_settings: OpenSettings, theme: Theme, window_state: WindowState
) -> None:
    page = open_settings("look", Role.COUNTER)
    section = page.section
    assert isinstance(section, LookSection)

    section.mode.buttons[2].click()
    section.zoom.setValue(150)

    assert (theme.mode, theme.zoom) == ("dark", 150)
    assert (window_state.text("look/mode", ""), window_state.number("look/zoom", 0)) == ("dark", 150)
    theme.toggle()
    assert section.mode.key == "light"
    theme.set_zoom(100)


def test_the_last_good_backup_is_named(qtbot: QtBot, open_settings: OpenSettings, backups: BackupService) -> None:
    backups.automatic(BackupReason.START)

    page = open_settings("backup")
    section = page.section
    assert isinstance(section, BackupSection)

    qtbot.waitUntil(lambda: "Laatste goede back-up: dinsdag 24 november 2026, 10.42 uur" in section.newest)


def test_a_backup_is_made_where_one_says(qtbot: QtBot, open_settings: OpenSettings, tmp_path: Path) -> None:
    page = open_settings("backup")
    section = page.section
    assert isinstance(section, BackupSection)
    assert section.newest == "Er is nog geen back-up. De eerste komt bij de volgende start."

    section.copy_to(tmp_path / "stick" / "balie.db")
    qtbot.waitUntil(section.make.isEnabled)
    refused = section.answer
    (tmp_path / "usb").mkdir()
    section.copy_to(tmp_path / "usb" / "balie.db")
    qtbot.waitUntil(section.make.isEnabled)

    assert refused
    assert (tmp_path / "usb" / "balie.db").stat().st_size > 0
    assert section.answer.startswith("De back-up is gemaakt en gecontroleerd")


def test_the_database_is_checked(qtbot: QtBot, open_settings: OpenSettings) -> None:
    page = open_settings("backup")
    section = page.section
    assert isinstance(section, BackupSection)

    section.check.click()
    qtbot.waitUntil(section.check.isEnabled)

    assert section.answer == "De database is heel."


def test_who_may_not_make_backups_reads_who_may(open_settings: OpenSettings) -> None:
    page = open_settings("backup", Role.COUNTER)

    section = page.section

    assert isinstance(section, BackupSection)
    assert section.refusal.sentence == "Alleen deze rollen mogen dit veranderen: beheerder."
    assert section.make.isHidden() or not section.make.isVisible()


def test_about_says_where_the_data_is(open_settings: OpenSettings) -> None:
    page = open_settings("about")

    assert isinstance(page.section, AboutSection)
    assert "balie.db" in [label.text() for label in page.section.findChildren(PlainLabel)]
    assert focus() is not None
