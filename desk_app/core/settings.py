# SPDX-License-Identifier: EUPL-1.2
"""Every setting of the desk once: its name, type, default and what it means.

Kept in the database, so that all counters agree. What belongs to one window (size, theme, zoom) is not here.
"""

from dataclasses import dataclass, fields

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desk_app.core.base import Base


class SettingRow(Base):
    """One setting that differs from its default."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str]


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults."""

    organisation: str = "Servicedesk"
    phone: str = ""
    """The number on the slip."""
    security_phone: str = ""
    """The number of security, for when there is danger."""
    privacy_address: str = ""
    """Where a customer reads more about privacy; on every slip with a name."""
    retention_years: int = 2
    """How long personal data is kept; said on the slip."""
    language: str = "nl"
    receipt_paper: str = "80mm"
    """80mm, a5, a4, mail or none."""
    printer: str = ""
    """Name in the print system, or ``tcp://host:9100`` for a receipt printer; empty: jobs wait."""
    lock_after_minutes: int = 10
    badge_pattern: str = r"\d{7}"
    """Regular expression of a raw badge number."""
    undo_seconds: int = 10
    """How long the undo message stays."""
    reopen_working_days: int = 10
    """How long a customer may come back on a completed ticket; then it closes."""
    complaint_follow_up: str = ""
    """Where to go with an answer to a complaint that one does not accept; on the slip of a complaint, when filled in."""
    complaint_term_days: int = 42
    """Calendar days to answer a complaint; public bodies: article 9:11 Awb says six weeks."""
    approval_days: int = 10
    """Working days that somebody has to approve; then they are asked again."""
    practice: bool = False
    """The practice desk says so on screen and on paper."""


def read_settings(session: Session) -> Settings:
    """The settings as stored, defaults for the rest; a value that no longer fits is ignored."""
    stored: dict[str, str] = {row.key: row.value for row in session.execute(select(SettingRow.key, SettingRow.value))}
    values: dict[str, str | int | bool] = {}
    for setting in fields(Settings):
        text = stored.get(setting.name)
        if text is None:
            continue
        if setting.type is bool or setting.type == "bool":
            values[setting.name] = text == "1"
        elif setting.type is int or setting.type == "int":
            if text.lstrip("-").isdigit():
                values[setting.name] = int(text)
        else:
            values[setting.name] = text
    return Settings(**values)  # type: ignore[arg-type]  # each value has the type of its field


def write_settings(session: Session, settings: Settings) -> tuple[str, ...]:
    """Stores what differs from the default; returns the names that changed."""
    before = read_settings(session)
    changed = []
    for setting in fields(Settings):
        value = getattr(settings, setting.name)
        if value == getattr(before, setting.name):
            continue
        changed.append(setting.name)
        text = ("1" if value else "0") if isinstance(value, bool) else str(value)
        session.merge(SettingRow(key=setting.name, value=text))
    return tuple(changed)
