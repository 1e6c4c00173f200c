# SPDX-License-Identifier: EUPL-1.2
"""Suppliers: made, changed, out of use, and refused in a plain sentence."""

import pytest

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.relations.messages import SaveSupplier, SupplierChanged, SupplierRow
from tests import factories


@pytest.fixture
def manager(desk: Desk) -> Actor:
    """Who may change settings."""
    return factories.an_actor(desk.db, "mila", Role.MANAGER)


def a_supplier(desk: Desk, manager: Actor, **fields: object) -> SupplierRow:
    """A stored supplier."""
    facts: dict[str, object] = {"code": "LEV-01", "name": "Beeld en Geluid BV", "email": "storing@example.org"}
    number = desk.relations.save_supplier(manager, SaveSupplier(**{**facts, **fields}))  # type: ignore[arg-type]  # the fields of the command
    return next(row for row in desk.people.suppliers(manager) if row.id == number)


def a_change(row: SupplierRow, **fields: object) -> SaveSupplier:
    """A change of nothing, but for what is said otherwise."""
    facts = {name: getattr(row, name) for name in ("version", "code", "name", "email", "phone", "active")}
    return SaveSupplier(supplier_id=row.id, **{**facts, **fields})


def test_new_supplier_is_kept_and_everybody_hears_of_it(desk: Desk, manager: Actor) -> None:
    heard: list[int] = []
    desk.events.subscribe(SupplierChanged, lambda event: heard.append(event.id))

    row = a_supplier(desk, manager, code=" LEV-01 ", name=" Beeld en Geluid BV ", phone="020 1234567")

    assert (row.code, row.name, row.phone, row.active) == ("LEV-01", "Beeld en Geluid BV", "020 1234567", True)
    assert desk.people.suppliers(manager) == (row,)
    assert heard == [row.id]


def test_supplier_goes_out_of_use_and_stays_in_the_list(desk: Desk, manager: Actor) -> None:
    row = a_supplier(desk, manager)

    desk.relations.save_supplier(manager, a_change(row, active=False))

    assert [(other.id, other.active) for other in desk.people.suppliers(manager)] == [(row.id, False)]


@pytest.mark.parametrize(
    ("fields", "wrong", "says"),
    [
        ({"code": " "}, "code", "Kies een korte code"),
        ({"code": "lev-oud"}, "code", "Oud BV heeft deze code al. Kies een andere code."),
        ({"code": "x" * 33}, "code", "1 teken te lang"),
        ({"code": "a\0b"}, "code", "teken"),
        ({"name": ""}, "name", "Vul de naam in."),
        ({"name": "OUD bv"}, "name", "Er is al een leverancier met deze naam: LEV-OUD."),
        ({"name": "\u200b"}, "name", "niets te zien"),
        ({"name": "Beeld \u202eVB"}, "name", "onzichtbaar teken"),
        ({"email": "storing"}, "email", "Er mist een @."),
        ({"email": f"{'x' * 250}@a.nl"}, "email", "1 teken te lang"),
        ({"phone": "ab"}, "phone", "telefoonnummer"),
        ({"phone": "0 " * 40}, "phone", "te lang"),
    ],
)
def test_wrong_field_is_named_in_a_plain_sentence(
    desk: Desk, manager: Actor, fields: dict[str, object], wrong: str, says: str
) -> None:
    a_supplier(desk, manager, code="LEV-OUD", name="Oud BV")

    with pytest.raises(InvalidInput) as caught:
        a_supplier(desk, manager, **fields)

    assert says in caught.value.fields[wrong]
    assert list(caught.value.fields) == [wrong]
    assert [row.name for row in desk.people.suppliers(manager)] == ["Oud BV"]


def test_supplier_keeps_its_own_code_and_name(desk: Desk, manager: Actor) -> None:
    row = a_supplier(desk, manager)

    desk.relations.save_supplier(manager, a_change(row, code="lev-01", name="BEELD EN GELUID BV"))

    assert [(other.code, other.name) for other in desk.people.suppliers(manager)] == [("lev-01", "BEELD EN GELUID BV")]


def test_older_version_is_refused(desk: Desk, manager: Actor) -> None:
    row = a_supplier(desk, manager)
    desk.relations.save_supplier(manager, a_change(row, name="Nieuw BV"))

    with pytest.raises(Conflict):
        desk.relations.save_supplier(manager, a_change(row, name="Ouder BV"))

    assert [other.name for other in desk.people.suppliers(manager)] == ["Nieuw BV"]


def test_supplier_that_is_gone_is_not_found(desk: Desk, manager: Actor) -> None:
    with pytest.raises(NotFound):
        desk.relations.save_supplier(manager, SaveSupplier(supplier_id=999_999, version=1, code="A", name="B"))


def test_who_may_not_change_settings_reads_only(desk: Desk, manager: Actor, actor: Actor) -> None:
    row = a_supplier(desk, manager)

    with pytest.raises(NotAllowed):
        desk.relations.save_supplier(actor, a_change(row, name="Stuk"))

    assert desk.people.suppliers(actor) == (row,)
