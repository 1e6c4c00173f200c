# SPDX-License-Identifier: EUPL-1.2
"""A new customer in four fields, and what is said when one of them is wrong."""

from datetime import date

import pytest

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.relations.messages import AddPerson, ChangePerson, PersonChanged
from desk_app.relations.models import PersonKind
from tests import factories


def a_new_person(desk: Desk, actor: Actor, **fields: object) -> AddPerson:
    """A command that is right, but for what is said otherwise."""
    facts: dict[str, object] = {
        "given_name": "Noor",
        "infix": "van de",
        "family_name": "Wilgenpoel",
        "department_id": desk.people.departments(actor)[0].id,
        "email": "Noor@Example.org",
        "phone": "+31 6 2345 6789",
    }
    return AddPerson(**{**facts, **fields})  # type: ignore[arg-type]  # the fields of the command


def a_change(desk: Desk, actor: Actor, whose: str, **fields: object) -> ChangePerson:
    """A change of nothing, but for what is said otherwise."""
    row = desk.people.person(actor, factories.person_id(desk.db, whose))
    facts: dict[str, object] = {
        name: getattr(row, name)
        for name in ("version", "given_name", "infix", "family_name", "department_id", "email", "phone", "badge")
    }
    return ChangePerson(person_id=row.id, **{**facts, **fields})  # type: ignore[arg-type]  # idem


def test_new_customer_is_kept_and_everybody_hears_of_it(desk: Desk, actor: Actor) -> None:
    heard: list[int] = []
    desk.events.subscribe(PersonChanged, lambda event: heard.append(event.id))

    row = desk.relations.add_person(actor, a_new_person(desk, actor, badge=" 0209999 "))

    assert desk.people.person(actor, row.id) == row
    assert (row.name, row.slip_name) == ("Noor van de Wilgenpoel", "N. van de Wilgenpoel")
    assert (row.email, row.badge, row.phone) == ("noor@example.org", "0209999", "+31 6 2345 6789")
    assert heard == [row.id]


@pytest.mark.parametrize(
    ("fields", "wrong", "says"),
    [
        ({"family_name": "  "}, "family_name", "Vul de achternaam in."),
        ({"email": "", "phone": ""}, "email", "Vul een e-mailadres of een telefoonnummer in."),
        ({"email": "noor.example.org"}, "email", "Controleer het e-mailadres. Er mist een @."),
        ({"email": "noor@example"}, "email", "naam@voorbeeld.nl"),
        ({"email": "a@b.nl, c@d.nl"}, "email", "naam@voorbeeld.nl"),
        ({"phone": "bel maar"}, "phone", "Controleer het telefoonnummer."),
        ({"department_id": None}, "department_id", "Kies het onderdeel"),
        ({"department_id": 999_999}, "department_id", "Kies het onderdeel"),
        ({"space_id": 999_999}, "space_id", "Deze ruimte is er niet meer."),
        ({"family_name": "x" * 201}, "family_name", "1 teken te lang"),
        ({"given_name": "a\0b"}, "given_name", "teken"),
    ],
)
def test_wrong_field_is_named_in_a_plain_sentence(
    desk: Desk, actor: Actor, fields: dict[str, object], wrong: str, says: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        desk.relations.add_person(actor, a_new_person(desk, actor, **fields))

    assert says in caught.value.fields[wrong]
    assert desk.people.find_people(actor, "wilgenpoel") == ()


def test_visitor_needs_no_department(desk: Desk, actor: Actor) -> None:
    row = desk.relations.add_person(
        actor, a_new_person(desk, actor, department_id=None, kind=PersonKind.VISITOR, email="")
    )

    assert row.department == ""


def test_second_person_with_an_address_is_asked_about_but_never_barred(desk: Desk, actor: Actor) -> None:
    again = a_new_person(desk, actor, email="SANNE.Jansen@example.org")

    with pytest.raises(InvalidInput) as caught:
        desk.relations.add_person(actor, again)
    row = desk.relations.add_person(actor, a_new_person(desk, actor, email=again.email, even_so=True))

    assert caught.value.fields == {"email": "Dit e-mailadres hoort al bij S. Jansen. Is dat dezelfde persoon?"}
    assert row.email == "sanne.jansen@example.org"


def test_change_keeps_what_was_said_and_its_own_address(desk: Desk, actor: Actor) -> None:
    row = desk.relations.change_person(
        actor,
        a_change(
            desk, actor, "Jansen", family_name="Jansen-Bos", attention="Rolstoel", attention_until=date(2026, 11, 24)
        ),
    )

    assert row.name == "Sanne Jansen-Bos"
    assert row.email == "sanne.jansen@example.org"
    assert row.attention == "Rolstoel"


def test_attention_is_shown_until_its_last_day(desk: Desk, actor: Actor) -> None:
    row = desk.relations.change_person(
        actor, a_change(desk, actor, "Jansen", attention="Let op", attention_until=date(2026, 11, 23))
    )

    assert row.attention == ""


def test_older_version_does_not_overwrite_a_newer_one(desk: Desk, actor: Actor) -> None:
    first = a_change(desk, actor, "Jansen", phone="1234")
    second = a_change(desk, actor, "Jansen", phone="9876")
    desk.relations.change_person(actor, first)

    with pytest.raises(Conflict):
        desk.relations.change_person(actor, second)

    assert desk.people.person(actor, first.person_id).phone == "1234"


def test_person_who_is_gone_cannot_be_changed(desk: Desk, actor: Actor) -> None:
    with pytest.raises(NotFound):
        desk.relations.change_person(actor, ChangePerson(person_id=999_999, version=1, family_name="Bos"))
    with pytest.raises(NotFound):
        desk.people.person(actor, 999_999)


def test_back_office_adds_nobody(desk: Desk, actor: Actor) -> None:
    back_office = factories.an_actor(desk.db, "joost", Role.BACK_OFFICE)

    with pytest.raises(NotAllowed):
        desk.relations.add_person(back_office, a_new_person(desk, actor))
