# SPDX-License-Identifier: EUPL-1.2
"""What every page is: a widget that shows rows, turns gestures into commands, and reacts to events. No business."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.app import Desk
from desk_app.core.actor import Actor
from ui.shell import pages
from ui.shell.bridge import Bridge
from ui.shell.problems import Problems
from ui.shell.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Workplace:
    """What a page stands on. It belongs to one signed-in agent: after a switch all pages are made anew."""

    desk: Desk
    tasks: Tasks
    bridge: Bridge
    problems: Problems
    actor: Actor


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was just done: the sentence for the toast, and the command to undo it by (Alt+Z)."""

    sentence: str
    command_id: str | None = None


@dataclass(frozen=True, slots=True)
class IntakeWish:
    """Start an intake with this customer and this product, as far as known."""

    person_id: int | None = None
    item_id: int | None = None


class Page(pages.Page):
    """A page of the desk: what every page is to the window (``pages.py``), on a workplace, with the desk's own wishes.

    Signals:
        ticket_wanted(int): show this ticket.
        person_wanted(int): show this customer.
        intake_wanted(IntakeWish): start an intake.
        done(Deed): this was done; say so and make it undoable.
    """

    ticket_wanted = Signal(int)
    person_wanted = Signal(int)
    intake_wanted = Signal(object)
    done = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace

    def leave(self) -> None:
        """The window is about to lock, switch agent or close: write down what was typed."""
