# SPDX-License-Identifier: EUPL-1.2
"""Tells a scanner from a typist, by the clock and by the form of our codes. Pure: knows no window.

A scanner types a whole code with at most 55 ms between two keys and ends it with Enter or Tab. Only characters that
can still become one of our codes are held back, so ordinary typing passes at once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from desk_app.core.codes import ScannedCode, may_become_code, parse_code

MIN_CHARACTERS = 4
GAP_MS = 55.0
ECHO_MS = 300.0
TAIL_MS = 30.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a key. ``release``: first type what was held back; ``hold``: keep this one; ``drop``: it is
    part of a scan and never reaches a field; ``code``: the code that was read."""

    release: bool = False
    hold: bool = False
    drop: bool = False
    code: ScannedCode | None = None


class ScanRecogniser:
    """Fed with every plain character and every Enter or Tab; times in milliseconds, only differences count."""

    def __init__(
        self,
        *,
        parse: Callable[[str], ScannedCode | None] = parse_code,
        may_become: Callable[[str], bool] = may_become_code,
        gap_ms: float = GAP_MS,
    ) -> None:
        self.gap_ms = gap_ms
        self._parse = parse
        self._may_become = may_become
        self._held = ""
        self._last = 0.0
        self._read_at = float("-inf")

    @property
    def held(self) -> str:
        """The characters that are held back."""
        return self._held

    def character(self, character: str, at: float) -> Verdict:
        """A plain character arrives."""
        in_time = at - self._last <= self.gap_ms
        self._last = at
        if self._held and in_time and self._may_become(self._held + character):
            self._held += character
            return Verdict(hold=True)
        release = bool(self._held)
        can_begin = self._may_become(character)
        self._held = character if can_begin else ""
        return Verdict(release=release, hold=can_begin)

    def end(self, at: float) -> Verdict:
        """Enter or Tab arrives."""
        if at - self._read_at <= TAIL_MS and not self._held:
            return Verdict(drop=True)
        held, self._held = self._held, ""
        if not held:
            return Verdict()
        code = self._parse(held) if len(held) >= MIN_CHARACTERS and at - self._last <= self.gap_ms else None
        if code is None:
            return Verdict(release=True)
        is_echo = at - self._read_at <= ECHO_MS
        self._read_at = at
        return Verdict(drop=True, code=None if is_echo else code)

    def is_complete(self) -> bool:
        """Whether Enter now would end a code."""
        return len(self._held) >= MIN_CHARACTERS and self._parse(self._held) is not None

    def give_up(self) -> None:
        """Forgets what was held back; the caller has typed it."""
        self._held = ""
