# SPDX-License-Identifier: EUPL-1.2
"""Customer, team, supplier and order held against each other before anything is promised."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit, TicketKind
from desk_app.contracts.chain import Chain, LinkKind, LinkTerms, compare, links_of
from desk_app.contracts.models import AgreementKind
from desk_app.contracts.targets import Asked, Target
from desk_app.core.clock import DESK_ZONE
from desk_app.core.worktime import ROUND_THE_CLOCK, Calendar

DESK = Calendar({weekday: ((time(9), time(17)),) for weekday in range(5)}, {date(2026, 5, 5): "Bevrijdingsdag"})
MONDAY = datetime(2026, 5, 4, 10, 0, 30, tzinfo=DESK_ZONE)
HOURS, DAYS = LeadUnit.MINUTES, LeadUnit.WORKING_DAYS
CUSTOMER = LinkTerms(LinkKind.CUSTOMER, LeadTime(240, HOURS), DESK, agreement="SLA FMG-2026")
TEAM = LinkTerms(LinkKind.TEAM, LeadTime(2, DAYS), DESK, "AV-team", "Team Audiovisueel", "OLA AV")
SUPPLIER = LinkTerms(LinkKind.SUPPLIER, LeadTime(1, DAYS), DESK, "Beeldwerk", "", "contract BEELD")
ORDER = LinkTerms(LinkKind.ORDER, LeadTime(20, DAYS), DESK)


def test_the_link_that_cannot_keep_it_is_named_with_what_can_be_promised() -> None:
    chain = compare(MONDAY, CUSTOMER, [TEAM])

    assert not chain.keeps
    assert chain.promised_at == datetime(2026, 5, 4, 14, 0, 30, tzinfo=DESK_ZONE)
    assert chain.honest_at == datetime(2026, 5, 7, 17, tzinfo=DESK_ZONE)
    (link,) = chain.broken
    assert link.sentence == (
        "AV-team heeft 2 werkdagen: do 7 mei 17.00 uur. Dat is later dan de afspraak met de klant."
    )
    assert link.reason == "Team Audiovisueel heeft 2 werkdagen nodig"


def test_the_latest_of_several_links_is_what_is_honest() -> None:
    chain = compare(MONDAY, CUSTOMER, [SUPPLIER, TEAM, ORDER], customer_language="en")

    assert [link.kind for link in chain.links] == [
        LinkKind.CUSTOMER,
        LinkKind.SUPPLIER,
        LinkKind.TEAM,
        LinkKind.ORDER,
    ]
    assert [link.kind for link in chain.broken] == [LinkKind.ORDER, LinkKind.TEAM, LinkKind.SUPPLIER]
    assert chain.honest_at == chain.broken[0].due_at
    assert chain.broken[0].sentence.startswith("Bestellen duurt 20 werkdagen: di 2 jun 17.00 uur.")
    assert [link.reason for link in chain.broken] == [
        "ordering takes 20 working days",
        "Team Audiovisueel needs 2 working days",
        "our supplier needs 1 working day",
    ]


def test_links_that_are_in_time_say_so_and_nothing_is_broken() -> None:
    chain = compare(MONDAY, LinkTerms(LinkKind.CUSTOMER, LeadTime(5, DAYS), DESK), [TEAM, SUPPLIER])

    assert chain.keeps
    assert chain.honest_at == chain.promised_at
    assert chain.links[1].sentence == "AV-team heeft 2 werkdagen: do 7 mei 17.00 uur."


def test_a_link_that_ends_with_the_promise_is_in_time() -> None:
    chain = compare(MONDAY, CUSTOMER, [LinkTerms(LinkKind.TEAM, CUSTOMER.lead, DESK, "AV-team")])

    assert chain.keeps


def test_a_promise_of_the_honest_moment_can_be_kept() -> None:
    team = LinkTerms(LinkKind.TEAM, LeadTime(300, HOURS), DESK, "AV-team")  # ends at 15.00.30
    honest = compare(MONDAY, CUSTOMER, [team]).honest_at

    chain = compare(MONDAY, CUSTOMER, [team], promised_at=honest)

    assert honest == datetime(2026, 5, 4, 15, 1, tzinfo=DESK_ZONE)
    assert chain.keeps
    assert chain.honest_at == honest


def test_a_moment_of_the_counter_that_is_too_early_is_said_of_the_counter() -> None:
    chain = compare(MONDAY, CUSTOMER, [TEAM], promised_at=datetime(2026, 5, 6, 12, tzinfo=DESK_ZONE))

    assert chain.broken[0].sentence.endswith("Dat is later dan wat je belooft.")


TERMS = st.builds(
    LinkTerms,
    st.sampled_from([LinkKind.TEAM, LinkKind.SUPPLIER, LinkKind.ORDER]),
    st.builds(LeadTime, st.integers(1, 30), st.sampled_from(LeadUnit)),
    st.sampled_from([DESK, ROUND_THE_CLOCK]),
)


@given(st.lists(TERMS, max_size=5), st.integers(0, 60 * 24 * 40))
def test_what_is_honest_can_always_be_kept_and_nothing_earlier(others: list[LinkTerms], minutes: int) -> None:
    start = MONDAY + timedelta(minutes=minutes)

    chain = compare(start, CUSTOMER, others)
    again: Chain = compare(start, CUSTOMER, others, promised_at=chain.honest_at)

    assert again.keeps
    assert chain.honest_at >= max(link.due_at for link in chain.links)
    assert chain.keeps == all(link.due_at.replace(second=0) <= chain.promised_at for link in chain.links)
    if not chain.keeps:
        earlier = chain.honest_at - timedelta(minutes=2)
        assert not compare(start, CUSTOMER, others, promised_at=earlier).keeps


def a_target(number: int, kind: AgreementKind, party: str, days: int, **more: object) -> Target:
    """A target of an agreement with a team or a supplier."""
    facts: dict[str, object] = {"item_id": None, "building_id": None, "priority": None, "kind": None, **more}
    return Target(
        id=number,
        agreement_id=number,
        agreement_code=f"A{number}",
        agreement_name="",
        agreement_kind=kind,
        party=party,
        response=None,
        completion=LeadTime(days, DAYS),
        **facts,  # type: ignore[arg-type]  # fields of Target
    )


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_team_has_one_link_and_each_supplier_one(is_reversed: bool) -> None:
    asked = Asked(TicketKind.INCIDENT, 7, 1, None, None, date(2026, 5, 4))
    targets = [
        a_target(1, AgreementKind.OLA, "AV-team", 5),
        a_target(2, AgreementKind.OLA, "AV-team", 1, priority=1),
        a_target(3, AgreementKind.OLA, "AV-team", 9, priority=2),
        a_target(4, AgreementKind.SUPPLIER, "Beeldwerk", 3),
        a_target(5, AgreementKind.SUPPLIER, "Beeldwerk", 2, item_id=7),
        a_target(6, AgreementKind.SUPPLIER, "Lichtwerk", 4),
    ]

    links = links_of(targets[::-1] if is_reversed else targets, asked, lambda _calendar: DESK, "Team Beeld")

    assert [(link.kind, link.party, link.public_name, link.lead.amount, link.agreement) for link in links] == [
        (LinkKind.TEAM, "AV-team", "Team Beeld", 1, "OLA A2"),
        (LinkKind.SUPPLIER, "Beeldwerk", "", 2, "contract A5"),
        (LinkKind.SUPPLIER, "Lichtwerk", "", 4, "contract A6"),
    ]
