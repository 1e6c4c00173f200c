# SPDX-License-Identifier: EUPL-1.2
"""A program that reads nasty files while its window must go on: ``python -m tests.faults.imports WHAT ...``.

WHAT: ``corpus FOLDER``, ``large FOLDER``, ``heavy FOLDER child|here``, ``mutants FOLDER COUNT``.
"""

import faulthandler
import io
import json
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import psutil

from desk_app.core.errors import DeskError
from desk_app.core.i18n import set_language
from desk_app.transfer import child
from desk_app.transfer.messages import BadFile
from desk_app.transfer.shapes import AS_FOUND, TABLES, Limits, Table
from desk_app.transfer.tables import read_tables
from desk_app.transfer.writing import write_xlsx
from tests.faults.children import report
from tests.faults.nasty_files import honest_files, mutants, nasty_files

TICK = 0.002
STALL = 0.05
UNLIMITED = Limits(10**9, 10**9, 10**6, 10**9, 10**6, 10**9, 10**9, 10**9)


def corpus(folder: Path) -> None:
    """Reads every nasty file: what each was told, how long it took, and what it cost the program."""
    outcomes = []
    biggest = _peak()
    growth = 0
    stall = 0.0
    for name, make, word in nasty_files():
        file = folder / name
        file.write_bytes(make())
        before = max(biggest, _peak())
        began = monotonic()
        outcome, gap = _beside(partial(_outcome, file))
        seconds = monotonic() - began
        biggest = _peak()
        growth = max(growth, biggest - before)
        if gap > STALL:  # was it us, or somebody else on this computer?
            gap = min(gap, _beside(partial(_outcome, file))[1])
        stall = max(stall, gap)
        told = word in " ".join(outcome.values()) and (bool(outcome) or not word)
        outcomes.append({"name": name, "told": told, "seconds": seconds, "outcome": outcome})
        file.unlink()
    report(outcomes=outcomes, growth=growth, stall=stall, children=len(psutil.Process().children()))


def large(folder: Path) -> None:
    """Reads about the largest workbook that may be: what the program needs beyond the answer."""
    file = folder / "large.xlsx"
    rows = ([f"text {line} {column}" for column in range(10)] for line in range(49_000))
    write_xlsx(file, Table("T", [f"c{column}" for column in range(10)], rows))
    (sheet,), gap = _beside(lambda: read_tables(file))
    kept = psutil.Process().memory_info().rss
    report(beyond=_peak() - kept, stall=gap, rows=len(sheet.rows))


def heavy(folder: Path, where: str) -> None:
    """Reads a file with one value that is much work: in a child, or here as if there were no child."""
    file = folder / "value.json"
    file.write_text('[{"a": [' + "[1]," * 3_000_000 + "1]}]")
    before = _peak()
    _answer, gap = _beside(lambda: _outcome(file) if where == "child" else _here(file, UNLIMITED))
    report(stall=gap, growth=_peak() - before)


def mutate(folder: Path, count: int) -> None:
    """Reads changed files with the code of the child, in this process, under the same limits."""
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    foreign: list[str] = []
    for name, content in honest_files().items():
        file = folder / name
        for number, mutant in enumerate(mutants(name, content, count, seed=1)):
            file.write_bytes(mutant)
            began = monotonic()
            answer = _here(file, TABLES)
            slowest = max(slowest, monotonic() - began)
            kind = next(iter(answer))
            outcomes[f"{name} {kind}"] += 1
            if any(f": {crash}" in str(answer) for crash in CRASHES):
                foreign.append(f"{name} {number} {answer}"[:300])
        file.unlink()
    report(outcomes=outcomes, slowest=slowest, foreign=foreign[:20])


CRASHES = (
    "KeyError",
    "IndexError",
    "TypeError",
    "AttributeError",
    "AssertionError",
    "ZeroDivisionError",
    "UnicodeEncodeError",
)
"""Faults of ours: no file may cause them."""


def _here(file: Path, limits: Limits) -> Mapping[str, Any]:
    """The last frame that the child would have sent."""
    out = io.BytesIO()
    teller = child.Teller(out, 600)
    child.answer(teller, lambda: child.read_tables(file, AS_FOUND, limits, teller))
    faulthandler.cancel_dump_traceback_later()
    said, last = out.getvalue(), b""
    while said:
        length = int.from_bytes(said[:4], "big")
        last, said = said[4 : 4 + length], said[4 + length :]
    answer: Mapping[str, Any] = json.loads(last)
    return answer


def _outcome(file: Path) -> dict[int, str]:
    try:
        read_tables(file)
    except BadFile as refusal:
        return refusal.lines
    except DeskError as error:
        return {0: str(error)}
    return {}


def _beside(work: Callable[[], Any]) -> tuple[Any, float]:
    """The answer of ``work`` on a thread, and the longest time in which this thread could do nothing (seconds)."""
    answers: list[Any] = []
    ready = threading.Event()

    def run() -> None:
        answers.append(work())
        ready.set()

    thread = threading.Thread(target=run)
    thread.start()
    longest, last = 0.0, monotonic()
    while not ready.wait(TICK):
        now = monotonic()
        longest, last = max(longest, now - last), now
    thread.join()
    return answers[0], longest


def _peak() -> int:
    """The most memory this process had so far, in bytes. Not ``ru_maxrss``: that begins at what the parent had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


if __name__ == "__main__":
    set_language("en")
    os.chdir(sys.argv[2])
    match sys.argv[1:]:
        case ["corpus", place]:
            corpus(Path(place))
        case ["large", place]:
            large(Path(place))
        case ["heavy", place, where]:
            heavy(Path(place), where)
        case ["mutants", place, number]:
            mutate(Path(place), int(number))
