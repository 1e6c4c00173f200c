# SPDX-License-Identifier: EUPL-1.2
"""A counter where nobody is locks by itself, after a warning that any key takes away."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.core.clock import FixedClock
from tests.ui.keys import typ
from ui.identity.idle_lock import IdleLock
from ui.identity.idle_notice import IdleNotice


@pytest.fixture
def idle(qapp: QApplication, clock: FixedClock) -> Iterator[IdleLock]:
    watcher = IdleLock(qapp, clock)
    watcher.start(2)
    yield watcher
    watcher.close()


@pytest.fixture
def window(qtbot: QtBot, theme: object) -> QWidget:
    widget = QWidget()
    layout = QVBoxLayout(widget)
    layout.addWidget(QLineEdit())
    qtbot.addWidget(widget)
    widget.resize(1024, 700)
    widget.show()
    return widget


def _pass(idle: IdleLock, clock: FixedClock, seconds: int) -> None:
    """Time passes, and the watcher looks at the clock every five seconds."""
    for _ in range(seconds // 5):
        clock.advance(timedelta(seconds=5))
        idle.look()


def test_it_warns_half_a_minute_before_and_then_locks(qtbot: QtBot, idle: IdleLock, clock: FixedClock) -> None:
    with qtbot.assertNotEmitted(idle.warned):
        _pass(idle, clock, 85)

    with qtbot.waitSignal(idle.warned) as warned:
        _pass(idle, clock, 5)
    assert warned.args == [30]

    with qtbot.waitSignal(idle.lock_wanted):
        _pass(idle, clock, 30)
    assert not idle.is_watching


def test_any_key_takes_the_warning_away_and_is_typed_too(
    qtbot: QtBot, idle: IdleLock, clock: FixedClock, window: QWidget
) -> None:
    notice = IdleNotice(window, idle)
    field = window.findChild(QLineEdit)
    assert field is not None
    _pass(idle, clock, 100)
    assert notice.sentence.startswith("Over 20 seconden") or notice.sentence.startswith("Over 30 seconden")

    typ(field, "é")

    assert notice.sentence == ""
    assert field.text() == "é"
    with qtbot.assertNotEmitted(idle.lock_wanted):
        _pass(idle, clock, 85)


def test_the_warning_stands_over_a_dialog(
    qtbot: QtBot, qapp: QApplication, idle: IdleLock, clock: FixedClock, window: QWidget
) -> None:
    notice = IdleNotice(window, idle)
    dialog = QDialog(window)
    dialog.resize(500, 300)
    dialog.open()

    _pass(idle, clock, 95)

    assert notice.window() is dialog
    assert notice.isVisible()
    typ(dialog, "x")
    assert notice.parentWidget() is window
    dialog.close()


def test_a_computer_that_slept_is_locked_at_the_first_key(
    qtbot: QtBot, idle: IdleLock, clock: FixedClock, window: QWidget
) -> None:
    idle.start(60)
    clock.advance(timedelta(minutes=10))

    with qtbot.waitSignal(idle.lock_wanted):
        typ(window, "x")


def test_a_system_that_says_it_sleeps_locks(qtbot: QtBot, qapp: QApplication, idle: IdleLock) -> None:
    with qtbot.waitSignal(idle.lock_wanted):
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationSuspended)


def test_nobody_signed_in_means_nothing_to_lock(qtbot: QtBot, idle: IdleLock, clock: FixedClock) -> None:
    idle.stop()

    with qtbot.assertNotEmitted(idle.lock_wanted), qtbot.assertNotEmitted(idle.warned):
        _pass(idle, clock, 600)
