# SPDX-License-Identifier: EUPL-1.2
"""What is typed for a product is kept: parked, strange, and when the product changes meanwhile or is gone."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from desk_app.catalogue.messages import EntitlementLine, FieldLine, FieldType, RetireItems
from desk_app.core.actor import Role
from desk_app.intake.draft import IntakeDraft
from desk_app.intake.messages import Question
from tests.factories import an_actor, person_id
from tests.products import FIELDS, a_change, a_product
from tests.ui.intake.conftest import CONTROL, KEY, AtCounter
from tests.ui.naughty import NAUGHTY, TOO_LONG

FOR_STUDENTS = (EntitlementLine(person_kind="student"),)
TYPED = ("answer:door", "answer:length", "answer:until", "answer:who", "answer:where", "cost_centre")


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
    assert (counter.field, counter.line("answer:door").cursorPosition()) == ("answer:door", 5)
    assert counter.line("answer:who").text() == "ber"


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
    assert counter.line("answer:door").text() == "D2.14"
    assert counter.draft.question.answers["length"] == "2"


def test_a_change_of_the_product_on_screen_is_said_at_once(qtbot: QtBot, counter: AtCounter) -> None:
    desk = counter.workplace.desk
    key = a_product(desk, fields=FIELDS[1:2])
    counter.pick("jans")
    counter.pick("sleutel")
    counter.page.slip.go_to("answer:length")
    counter.write("12")
    counter.press(KEY.Key_Left)

    a_change(desk, key, fields=FIELDS[:2])
    news = counter.page.slip.question.details.news
    qtbot.waitUntil(lambda: bool(news.sentence))

    assert news.sentence == "‘Sleutel’ is intussen veranderd. Nieuw: Welke deur?"
    assert counter.page.slip.form.field("answer:door").isVisible()
    assert (counter.field, counter.line("answer:length").cursorPosition()) == ("answer:length", 1)
    counter.write("0")
    assert counter.draft.question.answers["length"] == "102"


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
    assert counter.page.slip.question.details.news.sentence == ""
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


def test_what_the_service_refuses_of_an_answer_is_said_at_its_field(counter: AtCounter) -> None:
    desk = counter.workplace.desk
    a_product(desk, fields=FIELDS[5:6])
    counter.pick("jans")
    counter.pick("sleutel")
    counter.page.slip.go_to("answer:who")
    counter.pick("berg")
    with desk.db.jot() as session:
        session.connection().exec_driver_sql("delete from persons where family_name = 'Berg'")

    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.tickets() == []
    assert counter.field == "answer:who"
    assert counter.error("answer:who") == "Deze persoon is er niet meer. Kies een andere naam."
    assert counter.page.slip.form.summary == "Kijk nog naar 1 veld."


def test_hostile_text_in_every_new_field_is_kept_or_refused(counter: AtCounter) -> None:
    desk = counter.workplace.desk
    a_product(desk, entitlements=FOR_STUDENTS)
    names = [*TYPED, "exception_reason", "exception_by"]
    for text in (*NAUGHTY, "nul\0teken", TOO_LONG):
        counter.pick("jans")
        counter.pick("sleutel")
        counter.press(KEY.Key_Tab)
        counter.press(KEY.Key_Right)
        counter.calm()
        shown = {}
        for name in names:
            line = counter.line(name)
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
        assert {name: counter.line(name).text() for name in names} == shown
        counter.press(KEY.Key_Return, CONTROL)
        counter.calm()
        if shown["answer:who"].strip():
            assert counter.error("answer:who"), text[:20]
        assert counter.tickets() == []
        counter.page.discard()
        counter.calm()


def test_a_change_while_somebody_is_half_way_a_field_is_only_told(qtbot: QtBot, counter: AtCounter) -> None:
    desk = counter.workplace.desk
    until, who = FIELDS[2], FIELDS[5]
    key = a_product(desk, fields=(until, who))
    counter.pick("jans")
    counter.pick("sleutel")
    counter.page.slip.go_to("answer:until")
    counter.write("gister")
    counter.press(KEY.Key_Tab)
    counter.write("Jan")
    counter.calm()
    counter.press(KEY.Key_Escape)
    news = counter.page.slip.question.details.news

    a_change(desk, key, fields=(replace(until, field_type=FieldType.TEXT), who))
    qtbot.waitUntil(lambda: bool(news.sentence))
    told, field, typed = news.sentence, counter.field, counter.line("answer:who").text()
    a_change(desk, key, fields=(replace(until, field_type=FieldType.TEXT),))
    qtbot.waitUntil(lambda: "Vervallen" in news.sentence)

    assert told.startswith("‘Sleutel’ is intussen veranderd.")
    assert (field, typed) == ("answer:who", "Jan")
    assert counter.field == "description"
    assert counter.line("answer:until").text() == "gister"
    assert counter.draft.question.answers == {"until": "gister", "who": "Jan"}
    assert counter.listener.notices == []
