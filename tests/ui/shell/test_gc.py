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
    """Twice the threshold: lists that Python keeps to use again are not counted when they are."""
    collector = Collector()
    keep: list[list[object]] = [[] for _number in range(2 * gc.get_threshold()[0])]
    before = gc.get_count()[0]

    collector.collect_when_due()
    after = gc.get_count()[0]
    collector.close()

    assert keep
    assert after < before
