# SPDX-License-Identifier: EUPL-1.2
"""On the ticket page: the clock, who minds it, escalating, and saying anew what it is about."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.models import TicketKind
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.intake.messages import Question
from desk_app.progress.messages import Addressee
from desk_app.tickets.messages import CancelTickets, TakeTickets, TicketRow
from tests import factories
from tests.ui.keys import focus, press, typ
from tests.ui.listener import Listener, calm
from tests.ui.modal import modal
from tests.ui.naughty import NAUGHTY
from ui.shell.page import Workplace
from ui.tickets.acts import Gesture
from ui.tickets.escalate_form import EscalateDialog
from ui.tickets.owner_form import OwnerDialog
from ui.tickets.page import TicketPage
from ui.tickets.reclassify_form import ReclassifyDialog

Open = Callable[..., TicketPage]
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ticket_id(desk: Desk, actor: Actor) -> int:
    """A new ticket of Sanne Jansen."""
    return factories.a_visit(desk, actor).ticket_ids[0]


@pytest.fixture
def piet(desk: Desk) -> Actor:
    """A colleague in the second line."""
    return factories.an_actor(desk.db, "piet", Role.SECOND_LINE, "Balie 2")


def read(desk: Desk, actor: Actor, ticket_id: int) -> TicketRow:
    return desk.ticket_queries.ticket(actor, ticket_id)


def test_the_clock_of_a_ticket_runs_on_screen(
    qtbot: QtBot, open_page: Open, workplace: Workplace, ticket_id: int, clock: FixedClock
) -> None:
    page = open_page(ticket_id)
    at_first = page.clock.sentence.text()

    clock.advance(timedelta(hours=1))
    page.clock.show_time(clock.now())

    assert at_first.startswith("Klok: loopt · nog")
    assert page.clock.sentence.text() != at_first
    assert page.clock.source.text()
    assert page.clock.bar.accessibleName().startswith(page.clock.sentence.text())


def test_another_ticket_shows_nothing_of_the_clock_before_it(
    qtbot: QtBot, open_page: Open, workplace: Workplace, ticket_id: int, desk: Desk, actor: Actor
) -> None:
    other = factories.a_visit(desk, actor).ticket_ids[0]
    page = open_page(ticket_id)

    page.show_ticket(other)
    meanwhile = page.clock.isVisible()
    calm(qtbot, workplace)

    assert not meanwhile
    assert page.clock.isVisible()


def test_o_and_ctrl_enter_make_me_mind_it(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, piet: Actor, ticket_id: int, listener: Listener
) -> None:
    page = open_page(ticket_id, piet)
    page.timeline.area.setFocus()

    press(KEY.Key_O)
    form = modal(qtbot, OwnerDialog)
    calm(qtbot, workplace)
    is_asked_why = form.form.field("reason").isVisible()
    press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: read(desk, piet, ticket_id).owner_id == piet.agent_id)
    calm(qtbot, workplace)

    assert not is_asked_why
    assert page.clock.acts.buttons[Gesture.OWNER].accessibleName() == "Piet let erop"
    assert listener.deeds[-1].sentence.startswith("Jij let nu op M26-")


def test_who_gives_it_to_a_colleague_says_why(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, piet: Actor, ticket_id: int
) -> None:
    page = open_page(ticket_id)

    page.perform(Gesture.OWNER)
    form = modal(qtbot, OwnerDialog)
    calm(qtbot, workplace)
    form.person.set_key(piet.agent_id)
    form.person.activated.emit(form.person.currentIndex())
    press(KEY.Key_Return, CTRL)
    without = form.form.field("reason").error
    typ(form.reason, NAUGHTY[0])
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: read(desk, actor, ticket_id).owner_id == piet.agent_id)

    assert without == "Schrijf in een paar woorden waarom."
    assert NAUGHTY[0] in desk.ticket_queries.timeline(actor, ticket_id)[-1].text


def test_e_escalates_from_the_ticket(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    page = open_page(ticket_id)
    page.timeline.area.setFocus()

    press(KEY.Key_E)
    form = modal(qtbot, EscalateDialog)
    form.to.set_key(Addressee.TEAM)
    typ(form.reason.editor, "De les begint om 11 uur.")
    press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(desk.progress_queries.warnings(actor, ticket_id)))
    calm(qtbot, workplace)

    (warning,) = desk.progress_queries.warnings(actor, ticket_id)
    assert (warning.addressee, warning.reason) == (Addressee.TEAM, "De les begint om 11 uur.")


def test_a_note_may_hold_the_letters_t_o_and_e(open_page: Open, ticket_id: int) -> None:
    page = open_page(ticket_id)

    typ(page.note.box.editor, "toe")

    assert page.note.box.text() == "toe"


def test_the_new_time_stands_there_before_anything_is_saved(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    due = read(desk, actor, ticket_id).due_at
    open_page(ticket_id)

    press(KEY.Key_E, CTRL)
    form = modal(qtbot, ReclassifyDialog)
    calm(qtbot, workplace)
    before, unchanged = form.before.text(), form.after.text()
    press(KEY.Key_Left)
    qtbot.waitUntil(lambda: form.after.text() != unchanged)

    assert form.kind.key is TicketKind.COMPLAINT
    assert before == "Norm nu: woensdag 25 november 2026, 10.42 uur"
    assert unchanged == "De norm blijft zoals hij is."
    assert form.after.text().startswith("Norm straks: ")
    assert "Wat de klant is beloofd, blijft: woensdag 25 november 2026, 10.42 uur." in form.because.text()
    assert read(desk, actor, ticket_id).due_at == due
    form.reject()


def test_kind_product_priority_and_place_are_changed_by_keys(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, ticket_id: int, listener: Listener
) -> None:
    before = read(desk, actor, ticket_id)
    open_page(ticket_id)

    press(KEY.Key_E, CTRL)
    form = modal(qtbot, ReclassifyDialog)
    press(KEY.Key_Right)
    press(KEY.Key_Right)
    press(KEY.Key_Return)
    press(KEY.Key_Delete)
    typ(form.item.edit, "beam")
    press(KEY.Key_Return)
    calm(qtbot, workplace)
    press(KEY.Key_Right)
    press(KEY.Key_Return)
    typ(form.space.edit, "d214")
    press(KEY.Key_Return)
    calm(qtbot, workplace)
    typ(form.reason.editor, "Het is de beamer.")
    press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(listener.deeds))

    after = read(desk, actor, ticket_id)
    assert (after.kind, after.item_code, after.priority, after.space_id) == (
        TicketKind.INCIDENT,
        "P-BEA",
        1,
        factories.space_id(desk.db),
    )
    assert after.due_at != before.due_at
    assert after.promised_at == before.promised_at
    assert "Het is de beamer." in desk.ticket_queries.timeline(actor, ticket_id)[-1].text
    assert listener.deeds[-1].command_id is not None


def test_words_that_were_not_chosen_and_a_missing_reason_are_said_under_their_fields(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    open_page(ticket_id)
    press(KEY.Key_E, CTRL)
    form = modal(qtbot, ReclassifyDialog)
    calm(qtbot, workplace)

    form.item.setFocus()
    press(KEY.Key_Delete)
    typ(form.space.edit, NAUGHTY[1])
    press(KEY.Key_Return, CTRL)

    assert form.form.field("item").error == "Kies een product uit de lijst."
    assert form.form.field("space").error == "Kies een plaats uit de lijst."
    assert form.form.field("reason").error == "Schrijf in een paar woorden waarom."
    assert focus() is form.item.edit
    form.reject()


def test_nothing_changed_is_said_and_the_reason_stays(
    qtbot: QtBot, open_page: Open, workplace: Workplace, ticket_id: int
) -> None:
    open_page(ticket_id)
    press(KEY.Key_E, CTRL)
    form = modal(qtbot, ReclassifyDialog)

    typ(form.reason.editor, "toch maar niet")
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    assert form.form.field("kind").error == "Wijzig de soort, het product, de prioriteit of de plek."
    assert form.reason.text() == "toch maar niet"
    form.reject()


def test_somebody_else_was_first(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, piet: Actor, ticket_id: int
) -> None:
    open_page(ticket_id)
    press(KEY.Key_E, CTRL)
    form = modal(qtbot, ReclassifyDialog)
    typ(form.reason.editor, "het is een klacht")

    desk.tickets.take(piet, TakeTickets(ticket_ids=(ticket_id,)))
    press(KEY.Key_Left)
    press(KEY.Key_Return, CTRL)
    form.kind.buttons[0].click()
    form.submit()
    calm(qtbot, workplace)

    assert form.form.summary
    assert form.reason.text() == "het is een klacht"
    form.reject()


def test_what_is_over_cannot_be_classified_or_minded(
    open_page: Open, desk: Desk, actor: Actor, ticket_id: int, listener: Listener
) -> None:
    desk.tickets.cancel(actor, CancelTickets(ticket_ids=(ticket_id,), reason="niet nodig"))
    page = open_page(ticket_id)

    press(KEY.Key_E, CTRL)
    page.perform(Gesture.OWNER)

    assert not any(made.isVisible() for made in page.clock.acts.buttons.values())
    assert len(listener.notices) == 2


def test_a_question_with_a_priority_keeps_one(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor
) -> None:
    question = Question(
        kind=TicketKind.INCIDENT,
        kind_chosen=True,
        description="geen stroom",
        space_id=factories.space_id(desk.db),
        details={"affected": "building", "danger": "yes", "since": "vandaag"},
    )
    ticket_id = factories.a_visit(desk, actor, question).ticket_ids[0]
    page = open_page(ticket_id)

    page.perform(Gesture.RECLASSIFY)
    form = modal(qtbot, ReclassifyDialog)

    assert page.row is not None
    assert page.row.priority is not None
    assert form.priority.key == page.row.priority
    assert [made.text() for made in form.priority.buttons] == ["1, hoogste", "2", "3", "4", "5, laagste"]
    form.reject()


def test_a_calendar_that_is_too_empty_leaves_the_ticket_readable(
    open_page: Open, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    page = open_page(ticket_id)
    assert page.row is not None

    page.clock.show_trouble("Deze kalender heeft te weinig openingstijden.", page.row)

    assert "te weinig openingstijden" in page.clock.sentence.text()
    assert not page.clock.bar.isVisible()
    assert page.clock.acts.buttons[Gesture.OWNER].isVisible()
