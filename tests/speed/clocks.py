# SPDX-License-Identifier: EUPL-1.2
"""The clocks of ten thousand tickets worked out anew, and minutes that pass over a full board, in milliseconds."""

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import text

from desk_app.app import Desk
from desk_app.tickets.clock_keeping import read_clocks
from tests.speed.measuring import Line, take
from ui.board.store import CardStore

MOST = 10_000
RUNS = 7
AGGREGATE = text(
    "SELECT t.id, t.due_at, count(e.id), min(e.at), max(e.at) FROM tickets t"
    " JOIN ticket_events e ON e.ticket_id = t.id WHERE t.id > :after GROUP BY t.id"
)
"""What a database can say of the same timelines by itself."""


def lines(desk: Desk, tickets: int) -> Iterator[Line]:
    """The clocks of the newest ten thousand tickets beside the plain aggregate over their timelines; a clock that runs
    and one that has stopped cost the same."""
    with desk.db.read() as session:
        last = session.scalar(text("SELECT max(id) FROM tickets")) or 0
    ids = range(max(last - MOST, 0) + 1, last + 1)
    ours, limit = take(RUNS, lambda _run: recompute(desk, ids), lambda _run: aggregate(desk, ids[0] - 1))
    yield Line(f"clocks of {len(ids)} tickets from their timelines", tickets, ours, limit)


def recompute(desk: Desk, ticket_ids: Sequence[int]) -> int:
    """Works the clocks out; returns how many tickets are late now."""
    now = desk.clock.now()
    with desk.db.read() as session:
        return sum(clock.is_late(now) for _ticket_id, clock in read_clocks(session, ticket_ids))


def aggregate(desk: Desk, after: int) -> int:
    """The plain aggregate over tickets with a higher id; returns how many it saw."""
    with desk.db.read() as session:
        return len(session.execute(AGGREGATE, {"after": after}).all())


def minutes(store: CardStore, count: int = 60) -> list[float]:
    """What each of the next minutes costs a loaded board; needs a QApplication. One frame is 16 ms."""
    found = []
    for _minute in range(count):
        now = store.now + timedelta(minutes=1)
        began = time.perf_counter()
        store.tick(now)
        found.append((time.perf_counter() - began) * 1000)
    return found
