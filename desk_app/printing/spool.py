# SPDX-License-Identifier: EUPL-1.2
"""The print system of this computer (CUPS): what to ask it, and what its answers mean. Pure; the window runs it.

The PDF goes in by standard input, so it never lies in a folder. The commands are run with ``LC_ALL=C``.
"""

import re

from desk_app.printing.documents import Paper
from desk_app.printing.messages import Trouble

LIST_PRINTERS = ("lpstat", ("-e",))
ENGLISH = {"LC_ALL": "C"}
"""To add to the environment of every command: their answers are read."""

_MEDIA = {Paper.A5: "A5", Paper.A4: "A4"}
_NO_PAPER = re.compile(r"media-(empty|needed)|out of paper|paper (is )?(empty|out)|load paper|no paper", re.IGNORECASE)
_NO_ANSWER = re.compile(
    r"disabled|offline|not responding|unreachable|unable to (connect|locate)|will retry|waiting for printer"
    r"|not connected|timed out|connecting-to-device|connection refused",
    re.IGNORECASE,
)
_NO_SPOOLER = re.compile(r"scheduler|bad file descriptor|no default destination|unable to connect", re.IGNORECASE)
_UNKNOWN = re.compile(r"does not exist|unknown destination|invalid destination", re.IGNORECASE)


def print_command(printer: str, paper: Paper, size_mm: tuple[float, float], title: str) -> tuple[str, list[str]]:
    """Program and arguments that print the PDF on standard input as it is: no scaling, on a page of its own size.

    Without the media option a receipt lands on A4; ``size_mm`` is width and height of its page.
    """
    media = _MEDIA.get(paper) or f"Custom.{size_mm[0]:.1f}x{size_mm[1]:.1f}mm"
    options = (f"media={media}", "print-scaling=none", "fit-to-page=false", "job-sheets=none")
    arguments = ["-d", printer, "-t", title]
    for option in options:
        arguments += ["-o", option]
    return "lp", [*arguments, "--", "-"]


def waiting_command(printer: str) -> tuple[str, list[str]]:
    """Lists what the print system has not finished for this printer."""
    return "lpstat", ["-W", "not-completed", "-o", printer]


def condition_command(printer: str) -> tuple[str, list[str]]:
    """Asks how the printer itself is."""
    return "lpstat", ["-l", "-p", printer]


def printers(answer: str) -> tuple[str, ...]:
    """The printers of this computer, from ``LIST_PRINTERS``."""
    return tuple(line.strip() for line in answer.splitlines() if line.strip())


def accepted(answer: str) -> str:
    """The name under which the print system took the job ("Bon-12"); empty when it does not say."""
    found = re.search(r"request id is (\S+)", answer)
    return found[1] if found else ""


def waiting(answer: str) -> frozenset[str]:
    """The names of the jobs that are not finished."""
    return frozenset(line.split()[0] for line in answer.splitlines() if line.strip() and not line[0].isspace())


def held_up(answer: str) -> Trouble | None:
    """Why the printer does not go on, from ``condition_command``; None when it does or does not say."""
    if _NO_PAPER.search(answer):
        return Trouble.NO_PAPER
    return Trouble.NO_ANSWER if _NO_ANSWER.search(answer) else None


def refusal(complaint: str) -> Trouble:
    """Why the print system did not take the job, from what it said on standard error."""
    if _UNKNOWN.search(complaint):
        return Trouble.UNKNOWN_PRINTER
    return Trouble.NO_SPOOLER if _NO_SPOOLER.search(complaint) else Trouble.REFUSED
