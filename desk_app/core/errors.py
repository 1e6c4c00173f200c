# SPDX-License-Identifier: EUPL-1.2
"""The five errors that a person may meet; anything else is a fault of ours.

Every text in them is a whole, translated sentence that says what happened and what to do next.
"""

from collections.abc import Mapping


class DeskError(Exception):
    """An expected error; ``str(error)`` is the sentence to show."""


class InvalidInput(DeskError):
    """The form can be corrected: ``fields`` maps a field name to the sentence to show under it."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = dict(fields)


class NotAllowed(DeskError):
    """The actor lacks a right; the sentence says who may."""


class Conflict(DeskError):
    """Somebody else changed it meanwhile, or its state no longer admits this act."""


class NotFound(DeskError):
    """It is gone, or never was."""


class Unavailable(DeskError):
    """Database, disk, printer or mail server does not answer; nothing typed is lost."""
