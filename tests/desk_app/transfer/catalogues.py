# SPDX-License-Identifier: EUPL-1.2
"""Short ways to write a catalogue to a file, to read one in, and to see what came of it."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from desk_app.core.actor import Actor, the_program
from desk_app.core.db import Database
from desk_app.transfer.catalogue_import import CatalogueExporter, CatalogueImporter
from desk_app.transfer.catalogue_messages import (
    CatalogueImport,
    CatalogueMapping,
    ExportCatalogue,
    ImportCatalogue,
    Plan,
)

OURS = ("part", "code", "item", "name", "topics", "team", "owner", "kind", "lead", "lead_unit", "explanation", "status")


def write(file: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    """A CSV file with the columns that the rows have."""
    header = list(dict.fromkeys(name for row in rows for name in row))
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, header)
        writer.writeheader()
        writer.writerows(rows)
    return file


def an_item(code: str, **cells: object) -> dict[str, object]:
    """A line of our own shape with everything that a product needs at the starter desk."""
    return {
        "part": "item",
        "code": code,
        "name": f"Dienst {code}",
        "topics": "STUK",
        "team": "GEBOUW",
        "owner": "Productmanager gebouwen",
        "explanation": "Wij maken het weer heel.",
        "status": "active",
        **cells,
    }


def planned(
    db: Database,
    file: Path,
    mapping: CatalogueMapping | None = None,
    *,
    team: str = "",
    retire_missing: bool = False,
    actor: Actor | None = None,
) -> Plan:
    """What the file would change; ``team`` is the default one."""
    importer = CatalogueImporter(db)
    who = actor or the_program()
    found = importer.look(who, file)
    used = mapping or found.mapping
    if team and used is not None:
        used = replace(used, defaults={**used.defaults, "team": team})
    return importer.plan(who, found, used, retire_missing=retire_missing)


def bring_in(db: Database, file: Path, *, team: str = "", retire_missing: bool = False) -> CatalogueImport:
    """Reads the file, plans it and writes it."""
    plan = planned(db, file, team=team, retire_missing=retire_missing)
    return CatalogueImporter(db).bring_in(the_program(), ImportCatalogue(), plan)


def export(db: Database, file: Path) -> Path:
    """The catalogue in a file."""
    CatalogueExporter(db).export(the_program(), ExportCatalogue(), file)
    return file


def counted(plan: Plan) -> tuple[int, int, int, int]:
    """Added, changed, retired, faults."""
    return len(plan.added), len(plan.changed), len(plan.retired), len(plan.faults)


def rows_in(db: Database) -> dict[str, int]:
    """How many rows there are in every table that an import writes to."""
    tables = (
        "catalogue_items",
        "catalogue_versions",
        "catalogue_prices",
        "catalogue_fields",
        "process_steps",
        "entitlements",
        "catalogue_item_topics",
        "demand_topics",
        "cell_policies",
        "import_mappings",
        "audit",
    )
    with db.read() as session:
        return {table: session.scalars(text(f"select count(*) from {table}")).one() for table in tables}


def last_audit(db: Database) -> tuple[str, str]:
    """Command and subject of the newest line of the trail."""
    with db.read() as session:
        row = session.execute(text("select command, about from audit order by seq desc limit 1")).one()
    return row.command, row.about
