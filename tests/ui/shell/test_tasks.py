# SPDX-License-Identifier: EUPL-1.2
"""Work beside the window: who answers, when, and where."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.shell.problems import Problems
from ui.shell.tasks import Tasks


def test_an_answer_comes_on_the_thread_of_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    seen: list[tuple[str, bool]] = []

    tasks.run(owner, lambda: threading.current_thread().name, done=lambda name: seen.append((name, _is_gui_thread())))
    qtbot.waitUntil(lambda: bool(seen))

    name, is_gui = seen[0]
    assert name.startswith("balie-db")
    assert is_gui


def test_writes_happen_in_the_order_they_were_asked(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    order: list[int] = []

    for number in range(20):
        tasks.run(owner, partial(order.append, number), done=None)
    with qtbot.waitSignal(tasks.idle):
        pass

    assert order == list(range(20))


def test_only_the_latest_question_is_answered(qtbot: QtBot, tasks: Tasks) -> None:
    owner, answers, gate = QObject(), list[str](), threading.Event()

    tasks.run(owner, lambda: gate.wait(5) and "ja", done=lambda _: answers.append("ja"), lane="slow", key="search")
    tasks.run(owner, lambda: "jan", done=answers.append, lane="slow", key="search")
    tasks.run(owner, lambda: "jans", done=answers.append, lane="slow", key="search")
    gate.set()
    with qtbot.waitSignal(tasks.idle):
        pass

    assert answers == ["jans"]


def test_a_destroyed_page_gets_no_answer(qtbot: QtBot, tasks: Tasks) -> None:
    parent = QObject()
    owner = QObject(parent)
    answers, gate = list[bool](), threading.Event()
    tasks.run(owner, lambda: gate.wait(5), done=answers.append)

    parent.deleteLater()
    QApplication.sendPostedEvents(parent)
    QApplication.processEvents()
    gate.set()
    with qtbot.waitSignal(tasks.idle):
        pass

    assert not answers


def test_a_failure_goes_where_it_was_asked(qtbot: QtBot, tasks: Tasks) -> None:
    owner, failures = QObject(), list[Exception]()

    tasks.run(owner, partial(_fail, ValueError("no")), done=None, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))

    assert str(failures[0]) == "no"


def test_closing_finishes_the_writes_and_drops_the_rest(qapp: QApplication, problems: Problems) -> None:
    lanes = Tasks(problems)
    owner, written, answers = QObject(), list[int](), list[None]()
    for number in range(10):
        lanes.run(owner, partial(written.append, number), done=answers.append)

    lanes.close()
    lanes.run(owner, partial(written.append, 99), done=None)

    assert written == list(range(10))
    assert not answers
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("balie-")]


def test_qt_objects_of_the_caller_do_not_end_on_a_worker(qtbot: QtBot, tasks: Tasks) -> None:
    ended_on: list[bool] = []

    class Thing(QObject):
        def __del__(self) -> None:
            ended_on.append(_is_gui_thread())

    def ask() -> None:
        owner = Thing()
        tasks.run(owner, lambda: owner.objectName(), done=lambda _: None)

    for _ in range(50):
        ask()
    with qtbot.waitSignal(tasks.idle):
        pass
    qtbot.waitUntil(lambda: len(ended_on) >= 49)

    assert all(ended_on)


def _is_gui_thread() -> bool:
    app = QApplication.instance()
    assert app is not None
    return QThread.currentThread() is app.thread()


def _fail(error: Exception) -> None:
    raise error


pytestmark = pytest.mark.usefixtures("qapp")
