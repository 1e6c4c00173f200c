# SPDX-License-Identifier: EUPL-1.2
"""How well promises were kept: per agreement and target, over a period, against the norm."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from desk_app.contracts.messages import AgreementRow
from desk_app.contracts.models import Agreement, AgreementTarget
from desk_app.contracts.reading import read_rows
from desk_app.contracts.target_reading import read_target
from desk_app.contracts.targets import target_words
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.db import Database
from desk_app.core.errors import InvalidInput, NotFound
from desk_app.core.i18n import _
from desk_app.progress.behind import read_measured, read_stint_rows
from desk_app.progress.elapsed import local_day
from desk_app.progress.links import Stint, figures_of, link_of, read_stints
from desk_app.progress.measuring import EVERYTHING, PER_AGREEMENT, PER_TARGET, Scope, by_month, figures_by, lateness_by
from desk_app.progress.messages import (
    COUNTS,
    LEAST_OBSERVATIONS,
    LISTED_AT_ONCE,
    AgreementFigures,
    Figure,
    Figures,
    Measured,
    MonthFigures,
    Period,
    TargetFigures,
    Verdict,
)
from desk_app.tickets.models import Ticket

TREND_MONTHS = 12


class PerformanceQueries:
    """Figures for who may see tickets; what is confidential is counted, but listed only for who may see it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def agreements(self, actor: Actor, period: Period) -> tuple[AgreementFigures, ...]:
        """Every agreement with targets or tickets, worst first; last what no agreement says anything about, if any."""
        scope = self._scope(actor, period)
        with self._db.read() as session:
            kept = _Kept(session, scope, scope, true())
            rows = read_rows(session, true(), today(self._db.clock))
            found = sorted(_agreements(session, rows, kept), key=_worst_first)
        if None in kept.per_target:
            found.append(_without_agreement(kept.per_target[None]))
        return tuple(found)

    def agreement(self, actor: Actor, agreement_id: int, period: Period) -> AgreementFigures:
        """One agreement with all its targets; raises NotFound."""
        which = Agreement.id == agreement_id
        whole = self._scope(actor, period)
        own = replace(whole, wanted=_of(agreement_id, None, without_agreement=False))
        with self._db.read() as session:
            rows = read_rows(session, which, today(self._db.clock))
            for found in _agreements(session, rows, _Kept(session, own, whole, which), also_empty=True):
                return found
        raise NotFound(_("This agreement is no longer there. Press F5 and look again."))

    def overall(self, actor: Actor, period: Period) -> Figures:
        """All tickets together."""
        scope = self._scope(actor, period)
        with self._db.read() as session:
            return figures_by(session, scope, EVERYTHING).get(0, Figures())

    def trend(
        self,
        actor: Actor,
        until: date,
        *,
        agreement_id: int | None = None,
        target_id: int | None = None,
        without_agreement: bool = False,
        months: int = TREND_MONTHS,
    ) -> tuple[MonthFigures, ...]:
        """The months up to and with that of ``until``, oldest first, also those without tickets."""
        firsts = _months(until, months)
        period = Period(firsts[0], _month_after(firsts[-1]) - timedelta(days=1))
        wanted = _of(agreement_id, target_id, without_agreement=without_agreement)
        scope = self._scope(actor, period, wanted)
        with self._db.read() as session:
            link = link_of(session, agreement_id, target_id)
            if link is None:
                found = by_month(session, scope, firsts)
            else:
                found = _months_of(_stints(session, replace(scope, wanted=()), link, target_id), firsts)
        return tuple(MonthFigures(first, *found.get(place, (0, 0))) for place, first in enumerate(firsts))

    def tickets_of(self, actor: Actor, figure: Figure, limit: int = LISTED_AT_ONCE) -> Measured:
        """The tickets behind a figure: every number has its list."""
        wanted = _of(figure.agreement_id, figure.target_id, without_agreement=figure.without_agreement)
        scope = self._scope(actor, figure.period, wanted)
        with self._db.read() as session:
            link = link_of(session, figure.agreement_id, figure.target_id)
            if link is None:
                return read_measured(session, actor, scope, figure.part, limit)
            stints = _stints(session, replace(scope, wanted=()), link, figure.target_id)
            return read_stint_rows(session, actor, stints, figure.part, scope.now, limit)

    def _scope(self, actor: Actor, period: Period, wanted: tuple[ColumnElement[bool], ...] = ()) -> Scope:
        actor.require(Right.SEE_TICKETS)
        if period.last < period.first:
            raise InvalidInput({"last": _("The last day is before the first day. Choose a later one.")})
        return Scope(period, self._db.clock.now(), wanted)


def _of(agreement_id: int | None, target_id: int | None, *, without_agreement: bool) -> tuple[ColumnElement[bool], ...]:
    """What a ticket must be to count."""
    if target_id is not None:
        return (Ticket.target_id == target_id,)
    if agreement_id is not None:
        targets = select(AgreementTarget.id).where(AgreementTarget.agreement_id == agreement_id)
        return (Ticket.target_id.in_(targets),)
    return (Ticket.target_id.is_(None),) if without_agreement else ()


class _Kept:
    """The figures per target, and what was late per agreement: with customers counted by the database over ``scope``,
    with teams and suppliers over the timelines of ``whole``."""

    def __init__(self, session: Session, scope: Scope, whole: Scope, which: ColumnElement[bool]) -> None:
        self.per_target: dict[int | None, Figures] = {
            target_id or None: figures for target_id, figures in figures_by(session, scope, PER_TARGET).items()
        }
        self.late: dict[int, tuple[int | None, int | None]] = dict(lateness_by(session, scope, PER_AGREEMENT))
        of_target: dict[int, list[Stint]] = {}
        of_agreement: dict[int, list[Stint]] = {}
        for stint in read_stints(session, whole, which):
            of_target.setdefault(stint.target_id, []).append(stint)
            of_agreement.setdefault(stint.agreement_id, []).append(stint)
        self.per_target |= {target_id: figures_of(some, whole.now) for target_id, some in of_target.items()}
        for agreement_id, some in of_agreement.items():
            figures = figures_of(some, whole.now)
            self.late[agreement_id] = (figures.late_median, figures.late_p90)


def _stints(session: Session, whole: Scope, agreement_id: int, target_id: int | None) -> list[Stint]:
    found = read_stints(session, whole, Agreement.id == agreement_id)
    return [stint for stint in found if target_id in (None, stint.target_id)]


def _months_of(stints: Iterable[Stint], firsts: Sequence[date]) -> dict[int, tuple[int, int]]:
    """``n`` and ``met`` per place in ``firsts``, by the month in which they were done."""
    places = {first: place for place, first in enumerate(firsts)}
    found: dict[int, tuple[int, int]] = {}
    for stint in stints:
        place = places.get(local_day(stint.done_at).replace(day=1)) if stint.done_at is not None else None
        if place is not None:
            n, met = found.get(place, (0, 0))
            found[place] = (n + 1, met + (stint.done_at is not None and stint.done_at <= stint.due_at))
    return found


def _agreements(
    session: Session, rows: Iterable[AgreementRow], kept: _Kept, *, also_empty: bool = False
) -> Iterator[AgreementFigures]:
    targets = _targets(session, kept.per_target)
    for row in rows:
        own = targets.get(row.id, ())
        if own or also_empty:
            total = sum_of(one.figures for one in own)
            median, p90 = kept.late.get(row.id, (None, None))
            yield AgreementFigures(
                agreement_id=row.id,
                code=row.code,
                name=row.name,
                kind=row.kind,
                party=row.party,
                figures=replace(total, late_median=median, late_p90=p90),
                score=_weighted((one.figures.percent, one.weight) for one in own),
                norm=_weighted((one.norm_percent if one.figures.n else None, one.weight) for one in own),
                verdict=_worst(one.verdict for one in own),
                targets=tuple(own),
            )


def _targets(session: Session, per_target: Mapping[int | None, Figures]) -> Mapping[int, Sequence[TargetFigures]]:
    """Per agreement the targets that hold, and those that are over with tickets in the period."""
    columns = select(
        AgreementTarget.id, AgreementTarget.agreement_id, AgreementTarget.norm_percent, AgreementTarget.weight
    )
    measured = [target_id for target_id in per_target if target_id is not None]
    query = columns.where(or_(AgreementTarget.active, AgreementTarget.id.in_(measured)))
    found: dict[int, list[TargetFigures]] = {}
    for target_id, agreement_id, norm_percent, weight in session.execute(
        query.order_by(AgreementTarget.position, AgreementTarget.id)
    ).all():
        figures = per_target.get(target_id, Figures())
        target = read_target(session, target_id)
        about = target_words(target) if target is not None else ""
        line = TargetFigures(target_id, about, norm_percent, weight, figures, figures.against(norm_percent))
        found.setdefault(agreement_id, []).append(line)
    return found


def _without_agreement(figures: Figures) -> AgreementFigures:
    return AgreementFigures(
        agreement_id=None,
        code="",
        name=_("No agreement"),
        kind=None,
        party="",
        figures=figures,
        score=figures.percent,
        norm=None,
        verdict=Verdict.TOO_FEW if figures.n < LEAST_OBSERVATIONS else Verdict.NO_NORM,
        targets=(),
    )


def sum_of(parts: Iterable[Figures]) -> Figures:
    """The counts together; what is late in the middle cannot be added."""
    parts = tuple(parts)
    return Figures(**{name: sum(getattr(one, name) for one in parts) for name in COUNTS})


def _weighted(values: Iterable[tuple[float | None, int]]) -> float | None:
    """The mean by weight of the values that there are; None of none."""
    known = [(value, weight) for value, weight in values if value is not None]
    total = sum(weight for _value, weight in known)
    return sum(value * weight for value, weight in known) / total if total else None


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Under the norm when one target is; too few data when no target can be judged."""
    found = set(verdicts)
    return next((one for one in (Verdict.UNDER, Verdict.MET) if one in found), Verdict.TOO_FEW)


def _worst_first(one: AgreementFigures) -> tuple[int, float, str]:
    """Under the norm first, farthest from it on top; what cannot be judged last."""
    order = (Verdict.UNDER, Verdict.MET, Verdict.TOO_FEW)
    return order.index(one.verdict), (one.score or 0) - (one.norm or 0), one.code


def _months(until: date, months: int) -> list[date]:
    """First days of months, rising."""
    last = until.year * 12 + until.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(last - months + 1, last + 1)]


def _month_after(first: date) -> date:
    return _months(first + timedelta(days=31), 1)[0]
