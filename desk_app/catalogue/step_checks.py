# SPDX-License-Identifier: EUPL-1.2
"""Whether the steps of a process can be walked: each can start once the steps before it are over. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from desk_app.catalogue.content import StepLine
from desk_app.core.i18n import _


def step_faults(steps: Sequence[StepLine]) -> Iterator[tuple[str, str]]:
    """Name of a field (``steps.1.after``) and the sentence under it, which names the steps."""
    names: dict[str, str] = {}
    for number, step in enumerate(steps):
        if not step.name.strip():
            yield f"steps.{number}.name", _("Give step {number} a name.").format(number=number + 1)
        if step.code in names:
            text = _("The steps '{first}' and '{second}' have the same code '{code}'. Give one of them another code.")
            yield f"steps.{number}.code", text.format(first=names[step.code], second=step.name, code=step.code)
        names.setdefault(step.code, step.name)
    unknown = {step.code for step in steps if any(code not in names for code in step.after)}
    stuck = never_starting(steps)
    waits = {step.code: [code for code in step.after if code in stuck] for step in steps}
    for number, step in enumerate(steps):
        if step.code in unknown:
            missing = next(code for code in step.after if code not in names)
            text = _("Step '{name}' waits for '{missing}', which is not a step here. Choose another step, or none.")
            yield f"steps.{number}.after", text.format(name=step.name, missing=missing)
        elif step.code in stuck:
            yield f"steps.{number}.after", _why_stuck(step, waits, names, unknown)


def never_starting(steps: Sequence[StepLine]) -> frozenset[str]:
    """The codes of the steps that can never start: in a circle, behind one, or behind a step that is not there."""
    left = {step.code: set(step.after) for step in steps}
    while free := [code for code, before in left.items() if not before]:
        for code in free:
            del left[code]
        for before in left.values():
            before.difference_update(free)
    return frozenset(left)


def _why_stuck(step: StepLine, waits: Mapping[str, Sequence[str]], names: Mapping[str, str], unknown: set[str]) -> str:
    if step.code in step.after:
        return _("Step '{name}' waits for itself and can never start. Take it out there.").format(name=step.name)
    circle = _circle(step.code, waits)
    if circle:
        chain = " → ".join(names[code] for code in (*circle, step.code))
        text = _(
            "Step '{name}' can never start: these steps wait for each other: {chain}. Let one of them wait no more."
        )
        return text.format(name=step.name, chain=chain)
    cause = next(iter(waits[step.code]))
    text = _("Step '{name}' can never start, because '{cause}' never starts. Mend that one, or wait for another.")
    return text.format(name=step.name, cause=names[cause])


def _circle(start: str, waits: Mapping[str, Sequence[str]]) -> list[str]:
    """The steps from ``start`` back to itself, each waiting for the next; empty when it is only behind a circle."""
    way: dict[str, str | None] = {start: None}
    queue = [start]
    for code in queue:
        for before in waits.get(code, ()):
            if before == start:
                path = [code]
                while (previous := way[path[-1]]) is not None:
                    path.append(previous)
                return path[::-1]
            if before not in way:
                way[before] = code
                queue.append(before)
    return []
