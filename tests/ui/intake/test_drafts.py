# SPDX-License-Identifier: EUPL-1.2
"""Nothing typed is lost: kinds, products and customers change, slips are parked, the program stops."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.core.actor import Role
from desk_app.core.clock import FixedClock
from desk_app.core.codes import CodeKind, ScannedCode
from desk_app.intake.messages import TicketKind
from tests.factories import an_actor
from tests.ui.intake.conftest import ALT, CONTROL, KEY, AtCounter
from tests.ui.keys import focus
from tests.ui.listener import calm
from ui.intake.page import IntakePage
from ui.intake.parked_shelf import MOST, ResumeList
from ui.shell.page import Workplace


def _a_half_slip(counter: AtCounter) -> None:
    counter.pick("jans")
    counter.press(KEY.Key_S, ALT)
    counter.write("de beamer knippert")
    counter.press(KEY.Key_Tab)
    counter.write("sinds vanochtend")


def test_another_kind_product_or_customer_keeps_everything_typed(counter: AtCounter) -> None:
    _a_half_slip(counter)

    for key in (KEY.Key_K, KEY.Key_N, KEY.Key_W, KEY.Key_I):
        counter.press(key, ALT)
    counter.page.take_scan(ScannedCode(CodeKind.PRODUCT, "P-BEA"))
    counter.calm()
    counter.press(KEY.Key_S, ALT)
    counter.page.slip.go_to("customer")
    counter.press(KEY.Key_Delete)
    counter.pick("lukas")

    question = counter.draft.question
    assert counter.draft.customer == "Şule Łukaszewicz"
    assert (question.item, question.kind) == ("Beamer werkt niet", TicketKind.INCIDENT)
    assert question.description == "de beamer knippert"
    assert question.details["since"] == "sinds vanochtend"
    assert counter.page.slip.question.description.text() == "de beamer knippert"


def test_parking_and_resuming_brings_back_field_cursor_and_text(counter: AtCounter) -> None:
    _a_half_slip(counter)
    counter.page.slip.go_to("description", 9)
    before = counter.page.slip.snapshot()

    counter.press(KEY.Key_F7)
    counter.calm()
    assert counter.draft.is_empty
    assert counter.field == "customer"
    assert [line.customer for line in counter.shelf.lines] == ["Sanne Jansen"]
    counter.press(KEY.Key_F8)
    counter.calm()

    after = counter.page.slip.snapshot()
    assert after == before
    assert counter.field == "description"
    assert counter.page.slip.question.description.cursor_position() == 9
    assert counter.shelf.lines == ()


def test_somebody_in_between_costs_two_keys(counter: AtCounter) -> None:
    _a_half_slip(counter)
    half = counter.page.slip.snapshot()
    counter.keys = 0

    counter.press(KEY.Key_F2)
    counter.press(KEY.Key_0, ALT)
    counter.press(KEY.Key_I, ALT)
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()
    served = counter.keys
    counter.press(KEY.Key_F8)
    counter.calm()

    assert counter.page.slip.snapshot() == half
    assert counter.keys - served == 1
    assert len(counter.tickets()) == 1


def test_out_of_several_parked_slips_a_digit_takes_one(counter: AtCounter, clock: FixedClock) -> None:
    for words in ("een", "twee", "drie"):
        counter.press(KEY.Key_O, ALT)
        counter.write(words)
        counter.press(KEY.Key_F7)
        clock.advance(timedelta(minutes=1))
        counter.calm()

    counter.press(KEY.Key_F8)
    counter.calm()
    (dialog,) = counter.window.findChildren(ResumeList)
    dialog.list.setFocus()
    counter.press(KEY.Key_2)
    counter.calm()

    assert counter.draft.question.description == "twee"
    assert [line.subject for line in counter.shelf.lines] == ["een", "drie"]


def test_the_shelf_shows_six_and_how_many_more(counter: AtCounter, clock: FixedClock) -> None:
    for number in range(MOST + 2):
        counter.press(KEY.Key_O, ALT)
        counter.write(f"vraag {number}")
        counter.press(KEY.Key_F7)
        counter.calm()

    assert len(counter.shelf._slips) == MOST  # noqa: SLF001 -- what is on the shelf
    assert counter.shelf._more.text() == "+2"  # noqa: SLF001 -- the button behind them


def test_a_slip_that_waits_long_says_so(counter: AtCounter, clock: FixedClock) -> None:
    counter.press(KEY.Key_O, ALT)
    counter.write("wacht")
    counter.press(KEY.Key_F7)
    counter.calm()

    clock.advance(timedelta(minutes=21))
    counter.shelf.refresh()
    counter.calm()

    (slip,) = counter.shelf._slips  # noqa: SLF001 -- what is on the shelf
    assert slip.accessibleDescription() == "Langer dan 20 minuten geparkeerd"
    assert "21 min" in slip.text()


def test_what_is_typed_reaches_the_journal_by_itself(qtbot: QtBot, counter: AtCounter) -> None:
    counter.press(KEY.Key_O, ALT)

    with qtbot.waitSignal(counter.page.journal.written):
        counter.write("half woord")

    qtbot.waitUntil(lambda: [draft.question.description for draft in counter.journalled()] == ["half woord"])


def test_a_change_of_focus_writes_at_once(counter: AtCounter) -> None:
    counter.page.journal._timer.setInterval(3_600_000)  # noqa: SLF001 -- only the change of focus may write here
    counter.press(KEY.Key_O, ALT)
    counter.write("half")

    counter.press(KEY.Key_Tab)
    counter.calm()

    assert [draft.question.description for draft in counter.journalled()] == ["half"]
    assert not counter.page.journal.is_dirty


def test_typing_on_does_not_put_the_journal_off(counter: AtCounter) -> None:
    counter.page.journal._timer.setInterval(3_600_000)  # noqa: SLF001 -- it must be running already at the first key
    counter.press(KEY.Key_O, ALT)
    counter.write("a")
    left = counter.page.journal._timer.remainingTime()  # noqa: SLF001 -- until the write

    counter.write("bcd")

    assert counter.page.journal._timer.remainingTime() <= left  # noqa: SLF001 -- until the write
    counter.page.journal.flush()


def test_the_newest_words_win_and_a_registered_slip_is_gone(counter: AtCounter) -> None:
    counter.press(KEY.Key_0, ALT)
    counter.press(KEY.Key_W, ALT)
    for letter in "een bankje":
        counter.write(letter)
        counter.page.journal.flush()
    counter.calm()
    assert [draft.question.description for draft in counter.journalled()] == ["een bankje"]

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.journal_count() == 0


def test_after_a_crash_the_slip_is_on_the_shelf_and_it_says_so(
    qtbot: QtBot, counter: AtCounter, workplace: Workplace
) -> None:
    _a_half_slip(counter)
    counter.page.journal.flush()
    counter.calm()

    said: list[str] = []
    after = IntakePage(workplace)
    qtbot.addWidget(after)
    after.said.connect(lambda sentence, _undo: said.append(sentence))
    calm(qtbot, workplace)
    counter.shelf.refresh()
    counter.calm()

    assert said == ["Balie is onverwacht gestopt. Er is niets weg. Je 1 intake staat bij Geparkeerd."]
    assert [line.customer for line in counter.shelf.lines] == ["Sanne Jansen"]


def test_leaving_puts_the_slip_on_the_shelf_without_a_word_about_a_crash(
    qtbot: QtBot, counter: AtCounter, workplace: Workplace
) -> None:
    _a_half_slip(counter)

    counter.page.leave()
    counter.calm()
    said: list[str] = []
    after = IntakePage(workplace)
    qtbot.addWidget(after)
    after.said.connect(lambda sentence, _undo: said.append(sentence))
    calm(qtbot, workplace)

    assert said == []
    assert [line.customer for line in counter.shelf.lines] == ["Sanne Jansen"]
    assert counter.page.slip.question.description.text() == "de beamer knippert"


def test_after_a_lock_the_slip_is_taken_from_the_shelf_again(counter: AtCounter) -> None:
    _a_half_slip(counter)
    cover = QLineEdit(counter.window)
    cover.show()
    counter.page.leave()
    cover.setFocus()
    counter.calm()
    assert [line.customer for line in counter.shelf.lines] == ["Sanne Jansen"]

    cover.hide()
    counter.page.slip.go_to("description")
    counter.calm()

    assert counter.shelf.lines == ()
    assert counter.journal_count() == 1


def test_a_slip_that_another_counter_took_over_goes_on_here_as_a_copy(counter: AtCounter, workplace: Workplace) -> None:
    _a_half_slip(counter)
    counter.page.leave()
    counter.calm()
    mine = counter.draft.id
    piet = an_actor(workplace.desk.db, "piet", Role.COUNTER, "Balie 2")
    workplace.desk.drafts.open(piet, mine)

    counter.press(KEY.Key_O, ALT)
    counter.write("!")
    counter.page.journal.flush()
    counter.calm()

    assert counter.draft.id != mine
    assert counter.listener.notices == ["Een andere balie nam deze intake over. Jij gaat verder met een eigen kopie."]
    assert sorted(draft.question.description for draft in counter.journalled()) == [
        "de beamer knippert",
        counter.draft.question.description,
    ]


def test_customer_gone_leaves_nothing_personal_on_screen(counter: AtCounter) -> None:
    _a_half_slip(counter)

    counter.press(KEY.Key_F12)
    counter.calm()

    assert counter.draft.is_empty
    assert counter.page.panel.customer.card is None
    assert [line.customer for line in counter.shelf.lines] == ["Sanne Jansen"]


def test_thrown_away_can_be_taken_back(counter: AtCounter) -> None:
    _a_half_slip(counter)
    before = counter.page.slip.snapshot()

    counter.page.discard()
    counter.calm()
    assert counter.journal_count() == 0
    assert counter.said == ["Intake weggegooid."]
    assert callable(counter.undo_said)
    counter.undo_said()
    counter.calm()

    assert counter.page.slip.snapshot() == before
    assert counter.journal_count() == 1


@pytest.mark.parametrize("key", [KEY.Key_F7, KEY.Key_F8])
def test_without_anything_to_park_or_resume_it_says_so(counter: AtCounter, key: KEY) -> None:
    counter.press(key)
    counter.calm()

    assert counter.said in (["Er is niets om te parkeren."], ["Er is niets geparkeerd."])
    assert focus() is counter.page.first_focus()
