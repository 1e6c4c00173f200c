# SPDX-License-Identifier: EUPL-1.2
"""The order of the fields, their names for a screen reader, and what an error does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.core.errors import Unavailable
from desk_app.intake.messages import ReceiptChoice, TicketKind
from tests.ui.intake.conftest import ALT, CONTROL, KEY, AtCounter
from tests.ui.keys import focus
from ui.shell.page import IntakeWish
from ui.shell.theme import Theme

PREFILLED = ["kind", "space", "due", "team", "receipt", "for"]
WALKS = {
    None: ["customer", "item", "description", *PREFILLED],
    KEY.Key_K: [
        "customer",
        "item",
        "description",
        "about",
        "related",
        "wanted_outcome",
        "confidential",
        *PREFILLED,
    ],
    KEY.Key_W: ["customer", "item", "description", "who_benefits", "fits_product", *PREFILLED],
    KEY.Key_I: ["customer", "item", "description", "answer", "answered", *PREFILLED],
    KEY.Key_S: ["customer", "item", "description", "since", "affected", "danger", *PREFILLED],
    KEY.Key_N: [
        "customer",
        "item",
        "description",
        "goal",
        "wanted_on",
        "people",
        "cost_centre",
        "complexity",
        "funding",
        "quote",
        "approved_by",
        *PREFILLED,
    ],
}


@pytest.mark.parametrize("key", WALKS, ids=lambda key: "standard" if key is None else key.name)
def test_tab_walks_the_fields_in_the_order_of_the_work(counter: AtCounter, key: KEY | None) -> None:
    if key is not None:
        counter.press(key, ALT)
        counter.calm()
        counter.page.slip.go_to("customer")

    walked = []
    while counter.field:
        walked.append(counter.field)
        counter.press(KEY.Key_Tab)

    assert walked == WALKS[key]
    buttons: list[str] = []
    while focus() is not counter.page.first_focus() and len(buttons) < 12:
        buttons.append(focus().accessibleName())
        counter.press(KEY.Key_Tab)
    assert buttons[0].startswith("Registreren")
    assert buttons[1:4] == ["Meteen gereed", "Parkeren", "Nog een vraag"]


def test_everything_that_takes_the_focus_has_a_name(counter: AtCounter) -> None:
    counter.pick("jans")
    counter.pick("pas")
    counter.press(KEY.Key_M, ALT)
    counter.calm()

    stops = [
        one
        for one in counter.window.findChildren(QWidget)
        if one.window() is counter.window and one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
    ]

    assert len(stops) > 30
    assert [type(one).__name__ for one in stops if not one.accessibleName() and one.objectName()[:3] != "qt_"] == []


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_goes(counter: AtCounter) -> None:
    counter.press(KEY.Key_S, ALT)
    counter.press(KEY.Key_Tab)
    counter.write("sinds vanochtend")
    before = counter.draft

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.field == "customer"
    assert counter.error("customer").startswith("Kies eerst een klant.")
    assert counter.error("description") == "Schrijf in een paar woorden wat er aan de hand is."
    assert counter.error("space") == "Waar is het? Kies een gebouw en ruimte."
    assert counter.page.slip.form.summary == "Kijk nog naar 3 velden."
    assert counter.draft == before
    assert counter.tickets() == []


def test_an_error_goes_as_soon_as_it_is_mended(counter: AtCounter) -> None:
    counter.press(KEY.Key_Return, CONTROL)
    assert counter.error("customer")
    assert counter.error("item")

    counter.press(KEY.Key_0, ALT)
    counter.press(KEY.Key_I, ALT)

    assert counter.error("customer") == ""
    assert counter.error("item") == ""
    assert counter.page.slip.form.summary == ""


def test_a_product_that_was_only_typed_is_no_product(counter: AtCounter) -> None:
    counter.press(KEY.Key_0, ALT)
    counter.type("beemer")
    counter.press(KEY.Key_K, ALT)
    counter.write("kapot")

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.error("item") == "Dit product ken ik niet. Kies uit de lijst of maak het veld leeg."
    assert counter.page.slip.question.item_picker.text() == "beemer"
    assert counter.tickets() == []


def test_words_without_a_product_become_the_non_standard_request(counter: AtCounter) -> None:
    counter.press(KEY.Key_0, ALT)
    counter.type("luchtballon")

    counter.press(KEY.Key_N, ALT)

    assert counter.draft.question.description == "luchtballon"
    assert counter.draft.question.non_standard


def test_a_moment_is_typed_as_people_say_it(counter: AtCounter) -> None:
    counter.pick("jans")
    counter.pick("pas")
    counter.page.slip.go_to("due")
    usual = counter.page.slip.question.due.text()
    counter.write("gauw")
    counter.press(KEY.Key_Tab)
    assert counter.error("due") == "Deze tijd begrijp ik niet. Typ bijvoorbeeld 24-11 17.00."

    counter.page.slip.go_to("due")
    counter.write("23-11 17.00")
    counter.press(KEY.Key_Tab)
    assert counter.error("due") == "Deze tijd is al voorbij. Kies een later moment."

    counter.page.slip.go_to("due")
    counter.write("vr 9.30")
    counter.press(KEY.Key_Tab)
    counter.calm()
    assert counter.error("due") == ""
    assert counter.page.slip.question.due.text() == "27-11 9.30"
    assert usual == "25-11 10.42"
    assert "vr 27 nov 9.30" in counter.page.panel.derived.sentence


def test_earlier_than_agreed_asks_why(counter: AtCounter) -> None:
    counter.pick("jans")
    counter.pick("pas")
    counter.page.slip.go_to("due")
    counter.write("vandaag 16.00")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()
    assert counter.field == "due_reason"
    assert counter.error("due_reason") == "Dit is eerder dan afgesproken. Schrijf waarom dat kan."

    counter.write("collega doet het nu")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    (ticket,) = counter.tickets()
    assert ticket.promise_reason == "collega doet het nu"
    assert ticket.promised_at is not None
    assert ticket.due_at is not None
    assert ticket.promised_at < ticket.due_at


def test_danger_shows_whom_to_call_first(counter: AtCounter) -> None:
    counter.press(KEY.Key_S, ALT)
    banner = counter.page.slip.question.details._danger  # noqa: SLF001 -- the red bar
    assert not banner.isVisible()

    counter.page.slip.go_to("danger")
    counter.press(KEY.Key_Right)

    assert banner.isVisible()
    assert counter.draft.question.details["danger"] == "yes"


def test_an_answer_needs_no_receipt_and_a_complaint_always_gets_one(counter: AtCounter) -> None:
    counter.press(KEY.Key_0, ALT)
    counter.press(KEY.Key_I, ALT)
    assert counter.draft.receipt.value == "none"
    assert counter.page.slip.buttons.register.text().startswith("  Registreren   ")

    counter.press(KEY.Key_K, ALT)
    assert counter.draft.receipt.value == "80mm"
    counter.write("te lang gewacht")
    counter.page.slip.go_to("receipt")
    counter.press(KEY.Key_End)
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.error("receipt") == "Een klacht krijgt altijd een bewijs."
    assert counter.tickets() == []


def test_a_receipt_by_mail_needs_an_address(counter: AtCounter) -> None:
    counter.pick("lukas")
    counter.pick("pas")
    counter.page.slip.receipt.set_key(ReceiptChoice.MAIL)
    counter.page.slip.receipt.chosen.emit(ReceiptChoice.MAIL)

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.error("receipt") == "Er is geen e-mailadres. Vul het in of kies printen."


def test_while_the_database_is_busy_everything_stays(counter: AtCounter, monkeypatch: pytest.MonkeyPatch) -> None:
    counter.pick("jans")
    counter.pick("pas")
    counter.write("pas is gebroken")
    before = counter.page.slip.snapshot()
    real = counter.workplace.desk.intake._db  # noqa: SLF001 -- the database goes away under a real service

    class Away:
        """A database that does not answer."""

        clock = real.clock

        def write(self, *_order: object) -> object:
            raise Unavailable("De computer is even bezig met opslaan.")

        def read(self) -> object:
            return real.read()

    monkeypatch.setattr(counter.workplace.desk.intake, "_db", Away())
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.page.slip.snapshot() == before
    assert counter.listener.notices == ["De computer is even bezig met opslaan."]
    monkeypatch.undo()
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()
    assert len(counter.tickets()) == 1


def test_what_the_service_refuses_comes_back_and_the_next_customer_is_parked(counter: AtCounter) -> None:
    counter.pick("jans")
    counter.pick("pas")
    counter.write("pas is gebroken")
    with counter.workplace.desk.db.jot() as session:
        session.connection().exec_driver_sql("update catalogue_items set status = 'retired', version = version + 1")

    counter.press(KEY.Key_Return, CONTROL)
    counter.type("luk")
    counter.calm()

    assert counter.draft.question.description == "pas is gebroken"
    assert counter.error("item") == "‘Pas vervangen’ wordt niet meer aangeboden. Kies een ander product."
    assert [line.customer for line in counter.shelf.lines] == ["luk"]
    assert counter.tickets() == []


def test_the_wish_of_another_page_starts_a_slip_and_parks_what_was_open(counter: AtCounter) -> None:
    counter.press(KEY.Key_O, ALT)
    counter.write("half")
    people = counter.workplace.desk.people.find_people(counter.workplace.actor, "berg")
    items = counter.workplace.desk.catalogue.find_items(counter.workplace.actor, "pas")

    counter.page.show_target(IntakeWish(people[0].id, items[0].id))
    counter.calm()

    assert (counter.draft.customer, counter.draft.question.item) == ("Daan van der Berg", "Pas vervangen")
    assert [line.subject for line in counter.shelf.lines] == ["half"]


@pytest.mark.parametrize("zoom", [100, 200])
def test_no_word_on_a_button_is_cut_off(qtbot: QtBot, counter: AtCounter, theme: Theme, zoom: int) -> None:
    theme.set_zoom(zoom)
    panel = counter.page.side_panel()
    assert panel is not None
    panel.setVisible(zoom < 175)  # a drawer of the window by then
    bar = counter.page.slip._scroll.horizontalScrollBar()  # noqa: SLF001 -- sideways scrolling is not allowed
    counter.window.resize(1254 if zoom == 200 else 1198, 620)
    for key in (KEY.Key_K, KEY.Key_W, KEY.Key_I, KEY.Key_S, KEY.Key_N):
        counter.press(key, ALT)
        qtbot.waitUntil(lambda: bar.maximum() == 0)

        buttons = [one for one in counter.page.findChildren(QPushButton) if one.isVisible()]
        assert [one.text() for one in buttons if one.width() < one.minimumSizeHint().width()] == []
    assert not [one for one in counter.page.findChildren(QToolButton) if one.isVisible() and not one.accessibleName()]


def test_the_kind_follows_the_product_unless_it_was_chosen(counter: AtCounter) -> None:
    counter.pick("jans")
    counter.pick("bea")
    assert counter.draft.question.kind.value == "incident"

    counter.press(KEY.Key_K, ALT)
    counter.page.slip.go_to("item")
    counter.press(KEY.Key_Delete)
    counter.pick("pas")

    assert counter.draft.question.kind is TicketKind.COMPLAINT
