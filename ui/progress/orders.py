# SPDX-License-Identifier: EUPL-1.2
"""What can be done to guarded tickets from the list: buttons, letters, rights. Knows no window."""

from dataclasses import dataclass

from desk_app.core.actor import Actor, Right
from desk_app.core.errors import NotAllowed
from desk_app.core.i18n import N_


@dataclass(frozen=True, slots=True)
class OrderSpec:
    """How a button looks; ``key`` is what people press in the list, ``right`` what it takes."""

    text: str
    icon: str
    key: str
    right: Right


ORDERS: dict[str, OrderSpec] = {
    "open": OrderSpec(N_("Open the ticket"), "ticket", "Enter", Right.SEE_TICKETS),
    "take": OrderSpec(N_("Take on"), "play", "T", Right.WORK_TICKETS),
    "own": OrderSpec(N_("I mind it"), "eye", "O", Right.WORK_TICKETS),
    "escalate": OrderSpec(N_("Escalate"), "bell", "E", Right.WORK_TICKETS),
    "message": OrderSpec(N_("Message to the customer"), "message-square", "M", Right.WORK_TICKETS),
    "dispatch": OrderSpec(N_("Route on"), "send", "D", Right.WORK_TICKETS),
    "complete": OrderSpec(N_("Report ready"), "check", "G", Right.COMPLETE),
}
"""In the order of the buttons; the last two have none, but keys and a place in the menus."""

BUTTONS = ("open", "take", "own", "escalate", "message")


def why_not(name: str, actor: Actor) -> str:
    """The sentence that says why this role cannot; empty when it can."""
    try:
        actor.require(ORDERS[name].right)
    except NotAllowed as error:
        return str(error)
    return ""
