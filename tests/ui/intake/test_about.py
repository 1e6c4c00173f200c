# SPDX-License-Identifier: EUPL-1.2
"""At the counter a complaint or a question about a product asks nothing that belongs to an order."""

from PySide6.QtWidgets import QWidget

from desk_app.catalogue.messages import CostCentreRule, RetireItems
from desk_app.catalogue.models import TicketKind
from desk_app.core.actor import Role
from desk_app.tickets.lifecycle import TicketStatus
from tests.factories import an_actor
from tests.products import a_product
from tests.ui.intake.conftest import ALT, CONTROL, KEY, SHIFT, AtCounter

LENT = "De sleutel is meegegeven."


def _words_of(panel: QWidget) -> str:
    return "\n".join(one.text() for one in panel.findChildren(QWidget) if one.isVisible() and hasattr(one, "text"))


def test_a_question_about_a_product_stays_open_until_somebody_writes_the_answer(counter: AtCounter) -> None:
    a_product(counter.workplace.desk, fields=(), order_lead=None, prices=(), answer=LENT)
    counter.pick("jans")
    counter.pick("sleutel")

    counter.press(KEY.Key_I, ALT)
    counter.calm()
    details = counter.page.slip.question.details
    shown = (details.answered.isChecked(), details.answer.editor.placeholderText())
    panel = _words_of(counter.page.panel)
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert shown == (False, "")
    assert LENT not in panel
    (ticket,) = counter.tickets()
    assert (ticket.status, ticket.kind, ticket.resolution) == (TicketStatus.NEW, TicketKind.INFORMATION, "")


def test_a_tick_without_an_answer_asks_for_the_answer(counter: AtCounter) -> None:
    a_product(counter.workplace.desk, fields=(), order_lead=None, prices=(), answer=LENT)
    counter.pick("jans")
    counter.pick("sleutel")
    counter.press(KEY.Key_I, ALT)
    counter.page.slip.go_to("answered")
    counter.press(KEY.Key_Space)

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()
    said, field = counter.error("answer"), counter.field
    counter.write("In de kast.")
    after = counter.error("answer")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert (said, field) == ("Schrijf welk antwoord je gaf, of haal het vinkje weg.", "answer")
    assert after == ""
    assert [ticket.resolution for ticket in counter.tickets()] == ["In de kast."]


def test_reported_ready_a_question_wants_its_answer_too(counter: AtCounter) -> None:
    a_product(counter.workplace.desk, fields=(), order_lead=None, prices=(), answer=LENT)
    counter.pick("jans")
    counter.pick("sleutel")
    counter.press(KEY.Key_I, ALT)

    counter.press(KEY.Key_Return, CONTROL | SHIFT)
    counter.calm()

    assert (counter.field, counter.error("answer")) == ("answer", "Schrijf welk antwoord je gaf.")
    assert counter.tickets() == []


def test_a_complaint_about_lunch_asks_no_room_no_number_and_no_money(counter: AtCounter) -> None:
    a_product(
        counter.workplace.desk,
        fields=(),
        order_lead=None,
        prices=(),
        name="Lunch",
        needs_space=True,
        min_quantity=4,
        max_quantity=40,
        cost_centre_rule=CostCentreRule.ALWAYS,
    )
    counter.press(KEY.Key_0, ALT)
    counter.pick("lunch")
    form = counter.page.slip.form
    ordered = (form.field("quantity").isVisible(), form.field("space").label.text(), _words_of(counter.page.panel))

    counter.press(KEY.Key_K, ALT)
    counter.calm()
    counter.write("De soep was koud.")
    complained = (form.field("quantity").isVisible(), form.field("space").label.text(), _words_of(counter.page.panel))
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert ordered[:2] == (True, "Locatie\N{NO-BREAK SPACE}*")
    assert "Een pas met foto." in ordered[2]
    assert "kostenplaats nodig" in ordered[2]
    assert complained[:2] == (False, "Locatie")
    assert "Een pas met foto." not in complained[2]
    assert "kostenplaats nodig" not in complained[2]
    assert [(ticket.quantity, ticket.space) for ticket in counter.tickets()] == [(1, "")]


def test_somebody_complains_about_a_product_of_last_month(counter: AtCounter) -> None:
    desk = counter.workplace.desk
    key = a_product(desk, fields=())
    desk.catalogue_service.retire(an_actor(desk.db, "kim", Role.MANAGER), RetireItems(item_ids=(key,)))
    counter.pick("jans")

    counter.press(KEY.Key_K, ALT)
    counter.write("Hij past niet.")
    counter.page.slip.go_to("item")
    counter.pick("sleutel")
    about = counter.draft.question.item_id
    quiet = counter.error("item")
    counter.press(KEY.Key_W, ALT)
    counter.calm()
    refused = counter.error("item")
    counter.press(KEY.Key_K, ALT)
    counter.calm()
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert (about, quiet) == (key, "")
    assert refused.startswith("‘Sleutel’ wordt niet meer aangeboden")
    assert [ticket.kind for ticket in counter.tickets()] == [TicketKind.COMPLAINT]
