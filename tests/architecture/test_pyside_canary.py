# SPDX-License-Identifier: EUPL-1.2
"""Some pairs of PySide6 and Python lose a reference to None with every call into Qt, and die after a minute of work."""

import subprocess
import sys

MANY_CALLS = """
import sys
from PySide6.QtCore import QObject

thing = QObject()
before = sys.getrefcount(None)
for _ in range(500):
    thing.setObjectName("x")
print(sys.getrefcount(None) - before)
"""


def test_qt_gives_none_back_whole() -> None:
    child = [sys.executable, "-c", MANY_CALLS]

    answer = subprocess.run(child, capture_output=True, text=True, timeout=60, check=True)

    lost = -int(answer.stdout)
    assert lost < 250, "this PySide6 must not be used with this Python: pin another (see decisions.md)"
