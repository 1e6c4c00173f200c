# SPDX-License-Identifier: EUPL-1.2
"""What the foot of the window says after something was done to tickets, with the command to undo it by."""

from desk_app.core.i18n import _, ngettext
from desk_app.tickets.messages import Done
from ui.shell.page import Deed


def completed(done: Done) -> Deed:
    """Reported ready."""
    many = ngettext("{count} ticket is reported ready.", "{count} tickets are reported ready.", _count(done))
    return _deed(done, _("{number} is reported ready."), many)


def waiting(done: Done) -> Deed:
    """Waits for somebody."""
    many = ngettext("{count} ticket waits.", "{count} tickets wait.", _count(done))
    return _deed(done, _("{number} waits."), many)


def routed(done: Done, to: str) -> Deed:
    """Went on to a team or a colleague."""
    many = ngettext("{count} ticket is routed on to {team}.", "{count} tickets are routed on to {team}.", _count(done))
    return _deed(done, _("{number} is routed on to {team}."), many, team=to)


def reopened(done: Done) -> Deed:
    """Open again."""
    many = ngettext("{count} ticket is open again.", "{count} tickets are open again.", _count(done))
    return _deed(done, _("{number} is open again."), many)


def cancelled(done: Done) -> Deed:
    """Need not be done any more."""
    many = ngettext("{count} ticket is cancelled.", "{count} tickets are cancelled.", _count(done))
    return _deed(done, _("{number} is cancelled."), many)


def taken(done: Done) -> Deed:
    """Mine now."""
    many = ngettext("You work on {count} ticket now.", "You work on {count} tickets now.", _count(done))
    return _deed(done, _("You work on {number} now."), many)


def closed(done: Done) -> Deed:
    """The customer is done with it."""
    many = ngettext("{count} ticket is closed.", "{count} tickets are closed.", _count(done))
    return _deed(done, _("{number} is closed."), many)


def on_shelf(done: Done, shelf: str) -> Deed:
    """Waits for the customer."""
    return _deed(done, _("{number} waits on shelf {shelf}."), "", shelf=shelf)


def handed_over(done: Done, name: str) -> Deed:
    """The customer has it."""
    return _deed(done, _("{number} is handed over to {name}."), "", name=name)


def noted(done: Done, *, for_customer: bool) -> Deed:
    """A line more in the timeline."""
    if for_customer:
        return _deed(done, _("Message for the customer added to {number}."), "")
    return _deed(done, _("Note added to {number}."), "")


def owned(done: Done) -> Deed:
    """Minded by who did it, until the customer is done."""
    many = ngettext("You mind {count} ticket now.", "You mind {count} tickets now.", _count(done))
    return _deed(done, _("You mind {number} now."), many)


def given(done: Done, name: str) -> Deed:
    """Minded by a colleague from now on."""
    return _deed(done, _("{name} minds {number} now."), "", name=name)


def escalated(done: Done, whom: str) -> Deed:
    """Somebody was asked to look at it now."""
    return _deed(done, _("{number} is escalated: {whom} was warned."), "", whom=whom)


def reclassified(done: Done) -> Deed:
    """About something else now, with a clock that fits."""
    return _deed(done, _("{number} is changed, and its clock with it."), "")


def _count(done: Done) -> int:
    return len(done.ticket_ids)


def _deed(done: Done, one: str, many: str, **words: str) -> Deed:
    sentence = one if len(done.numbers) == 1 or not many else many
    return Deed(sentence.format(number=done.numbers[0], count=_count(done), **words), done.command_id)
