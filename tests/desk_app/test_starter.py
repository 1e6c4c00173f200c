# SPDX-License-Identifier: EUPL-1.2
"""What a new desk begins with is whole, readable in both languages, and loaded once."""

import time
from collections import Counter as Tally
from datetime import date, datetime

from sqlalchemy import func, select

from desk_app import starter
from desk_app.app import build
from desk_app.catalogue.checks import item_faults
from desk_app.catalogue.messages import ItemContent, ItemRow, LeadTime, StepKind
from desk_app.catalogue.models import (
    CatalogueItem,
    CatalogueVersion,
    CellPolicy,
    DemandTopic,
    LeadUnit,
    ServiceLane,
    Supply,
)
from desk_app.catalogue.policy import needs_cost_centre
from desk_app.catalogue.reading import read_contents, read_rows
from desk_app.catalogue.versions import from_json
from desk_app.catalogue.writing import read_known
from desk_app.contracts.calendar_reading import read_calendar
from desk_app.contracts.models import Agreement, AgreementKind, AgreementTarget, Closure, ServiceCalendar
from desk_app.core.actor import Role, the_program
from desk_app.core.audit import AuditEntry
from desk_app.core.clock import DESK_ZONE
from desk_app.core.db import Database
from desk_app.identity.models import Counter, Team
from desk_app.relations.models import CostCentre
from tests import factories

FILES = starter.read_files(starter.CATALOGUE)
DAY = date(2026, 11, 24)

DUTCH_WORDS = (
    *("sleutel", "pas", "parkeren", "post", "pakket", "zaal", "beamer", "lunch", "schoonmaak", "verhuizen", "stoel"),
    *("te koud", "lamp", "printen", "verloren", "gevonden", "eerste hulp", "bezoeker", "onveilig", "kluisje", "lek"),
)
ENGLISH_WORDS = (
    *("key", "badge", "parking", "mail", "parcel", "meeting room", "projector", "catering", "cleaning", "moving"),
    *("furniture", "heating", "light", "print", "lost", "found", "first aid", "visitor", "safety", "locker", "leak"),
)


def loaded(db: Database) -> dict[str, ItemRow]:
    """The items of a new desk as they are sold on a day, by code."""
    starter.load(db, the_program())
    with db.read() as session:
        return {row.code: row for row in read_rows(session, DAY)}


def contents(db: Database) -> dict[int, ItemContent]:
    """The items of a new desk as their owner edits them."""
    starter.load(db, the_program())
    with db.read() as session:
        return read_contents(session)


# --- loading ---------------------------------------------------------------------------------------------------------


def test_starter_is_loaded_once_as_one_command(db: Database) -> None:
    assert starter.load(db, the_program()) is True

    assert starter.load(db, the_program()) is False

    with db.read() as session:
        assert session.scalars(select(AuditEntry.command)).all() == ["LoadStarter"]
        assert session.scalar(select(func.count(CatalogueItem.id))) == len(FILES.items)
        assert session.scalars(select(Counter.name)).all() == ["Balie Hoofdgebouw"]
        assert {"EERSTELIJN", "TWEEDELIJN", "ACCOUNT"} <= set(session.scalars(select(Team.code)))


def test_desk_with_a_team_of_its_own_is_left_alone(db: Database) -> None:
    with db.jot() as session:
        session.add(Team(code="EIGEN", name="Eigen", public_name="Eigen"))

    assert starter.load(db, the_program()) is False

    with db.read() as session:
        assert session.scalar(select(func.count(CatalogueItem.id))) == 0


def test_first_version_of_every_item_is_kept_as_it_is_sold(db: Database) -> None:
    sold = contents(db)

    with db.read() as session:
        kept = session.execute(select(CatalogueVersion.item_id, CatalogueVersion.version, CatalogueVersion.content))
        versions = {row.item_id: (row.version, from_json(row.content)) for row in kept}

    assert versions == {item_id: (1, content) for item_id, content in sold.items()}


def test_loading_takes_no_patience(db: Database) -> None:
    starter.read_files(starter.CATALOGUE)

    before = time.process_time()
    starter.load(db, the_program())

    assert time.process_time() - before < 2


def test_counter_is_closed_on_the_holidays_of_every_year(db: Database) -> None:
    starter.load(db, the_program())

    with db.read() as session:
        calendar = read_calendar(session)
        typed = session.scalars(select(Closure.id)).all()

    assert typed == []
    assert [len(calendar.windows.get(day, ())) for day in range(7)] == [1, 1, 1, 1, 1, 0, 0]
    assert calendar.closures[date(2027, 4, 27)] == "Koningsdag"
    assert calendar.closures[date(2026, 12, 25)] == "Eerste kerstdag"
    assert calendar.closures[date(2030, 5, 5)] == "Bevrijdingsdag"
    assert date(2026, 4, 3) not in calendar.closures  # Goede vrijdag is a choice
    assert date(2026, 5, 5) not in calendar.closures  # Bevrijdingsdag too: here in years that end in 0 or 5


def test_rooms_in_the_evening_and_security_have_calendars_of_their_own(db: Database) -> None:
    starter.load(db, the_program())
    christmas_night, evening = datetime(2026, 12, 25, 3, tzinfo=DESK_ZONE), datetime(2026, 11, 24, 21, tzinfo=DESK_ZONE)

    with db.read() as session:
        ids = {row.code: row.id for row in session.execute(select(ServiceCalendar.code, ServiceCalendar.id))}
        calendars = {code: read_calendar(session, calendar_id) for code, calendar_id in ids.items()}

    assert {code for code, one in calendars.items() if one.is_open(christmas_night)} == {"DAGNACHT"}
    assert {code for code, one in calendars.items() if one.is_open(evening)} == {"DAGNACHT", "AVOND"}


# --- what can be had -------------------------------------------------------------------------------------------------


def test_every_item_could_be_saved_by_its_owner(db: Database) -> None:
    items = contents(db)

    with db.read() as session:
        known = read_known(session)
    faults = {content.code: item_faults(content, known.of(item_id)) for item_id, content in items.items()}

    assert {code: found for code, found in faults.items() if found} == {}


def test_starter_fills_all_nine_cells_and_every_branch(db: Database) -> None:
    cells = Tally((item["complexity"], item["funding"]) for item in FILES.items)
    uses = Tally(code for item in FILES.items for code in item["topics"])
    starter.load(db, the_program())

    with db.read() as session:
        topics = session.execute(select(DemandTopic.code, DemandTopic.name, DemandTopic.name_en)).all()
        top = session.scalars(select(DemandTopic.name).where(DemandTopic.parent_id.is_(None))).all()

    assert len(cells) == 9
    assert min(cells.values()) >= 2
    assert 95 <= len(FILES.items) <= 120
    assert set(uses) == {topic.code for topic in topics if "-" in topic.code}
    assert min(uses.values()) >= 2
    assert all(topic.name and topic.name_en and topic.name != topic.name_en for topic in topics)
    assert {"Iets lenen", "Iets is stuk", "Ergens werken", "Iets weten", "Iets vieren of vergaderen"} <= set(top)


def test_words_of_customers_find_something_in_either_language(db: Database) -> None:
    starter.load(db, the_program())
    desk, actor = build(db), factories.an_actor(db, "eva", Role.COUNTER, "Balie Hoofdgebouw")

    lost = [typed for typed in (*DUTCH_WORDS, *ENGLISH_WORDS) if not desk.catalogue.find_items(actor, typed)]

    assert lost == []


def test_first_hit_is_what_somebody_in_a_hurry_means(db: Database) -> None:
    starter.load(db, the_program())
    desk, actor = build(db), factories.an_actor(db, "eva", Role.COUNTER, "Balie Hoofdgebouw")
    meant = {
        "ehbo": "P-IBHV",
        "aed": "P-IBHV",
        "brand": "P-IBHV",
        "fire": "P-IBHV",
        "lekkage": "P-SLEK",
        "key": "P-LSLEU",
        "badge": "P-PAS",
        "meeting room": "P-ZAAL",
        "verloren": "P-KWIJT",
        "lost": "P-KWIJT",
    }

    first = {typed: desk.catalogue.find_items(actor, typed)[0].code for typed in meant}

    assert first == meant


# --- prices, entitlement, the matrix -------------------------------------------------------------------------


def test_every_price_still_holds_next_year(db: Database) -> None:
    now = loaded(db)

    with db.read() as session:
        later = {row.code: row for row in read_rows(session, date(2027, 11, 24))}

    assert {code for code, row in now.items() if row.price_cents} == {
        code for code, row in later.items() if row.price_cents
    }
    assert later["P-LUNCH"].price_cents > now["P-LUNCH"].price_cents


def test_key_on_loan_is_free_from_stock_and_charged_when_ordered(db: Database) -> None:
    key = loaded(db)["P-LSLEU"]

    demands = {supply: needs_cost_centre(key, supply) for supply in Supply}

    assert key.lead.is_at_once
    assert key.order_lead == LeadTime(20, LeadUnit.WORKING_DAYS)
    assert (key.price_cents, key.order_price_cents) == (0, 1250)
    assert demands == {Supply.STOCK: False, Supply.ORDER: True}
    assert key.lendable
    assert key.pick_up


def test_some_things_can_be_had_from_stock_or_to_order(db: Database) -> None:
    both = [row for row in loaded(db).values() if row.order_lead is not None]

    waits = [(row.lead.minutes, row.order_lead.minutes) for row in both if row.order_lead]

    assert len(both) >= 8
    assert all(stock < order for stock, order in waits)
    assert all(step.kind is not StepKind.ORDER for row in both for step in row.steps)


def test_who_may_have_what_is_written_down(db: Database) -> None:
    rows = loaded(db)

    limited = {code for code, row in rows.items() if row.entitlements}

    assert len(limited) >= 8
    assert {line.person_kind for line in rows["P-KLUIS"].entitlements} == {"student", "employee"}
    assert any(line.agreement_id is not None for code in limited for line in rows[code].entitlements)


def test_matrix_says_for_each_cell_what_is_needed(db: Database) -> None:
    rows = loaded(db)

    with db.read() as session:
        cells = session.scalar(select(func.count()).select_from(CellPolicy))
        account = session.scalars(select(Team.id).where(Team.code == "ACCOUNT")).one()

    assert cells == 9
    assert rows["P-LSLEU"].policy.lane is ServiceLane.CLOSE_HERE
    assert rows["P-LUNCH"].policy.needs_cost_centre
    assert not rows["P-LUNCH"].policy.needs_approval
    assert rows["P-TAART"].policy.needs_approval
    assert rows["P-VERH"].policy.lane is ServiceLane.SECOND_LINE
    assert rows["P-VERH"].policy.form_fields == ("wanted_on", "people")
    assert rows["P-VERBO"].policy.lane is ServiceLane.ACCOUNT_MANAGER
    assert rows["P-VERBO"].policy.needs_quote
    assert rows["P-VERBO"].policy.team_id == account


def test_desk_begins_with_cost_centres_and_agreements(db: Database) -> None:
    starter.load(db, the_program())

    with db.read() as session:
        centres = session.scalars(select(CostCentre.code)).all()
        agreements = session.execute(select(Agreement.code, Agreement.kind)).all()
        targets = select(AgreementTarget.agreement_id, func.count()).group_by(AgreementTarget.agreement_id)
        counted = dict(session.execute(targets).all())

    assert len(centres) == 6
    assert Tally(row.kind for row in agreements) == {
        AgreementKind.SLA: 3,
        AgreementKind.OLA: 2,
        AgreementKind.SUPPLIER: 2,
    }
    assert len(counted) == len(agreements)
    assert min(counted.values()) >= 2


def test_where_the_matrix_asks_approval_the_process_has_a_step_for_it(db: Database) -> None:
    rows = loaded(db).values()

    asked = [row for row in rows if row.policy.needs_approval]
    without = [row.code for row in asked if all(step.kind is not StepKind.APPROVE for step in row.steps)]

    assert asked
    assert without == []
