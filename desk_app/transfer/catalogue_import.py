# SPDX-License-Identifier: EUPL-1.2
"""Catalogues in and out: a file is read, shown as a plan, and brought in as it was planned or not at all."""

from dataclasses import replace
from pathlib import Path

from desk_app.catalogue.writing import hold
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, InvalidInput
from desk_app.core.i18n import _
from desk_app.transfer.catalogue_guess import guess
from desk_app.transfer.catalogue_mapping import recall, remember
from desk_app.transfer.catalogue_messages import (
    CatalogueImport,
    CatalogueMapping,
    ExportCatalogue,
    FaultyPlan,
    FoundFile,
    ImportCatalogue,
    Plan,
)
from desk_app.transfer.catalogue_others import read_others
from desk_app.transfer.catalogue_own import is_ours, read_own
from desk_app.transfer.catalogue_plan import make_plan
from desk_app.transfer.catalogue_shape import one_table, sheets_of
from desk_app.transfer.catalogue_state import read_stamp, read_state
from desk_app.transfer.catalogue_writing import write_work
from desk_app.transfer.messages import Progress, Stop, never_stop, no_progress
from desk_app.transfer.shapes import AS_FOUND, Form
from desk_app.transfer.tables import read_tables
from desk_app.transfer.writing import write_csv, write_xlsx


class CatalogueImporter:
    """Reads files with a catalogue, says what they would change, and does it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def look(
        self,
        actor: Actor,
        file: Path,
        *,
        form: Form = AS_FOUND,
        progress: Progress = no_progress,
        stop: Stop = never_stop,
    ) -> FoundFile:
        """Reads the file in a child process. A catalogue of others comes with the mapping that was used for these
        columns before, else with a guess. Raises BadFile with every line that is not right, Unavailable, Stopped."""
        actor.require(Right.IMPORT)
        sheets = read_tables(file, form=form, progress=progress, stop=stop)
        if is_ours(sheets):
            return FoundFile(file.name, sheets)
        table = max(sheets, key=lambda sheet: len(sheet.rows))
        with self._db.read() as session:
            known = recall(session, table.header)
            mapping = known or guess(table, read_state(session))
        return FoundFile(file.name, sheets, mapping, table, known is not None)

    def plan(
        self,
        actor: Actor,
        found: FoundFile,
        mapping: CatalogueMapping | None = None,
        *,
        retire_missing: bool = False,
        progress: Progress = no_progress,
        stop: Stop = never_stop,
    ) -> Plan:
        """What the file would change; writes nothing. ``mapping``: another one than ``look`` found.

        Everything that is not right is in ``faults`` of the plan. Raises BadFile for columns that are not ours, Stopped.
        """
        actor.require(Right.IMPORT)
        used = mapping or found.mapping
        with self._db.read() as session:
            state = read_state(session)
        day = today(self._db.clock)
        if found.table is None or used is None:
            drafts = read_own(found.sheets, state)
        else:
            drafts = read_others(found.table, used, state)
        plan = make_plan(drafts, state, day, retire_missing=retire_missing, progress=progress, stop=stop)
        if found.table is None:
            return plan
        return replace(plan, mapping=used, columns=found.table.header)

    def bring_in(
        self,
        actor: Actor,
        command: ImportCatalogue,
        plan: Plan,
        *,
        progress: Progress = no_progress,
        stop: Stop = never_stop,
    ) -> CatalogueImport:
        """Writes the plan as one command, and remembers its mapping. Who calls this makes a backup first.

        Raises FaultyPlan when a line is not right, Conflict when the catalogue was changed since, Stopped,
        Unavailable; then nothing was written.
        """
        actor.require(Right.IMPORT)
        actor.require(Right.EDIT_CATALOGUE)
        if plan.faults:
            raise FaultyPlan(plan.faults)
        with self._db.write(actor, command) as unit:
            hold(unit.session, (number for number, _content in plan.work.items if number is not None))
            if read_stamp(unit.session) != plan.stamp:
                raise Conflict(
                    _("The catalogue has just been changed. Nothing was imported. Look at what the file changes again.")
                )
            write_work(unit, plan.work, progress, stop)
            if plan.mapping is not None:
                remember(unit, plan.columns, plan.mapping)
            counts = CatalogueImport(len(plan.added), len(plan.changed), len(plan.retired), plan.unchanged)
            unit.about = f"import catalogue: {counts.added}+ {counts.changed}~ {counts.retired}-"
        return counts


class CatalogueExporter:
    """Writes the whole catalogue to a file that ``CatalogueImporter`` reads again without a difference."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def export(
        self,
        actor: Actor,
        command: ExportCatalogue,
        file: Path,
        *,
        progress: Progress = no_progress,
        stop: Stop = never_stop,
    ) -> int:
        """Writes xlsx or CSV, as the name ends; returns the number of rows, which is in the audit trail before the
        first of them leaves. Raises InvalidInput for another ending, Unavailable when the disk refuses, Stopped."""
        actor.require(Right.EXPORT)
        actor.require(Right.SEE_CATALOGUE)
        ending = file.suffix.lower()
        if ending not in (".xlsx", ".csv"):
            raise InvalidInput({"file": _("Give the file a name that ends in .xlsx or .csv.")})
        with self._db.read() as session:
            state = read_state(session)
        tables = sheets_of(state) if ending == ".xlsx" else (one_table(state),)
        count = sum(table.count for table in tables)
        with self._db.write(actor, command) as unit:
            unit.about = f"export catalogue: {count} rows"
        if ending == ".xlsx":
            return write_xlsx(file, *tables, progress=progress, stop=stop)
        return write_csv(file, tables[0], progress=progress, stop=stop)
