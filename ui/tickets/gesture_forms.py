# SPDX-License-Identifier: EUPL-1.2
"""Which form a gesture of the ticket page opens."""

from PySide6.QtWidgets import QWidget

from desk_app.tickets.lifecycle import Act
from desk_app.tickets.messages import TicketRow
from ui.completion.dialog import CompleteDialog
from ui.completion.pick_up import PickUpDialog
from ui.completion.shelf_form import ShelfDialog
from ui.orders.form import OrderForm
from ui.shell.page import Workplace
from ui.tickets.acts import Gesture
from ui.tickets.escalate_form import EscalateDialog
from ui.tickets.owner_form import OwnerDialog
from ui.tickets.reason_form import ReasonDialog
from ui.tickets.reclassify_form import ReclassifyDialog
from ui.tickets.route_form import RouteDialog
from ui.tickets.wait_form import WaitDialog


def form_for(gesture: Gesture, workplace: Workplace, row: TicketRow, parent: QWidget, refusal: str = "") -> OrderForm:
    """The form for this ticket; ``refusal``: why its approval was refused, which is known when it is cancelled."""
    ids = (row.id,)
    match gesture:
        case Gesture.COMPLETE:
            return CompleteDialog(workplace, ids, parent)
        case Gesture.HAND_OVER:
            return PickUpDialog(workplace, row.id, parent)
        case Gesture.ROUTE:
            return RouteDialog(workplace, ids, parent)
        case Gesture.WAIT:
            return WaitDialog(workplace, ids, parent)
        case Gesture.SHELF:
            return ShelfDialog(workplace, ids, parent)
        case Gesture.OWNER:
            return OwnerDialog(workplace, row.id, row.owner_id, parent)
        case Gesture.ESCALATE:
            return EscalateDialog(workplace, row.id, parent)
        case Gesture.RECLASSIFY:
            return ReclassifyDialog(workplace, row, parent)
        case Gesture.REOPEN:
            return ReasonDialog(workplace, ids, Act.REOPEN, parent)
        case _:
            return ReasonDialog(workplace, ids, Act.CANCEL, parent, reason=refusal)
