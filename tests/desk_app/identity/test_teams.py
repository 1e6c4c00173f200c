# SPDX-License-Identifier: EUPL-1.2
"""Teams: made, renamed, switched off; a team that still has work stays, and it is said what."""

from datetime import date
from typing import Any

import pytest

from desk_app.app import Desk
from desk_app.catalogue.models import (
    CatalogueItem,
    CellPolicy,
    Complexity,
    Funding,
    ItemStatus,
    ProcessStep,
    ServiceLane,
    StepKind,
)
from desk_app.contracts.messages import AgreementKind, Renewal, SaveAgreement
from desk_app.core.actor import Actor, Role
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.identity.messages import AddAgent, SaveTeam, TeamCard, TeamChanged
from desk_app.identity.models import Team
from desk_app.intake.messages import Question
from tests import factories


@pytest.fixture
def manager(desk: Desk) -> Actor:
    """Who may change settings."""
    return factories.an_actor(desk.db, "mila", Role.MANAGER)


def a_team(desk: Desk, manager: Actor, code: str = "POST", **fields: object) -> TeamCard:
    """A stored team."""
    facts: dict[str, object] = {"name": "Post", "public_name": "Team Post", **fields}
    number = desk.teams.save(manager, SaveTeam(code=code, **facts))  # type: ignore[arg-type]  # the fields of the command
    return next(card for card in desk.who.team_cards() if card.id == number)


def a_change(card: TeamCard, **fields: object) -> SaveTeam:
    """A change of nothing, but for what is said otherwise."""
    names = ("version", "code", "name", "public_name", "line", "active", "email")
    facts: dict[str, object] = {name: getattr(card, name) for name in names}
    return SaveTeam(team_id=card.id, **{**facts, **fields})  # type: ignore[arg-type]  # idem


def card_of(desk: Desk, code: str) -> TeamCard:
    """A team by its code."""
    return next(card for card in desk.who.team_cards() if card.code == code)


def test_new_team_can_be_chosen_at_once_and_everybody_hears_of_it(desk: Desk, manager: Actor) -> None:
    heard: list[int] = []
    desk.events.subscribe(TeamChanged, lambda event: heard.append(event.id))

    card = a_team(desk, manager, code=" POST ", line=2)

    assert (card.code, card.name, card.public_name, card.line, card.members) == ("POST", "Post", "Team Post", 2, 0)
    assert "POST" in [team.code for team in desk.who.teams()]
    assert heard == [card.id]


def test_reminders_of_a_team_go_to_its_own_address_once_it_has_one(desk: Desk, manager: Actor) -> None:
    card = a_team(desk, manager)

    desk.teams.save(manager, a_change(card, email=" post@example.org "))

    assert card.email == ""
    assert card_of(desk, "POST").email == "post@example.org"


def test_team_is_renamed_and_keeps_its_code(desk: Desk, manager: Actor) -> None:
    card = card_of(desk, "AV")

    desk.teams.save(manager, a_change(card, code="ANDERS", name="Beeld en geluid"))

    assert card_of(desk, "AV").name == "Beeld en geluid"


@pytest.mark.parametrize(
    ("fields", "wrong", "says"),
    [
        ({"code": " "}, "code", "Kies een korte code"),
        ({"code": "x" * 33}, "code", "1 teken te lang"),
        ({"code": "\ud800"}, "code", "teken"),
        ({"code": "av"}, "code", "Audiovisueel heeft deze code al."),
        ({"name": ""}, "name", "Vul de naam in."),
        ({"public_name": " "}, "public_name", "Vul de naam in zoals een klant die leest."),
        ({"public_name": "a\0b"}, "public_name", "teken"),
        ({"line": 3}, "line", "Kies eerste lijn"),
        ({"email": "post"}, "email", "Er mist een @."),
        ({"email": "post@balie"}, "email", "naam@voorbeeld.nl"),
        ({"email": f"{'p' * 250}@example.org"}, "email", "te lang"),
    ],
)
def test_wrong_field_is_named_in_a_plain_sentence(
    desk: Desk, manager: Actor, fields: dict[str, object], wrong: str, says: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        a_team(desk, manager, **{"code": "POST", **fields})  # type: ignore[arg-type]  # the fields of the command

    assert says in caught.value.fields[wrong]
    assert list(caught.value.fields) == [wrong]
    assert len(desk.who.team_cards()) == 3


def test_team_without_work_is_switched_off_and_on_again(desk: Desk, manager: Actor) -> None:
    card = a_team(desk, manager)

    desk.teams.save(manager, a_change(card, active=False))

    assert "POST" not in [team.code for team in desk.who.teams()]
    assert not card_of(desk, "POST").active
    desk.teams.save(manager, a_change(card_of(desk, "POST"), active=True))
    assert "POST" in [team.code for team in desk.who.teams()]


def test_team_of_an_offered_product_stays(desk: Desk, manager: Actor) -> None:
    card = card_of(desk, "AV")

    with pytest.raises(InvalidInput) as caught:
        desk.teams.save(manager, a_change(card, active=False))

    assert caught.value.fields == {
        "active": "Dit team heeft nog: Beamer werkt niet. Geef dat eerst aan een ander team."
    }
    assert card_of(desk, "AV").active


def test_team_of_a_retired_product_may_go(desk: Desk, manager: Actor) -> None:
    with desk.db.jot() as session:
        item = session.get(CatalogueItem, factories.item_id(desk.db, "P-BEA"))
        assert item is not None
        item.status = ItemStatus.RETIRED

    desk.teams.save(manager, a_change(card_of(desk, "AV"), active=False))

    assert not card_of(desk, "AV").active


@pytest.mark.parametrize(
    ("days", "stays"),
    [
        ({"valid_until": date(2026, 12, 31)}, True),
        ({"valid_from": date(2027, 1, 1)}, True),
        ({"valid_until": date(2026, 3, 1), "renewal": Renewal.TACIT}, True),
        ({"valid_until": date(2026, 11, 23)}, False),
    ],
)
def test_team_stays_while_an_agreement_with_it_is_in_force_or_to_come(
    desk: Desk, manager: Actor, days: dict[str, Any], stays: bool
) -> None:
    card = a_team(desk, manager)
    facts = {"valid_from": date(2026, 1, 1), "kind": AgreementKind.OLA, "team_id": card.id, **days}
    desk.agreements.save(manager, SaveAgreement(code="OLA-1", name="Post binnen een dag", owner="Noor Vos", **facts))

    said = ""
    try:
        desk.teams.save(manager, a_change(card, active=False))
    except InvalidInput as refused:
        said = refused.fields["active"]

    assert card_of(desk, "POST").active is stays
    assert ("de overeenkomst OLA-1 · Post binnen een dag" in said) is stays


def test_what_no_product_routes_keeps_its_team(desk: Desk, manager: Actor) -> None:
    with pytest.raises(InvalidInput) as caught:
        desk.teams.save(manager, a_change(card_of(desk, "ACCOUNT"), active=False))

    assert "de vragen die bij geen product horen" in caught.value.fields["active"]


def test_open_tickets_steps_and_cells_keep_their_team(desk: Desk, manager: Actor, actor: Actor) -> None:
    card = a_team(desk, manager)
    item = factories.item_id(desk.db, "P-PAS")
    factories.a_visit(desk, actor, Question(item_id=item, description="pas is gebroken", team_id=card.id))
    with desk.db.jot() as session:
        cell = CellPolicy(
            complexity=Complexity.TACTICAL, funding=Funding.PLUS, lane=ServiceLane.SECOND_LINE, team_id=card.id
        )
        session.add(cell)
        for place in range(5):
            session.add(
                ProcessStep(
                    item_id=item,
                    code=f"S{place}",
                    position=place,
                    kind=StepKind.CHECK,
                    name=f"Stap {place}",
                    team_id=card.id,
                )
            )

    with pytest.raises(InvalidInput) as caught:
        desk.teams.save(manager, a_change(card, active=False))

    said = caught.value.fields["active"]
    assert "1 open melding, stap “Stap 0” van Pas vervangen" in said
    assert said.endswith("en nog 2. Geef dat eerst aan een ander team.")


def test_colleagues_who_left_are_no_members(desk: Desk, manager: Actor) -> None:
    administrator = factories.an_actor(desk.db, "anne", Role.ADMINISTRATOR)
    av = card_of(desk, "AV")
    desk.identity.add_agent(
        administrator, AddAgent(name="Piet", login="piet", role=Role.BACK_OFFICE, pin="2468", team_ids=(av.id,))
    )

    assert card_of(desk, "AV").members == 1
    assert card_of(desk, "ACCOUNT").members == 0


def test_older_version_does_not_overwrite_a_newer_one(desk: Desk, manager: Actor) -> None:
    card = card_of(desk, "AV")
    desk.teams.save(manager, a_change(card, name="Eerst"))

    with pytest.raises(Conflict):
        desk.teams.save(manager, a_change(card, name="Later"))
    with pytest.raises(NotFound):
        desk.teams.save(manager, SaveTeam(team_id=999_999, version=1, code="X", name="X", public_name="X"))

    assert card_of(desk, "AV").name == "Eerst"


def test_who_may_not_change_settings_changes_no_team(desk: Desk, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        desk.teams.save(actor, a_change(card_of(desk, "AV"), name="Stuk"))


@pytest.mark.parametrize("hostile", ["<b>vet</b>", "=1+1", "'; drop table teams; --", "\u202eabc", "Ł & Ş 👩‍👩‍👧"])
def test_hard_names_are_kept_as_typed(desk: Desk, manager: Actor, hostile: str) -> None:
    card = a_team(desk, manager, code=hostile, name=hostile, public_name=hostile)

    with desk.db.read() as session:
        team = session.get(Team, card.id)
    assert team is not None
    assert (team.code, team.name, team.public_name) == (hostile, hostile, hostile)
