# SPDX-License-Identifier: EUPL-1.2
"""Which targets are read for a customer, a team and a product, and the terms that follow from them."""

from datetime import date, time

import pytest
from sqlalchemy import event, update

from desk_app.app import Desk
from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import CatalogueItem, LeadUnit, TicketKind
from desk_app.contracts.calendar_messages import SaveCalendar, WindowLine
from desk_app.contracts.messages import PendingReason, Renewal
from desk_app.contracts.models import AgreementTarget
from desk_app.contracts.target_reading import (
    TermsReader,
    read_asked,
    read_choice,
    read_links,
    read_target,
    read_targets,
    read_terms,
)
from desk_app.contracts.targets import Asked, Standing, Target
from desk_app.contracts.terms import DEFAULT_PAUSES
from desk_app.core.actor import Role
from desk_app.core.i18n import set_language
from tests import factories
from tests.promises import FOUR_HOURS, HOUR, TWO_DAYS, a_contract, a_target, an_ola, an_sla

TODAY = date(2026, 11, 24)


def asked(desk: Desk, item: str | None = "P-BEA", *, customer: str | None = "Jansen", day: date = TODAY) -> Asked:
    """A fault with this product in the collegezaal."""
    with desk.db.read() as session:
        return read_asked(
            session,
            kind=TicketKind.INCIDENT,
            item_id=factories.item_id(desk.db, item) if item else None,
            priority=2,
            space_id=factories.space_id(desk.db),
            holder_id=factories.person_id(desk.db, customer) if customer else None,
            day=day,
        )


def found(desk: Desk, about: Asked) -> tuple[Target, ...]:
    """The targets for a customer."""
    with desk.db.read() as session:
        return read_targets(session, about)


def hang(desk: Desk, item: str, agreement_id: int) -> None:
    """Makes an agreement the one that a product has by itself."""
    with desk.db.jot() as session:
        session.execute(update(CatalogueItem).where(CatalogueItem.code == item).values(agreement_id=agreement_id))


def test_place_and_department_come_from_room_and_customer(desk: Desk) -> None:
    about, nobody = asked(desk), asked(desk, customer=None)

    assert about.building_id is not None
    assert about.department_id is not None
    assert (nobody.building_id, nobody.department_id) == (about.building_id, None)


def test_an_agreement_counts_for_its_own_department(desk: Desk) -> None:
    an_sla(desk, a_target(response=HOUR, priority=2))

    (target,) = found(desk, asked(desk))

    assert (target.agreement_code, target.party, target.standing) == ("SLA-FAC", "Facilitair", Standing.OWN)
    assert (target.response, target.completion, target.pauses) == (HOUR, FOUR_HOURS, DEFAULT_PAUSES)
    assert found(desk, asked(desk, customer=None)) == ()


def test_the_agreement_of_the_product_counts_for_everybody_else(desk: Desk) -> None:
    hang(desk, "P-BEA", an_sla(desk, a_target(), code="BASIS", is_own=False))

    (for_customer,) = found(desk, asked(desk))
    (for_nobody,) = found(desk, asked(desk, customer=None))

    assert for_customer.standing is for_nobody.standing is Standing.DEFAULT
    assert found(desk, asked(desk, "P-PAS")) == ()
    assert found(desk, asked(desk, None)) == ()


def test_the_own_agreement_goes_before_that_of_the_product(desk: Desk) -> None:
    item_id = factories.item_id(desk.db, "P-BEA")
    hang(desk, "P-BEA", an_sla(desk, a_target(HOUR, item_id=item_id, priority=2), code="BASIS", is_own=False))
    an_sla(desk, a_target())

    with desk.db.read() as session:
        chosen = read_choice(session, asked(desk))

    assert chosen.target is not None
    assert chosen.target.agreement_code == "SLA-FAC"
    assert chosen.why == "SLA-FAC: alle meldingen; gaat voor SLA BASIS"


def test_an_agreement_that_names_products_covers_those_alone(desk: Desk) -> None:
    an_sla(desk, a_target(), item_ids=frozenset({factories.item_id(desk.db, "P-BEA")}))

    assert [target.names_product for target in found(desk, asked(desk))] == [True]
    assert found(desk, asked(desk, "P-PAS")) == ()
    assert found(desk, asked(desk, None)) == ()


def test_an_agreement_counts_from_its_first_to_its_last_day(desk: Desk) -> None:
    an_sla(desk, a_target(), valid_from=date(2026, 3, 1), valid_until=date(2026, 12, 31))
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 12, 31), date(2027, 1, 1))

    counts = [len(found(desk, asked(desk, day=day))) for day in days]

    assert counts == [0, 1, 1, 0]


def test_one_that_renews_tacitly_goes_on(desk: Desk) -> None:
    an_sla(
        desk,
        a_target(),
        valid_until=date(2026, 6, 30),
        notice_on=date(2026, 3, 31),
        renewal=Renewal.TACIT,
    )

    assert len(found(desk, asked(desk))) == 1


def test_a_target_that_is_over_counts_no_more_but_old_tickets_keep_it(desk: Desk) -> None:
    an_sla(desk, a_target())
    (target,) = found(desk, asked(desk))
    with desk.db.jot() as session:
        session.execute(update(AgreementTarget).values(active=False))

    assert found(desk, asked(desk)) == ()
    with desk.db.read() as session:
        assert read_terms(session, target.id, kind=TicketKind.INCIDENT, lead=None).completion == FOUR_HOURS


def test_what_a_target_names_is_read_in_the_language_of_the_screen(desk: Desk) -> None:
    item_id = factories.item_id(desk.db, "P-BEA")
    with desk.db.jot() as session:
        session.execute(update(CatalogueItem).where(CatalogueItem.id == item_id).values(name_en="Projector"))
    an_sla(desk, a_target(item_id=item_id, building_id=asked(desk).building_id))

    (dutch,) = found(desk, asked(desk))
    set_language("en")
    (english,) = found(desk, asked(desk))
    set_language("nl")

    assert (dutch.item, english.item, dutch.building) == ("Beamer werkt niet", "Projector", "Gebouw D")


def test_the_links_are_those_of_the_team_and_of_suppliers_that_name_the_product(desk: Desk) -> None:
    an_sla(desk, a_target())
    an_ola(desk, a_target(TWO_DAYS))
    an_ola(desk, a_target(), team="EERSTELIJN", code="OLA-1")
    a_contract(desk, a_target(HOUR))
    a_contract(desk, a_target(HOUR), items=("P-PAS",), supplier="Paswerk", code="PAS")

    with desk.db.read() as session:
        of_beamer = read_links(session, asked(desk), factories.team_id(desk.db, "AV"))
        of_nothing = read_links(session, asked(desk, None), None)

    assert sorted((one.agreement_code, one.party) for one in of_beamer) == [
        ("BEELD", "Beeldwerk"),
        ("OLA-AV", "Audiovisueel"),
    ]
    assert of_nothing == ()


def test_terms_of_a_target_have_its_calendar_pauses_and_sentence(desk: Desk) -> None:
    manager = factories.an_actor(desk.db, "mila", Role.MANAGER)
    evening = desk.calendars.save(
        manager,
        SaveCalendar(code="AVOND", name="Avond", windows=(WindowLine(weekday=0, opens=time(18), closes=time(22)),)),
    )
    an_sla(desk, a_target(response=HOUR, calendar_id=evening, pauses=frozenset({PendingReason.PART})))
    (target,) = found(desk, asked(desk))

    with desk.db.read() as session:
        terms = read_terms(session, target.id, kind=TicketKind.INCIDENT, lead=None)

    assert terms.calendar.windows == {0: ((time(18), time(22)),)}
    assert (terms.completion, terms.response, terms.target_id) == (FOUR_HOURS, HOUR, target.id)
    assert terms.pauses == {PendingReason.PART}
    assert terms.source == "SLA-FAC: alle meldingen"


@pytest.mark.parametrize(
    ("kind", "lead", "term", "says"),
    [
        (
            TicketKind.REQUEST,
            LeadTime(3, LeadUnit.WORKING_DAYS),
            3,
            "de doorlooptijd van het product telt, 3 werkdagen.",
        ),
        (TicketKind.REQUEST, None, 5, "de gewone termijn telt, 5 werkdagen."),
        (TicketKind.COMPLAINT, None, 42, "de termijn voor klachten telt, 42 dagen."),
        (TicketKind.COMPLAINT, LeadTime(1, LeadUnit.WORKING_DAYS), 42, "de termijn voor klachten telt, 42 dagen."),
    ],
)
def test_without_a_target_there_is_a_term_all_the_same_and_a_note(
    desk: Desk, kind: TicketKind, lead: LeadTime | None, term: int, says: str
) -> None:
    with desk.db.read() as session:
        terms = read_terms(session, None, kind=kind, lead=lead)
        gone = read_terms(session, 999_999, kind=kind, lead=lead)

    assert terms == gone
    assert terms.completion.amount == term
    assert (terms.target_id, terms.response, terms.pauses) == (None, None, DEFAULT_PAUSES)
    assert terms.source.startswith("Geen overeenkomst")
    assert terms.source.endswith(says)


def test_targets_and_calendars_are_read_once(desk: Desk) -> None:
    an_sla(desk, a_target())
    (target,) = found(desk, asked(desk))
    asks = 0

    def count(*_args: object) -> None:
        nonlocal asks
        asks += 1

    with desk.db.read() as session:
        reader = TermsReader(session)
        reader.terms(target.id, kind=TicketKind.INCIDENT, lead=None)
        event.listen(session.get_bind(), "before_cursor_execute", count)
        for _ticket in range(50):
            reader.terms(target.id, kind=TicketKind.INCIDENT, lead=None)
            reader.terms(None, kind=TicketKind.INCIDENT, lead=FOUR_HOURS)
        event.remove(session.get_bind(), "before_cursor_execute", count)

    assert asks == 0


def test_a_target_that_is_not_there_is_none(desk: Desk) -> None:
    with desk.db.read() as session:
        assert read_target(session, 999_999) is None
