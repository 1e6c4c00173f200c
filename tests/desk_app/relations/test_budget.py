# SPDX-License-Identifier: EUPL-1.2
"""Cost centres and deputies: what is refused in a plain sentence, who is found, and who decides."""

from datetime import date

import pytest

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.relations.budget import decides_for, read_cost_centre
from desk_app.relations.messages import (
    CostCentreChanged,
    CostCentreRow,
    DelegationChanged,
    RemoveDelegation,
    SaveCostCentre,
    SaveDelegation,
)
from desk_app.relations.models import BudgetDelegation, Person
from tests import factories

TODAY = date(2026, 11, 24)


@pytest.fixture
def manager(desk: Desk) -> Actor:
    """Who may change settings."""
    return factories.an_actor(desk.db, "mila", Role.MANAGER)


def a_centre(desk: Desk, manager: Actor, code: str = "41250", **fields: object) -> CostCentreRow:
    """A stored cost centre."""
    facts: dict[str, object] = {
        "name": "Facilitair beheer",
        "department_id": desk.people.departments(manager)[0].id,
        "holder_id": factories.person_id(desk.db, "Jansen"),
    }
    command = SaveCostCentre(code=code, **{**facts, **fields})  # type: ignore[arg-type]  # the fields of the command
    number = desk.relations.save_cost_centre(manager, command)
    return next(row for row in desk.people.cost_centres(manager) if row.id == number)


def a_change(row: CostCentreRow, **fields: object) -> SaveCostCentre:
    """A change of nothing, but for what is said otherwise."""
    names = ("version", "code", "name", "department_id", "holder_id", "active")
    facts: dict[str, object] = {name: getattr(row, name) for name in names}
    return SaveCostCentre(cost_centre_id=row.id, **{**facts, **fields})  # type: ignore[arg-type]  # idem


def a_deputy(
    desk: Desk, manager: Actor, holder: str, delegate: str, first: date, last: date, number: int | None = None
) -> int:
    """A stored delegation."""
    command = SaveDelegation(
        delegation_id=number,
        holder_id=factories.person_id(desk.db, holder),
        delegate_id=factories.person_id(desk.db, delegate),
        valid_from=first,
        valid_until=last,
    )
    return desk.relations.save_delegation(manager, command)


def leaves(desk: Desk, family_name: str) -> None:
    """Somebody no longer works here."""
    with desk.db.jot() as session:
        person = session.get(Person, factories.person_id(desk.db, family_name))
        assert person is not None
        person.active = False


def who_decides(desk: Desk, holder: str, day: date = TODAY) -> str:
    """The family name of who decides for a holder."""
    with desk.db.read() as session:
        person = session.get(Person, decides_for(session, factories.person_id(desk.db, holder), day))
        assert person is not None
        return person.family_name


def test_new_cost_centre_is_kept_and_everybody_hears_of_it(desk: Desk, manager: Actor) -> None:
    heard: list[int] = []
    desk.events.subscribe(CostCentreChanged, lambda event: heard.append(event.id))

    row = a_centre(desk, manager, code=" 41250 ", name=" Facilitair beheer ")

    assert (row.code, row.name, row.department, row.holder) == (
        "41250",
        "Facilitair beheer",
        "Facilitair",
        "Sanne Jansen",
    )
    assert row.active
    assert not row.holder_left
    assert heard == [row.id]


@pytest.mark.parametrize(
    ("fields", "wrong", "says"),
    [
        ({"code": "  "}, "code", "Vul de code in"),
        ({"code": "x" * 65}, "code", "1 teken te lang"),
        ({"code": "a\0b"}, "code", "teken"),
        ({"code": "\ud800"}, "code", "teken"),
        ({"code": "ab-1"}, "code", "Oud heeft deze code al."),
        ({"name": ""}, "name", "Vul de naam in."),
        ({"name": "n" * 201}, "name", "1 teken te lang"),
        ({"department_id": 999_999}, "department_id", "Dit onderdeel is er niet meer."),
        ({"holder_id": 999_999}, "holder_id", "Deze persoon is er niet meer."),
    ],
)
def test_wrong_field_is_named_in_a_plain_sentence(
    desk: Desk, manager: Actor, fields: dict[str, object], wrong: str, says: str
) -> None:
    a_centre(desk, manager, code="AB-1", name="Oud")
    facts: dict[str, object] = {"code": "41250", "name": "Nieuw", **fields}

    with pytest.raises(InvalidInput) as caught:
        desk.relations.save_cost_centre(manager, SaveCostCentre(**facts))  # type: ignore[arg-type]  # the fields

    assert says in caught.value.fields[wrong]
    assert list(caught.value.fields) == [wrong]
    assert [row.code for row in desk.people.cost_centres(manager)] == ["AB-1"]


def test_who_has_left_holds_no_budget_but_their_cost_centre_can_be_closed(desk: Desk, manager: Actor) -> None:
    row = a_centre(desk, manager)
    leaves(desk, "Jansen")

    with pytest.raises(InvalidInput) as caught:
        desk.relations.save_cost_centre(manager, a_change(row, name="Beheer"))
    desk.relations.save_cost_centre(manager, a_change(row, active=False))

    assert caught.value.fields == {"holder_id": "Sanne Jansen werkt hier niet meer. Kies iemand anders."}
    [closed] = desk.people.cost_centres(manager)
    assert closed.holder_left
    assert not closed.active


def test_older_version_does_not_overwrite_a_newer_one(desk: Desk, manager: Actor) -> None:
    row = a_centre(desk, manager)
    desk.relations.save_cost_centre(manager, a_change(row, name="Eerst"))

    with pytest.raises(Conflict):
        desk.relations.save_cost_centre(manager, a_change(row, name="Later"))
    with pytest.raises(NotFound):
        desk.relations.save_cost_centre(
            manager, SaveCostCentre(cost_centre_id=999_999, version=1, code="1", name="Weg")
        )

    assert [centre.name for centre in desk.people.cost_centres(manager)] == ["Eerst"]


def test_own_code_may_be_written_with_other_capitals(desk: Desk, manager: Actor) -> None:
    row = a_centre(desk, manager, code="fac-1")

    desk.relations.save_cost_centre(manager, a_change(row, code="FAC-1"))

    assert [centre.code for centre in desk.people.cost_centres(manager)] == ["FAC-1"]


def test_cost_centre_is_found_by_code_name_department_and_holder(desk: Desk, manager: Actor, actor: Actor) -> None:
    a_centre(desk, manager, code="41250", name="Zalen en beamers")
    a_centre(desk, manager, code="412", name="Sleutels", holder_id=factories.person_id(desk.db, "Łukaszewicz"))
    a_centre(desk, manager, code="412.9", name="Oud", active=False)

    def found(text: str) -> list[str]:
        return [row.code for row in desk.people.find_cost_centres(actor, text)]

    assert found("412") == ["412", "41250"]
    assert found("4125") == ["41250"]
    assert found("beam") == ["41250"]
    assert found("facil lukas") == ["412"]
    assert found("") == ["412", "41250"]
    assert found("niets") == []
    assert len(desk.people.find_cost_centres(actor, "4", limit=1)) == 1


def test_change_is_found_at_once(desk: Desk, manager: Actor, actor: Actor) -> None:
    row = a_centre(desk, manager)
    assert desk.people.find_cost_centres(actor, "41250")

    desk.relations.save_cost_centre(manager, a_change(row, code="99", name="Anders"))

    assert desk.people.find_cost_centres(actor, "41250") == ()
    assert [hit.name for hit in desk.people.find_cost_centres(actor, "99")] == ["Anders"]


def test_cost_centre_is_read_by_the_code_as_typed(desk: Desk, manager: Actor) -> None:
    a_centre(desk, manager, code="Fac-1", active=False)

    with desk.db.read() as session:
        row, nothing, empty = (read_cost_centre(session, code) for code in (" fac-1 ", "fac-2", ""))

    assert row is not None
    assert row.code == "Fac-1"
    assert not row.active
    assert nothing is None
    assert empty is None


def test_deputy_decides_on_the_first_and_the_last_day_and_not_outside(desk: Desk, manager: Actor) -> None:
    heard: list[int] = []
    desk.events.subscribe(DelegationChanged, lambda event: heard.append(event.id))

    number = a_deputy(desk, manager, "Jansen", "Berg", date(2026, 11, 24), date(2026, 11, 30))

    days = (date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 30), date(2026, 12, 1))
    assert [who_decides(desk, "Jansen", day) for day in days] == ["Jansen", "Berg", "Berg", "Jansen"]
    assert heard == [number]
    [row] = desk.people.delegations(manager)
    assert (row.holder, row.delegate, row.valid_until) == ("Sanne Jansen", "Daan van der Berg", date(2026, 11, 30))


def test_deputy_of_a_deputy_decides(desk: Desk, manager: Actor) -> None:
    a_deputy(desk, manager, "Jansen", "Berg", TODAY, date(2026, 11, 30))

    a_deputy(desk, manager, "Berg", "Łukaszewicz", TODAY, TODAY)

    assert who_decides(desk, "Jansen") == "Łukaszewicz"
    assert who_decides(desk, "Jansen", date(2026, 11, 25)) == "Berg"


def test_deputy_who_left_decides_nothing(desk: Desk, manager: Actor) -> None:
    a_deputy(desk, manager, "Jansen", "Berg", TODAY, TODAY)

    leaves(desk, "Berg")

    assert who_decides(desk, "Jansen") == "Jansen"
    assert desk.people.delegations(manager)[0].delegate_left


@pytest.mark.parametrize(
    ("holder", "delegate", "first", "last", "wrong", "says"),
    [
        ("Jansen", "Jansen", 24, 30, "delegate_id", "Niemand kan zijn eigen vervanger zijn."),
        ("Jansen", "Berg", 30, 24, "valid_until", "De laatste dag ligt voor de eerste dag."),
        ("Jansen", "Berg", 20, 23, "valid_until", "Deze datum is al voorbij."),
        ("Berg", "Łukaszewicz", 30, 30, "valid_from", "van 26 november 2026 tot en met 30 november 2026"),
        ("Berg", "Łukaszewicz", 20, 26, "valid_from", "Sanne Jansen vervangt al van"),
        ("Jansen", "Berg", 30, 30, "delegate_id", "voor elkaar"),
        ("Jansen", "Łukaszewicz", 24, 25, "delegate_id", "voor elkaar"),
    ],
)
def test_wrong_deputy_is_refused_in_a_plain_sentence(
    desk: Desk, manager: Actor, holder: str, delegate: str, first: int, last: int, wrong: str, says: str
) -> None:
    a_deputy(desk, manager, "Berg", "Jansen", date(2026, 11, 26), date(2026, 11, 30))
    a_deputy(desk, manager, "Łukaszewicz", "Jansen", date(2026, 11, 25), date(2026, 11, 25))

    with pytest.raises(InvalidInput) as caught:
        a_deputy(desk, manager, holder, delegate, date(2026, 11, first), date(2026, 11, last))

    assert says in caught.value.fields[wrong]
    assert len(desk.people.delegations(manager)) == 2


def test_three_deputies_make_no_circle(desk: Desk, manager: Actor) -> None:
    a_deputy(desk, manager, "Jansen", "Berg", date(2026, 11, 24), date(2026, 11, 26))
    a_deputy(desk, manager, "Berg", "Łukaszewicz", date(2026, 11, 26), date(2026, 11, 28))

    with pytest.raises(InvalidInput):
        a_deputy(desk, manager, "Łukaszewicz", "Jansen", date(2026, 11, 26), date(2026, 11, 26))
    a_deputy(desk, manager, "Łukaszewicz", "Jansen", date(2026, 11, 27), date(2026, 11, 28))

    assert who_decides(desk, "Jansen", date(2026, 11, 26)) == "Łukaszewicz"


def test_circle_from_elsewhere_ends_at_the_first_deputy(desk: Desk, manager: Actor) -> None:
    a_deputy(desk, manager, "Jansen", "Berg", TODAY, TODAY)
    with desk.db.jot() as session:
        session.add(
            BudgetDelegation(
                holder_id=factories.person_id(desk.db, "Berg"),
                delegate_id=factories.person_id(desk.db, "Jansen"),
                valid_from=TODAY,
                valid_until=TODAY,
            )
        )

    assert who_decides(desk, "Jansen") == "Berg"


def test_deputy_is_changed_and_taken_away(desk: Desk, manager: Actor) -> None:
    number = a_deputy(desk, manager, "Jansen", "Berg", TODAY, TODAY)

    assert a_deputy(desk, manager, "Jansen", "Łukaszewicz", TODAY, TODAY, number) == number
    assert who_decides(desk, "Jansen") == "Łukaszewicz"
    desk.relations.remove_delegation(manager, RemoveDelegation(delegation_id=number))

    assert who_decides(desk, "Jansen") == "Jansen"
    with pytest.raises(NotFound):
        desk.relations.remove_delegation(manager, RemoveDelegation(delegation_id=number))
    with pytest.raises(NotFound):
        a_deputy(desk, manager, "Jansen", "Berg", TODAY, TODAY, number)


def test_nobody_is_chosen(desk: Desk, manager: Actor) -> None:
    command = SaveDelegation(holder_id=None, delegate_id=None, valid_from=TODAY, valid_until=TODAY)

    with pytest.raises(InvalidInput) as caught:
        desk.relations.save_delegation(manager, command)

    assert set(caught.value.fields) == {"holder_id", "delegate_id"}


def test_who_may_not_change_settings_changes_no_cost_centre(desk: Desk, manager: Actor, actor: Actor) -> None:
    row = a_centre(desk, manager)
    back_office = factories.an_actor(desk.db, "joost", Role.BACK_OFFICE)

    with pytest.raises(NotAllowed):
        desk.relations.save_cost_centre(actor, a_change(row, name="Stuk"))
    with pytest.raises(NotAllowed):
        a_deputy(desk, actor, "Jansen", "Berg", TODAY, TODAY)
    with pytest.raises(NotAllowed):
        desk.relations.remove_delegation(actor, RemoveDelegation(delegation_id=1))
    with pytest.raises(NotAllowed):
        desk.people.find_cost_centres(back_office, "4")

    assert desk.people.cost_centres(actor) == (row,)
