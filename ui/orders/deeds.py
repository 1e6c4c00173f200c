# SPDX-License-Identifier: EUPL-1.2
"""What the foot of the window says after something was done to tickets, with the command to undo it by."""

from desk_app.core.i18n import ngettext
from desk_app.tickets.messages import Done
from ui.shell.page import Deed


def completed(done: Done) -> Deed:
    """Reported ready."""
    return _deed(done, ngettext("{number} is reported ready.", "{count} tickets are reported ready.", _count(done)))


def waiting(done: Done) -> Deed:
    """Waits for somebody."""
    return _deed(done, ngettext("{number} waits.", "{count} tickets wait.", _count(done)))


def routed(done: Done, to: str) -> Deed:
    """Went on to a team or a colleague."""
    sentence = ngettext("{number} is routed on to {team}.", "{count} tickets are routed on to {team}.", _count(done))
    return _deed(done, sentence, team=to)


def reopened(done: Done) -> Deed:
    """Open again."""
    return _deed(done, ngettext("{number} is open again.", "{count} tickets are open again.", _count(done)))


def cancelled(done: Done) -> Deed:
    """Need not be done any more."""
    return _deed(done, ngettext("{number} is cancelled.", "{count} tickets are cancelled.", _count(done)))


def taken(done: Done) -> Deed:
    """Mine now."""
    return _deed(done, ngettext("You work on {number} now.", "You work on {count} tickets now.", _count(done)))


def closed(done: Done) -> Deed:
    """The customer is done with it."""
    return _deed(done, ngettext("{number} is closed.", "{count} tickets are closed.", _count(done)))


def on_shelf(done: Done, shelf: str) -> Deed:
    """Waits for the customer."""
    sentence = ngettext("{number} waits on shelf {shelf}.", "{count} tickets wait on shelf {shelf}.", _count(done))
    return _deed(done, sentence, shelf=shelf)


def handed_over(done: Done, name: str) -> Deed:
    """The customer has it."""
    sentence = ngettext(
        "{number} is handed over to {name}.", "{count} tickets are handed over to {name}.", _count(done)
    )
    return _deed(done, sentence, name=name)


def noted(done: Done, *, for_customer: bool) -> Deed:
    """A line more in the timeline."""
    if for_customer:
        return _deed(done, ngettext("Message for the customer added to {number}.", "Messages added.", _count(done)))
    return _deed(done, ngettext("Note added to {number}.", "Notes added.", _count(done)))


def _count(done: Done) -> int:
    return len(done.ticket_ids)


def _deed(done: Done, sentence: str, **words: str) -> Deed:
    number = done.numbers[0] if done.numbers else ""
    return Deed(sentence.format(number=number, count=len(done.ticket_ids), **words), done.command_id)
