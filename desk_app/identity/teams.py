# SPDX-License-Identifier: EUPL-1.2
"""Teams are made, renamed and switched off here; a team that still has work stays."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desk_app.core import text
from desk_app.core.actor import Actor, Right
from desk_app.core.addresses import LONGEST as LONGEST_ADDRESS
from desk_app.core.addresses import address_fault
from desk_app.core.clock import today
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, InvalidInput, NotFound
from desk_app.core.i18n import _, ngettext
from desk_app.identity.messages import SaveTeam, TeamChanged
from desk_app.identity.models import Team

LONGEST_CODE = 32
LINES = (1, 2, 0)
"""First line, second line, back office."""
MOST_NAMED = 5
"""So many things that a team still does are named; the rest is counted."""

TeamUses = Callable[[Session, int, date], Sequence[str]]
"""What a team still does on a local day, each in a few words; the areas above know."""


class TeamService:
    """Who the teams are. ``uses`` tells what hangs on one of them."""

    def __init__(self, db: Database, uses: TeamUses) -> None:
        self._db = db
        self._uses = uses

    def save(self, actor: Actor, command: SaveTeam) -> int:
        """A team, new or changed; returns its id. The code of a team never changes.

        Raises InvalidInput (on ``active`` when it still has work), NotFound and Conflict.
        """
        actor.require(Right.CHANGE_SETTINGS)
        code, name, public_name = command.code.strip(), command.name.strip(), command.public_name.strip()
        email = command.email.strip()
        faults = {
            "code": None if code else _("Choose a short code, for example POST."),
            "name": None if name else _("Fill in the name."),
            "public_name": None if public_name else _("Fill in the name as a customer reads it."),
            "line": None if command.line in LINES else _("Choose first line, second line or back office."),
            "email": address_fault(email),
        }
        with self._db.write(actor, command) as unit:
            session = unit.session
            team = _stored(session, command)
            if team is None and not text.fault_in(code, LONGEST_CODE) and (other := _same_code(session, code)):
                faults["code"] = _("{name} has this code already. Choose another code.").format(name=other)
            text.check(
                {
                    "code": (code, LONGEST_CODE),
                    "name": (name, text.LINE),
                    "public_name": (public_name, text.LINE),
                    "email": (email, LONGEST_ADDRESS),
                },
                faults,
            )
            if team is None:
                team = Team(code=code)
                session.add(team)
            elif team.active and not command.active:
                self._must_be_free(session, team)
            team.name, team.public_name, team.line, team.active = name, public_name, command.line, command.active
            team.email = email
            session.flush()
            unit.about = f"team {team.id}"
            unit.publish(TeamChanged(team.id))
            return team.id

    def _must_be_free(self, session: Session, team: Team) -> None:
        uses = self._uses(session, team.id, today(self._db.clock))
        if not uses:
            return
        named = ", ".join(uses[:MOST_NAMED])
        more = len(uses) - MOST_NAMED
        if more > 0:
            named = ngettext("{things} and {count} more", "{things} and {count} more", more).format(
                things=named, count=more
            )
        raise InvalidInput(
            {"active": _("This team still has: {things}. Give that to another team first.").format(things=named)}
        )


def _stored(session: Session, command: SaveTeam) -> Team | None:
    """None for a new one."""
    if command.team_id is None:
        return None
    team = session.get(Team, command.team_id)
    if team is None:
        raise NotFound(_("This team is no longer there. Press F5 and look again."))
    if team.version != command.version:
        raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept."))
    return team


def _same_code(session: Session, code: str) -> str:
    """The name of another team with this code, whatever its capitals; empty when there is none."""
    same = or_(Team.code == code, func.lower(Team.code) == code.lower())
    return session.scalar(select(Team.name).where(same).limit(1)) or ""
