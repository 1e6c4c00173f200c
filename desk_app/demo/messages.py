# SPDX-License-Identifier: EUPL-1.2
"""What the demo desk is asked, and what it made."""

from dataclasses import dataclass

from desk_app.core.messages import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadDemo(Command):
    """People, rooms, counters and agents of the demo desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadDemoTickets(Command):
    """One batch of tickets of the demo desk."""


@dataclass(frozen=True, slots=True)
class DemoReport:
    """How much was made."""

    people: int
    tickets: int
    events: int
