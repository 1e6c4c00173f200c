# SPDX-License-Identifier: EUPL-1.2
"""The laws of clocks again, over many more made-up lives."""

import pytest

from tests.desk_app.core.worktime_laws import hold
from tests.desk_app.tickets.clock_laws import CLOCK_LAWS, SEEN_MINUTE_BY_MINUTE

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("name", CLOCK_LAWS)
def test_a_law_of_clocks_holds_a_long_time(name: str) -> None:
    hold(CLOCK_LAWS[name], examples=3000)


def test_somebody_with_a_watch_agrees_a_long_time() -> None:
    hold(SEEN_MINUTE_BY_MINUTE, examples=1500)
