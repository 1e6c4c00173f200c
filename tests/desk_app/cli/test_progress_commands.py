# SPDX-License-Identifier: EUPL-1.2
"""``figures agreements`` and ``warn`` as a person or another program types them."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

import main as program
from desk_app.app import build
from desk_app.core.actor import Role
from desk_app.core.clock import SystemClock, today
from desk_app.core.i18n import set_language
from desk_app.identity.models import Team
from desk_app.tickets.lifecycle import TicketStatus
from tests import factories
from tests.databases import open_database, sqlite_copy
from tests.guarding import a_target, a_ticket

Type = Callable[..., tuple[int, str, str]]


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Type]:
    """Types a command in English at a desk with six tickets that were ready today, two of them late, and one that is
    open and late."""
    db = open_database(sqlite_copy(tmp_path))
    factories.a_small_desk(db)
    desk, actor = build(db), factories.an_actor(db, "eva", Role.COUNTER)
    target_id, now = a_target(db, norm_percent=75), SystemClock().now()
    for number in range(6):
        due = now + timedelta(hours=1 if number < 4 else -3)
        a_ticket(desk, actor, status=TicketStatus.COMPLETED, completed_at=now, due_at=due, target_id=target_id)
    a_ticket(desk, actor, due_at=now - timedelta(hours=1), soon_at=now, owner_id=None)
    with db.jot() as session:
        session.execute(update(Team).values(email="team@example.org"))
    db.close()

    def type_(*words: str) -> tuple[int, str, str]:
        code = program.main(["--language", "en", "--db", str(tmp_path / "balie.db"), *words])
        return (code, *capsys.readouterr())

    yield type_
    set_language("nl")


def _data(answer: tuple[int, str, str]) -> Any:  # noqa: ANN401 -- anything that JSON can hold
    assert answer[0] == 0
    return json.loads(answer[1])


def test_figures_of_this_month_for_a_program(typed: Type) -> None:
    data = _data(typed("figures", "agreements", "--json"))

    day = today(SystemClock()).isoformat()
    (agreement,) = (one for one in data["agreements"] if one["id"] is not None)
    assert (data["from"], data["to"]) == (f"{day[:8]}01", day)
    assert (agreement["code"], agreement["kind"], agreement["n"], agreement["met"]) == ("SLA-FAC", "sla", 6, 4)
    assert (agreement["percent"], agreement["norm"], agreement["verdict"]) == (pytest.approx(200 / 3), 75, "under")
    assert (agreement["late_median"], agreement["late_p90"]) == (180, 180)
    assert [(one["about"], one["n"]) for one in agreement["targets"]] == [("all tickets", 6)]
    assert (data["all"]["n"], data["all"]["open_late"]) == (6, 1)


def test_figures_for_a_person_stand_under_each_other(typed: Type) -> None:
    _code, out, _err = typed("figures", "agreements")

    (line,) = (line for line in out.splitlines() if line.startswith("SLA-FAC"))
    assert line.split()[-8:] == ["3", "h", "/", "3", "h", "norm", "not", "met"]
    assert "66.7 %" in line
    assert len({found.index("Tickets") + 7 for found in out.splitlines() if "Tickets" in found}) == 1
    assert out.splitlines()[-1].startswith("All tickets")


def test_other_days_have_other_figures(typed: Type) -> None:
    data = _data(typed("figures", "agreements", "--from", "2020-01-01", "--to", "2020-01-31", "--json"))

    assert (data["from"], data["to"], data["all"]["n"]) == ("2020-01-01", "2020-01-31", 0)


def test_days_that_do_not_fit_are_refused(typed: Type, capsys: pytest.CaptureFixture[str]) -> None:
    code, _out, err = typed("figures", "agreements", "--from", "2026-02-01", "--to", "2026-01-31")
    with pytest.raises(SystemExit) as end:
        typed("figures", "agreements", "--from", "31-01-2026")

    assert (code, err) == (1, "The last day is before the first day. Choose a later one.\n")
    assert end.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_warning_is_done_once_or_waits_until_somebody_is_at_work(typed: Type) -> None:
    first = _data(typed("warn", "--json"))
    second = _data(typed("warn", "--json"))

    assert first in ({"given": 1, "waiting": 0}, {"given": 0, "waiting": 1})
    assert second == {"given": 0, "waiting": first["waiting"]}
    assert typed("warn")[1].startswith("0 warnings given.\n")
