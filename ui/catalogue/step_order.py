# SPDX-License-Identifier: EUPL-1.2
"""The order of steps: moving and removing one, what each can wait for, and which run side by side. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from desk_app.catalogue.messages import StepLine
from desk_app.core.i18n import _
from desk_app.core.words import words
from desk_app.process.chain import followers

MAX_CODE = 32
_UNUSABLE = re.compile(r"[^a-z0-9]+")

Steps = tuple[StepLine, ...]


def code_for(name: str, taken: Collection[str]) -> str:
    """A code that nobody sees: made of the name, unlike those that are taken."""
    base = _UNUSABLE.sub("-", "-".join(words(name)))[: MAX_CODE - 3].strip("-") or "x"
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code


def moved(steps: Sequence[StepLine], place: int, by: int) -> Steps:
    """With the step at ``place`` moved. What a step begins after stays as it was: the order of the list is no wait."""
    order = list(steps)
    order.insert(place + by, order.pop(place))
    return tuple(order)


def may_come_first(steps: Sequence[StepLine], place: int | None) -> list[tuple[int, StepLine]]:
    """The steps, with their numbers, that the one at ``place`` can wait for: all but itself and those that wait for it.
    None: a new step, which can wait for any."""
    numbered = list(enumerate(steps, start=1))
    if place is None:
        return numbered
    own = steps[place].code
    waiting = followers({step.code: step.after for step in steps}, own)
    return [(number, step) for number, step in numbered if step.code != own and step.code not in waiting]


def without(steps: Sequence[StepLine], place: int) -> Steps:
    """With a step taken out: what waited for it waits for what it waited for."""
    gone = steps[place]
    left = []
    for step in (*steps[:place], *steps[place + 1 :]):
        if gone.code in step.after:
            after = dict.fromkeys((*(code for code in step.after if code != gone.code), *gone.after))
            step = replace(step, after=tuple(after))
        left.append(step)
    return tuple(left)


def columns(steps: Sequence[StepLine]) -> list[list[int]]:
    """The steps as numbers from 1 in columns: those of one column can run side by side.

    A step whose predecessors are never over stands in the last column; the check of the desk says what is wrong.
    """
    depth: dict[str, int] = {}
    waiting = list(steps)
    while waiting:
        ready = [step for step in waiting if all(code in depth for code in step.after)]
        if not ready:
            last = max(depth.values(), default=-1) + 1
            depth.update({step.code: last for step in waiting})
            break
        for step in ready:
            depth[step.code] = max((depth[code] + 1 for code in step.after), default=0)
        waiting = [step for step in waiting if step not in ready]
    result: list[list[int]] = [[] for _column in range(max(depth.values(), default=-1) + 1)]
    for number, step in enumerate(steps, start=1):
        result[depth[step.code]].append(number)
    return result


def course_words(steps: Sequence[StepLine]) -> str:
    """``Stap 1, daarna stap 2 en 3 tegelijk, daarna stap 4.``; empty when there are none."""
    if not steps:
        return ""
    parts = [_numbers(column) for column in columns(steps)]
    sentence = _(", then ").join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _numbers(column: Sequence[int]) -> str:
    if len(column) == 1:
        return _("step {number}").format(number=column[0])
    numbers = ", ".join(map(str, column[:-1]))
    return _("steps {numbers} and {last} at the same time").format(numbers=numbers, last=column[-1])
