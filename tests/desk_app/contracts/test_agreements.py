# SPDX-License-Identifier: EUPL-1.2
"""Agreements: made, changed, refused in a plain sentence, and who falls under them on which day."""

from datetime import date

import pytest

from desk_app.app import Desk
from desk_app.catalogue.models import CatalogueItem, Entitlement, ItemStatus
from desk_app.contracts.messages import AgreementChanged, AgreementKind, AgreementRow, SaveAgreement
from desk_app.contracts.queries import read_agreements_of
from desk_app.core.actor import Actor, Role
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.relations.models import Department
from tests import factories

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def manager(desk: Desk) -> Actor:
    """Who may change settings; there are two parts of the organisation."""
    with desk.db.jot() as session:
        session.add(Department(code="BIB", name="Bibliotheek"))
    return factories.an_actor(desk.db, "mila", Role.MANAGER)


def departments(desk: Desk, manager: Actor) -> dict[str, int]:
    """Code -> id."""
    return {row.code: row.id for row in desk.people.departments(manager)}


def an_agreement(desk: Desk, manager: Actor, **fields: object) -> AgreementRow:
    """A stored agreement with Facilitair for 2026."""
    facts: dict[str, object] = {
        "code": "SLA-FAC",
        "name": "Afspraken met Facilitair",
        "owner": "Noor Vos",
        "valid_from": FIRST,
        "valid_until": LAST,
        "department_ids": frozenset({departments(desk, manager)["FAC"]}),
    }
    command = SaveAgreement(**{**facts, **fields})  # type: ignore[arg-type]  # the fields of the command
    return desk.agreement_queries.agreement(manager, desk.agreements.save(manager, command))


def a_change(row: AgreementRow, **fields: object) -> SaveAgreement:
    """A change of nothing, but for what is said otherwise."""
    names = ("version", "code", "name", "kind", "owner", "valid_from", "valid_until", "department_ids")
    facts: dict[str, object] = {name: getattr(row, name) for name in names}
    return SaveAgreement(agreement_id=row.id, **{**facts, **fields})  # type: ignore[arg-type]  # idem


def falls_under(desk: Desk, department_id: int | None, day: date) -> frozenset[int]:
    """The agreements in force."""
    with desk.db.read() as session:
        return read_agreements_of(session, department_id, day)


def test_new_agreement_is_kept_and_everybody_hears_of_it(desk: Desk, manager: Actor) -> None:
    heard: list[int] = []
    desk.events.subscribe(AgreementChanged, lambda event: heard.append(event.id))

    row = an_agreement(desk, manager, code=" SLA-FAC ", name=" Afspraken ")

    assert (row.code, row.name, row.kind, row.departments, row.party) == (
        "SLA-FAC",
        "Afspraken",
        AgreementKind.SLA,
        ("Facilitair",),
        "Facilitair",
    )
    assert desk.agreement_queries.agreements(manager) == (row,)
    assert heard == [row.id]


def test_department_falls_under_it_from_the_first_to_the_last_day(desk: Desk, manager: Actor) -> None:
    known = departments(desk, manager)

    row = an_agreement(desk, manager)

    days = (date(2025, 12, 31), FIRST, LAST, date(2027, 1, 1))
    assert [bool(falls_under(desk, known["FAC"], day)) for day in days] == [False, True, True, False]
    assert [row.holds_on(day) for day in days] == [False, True, True, False]
    assert falls_under(desk, known["BIB"], FIRST) == frozenset()
    assert falls_under(desk, None, FIRST) == frozenset()


def test_agreement_without_an_end_holds_on(desk: Desk, manager: Actor) -> None:
    row = an_agreement(desk, manager, valid_until=None)

    assert falls_under(desk, departments(desk, manager)["FAC"], date(2099, 1, 1)) == {row.id}


def test_other_departments_are_another_version(desk: Desk, manager: Actor) -> None:
    known = departments(desk, manager)
    row = an_agreement(desk, manager)
    desk.agreements.save(manager, a_change(row, department_ids=frozenset(known.values())))

    with pytest.raises(Conflict):
        desk.agreements.save(manager, a_change(row, department_ids=frozenset()))

    stored = desk.agreement_queries.agreement(manager, row.id)
    assert stored.departments == ("Bibliotheek", "Facilitair")
    assert stored.version > row.version
    assert falls_under(desk, known["BIB"], FIRST) == {row.id}


def test_department_that_is_taken_away_no_longer_falls_under_it(desk: Desk, manager: Actor) -> None:
    row = an_agreement(desk, manager)

    desk.agreements.save(manager, a_change(row, department_ids=frozenset(), code="sla-fac"))

    assert falls_under(desk, departments(desk, manager)["FAC"], FIRST) == frozenset()
    assert desk.agreement_queries.agreement(manager, row.id).code == "sla-fac"


@pytest.mark.parametrize(
    ("fields", "wrong", "says"),
    [
        ({"code": " "}, "code", "Kies een korte code"),
        ({"code": "x" * 33}, "code", "1 teken te lang"),
        ({"code": "\ud800"}, "code", "teken"),
        ({"code": "a\0b"}, "code", "teken"),
        ({"code": "sla-oud"}, "code", "Oud heeft deze code al."),
        ({"name": ""}, "name", "Vul de naam in."),
        ({"name": "n" * 201}, "name", "1 teken te lang"),
        ({"name": "\u200b"}, "name", "niets te zien"),
        ({"code": "\u202eabc"}, "code", "onzichtbaar teken"),
        ({"owner": "e" * 201}, "owner", "1 teken te lang"),
        (
            {"valid_until": date(2025, 12, 31)},
            "valid_until",
            "De einddatum ligt voor de begindatum. Controleer de datums.",
        ),
        ({"department_ids": frozenset({999_999})}, "department_ids", "Een onderdeel is er niet meer."),
    ],
)
def test_wrong_field_is_named_in_a_plain_sentence(
    desk: Desk, manager: Actor, fields: dict[str, object], wrong: str, says: str
) -> None:
    an_agreement(desk, manager, code="SLA-OUD", name="Oud")

    with pytest.raises(InvalidInput) as caught:
        an_agreement(desk, manager, **fields)

    assert says in caught.value.fields[wrong]
    assert list(caught.value.fields) == [wrong]
    assert [row.name for row in desk.agreement_queries.agreements(manager)] == ["Oud"]


@pytest.mark.parametrize("hostile", ["<b>vet</b>", "=1+1", "'; drop table agreements; --", "Ł & Ş 👩‍👩‍👧"])
def test_hard_names_are_kept_as_typed(desk: Desk, manager: Actor, hostile: str) -> None:
    row = an_agreement(desk, manager, code=hostile, name=hostile)

    assert (row.code, row.name) == (hostile, hostile)


def test_products_that_hang_on_it_are_named(desk: Desk, manager: Actor) -> None:
    row = an_agreement(desk, manager)
    with desk.db.jot() as session:
        beamer = session.get(CatalogueItem, factories.item_id(desk.db, "P-BEA"))
        retired = session.get(CatalogueItem, factories.item_id(desk.db, "P-PAR"))
        assert beamer is not None
        assert retired is not None
        beamer.agreement_id = retired.agreement_id = row.id
        retired.status = ItemStatus.RETIRED
        for _twice in range(2):
            session.add(Entitlement(item_id=factories.item_id(desk.db, "P-PAS"), agreement_id=row.id))

    use = desk.agreement_queries.use(manager, row.id)

    assert use.terms_of == ("Beamer werkt niet",)
    assert use.entitles_to == ("Pas vervangen",)


def test_agreement_that_is_gone_is_not_found(desk: Desk, manager: Actor) -> None:
    with pytest.raises(NotFound):
        desk.agreement_queries.agreement(manager, 999_999)
    with pytest.raises(NotFound):
        desk.agreements.save(
            manager, SaveAgreement(agreement_id=999_999, version=1, code="A", name="B", owner="C", valid_from=FIRST)
        )


def test_who_may_not_change_agreements_reads_only(desk: Desk, manager: Actor, actor: Actor) -> None:
    row = an_agreement(desk, manager)

    with pytest.raises(NotAllowed):
        desk.agreements.save(actor, a_change(row, name="Stuk"))

    assert desk.agreement_queries.agreements(actor) == (row,)
