# SPDX-License-Identifier: EUPL-1.2
"""The order of the areas, as written in pyproject.toml, holds; and it would be noticed if it did not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def copied_house(root: Path, tmp_path: Path) -> Path:
    """The code and its contracts in a folder where one may spoil them."""
    for area in ("desk_app", "ui"):
        shutil.copytree(root / area, tmp_path / area, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def test_all_contracts_are_kept(root: Path) -> None:
    outcome = _lint(root)

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("desk_app/core/clock.py", "import PySide6.QtCore", "The desk runs without a screen"),
        ("desk_app/core/clock.py", "import ui.widgets", "The screen stands on the desk"),
        ("ui/widgets/__init__.py", "import sqlalchemy", "The screen asks services and queries"),
        ("ui/widgets/__init__.py", "import desk_app.tickets.models", "The screen asks services and queries"),
        ("desk_app/core/clock.py", "import reportlab", "Only desk_app.printing draws paper"),
        ("desk_app/core/clock.py", "import desk_app.tickets.models", "Areas import downwards only"),
        ("desk_app/unlisted/__init__.py", "", "Areas import downwards only"),
    ],
)
def test_a_planted_import_is_noticed(copied_house: Path, file: str, line: str, contract: str) -> None:
    place = copied_house / file
    place.parent.mkdir(exist_ok=True)
    before = place.read_text(encoding="utf-8") if place.exists() else ""
    place.write_text(f"{before}\n{line}\n", encoding="utf-8")

    outcome = _lint(copied_house)

    broken = [text for text in outcome.stdout.splitlines() if " BROKEN" in text]
    assert any(contract in text for text in broken), outcome.stdout + outcome.stderr
