# SPDX-License-Identifier: EUPL-1.2
"""A line about a step in words: which step, and what happened to it (``steps.py`` says how a line is kept). Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from desk_app.catalogue.wording import in_language
from desk_app.core.i18n import N_, _
from desk_app.tickets.lifecycle import StepStatus
from desk_app.tickets.steps import APPROVAL, OVER, STEP

_ANSWERS = {
    "approved": N_("{name} approves: step “{step}” is done."),
    "rejected": N_("{name} does not approve: step “{step}” stays open."),
}
_OTHERS = {
    "approved": N_("{name}, not the budget holder, approves: step “{step}” is done."),
    "rejected": N_("{name}, not the budget holder, does not approve: step “{step}” stays open."),
}
_ENDS = {
    StepStatus.DONE.value: N_("Step “{step}” is done."),
    StepStatus.SKIPPED.value: N_("Step “{step}” is skipped."),
}


class StepStory:
    """The changes of one line, per step and per request."""

    def __init__(self, changes: Mapping[str, Any]) -> None:
        self._rows: defaultdict[tuple[str, str], dict[str, tuple[Any, Any]]] = defaultdict(dict)
        for key, pair in changes.items():
            word, *rest = key.split(".")
            if len(rest) == 2 and isinstance(pair, list) and len(pair) == 2:
                self._rows[word, rest[0]][rest[1]] = (pair[0], pair[1])

    def what(self) -> str:
        """The sentence; empty when nothing is known of the step."""
        step = next((columns for columns in self._of(STEP) if "kind" in columns), None)
        if step is None:
            return ""
        name = _name(step)
        before, after = step.get("status", ("", ""))
        for decision in _ANSWERS:
            for request in self._requests(decision):
                words = _(_OTHERS[decision]) if _is_other(request) else _(_ANSWERS[decision])
                return words.format(name=_approver(request), step=name)
        if after in _ENDS:
            return _(_ENDS[after]).format(step=name)
        if before in OVER:
            return _("Step “{step}” is done again, with all that comes after it.").format(step=name)
        if before == StepStatus.WAITING.value:
            return _("The process begins with step “{step}”.").format(step=name)
        for request in self._requests("asked"):
            return _("Approval for step “{step}” is asked of {name}.").format(name=_approver(request), step=name)
        return ""

    def changes(self) -> Iterator[str]:
        """What else came of it: the steps that can be done now, the approval that was asked by itself."""
        started = [
            _name(columns)
            for columns in self._of(STEP)
            if "kind" not in columns and _moved_to(columns, StepStatus.READY)
        ]
        if started:
            yield _("Can be done now: {steps}").format(steps=", ".join(started))
        begins = any(_moved_to(columns, StepStatus.READY) for columns in self._of(STEP))
        for request in self._requests("asked"):
            if begins:
                yield _("Approval is asked of {name}").format(name=_approver(request))

    def _of(self, word: str) -> list[dict[str, tuple[Any, Any]]]:
        return [columns for (kind, _id), columns in self._rows.items() if kind == word]

    def _requests(self, decision: str) -> list[dict[str, tuple[Any, Any]]]:
        return [columns for columns in self._of(APPROVAL) if columns.get("decision", ("", ""))[1] == decision]


def _moved_to(columns: Mapping[str, tuple[Any, Any]], status: StepStatus) -> bool:
    before, after = columns.get("status", ("", ""))
    return bool(before != after and after == status.value)


def _name(columns: Mapping[str, tuple[Any, Any]]) -> str:
    return in_language(str(columns.get("name", ("", ""))[1]), str(columns.get("name_en", ("", ""))[1]))


def _approver(columns: Mapping[str, tuple[Any, Any]]) -> str:
    return str(columns.get("approver", ("", ""))[1])


def _is_other(columns: Mapping[str, tuple[Any, Any]]) -> bool:
    """Somebody else than the budget holder: ``ApprovalWay.OTHER`` of ``process/models.py``."""
    return bool(columns.get("way", ("", ""))[1] == "other")
