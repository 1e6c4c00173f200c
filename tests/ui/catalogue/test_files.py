# SPDX-License-Identifier: EUPL-1.2
"""The files with a product: added, opened, saved and taken away; what may not be kept is said."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.messages import AttachFile
from desk_app.core.actor import Actor
from tests.ui.catalogue.conftest import Open, dialog, open_dialogs
from tests.ui.catalogue.scenes import open_item
from tests.ui.keys import press
from tests.ui.listener import Listener

Settle = Callable[[], None]


class Viewer(QObject):
    """Stands where the program for a file stands, and reads what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[tuple[str, bytes]] = []

    @Slot(QUrl)
    def look(self, url: QUrl) -> None:
        """Reads the file."""
        file = Path(url.toLocalFile())
        self.read.append((file.name, file.read_bytes()))


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    """The program of this computer for files."""
    viewer = Viewer()
    QDesktopServices.setUrlHandler("file", viewer, "look")  # type: ignore[arg-type]  # PySide takes text; its stub says bytes
    yield viewer
    QDesktopServices.unsetUrlHandler("file")


def test_everybody_opens_and_saves_a_file_from_the_card(
    open_page: Open,
    desk: Desk,
    owner: Actor,
    actor: Actor,
    settle: Settle,
    viewer: Viewer,
    listener: Listener,
    tmp_path: Path,
) -> None:
    item_id = desk.catalogue.by_code(owner, "P-PAS").id
    file_id = desk.catalogue_service.attach(
        owner, AttachFile(item_id=item_id, name="plan.txt", content=b"Eerst bellen.")
    )
    page = open_page(actor)
    page.show_target(item_id)
    settle()
    box = page.card.files
    assert box.isVisible()
    assert not box.add_button.isVisible()

    box.rows.setFocus()
    press(Qt.Key.Key_Return)
    settle()
    (file,) = desk.catalogue.attachments(actor, item_id)
    box.save_to(file, str(tmp_path / "bewaard.txt"))
    settle()

    assert viewer.read == [(f"{file_id}-plan.txt", b"Eerst bellen.")]
    assert (tmp_path / "bewaard.txt").read_bytes() == b"Eerst bellen."
    assert listener.notices[-1] == "Bewaard: bewaard.txt"


def test_a_file_is_added_and_taken_away_in_the_editor(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    file = tmp_path / "plan.txt"
    file.write_text("Eerst bellen.", encoding="utf-8")
    box = page.editor.files
    assert box is not None

    box.take_file(str(file))
    qtbot.waitUntil(lambda: box.rows.count() == 1)
    box.rows.setFocus()
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: box.rows.count() == 0)

    assert desk.catalogue.attachments(owner, item_id) == ()
    assert page.is_editing


@pytest.mark.parametrize(("name", "content"), [("plan.exe", b"MZ"), ("leeg.txt", b""), ("nep.pdf", b"geen pdf")])
def test_what_may_not_be_kept_is_said_and_nothing_else_is_lost(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle, tmp_path: Path, name: str, content: bytes
) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    file = tmp_path / name
    file.write_bytes(content)
    box = page.editor.files
    assert box is not None

    box.take_file(str(file))
    settle()

    said = [label.text() for label in box.findChildren(QLabel) if label.isVisible()]
    assert any(len(words) > 20 for words in said)
    assert desk.catalogue.attachments(owner, item_id) == ()
    assert page.is_editing


@pytest.mark.parametrize(("name", "content"), [("a.exe", b"MZ"), ("leeg.txt", b""), ("nep.pdf", b"geen pdf")])
def test_what_may_not_be_kept_is_said_at_once_with_a_new_product_too(
    open_page: Open, settle: Settle, tmp_path: Path, name: str, content: bytes
) -> None:
    page = open_page()
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    file = tmp_path / name
    file.write_bytes(content)
    box = page.editor.files
    assert box is not None

    box.take_file(str(file))
    settle()

    said = [label.text() for label in box.findChildren(QLabel) if not label.isHidden()]
    assert any(len(words) > 20 for words in said)
    assert box.waiting == ()
    assert box.rows.count() == 0


def test_files_of_a_new_product_that_was_left_are_named_until_they_are_chosen_again(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Eerst bellen.", encoding="utf-8")
    page = open_page()
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.editor.files is not None
    page.editor.files.take_file(str(tmp_path / "a.txt"))
    page.editor.files.take_file(str(tmp_path / "b.txt"))
    qtbot.waitUntil(lambda: "b.txt" in desk.unfinished.kept(owner, "item:new").get("files", ""))

    again = open_page()  # a crash: the first one never gets the chance to do anything more
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    box = again.editor.files
    assert box is not None
    banner = again.editor.restored.sentence
    box.take_file(str(tmp_path / "a.txt"))
    settle()
    here = [label.text() for label in box.findChildren(QLabel) if not label.isHidden()]
    press(Qt.Key.Key_Escape)
    settle()
    again.search.setFocus()
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()

    assert sorted(banner.rpartition("Kies deze bestanden opnieuw: ")[2].rstrip(".").split(", ")) == ["a.txt", "b.txt"]
    assert here == ["Kies het bestand b.txt opnieuw."]
    assert sorted(again.editor.restored.sentence.rpartition(": ")[2].rstrip(".").split(", ")) == ["a.txt", "b.txt"]


def test_saving_waits_for_a_file_that_is_still_being_read(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Eerst bellen.", encoding="utf-8")
    said: list[str] = []
    page = open_page()
    page.editor.said.connect(said.append)
    page.show_target(desk.catalogue.by_code(owner, "P-PAS").id)
    settle()
    page.copy_item()
    settle()
    assert page.editor.files is not None

    page.editor.files.take_file(str(tmp_path / "a.txt"))
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    told = list(said)
    settle()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()

    second = desk.catalogue.by_code(owner, "P-PAS-2")
    assert told == ["Er wordt nog een bestand gelezen. Sla zo nog eens op."]
    assert [file.name for file in desk.catalogue.attachments(owner, second.id)] == ["a.txt"]


def test_insert_asks_for_a_file_where_there_is_none_yet_and_delete_takes_one_away_from_the_button_too(
    open_page: Open, desk: Desk, owner: Actor, settle: Settle
) -> None:
    page = open_page()
    item_id = open_item(page, desk, owner, "P-PAS", settle)
    box = page.editor.files
    assert box is not None

    box.add_button.setFocus()
    press(Qt.Key.Key_Insert)
    asked = dialog()
    asked.reject()
    desk.catalogue_service.attach(owner, AttachFile(item_id=item_id, name="plan.txt", content=b"Eerst bellen."))
    box.changed.emit()
    settle()
    box.remove_button.setFocus()
    press(Qt.Key.Key_Delete)
    settle()

    assert isinstance(asked, QFileDialog)
    assert desk.catalogue.attachments(owner, item_id) == ()


def test_who_may_not_change_a_product_adds_no_file_by_key(
    open_page: Open, desk: Desk, actor: Actor, settle: Settle
) -> None:
    page = open_page(actor)
    page.show_target(desk.catalogue.by_code(actor, "P-PAS").id)
    settle()

    page.card.files.add()

    assert not open_dialogs()
