# SPDX-License-Identifier: EUPL-1.2
"""The tour is the main job in the real window; what it says of itself is true."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[3]

ONE_FAILS = """
import sys
from argparse import Namespace
from pathlib import Path
from ui.tour import run
from ui.tour.window_steps import WINDOW_FIRST
def broken(stage):
    stage.expect(False, "this is the fault")
run.STEPS = (*WINDOW_FIRST[:1], ("broken", broken))
sys.exit(run.main(Namespace(out=Path(sys.argv[1]), language=None)))
"""


def _without_a_screen(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=400, check=False
    )


def test_the_whole_job_by_keyboard_with_a_picture_of_every_page(tmp_path: Path) -> None:
    answer = _without_a_screen("main.py", "tour", "--out", str(tmp_path))

    assert answer.returncode == 0, answer.stderr
    found = json.loads((tmp_path / "tour.json").read_text("utf-8"))
    steps = {step["name"]: step for step in found["steps"]}
    assert found["ok"]
    assert steps["standard request by name"]["keys"] <= 12
    assert steps["standard request by badge"]["keys"] <= 6
    assert steps["standard request by badge"]["scans"] == 1
    for step in found["steps"]:
        for name in step["png"]:
            picture = QImage(str(tmp_path / name))
            assert (picture.width(), picture.height()) == (1366, 768), name
            middle = {picture.pixel(x, y) for x in range(0, 1366, 7) for y in range(100, 700, 50)}
            assert len(middle) > 3, f"{name} is blank"
        for name in step["pdf"]:
            with pypdfium2.PdfDocument(tmp_path / name) as paper:
                assert "M26-" in paper[0].get_textpage().get_text_bounded(), name
    assert sum(len(step["pdf"]) for step in found["steps"]) >= 6


def test_a_step_that_fails_is_not_hidden(tmp_path: Path) -> None:
    answer = _without_a_screen("-c", ONE_FAILS, str(tmp_path))

    assert answer.returncode == 1
    assert "broken: Expected: this is the fault" in answer.stderr
    assert not json.loads((tmp_path / "tour.json").read_text("utf-8"))["ok"]
