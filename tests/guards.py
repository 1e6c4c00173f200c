# SPDX-License-Identifier: EUPL-1.2
"""What a test of the screen must not leave behind: a window, a running timer, a thread."""

import gc
import threading

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication


def leftovers(threads_before: set[threading.Thread]) -> list[str]:
    """What is still there after everything was closed, in words; empty when all is well."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = [
        f"window {type(widget).__name__} {widget.windowTitle()!r}"
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible()
    ]
    found += [
        f"thread {thread.name}"
        for thread in threading.enumerate()
        if thread not in threads_before and thread.is_alive() and not isinstance(thread, threading._DummyThread)  # noqa: SLF001 -- threads that Qt made and Python only heard of
    ]
    found += [
        f"timer of {type(timer.parent()).__name__}"
        for timer in gc.get_objects()
        if type(timer) is QTimer and shiboken6.isValid(timer) and timer.isActive() and not timer.isSingleShot()
    ]
    return found
