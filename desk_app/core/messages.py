# SPDX-License-Identifier: EUPL-1.2
"""What every order shares."""

from dataclasses import dataclass, field

from uuid6 import uuid7


def new_command_id() -> str:
    """A UUID version 7: made by the client before the first send, rising in time, never a secret."""
    return str(uuid7())


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An order to the desk: plain values only, so that it can be stored and carried out later.

    ``command_id`` makes it happen at most once: a second command with the same id is refused with Conflict.
    """

    command_id: str = field(default_factory=new_command_id)
