# SPDX-License-Identifier: EUPL-1.2
"""What a new desk begins with: teams, a counter, calendars, agreements and our own catalogue.

Read from ``resources/catalogue``, whose ``desk.toml`` and ``afspraken.toml`` explain the keys; everything in it may be
changed afterwards.
"""

from desk_app.starter.files import CATALOGUE as CATALOGUE
from desk_app.starter.files import read_files as read_files
from desk_app.starter.loading import load as load
