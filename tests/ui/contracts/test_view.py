# SPDX-License-Identifier: EUPL-1.2
"""One agreement in its tabs, by keyboard: promises, performance with the tickets behind it, costs, documents, actions."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.messages import LeadTime, LeadUnit, TicketKind
from desk_app.contracts.messages import (
    Addressee,
    AgreementKind,
    CostPeriod,
    PendingReason,
    RungLine,
    SaveAction,
    TargetLine,
)
from desk_app.core.actor import Actor
from tests import factories
from tests.ui.contracts.conftest import EIGHT_HOURS, Open, Settle, an_agreement, target_id, tickets
from tests.ui.keys import focus, press, typ
from tests.ui.modal import modal
from ui.contracts.action_form import ActionForm
from ui.contracts.page import ContractsPage
from ui.contracts.view import ACTIONS, COSTS, DOCUMENTS, PERFORMANCE, TARGETS

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
TODAY = date(2026, 11, 24)


def _row(page_part: QWidget, table: str, place: int) -> list[str]:
    model = getattr(page_part, table).model()
    return [str(model.index(place, column).data()) for column in range(model.columnCount())]


def _open(page: ContractsPage, settle: Settle, tab: int = TARGETS) -> None:
    press(KEY.Key_Return)
    settle()
    press(Qt.Key(KEY.Key_1 + tab), ALT)
    settle()


def test_promises_stand_in_a_table_with_the_ladder_under_it(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    line = TargetLine(
        item_id=factories.item_id(desk.db, "P-BEA"),
        priority=1,
        kind=TicketKind.INCIDENT,
        response=LeadTime(30, LeadUnit.MINUTES),
        completion=LeadTime(2, LeadUnit.WORKING_DAYS),
        pauses=frozenset({PendingReason.PART, PendingReason.CUSTOMER}),
        norm_percent=98,
        weight=2,
        consequence="€ 50 per melding",
    )
    rung = RungLine(percent=150, addressee=Addressee.MANAGER, reason="Veel te laat")
    an_agreement(desk, manager, "A", targets=(line,), rungs=(rung,))
    page = open_page()

    _open(page, settle)

    assert focus() is page.view.targets.table
    about, *rest = _row(page.view.targets, "table", 0)
    assert about == "storingen over “Beamer werkt niet” met prioriteit 1"
    assert rest[:2] == ["30 werkminuten", "2 werkdagen"]
    assert rest[3:] == ["de klant, een onderdeel", "98 %", "2", "€ 50 per melding"]
    assert "bij 150 % van de tijd: de leidinggevende · Veel te laat" in page.view.targets.more.texts
    assert page.view.tabs.tabText(TARGETS) == "Afspraken (1)"


def test_what_others_promise_about_the_same_product_stands_beside_it(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    beamer = factories.item_id(desk.db, "P-BEA")
    hours = [
        replace(EIGHT_HOURS, item_id=beamer, completion=LeadTime(60 * count, LeadUnit.MINUTES)) for count in (4, 6)
    ]
    team = factories.team_id(desk.db, "AV")
    an_agreement(desk, manager, "A-SLA", targets=(hours[0], replace(hours[0], priority=1)))
    an_agreement(desk, manager, "B-OLA", kind=AgreementKind.OLA, team_id=team, targets=(hours[1],))
    an_agreement(desk, manager, "C-OUD", targets=(hours[1],), valid_until=date(2026, 6, 30), department_ids=frozenset())
    page = open_page()

    _open(page, settle)

    assert "Beamer werkt niet: 4 werkuren, 4 werkuren (prioriteit 1) hier · B-OLA: 6 werkuren" in (
        page.view.targets.more.texts
    )


def test_enter_on_a_promise_opens_the_form_at_it(open_page: Open, desk: Desk, manager: Actor, settle: Settle) -> None:
    an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    page = open_page()
    _open(page, settle)

    press(KEY.Key_Return)
    settle()

    assert page.is_editing
    assert page.editor.fields is not None
    assert focus() is page.editor.fields.lists["targets"].rows
    press(KEY.Key_Escape)
    settle()
    assert page.is_viewing
    assert focus() is page.view.targets.table


def test_performance_is_norm_share_and_number_with_the_causes_of_what_was_late(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    number = an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    tickets(desk, manager, target_id(desk, manager, number), met=4, late=2)
    page = open_page()

    _open(page, settle, PERFORMANCE)

    tab = page.view.performance
    assert focus() is tab.table
    assert _row(tab, "table", 1) == [
        "alle meldingen",
        "66 % van 6 meldingen op tijd, norm 90 %: lager dan de norm",
        "6",
        "2",
        "–",
        "0",
    ]
    assert [row.cause for row in tab.miss_model.rows] == ["onderdeel was op", "onderdeel was op"]
    assert _row(tab, "misses", 0)[2] == "2 u te laat"


def test_the_trend_is_read_out_month_by_month_and_stands_in_a_table_too(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    number = an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    target = target_id(desk, manager, number)
    tickets(desk, manager, target, met=5, late=0, month=10)
    tickets(desk, manager, target, met=3, late=3)
    page = open_page()
    _open(page, settle, PERFORMANCE)
    tab = page.view.performance

    tab.chart.setFocus()
    press(KEY.Key_Left)
    october = tab.chart.accessibleDescription()
    press(KEY.Key_Right)
    november = tab.chart.accessibleDescription()
    press(KEY.Key_T)
    table = [_row(tab, "month_table", place) for place in (0, 1, 2)]

    assert october == "oktober 2026: 100 % van 5 meldingen op tijd"
    assert november == "november 2026: 50 % van 6 meldingen op tijd, lager dan de norm"
    assert table == [
        ["november 2026", "50 %", "6"],
        ["oktober 2026", "100 %", "5"],
        ["september 2026", "–", "0"],
    ]
    assert focus() is tab.month_table
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    settle()
    assert page.behind.count.text() == "5 meldingen, 1 oktober 2026 tot en met 31 oktober 2026."


def test_another_period_gives_other_figures(open_page: Open, desk: Desk, manager: Actor, settle: Settle) -> None:
    number = an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    target = target_id(desk, manager, number)
    tickets(desk, manager, target, met=5, late=0, month=10)
    tickets(desk, manager, target, met=3, late=3)
    page = open_page()
    _open(page, settle, PERFORMANCE)

    page.view.performance.period_box.setFocus()
    press(KEY.Key_Down)
    settle()
    october = _row(page.view.performance, "table", 0)[1:3]
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    settle()

    assert page.view.performance.period_box.currentText() == "Dit jaar"
    assert october == ["100 % van 5 meldingen op tijd, norm 90 %: de norm is gehaald", "5"]
    assert _row(page.view.performance, "table", 0)[2] == "11"


def test_fewer_than_five_tickets_are_not_judged(open_page: Open, desk: Desk, manager: Actor, settle: Settle) -> None:
    number = an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    tickets(desk, manager, target_id(desk, manager, number), met=1, late=1)
    page = open_page()

    _open(page, settle, PERFORMANCE)

    assert _row(page.view.performance, "table", 0)[1] == "50 % van 2 meldingen op tijd, norm 90 %: te weinig gegevens"


def test_costs_are_told_per_year_and_per_ticket(open_page: Open, desk: Desk, manager: Actor, settle: Settle) -> None:
    number = an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,), cost_cents=100_00, cost_period=CostPeriod.MONTH)
    tickets(desk, manager, target_id(desk, manager, number), met=4, late=0)
    page = open_page()

    _open(page, settle, COSTS)

    texts = [text.replace("\xa0", " ") for text in page.view.costs.texts if text]
    assert texts == [
        "Bedrag: € 100,00 per maand, zonder btw",
        "Per jaar: € 1.200,00",
        "Sinds 1 januari 2026: € 1.078,36",
        "Klaar in die tijd: 4 meldingen",
        "Per melding van dit jaar: € 269,59",
    ]


def test_a_document_is_added_saved_and_removed(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle, tmp_path: Path
) -> None:
    number = an_agreement(desk, manager, "A")
    file = tmp_path / "voorwaarden.txt"
    file.write_text("Opzeggen kan per brief.", encoding="utf-8")
    page = open_page()
    _open(page, settle, DOCUMENTS)

    page.view.files.take_file(str(file))
    settle()
    (row,) = desk.agreement_queries.documents(manager, number)
    shown = page.view.files.rows.item(0).text()
    page.view.files.save_to(row, str(tmp_path / "uit.txt"))
    settle()
    page.view.files.rows.setFocus()
    press(KEY.Key_Delete)
    settle()

    assert shown == "voorwaarden.txt · 1 kB · 24 november 2026, Mila"
    assert (tmp_path / "uit.txt").read_text(encoding="utf-8") == "Opzeggen kan per brief."
    assert desk.agreement_queries.documents(manager, number) == ()


def test_an_action_is_added_ticked_off_and_taken_away_with_a_way_back(
    qtbot: QtBot, open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    number = an_agreement(desk, manager, "A")
    page = open_page()
    _open(page, settle, ACTIONS)
    undo: list[object] = []
    page.said.connect(lambda _words, back: undo.append(back))

    press(KEY.Key_Insert)
    modal(qtbot, ActionForm)
    typ(focus(), "Bel Beamer bv")
    press(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    (made,) = desk.agreement_queries.actions(manager, number)
    qtbot.waitUntil(lambda: len(page.view.todo.model.rows) == 1)
    page.view.todo.table.setFocus()
    press(KEY.Key_Space)
    settle()
    (done,) = desk.agreement_queries.actions(manager, number)
    press(KEY.Key_Delete)
    settle()
    gone = desk.agreement_queries.actions(manager, number)
    back = undo[-1]
    assert callable(back)
    back()
    settle()

    assert (made.what, made.who, made.due_on, made.done_on) == ("Bel Beamer bv", "Mila", date(2026, 12, 8), None)
    assert done.done_on == TODAY
    assert gone == ()
    assert [row.what for row in desk.agreement_queries.actions(manager, number)] == ["Bel Beamer bv"]


def test_an_action_past_its_day_says_so(open_page: Open, desk: Desk, manager: Actor, settle: Settle) -> None:
    number = an_agreement(desk, manager, "A")
    for words, days in (("Bellen", -1), ("Schrijven", 5)):
        desk.agreements.save_action(
            manager, SaveAction(agreement_id=number, what=words, who="Noor", due_on=TODAY + timedelta(days=days))
        )
    page = open_page()

    _open(page, settle, ACTIONS)

    assert [_row(page.view.todo, "table", place)[3] for place in (0, 1)] == ["te laat", "te doen"]
    assert page.view.tabs.tabText(ACTIONS) == "Acties (2)"


def test_a_reader_changes_nothing_on_any_tab(
    open_page: Open, desk: Desk, manager: Actor, actor: Actor, settle: Settle
) -> None:
    number = an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    desk.agreements.save_action(manager, SaveAction(agreement_id=number, what="Bellen", who="Noor", due_on=TODAY))
    page = open_page(actor)

    _open(page, settle, TARGETS)
    press(KEY.Key_Return)
    settle()
    _open_tab(page, ACTIONS, settle)
    for key in (KEY.Key_Space, KEY.Key_Return, KEY.Key_Delete, KEY.Key_Insert):
        press(key)
        settle()
    _open_tab(page, DOCUMENTS, settle)

    assert page.is_viewing
    (action,) = desk.agreement_queries.actions(manager, number)
    assert action.done_on is None
    assert not page.view.files.add_button.isVisible()
    assert not page.view.todo.add_button.isVisible()


def _open_tab(page: ContractsPage, tab: int, settle: Settle) -> None:
    page.view.go_to_tab(tab)
    settle()


def test_a_change_elsewhere_shows_on_the_tabs(
    qtbot: QtBot, open_page: Open, desk: Desk, manager: Actor, piet: Actor, settle: Settle
) -> None:
    number = an_agreement(desk, manager, "A")
    page = open_page()
    _open(page, settle, ACTIONS)

    desk.agreements.save_action(piet, SaveAction(agreement_id=number, what="Bellen", who="Piet", due_on=TODAY))

    qtbot.waitUntil(lambda: [row.what for row in page.view.todo.model.rows] == ["Bellen"])


def test_figures_of_the_one_before_never_show_at_the_next(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    first = an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    second = an_agreement(desk, manager, "B", targets=(EIGHT_HOURS,), department_ids=frozenset())
    tickets(desk, manager, target_id(desk, manager, first), met=1, late=5)
    page = open_page()

    page.show_target(first)
    page.view.go_to_tab(PERFORMANCE)
    page.show_target(second)
    settle()

    assert page.view.title.text() == "B · Afspraken B"
    assert _row(page.view.performance, "table", 0)[2] == "0"
    assert page.view.performance.miss_model.rows == ()


@pytest.mark.parametrize("width", [1198, 683])
def test_it_fits_a_narrow_window(open_page: Open, desk: Desk, manager: Actor, settle: Settle, width: int) -> None:
    number = an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    tickets(desk, manager, target_id(desk, manager, number), met=1, late=5)
    page = open_page()
    page.resize(width, 600)
    _open(page, settle, PERFORMANCE)

    for part in (page.view.performance.table, page.view.performance.misses, page.view.performance.chart):
        assert part.mapTo(page, part.rect().topRight()).x() <= width
