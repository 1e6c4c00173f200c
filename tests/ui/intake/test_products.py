# SPDX-License-Identifier: EUPL-1.2
"""A product that asks something: its fields in tab order, delivery, cost centre, entitlement, and what changed meanwhile."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desk_app.catalogue.messages import (
    Complexity,
    EntitlementLine,
    FieldLine,
    FieldType,
    Funding,
    PolicyContent,
    Supply,
)
from desk_app.catalogue.models import MissedWords
from desk_app.core.i18n import set_language
from desk_app.tickets.answers import from_json, rows_of
from desk_app.tickets.models import Ticket
from tests.products import FIELDS, STEPS, a_cost_centre, a_policy, a_product
from tests.ui.intake.conftest import ALT, CONTROL, KEY, SHIFT, AtCounter
from tests.ui.keys import focus
from ui.shell.theme import Theme

FOR_STUDENTS = (EntitlementLine(person_kind="student"),)
BROUGHT = ["supply", *(f"answer:{line.code}" for line in FIELDS)]
PREFILLED = ["kind", "space", "quantity", "due", "team", "receipt", "for"]


def _walk(counter: AtCounter, key: KEY) -> list[str]:
    walked: list[str] = []
    while counter.field and len(walked) < 40:
        walked.append(counter.field)
        counter.press(key)
        counter.calm()
    return walked


def _answers(counter: AtCounter) -> tuple[tuple[str, str], ...]:
    with counter.workplace.desk.db.read() as session:
        stored = session.scalars(select(Ticket.answers).order_by(Ticket.id.desc())).first()
    return rows_of(from_json(stored or []), "nl")


def test_tab_walks_what_a_product_asks_under_the_description(counter: AtCounter) -> None:
    a_product(counter.workplace.desk)
    counter.pick("jans")
    counter.pick("sleutel")

    walked = _walk(counter, KEY.Key_Tab)

    assert walked == ["description", *BROUGHT, *PREFILLED]
    back = _walk_back(counter, "for")
    assert back == list(reversed(["customer", "item", "description", *BROUGHT, *PREFILLED]))


def _walk_back(counter: AtCounter, start: str) -> list[str]:
    counter.page.slip.go_to(start)
    walked: list[str] = []
    while counter.field and len(walked) < 40:
        walked.append(counter.field)
        if counter.field == "customer":
            break
        counter.press(KEY.Key_Backtab, SHIFT)
    return walked


def test_another_product_brings_its_own_fields_and_takes_the_others_away(counter: AtCounter) -> None:
    desk = counter.workplace.desk
    a_product(desk)
    other = FieldLine("plate", FieldType.TEXT, "Welk kenteken?")
    a_product(desk, code="P-PKV", name="Vignet", fields=(other,), order_lead=None, prices=())
    counter.pick("jans")
    counter.pick("sleutel")
    counter.page.slip.go_to("answer:door")
    counter.write("D2.14")
    counter.page.slip.go_to("item")
    counter.press(KEY.Key_Delete)

    counter.pick("vignet")

    assert _walk(counter, KEY.Key_Tab) == ["description", "answer:plate", *PREFILLED]
    counter.page.slip.go_to("item")
    counter.press(KEY.Key_Delete)
    counter.pick("sleutel")
    assert counter.draft.question.answers["door"] == "D2.14"
    assert counter.line("answer:door").text() == "D2.14"


def _twice(counter: AtCounter, key: KEY) -> None:
    counter.press(key)
    counter.press(key)


def test_enter_fills_in_every_type_of_field_and_goes_on(counter: AtCounter) -> None:
    a_product(counter.workplace.desk)
    counter.pick("jans")
    counter.pick("sleutel")
    counter.press(KEY.Key_Tab)
    acts: dict[str, Callable[[], object]] = {
        "supply": lambda: None,
        "answer:door": lambda: counter.write("Dé deur"),
        "answer:length": lambda: counter.write("1,5"),
        "answer:until": lambda: counter.write("vr"),
        "answer:sort": lambda: counter.press(KEY.Key_Down),
        "answer:deposit": lambda: _twice(counter, KEY.Key_Right),
        "answer:who": lambda: counter.type("berg"),
        "answer:where": lambda: counter.type("d214"),
    }
    for name, act in acts.items():
        assert counter.field == name
        act()
        counter.calm()
        counter.press(KEY.Key_Return)
        counter.calm()
    assert counter.field == "kind"

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert _answers(counter) == (
        ("Welke deur?", "Dé deur"),
        ("Hoe lang in meters?", "1,5"),
        ("Tot wanneer?", "27 november 2026"),
        ("Welke soort?", "rond"),
        ("Borg betaald?", "Nee"),
        ("Wie haalt het op?", "Daan van der Berg"),
        ("Waar wordt het gebruikt?", "D2.14"),
    )


def test_a_wrong_answer_is_said_when_the_field_is_left_and_goes_when_it_is_mended(counter: AtCounter) -> None:
    a_product(counter.workplace.desk)
    counter.pick("jans")
    counter.pick("sleutel")
    counter.page.slip.go_to("answer:length")
    counter.write("een el")
    counter.press(KEY.Key_Tab)
    assert counter.error("answer:length") == "Dit is geen getal. Typ bijvoorbeeld 12 of 12,5."
    assert counter.error("answer:door") == ""

    counter.press(KEY.Key_Return, CONTROL)
    assert counter.field == "answer:door"
    assert counter.error("answer:door") == "Vul dit in."
    counter.write("D2.14")
    counter.page.slip.go_to("answer:length")
    counter.line("answer:length").selectAll()
    counter.write("2")

    assert counter.error("answer:door") == ""
    assert counter.error("answer:length") == ""
    assert counter.page.slip.form.summary == ""


def test_to_order_changes_promise_and_price_and_asks_for_a_cost_centre(counter: AtCounter) -> None:
    desk = counter.workplace.desk
    a_product(desk, fields=())
    a_cost_centre(desk)
    counter.pick("jans")
    counter.pick("sleutel")
    assert counter.page.panel.derived.sentence == "Klaar op di 24 nov 11.12"
    counter.press(KEY.Key_Tab)
    assert counter.field == "supply"

    counter.press(KEY.Key_Right)
    counter.calm()
    assert counter.draft.question.supply is Supply.ORDER
    assert counter.page.panel.derived.sentence == "Klaar op di 22 dec 17.00"
    counter.press(KEY.Key_Return)
    assert counter.field == "cost_centre"
    counter.press(KEY.Key_Return, CONTROL)
    assert counter.error("cost_centre") == "Hiervoor is een kostenplaats nodig. Kies er een uit de lijst."
    counter.pick("huisv")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    (ticket,) = counter.tickets()
    assert (ticket.cost_centre, ticket.price_cents) == ("4711", 2500)


def test_a_cost_centre_that_we_do_not_know_is_said_when_it_is_left(counter: AtCounter) -> None:
    desk = counter.workplace.desk
    a_product(desk, fields=())
    a_cost_centre(desk)
    counter.pick("jans")
    counter.pick("sleutel")
    counter.press(KEY.Key_Tab)
    counter.press(KEY.Key_Right)
    counter.press(KEY.Key_Tab)
    counter.write("9999")
    counter.calm()

    counter.press(KEY.Key_Tab)

    assert counter.error("cost_centre") == "Deze kostenplaats ken ik niet. Kies er een uit de lijst."
    assert counter.draft.question.details["cost_centre"] == "9999"


def test_a_desk_without_cost_centres_takes_what_is_typed(counter: AtCounter) -> None:
    a_product(counter.workplace.desk, fields=())
    counter.pick("jans")
    counter.pick("sleutel")
    counter.press(KEY.Key_Tab)
    counter.press(KEY.Key_Right)
    counter.press(KEY.Key_Return)
    counter.type("kp 12")
    counter.calm()

    counter.press(KEY.Key_Return)
    counter.calm()

    assert counter.field == "kind"
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()
    assert counter.tickets()[0].cost_centre == "kp 12"


def test_what_the_cell_asks_is_asked_for_the_product_too(counter: AtCounter) -> None:
    desk = counter.workplace.desk
    a_product(desk, fields=(), order_lead=None, prices=())
    policy = PolicyContent(needs_approval=True, form_fields=("goal", "people"))
    a_policy(desk, Complexity.OPERATIONAL, Funding.PLUS, policy)

    counter.pick("jans")
    counter.pick("sleutel")

    assert _walk(counter, KEY.Key_Tab) == ["description", "goal", "people", *PREFILLED]
    shown = _words_of(counter.page.panel)
    assert "plus: akkoord van budgethouder" in shown
    assert "Akkoord van de budgethouder" in shown


def _words_of(panel: QWidget) -> list[str]:
    return [label.text() for label in panel.findChildren(QWidget) if label.isVisible() and hasattr(label, "text")]


def test_the_picker_greys_what_this_customer_may_not_have_and_says_why(counter: AtCounter) -> None:
    desk = counter.workplace.desk
    a_product(desk, name="Pasfoto", code="P-FOT", entitlements=FOR_STUDENTS)
    counter.pick("jans")

    counter.type("pas")
    counter.calm()

    first, last = counter.page.slip.question.item_picker.popup.choices[:2]
    assert (first.title, first.muted, first.icon) == ("Pas vervangen", False, "")
    assert (last.title, last.muted, last.icon) == ("Pasfoto", True, "ban")
    assert last.detail.startswith("Alleen voor studenten. ")


def test_an_exception_asks_why_and_who_and_is_taken_back_with_the_customer(counter: AtCounter) -> None:
    desk = counter.workplace.desk
    a_product(desk, fields=(), entitlements=FOR_STUDENTS)
    with desk.db.jot() as session:
        session.connection().exec_driver_sql("update persons set kind = 'student' where family_name = 'Berg'")
    counter.pick("jans")
    counter.pick("sleutel")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()
    assert counter.field == "exception_reason"
    assert counter.error("exception_reason") == "Alleen voor studenten. Schrijf waarom deze klant het toch krijgt."
    assert counter.error("exception_by") == "Schrijf de naam van wie dit beslist."

    counter.page.slip.go_to("for")
    counter.pick("berg")
    assert not counter.page.slip.form.field("exception_reason").isVisible()
    counter.page.slip.go_to("for")
    counter.press(KEY.Key_Delete)
    counter.calm()
    counter.page.slip.go_to("exception_reason")
    counter.write("examen")
    counter.press(KEY.Key_Return)
    counter.write("Bas de Wit")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    with desk.db.read() as session:
        kept = session.execute(select(Ticket.exception_reason, Ticket.exception_by)).one()
    assert tuple(kept) == ("examen", "Bas de Wit")


def test_before_anybody_is_the_customer_nobody_is_refused(counter: AtCounter) -> None:
    a_product(counter.workplace.desk, fields=(), entitlements=FOR_STUDENTS)

    counter.page.slip.go_to("item")
    counter.pick("sleutel")
    assert not counter.page.slip.form.field("exception_reason").isVisible()
    counter.page.slip.go_to("customer")
    counter.pick("jans")

    assert counter.page.slip.form.field("exception_reason").isVisible()


def test_a_product_with_steps_is_not_ready_at_once(counter: AtCounter) -> None:
    a_product(counter.workplace.desk, fields=(), steps=STEPS)
    counter.pick("jans")
    counter.pick("sleutel")

    counter.press(KEY.Key_Return, CONTROL | SHIFT)
    counter.calm()

    assert counter.page.slip.form.summary == (
        "Dit kan niet meteen gereed zijn. Eerst komt: Aanvraag controleren, Uitgeven."
    )
    assert counter.tickets() == []


def test_a_complaint_about_a_product_asks_none_of_its_fields(counter: AtCounter) -> None:
    a_product(counter.workplace.desk)
    counter.pick("jans")
    counter.pick("sleutel")

    counter.press(KEY.Key_K, ALT)
    counter.calm()

    assert not [name for name in counter.page.slip.question.details.names() if name.startswith("answer:")]
    counter.press(KEY.Key_W, ALT)
    counter.calm()
    assert counter.page.slip.form.field("answer:door").isVisible()


def test_words_that_find_nothing_are_kept_when_the_agent_goes_on(counter: AtCounter) -> None:
    counter.press(KEY.Key_0, ALT)
    counter.pick("luchtballon")
    counter.press(KEY.Key_N, ALT)
    counter.calm()
    counter.press(KEY.Key_F2)
    counter.press(KEY.Key_0, ALT)
    counter.type("zeppelin")
    counter.press(KEY.Key_W, ALT)
    counter.calm()
    counter.press(KEY.Key_F2)
    counter.press(KEY.Key_0, ALT)
    counter.type("pas")
    counter.press(KEY.Key_S, ALT)
    counter.calm()

    with counter.workplace.desk.db.read() as session:
        kept = session.execute(select(MissedWords.words, MissedWords.times).order_by(MissedWords.words)).all()
    assert [tuple(row) for row in kept] == [("luchtballon", 1), ("zeppelin", 1)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("zoom", [100, 200])
def test_no_word_of_a_product_is_cut_off(
    qtbot: QtBot, counter: AtCounter, theme: Theme, zoom: int, language: str
) -> None:
    a_product(counter.workplace.desk, entitlements=FOR_STUDENTS)
    set_language(language)
    theme.set_zoom(zoom)
    panel = counter.page.side_panel()
    assert panel is not None
    panel.setVisible(zoom < 175)
    counter.window.resize(1254 if zoom == 200 else 1198, 620)
    bar = counter.page.slip._scroll.horizontalScrollBar()  # noqa: SLF001 -- sideways scrolling is not allowed

    counter.pick("jans")
    counter.pick("sleutel" if language == "nl" else "key")
    set_language("nl")

    qtbot.waitUntil(lambda: bar.maximum() == 0)
    buttons = [one for one in counter.page.findChildren(QPushButton) if one.isVisible()]
    assert [one.text() for one in buttons if one.width() < one.minimumSizeHint().width()] == []


def test_everything_that_a_product_brings_has_a_name(counter: AtCounter) -> None:
    a_product(counter.workplace.desk, entitlements=FOR_STUDENTS)
    counter.pick("jans")
    counter.pick("sleutel")

    stops = [
        one
        for one in counter.page.slip.question.details.row.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
    ]

    assert len(stops) >= 10
    assert [type(one).__name__ for one in stops if not one.accessibleName()] == []
    assert focus().accessibleName() == "Omschrijving"
