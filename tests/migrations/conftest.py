# SPDX-License-Identifier: EUPL-1.2
"""The databases of every release, kept for ever in ``tests/data/schemas``."""

import lzma
from pathlib import Path

import pytest

SCHEMAS = Path(__file__).resolve().parents[1] / "data" / "schemas"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test per released database."""
    if "released" in metafunc.fixturenames:
        files = sorted(SCHEMAS.glob("*.db.xz"))
        metafunc.parametrize("released", files, indirect=True, ids=[file.stem for file in files])


@pytest.fixture
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database as it was released, unpacked."""
    packed: Path = request.param
    file = tmp_path / packed.stem
    file.write_bytes(lzma.decompress(packed.read_bytes()))
    return file
