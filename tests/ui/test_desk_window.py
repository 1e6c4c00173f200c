# SPDX-License-Identifier: EUPL-1.2
"""The whole window on a real desk: what only shows when all parts are together."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from desk_app import starter
from desk_app.contracts.messages import SaveAgreement
from desk_app.core.actor import Actor, Role, the_program
from desk_app.core.clock import today
from desk_app.core.codes import CodeKind, ScannedCode, code_of, parse_code
from tests import databases, factories, processes
from ui.desk_opening import OpenDesk, open_for_window, tidy_up
from ui.desk_window import DeskWindow
from ui.intake.page import IntakePage
from ui.places import PLACES
from ui.run import Ground
from ui.shell.only_one import another_is_open
from ui.shell.page import Deed
from ui.shell.theme import Theme
from ui.shell.window_state import WindowState
from ui.tickets.approval_form import ApprovalDialog

KEY = Qt.Key


@pytest.fixture
def opened(tmp_path: Path) -> OpenDesk:
    """A small desk, opened as a start of the program does."""
    file = databases.sqlite_copy(tmp_path).removeprefix("sqlite:///")
    db = databases.open_database(file)
    factories.a_small_desk(db)
    db.close()
    return open_for_window(file)


@pytest.fixture
def counter(opened: OpenDesk, theme: Theme, window_state: WindowState, qtbot: QtBot) -> Iterator[DeskWindow]:
    """The window, before anybody signed in."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    counter = DeskWindow(opened, Ground(app, theme, window_state))
    counter.start()
    qtbot.waitUntil(lambda: not counter.tasks.is_busy)
    yield counter
    qtbot.waitUntil(lambda: not counter.tasks.is_busy)
    counter.put_away()
    opened.desk.close()
    QApplication.sendPostedEvents(None, 0)


@pytest.fixture
def sign_in(counter: DeskWindow, opened: OpenDesk, qtbot: QtBot) -> Callable[[str, Role], Actor]:
    """Signs somebody in without a PIN."""

    def sign_in(login: str, role: Role) -> Actor:
        actor = factories.an_actor(opened.desk.db, login, role)
        counter.begin(actor)
        qtbot.waitUntil(lambda: not counter.tasks.is_busy)
        return actor

    return sign_in


def test_each_page_binds_the_actions_it_announced(
    counter: DeskWindow, sign_in: Callable[[str, Role], Actor], qtbot: QtBot
) -> None:
    sign_in("bas", Role.ADMINISTRATOR)
    session = counter.session
    assert session is not None

    for place in PLACES:
        counter.window.go(place.id)
        qtbot.waitUntil(lambda: not counter.tasks.is_busy)
        page = session.page(place.id)

        assert page is not None
        assert set(page.bindings()) == place.actions, place.id
        assert page.help_topic(), place.id


@pytest.mark.parametrize(
    ("role", "missing"),
    [
        (Role.COUNTER, set()),
        (Role.BACK_OFFICE, {"desk", "shelf", "relations"}),
        (Role.ACCOUNT_MANAGER, {"shelf"}),
    ],
)
def test_a_role_sees_only_the_pages_it_may_use(
    counter: DeskWindow, sign_in: Callable[[str, Role], Actor], role: Role, missing: set[str]
) -> None:
    sign_in("piet", role)

    for place in PLACES:
        counter.window.go("board")
        counter.window.go(place.id)
        assert (counter.window.page_id == place.id) is (place.id not in missing), place.id


def test_alt_z_takes_back_a_registration_after_its_sentence_is_gone(
    counter: DeskWindow, sign_in: Callable[[str, Role], Actor], opened: OpenDesk, qtbot: QtBot
) -> None:
    actor = sign_in("eva", Role.COUNTER)
    visit = factories.a_visit(opened.desk, actor)
    assert counter.session is not None
    counter.session.tell(Deed("geregistreerd", visit.command_id))
    counter.window.foot.toast.clear()

    QTest.keyClick(counter.window, KEY.Key_Z, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "Ongedaan gemaakt" in counter.window.foot.toast.sentence)

    assert opened.desk.ticket_queries.ticket(actor, visit.ticket_ids[0]).status == "voided"


def test_a_scanned_slip_opens_its_ticket_from_any_page(
    counter: DeskWindow, sign_in: Callable[[str, Role], Actor], opened: OpenDesk, qtbot: QtBot
) -> None:
    actor = sign_in("eva", Role.COUNTER)
    visit = factories.a_visit(opened.desk, actor)
    counter.window.go("catalogue")

    assert code_of(visit.numbers[0]).startswith(visit.numbers[0])
    counter.router.scanned.emit(ScannedCode(CodeKind.TICKET, visit.numbers[0]))
    qtbot.waitUntil(lambda: counter.window.page_id == "ticket")


def test_the_code_of_an_approval_opens_the_answer_from_any_page(
    counter: DeskWindow, sign_in: Callable[[str, Role], Actor], opened: OpenDesk, qtbot: QtBot
) -> None:
    actor = sign_in("eva", Role.COUNTER)
    processes.a_budget_holder(opened.desk.db)
    processes.a_cost_centre(opened.desk.db, "Bos")
    processes.approval_is_needed(opened.desk.db, "P-PAS")
    ticket_id = processes.a_ticket(opened.desk, actor, cost_centre=processes.CENTRE)
    code = parse_code(processes.code_in(processes.mails(opened.desk.db)[0]))
    assert code is not None
    counter.window.go("board")

    counter.router.scanned.emit(code)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ApprovalDialog))
    form = QApplication.activeModalWidget()
    assert isinstance(form, ApprovalDialog)
    form.submit()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    qtbot.waitUntil(lambda: not counter.tasks.is_busy)

    assert counter.window.page_id == "ticket"
    (step,) = opened.desk.process_queries.steps(actor, ticket_id)
    assert (step.status, step.approval and step.approval.way) == ("done", "token")


def test_what_is_half_typed_is_on_the_shelf_for_the_next_agent_and_not_on_screen(
    counter: DeskWindow, sign_in: Callable[[str, Role], Actor], opened: OpenDesk, qtbot: QtBot
) -> None:
    sign_in("eva", Role.COUNTER)
    page = counter.window.page
    assert isinstance(page, IntakePage)
    page.slip.go_to("description")
    QTest.keyClicks(page.focusWidget(), "half verhaal van Eva")

    counter.switch()
    qtbot.waitUntil(lambda: not counter.tasks.is_busy)
    piet = sign_in("piet", Role.COUNTER)

    assert [line.subject for line in opened.desk.drafts.shelf(piet)] == ["half verhaal van Eva"]
    new_page = counter.window.page
    assert isinstance(new_page, IntakePage)
    assert new_page.draft.is_empty


def test_a_locked_window_lets_no_scan_and_no_key_through(
    counter: DeskWindow, sign_in: Callable[[str, Role], Actor], opened: OpenDesk, qtbot: QtBot
) -> None:
    actor = sign_in("eva", Role.COUNTER)
    visit = factories.a_visit(opened.desk, actor)

    counter.lock()
    counter.router.scanned.emit(ScannedCode(CodeKind.TICKET, visit.numbers[0]))
    QTest.keyClick(counter.window, KEY.Key_2, Qt.KeyboardModifier.ControlModifier)

    assert counter.window.is_locked
    assert counter.window.page_id == "desk"


def test_a_second_start_brings_the_first_window_forward(
    counter: DeskWindow, opened: OpenDesk, theme: Theme, window_state: WindowState, qtbot: QtBot
) -> None:
    assert another_is_open(opened.place)
    assert not another_is_open("another desk")
    qtbot.waitUntil(counter.window.isVisible)


def test_a_damaged_database_is_said_at_once_and_gets_no_backup(opened: OpenDesk) -> None:
    factories.a_visit(opened.desk, factories.an_actor(opened.desk.db, "eva", Role.COUNTER))
    with opened.desk.db.engine.begin() as connection:
        connection.execute(text("PRAGMA ignore_check_constraints=ON"))
        connection.execute(text("update print_jobs set copy = 0"))

    damage = tidy_up(opened)

    assert "main.py restore" in damage
    assert opened.backups.kept() == []
    opened.desk.close()


def test_a_desk_that_is_in_use_gets_no_starter_catalogue(opened: OpenDesk) -> None:
    assert not starter.load(opened.desk.db, the_program())
    opened.desk.close()


def test_agreements_that_ask_a_decision_are_counted_before_their_page_is_opened_and_after(
    counter: DeskWindow, sign_in: Callable[[str, Role], Actor], opened: OpenDesk, qtbot: QtBot
) -> None:
    actor = sign_in("mila", Role.MANAGER)
    day = today(opened.desk.clock)
    order = SaveAgreement(
        code="CON",
        name="Onderhoud",
        owner="Noor Vos",
        valid_from=day,
        valid_until=day + timedelta(days=200),
        notice_on=day + timedelta(days=20),
    )

    opened.desk.agreements.save(actor, order)
    button = next(one for one in counter.window.rail.buttons if one.page_id == "contracts")
    qtbot.waitUntil(lambda: button.accessibleName() == "Contracten, 1 wacht")
    counter.window.go("contracts")
    qtbot.waitUntil(lambda: not counter.tasks.is_busy)

    assert button.accessibleName() == "Contracten, 1 wacht"
