# SPDX-License-Identifier: EUPL-1.2
"""The catalogue owner changes things: all of it or nothing, with a version of each, and never over somebody else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import func, select

from desk_app.app import Desk
from desk_app.catalogue.messages import (
    AttachFile,
    CatalogueChanged,
    Complexity,
    EntitlementLine,
    FieldLine,
    FieldType,
    Funding,
    ItemChanged,
    ItemContent,
    ItemFilter,
    ItemStatus,
    LeadTime,
    LeadUnit,
    OfferItems,
    PolicyContent,
    PriceLine,
    RemoveAttachment,
    RemoveTopic,
    RetireItems,
    SaveItem,
    SavePolicy,
    SaveTopic,
    SettleMissedWords,
    StepKind,
    StepLine,
    Supply,
)
from desk_app.catalogue.models import CatalogueField, CatalogueItem, CatalogueVersion, ProcessStep
from desk_app.catalogue.writing import write_items
from desk_app.core.actor import Actor, Role
from desk_app.core.audit import AuditEntry
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.core.events import DomainEvent
from tests import factories
from tests.desk_app.catalogue.conftest import Contents

DAY = date(2026, 11, 24)
PDF = b"%PDF-1.7\n"


def a_full_content(content: Contents) -> ItemContent:
    """One with something in every list."""
    return content(
        prices=(PriceLine(Supply.STOCK, DAY, None, 750), PriceLine(Supply.ORDER, DAY, None, 900)),
        order_lead=LeadTime(20, LeadUnit.WORKING_DAYS),
        entitlements=(EntitlementLine("employee"),),
        fields=(FieldLine("maat", FieldType.CHOICE, "Welke maat?", choices=("S", "L"), required=True),),
        steps=(
            StepLine("akkoord", StepKind.APPROVE, "Akkoord vragen"),
            StepLine("geef", StepKind.HAND_OVER, "Meegeven", after=("akkoord",)),
        ),
    )


def told(desk: Desk) -> list[DomainEvent]:
    heard: list[DomainEvent] = []
    desk.events.subscribe(DomainEvent, heard.append)
    return heard


def test_new_service_with_an_approval_step_and_a_field_is_bookable_at_once(
    desk: Desk, owner: Actor, content: Contents
) -> None:
    heard = told(desk)
    full = a_full_content(content)

    item_id = desk.catalogue_service.save_item(owner, SaveItem(content=full))

    sheet = desk.catalogue.sheet(owner, item_id)
    assert (sheet.version, sheet.content, sheet.open_tickets) == (1, full, 0)
    assert [hit.id for hit in desk.catalogue.find_items(owner, "rolst")] == [item_id]
    assert heard == [ItemChanged(item_id)]
    row = desk.catalogue.item(owner, item_id)
    assert (row.price_cents, row.order_price_cents) == (750, 900)
    assert (row.fields, row.steps, row.entitlements) == (full.fields, full.steps, full.entitlements)


def test_every_part_can_be_changed_and_the_old_version_is_kept(desk: Desk, owner: Actor, content: Contents) -> None:
    first = a_full_content(content)
    item_id = desk.catalogue_service.save_item(owner, SaveItem(content=first))
    second = replace(
        first,
        name="Rolstoel",
        prices=first.prices[:1],
        order_lead=None,
        entitlements=(),
        fields=(replace(first.fields[0], label="Maat?"), FieldLine("dag", FieldType.DATE, "Welke dag?")),
        steps=first.steps[:1],
    )

    desk.catalogue_service.save_item(owner, SaveItem(item_id=item_id, version=1, content=second))

    assert desk.catalogue.sheet(owner, item_id).content == second
    rows = desk.catalogue.versions(owner, item_id)
    assert [(row.version, row.content, row.agent_name) for row in rows] == [(2, second, "Olga"), (1, first, "Olga")]
    assert desk.catalogue.version(owner, item_id, 1).content == first
    with pytest.raises(NotFound):
        desk.catalogue.version(owner, item_id, 3)


def test_save_without_a_change_makes_no_version(desk: Desk, owner: Actor, item_id: int, content: Contents) -> None:
    heard = told(desk)

    same = content(name=" Rolstoel  lenen", keywords="rolstoel,invalide,rolstoel")
    desk.catalogue_service.save_item(owner, SaveItem(item_id=item_id, version=1, content=same))

    assert desk.catalogue.sheet(owner, item_id).version == 1
    assert len(desk.catalogue.versions(owner, item_id)) == 1
    assert heard == []


def test_second_of_two_counters_hears_who_was_first_and_overwrites_nothing(
    desk: Desk, owner: Actor, item_id: int, content: Contents
) -> None:
    other = factories.an_actor(desk.db, "piet", Role.MANAGER, "Balie 2")
    desk.catalogue_service.save_item(other, SaveItem(item_id=item_id, version=1, content=content(name="Rolstoel")))

    with pytest.raises(Conflict, match="Piet wijzigde 'Rolstoel' net"):
        desk.catalogue_service.save_item(owner, SaveItem(item_id=item_id, version=1, content=content(name="Stoel")))

    assert desk.catalogue.sheet(owner, item_id).content.name == "Rolstoel"


def test_of_two_counters_that_save_at_the_same_moment_one_wins(
    desk: Desk, owner: Actor, item_id: int, content: Contents
) -> None:
    names = [f"Stoel {number}" for number in range(6)]
    orders = [SaveItem(item_id=item_id, version=1, content=content(name=name)) for name in names]
    start = Barrier(len(orders))

    def save(order: SaveItem) -> str:
        start.wait(10)
        try:
            desk.catalogue_service.save_item(owner, order)
        except Conflict:
            return ""
        return order.content.name

    with ThreadPoolExecutor(len(orders)) as pool:
        saved = [name for name in pool.map(save, orders) if name]

    sheet = desk.catalogue.sheet(owner, item_id)
    assert [sheet.content.name] == saved
    assert sheet.version == 2
    assert [row.version for row in desk.catalogue.versions(owner, item_id)] == [2, 1]


def test_a_save_while_another_counter_retires_is_refused_or_kept_and_never_lost(
    desk: Desk, owner: Actor, content: Contents
) -> None:
    orders = [SaveItem(content=content(code=f"P-{number}", status=ItemStatus.ACTIVE)) for number in range(6)]
    codes = {desk.catalogue_service.save_item(owner, order): order.content.code for order in orders}
    items = list(codes)
    start = Barrier(2 * len(items))

    def save(item_id: int) -> str:
        start.wait(10)
        order = SaveItem(item_id=item_id, version=1, content=content(code=codes[item_id], name="Kruk"))
        try:
            desk.catalogue_service.save_item(owner, order)
        except Conflict:
            return content().name
        return "Kruk"

    def retire(item_id: int) -> None:
        start.wait(10)
        desk.catalogue_service.retire(owner, RetireItems(item_ids=(item_id,)))

    with ThreadPoolExecutor(2 * len(items)) as pool:
        saved = pool.map(save, items)
        list(pool.map(retire, items))

    stored = [desk.catalogue.sheet(owner, item_id).content for item_id in items]
    assert [one.name for one in stored] == list(saved)
    assert {one.status for one in stored} == {ItemStatus.RETIRED}


def test_fault_refuses_the_whole_item(desk: Desk, owner: Actor, item_id: int, content: Contents) -> None:
    with desk.db.read() as session:
        before = session.scalar(select(func.count(AuditEntry.seq)))

    with pytest.raises(InvalidInput) as refused:
        desk.catalogue_service.save_item(owner, SaveItem(content=content(code="p-rol", team_id=None)))

    assert set(refused.value.fields) == {"code", "team_id"}
    assert "Rolstoel lenen" in refused.value.fields["code"]
    with desk.db.read() as session:
        assert session.scalar(select(func.count(AuditEntry.seq))) == before


def test_break_half_way_leaves_no_half_item(desk: Desk, owner: Actor, content: Contents) -> None:
    full = a_full_content(content)

    def write_and_break() -> None:
        with desk.db.write(owner, SaveItem(content=full)) as unit:
            write_items(unit, [(None, full)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_break()

    with desk.db.read() as session:
        for model in (CatalogueVersion, CatalogueField, ProcessStep):
            assert session.scalar(select(func.count()).select_from(model)) == 0
        assert session.scalar(select(func.count(CatalogueItem.id)).where(CatalogueItem.code == "P-ROL")) == 0


def test_item_that_is_gone_or_unknown_is_not_saved(desk: Desk, owner: Actor, content: Contents) -> None:
    with pytest.raises(NotFound):
        desk.catalogue_service.save_item(owner, SaveItem(item_id=99, version=1, content=content()))
    with pytest.raises(NotFound):
        desk.catalogue_service.retire(owner, RetireItems(item_ids=(99,)))
    with pytest.raises(NotFound):
        desk.catalogue.sheet(owner, 99)


def test_thousands_are_written_in_one_command_with_one_event(desk: Desk, owner: Actor, content: Contents) -> None:
    heard = told(desk)
    many = [(None, content(code=f"P-{number}", name=f"Product {number}")) for number in range(1200)]

    with desk.db.write(owner, SaveItem(content=content())) as unit:
        ids = write_items(unit, many)
    with desk.db.write(owner, SaveItem(content=content())) as unit:
        again = [
            (item_id, replace(one, pick_up=item_id == ids[-1])) for item_id, (_, one) in zip(ids, many, strict=True)
        ]
        same = write_items(unit, again)

    assert same == ids
    assert [row.code for row in desk.catalogue.items(owner, ItemFilter(words="product 1199"))] == ["P-1199"]
    assert [desk.catalogue.sheet(owner, item_id).version for item_id in (ids[0], ids[-1])] == [1, 2]
    assert heard == [CatalogueChanged(0), ItemChanged(ids[-1])]


# --- retire and offer


def test_retired_item_is_gone_at_once_and_can_be_offered_again(desk: Desk, owner: Actor, item_id: int) -> None:
    moved = desk.catalogue_service.retire(owner, RetireItems(item_ids=(item_id,)))

    assert (moved.item_ids, moved.refused) == ((item_id,), ())
    assert desk.catalogue.find_items(owner, "rolstoel") == ()
    retired = desk.catalogue.sheet(owner, item_id).content
    assert (retired.status, retired.valid_until) == (ItemStatus.RETIRED, DAY)
    desk.catalogue_service.offer(owner, OfferItems(item_ids=(item_id,)))
    offered = desk.catalogue.sheet(owner, item_id).content
    assert (offered.status, offered.valid_until) == (ItemStatus.ACTIVE, None)
    assert len(desk.catalogue.find_items(owner, "rolstoel")) == 1


def test_offer_does_what_it_can_and_names_what_it_cannot(
    desk: Desk, owner: Actor, item_id: int, content: Contents
) -> None:
    bare = content(code="P-KAAL", name="Kale stoel", status=ItemStatus.CONCEPT, explanation="")
    bare_id = desk.catalogue_service.save_item(owner, SaveItem(content=bare))
    desk.catalogue_service.retire(owner, RetireItems(item_ids=(item_id,)))

    moved = desk.catalogue_service.offer(owner, OfferItems(item_ids=(bare_id, item_id)))

    assert moved.item_ids == (item_id,)
    assert [sentence.startswith("Kale stoel: Leg") for sentence in moved.refused] == [True]
    assert desk.catalogue.sheet(owner, bare_id).content.status is ItemStatus.CONCEPT


# --- missed words and files


def test_missed_words_become_keywords_of_an_item(desk: Desk, owner: Actor, item_id: int) -> None:
    desk.catalogue.note_missed(owner, "Duwkar")

    desk.catalogue_service.settle_missed_words(owner, SettleMissedWords(words="duwkar", item_id=item_id))

    sheet = desk.catalogue.sheet(owner, item_id)
    assert (sheet.version, sheet.content.keywords) == (2, "rolstoel, invalide, Duwkar")
    assert [hit.id for hit in desk.catalogue.find_items(owner, "duwkar")] == [item_id]
    assert desk.catalogue.missed_words(owner) == ()
    with pytest.raises(NotFound):
        desk.catalogue_service.settle_missed_words(owner, SettleMissedWords(words="onbekend"))


def test_words_put_aside_count_anew_when_they_come_back(desk: Desk, owner: Actor) -> None:
    for _time in range(3):
        desk.catalogue.note_missed(owner, "zonnebank")
    desk.catalogue_service.settle_missed_words(owner, SettleMissedWords(words="zonnebank"))
    assert desk.catalogue.missed_words(owner) == ()

    desk.catalogue.note_missed(owner, "zonnebank")

    assert [(row.words, row.times) for row in desk.catalogue.missed_words(owner)] == [("zonnebank", 1)]


def test_file_lies_with_an_item_until_it_is_taken_away(desk: Desk, owner: Actor, item_id: int) -> None:
    file_id = desk.catalogue_service.attach(owner, AttachFile(item_id=item_id, name="C:\\a\\Regels.pdf", content=PDF))

    (row,) = desk.catalogue.attachments(owner, item_id)
    assert (row.id, row.name, row.media_type, row.size, row.added_by) == (
        file_id,
        "Regels.pdf",
        "application/pdf",
        len(PDF),
        "Olga",
    )
    assert desk.catalogue.attachment_content(owner, file_id) == PDF
    desk.catalogue_service.remove_attachment(owner, RemoveAttachment(attachment_id=file_id))
    assert desk.catalogue.attachments(owner, item_id) == ()
    with pytest.raises(NotFound):
        desk.catalogue.attachment_content(owner, file_id)
    with pytest.raises(NotFound):
        desk.catalogue_service.remove_attachment(owner, RemoveAttachment(attachment_id=file_id))


# --- rights

ORDERS: list[Callable[[Desk, Actor], object]] = [
    lambda desk, who: desk.catalogue_service.save_item(who, SaveItem(content=ItemContent())),
    lambda desk, who: desk.catalogue_service.retire(who, RetireItems(item_ids=())),
    lambda desk, who: desk.catalogue_service.offer(who, OfferItems(item_ids=())),
    lambda desk, who: desk.catalogue_service.save_policy(
        who,
        SavePolicy(complexity=Complexity.TACTICAL, funding=Funding.PLUS, version=0, content=PolicyContent()),
    ),
    lambda desk, who: desk.catalogue_service.save_topic(who, SaveTopic(parent_id=None, code="X", name="X")),
    lambda desk, who: desk.catalogue_service.remove_topic(who, RemoveTopic(topic_id=1)),
    lambda desk, who: desk.catalogue_service.settle_missed_words(who, SettleMissedWords(words="x")),
    lambda desk, who: desk.catalogue_service.attach(who, AttachFile(item_id=1, name="x.pdf", content=PDF)),
    lambda desk, who: desk.catalogue_service.remove_attachment(who, RemoveAttachment(attachment_id=1)),
]


@pytest.mark.parametrize("role", [Role.COUNTER, Role.SECOND_LINE, Role.BACK_OFFICE, Role.ACCOUNT_MANAGER])
def test_only_owners_change_the_catalogue(desk: Desk, role: Role) -> None:
    who = factories.an_actor(desk.db, role.value, role)

    for order in ORDERS:
        with pytest.raises(NotAllowed):
            order(desk, who)


def test_who_may_not_see_the_catalogue_sees_nothing_of_it(desk: Desk, owner: Actor, item_id: int) -> None:
    nobody = replace(owner, rights=frozenset())
    see = desk.catalogue
    questions: list[Callable[[], object]] = [
        lambda: see.find_items(nobody, "a"),
        lambda: see.vocabulary(nobody),
        lambda: see.item(nobody, item_id),
        lambda: see.by_code(nobody, "P-ROL"),
        lambda: see.items(nobody, ItemFilter()),
        lambda: see.topics(nobody),
        lambda: see.matrix(nobody, ItemFilter()),
        lambda: see.uses(nobody, item_id),
        lambda: see.attachments(nobody, item_id),
        lambda: see.attachment_content(nobody, 1),
        lambda: see.note_missed(nobody, "woord"),
        lambda: see.sheet(nobody, item_id),
        lambda: see.open_tickets(nobody, (item_id,)),
        lambda: see.versions(nobody, item_id),
        lambda: see.version(nobody, item_id, 1),
        lambda: see.policies(nobody),
        lambda: see.missed_words(nobody),
    ]

    for question in questions:
        with pytest.raises(NotAllowed):
            question()
