# SPDX-License-Identifier: EUPL-1.2
"""At a release: keeps a database of the newest schema for ever. ``python -m tests.migrations.keep``."""

import lzma
import tempfile
from pathlib import Path

from desk_app.core.migrations import upgrade
from tests.migrations import old
from tests.migrations.conftest import SCHEMAS


def main() -> None:
    """Writes ``tests/data/schemas/<revision>.db.xz``; an older one under that name is replaced only before a release."""
    SCHEMAS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "balie.db")
        old.made_by(upgrade.HEAD, str(file))
        SCHEMAS.joinpath(f"{upgrade.HEAD}.db.xz").write_bytes(lzma.compress(file.read_bytes(), preset=9))


if __name__ == "__main__":
    main()
