# SPDX-License-Identifier: EUPL-1.2
"""The commands for guarding: figures of agreements over a period, and warning who has to know."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from babel.numbers import format_decimal

from desk_app.app import Desk
from desk_app.cli.output import Output
from desk_app.core import formats
from desk_app.core.actor import the_program
from desk_app.core.clock import today
from desk_app.core.i18n import _, language, ngettext
from desk_app.progress.messages import VERDICT_NAMES, AgreementFigures, Figures, Period, Verdict

_GAP = "  "


def figures(desk: Desk, arguments: Namespace, output: Output) -> int:
    """``figures agreements``: this month up to today, unless other days are given; worst first."""
    day = today(desk.clock)
    last = arguments.last or max(day, arguments.first or day)
    period = Period(arguments.first or last.replace(day=1), last)
    actor = the_program()
    rows = desk.performance.agreements(actor, period)
    overall = desk.performance.overall(actor, period)
    data = {
        "from": period.first,
        "to": period.last,
        "agreements": [_agreement(row) for row in rows],
        "all": _figures(overall),
    }
    title = _("{first} up to and including {last}").format(
        first=formats.day_plain(period.first), last=formats.day_plain(period.last)
    )
    output.answer(data, title, *_aligned([_head(), *_lines(rows, overall)]))
    return 0


def warn(desk: Desk, _arguments: Namespace, output: Output) -> int:
    """``warn``: what every open counter does once a minute, for a server without one."""
    done = desk.progress.warn_due(the_program())
    given = ngettext("{count} warning given.", "{count} warnings given.", done.given).format(count=done.given)
    waiting = ngettext(
        "{count} warning waits for opening time.", "{count} warnings wait for opening time.", done.waiting
    ).format(count=done.waiting)
    output.answer(asdict(done), given, *([waiting] if done.waiting else []))
    return 0


def _agreement(row: AgreementFigures) -> dict[str, Any]:
    return {
        "id": row.agreement_id,
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "party": row.party,
        **_figures(row.figures),
        "score": row.score,
        "norm": row.norm,
        "verdict": row.verdict,
        "targets": [
            {
                "id": target.target_id,
                "about": target.about,
                **_figures(target.figures),
                "norm": target.norm_percent,
                "weight": target.weight,
                "verdict": target.verdict,
            }
            for target in row.targets
        ],
    }


def _figures(figures_of: Figures) -> dict[str, Any]:
    return {
        **asdict(figures_of),
        "missed": figures_of.missed,
        "percent": figures_of.percent,
        "response_percent": figures_of.response_percent,
    }


def _head() -> tuple[str, ...]:
    return (_("Agreement"), _("Tickets"), _("On time"), _("Norm"), _("First answer"), _("Late (P50/P90)"), "")


def _lines(rows: tuple[AgreementFigures, ...], overall: Figures) -> Iterator[tuple[str, ...]]:
    for row in rows:
        yield _line(f"{row.code}{_GAP}{row.name}".strip(), row.figures, row.norm, row.verdict)
        for target in row.targets:
            yield _line(f"{_GAP}{target.about}", target.figures, target.norm_percent, target.verdict)
    yield _line(_("All tickets"), overall, None, None)


def _line(name: str, figures_of: Figures, norm: float | None, verdict: Verdict | None) -> tuple[str, ...]:
    late = ""
    if figures_of.late_median is not None and figures_of.late_p90 is not None:
        late = f"{formats.duration(figures_of.late_median)} / {formats.duration(figures_of.late_p90)}"
    judged = _(VERDICT_NAMES[verdict]) if verdict is not None else ""
    percent, response = percent_text(figures_of.percent), percent_text(figures_of.response_percent)
    return name, str(figures_of.n), percent, percent_text(norm), response, late, judged


def percent_text(value: float | None) -> str:
    """``60,9 %``; a dash where there is none."""
    if value is None:
        return "-"
    locale = "nl_NL" if language() == "nl" else "en_GB"
    return f"{format_decimal(value, '0.#', locale=locale)} %"


def _aligned(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Columns under each other: words to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        name, *numbers, verdict = row
        cells = [name.ljust(widths[0]), *(text.rjust(width) for text, width in zip(numbers, widths[1:], strict=False))]
        yield _GAP.join([*cells, verdict]).rstrip()
