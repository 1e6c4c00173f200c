# SPDX-License-Identifier: EUPL-1.2
"""The commands for the catalogue: bring one in, write it to a file, show a product, find products for a customer."""

import signal
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from types import FrameType
from typing import Any

from desk_app import starter
from desk_app.app import Desk
from desk_app.backup.messages import BackupReason
from desk_app.backup.service import BackupService
from desk_app.catalogue.messages import ItemFilter, ItemRow
from desk_app.catalogue.wording import (
    FIELD_TYPE_NAMES,
    FUNDING_NAMES,
    KIND_NAMES,
    STATUS_NAMES,
    STEP_KIND_NAMES,
    answer_of,
    in_language,
    lead_text,
    name_of,
    price_text,
    promise_text,
)
from desk_app.cli.customers import customer_of
from desk_app.cli.output import Output
from desk_app.core.actor import the_program
from desk_app.core.i18n import _
from desk_app.transfer.catalogue_import import CatalogueExporter, CatalogueImporter
from desk_app.transfer.catalogue_mapping import catalogue_mapping
from desk_app.transfer.catalogue_messages import (
    CatalogueMapping,
    ExportCatalogue,
    FaultyPlan,
    FoundFile,
    ImportCatalogue,
    Plan,
    PlannedRow,
)
from desk_app.transfer.mapping import read_toml
from desk_app.transfer.messages import Stop
from desk_app.transfer.shapes import AS_FOUND

FAULTY = 1
"""Exit code when lines of the file are not right."""
_SHOWN = 20
_FOUND = 50

Progress = Callable[[int, int], None]


def bring_in(desk: Desk, arguments: Namespace, output: Output, progress: Progress) -> int:
    """``import catalogue``: a plan; and unless it is a dry run, a backup and then the import."""
    mapping, form = (None, AS_FOUND) if arguments.mapping is None else catalogue_mapping(read_toml(arguments.mapping))
    importer, actor = CatalogueImporter(desk.db), the_program()
    with stop_on_interrupt() as stop:
        found = importer.look(actor, arguments.file, form=form, progress=progress, stop=stop)
        if not arguments.dry_run:
            starter.load(desk.db, actor)
        plan = importer.plan(
            actor,
            found,
            _chosen(found, mapping, arguments.team),
            retire_missing=arguments.retire_missing,
            progress=progress,
            stop=stop,
        )
        if not plan.faults and not arguments.dry_run and not plan.is_nothing:
            if desk.db.file is not None:
                BackupService(desk.db, desk.db.file.parent / "backups").automatic(BackupReason.IMPORT)
            importer.bring_in(actor, ImportCatalogue(), plan, progress=progress, stop=stop)
    return _tell(plan, output, is_dry=arguments.dry_run)


def take_out(desk: Desk, arguments: Namespace, output: Output) -> int:
    """``export catalogue``: rows written; how many are told by the caller."""
    with stop_on_interrupt() as stop, output.progress(_("export")) as progress:
        exporter = CatalogueExporter(desk.db)
        return exporter.export(the_program(), ExportCatalogue(), arguments.file, progress=progress, stop=stop)


def ask(desk: Desk, arguments: Namespace, output: Output) -> int:
    """``catalogue show`` and ``catalogue find``."""
    return _show(desk, arguments, output) if arguments.action == "show" else _find(desk, arguments, output)


@contextmanager
def stop_on_interrupt() -> Iterator[Stop]:
    """While the block runs, Ctrl+C asks it to stop between two steps, with nothing half done; twice ends it at once."""
    asked = False

    def hear(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    before = signal.signal(signal.SIGINT, hear)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


def _chosen(found: FoundFile, mapping: CatalogueMapping | None, team: str | None) -> CatalogueMapping | None:
    used = mapping or found.mapping
    if used is None or not team:
        return used
    return replace(used, defaults={**used.defaults, "team": team})


def _tell(plan: Plan, output: Output, *, is_dry: bool) -> int:
    is_in = not plan.faults and not is_dry
    data = {
        "imported": is_in,
        "added": [_row(row) for row in plan.added],
        "changed": [_row(row) for row in plan.changed],
        "retired": [_row(row) for row in plan.retired],
        "unchanged": plan.unchanged,
        "notes": plan.notes,
        "faults": [{"sheet": one.spot.sheet, "line": one.spot.line, "sentence": one.sentence} for one in plan.faults],
    }
    sentence = _("New: {added}. Changed: {changed}. No longer offered: {retired}. The same as before: {unchanged}.")
    numbers = sentence.format(
        added=len(plan.added), changed=len(plan.changed), retired=len(plan.retired), unchanged=plan.unchanged
    )
    if plan.faults:
        if output.as_json:
            output.answer(data)
        else:
            output.refuse(FaultyPlan(plan.faults))
        return FAULTY
    output.answer(data, *(_changes(plan) if is_dry else ()), numbers, *plan.notes)
    return 0


def _row(row: PlannedRow) -> dict[str, Any]:
    return {
        "part": row.part,
        "code": row.code,
        "name": row.name,
        "line": row.spot.line if row.spot else None,
        "changes": [{**asdict(change), "text": change.text} for change in row.changes],
    }


def _changes(plan: Plan) -> Iterator[str]:
    for row in plan.changed[:_SHOWN]:
        yield f"{row.code}  {row.name}"
        yield from (f"    {change.label}: {change.text}" for change in row.changes)
    if len(plan.changed) > _SHOWN:
        yield "…"


def _show(desk: Desk, arguments: Namespace, output: Output) -> int:
    actor = the_program()
    row = desk.catalogue.by_code(actor, arguments.code)
    sheet = desk.catalogue.sheet(actor, row.id)
    topics = {topic.id: topic for topic in desk.catalogue.topics(actor)}
    branches = [topics[one] for one in sheet.content.topics if one in topics]
    data = {
        **asdict(row),
        "prices": [asdict(line) for line in sheet.content.prices],
        "topics": [{"code": topic.code, "name": topic.name} for topic in branches],
        "open_tickets": sheet.open_tickets,
    }
    output.answer(data, f"{row.code}  {name_of(row)}", *_facts(row, ", ".join(topic.name for topic in branches)))
    return 0


def _facts(row: ItemRow, topics: str) -> Iterator[str]:
    facts = (
        (_("Kind"), _(KIND_NAMES[row.kind])),
        (_("Status"), _(STATUS_NAMES[row.status])),
        (_("What the customer wants"), topics),
        (_("Funding"), _(FUNDING_NAMES[row.funding])),
        (_("Ready in"), promise_text(row)),
        (_("Price"), price_text(row)),
        (_("Team"), row.team),
        (_("Short explanation"), in_language(row.explanation, row.explanation_en)),
        (_("What does the customer need?"), in_language(row.customer_brings, row.customer_brings_en)),
        (_("Text when it is ready"), answer_of(row)),
    )
    yield from (f"{label}: {text}" for label, text in facts if text)
    for number, step in enumerate(row.steps, start=1):
        name = in_language(step.name, step.name_en)
        yield f"{number}. {name} ({_(STEP_KIND_NAMES[step.kind])}, {lead_text(step.lead)})"
    for line in row.fields:
        yield f"? {in_language(line.label, line.label_en)} ({_(FIELD_TYPE_NAMES[line.field_type])})"


def _find(desk: Desk, arguments: Namespace, output: Output) -> int:
    """Without a customer everything that is offered; with one, what they may have first and why not the rest."""
    actor = the_program()
    if arguments.customer is None:
        rows = desk.catalogue.items(actor, ItemFilter(words=arguments.text))
        found = [(row, "") for row in rows[:_FOUND]]
    else:
        person = customer_of(desk, arguments.customer)
        found = [(one.row, one.refusal) for one in desk.offers.find(actor, arguments.text, person, _FOUND)]
    data = [
        {
            "code": row.code,
            "name": name_of(row),
            "ready_in": promise_text(row),
            "price_cents": row.price_cents,
            "team": row.team,
            "entitled": not refusal,
            "refusal": refusal,
        }
        for row, refusal in found
    ]
    lines = [
        "  ".join(
            part for part in (row.code, name_of(row), promise_text(row), price_text(row), row.team, refusal) if part
        )
        for row, refusal in found
    ]
    output.answer(data, *(lines or [_("Nothing found.")]))
    return 0
