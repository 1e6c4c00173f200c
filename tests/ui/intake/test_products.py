# SPDX-License-Identifier: EUPL-1.2
"""A product that asks something: its fields in tab order, delivery, cost centre, entitlement, and what changed meanwhile."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desk_app.catalogue.messages import (
    Complexity,
    EntitlementLine,
    FieldLine,
    FieldType,
    Funding,
    PolicyContent,
    RetireItems,
    Supply,
)
from desk_app.catalogue.models import MissedWords
from desk_app.core.actor import Role
from desk_app.core.i18n import set_language
from desk_app.intake.draft import IntakeDraft
from desk_app.intake.messages import Question
from desk_app.tickets.answers import from_json, rows_of
from desk_app.tickets.models import Ticket
from tests.factories import an_actor, person_id
from tests.products import FIELDS, STEPS, a_change, a_cost_centre, a_policy, a_product
from tests.ui.intake.conftest import ALT, CONTROL, KEY, SHIFT, AtCounter
from tests.ui.keys import focus
from tests.ui.naughty import NAUGHTY, TOO_LONG
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
    assert _line(counter, "answer:door").text() == "D2.14"


def _line(counter: AtCounter, name: str) -> QLineEdit:
    editor: QWidget = counter.page.slip.form.field(name).editor
    while (inner := editor.focusProxy()) is not None:
        editor = inner
    assert isinstance(editor, QLineEdit)
    return editor


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
    _line(counter, "answer:length").selectAll()
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
    assert counter.page.panel.derived.sentence == "Klaar op di 22 dec 10.42"
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


def test_a_parked_slip_comes_back_in_the_field_of_the_product(counter: AtCounter) -> None:
    a_product(counter.workplace.desk)
    counter.pick("jans")
    counter.pick("sleutel")
    counter.press(KEY.Key_Tab)
    counter.press(KEY.Key_Right)
    counter.press(KEY.Key_Tab)
    counter.write("D2.14 links")
    counter.page.slip.go_to("answer:who")
    counter.write("ber")
    counter.calm()
    counter.press(KEY.Key_Escape)
    counter.page.slip.go_to("answer:door", 5)
    before = counter.page.slip.snapshot()

    counter.press(KEY.Key_F7)
    counter.calm()
    counter.press(KEY.Key_F8)
    counter.calm()

    assert replace(counter.page.slip.snapshot(), scroll=0) == replace(before, scroll=0)
    assert (counter.field, _line(counter, "answer:door").cursorPosition()) == ("answer:door", 5)
    assert _line(counter, "answer:who").text() == "ber"


def test_fields_that_changed_meanwhile_keep_what_was_typed_and_say_what_is_new(counter: AtCounter) -> None:
    desk = counter.workplace.desk
    key = a_product(desk)
    counter.pick("jans")
    counter.pick("sleutel")
    counter.page.slip.go_to("answer:door")
    counter.write("D2.14")
    counter.page.slip.go_to("answer:length")
    counter.write("2")
    counter.press(KEY.Key_F7)
    counter.calm()

    room = FieldLine("colour", FieldType.TEXT, "Welke kleur?")
    a_change(desk, key, fields=(replace(FIELDS[0], label="Welke deur precies?"), room))
    counter.press(KEY.Key_F8)
    counter.calm()

    news = counter.page.slip.question.details.news.sentence
    assert news.startswith("‘Sleutel’ is intussen veranderd. Nieuw: Welke kleur? Vervallen: Hoe lang in meters?")
    assert _line(counter, "answer:door").text() == "D2.14"
    assert counter.draft.question.answers["length"] == "2"


def test_a_change_of_the_product_on_screen_is_said_at_once(qtbot: QtBot, counter: AtCounter) -> None:
    desk = counter.workplace.desk
    key = a_product(desk, fields=())
    counter.pick("jans")
    counter.pick("sleutel")

    a_change(desk, key, fields=FIELDS[:1])
    news = counter.page.slip.question.details.news
    qtbot.waitUntil(lambda: bool(news.sentence))

    assert news.sentence == "‘Sleutel’ is intussen veranderd. Nieuw: Welke deur?"
    assert counter.page.slip.form.field("answer:door").isVisible()


def test_a_retired_product_in_a_draft_is_told_by_name_and_nothing_goes(counter: AtCounter) -> None:
    desk = counter.workplace.desk
    key = a_product(desk)
    counter.pick("jans")
    counter.pick("sleutel")
    counter.write("voor het weekend")
    counter.page.slip.go_to("answer:door")
    counter.write("D2.14")
    counter.press(KEY.Key_F7)
    counter.calm()

    desk.catalogue_service.retire(an_actor(desk.db, "kim", Role.MANAGER), RetireItems(item_ids=(key,)))
    counter.press(KEY.Key_F8)
    counter.calm()

    assert counter.error("item").startswith("‘Sleutel’ wordt niet meer aangeboden")
    assert counter.draft.question.description == "voor het weekend"
    assert counter.draft.question.answers["door"] == "D2.14"
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()
    assert counter.tickets() == []


def test_a_product_that_is_gone_altogether_holds_nobody_up(counter: AtCounter) -> None:
    question = Question(item_id=4711, item="Fax versturen", description="drie bladen")
    customer = person_id(counter.workplace.desk.db, "Jansen")
    counter.page._show(IntakeDraft(customer_id=customer, customer="Sanne Jansen", question=question))  # noqa: SLF001 -- a slip of before
    counter.calm()

    assert counter.error("item") == "‘Fax versturen’ wordt niet meer aangeboden. Kies een ander product."
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()
    assert counter.draft.question.description == "drie bladen"
    assert counter.error("item")


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


def test_hostile_text_in_every_new_field_is_kept_or_refused(counter: AtCounter) -> None:
    desk = counter.workplace.desk
    a_product(desk, entitlements=FOR_STUDENTS)
    names = [*(name for name in BROUGHT if name not in ("supply", "answer:sort", "answer:deposit")), "cost_centre"]
    names += ["exception_reason", "exception_by"]
    for text in (*NAUGHTY, "nul\0teken", TOO_LONG):
        counter.pick("jans")
        counter.pick("sleutel")
        counter.press(KEY.Key_Tab)
        counter.press(KEY.Key_Right)
        counter.calm()
        shown = {}
        for name in names:
            line = _line(counter, name)
            line.setFocus()
            line.selectAll()
            line.insert(text)
            line.textEdited.emit(line.text())
            shown[name] = line.text()
        counter.calm()
        before = counter.page.slip.snapshot()

        counter.press(KEY.Key_F7)
        counter.calm()
        counter.press(KEY.Key_F8)
        counter.calm()
        assert replace(counter.page.slip.snapshot(), scroll=0, cursor=0) == replace(before, scroll=0, cursor=0)
        assert {name: _line(counter, name).text() for name in names} == shown
        counter.press(KEY.Key_Return, CONTROL)
        counter.calm()
        if shown["answer:who"].strip():
            assert counter.error("answer:who"), text[:20]
        assert counter.tickets() == []
        counter.page.discard()
        counter.calm()


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
