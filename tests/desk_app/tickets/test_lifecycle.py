# SPDX-License-Identifier: EUPL-1.2
"""The table of allowed moves, written out once more by hand."""

import pytest

from desk_app.core.errors import Conflict
from desk_app.tickets.lifecycle import MOVES, STATUS_NAMES, Act, TicketStatus, may, move

ALLOWED = {
    (Act.START, "new"): "in_progress",
    (Act.START, "pending"): "in_progress",
    (Act.WAIT, "new"): "pending",
    (Act.WAIT, "in_progress"): "pending",
    (Act.WAIT, "pending"): "pending",
    (Act.RESUME, "pending"): "in_progress",
    (Act.RESET, "new"): "new",
    (Act.RESET, "in_progress"): "new",
    (Act.RESET, "pending"): "new",
    (Act.COMPLETE, "new"): "completed",
    (Act.COMPLETE, "in_progress"): "completed",
    (Act.COMPLETE, "pending"): "completed",
    (Act.MAKE_READY, "completed"): "ready",
    (Act.HAND_OVER, "ready"): "collected",
    (Act.CLOSE, "completed"): "closed",
    (Act.CLOSE, "collected"): "closed",
    (Act.CANCEL, "new"): "cancelled",
    (Act.CANCEL, "in_progress"): "cancelled",
    (Act.CANCEL, "pending"): "cancelled",
    (Act.CANCEL, "ready"): "cancelled",
    (Act.REOPEN, "completed"): "in_progress",
    (Act.REOPEN, "ready"): "in_progress",
    (Act.REOPEN, "collected"): "in_progress",
    (Act.REOPEN, "closed"): "in_progress",
    (Act.REOPEN, "cancelled"): "in_progress",
    (Act.VOID, "new"): "voided",
    (Act.VOID, "in_progress"): "voided",
    (Act.VOID, "pending"): "voided",
    (Act.VOID, "completed"): "voided",
    (Act.VOID, "ready"): "voided",
    (Act.VOID, "collected"): "voided",
    (Act.VOID, "closed"): "voided",
}


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("status", TicketStatus)
def test_every_move_is_allowed_or_refused_with_a_plain_sentence(act: Act, status: TicketStatus) -> None:
    after = ALLOWED.get((act, status.value))

    if after is not None:
        assert may(act, status)
        assert move(act, status, "M26-000001") == after
    else:
        assert not may(act, status)
        with pytest.raises(Conflict, match="M26-000001"):
            move(act, status, "M26-000001")


def test_every_act_and_every_status_has_a_line() -> None:
    assert set(MOVES) == set(Act)
    assert set(STATUS_NAMES) == set(TicketStatus)
