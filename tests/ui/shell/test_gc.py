# SPDX-License-Identifier: EUPL-1.2
"""Garbage is collected on the thread of the window only."""

import gc

from pytestqt.qtbot import QtBot

from ui.shell.gc import Collector


def test_python_collects_by_itself_only_when_the_window_does_not(qtbot: QtBot) -> None:
    collector = Collector()
    while_open = gc.isenabled()

    collector.close()

    assert not while_open
    assert gc.isenabled()


def test_loops_are_collected_when_there_are_many(qtbot: QtBot) -> None:
    collector = Collector()
    keep: list[list[object]] = [[] for _number in range(gc.get_threshold()[0] + 10)]
    before = gc.get_count()[0]

    collector.collect_when_due()

    assert keep
    assert gc.get_count()[0] < before
    collector.close()
