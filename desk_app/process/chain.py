# SPDX-License-Identifier: EUPL-1.2
"""The order of the steps of one ticket: what can start, what follows, what goes side by side. Pure.

A chain is code -> the codes that come first, in the order of the steps. A code that no step has holds nothing up, so
that a process never gets stuck on a step that is not there.
"""

from collections.abc import Collection, Mapping, Sequence

Chain = Mapping[str, Sequence[str]]


def holding_up(chain: Chain, code: str, over: Collection[str]) -> tuple[str, ...]:
    """The steps that have to be over before this one can start."""
    return tuple(other for other in chain if other in chain[code] and other not in over)


def followers(chain: Chain, code: str) -> frozenset[str]:
    """The steps that come after this one, also by way of others."""
    found: set[str] = set()
    fresh = {code}
    while fresh:
        fresh = {other for other, first in chain.items() if not fresh.isdisjoint(first)} - found - {code}
        found |= fresh
    return frozenset(found)


def together(chain: Chain) -> dict[str, tuple[str, ...]]:
    """Per step the others that are as far from the beginning: they are done side by side."""
    depths: dict[str, int] = {}
    left = list(chain)
    while left:
        ready = [code for code in left if not any(first in left for first in chain[code] if first != code)]
        for code in ready or left:
            depths[code] = 1 + max((depths[first] for first in chain[code] if first in depths), default=0)
        left = [code for code in left if code not in depths]
    return {code: tuple(other for other in chain if other != code and depths[other] == depths[code]) for code in chain}
