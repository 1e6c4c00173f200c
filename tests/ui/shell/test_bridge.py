# SPDX-License-Identifier: EUPL-1.2
"""Events of the desk arrive at the window."""

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.core.events import DomainEvent, EventBus
from ui.shell.bridge import Bridge


@dataclass(frozen=True, slots=True)
class LampBroke(DomainEvent):
    """Happens in this test only."""


def test_an_event_of_another_thread_arrives_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    bus = EventBus()
    bridge = Bridge(bus)

    other = threading.Thread(target=bus.publish, args=[LampBroke(7)])
    with qtbot.waitSignal(bridge.happened) as heard:
        other.start()
    other.join()

    assert heard.args == [LampBroke(7)]
    bridge.close()


def test_who_is_gone_hears_nothing(qtbot: QtBot) -> None:
    bus = EventBus()
    bridge = Bridge(bus)
    owner, heard = QObject(), list[DomainEvent]()
    bridge.listen(owner, LampBroke, heard.append)
    bus.publish(LampBroke(1))
    qtbot.waitUntil(lambda: len(heard) == 1)

    owner.deleteLater()
    QApplication.sendPostedEvents(owner)
    with qtbot.waitSignal(bridge.happened):
        bus.publish(LampBroke(2))

    assert heard == [LampBroke(1)]
    bridge.close()


def test_a_closed_bridge_hears_nothing(qtbot: QtBot) -> None:
    bus = EventBus()
    bridge = Bridge(bus)
    bridge.close()

    with qtbot.assertNotEmitted(bridge.happened, wait=20):
        bus.publish(LampBroke(3))
