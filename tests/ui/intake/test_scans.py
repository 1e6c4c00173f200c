# SPDX-License-Identifier: EUPL-1.2
"""What a scan means on the page Balie (``ux.md`` 2.3)."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.core.codes import CodeKind, CommandCard, ScannedCode
from tests.factories import a_visit
from tests.ui.intake.conftest import ALT, KEY, AtCounter
from tests.ui.keys import focus, scan
from ui.shell.scan_codes import ScanRecogniser
from ui.shell.scan_router import ScanRouter


def _scan(counter: AtCounter, kind: CodeKind, value: str) -> bool:
    taken = counter.page.take_scan(ScannedCode(kind, value))
    counter.calm()
    return taken


def test_a_badge_chooses_the_customer_and_goes_on(counter: AtCounter) -> None:
    assert _scan(counter, CodeKind.BADGE, "0104711")

    assert counter.draft.customer == "Sanne Jansen"
    assert counter.field == "item"


def test_the_same_badge_again_changes_nothing(counter: AtCounter) -> None:
    _scan(counter, CodeKind.BADGE, "0104711")
    counter.press(KEY.Key_O, ALT)
    counter.write("half")
    before = counter.draft

    _scan(counter, CodeKind.BADGE, "0104711")

    assert counter.draft == before
    assert counter.field == "description"


def test_another_badge_parks_the_slip_and_says_so(counter: AtCounter) -> None:
    _scan(counter, CodeKind.BADGE, "0104711")
    counter.press(KEY.Key_O, ALT)
    counter.write("half")

    _scan(counter, CodeKind.BADGE, "0104712")

    assert counter.draft.customer == "Şule Łukaszewicz"
    assert counter.draft.question.description == ""
    assert [line.subject for line in counter.shelf.lines] == ["half"]
    assert counter.said == ["Andere pas: dit is nu Şule Łukaszewicz. De vorige intake staat bij Geparkeerd."]


def test_an_unknown_badge_is_said_and_typed_for_a_new_customer(counter: AtCounter) -> None:
    _scan(counter, CodeKind.BADGE, "0999999")

    assert counter.listener.notices == ["Deze pas ken ik niet. Typ de naam, of druk op Alt+Q voor een nieuwe klant."]
    assert counter.draft.customer_text == "0999999"
    counter.press(KEY.Key_Q, ALT)
    assert counter.page._new_customer is not None  # noqa: SLF001 -- the dialog
    assert counter.page._new_customer.facts()["badge"] == "0999999"  # noqa: SLF001 -- the dialog
    counter.page._new_customer.reject()  # noqa: SLF001 -- the dialog


def test_a_product_card_chooses_the_product(counter: AtCounter) -> None:
    assert _scan(counter, CodeKind.PRODUCT, "P-BEA")

    assert counter.draft.question.item == "Beamer werkt niet"
    assert counter.field == "customer"


def test_a_second_product_card_adds_a_question_when_the_first_is_complete(counter: AtCounter) -> None:
    _scan(counter, CodeKind.BADGE, "0104711")
    _scan(counter, CodeKind.PRODUCT, "P-PAS")
    counter.write("pas is gebroken")

    _scan(counter, CodeKind.PRODUCT, "P-BEA")

    assert [question.item for question in counter.draft.questions] == ["Pas vervangen"]
    assert counter.draft.question.item == "Beamer werkt niet"


def test_a_wrong_product_card_is_corrected_by_the_next(counter: AtCounter) -> None:
    _scan(counter, CodeKind.PRODUCT, "P-PAS")

    _scan(counter, CodeKind.PRODUCT, "P-BEA")

    assert counter.draft.questions == ()
    assert counter.draft.question.item == "Beamer werkt niet"


def test_a_slip_shows_its_ticket_and_the_intake_stays(counter: AtCounter) -> None:
    visit = a_visit(counter.workplace.desk, counter.workplace.actor)
    counter.press(KEY.Key_O, ALT)
    counter.write("half")

    _scan(counter, CodeKind.TICKET, visit.numbers[0])

    assert counter.listener.tickets == [visit.ticket_ids[0]]
    assert counter.draft.question.description == "half"


def test_a_slip_belongs_to_the_complaint_that_is_being_written(counter: AtCounter) -> None:
    visit = a_visit(counter.workplace.desk, counter.workplace.actor)
    counter.press(KEY.Key_K, ALT)

    _scan(counter, CodeKind.TICKET, visit.numbers[0])

    assert counter.draft.question.details["related"] == visit.numbers[0]
    assert counter.listener.tickets == []


def test_the_card_done_registers(counter: AtCounter) -> None:
    _scan(counter, CodeKind.BADGE, "0104711")
    _scan(counter, CodeKind.PRODUCT, "P-PAS")

    _scan(counter, CodeKind.COMMAND, CommandCard.FINISH)

    assert len(counter.tickets()) == 1


def test_the_card_done_without_a_customer_says_what_is_missing(counter: AtCounter) -> None:
    _scan(counter, CodeKind.COMMAND, CommandCard.FINISH)
    assert counter.listener.notices == ["Er is niets om af te ronden."]

    _scan(counter, CodeKind.PRODUCT, "P-PAS")
    _scan(counter, CodeKind.COMMAND, CommandCard.FINISH)

    assert counter.error("customer").startswith("Kies eerst een klant.")
    assert counter.tickets() == []


def test_the_card_park_parks_and_the_card_undo_is_for_the_window(counter: AtCounter) -> None:
    counter.press(KEY.Key_O, ALT)
    counter.write("half")

    assert _scan(counter, CodeKind.COMMAND, CommandCard.PARK)
    assert not _scan(counter, CodeKind.COMMAND, CommandCard.UNDO)

    assert [line.subject for line in counter.shelf.lines] == ["half"]


FIELDS = ("customer", "item", "description", "kind", "space", "due", "team", "receipt", "for")


@pytest.mark.parametrize("name", FIELDS)
def test_a_scan_types_nothing_in_the_field_that_has_the_focus(counter: AtCounter, qtbot: QtBot, name: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    now = [0.0]

    def in_two_milliseconds() -> float:
        now[0] += 2.0
        return now[0]

    router = ScanRouter(app, in_two_milliseconds, ScanRecogniser())
    router.scanned.connect(counter.page.take_scan)
    counter.press(KEY.Key_O, ALT)
    counter.write("half")
    counter.page.slip.go_to(name)
    assert focus().property("balie_field") == name

    scan("0104711")
    counter.calm()
    router.close()

    assert counter.draft.customer == "Sanne Jansen"
    assert counter.draft.question.description == "half"
    assert (counter.draft.question.item_text, counter.draft.question.space_text, counter.draft.for_text) == ("", "", "")
    assert counter.draft.question.due_text == ""
