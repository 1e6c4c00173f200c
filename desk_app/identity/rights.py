# SPDX-License-Identifier: EUPL-1.2
"""The one table of rights: role x act. The window greys out from it, services refuse by it, tests read it.

What is not listed is refused. The condition on rows (confidential complaints) is ``Right.SEE_CONFIDENTIAL``,
applied in ``tickets/visibility.py``.
"""

from desk_app.core.actor import Right, Role

_DESK = frozenset(
    {
        Right.INTAKE,
        Right.SEE_TICKETS,
        Right.WORK_TICKETS,
        Right.COMPLETE,
        Right.HAND_OVER,
        Right.REOPEN,
        Right.CANCEL,
        Right.PRINT,
        Right.SEE_PEOPLE,
        Right.EDIT_PEOPLE,
        Right.SEE_CATALOGUE,
    }
)

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.COUNTER: _DESK,
    Role.SECOND_LINE: _DESK,
    Role.BACK_OFFICE: frozenset(
        {Right.SEE_TICKETS, Right.WORK_TICKETS, Right.COMPLETE, Right.PRINT, Right.SEE_CATALOGUE}
    ),
    Role.ACCOUNT_MANAGER: _DESK - {Right.HAND_OVER} | {Right.EXPORT},
    Role.MANAGER: _DESK
    | {
        Right.SEE_CONFIDENTIAL,
        Right.EDIT_CATALOGUE,
        Right.EDIT_AGREEMENTS,
        Right.IMPORT,
        Right.EXPORT,
        Right.SEE_AUDIT,
        Right.CHANGE_SETTINGS,
    },
    Role.ADMINISTRATOR: _DESK
    | {
        Right.EDIT_CATALOGUE,
        Right.EDIT_AGREEMENTS,
        Right.MANAGE_AGENTS,
        Right.CHANGE_SETTINGS,
        Right.IMPORT,
        Right.EXPORT,
        Right.BACKUP,
        Right.SEE_AUDIT,
    },
}


def rights_of(role: Role) -> frozenset[Right]:
    """What a role may do; a role without a line may nothing."""
    return RIGHTS.get(role, frozenset())
