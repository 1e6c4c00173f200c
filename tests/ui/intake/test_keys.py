# SPDX-License-Identifier: EUPL-1.2
"""The hot path costs no more keys than we promised (``ux.md`` 2.5.1); free text is not counted."""

import pytest

from desk_app.core.codes import CodeKind, ScannedCode
from desk_app.intake.messages import TicketKind
from desk_app.tickets.lifecycle import TicketStatus
from tests.ui.intake.conftest import ALT, CONTROL, KEY, SHIFT, AtCounter


def test_a_standard_request_by_name_costs_twelve_keys(counter: AtCounter) -> None:
    counter.press(KEY.Key_F2)
    counter.pick("jans")
    counter.pick("pas")
    counter.write("pas is gebroken")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.keys <= 12
    (ticket,) = counter.tickets()
    assert (ticket.requester, ticket.item_code, ticket.description) == ("Sanne Jansen", "P-PAS", "pas is gebroken")
    (deed,) = counter.listener.deeds
    assert deed.sentence == f"{ticket.number} geregistreerd. Bewijs wordt geprint."
    assert deed.command_id is not None


def test_who_types_faster_than_the_search_gets_the_same(counter: AtCounter) -> None:
    counter.press(KEY.Key_F2)
    counter.type("jans")
    counter.press(KEY.Key_Return)
    counter.type("pas")
    counter.press(KEY.Key_Return)
    counter.write("pas is gebroken")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.keys <= 12
    (ticket,) = counter.tickets()
    assert (ticket.requester, ticket.item_code) == ("Sanne Jansen", "P-PAS")


def test_a_standard_request_by_badge_costs_six_keys(counter: AtCounter) -> None:
    counter.page.take_scan(ScannedCode(CodeKind.BADGE, "0104711"))
    counter.calm()
    counter.pick("pas")
    counter.write("pas is gebroken")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.keys <= 6
    assert counter.tickets()[0].requester == "Sanne Jansen"


def test_a_fault_by_name_costs_twelve_keys_and_knows_the_room(counter: AtCounter) -> None:
    counter.press(KEY.Key_F2)
    counter.pick("jans")
    counter.pick("bea")
    counter.write("geen beeld")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.keys <= 12
    (ticket,) = counter.tickets()
    assert (ticket.kind, ticket.space) == (TicketKind.INCIDENT, "D2.14, Gebouw D")


def test_a_complaint_costs_ten_keys(counter: AtCounter) -> None:
    counter.press(KEY.Key_F2)
    counter.pick("jans")
    counter.press(KEY.Key_K, ALT)
    counter.write("ik wacht al een uur")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.keys <= 10
    assert counter.tickets()[0].kind is TicketKind.COMPLAINT


def test_a_non_standard_request_costs_ten_keys(counter: AtCounter) -> None:
    counter.press(KEY.Key_F2)
    counter.pick("jans")
    counter.press(KEY.Key_N, ALT)
    counter.write("een podium voor de open dag")
    counter.press(KEY.Key_Return, CONTROL)
    counter.calm()

    assert counter.keys <= 10
    (ticket,) = counter.tickets()
    assert (ticket.item_id, ticket.team, ticket.details["non_standard"]) == (None, "Accountmanagement", True)


def test_an_answer_to_somebody_without_a_name_costs_eight_keys(counter: AtCounter) -> None:
    counter.press(KEY.Key_F2)
    counter.press(KEY.Key_0, ALT)
    counter.press(KEY.Key_I, ALT)
    counter.write("route naar de collegezaal")
    counter.press(KEY.Key_Return, CONTROL | SHIFT)
    counter.calm()

    assert counter.keys <= 8
    (ticket,) = counter.tickets()
    assert (ticket.requester_id, ticket.kind, ticket.status) == (None, TicketKind.INFORMATION, TicketStatus.COMPLETED)
    assert counter.listener.deeds[0].sentence == f"{ticket.number} geregistreerd en meteen gereed."


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter])
def test_both_enter_keys_register(counter: AtCounter, key: KEY) -> None:
    counter.press(KEY.Key_0, ALT)
    counter.press(KEY.Key_W, ALT)
    counter.write("een bankje bij de ingang")

    counter.press(key, CONTROL)
    counter.calm()

    assert len(counter.tickets()) == 1


def test_after_registering_the_form_is_empty_and_ready_for_the_next(counter: AtCounter) -> None:
    counter.pick("jans")
    counter.pick("pas")
    counter.write("pas is gebroken")

    counter.press(KEY.Key_Return, CONTROL)

    assert counter.draft.is_empty
    assert counter.field == "customer"
    counter.type("lukas")
    counter.calm()
    assert len(counter.tickets()) == 1
    assert counter.draft.customer_text == "lukas"


def test_enter_through_all_fields_ends_with_finishing(counter: AtCounter) -> None:
    counter.pick("jans")
    counter.pick("pas")
    counter.write("pas is gebroken")
    counter.press(KEY.Key_Tab)
    passed: list[str] = []
    while counter.field and not counter.draft.is_empty and len(passed) < 12:
        passed.append(counter.field)
        counter.press(KEY.Key_Return)
        counter.calm()

    assert passed == ["kind", "space", "due", "team", "receipt", "for"]
    assert len(counter.tickets()) == 1
