# SPDX-License-Identifier: EUPL-1.2
"""The steps and the answers of an invented ticket, told after its life so that they end when it ends. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from desk_app.catalogue.messages import FieldLine, ItemRow, StepLine
from desk_app.catalogue.models import FieldType, ServiceLane, StepKind
from desk_app.core.clock import local
from desk_app.demo.stories import Row, Story, Storyteller, Who
from desk_app.process.models import ApprovalWay, Decision
from desk_app.process.opening import steps_of
from desk_app.tickets.answers import NO, YES, Answer, to_json
from desk_app.tickets.lifecycle import StepStatus, TicketEventKind, TicketStatus

APPROVAL_DAYS = 10
OVER = (TicketStatus.COMPLETED, TicketStatus.READY, TicketStatus.COLLECTED, TicketStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What answers refer to: rooms and people as (id, words), and budget holders as (id, name) by cost centre."""

    spaces: Sequence[tuple[int, str]]
    people: Sequence[tuple[int, str]]
    holders: Mapping[str, tuple[int, str]]


@dataclass(slots=True)
class _Run:
    """One step of one ticket: open minutes of its start and end; ``end`` None is not yet."""

    line: StepLine
    row: Row
    start: float = 0.0
    end: float | None = None


class Processes:
    """Adds to a story what its product asks at intake and in which steps it is done."""

    def __init__(self, teller: Storyteller, texts: Mapping[str, Any], around: Surroundings) -> None:
        self._teller = teller
        self._random: Random = teller.random
        self._texts = texts
        self._around = around

    def add(self, story: Story, item: ItemRow) -> None:
        """Answers, and the steps as far as they are now; a ticket that is done has them all behind it."""
        story.ticket["answers"] = to_json(self._answers(story, item))
        if story.ticket["status"] is TicketStatus.CANCELLED:
            return
        lines = steps_of(item, APPROVAL_DAYS, story.ticket["supply"])
        if lines:
            self._steps(story, item, lines)

    def _steps(self, story: Story, item: ItemRow, lines: Sequence[StepLine]) -> None:
        runs = {line.code: _Run(line, _row(line, item, place)) for place, line in enumerate(lines)}
        self._schedule(story, item, runs)
        told: list[Row] = []
        for moment, code in self._moments(runs):
            told.append(self._event(story, runs, code, moment))
        self._ask_budget_holders(story, runs)
        story.steps = [run.row for run in runs.values()]
        story.events = sorted([*story.events, *told], key=_place)
        if told and story.ticket["status"] not in OVER:
            self._follow(story, item, runs, told[-1])

    def _schedule(self, story: Story, item: ItemRow, runs: Mapping[str, _Run]) -> None:
        """Every step takes its share of the time that the ticket took, or takes until now."""
        line = self._teller.line
        first = line.minute_of(story.ticket["registered_at"])
        ends: dict[str, float] = {}
        for code, run in runs.items():
            run.start = max((ends[before] for before in run.line.after if before in ends), default=0.0)
            ends[code] = run.start + max(run.line.lead.minutes, 5) * self._random.uniform(0.3, 1.2)
        whole = max(ends.values())
        done = story.ticket["completed_at"]
        is_over = story.ticket["status"] in OVER
        length = (
            line.minute_of(done) - first if is_over and done else item.lead.minutes * self._random.uniform(0.8, 1.6)
        )
        now = self._teller.now_minute
        for code, run in runs.items():
            run.start = first + run.start / whole * length
            end = first + ends[code] / whole * length
            is_last = ends[code] == whole
            began = story.ticket["status"] is not TicketStatus.NEW
            run.end = end if is_over or (began and end < now and not is_last) else None
        self._hold_back(runs)

    @staticmethod
    def _hold_back(runs: Mapping[str, _Run]) -> None:
        """A step whose steps before it are not over has not begun."""
        for run in runs.values():
            if any(runs[before].end is None for before in run.line.after if before in runs):
                run.end = None

    def _moments(self, runs: Mapping[str, _Run]) -> list[tuple[float, str]]:
        """When a step began the process, or ended, in order."""
        first = next(iter(runs))
        ends = sorted((run.end, code) for code, run in runs.items() if run.end is not None)
        return [(-1.0, first), *ends]

    def _event(self, story: Story, runs: Mapping[str, _Run], code: str, minute: float) -> Row:
        """The line of the timeline, with the columns of the steps that it changes."""
        run, changes = runs[code], dict[str, list[Any]]()
        who, at = story.by, story.ticket["registered_at"]
        _tell(changes, run, "kind", run.line.kind.value, run.line.kind.value)
        _name(changes, run)
        text = ""
        if minute >= 0:
            who = self._worker(run, story)
            done = story.ticket["completed_at"]
            at = (
                min(self._teller.line.at(minute), done)
                if done and story.ticket["status"] in OVER
                else (self._teller.line.at(minute))
            )
            at = max(at, story.ticket["registered_at"])
            text = self._finish(run, changes, who, at)
        over = {other for other, one in runs.items() if one.row["status"] in (StepStatus.DONE, StepStatus.SKIPPED)}
        for other in runs.values():
            if other.row["status"] is StepStatus.WAITING and over.issuperset(set(other.line.after) & set(runs)):
                self._begin(other, changes, at)
        return {
            "at": at,
            "kind": TicketEventKind.STEP,
            "agent_id": who.id,
            "agent_name": who.name,
            "counter_name": who.counter,
            "text": text,
            "for_customer": False,
            "changes": changes,
            "command_id": None,
        }

    def _begin(self, run: _Run, changes: dict[str, list[Any]], at: datetime) -> None:
        line = self._teller.line
        due = line.at(line.minute_of(at) + max(run.line.lead.minutes, 30))
        _name(changes, run)
        for name, after in (("status", StepStatus.READY), ("ready_at", at), ("due_at", due)):
            _tell(changes, run, name, run.row[name], after)
            run.row[name] = after

    def _finish(self, run: _Run, changes: dict[str, list[Any]], who: Who, at: datetime) -> str:
        is_skipped = run.line.kind is StepKind.CHECK and self._random.random() < 0.04
        is_redone = run.line.kind is StepKind.DELIVER and self._random.random() < 0.06
        reason = str(self._random.choice(self._texts["step_reasons"])) if is_skipped else ""
        answer = str(self._random.choice(self._texts["step_answers"])) if run.line.required_input else ""
        after = {
            "status": StepStatus.SKIPPED if is_skipped else StepStatus.DONE,
            "done_at": at,
            "done_by": who.name,
            "input": "" if is_skipped else answer,
            "reason": reason,
        }
        for name, value in after.items():
            if run.row[name] != value:
                _tell(changes, run, name, run.row[name], value)
                run.row[name] = value
        run.row["times_redone"] = int(is_redone)
        return reason or answer

    def _ask_budget_holders(self, story: Story, runs: Mapping[str, _Run]) -> None:
        code = story.ticket["cost_centre"]
        holder_id, holder = self._around.holders.get(code, (None, ""))
        for run in runs.values():
            if run.line.kind is not StepKind.APPROVE or run.row["ready_at"] is None or not holder:
                continue
            is_done = run.row["status"] is StepStatus.DONE
            story.approvals.append(
                {
                    "step": run.line.code,
                    "cost_centre": code,
                    "approver_id": holder_id,
                    "approver": holder,
                    "on_behalf_of": "",
                    "token_hash": None,
                    "asked_at": run.row["ready_at"],
                    "expires_at": run.row["ready_at"] + timedelta(days=APPROVAL_DAYS * 7 // 5),
                    "decision": Decision.APPROVED if is_done else Decision.ASKED,
                    "decided_at": run.row["done_at"],
                    "way": self._random.choice(tuple(ApprovalWay)) if is_done else None,
                    "noted_by": run.row["done_by"],
                    "note": "",
                }
            )

    def _follow(self, story: Story, item: ItemRow, runs: Mapping[str, _Run], last: Row) -> None:
        """Open work lies with the team of the first step that can be done."""
        ready = next((run for run in runs.values() if run.row["status"] is StepStatus.READY), None)
        team_id, ticket = ready.row["team_id"] if ready else None, story.ticket
        if item.policy.lane is not ServiceLane.CLOSE_HERE or team_id in (None, ticket["team_id"]):
            return
        last["changes"]["team_id"] = [ticket["team_id"], team_id]
        ticket["team_id"] = team_id

    def _worker(self, run: _Run, story: Story) -> Who:
        return self._teller.one_of_team(run.row["team_id"]) or story.by

    def _answers(self, story: Story, item: ItemRow) -> list[Answer]:
        return [
            self._answer(field, local(story.ticket["registered_at"]).date())
            for field in item.fields
            if field.required or self._random.random() < 0.7
        ]

    def _answer(self, field: FieldLine, day: date) -> Answer:
        value, words = "", ""
        random = self._random
        if field.field_type is FieldType.CHOICE:
            place = random.randrange(len(field.choices))
            value = field.choices[place]
            words = field.choices_en[place] if field.choices_en else ""
        elif field.field_type is FieldType.YES_NO:
            value = random.choice((YES, NO))
        elif field.field_type is FieldType.NUMBER:
            value = str(random.randrange(1, 25))
        elif field.field_type is FieldType.DATE:
            value = (day + timedelta(days=random.randrange(1, 20))).isoformat()
        elif field.field_type is FieldType.TEXT:
            value = str(random.choice(self._texts["field_answers"]))
        else:
            known = self._around.people if field.field_type is FieldType.PERSON else self._around.spaces
            key, words = random.choice(known)
            value = str(key)
        return Answer(field.code, field.label, field.label_en, field.field_type, value, words)


def _row(line: StepLine, item: ItemRow, place: int) -> Row:
    return {
        "item_id": item.id,
        "code": line.code,
        "position": place,
        "kind": line.kind,
        "name": line.name,
        "name_en": line.name_en,
        "team_id": line.team_id or item.team_id,
        "lead_amount": line.lead.amount,
        "lead_unit": line.lead.unit,
        "after": list(line.after),
        "required_input": line.required_input,
        "required_input_en": line.required_input_en,
        "exit_check": line.exit_check,
        "exit_check_en": line.exit_check_en,
        "status": StepStatus.WAITING,
        "ready_at": None,
        "due_at": None,
        "done_at": None,
        "done_by": "",
        "input": "",
        "reason": "",
        "times_redone": 0,
    }


def _name(changes: dict[str, list[Any]], run: _Run) -> None:
    for name in ("name", "name_en"):
        _tell(changes, run, name, run.row[name], run.row[name])


def _tell(changes: dict[str, list[Any]], run: _Run, name: str, before: Any, after: Any) -> None:  # noqa: ANN401 -- any column
    """Under the code of the step; who stores the story gives the steps their ids."""
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in (before, after)]
    changes[f"step.{run.line.code}.{name}"] = plain


def _place(event: Row) -> tuple[datetime, int]:
    """Lines of one moment: registered, steps, the rest."""
    order = {TicketEventKind.REGISTERED: 0, TicketEventKind.STEP: 1}
    return event["at"], order.get(event["kind"], 2)
