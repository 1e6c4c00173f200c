# SPDX-License-Identifier: EUPL-1.2
"""Brings the cases of another program in: one file, one command, one transaction, all or nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, insert, select

from desk_app.core.actor import Actor, Right
from desk_app.core.clock import local
from desk_app.core.db import Database, Unit
from desk_app.identity.models import Team
from desk_app.tickets.ledger import plain
from desk_app.tickets.models import Ticket, TicketEvent
from desk_app.tickets.numbers import number_text, take_numbers
from desk_app.transfer.histories import Histories
from desk_app.transfer.mapping import TicketMapping
from desk_app.transfer.messages import ImportTickets, Progress, TicketImport, TicketsImported, no_progress
from desk_app.transfer.past import Case, PastEvent
from desk_app.transfer.past_clocks import PastClocks
from desk_app.transfer.sandbox import FileLines

_AT_ONCE = 500
"""Cases written in one go."""

_TICKETS, _EVENTS, _TEAMS = (
    table for table in (Ticket.__table__, TicketEvent.__table__, Team.__table__) if isinstance(table, Table)
)


class TicketImporter:
    """Reads files with cases, and writes what they hold."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def check(self, actor: Actor, file: Path, mapping: TicketMapping, progress: Progress = no_progress) -> TicketImport:
        """What an import of the file would bring; writes nothing.

        Raises BadFile with every line that is not right, InvalidInput when the mapping names what is not here.
        """
        actor.require(Right.IMPORT)
        histories = _read(file, mapping, progress)
        with self._db.read() as session:
            PastClocks(session, mapping)
            known = set(session.scalars(select(Ticket.external_number).where(Ticket.source == mapping.source)))
        for _case in histories.cases(number for number in histories.numbers if number not in known):
            pass
        return _figures(histories, known)

    def bring_in(
        self,
        actor: Actor,
        command: ImportTickets,
        file: Path,
        mapping: TicketMapping,
        progress: Progress = no_progress,
    ) -> TicketImport:
        """Imports the file; cases of the same source that are here already are skipped.

        Raises BadFile, Unavailable, InvalidInput when the mapping names what is not here.
        """
        actor.require(Right.IMPORT)
        histories = _read(file, mapping, progress)
        with self._db.write(actor, command) as unit:
            query = select(Ticket.external_number).where(Ticket.source == mapping.source)
            known = set(unit.session.scalars(query))
            first = _write(unit, histories, mapping, known, progress)
            unit.about = f"import {mapping.source}"
            if first is not None:
                unit.publish(TicketsImported(first))
        return _figures(histories, known)


def _read(file: Path, mapping: TicketMapping, progress: Progress) -> Histories:
    histories = Histories(mapping)
    histories.read(FileLines(file, mapping.form, progress))
    return histories


def _figures(histories: Histories, known: set[str | None]) -> TicketImport:
    return histories.figures(tuple(number for number in histories.numbers if number in known))


def _write(
    unit: Unit, histories: Histories, mapping: TicketMapping, known: set[str | None], progress: Progress
) -> int | None:
    """Writes all cases that are not ``known``; returns the id of the first ticket."""
    wanted = [number for number in histories.numbers if number not in known]
    cases = histories.cases(wanted)
    clocks = PastClocks(unit.session, mapping)
    first: int | None = None
    teams: dict[str, int] = {}
    serials: dict[int, int] = {}
    done = 0
    while batch := list(islice(cases, _AT_ONCE)):
        _find_teams(unit, batch, mapping.source, teams)
        lines = [_lines(case, teams) for case in batch]
        numbers = _numbers(unit, batch, serials)
        tickets = [
            _ticket(case, number, mapping.source, teams) | clocks.of(case, events)
            for case, number, events in zip(batch, numbers, lines, strict=True)
        ]
        unit.session.execute(insert(_TICKETS), tickets)
        id_of = _ids(unit, mapping.source, batch)
        first = first or id_of[batch[0].number]
        for case, events in zip(batch, lines, strict=True):
            for event in events:
                event["ticket_id"] = id_of[case.number]
        unit.session.execute(insert(_EVENTS), [event for events in lines for event in events])
        done += len(batch)
        progress(done, len(wanted))
    return first


def _ids(unit: Unit, source: str, cases: list[Case]) -> dict[str, int]:
    numbers = [case.number for case in cases]
    query = select(_TICKETS.c.external_number, _TICKETS.c.id).where(
        _TICKETS.c.source == source, _TICKETS.c.external_number.in_(numbers)
    )
    return {row.external_number: row.id for row in unit.session.execute(query)}


def _numbers(unit: Unit, cases: list[Case], serials: dict[int, int]) -> list[str]:
    """Our numbers for the cases, of the year in which each was opened."""
    years = [local(case.registered_at).year for case in cases]
    serials.update({year: take_numbers(unit.session, year, count) for year, count in Counter(years).items()})
    numbers = []
    for year in years:
        numbers.append(number_text(year, serials[year]))
        serials[year] += 1
    return numbers


def _ticket(case: Case, number: str, source: str, teams: Mapping[str, int]) -> dict[str, Any]:
    return {
        "number": number,
        "kind": case.kind,
        "status": case.status,
        "channel": case.channel,
        "subject": case.subject,
        "description": case.description,
        "resolution": case.resolution,
        "details": case.details,
        "priority": case.priority,
        "team_id": teams.get(case.team),
        "registered_at": case.registered_at,
        "pending_reason": case.pending_reason,
        "completed_at": case.completed_at,
        "closed_at": case.closed_at,
        "promised_at": case.due_at,
        "met_at_source": case.met,
        "source": source,
        "external_number": case.number,
        "version": 1,
    }


def _lines(case: Case, teams: Mapping[str, int]) -> list[dict[str, Any]]:
    """The timeline of a case; its first line also keeps what the source promised."""
    lines = [_event(event, teams) for event in case.events]
    if case.due_at is not None:
        lines[0]["changes"]["due_at"] = [None, plain(case.due_at)]
    return lines


def _event(event: PastEvent, teams: Mapping[str, int]) -> dict[str, Any]:
    changes: dict[str, list[Any]] = {}
    if event.status:
        changes["status"] = list(event.status)
    if event.words:
        changes["source_status"] = list(event.words)
    if event.reason:
        changes["pending_reason"] = list(event.reason)
    if event.team:
        changes["team_id"] = [teams.get(name) for name in event.team]
    for name, before, after in event.times:
        changes[name] = [before, after]
    return {
        "at": event.at,
        "kind": event.kind,
        "agent_name": event.agent_name,
        "text": event.text,
        "changes": changes,
    }


def _find_teams(unit: Unit, cases: Iterable[Case], source: str, known: dict[str, int]) -> None:
    """Adds the teams of the cases to ``known`` (name -> id); a team that is not there yet is made."""
    names = {event.team[1] for case in cases for event in case.events if event.team} - known.keys()
    if not names:
        return
    there = unit.session.execute(select(Team.id, Team.name).where(Team.name.in_(names)).order_by(Team.id.desc()))
    known.update({name: team_id for team_id, name in there})
    new = sorted(names - known.keys())
    if new:
        last = unit.session.scalar(select(func.max(Team.id))) or 0
        rows = [
            {"code": f"{source[:20]}-{last + place}", "name": name, "public_name": name, "version": 1}
            for place, name in enumerate(new, 1)
        ]
        query = insert(_TEAMS).returning(_TEAMS.c.id, sort_by_parameter_order=True)
        known.update(zip(new, unit.session.scalars(query, rows).all(), strict=True))
