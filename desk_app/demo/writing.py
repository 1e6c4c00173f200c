# SPDX-License-Identifier: EUPL-1.2
"""Stores invented tickets with everything that belongs to them, in batches."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from desk_app.core.clock import local
from desk_app.demo.stories import Row, Story
from desk_app.interactions.models import Interaction
from desk_app.process.models import Approval
from desk_app.tickets.lifecycle import TicketEventKind
from desk_app.tickets.models import Ticket, TicketEvent, TicketStep
from desk_app.tickets.numbers import number_text, take_numbers


class Writer:
    """Gives ids and numbers, and writes batches."""

    def __init__(self) -> None:
        self.tickets = 0
        self._steps = 0

    def write(self, session: Session, stories: Sequence[Story]) -> int:
        """Stores the stories in order; returns how many lines their timelines have."""
        visits: list[Row] = []
        tickets: list[Row] = []
        steps: list[Row] = []
        approvals: list[Row] = []
        events: list[Row] = []
        for story, number in zip(stories, self._numbers(session, stories), strict=True):
            self.tickets += 1
            visits.append(self._visit(story))
            tickets.append(story.ticket | {"id": self.tickets, "number": number, "interaction_id": self.tickets})
            ids = self._number_steps(story)
            steps += story.steps
            approvals += [_of_step(approval, ids) for approval in story.approvals]
            for event in story.events:
                event["ticket_id"] = self.tickets
                if event["kind"] is TicketEventKind.STEP:
                    event["changes"] = {_by_id(key, ids): pair for key, pair in event["changes"].items()}
            events += story.events
        kept = (
            (Interaction, visits),
            (Ticket, tickets),
            (TicketStep, steps),
            (Approval, approvals),
            (TicketEvent, events),
        )
        for table, rows in kept:
            if rows:
                session.execute(insert(table.__table__), rows)  # type: ignore[arg-type]  # a mapped class has a Table
        if session.get_bind().dialect.name == "postgresql":  # the ids were given here, so the counter must follow
            for name, last in (
                ("interactions", self.tickets),
                ("tickets", self.tickets),
                ("ticket_steps", self._steps),
            ):
                session.execute(
                    text("select setval(pg_get_serial_sequence(:name, 'id'), greatest(:last, 1))"),
                    {"name": name, "last": last},
                )
        return len(events)

    def _visit(self, story: Story) -> Row:
        at = story.registered_at
        return {
            "id": self.tickets,
            "person_id": story.ticket["requester_id"],
            "channel": story.channel,
            "counter_id": story.by.counter_id,
            "agent_id": story.by.id,
            "started_at": at - timedelta(seconds=50),
            "ended_at": at,
            "remark": "",
        }

    def _number_steps(self, story: Story) -> dict[str, int]:
        """Gives the steps of a story their ids; code -> id."""
        for step in story.steps:
            self._steps += 1
            step |= {"id": self._steps, "ticket_id": self.tickets}
        return {step["code"]: step["id"] for step in story.steps}

    def _numbers(self, session: Session, stories: Sequence[Story]) -> list[str]:
        years = [local(story.registered_at).year for story in stories]
        following = {year: take_numbers(session, year, years.count(year)) for year in sorted(set(years))}
        numbers = []
        for year in years:
            numbers.append(number_text(year, following[year]))
            following[year] += 1
        return numbers


def _of_step(approval: Row, ids: Mapping[str, int]) -> Row:
    return {name: value for name, value in approval.items() if name != "step"} | {"step_id": ids[approval["step"]]}


def _by_id(key: str, ids: Mapping[str, int]) -> str:
    """``step.deliver.status`` as the ledger keeps it: ``step.17.status``."""
    word, *rest = key.split(".")
    return ".".join((word, str(ids[rest[0]]), *rest[1:])) if word == "step" else key
