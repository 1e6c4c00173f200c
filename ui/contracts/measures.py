# SPDX-License-Identifier: EUPL-1.2
"""The lines of the performance of an agreement: the whole and each target, their months, and how they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.app import Desk
from desk_app.core import formats
from desk_app.core.actor import Actor
from desk_app.core.i18n import _
from desk_app.progress.messages import (
    LEAST_OBSERVATIONS,
    AgreementFigures,
    Figures,
    MeasuredRow,
    MonthFigures,
    Verdict,
)
from ui.contracts.behind import late_words
from ui.contracts.words import percent_words, score_chip, score_sentence
from ui.widgets.badge import Chip
from ui.widgets.table_model import Column


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: the agreement as a whole, or one of its targets (``target_id``)."""

    target_id: int | None
    about: str
    norm: float | None
    percent: float | None
    figures: Figures
    verdict: Verdict
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """The months of one line; ``target_id`` None: of the agreement as a whole."""

    target_id: int | None
    months: tuple[MonthFigures, ...]


def measures_of(found: AgreementFigures) -> tuple[Measure, ...]:
    """The agreement as a whole first, then its targets."""
    whole = Measure(None, _("The whole agreement"), found.norm, found.score, found.figures, found.verdict)
    return (
        whole,
        *(
            Measure(
                one.target_id,
                one.about,
                float(one.norm_percent),
                one.figures.percent,
                one.figures,
                one.verdict,
                one.weight,
            )
            for one in found.targets
        ),
    )


def read_trend(desk: Desk, actor: Actor, agreement_id: int, target_id: int | None, until: date) -> Trend:
    """On a worker."""
    months = desk.performance.trend(actor, until, agreement_id=agreement_id, target_id=target_id)
    return Trend(target_id, months)


def whole_words(found: AgreementFigures) -> str:
    """How the whole agreement is kept, in a sentence."""
    figures = found.figures
    said = [score_sentence(figures.percent, found.norm, figures.n, found.verdict, found.score)]
    if figures.late_median is not None:
        said.append(_("half of what was late, was so by {time} at most").format(time=_time(figures.late_median)))
    return "; ".join(said)


def _time(minutes: int) -> str:
    return formats.duration(max(minutes, 1))


def trend_title(months: Sequence[MonthFigures], measure: Measure) -> str:
    """What the trend says, as its title: ``Lager dan de norm in 3 van 12 maanden``."""
    known = [month for month in months if month.n >= LEAST_OBSERVATIONS]
    if not any(month.n for month in months):
        return _("No tickets in the last 12 months")
    if not known:
        return _("Too few tickets in the last 12 months to judge")
    if measure.norm is None:
        return _("On time, the last 12 months")
    under = [month for month in known if (month.percent or 0) < measure.norm]
    if not under:
        return _("The norm was met in {count} of {count} months").format(count=len(known))
    return _("Lower than the norm in {under} of {count} months").format(under=len(under), count=len(known))


def columns() -> tuple[Column[Measure], ...]:
    """The columns of the targets."""
    return (
        Column(_("Target"), lambda one: one.about),
        Column(_("On time"), _on_time, chip=lambda one: score_chip(one.percent, one.norm, one.verdict), width=132),
        Column(_("Tickets"), lambda one: str(one.figures.n), width=84, align_right=True),
        Column(_("Too late"), lambda one: str(one.figures.missed), width=76, align_right=True),
        Column(_("First answer"), _response, width=112, align_right=True),
        Column(_("Late now"), lambda one: str(one.figures.open_late), width=84, align_right=True),
    )


def _on_time(one: Measure) -> str:
    return score_sentence(one.figures.percent, one.norm, one.figures.n, one.verdict, one.percent)


def _response(one: Measure) -> str:
    return percent_words(one.figures.response_percent) or "–"


def month_columns() -> tuple[Column[MonthFigures], ...]:
    """The columns of the months."""
    return (
        Column(_("Month"), lambda one: formats.month_plain(one.month)),
        Column(_("On time"), lambda one: percent_words(one.percent) or "–", width=90, align_right=True),
        Column(_("Tickets"), lambda one: str(one.n), width=90, align_right=True),
    )


def miss_columns() -> tuple[Column[MeasuredRow], ...]:
    """The columns of what was too late."""
    return (
        Column(_("Number"), lambda row: row.number, width=112),
        Column(_("Subject"), lambda row: row.subject, width=400),
        Column(_("Too late by"), late_words, sort=lambda row: row.late_minutes or 0, chip=_late_chip, width=170),
        Column(_("Cause"), lambda row: row.cause),
    )


def _late_chip(row: MeasuredRow) -> Chip | None:
    words = late_words(row)
    return Chip(words, "late") if words else None
