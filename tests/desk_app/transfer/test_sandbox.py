# SPDX-License-Identifier: EUPL-1.2
"""Whatever a child does - hang, die, lie, eat, write - the program gets one sentence, and the child is gone.

The children here begin with code of their own, as if a file had taken over its reader. Each limit has a twin that
lifts it, and shows that it is the limit that holds.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from desk_app.core.errors import DeskError, Unavailable
from desk_app.transfer.messages import BadFile, Stopped, never_stop, no_progress
from desk_app.transfer.reading import Lines
from desk_app.transfer.sandbox import FRAME, Child, FileLines
from desk_app.transfer.shapes import AS_FOUND, STREAM, TABLES, Form, Limits

QUICK = replace(TABLES, silence=5.0, cpu=1)
TAKEN_OVER = """
import sys
sys.path.insert(0, sys.argv[1])
from desk_app.transfer import child
def read(file, form, limits, teller):
    {deed}
child.READERS["tables"] = read
child.main()
"""
EMPTY_TABLE = 'teller.sheet("it worked", ["a"])'


def answers_of(start: str, file: Path, limits: Limits = QUICK, stop: Callable[[], bool] = never_stop) -> list[Any]:
    with Child("tables", file, AS_FOUND, limits, stop, start) as child:
        return list(child.answers())


def taken_over(deed: str, file: Path, limits: Limits = QUICK) -> list[Any]:
    return answers_of(TAKEN_OVER.format(deed=deed), file, limits)


def says(*frames: str) -> str:
    """A child that says this, byte by byte as written."""
    return "import sys; sys.stdin.buffer.read(); " + "; ".join(f"sys.stdout.buffer.write({frame})" for frame in frames)


def framed(answer: str) -> str:
    return repr(len(answer.encode()).to_bytes(4, "big") + answer.encode())


def children() -> list[int]:
    return [child.pid for child in psutil.Process().children()]


@pytest.fixture(autouse=True)
def _nobody_is_left() -> Any:  # noqa: ANN401 -- a fixture
    before = children()
    yield
    assert children() == before


@pytest.mark.parametrize(
    "start",
    [
        "",
        "import os; os._exit(3)",
        "import os; os.abort()",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        says("b'hello, I am a table'"),
        says("b'\\xff\\xff\\xff\\xff'"),
        says(f"({FRAME} + 1).to_bytes(4, 'big')", "b' ' * 100"),
        says("b'\\0\\0\\0\\5{\"en'"),
        says(framed("[]")),
        says(framed("5")),
        says(framed('"' + "[" * 100_000)),
        says(framed("[" * 100_000)),
        says(framed('{"sheet": ["a", "b"]}')),
        says(framed('{"sheet": ["a", [1]]}')),
        says(framed('{"sheet": ["a", []]}')),
        says(framed('{"rows": [[1, ["a"]]]}'), framed('{"end": true}')),
        says(framed('{"sheet": ["s", ["a"]]}'), framed('{"rows": [[1, ["a", "b"]]]}')),
        says(framed('{"sheet": ["s", ["a"]]}'), framed('{"rows": [[1, [null]]]}')),
        says(framed('{"sheet": ["s", ["a"]]}'), framed('{"rows": [["1", ["a"]]]}')),
        says(framed('{"sheet": ["s", ["a"]]}'), framed('{"rows": [[-1, ["a"]]]}')),
        says(framed('{"refused": {}}')),
        says(framed('{"refused": {"one": "x"}}')),
        says(framed('{"refused": {"1": ["x"]}}')),
        says(framed('{"progress": ["a", "b"]}')),
        says(framed('{"run": "something"}')),
        says(framed('{"end": false}')),
    ],
)
def test_child_that_dies_or_talks_nonsense_is_one_sentence(tmp_path: Path, start: str) -> None:
    with pytest.raises((BadFile, Unavailable)) as refusal:
        answers_of(start, tmp_path / "any")

    assert str(refusal.value).endswith((".", "again"))


def test_child_that_closes_its_mouth_and_stays_is_ended(tmp_path: Path) -> None:
    with pytest.raises(BadFile):
        answers_of("import os, time; os.close(1); time.sleep(60)", tmp_path / "any")


def test_child_that_hangs_is_ended(tmp_path: Path) -> None:
    began = time.monotonic()

    with pytest.raises(BadFile) as refusal:
        answers_of("import time; time.sleep(60)", tmp_path / "any", replace(QUICK, silence=0.3))

    assert "too long" in refusal.value.lines[1]
    assert time.monotonic() - began < 5


def test_child_that_drips_is_ended(tmp_path: Path) -> None:
    drip = "import os, time\nos.write(1, bytes([0, 1, 0, 0]))\nwhile True: os.write(1, b' '); time.sleep(0.05)"

    with pytest.raises(BadFile) as refusal:
        answers_of(drip, tmp_path / "any", replace(QUICK, waiting=1.0))

    assert "too long" in refusal.value.lines[1]


def test_stop_is_heard_while_the_child_is_silent(tmp_path: Path) -> None:
    began = time.monotonic()

    with pytest.raises(Stopped):
        answers_of("import time; time.sleep(60)", tmp_path / "any", TABLES, stop=lambda: time.monotonic() > began + 0.2)

    assert time.monotonic() - began < 1


def test_child_that_nobody_ends_ends_by_itself(tmp_path: Path) -> None:
    hangs = TAKEN_OVER.format(deed="import time; time.sleep(60)")
    with Child("tables", tmp_path, AS_FOUND, replace(QUICK, silence=-3.0), lambda: True, hangs) as child:
        (left,) = psutil.Process().children()
        with pytest.raises(Stopped):
            next(child.answers())

        code = left.wait(10)

        assert code == 1


def test_work_without_end_is_stopped_by_the_limit_on_time(tmp_path: Path) -> None:
    deed = "while True: teller.progress(1, 1)"

    with pytest.raises(BadFile) as refusal:
        taken_over(deed, tmp_path)

    assert "too long" in refusal.value.lines[1]


EATS = "bytearray(400_000_000); " + EMPTY_TABLE


def test_memory_is_limited(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refusal:
        taken_over(EATS, tmp_path, replace(QUICK, memory=300_000_000))

    assert "more memory" in refusal.value.lines[1]


def test_the_same_deed_succeeds_where_memory_is_not_limited(tmp_path: Path) -> None:
    found = taken_over(EATS, tmp_path, replace(QUICK, memory=4_000_000_000, silence=5.0))

    assert found == [{"sheet": ["it worked", ["a"]]}]


def test_child_cannot_write_a_file(tmp_path: Path) -> None:
    deed = f"open({str(tmp_path / 'loot')!r}, 'wb', 0).write(b'x'); {EMPTY_TABLE}"

    with pytest.raises(BadFile):
        taken_over(deed, tmp_path)

    assert not (tmp_path / "loot").exists() or (tmp_path / "loot").stat().st_size == 0


def test_without_the_limit_it_could_write(tmp_path: Path) -> None:
    deed = f"open({str(tmp_path / 'loot')!r}, 'wb', 0).write(b'x'); {EMPTY_TABLE}"
    lifted = "from desk_app.transfer import child\nchild._limit = lambda limits: None\nchild.READERS"

    found = answers_of(
        TAKEN_OVER.format(deed=deed).replace("child.READERS", lifted, 1), tmp_path, replace(QUICK, silence=5.0)
    )

    assert found == [{"sheet": ["it worked", ["a"]]}]
    assert (tmp_path / "loot").read_bytes() == b"x"


def test_child_knows_no_database_no_screen_and_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "secret")
    deed = (
        "import os; teller.sheet('x', sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'sqlalchemy', 'PySide6', 'psycopg', 'alembic'}) + sorted(os.environ) + ['.'])"
    )

    ((answer),) = taken_over(deed, tmp_path)

    allowed = {"LC_CTYPE", "LD_LIBRARY_PATH", "."}
    assert set(answer["sheet"][1]) <= allowed


def test_any_fault_of_a_reader_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refusal:
        taken_over("raise LookupError('a text of the file')", tmp_path)

    assert refusal.value.lines == {1: "This line cannot be read: LookupError."}


@pytest.mark.parametrize("much", ["rows", "cells", "text", "faults"])
def test_child_that_tells_too_much_is_not_listened_to(tmp_path: Path, much: str) -> None:
    told = {
        "rows": 'teller.send({"rows": [(1, ["a"])] * 100})',
        "cells": 'teller.send({"rows": [(1, ["a"])] * 100})',
        "text": 'teller.send({"rows": [(1, ["a" * 1000])] * 100})',
        "faults": 'teller.send({"faults": {n: "x" for n in range(1, 1000)}})',
    }[much]
    limits = replace(STREAM, **{much: 50}) if much != "faults" else STREAM
    start = TAKEN_OVER.format(deed=f"{EMPTY_TABLE}; {told}; {told.replace('1000', '2000')}").replace("tables", "stream")
    lines = FileLines(tmp_path, Form(), limits=limits)
    lines._child = Child("stream", tmp_path, Form(), limits, start=start)  # noqa: SLF001 -- a child that lies

    with pytest.raises((BadFile, DeskError)):
        list(lines)


def test_reader_that_is_left_half_way_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    file.write_text("a,b\n" + "1,2\n" * 100_000)
    before = children()

    for _line, _cells in FileLines(file, Form()):
        break

    assert children() == before


def test_rows_and_faults_are_the_same_through_the_child(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_bytes(b'a;b\n1;"x\ny"\n1\n=2;\xff\n\n3;4\n5;"6"7\n')
    here, there = Lines(file, Form(), no_progress), FileLines(file, Form())

    rows_here, rows_there = list(here), list(there)

    assert rows_there == rows_here
    assert (there.header, there.faults) == (here.header, here.faults)
    assert len(there.faults) == 3


def test_computer_that_starts_no_process_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))

    with pytest.raises(Unavailable, match="no process can be started"):
        answers_of("", tmp_path)


def test_end_that_was_not_expected_is_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(BadFile):
        answers_of("import os; os._exit(3)", tmp_path)

    assert [record.getMessage() for record in caplog.records] == ["the reader of a file ended, status 3"]
