# SPDX-License-Identifier: EUPL-1.2
"""What every test stands on: no screen, a fixed language, nobody's own data, a real PostgreSQL when asked for."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.postgres"]

ROOT = Path(__file__).resolve().parents[1]
SHARED_DATA = Path(os.environ.get("BALIE_SHARED_DATA", ROOT.parent / "shared" / "data"))
HOME = "BALIE_TEST_HOME"


MEMORY = Path("/dev/shm")
ENOUGH = 4 * 1024**3


def _in_memory() -> str | None:
    """Where files need no disk, so that five thousand tests do not wait for it; None: the usual place."""
    room = shutil.disk_usage(MEMORY).free if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else 0
    return str(MEMORY) if room > ENOUGH else None


def _set_environment() -> None:
    # Before anything imports Qt, gettext or platformdirs, which read these once. A worker finds them set already.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.update({"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "LANGUAGE": "", "PYTHONUTF8": "1"})
    os.environ.pop("BALIE_DB", None)
    if HOME not in os.environ:  # a fault in a test must never reach the tester's own desk
        os.environ[HOME] = tempfile.mkdtemp(prefix="balie-", dir=_in_memory())
        atexit.register(shutil.rmtree, os.environ[HOME], ignore_errors=True)  # after PostgreSQL's own farewell
        for kind in ("DATA_HOME", "CONFIG_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR"):
            folder = Path(os.environ[HOME], kind.lower())
            folder.mkdir(mode=0o700)
            os.environ[f"XDG_{kind}"] = str(folder)
        Path(os.environ["XDG_RUNTIME_DIR"], "python_PostgresServer").mkdir()  # else its lock is shared by all users
        if (memory := _in_memory()) is not None:
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", memory)


_set_environment()
settings.register_profile("quick", max_examples=30, deadline=None)  # `make faults` has the long runs
settings.load_profile("quick")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real tickets, names and nasty strings, kept beside the project; a test that needs them is skipped without."""
    if not SHARED_DATA.is_dir():
        pytest.skip("needs the data set that lies beside the project (../shared/data, or BALIE_SHARED_DATA)")
    return SHARED_DATA


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database as a person names it (file path or URL): the same test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "balie.db")
    return str(request.getfixturevalue("postgres_url"))
