# SPDX-License-Identifier: EUPL-1.2
"""A catalogue comes in by keyboard, in the whole window: its columns, what would change, and only then all of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desk_app import starter
from desk_app.catalogue.messages import ItemFilter, ItemRow
from desk_app.core.actor import Actor, Role, the_program
from desk_app.core.i18n import _
from desk_app.intake.messages import Question, RegisterVisit
from tests import databases, factories
from tests.desk_app.transfer.catalogues import an_item, export, write
from tests.ui.keys import press
from ui.catalogue.page import CataloguePage
from ui.desk_opening import OpenDesk, open_for_window
from ui.desk_window import DeskWindow
from ui.run import Ground
from ui.shell.theme import Theme
from ui.shell.window_state import WindowState
from ui.widgets.value_boxes import choose

CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
WAIT = 20_000
THEIRS = [
    {"Titel": "Deur klemt", "Rubriek": "Toegang", "Dagen": 3, "Aard": "Rood"},
    {"Titel": "Sleutel kwijt", "Rubriek": "Toegang", "Dagen": 1, "Aard": "Groen"},
]


@pytest.fixture
def opened(tmp_path: Path) -> OpenDesk:
    """The starter desk, opened as a start of the program does."""
    file = databases.sqlite_copy(tmp_path).removeprefix("sqlite:///")
    db = databases.open_database(file)
    starter.load(db, the_program())
    db.close()
    return open_for_window(file)


@pytest.fixture
def counter(opened: OpenDesk, theme: Theme, window_state: WindowState, qtbot: QtBot) -> Iterator[DeskWindow]:
    """The whole window."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    counter = DeskWindow(opened, Ground(app, theme, window_state))
    counter.window.resize(1366, 768)
    counter.start()
    qtbot.waitUntil(lambda: not counter.tasks.is_busy)
    yield counter
    qtbot.waitUntil(lambda: not counter.tasks.is_busy, timeout=WAIT)
    counter.put_away()
    opened.desk.close()
    QApplication.sendPostedEvents(None, 0)


@pytest.fixture
def owner(opened: OpenDesk) -> Actor:
    """The owner of the catalogue."""
    return factories.an_actor(opened.desk.db, "ans", Role.MANAGER, counter="Balie Hoofdgebouw")


@pytest.fixture
def page(counter: DeskWindow, owner: Actor, qtbot: QtBot) -> CataloguePage:
    """The page Catalogus, with its owner before it."""
    counter.begin(owner)
    counter.window.go("catalogue")
    counter.window.activateWindow()
    calm(qtbot, counter)
    shown = counter.window.page
    assert isinstance(shown, CataloguePage)
    return shown


def calm(qtbot: QtBot, counter: DeskWindow) -> None:
    for _round in range(3):
        qtbot.waitUntil(lambda: not counter.tasks.is_busy, timeout=WAIT)


def act(counter: DeskWindow, name: str) -> QAction:
    """An action of the menus."""
    action = counter.findChild(QAction, name)
    assert action is not None
    return action


def named(opened: OpenDesk, actor: Actor, name: str) -> list[ItemRow]:
    rows = opened.desk.catalogue.items(actor, ItemFilter(only_active=False))
    return [row for row in rows if row.name == name]


def read(qtbot: QtBot, counter: DeskWindow, page: CataloguePage, file: Path) -> None:
    """The file is read, and whatever it asks is in view."""
    page.transfer.read(file)
    calm(qtbot, counter)
    assert page.is_importing
    assert page.help_topic() == "catalogue-files"


def test_the_file_is_chosen_from_the_menu(
    counter: DeskWindow, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = write(tmp_path / "theirs.csv", THEIRS)

    act(counter, "catalogue_import").trigger()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible())
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText(str(file))
    QTest.keyClick(line, KEY.Key_Return)
    calm(qtbot, counter)

    assert page.is_importing
    assert list(page.transfer.mapping.columns) == ["Titel", "Rubriek", "Dagen", "Aard"]


def test_a_catalogue_of_others_comes_in_by_keyboard(
    counter: DeskWindow, page: CataloguePage, opened: OpenDesk, owner: Actor, qtbot: QtBot, tmp_path: Path
) -> None:
    read(qtbot, counter, page, write(tmp_path / "theirs.csv", THEIRS))
    columns = {name: box.currentData() for name, box in page.transfer.mapping.columns.items()}

    press(KEY.Key_Return, CONTROL)
    refused = page.transfer.mapping.form.field("team").error
    press(KEY.Key_Down)
    team = page.transfer.mapping.team.currentText()
    press(KEY.Key_Return, CONTROL)
    calm(qtbot, counter)
    summary = page.transfer.preview.summary
    press(KEY.Key_Return, CONTROL)
    calm(qtbot, counter)

    assert columns == {"Titel": "name", "Rubriek": "topic", "Dagen": "lead", "Aard": ""}
    assert refused == "Kies het team dat het werk doet."
    assert summary == "3 nieuw, 0 gewijzigd, 0 vervalt, 0 hetzelfde."
    assert not page.is_editing
    assert counter.window.foot.toast.sentence.startswith("Ingelezen: 3 nieuw, 0 gewijzigd, 0 vervalt.")
    (door,) = named(opened, owner, "Deur klemt")
    assert (door.team, door.lead.amount, door.status) == (team, 3, "concept")
    assert len(list((tmp_path / "backups").glob("*import*.db"))) == 1


def test_a_word_of_theirs_is_told_what_it_is_here(
    counter: DeskWindow, page: CataloguePage, opened: OpenDesk, owner: Actor, qtbot: QtBot, tmp_path: Path
) -> None:
    read(qtbot, counter, page, write(tmp_path / "theirs.csv", THEIRS))
    pane = page.transfer.mapping
    choose(pane.team, "GEBOUW")

    pane.columns["Aard"].setFocus()
    while pane.columns["Aard"].currentData() != "kind":
        press(KEY.Key_Down)
    pane.words["kind", "Rood"].setFocus()
    while pane.words["kind", "Rood"].currentData() != "incident":
        press(KEY.Key_Down)
    for _twice in range(2):
        press(KEY.Key_Return, CONTROL)
        calm(qtbot, counter)

    assert named(opened, owner, "Deur klemt")[0].kind == "incident"
    assert named(opened, owner, "Sleutel kwijt")[0].kind == "request"
    read(qtbot, counter, page, tmp_path / "theirs.csv")
    assert pane.columns["Aard"].currentData() == "kind"
    assert pane.words["kind", "Rood"].currentData() == "incident"
    assert pane.team.currentData() == "GEBOUW"


def test_a_field_that_is_chosen_twice_is_told(
    counter: DeskWindow, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    read(qtbot, counter, page, write(tmp_path / "theirs.csv", THEIRS))
    pane = page.transfer.mapping
    choose(pane.team, "GEBOUW")

    pane.columns["Aard"].setFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Return, CONTROL)
    told = pane.form.summary
    press(KEY.Key_Up)

    assert told == "Titel en Aard zijn allebei: Naam voor de klant. Kies er een."
    assert pane.missing() == {}
    assert pane.mapping().columns["name"] == "Titel"


def test_faults_come_first_and_nothing_can_come_in(
    counter: DeskWindow, page: CataloguePage, opened: OpenDesk, owner: Actor, qtbot: QtBot, tmp_path: Path
) -> None:
    file = write(tmp_path / "bad.csv", [an_item("X-1"), an_item("X-2", team="")])

    read(qtbot, counter, page, file)
    preview = page.transfer.preview
    press(KEY.Key_Return, CONTROL)
    calm(qtbot, counter)

    assert preview.trouble == "1 regel is fout: er is niets ingelezen. Verbeter het bestand en lees het opnieuw."
    assert preview.tabs.currentWidget() is preview.faults
    assert preview.tabs.tabText(3) == "Fouten (1)"
    assert preview.detail == "regel 3: X-2 Dienst X-2: Kies het team dat het werk doet."
    assert not page.transfer.go.isEnabled()
    assert named(opened, owner, "Dienst X-1") == []


def test_a_mended_file_is_read_again_and_goes_in(
    counter: DeskWindow, page: CataloguePage, opened: OpenDesk, owner: Actor, qtbot: QtBot, tmp_path: Path
) -> None:
    file = write(tmp_path / "one.csv", [an_item("X-1", team="")])
    read(qtbot, counter, page, file)
    write(file, [an_item("X-1")])

    page.transfer.again.setFocus()
    press(KEY.Key_Space)
    calm(qtbot, counter)
    press(KEY.Key_Return, CONTROL)
    calm(qtbot, counter)

    assert len(named(opened, owner, "Dienst X-1")) == 1
    assert not page.is_importing


def test_a_file_that_is_none_is_a_sentence_with_its_line(
    counter: DeskWindow, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "photo.xlsx"
    file.write_bytes(b"PK\x03\x04 and then nothing of the kind")

    read(qtbot, counter, page, file)

    assert page.transfer.preview.trouble.startswith("1 regel is fout")
    assert page.transfer.preview.detail.startswith("regel 1: ")


def test_what_is_missing_goes_only_when_ticked(
    counter: DeskWindow, page: CataloguePage, opened: OpenDesk, owner: Actor, qtbot: QtBot, tmp_path: Path
) -> None:
    before = len(opened.desk.catalogue.items(owner, ItemFilter()))
    read(qtbot, counter, page, write(tmp_path / "one.csv", [an_item("X-1")]))
    preview = page.transfer.preview
    kept = len(preview.retired.rows.rows)

    preview.retire.setFocus()
    press(KEY.Key_Space)
    calm(qtbot, counter)
    press(KEY.Key_Return, CONTROL)
    calm(qtbot, counter)

    assert kept == 0
    assert preview.tabs.tabText(2) == f"Vervalt ({before})"
    assert [row.code for row in opened.desk.catalogue.items(owner, ItemFilter(status=None)) if row.code == "X-1"]
    assert counter.window.foot.toast.sentence.startswith(f"Ingelezen: 1 nieuw, 0 gewijzigd, {before} vervalt.")


def test_changes_stand_in_words_and_escape_changes_nothing(
    counter: DeskWindow, page: CataloguePage, opened: OpenDesk, owner: Actor, qtbot: QtBot, tmp_path: Path
) -> None:
    file = export(opened.desk.db, tmp_path / "catalogue.csv")
    row = opened.desk.catalogue.items(owner, ItemFilter())[0]
    text = file.read_text("utf-8-sig")
    file.write_text(text.replace(f"item,{row.code},,,{row.name},", f"item,{row.code},,,Heel anders,", 1), "utf-8")

    read(qtbot, counter, page, file)
    preview = page.transfer.preview
    preview.changed.setFocus()
    detail = preview.detail
    press(KEY.Key_Escape)

    assert preview.summary.startswith("0 nieuw, 1 gewijzigd, 0 vervalt, ")
    assert detail == f"Naam voor de klant: {row.name} → Heel anders"
    assert not page.is_editing
    assert named(opened, owner, "Heel anders") == []


def test_open_tickets_with_what_changes_are_told(
    counter: DeskWindow, page: CataloguePage, opened: OpenDesk, owner: Actor, qtbot: QtBot, tmp_path: Path
) -> None:
    row = opened.desk.catalogue.by_code(owner, "P-PAS")
    question = Question(item_id=row.id, description="graag snel")
    opened.desk.intake.register(owner, RegisterVisit(requester_id=None, questions=(question,)))
    rows = [{"part": "item", "code": row.code, "name": "Heel anders"}]

    read(qtbot, counter, page, write(tmp_path / "one.csv", rows))

    assert page.transfer.preview.notes == (
        "Er is nog 1 open melding met een product dat wijzigt. Die houdt haar versie."
    )


def test_a_file_that_was_read_waits_for_the_editor(
    counter: DeskWindow, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.new_item()
    calm(qtbot, counter)

    page.transfer.read(write(tmp_path / "one.csv", [an_item("X-1")]))
    calm(qtbot, counter)
    meanwhile = page.is_importing
    page.editor.back()
    calm(qtbot, counter)

    assert not meanwhile
    assert page.is_importing
    assert counter.window.foot.toast.sentence == "Het bestand is gelezen. Je ziet het als je dit product verlaat."


def test_long_work_is_at_the_foot_with_stop_and_the_window_answers(
    counter: DeskWindow, page: CataloguePage, opened: OpenDesk, owner: Actor, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [an_item(f"X-{number}") for number in range(6_000)]
    read(qtbot, counter, page, write(tmp_path / "many.csv", rows))
    told: list[str] = []
    page.working.connect(lambda words, _percent, _stop: told.append(words))
    stop = next(one for one in counter.window.foot.findChildren(QPushButton) if one.text() == _("Stop"))

    press(KEY.Key_Return, CONTROL)
    qtbot.waitUntil(stop.isVisible, timeout=WAIT)
    counter.window.go("board")
    answered = counter.window.page_id
    stop.click()
    calm(qtbot, counter)

    assert answered == "board"
    assert any(words.startswith("De catalogus wordt ingelezen…") for words in told)
    assert not stop.isVisible()
    assert counter.window.foot.toast.sentence == "Gestopt. Er is niets veranderd."
    assert named(opened, owner, "Dienst X-1") == []


def test_who_may_only_look_has_no_import(counter: DeskWindow, opened: OpenDesk, qtbot: QtBot) -> None:
    counter.begin(factories.an_actor(opened.desk.db, "eva", Role.COUNTER, counter="Balie Hoofdgebouw"))
    counter.window.go("catalogue")
    calm(qtbot, counter)

    nobody = [act(counter, name).isEnabled() for name in ("catalogue_import", "catalogue_export")]
    counter.begin(factories.an_actor(opened.desk.db, "aad", Role.ACCOUNT_MANAGER, counter="Balie Hoofdgebouw"))
    counter.window.go("catalogue")
    calm(qtbot, counter)

    assert nobody == [False, False]
    assert [act(counter, name).isEnabled() for name in ("catalogue_import", "catalogue_export")] == [False, True]


def test_the_catalogue_is_written_to_a_file(
    counter: DeskWindow, page: CataloguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.transfer.write(tmp_path / "out.xlsx")
    calm(qtbot, counter)

    assert (tmp_path / "out.xlsx").stat().st_size > 10_000
    assert counter.window.foot.toast.sentence.endswith("out.xlsx.")
