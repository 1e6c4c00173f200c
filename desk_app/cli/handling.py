# SPDX-License-Identifier: EUPL-1.2
"""``figures tickets``: how long tickets took, how often they came back or were passed on, and what their source said."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict

from desk_app.app import Desk
from desk_app.cli import progress
from desk_app.cli.output import Output
from desk_app.core import formats
from desk_app.core.actor import the_program
from desk_app.core.clock import today
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _
from desk_app.progress.durations import SHARES, Handling, Which
from desk_app.progress.messages import Period

_MINUTE = 60


def figures(desk: Desk, arguments: Namespace, output: Output) -> int:
    """``figures agreements`` or ``figures tickets``."""
    if arguments.what == "agreements":
        return progress.figures(desk, arguments, output)
    found = desk.handling.handling(the_program(), _which(desk, arguments))
    shares = {f"p{round(share * 100)}": took for share, took in zip(SHARES, found.seconds, strict=False)}
    data = {**asdict(found), "seconds": shares, "source_percent": found.source_percent}
    output.answer(data, *_sentences(found))
    return 0


def _which(desk: Desk, arguments: Namespace) -> Which:
    """All tickets ever, unless other things are asked. Raises NotFound, InvalidInput."""
    first, last = arguments.first, arguments.last
    day = today(desk.clock)
    period = Period(first or day.replace(month=1, day=1), last or max(day, first or day)) if first or last else None
    team_id = agreement_id = None
    if arguments.team is not None:
        team_id = next((team.id for team in desk.who.teams() if team.code == arguments.team), None)
        if team_id is None:
            raise NotFound(_("There is no team with this code: {code}.").format(code=arguments.team))
    if arguments.agreement is not None:
        rows = desk.agreement_queries.agreements(the_program())
        agreement_id = next((row.id for row in rows if row.code == arguments.agreement), None)
        if agreement_id is None:
            raise NotFound(_("There is no agreement with this code: {code}.").format(code=arguments.agreement))
    return Which(period, arguments.source or "", team_id, agreement_id)


def _sentences(found: Handling) -> Iterator[str]:
    yield _("Tickets: {count}, of which open: {open}.").format(count=found.tickets, open=found.open)
    if found.seconds:
        words = ", ".join(
            f"P{round(share * 100)} {_took(took)}" for share, took in zip(SHARES, found.seconds, strict=True)
        )
        yield _("From registered to completed ({count} tickets): {durations}.").format(
            count=found.timed, durations=words
        )
    yield _(
        "Reopened: {reopened}, at most {most_reopened} times. Reassigned: {reassigned}, at most {most} times."
    ).format(
        reopened=found.reopened,
        most_reopened=found.most_reopened,
        reassigned=found.reassigned,
        most=found.most_reassigned,
    )
    if found.with_promise:
        yield _("Completed with a promise: {count}, later than that: {late}.").format(
            count=found.with_promise, late=found.after_promise
        )
    if found.source_percent is not None:
        yield _("On time by the word of the source: {percent} ({met} yes, {missed} no).").format(
            percent=progress.percent_text(found.source_percent), met=found.source_met, missed=found.source_missed
        )


def _took(seconds: float) -> str:
    if seconds < 2 * _MINUTE:
        return _("{seconds} s").format(seconds=round(seconds))
    return formats.duration(round(seconds / _MINUTE))
