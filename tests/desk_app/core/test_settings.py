# SPDX-License-Identifier: EUPL-1.2
"""Settings are kept where all counters read them."""

from desk_app.core.db import Database
from desk_app.core.settings import SettingRow, Settings, read_settings, write_settings


def test_only_what_differs_is_stored_and_all_of_it_comes_back(db: Database) -> None:
    wanted = Settings(organisation="Gemeente Voorbeeld", undo_seconds=20, practice=True)

    with db.jot() as session:
        assert set(write_settings(session, wanted)) == {"organisation", "undo_seconds", "practice"}

    with db.read() as session:
        assert read_settings(session) == wanted


def test_a_stored_value_that_does_not_fit_gives_the_default(db: Database) -> None:
    with db.jot() as session:
        session.add_all([SettingRow(key="undo_seconds", value="soon"), SettingRow(key="unknown", value="1")])

    with db.read() as session:
        assert read_settings(session) == Settings()
