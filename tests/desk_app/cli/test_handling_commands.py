# SPDX-License-Identifier: EUPL-1.2
"""``import tickets`` of a list of cases, and ``figures tickets`` of what came in, as a person or a program types it."""

import json
from pathlib import Path

import pytest

import main as program
from desk_app.core.i18n import set_language
from tests import factories
from tests.databases import open_database, sqlite_copy

MAPPING = """
source = "old-list"
[columns]
case = "nr"
opened = "opened"
due = "target"
closed = "closed"
status = "state"
met = "kept"
team = "group"
[status]
Open = "new"
Closed = "closed"
[met]
yes = true
no = false
"""
LIST = """nr,opened,target,closed,state,kept,group
1,2026-01-05T09:00,2026-01-06T09:00,2026-01-05T09:01,Closed,yes,Tech
2,2026-01-05T09:00,2026-01-06T09:00,2026-01-05T10:00,Closed,yes,Tech
3,2026-01-05T09:00,2026-01-06T09:00,2026-01-07T09:00,Closed,no,Tech
4,2026-02-05T09:00,2026-02-06T09:00,,Open,no,Tech
"""


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A small desk, and the files of another program."""
    db = open_database(sqlite_copy(tmp_path))
    factories.a_small_desk(db)
    db.close()
    (tmp_path / "map.toml").write_text(MAPPING)
    (tmp_path / "list.csv").write_text(LIST)
    set_language("en")
    return str(tmp_path / "balie.db")


def typed(place: str, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = program.main(["--db", place, "--language", "en", *words])
    out, err = capsys.readouterr()
    return code, out, err


def bring_in(place: str, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    folder = Path(place).parent
    return typed(
        place, capsys, "import", "tickets", str(folder / "list.csv"), "--mapping", str(folder / "map.toml"), *words
    )


def test_list_is_looked_at_first_and_then_brought_in(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, told, _err = bring_in(place, capsys, "--dry-run")
    before = typed(place, capsys, "figures", "tickets")

    done = bring_in(place, capsys)

    assert code == done[0] == 0
    assert "Would import: 4 tickets" in told
    assert "On time by the word of the source: 2, not on time: 2." in told
    assert "Tickets: 0" in before[1]
    assert "Imported: 4 tickets" in done[1]


def test_figures_of_what_came_in(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    bring_in(place, capsys)

    code, out, _err = typed(place, capsys, "figures", "tickets", "--source", "old-list", "--json")
    _code, said, _err = typed(place, capsys, "figures", "tickets", "--source", "old-list")
    january = typed(place, capsys, "figures", "tickets", "--from", "2026-01-01", "--to", "2026-01-31", "--json")

    found = json.loads(out)
    assert code == 0
    assert (found["tickets"], found["open"], found["open_missed"]) == (4, 1, 1)
    assert (found["with_promise"], found["after_promise"], found["source_percent"]) == (3, 1, 50.0)
    assert found["seconds"]["p50"] == 3600
    assert "P50 1 h" in said
    assert "On time by the word of the source: 50 % (2 yes, 2 no)." in said
    assert json.loads(january[1])["tickets"] == 3


@pytest.mark.parametrize("words", [("--team", "NONE"), ("--agreement", "NONE")])
def test_figures_of_what_is_not_here_say_so(
    place: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code, _out, err = typed(place, capsys, "figures", "tickets", *words)

    assert code != 0
    assert "NONE" in err
