# SPDX-License-Identifier: EUPL-1.2
"""The list of agreements by keyboard: the worst first, filtered, opened, and what it says when there is none."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.contracts.messages import AgreementKind, Renewal
from desk_app.core.actor import Actor
from tests import factories
from tests.ui.contracts.conftest import EIGHT_HOURS, Open, Settle, an_agreement, target_id, tickets
from tests.ui.keys import focus, press, typ
from tests.ui.listener import Listener
from ui.contracts.page import ContractsPage

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def _codes(page: ContractsPage) -> list[str]:
    return [line.row.code for line in page.model.rows]


def _words(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QWidget) if hasattr(one, "text") and one.isVisible()]


def _cell(page: ContractsPage, row: int, column: int) -> str:
    model = page.list.model()
    return str(model.index(row, column).data())


def test_what_asks_a_decision_or_is_under_its_norm_stands_on_top(
    open_page: Open, desk: Desk, manager: Actor, listener: Listener
) -> None:
    an_agreement(desk, manager, "A-RUSTIG")
    under = an_agreement(desk, manager, "B-NORM", targets=(EIGHT_HOURS,))
    tickets(desk, manager, target_id(desk, manager, under), met=4, late=2)
    an_agreement(desk, manager, "C-LATER", valid_until=date(2027, 6, 30), notice_on=date(2027, 1, 20))
    an_agreement(desk, manager, "D-NU", valid_until=date(2027, 2, 28), notice_on=date(2026, 12, 10))

    page = open_page()

    assert _codes(page) == ["D-NU", "B-NORM", "C-LATER", "A-RUSTIG"]
    assert [_cell(page, row, 6) for row in range(4)] == [
        "opzeggen: nog 16 dagen",
        "norm niet gehaald",
        "opzeggen: nog 57 dagen",
        "",
    ]
    assert _cell(page, 1, 5) == "66 % van 6 meldingen op tijd, norm 90 %: lager dan de norm"
    assert page.browser.head.text() == "4 overeenkomsten · 2 vragen een besluit · 1 onder de norm"
    assert listener.badges == [2] or listener.badges[-1] == 2


def test_the_cursor_tells_what_is_the_matter(open_page: Open, desk: Desk, manager: Actor) -> None:
    an_agreement(
        desk,
        manager,
        "D-NU",
        valid_until=date(2027, 2, 28),
        notice_on=date(2026, 12, 10),
        renewal=Renewal.TACIT,
    )
    an_agreement(desk, manager, "E-RUSTIG")

    page = open_page()
    first = page.browser.why.sentence
    press(KEY.Key_Down)

    assert first.startswith("Opzeggen kan tot en met 10 december 2026: nog 16 dagen.")
    assert page.browser.why.sentence == ""


@pytest.mark.parametrize(("day", "words"), [((2027, 2, 22), "nog 90 dagen"), ((2027, 1, 23), "nog 60 dagen")])
def test_signals_come_ninety_and_sixty_days_before_notice(
    open_page: Open, desk: Desk, manager: Actor, day: tuple[int, int, int], words: str
) -> None:
    an_agreement(desk, manager, "D-NU", valid_until=date(2027, 6, 30), notice_on=date(*day))

    page = open_page()

    assert _cell(page, 0, 6) == f"opzeggen: {words}"


def test_it_is_searched_by_words_of_any_column(qtbot: QtBot, open_page: Open, desk: Desk, manager: Actor) -> None:
    an_agreement(desk, manager, "OLA-AV", kind=AgreementKind.OLA, team_id=factories.team_id(desk.db, "AV"))
    an_agreement(desk, manager, "SLA-FAC")
    page = open_page()

    page.search.setFocus()
    typ(page.search, "audio")
    press(KEY.Key_Return)

    assert _codes(page) == ["OLA-AV"]
    assert focus() is page.list
    page.search.setFocus()
    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: sorted(_codes(page)) == ["OLA-AV", "SLA-FAC"])


def test_it_is_filtered_by_party_and_by_term(open_page: Open, desk: Desk, manager: Actor) -> None:
    an_agreement(desk, manager, "OLA-AV", kind=AgreementKind.OLA, team_id=factories.team_id(desk.db, "AV"))
    an_agreement(desk, manager, "SLA-OUD", valid_until=date(2026, 6, 30))
    an_agreement(desk, manager, "SLA-NU")
    page = open_page()
    current = _codes(page)

    page.browser.kind_box.setFocus()
    press(KEY.Key_Down)
    customers = _codes(page)
    page.browser.shown_box.setFocus()
    press(KEY.Key_Down)

    assert current == ["OLA-AV", "SLA-NU"]
    assert customers == ["SLA-NU"]
    assert _codes(page) == ["SLA-OUD"]


def test_one_that_renews_tacitly_is_not_over_after_its_last_day(open_page: Open, desk: Desk, manager: Actor) -> None:
    an_agreement(desk, manager, "C-STIL", valid_until=date(2026, 6, 30), renewal=Renewal.TACIT)

    page = open_page()

    assert _codes(page) == ["C-STIL"]
    assert _cell(page, 0, 6) == "stilzwijgend verlengd"


def test_an_empty_list_says_how_to_begin(open_page: Open, actor: Actor) -> None:
    page = open_page()
    assert any("Druk op Ctrl+N voor de eerste." in words for words in _words(page.list))

    reader = open_page(actor)

    assert not any("Ctrl+N" in words for words in _words(reader.list))


def test_nothing_found_says_what_to_do(open_page: Open, desk: Desk, manager: Actor, settle: Settle) -> None:
    an_agreement(desk, manager, "SLA-NU")
    page = open_page()
    page.search.setFocus()

    typ(page.search, "zzz")
    press(KEY.Key_Return)
    settle()

    assert any("Typ een ander woord" in words for words in _words(page.list))


def test_enter_opens_and_escape_comes_back_to_the_same_line(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    an_agreement(desk, manager, "A")
    second = an_agreement(desk, manager, "B")
    page = open_page()

    press(KEY.Key_Down)
    press(KEY.Key_Return)
    settle()

    assert page.is_viewing
    assert page.view.agreement_id == second
    assert page.view.title.text() == "B · Afspraken B"
    press(KEY.Key_Escape)
    settle()
    assert focus() is page.list
    assert page.browser.line is not None
    assert page.browser.line.id == second


@pytest.mark.parametrize("keys", [(KEY.Key_N, Qt.KeyboardModifier.NoModifier), (KEY.Key_N, CTRL)])
def test_n_makes_a_new_one(open_page: Open, settle: Settle, keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    page = open_page()

    press(*keys)
    settle()

    assert page.is_editing
    assert page.editor.title.text() == "Nieuwe overeenkomst"


def test_who_may_only_read_gets_no_form(
    open_page: Open, desk: Desk, manager: Actor, actor: Actor, settle: Settle
) -> None:
    an_agreement(desk, manager, "A")
    page = open_page(actor)

    press(KEY.Key_N)
    press(KEY.Key_E, CTRL)
    settle()
    edited = page.is_editing
    press(KEY.Key_Return)
    settle()

    assert not edited
    assert not page.browser.new_button.isVisible()
    assert not page.view.edit_button.isVisible()
    assert page.view.refusal.sentence == "Alleen deze rollen mogen dit veranderen: leidinggevende, beheerder."
    assert page.bindings() == {}


def test_what_looks_like_markup_is_shown_as_it_is(open_page: Open, desk: Desk, manager: Actor, settle: Settle) -> None:
    an_agreement(desk, manager, "A", name='<b>Fet</b> <img src="file:///x">', owner="<i>Noor</i>")
    page = open_page()

    press(KEY.Key_Return)
    settle()

    assert page.view.title.accessibleName() == 'A · <b>Fet</b> <img src="file:///x">'
    assert page.view.title.textFormat() == Qt.TextFormat.PlainText
    assert "<i>Noor</i>" in page.view.facts.text()


def test_a_change_elsewhere_is_seen_at_once(
    qtbot: QtBot, open_page: Open, desk: Desk, manager: Actor, piet: Actor
) -> None:
    an_agreement(desk, manager, "A")
    page = open_page()

    an_agreement(desk, piet, "B")

    qtbot.waitUntil(lambda: _codes(page) == ["A", "B"])


def test_one_that_the_filter_hides_is_found_all_the_same(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    old = an_agreement(desk, manager, "SLA-OUD", valid_until=date(2026, 6, 30))
    page = open_page()

    page.show_target(old)
    settle()
    press(KEY.Key_Escape)
    settle()

    assert page.browser.line is not None
    assert page.browser.line.id == old


@pytest.mark.parametrize("place", ["list", "form", 0, 1, 2, 3, 4])
def test_everything_that_takes_the_focus_has_a_name(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle, place: str | int
) -> None:
    an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    page = open_page()
    if isinstance(place, int):
        press(KEY.Key_Return)
        settle()
        page.view.go_to_tab(place)
        settle()
    if place == "form":
        press(KEY.Key_E, CTRL)
        settle()

    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]

    assert nameless == []
