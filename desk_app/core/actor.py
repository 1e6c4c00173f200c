# SPDX-License-Identifier: EUPL-1.2
"""Who acts, at which counter, allowed what."""

from dataclasses import dataclass
from enum import StrEnum

from desk_app.core.errors import NotAllowed
from desk_app.core.i18n import N_, _


class Right(StrEnum):
    """One act that the table in ``identity/rights.py`` grants to roles; what is not granted is refused."""

    INTAKE = "intake"
    SEE_TICKETS = "see_tickets"
    SEE_CONFIDENTIAL = "see_confidential"
    WORK_TICKETS = "work_tickets"
    COMPLETE = "complete"
    HAND_OVER = "hand_over"
    REOPEN = "reopen"
    CANCEL = "cancel"
    PRINT = "print"
    SEE_PEOPLE = "see_people"
    EDIT_PEOPLE = "edit_people"
    SEE_CATALOGUE = "see_catalogue"
    EDIT_CATALOGUE = "edit_catalogue"
    EDIT_AGREEMENTS = "edit_agreements"
    MANAGE_AGENTS = "manage_agents"
    CHANGE_SETTINGS = "change_settings"
    IMPORT = "import"
    EXPORT = "export"
    BACKUP = "backup"
    SEE_AUDIT = "see_audit"


class Role(StrEnum):
    """What somebody is at the desk."""

    COUNTER = "counter"
    SECOND_LINE = "second_line"
    BACK_OFFICE = "back_office"
    ACCOUNT_MANAGER = "account_manager"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


ROLE_NAMES: dict[Role, str] = {
    Role.COUNTER: N_("counter"),
    Role.SECOND_LINE: N_("second line"),
    Role.BACK_OFFICE: N_("back office"),
    Role.ACCOUNT_MANAGER: N_("account manager"),
    Role.MANAGER: N_("manager"),
    Role.ADMINISTRATOR: N_("administrator"),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """One agent, signed in at one counter; ``agent_id`` None is the program itself (import, migration)."""

    agent_id: int | None
    name: str
    role: Role
    rights: frozenset[Right]
    team_ids: frozenset[int] = frozenset()
    counter_id: int | None = None
    counter_name: str = ""

    def may(self, right: Right) -> bool:
        """Whether the rights table grants it; the window greys out from this."""
        return right in self.rights

    def require(self, right: Right) -> None:
        """Raises NotAllowed with a sentence that names the role which lacks the right."""
        if right not in self.rights:
            raise NotAllowed(
                _("Your role ({role}) may not do this. Ask your manager.").format(role=_(ROLE_NAMES[self.role]))
            )


def the_program() -> Actor:
    """The actor of work that no person does at a screen: command line, import, start-up."""
    return Actor(None, "Balie", Role.ADMINISTRATOR, frozenset(Right))
