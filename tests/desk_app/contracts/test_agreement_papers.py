# SPDX-License-Identifier: EUPL-1.2
"""Documents and actions of an agreement."""

from dataclasses import replace
from datetime import date

import pytest

from desk_app.app import Desk
from desk_app.contracts.messages import (
    ActionRow,
    AddDocument,
    RemoveAction,
    RemoveDocument,
    SaveAction,
    SaveAgreement,
    SettleAction,
)
from desk_app.core.actor import Actor, Role
from desk_app.core.errors import InvalidInput, NotFound
from tests import factories

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def manager(desk: Desk) -> Actor:
    """Who may change agreements."""
    return factories.an_actor(desk.db, "mila", Role.MANAGER)


@pytest.fixture
def agreement_id(desk: Desk, manager: Actor) -> int:
    """A stored agreement."""
    return desk.agreements.save(manager, SaveAgreement(code="SLA", name="Plus", owner="Noor Vos", valid_from=FIRST))


def test_document_is_kept_and_taken_away(desk: Desk, manager: Actor, agreement_id: int) -> None:
    command = AddDocument(agreement_id=agreement_id, name="C:\\map\\contract.pdf", content=b"%PDF-1.7 tekst")

    number = desk.agreements.add_document(manager, command)

    (row,) = desk.agreement_queries.documents(manager, agreement_id)
    assert (row.id, row.name, row.media_type, row.size, row.added_by) == (
        number,
        "contract.pdf",
        "application/pdf",
        14,
        "Mila",
    )
    assert desk.agreement_queries.document_content(manager, number) == b"%PDF-1.7 tekst"
    assert "tekst" not in repr(command)
    desk.agreements.remove_document(manager, RemoveDocument(document_id=number))
    assert desk.agreement_queries.documents(manager, agreement_id) == ()
    with pytest.raises(NotFound):
        desk.agreement_queries.document_content(manager, number)
    with pytest.raises(NotFound):
        desk.agreements.remove_document(manager, RemoveDocument(document_id=number))


def test_file_that_is_not_what_it_says_is_refused(desk: Desk, manager: Actor, agreement_id: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.agreements.add_document(
            manager, AddDocument(agreement_id=agreement_id, name="contract.pdf", content=b"MZ\x90\0")
        )

    assert list(refused.value.fields) == ["content"]
    assert desk.agreement_queries.documents(manager, agreement_id) == ()


def test_action_is_done_and_after_all_not(desk: Desk, manager: Actor, agreement_id: int) -> None:
    action = SaveAction(agreement_id=agreement_id, what=" Bel de klant ", who=" Mila ", due_on=date(2026, 12, 1))
    number = desk.agreements.save_action(manager, action)

    desk.agreements.settle_action(manager, SettleAction(action_id=number))
    done = desk.agreement_queries.actions(manager, agreement_id)
    desk.agreements.settle_action(manager, SettleAction(action_id=number, is_done=False))

    row = ActionRow(number, agreement_id, "Bel de klant", "Mila", date(2026, 12, 1), None)
    assert done == (replace(row, done_on=date(2026, 11, 24)),)
    assert desk.agreement_queries.actions(manager) == (row,)


def test_actions_still_to_do_come_first(desk: Desk, manager: Actor, agreement_id: int) -> None:
    numbers = [
        desk.agreements.save_action(
            manager, SaveAction(agreement_id=agreement_id, what=f"Stap {day}", who="Mila", due_on=date(2026, 12, day))
        )
        for day in (1, 3, 2)
    ]
    desk.agreements.settle_action(manager, SettleAction(action_id=numbers[0]))
    desk.agreements.save_action(
        manager,
        SaveAction(
            action_id=numbers[1], agreement_id=agreement_id, what="Eerst", who="Mila", due_on=date(2026, 11, 30)
        ),
    )

    assert [row.what for row in desk.agreement_queries.actions(manager)] == ["Eerst", "Stap 2", "Stap 1"]
    desk.agreements.remove_action(manager, RemoveAction(action_id=numbers[2]))
    assert [row.what for row in desk.agreement_queries.actions(manager)] == ["Eerst", "Stap 1"]


@pytest.mark.parametrize(
    ("what", "who", "wrong", "says"),
    [
        (" ", "Mila", "what", "Vul in wat er moet gebeuren."),
        ("x" * 201, "Mila", "what", "1 teken te lang"),
        ("Bel de klant", "", "who", "Vul in wie het doet."),
    ],
)
def test_wrong_action_is_named_in_a_plain_sentence(
    desk: Desk, manager: Actor, agreement_id: int, what: str, who: str, wrong: str, says: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.agreements.save_action(
            manager,
            SaveAction(agreement_id=agreement_id, due_on=LAST, what=what, who=who),
        )

    assert says in refused.value.fields[wrong]
    assert desk.agreement_queries.actions(manager) == ()


def test_what_is_gone_is_not_found(desk: Desk, manager: Actor, agreement_id: int) -> None:
    with pytest.raises(NotFound):
        desk.agreement_queries.sheet(manager, 999_999)
    with pytest.raises(NotFound):
        desk.agreements.add_document(manager, AddDocument(agreement_id=999_999, name="a.pdf", content=b"%PDF-1"))
    with pytest.raises(NotFound):
        desk.agreements.save_action(manager, SaveAction(agreement_id=999_999, what="A", who="B", due_on=LAST))
    with pytest.raises(NotFound):
        desk.agreements.settle_action(manager, SettleAction(action_id=999_999))
    with pytest.raises(NotFound):
        desk.agreements.remove_action(manager, RemoveAction(action_id=999_999))
