# SPDX-License-Identifier: EUPL-1.2
"""The log names no customer."""

import logging
from pathlib import Path

from desk_app.core.logs import write_log_to


def test_the_message_of_a_fault_stays_out_of_the_log(tmp_path: Path) -> None:
    handler = write_log_to(tmp_path)
    log = logging.getLogger("tests.core")

    try:
        raise ValueError("Sanne Jansen, 06 12345678")
    except ValueError as error:
        log.error("unexpected", exc_info=error)
    logging.getLogger().removeHandler(handler)
    handler.close()

    written = (tmp_path / "balie.log").read_text("utf-8")
    assert "unexpected" in written
    assert "ValueError" in written
    assert "Jansen" not in written
