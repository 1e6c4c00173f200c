# SPDX-License-Identifier: EUPL-1.2
"""A file is a plan first, in words; then it comes in as it was planned, with a version of every product, or not at all."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from desk_app import starter
from desk_app.catalogue import writing as catalogue_writing
from desk_app.catalogue.messages import Complexity, Funding, ItemContent, SaveItem
from desk_app.catalogue.service import CatalogueService
from desk_app.core.actor import Actor, Role, the_program
from desk_app.core.db import Database, Unit
from desk_app.core.errors import Conflict, NotAllowed
from desk_app.identity.rights import rights_of
from desk_app.transfer.catalogue_import import CatalogueImporter
from desk_app.transfer.catalogue_messages import CatalogueImport, FaultyPlan, ImportCatalogue, PlanWork
from desk_app.transfer.catalogue_state import read_state
from desk_app.transfer.catalogue_writing import write_work
from desk_app.transfer.messages import Stopped
from tests.desk_app.transfer.catalogues import (
    an_item,
    bring_in,
    counted,
    export,
    last_audit,
    planned,
    rows_in,
    write,
)


@pytest.fixture
def stocked(db: Database) -> Database:
    """A desk with the starter catalogue."""
    starter.load(db, the_program())
    return db


def contents(db: Database) -> dict[str, ItemContent]:
    with db.read() as session:
        return {content.code: content for content in read_state(session).items.values()}


def test_a_plan_says_in_words_what_is_new_and_what_changes(stocked: Database, tmp_path: Path) -> None:
    bring_in(stocked, write(tmp_path / "first.csv", [an_item("X-1", lead=1, lead_unit="working_days")]))
    before = rows_in(stocked)
    rows = [an_item("X-1", lead=3, lead_unit="werkdagen", name="Deur maken"), an_item("X-2")]

    plan = planned(stocked, write(tmp_path / "second.csv", rows))

    assert [(row.code, row.name) for row in plan.added] == [("X-2", "Dienst X-2")]
    assert [(change.label, change.text) for change in plan.changed[0].changes] == [
        ("Name for the customer", "Dienst X-1 → Deur maken"),
        ("Ready in", "1 working day → 3 working days"),
    ]
    assert (plan.retired, plan.faults) == ((), ())
    assert rows_in(stocked) == before


def test_an_import_is_one_command_and_keeps_a_version_of_every_product(stocked: Database, tmp_path: Path) -> None:
    bring_in(stocked, write(tmp_path / "first.csv", [an_item("X-1")]))
    before = rows_in(stocked)

    found = bring_in(stocked, write(tmp_path / "second.csv", [an_item("X-1", name="Anders"), an_item("X-2")]))

    after = rows_in(stocked)
    assert found == CatalogueImport(added=1, changed=1, retired=0, unchanged=0)
    assert after["audit"] == before["audit"] + 1
    assert after["catalogue_versions"] == before["catalogue_versions"] + 2
    assert last_audit(stocked) == ("ImportCatalogue", "import catalogue: 1+ 1~ 0-")
    with stocked.read() as session:
        kept = session.execute(
            text(
                "select v.version from catalogue_versions v join catalogue_items i on i.id = v.item_id "
                "where i.code = 'X-1' order by v.version"
            )
        )
        assert [row.version for row in kept] == [1, 2]


def test_what_is_not_in_the_file_goes_only_when_asked(stocked: Database, tmp_path: Path) -> None:
    file = write(tmp_path / "small.csv", [an_item("X-1")])
    bring_in(stocked, file)

    kept, gone = planned(stocked, file), planned(stocked, file, retire_missing=True)
    bring_in(stocked, file, retire_missing=True)

    assert counted(kept) == (0, 0, 0, 0)
    assert len(gone.retired) == len(contents(stocked)) - 1
    assert {one.status.value for one in contents(stocked).values() if one.code != "X-1"} == {"retired"}
    assert contents(stocked)["X-1"].status.value == "active"
    assert counted(planned(stocked, file, retire_missing=True)) == (0, 0, 0, 0)


def test_a_part_that_is_not_in_the_file_stays_as_it_was(stocked: Database, tmp_path: Path) -> None:
    price = {"part": "price", "item": "X-1", "price": "12,50", "valid_from": "2026-01-01"}
    field = {"part": "field", "item": "X-1", "code": "kleur", "label": "Welke kleur?"}
    bring_in(stocked, write(tmp_path / "first.csv", [an_item("X-1"), price, field]))

    bring_in(stocked, write(tmp_path / "second.csv", [an_item("X-1"), {**price, "price": "15"}]))

    content = contents(stocked)["X-1"]
    assert [line.price_cents for line in content.prices] == [1500]
    assert [line.label for line in content.fields] == ["Welke kleur?"]


def test_lines_of_a_known_product_need_no_line_of_the_product_itself(stocked: Database, tmp_path: Path) -> None:
    bring_in(stocked, write(tmp_path / "first.csv", [an_item("X-1")]))
    steps = [
        {"part": "step", "item": "x-1", "code": "check", "step_kind": "check", "name": "Controle", "lead": "2 uur"},
        {"part": "step", "item": "x-1", "code": "do", "step_kind": "uitvoeren", "name": "Maken", "after": "check"},
    ]

    plan = planned(stocked, write(tmp_path / "steps.csv", [{**steps[0]}, {**steps[1], "step_kind": "deliver"}]))
    CatalogueImporter(stocked).bring_in(the_program(), ImportCatalogue(), plan)

    content = contents(stocked)["X-1"]
    assert [(step.code, step.lead.amount, step.after) for step in content.steps] == [
        ("check", 120, ()),
        ("do", 1, ("check",)),
    ]
    assert plan.changed[0].changes[0].label == "Steps"


def test_the_tree_and_the_matrix_come_in_too(stocked: Database, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"part": "topic", "code": "HUIS", "name": "Ergens wonen", "parent": ""},
        {"part": "topic", "code": "KAMER", "name": "Een kamer", "parent": "HUIS"},
        an_item("X-1", topics="KAMER, STUK"),
        {"part": "policy", "complexity": "operational", "funding": "plus", "needs_quote": "ja"},
    ]

    plan = planned(stocked, write(tmp_path / "tree.csv", rows))
    CatalogueImporter(stocked).bring_in(the_program(), ImportCatalogue(), plan)

    with stocked.read() as session:
        state = read_state(session)
    topics = {topic.code: topic for topic in state.topics.values()}
    assert topics["KAMER"].parent_id == topics["HUIS"].id
    assert {topics["KAMER"].id, topics["STUK"].id} == set(contents(stocked)["X-1"].topics)
    assert state.policies[Complexity.OPERATIONAL, Funding.PLUS].needs_quote
    assert [row.part.value for row in plan.added] == ["topic", "topic", "item"]
    assert plan.changed[0].changes[0].text == "no → yes"


def test_a_catalogue_that_changed_meanwhile_is_looked_at_again(stocked: Database, tmp_path: Path) -> None:
    plan = planned(stocked, write(tmp_path / "first.csv", [an_item("X-1")]))
    bring_in(stocked, write(tmp_path / "second.csv", [an_item("X-2")]))
    before = rows_in(stocked)

    with pytest.raises(Conflict, match="has just been changed"):
        CatalogueImporter(stocked).bring_in(the_program(), ImportCatalogue(), plan)

    assert rows_in(stocked) == before


def test_who_saves_a_product_while_it_comes_in_is_told_and_nothing_is_lost(stocked: Database, tmp_path: Path) -> None:
    bring_in(stocked, write(tmp_path / "first.csv", [an_item("X-1")]))
    plan = planned(stocked, write(tmp_path / "second.csv", [an_item("X-1", lead="5")]))
    with stocked.read() as session:
        state = read_state(session)
    item_id, content = next((number, one) for number, one in state.items.items() if one.code == "X-1")
    order = SaveItem(item_id=item_id, version=1, content=replace(content, name="Kruk"))
    saves: list[Future[int]] = []

    def progress(_done: int, _total: int) -> None:
        if not saves:
            saves.append(pool.submit(CatalogueService(stocked).save_item, the_program(), order))
            wait(saves, timeout=0.5)

    with ThreadPoolExecutor(1) as pool:
        CatalogueImporter(stocked).bring_in(the_program(), ImportCatalogue(), plan, progress=progress)

    with pytest.raises(Conflict, match="has just changed"):
        saves[0].result()
    assert (contents(stocked)["X-1"].name, contents(stocked)["X-1"].lead.amount) == (content.name, 5)


def test_a_plan_with_a_fault_writes_nothing(stocked: Database, tmp_path: Path) -> None:
    plan = planned(stocked, write(tmp_path / "faulty.csv", [an_item("X-1"), an_item("X-2", team="")]))
    before = rows_in(stocked)

    with pytest.raises(FaultyPlan, match="1 line is not right"):
        CatalogueImporter(stocked).bring_in(the_program(), ImportCatalogue(), plan)

    assert rows_in(stocked) == before


def test_a_disk_that_gives_up_halfway_leaves_nothing_behind(
    stocked: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic: dict[str, object] = {"part": "topic", "code": "HUIS", "name": "Wonen"}
    rows = [
        topic,
        *(an_item(f"X-{one}", topics="HUIS") for one in range(9)),
    ]
    plan = planned(stocked, write(tmp_path / "many.csv", rows))
    before = rows_in(stocked)

    def give_up(_unit: Unit, _items: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(catalogue_writing, "keep_versions", give_up)
        with pytest.raises(OSError, match="No space"):
            CatalogueImporter(stocked).bring_in(the_program(), ImportCatalogue(), plan)

    assert rows_in(stocked) == before
    CatalogueImporter(stocked).bring_in(the_program(), ImportCatalogue(), plan)
    assert rows_in(stocked)["catalogue_items"] == before["catalogue_items"] + 9


def test_without_one_transaction_something_would_be_left(stocked: Database, tmp_path: Path) -> None:
    plan = planned(
        stocked, write(tmp_path / "one.csv", [{"part": "topic", "code": "HUIS", "name": "W"}, an_item("X-1")])
    )
    before = rows_in(stocked)

    with stocked.write(the_program(), ImportCatalogue()) as unit:
        write_work(unit, PlanWork(topics=plan.work.topics))

    assert rows_in(stocked)["demand_topics"] == before["demand_topics"] + 1
    assert rows_in(stocked)["catalogue_items"] == before["catalogue_items"]


def test_stop_at_the_last_moment_writes_nothing(stocked: Database, tmp_path: Path) -> None:
    plan = planned(stocked, write(tmp_path / "many.csv", [an_item(f"X-{one}") for one in range(30)]))
    before = rows_in(stocked)
    seen: list[tuple[int, int]] = []

    with pytest.raises(Stopped):
        CatalogueImporter(stocked).bring_in(
            the_program(),
            ImportCatalogue(),
            plan,
            progress=lambda done, total: seen.append((done, total)),
            stop=lambda: bool(seen) and seen[-1] == (30, 30),
        )

    assert seen[-1] == (30, 30)
    assert rows_in(stocked) == before


def test_stop_is_heard_while_the_plan_is_made(stocked: Database, tmp_path: Path) -> None:
    importer = CatalogueImporter(stocked)
    found = importer.look(the_program(), write(tmp_path / "one.csv", [an_item("X-1")]))

    with pytest.raises(Stopped):
        importer.plan(the_program(), found, stop=lambda: True)
    with pytest.raises(Stopped):
        importer.look(the_program(), tmp_path / "one.csv", stop=lambda: True)

    assert "X-1" not in contents(stocked)


def test_import_is_for_who_may(stocked: Database, tmp_path: Path) -> None:
    clerk = Actor(None, "Clerk", Role.COUNTER, rights_of(Role.COUNTER))
    manager = Actor(None, "Manager", Role.MANAGER, rights_of(Role.MANAGER))
    file = write(tmp_path / "one.csv", [an_item("X-1")])
    plan = planned(stocked, file, actor=manager)

    with pytest.raises(NotAllowed):
        CatalogueImporter(stocked).look(clerk, file)
    with pytest.raises(NotAllowed):
        CatalogueImporter(stocked).bring_in(clerk, ImportCatalogue(), plan)
    found = CatalogueImporter(stocked).bring_in(manager, ImportCatalogue(), plan)

    assert found.added == 1


def test_the_same_command_comes_in_once(stocked: Database, tmp_path: Path) -> None:
    plan = planned(stocked, write(tmp_path / "one.csv", [{"part": "policy", **POLICY}]))
    command = ImportCatalogue()
    CatalogueImporter(stocked).bring_in(the_program(), command, plan)
    same = planned(stocked, write(tmp_path / "two.csv", [{"part": "policy", **POLICY, "lane": "close_here"}]))

    with pytest.raises(Conflict, match="already done"):
        CatalogueImporter(stocked).bring_in(the_program(), command, same)

    assert counted(planned(stocked, tmp_path / "one.csv")) == (0, 0, 0, 0)


POLICY = {"complexity": "operational", "funding": "basic", "lane": "second_line"}


def test_an_export_that_was_changed_in_a_spreadsheet_brings_only_that_change(stocked: Database, tmp_path: Path) -> None:
    file = export(stocked, tmp_path / "catalogue.csv")
    lines = file.read_text("utf-8-sig").splitlines(keepends=True)
    name = next(iter(contents(stocked).values())).name
    file.write_text("".join(line.replace(name, f"{name} nu") for line in lines), "utf-8")

    plan = planned(stocked, file)

    changed = [change.label for row in plan.changed for change in row.changes]
    assert plan.added == ()
    assert "Name for the customer" in changed
    assert set(changed) <= {"Name for the customer", "Search words", "Short explanation", "Text when it is ready"}


def test_progress_is_told_on_the_way(stocked: Database, tmp_path: Path) -> None:
    file = write(tmp_path / "many.csv", [an_item(f"X-{one}") for one in range(450)])
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))

    importer = CatalogueImporter(stocked)
    plan = importer.plan(the_program(), importer.look(the_program(), file), progress=progress)

    assert told == [(0, 450), (200, 450), (400, 450), (450, 450)]
    assert len(plan.added) == 450
