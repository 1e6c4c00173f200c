# SPDX-License-Identifier: EUPL-1.2
"""Forms above a plain window; the fixture is that of the ticket forms."""

from tests.ui.tickets.conftest import open_form

__all__ = ["open_form"]
