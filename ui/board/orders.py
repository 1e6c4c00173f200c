# SPDX-License-Identifier: EUPL-1.2
"""Gestures on the board become commands: one for the whole selection, one sentence, one undo."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desk_app.board.lanes import MoveStep, plan_move
from desk_app.board.messages import BoardCard, Lane
from desk_app.core.errors import Conflict
from desk_app.core.i18n import _, ngettext
from desk_app.tickets.messages import Done, ResetTickets, ResumeTickets, TakeTickets
from ui.completion.dialog import CompleteDialog
from ui.completion.pick_up import PickUpDialog
from ui.completion.shelf_form import ShelfDialog
from ui.orders import deeds
from ui.orders.form import OrderForm
from ui.shell.page import Deed, Workplace
from ui.tickets.print_menu import show_print_menu
from ui.tickets.route_form import RouteDialog
from ui.tickets.wait_form import WaitDialog


class Orders(QObject):
    """What can be done with cards.

    Signals:
        done(Deed): it was done.
    """

    done = Signal(object)

    def __init__(self, workplace: Workplace, window: QWidget) -> None:
        """``window``: the page above which the forms open."""
        super().__init__(window)
        self._workplace = workplace
        self._window = window

    def move(self, cards: Sequence[BoardCard], lane: Lane) -> None:
        """To another lane; asks what that lane needs, and says why when the life cycle forbids it."""
        try:
            plan = plan_move(cards, lane)
        except Conflict as error:
            self._workplace.problems.show(error)
            return
        ids = plan.ticket_ids
        desk, actor = self._workplace.desk, self._workplace.actor
        if plan.step is MoveStep.RESET:
            self._run(lambda: _put_back(desk.tickets.reset(actor, ResetTickets(ticket_ids=ids))))
        elif plan.step is MoveStep.RESUME:
            self._run(lambda: _started(desk.tickets.resume(actor, ResumeTickets(ticket_ids=ids))))
        elif plan.step is MoveStep.ASK_WAIT:
            self._open(WaitDialog(self._workplace, ids, self._window))
        elif plan.step is MoveStep.ASK_SHELF:
            self._open(ShelfDialog(self._workplace, ids, self._window))
        elif plan.step is MoveStep.ASK_COMPLETE:
            self._open(CompleteDialog(self._workplace, ids, self._window))
        elif plan.step is MoveStep.HAND_OVER:
            self._open(PickUpDialog(self._workplace, ids[0], self._window))

    def take(self, cards: Sequence[BoardCard]) -> None:
        """I work on these now."""
        command = TakeTickets(ticket_ids=_ids(cards))
        desk, actor = self._workplace.desk, self._workplace.actor
        self._run(lambda: deeds.taken(desk.tickets.take(actor, command)))

    def route(self, cards: Sequence[BoardCard]) -> None:
        """To another team, with the reason."""
        self._open(RouteDialog(self._workplace, _ids(cards), self._window))

    def complete(self, cards: Sequence[BoardCard]) -> None:
        """Report ready."""
        self.move(cards, Lane.DONE_TODAY)

    def print(self, card: BoardCard) -> None:
        """The papers of one ticket."""
        show_print_menu(self._workplace, card.id, self._window, self.done.emit)

    def _run(self, call: Callable[[], Deed]) -> None:
        self._workplace.tasks.run(self, call, done=self.done.emit)

    def _open(self, form: OrderForm) -> None:
        form.done.connect(self.done)
        form.open()


def _ids(cards: Sequence[BoardCard]) -> tuple[int, ...]:
    return tuple(card.id for card in cards)


def _started(done: Done) -> Deed:
    many = ngettext("{count} ticket is in progress.", "{count} tickets are in progress.", len(done.numbers))
    return _said(done, _("{number} is in progress."), many)


def _put_back(done: Done) -> Deed:
    many = ngettext("{count} ticket is new again.", "{count} tickets are new again.", len(done.numbers))
    return _said(done, _("{number} is new again."), many)


def _said(done: Done, one: str, many: str) -> Deed:
    count = len(done.numbers)
    sentence = one.format(number=done.numbers[0]) if count == 1 else many.format(count=count)
    return Deed(sentence, done.command_id)
