# SPDX-License-Identifier: EUPL-1.2
"""A counter without a screen, for tests that kill it, starve it or put twenty beside it: the real services."""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import text

from desk_app.app import Desk, build
from desk_app.backup import checks
from desk_app.backup.messages import Fault
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import SystemClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from desk_app.intake.draft import IntakeDraft
from desk_app.intake.messages import Question
from tests import factories
from tests.databases import open_database


@dataclass(frozen=True, slots=True)
class CounterAtWork:
    """An open desk, who works at it, and what customers come for."""

    desk: Desk
    actor: Actor
    customer_id: int
    badge_id: int

    def half_typed(self, mark: str) -> IntakeDraft:
        """A slip that is still being typed; ``mark`` is in its text and in an answer."""
        draft = IntakeDraft(customer_id=self.customer_id, customer="S. Jansen")
        question = Question(item_id=self.badge_id, description=f"half typed {mark}", answers={"door": f"door {mark}"})
        return replace(draft, question=question)

    def finished(self, draft: IntakeDraft) -> IntakeDraft:
        """The same slip with a second question, ready to register."""
        return replace(draft.add_question(), question=Question(item_id=self.badge_id, description="and one more"))


def a_desk_file(folder: Path) -> Path:
    """A new database file with the small desk in it."""
    file = folder / "balie.db"
    database = open_database(str(file))
    factories.a_small_desk(database)
    factories.an_actor(database, "eva", Role.COUNTER)
    database.close()
    return file


def go_to_work(place: str) -> CounterAtWork:
    """Opens the desk and signs in."""
    desk = build(Database(database_url(place), SystemClock(), EventBus()))
    actor = factories.an_actor(desk.db, "eva", Role.COUNTER)
    return CounterAtWork(desk, actor, factories.person_id(desk.db, "Jansen"), factories.item_id(desk.db, "P-PAS"))


WHOLE_VISITS = """
select
    (select count(*) from audit where command = 'RegisterVisit') as visits,
    (select count(*) from interactions) as interactions,
    (select count(*) from tickets) as tickets,
    (select count(*) from ticket_events where kind = 'registered') as lines,
    (select count(*) from print_jobs) as slips,
    (select coalesce(max(last), 0) from ticket_numbers) as numbers
"""


def half_done(db: Database) -> str | None:
    """What is there of a visit without the rest of it, None when every visit of two questions is whole."""
    with db.read() as session:
        row = session.execute(text(WHOLE_VISITS)).one()
    visits = row.visits
    whole = (visits, visits, 2 * visits, 2 * visits, visits, 2 * visits)
    return None if tuple(row) == whole else f"{row._asdict()}"


def broken(db: Database) -> Fault | None:
    """What is broken in the file, its references or the trail."""
    with db.read() as session:
        return checks.first_fault(session.connection())
