# SPDX-License-Identifier: EUPL-1.2
"""The laws of working time again, over many more made-up calendars."""

import pytest

from tests.desk_app.core.worktime_laws import LAWS, MINUTE_BY_MINUTE, hold

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("name", LAWS)
def test_a_law_of_working_time_holds_a_long_time(name: str) -> None:
    hold(LAWS[name], examples=3000)


def test_a_count_minute_by_minute_agrees_a_long_time() -> None:
    hold(MINUTE_BY_MINUTE, examples=1500)
