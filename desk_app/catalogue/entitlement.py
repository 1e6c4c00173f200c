# SPDX-License-Identifier: EUPL-1.2
"""Who may have what: from department, role and agreement, never from somebody's mood (M20). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.catalogue.messages import EntitlementLine


@dataclass(frozen=True, slots=True)
class Holder:
    """The customer as entitlement sees them; somebody without a name has none of these.

    ``person_kind`` is a ``PersonKind`` value; ``agreement_ids`` are the agreements in force for their department.
    """

    person_kind: str | None = None
    department_id: int | None = None
    agreement_ids: frozenset[int] = frozenset()


def is_entitled(lines: Sequence[EntitlementLine], holder: Holder) -> bool:
    """Whether one of the ways to be entitled fits; without any line everybody is."""
    return not lines or any(_fits(line, holder) for line in lines)


def _fits(line: EntitlementLine, holder: Holder) -> bool:
    return (
        line.person_kind in (None, holder.person_kind)
        and line.department_id in (None, holder.department_id)
        and (line.agreement_id is None or line.agreement_id in holder.agreement_ids)
    )
