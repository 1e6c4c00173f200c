# SPDX-License-Identifier: EUPL-1.2
"""The tour is the main job in the real window, in a process of its own and without a screen; what it says is true."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_SECONDS = 400
PAGES = (
    *("counter", "board", "ticket", "report ready", "shelf", "catalogue", "relations", "settings", "search", "help"),
    *("progress", "contracts"),
)


def walk(folder: Path, *words: str) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """How it ended, and ``tour.json``, on a computer where no screen is, whatever platform somebody asked for."""
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env |= {"QT_QPA_PLATFORM": "xcb", "XDG_DATA_HOME": str(folder / "home")}
    ended = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    report = folder / "tour.json"
    assert report.exists(), ended.stderr
    return ended, json.loads(report.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, dict[str, Any]]:
    """The folder, the exit code and the report of one whole tour."""
    folder = tmp_path_factory.mktemp("tour")
    ended, report = walk(folder, "main.py", "tour", "--out", str(folder))
    return folder, ended.returncode, report


def colours(picture: QImage) -> int:
    """How many different colours a grid of points has."""
    return len({picture.pixel(x, y) for x in range(0, picture.width(), 9) for y in range(0, picture.height(), 5)})


def test_the_main_job_is_done_by_keyboard(whole: tuple[Path, int, dict[str, Any]]) -> None:
    _folder, code, report = whole

    steps = {step["name"]: step for step in report["steps"]}
    by_name, by_badge = steps["standard request by name"], steps["standard request by badge"]

    assert [step["error"] for step in report["steps"] if not step["ok"]] == []
    assert (code, report["ok"]) == (0, True)
    assert (by_name["keys"], by_name["presses"], by_name["scans"]) == (12, 11, 0)
    assert (by_badge["keys"], by_badge["presses"], by_badge["scans"]) == (6, 5, 1)
    assert all(step["milliseconds"] > 0 for step in report["steps"])


def test_there_is_a_picture_of_every_page_in_light_and_dark(whole: tuple[Path, int, dict[str, Any]]) -> None:
    folder, _code, report = whole

    names = [name for step in report["steps"] for name in step["png"]]
    pictures = {name: QImage(str(folder / name)) for name in names}
    words = {name.split("-", 1)[1].removesuffix(".png").replace("-", " ") for name in names}

    assert {(picture.width(), picture.height()) for picture in pictures.values()} == {(1366, 768)}
    assert [name for name, picture in pictures.items() if colours(picture) <= 10] == []
    assert [page for page in PAGES if not {page, f"{page} dark"} <= words] == []


def test_every_paper_is_kept(whole: tuple[Path, int, dict[str, Any]]) -> None:
    folder, _code, report = whole

    names = [name for step in report["steps"] for name in step["pdf"]]
    texts = []
    for name in names:
        with pypdfium2.PdfDocument(folder / name) as paper:
            texts.append(paper[0].get_textpage().get_text_bounded())

    assert len(names) >= 12
    assert [name for name, text in zip(names, texts, strict=True) if "M26-" not in text] == []
    assert any("Łukaszewicz" in text for text in texts)
    assert any("KOPIE" in text for text in texts)


def test_nothing_of_this_user_is_touched(whole: tuple[Path, int, dict[str, Any]]) -> None:
    folder, _code, _report = whole

    made = {path.name for path in folder.iterdir() if path.suffix not in (".png", ".pdf")}

    assert made == {"desk", "tour.json"}


def test_a_step_that_fails_is_told_and_the_tour_goes_on(tmp_path: Path) -> None:
    names = ("sign in", "breaks", "blinks", "crashes", "standard request by name")

    ended, report = walk(tmp_path, "-m", "tests.ui.tour.short_tour", str(tmp_path), *names)

    steps = {step["name"]: step for step in report["steps"]}
    assert (ended.returncode, report["ok"]) == (1, False)
    assert "breaks: Expected: the beamer is still broken" in ended.stderr
    assert steps["breaks"]["png"], "a picture of how it failed"
    assert "QLabel" in steps["blinks"]["error"]
    assert "CrashDialog" in steps["crashes"]["error"]
    assert steps["standard request by name"]["ok"]
