# SPDX-License-Identifier: EUPL-1.2
"""The fields that belong to a kind of question (``ux.md`` 2.5.2) and to a cell of the matrix: names, labels, options."""

from dataclasses import dataclass
from typing import NamedTuple

from desk_app.catalogue.wording import COMPLEXITY_NAMES, FUNDING_NAMES
from desk_app.core.i18n import N_


class Option(NamedTuple):
    """What is stored, and the word for it (a msgid)."""

    key: str
    word: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One field; few ``options`` stand side by side (``is_bar``). ``is_day``: a date is typed in it."""

    name: str
    label: str
    options: tuple[Option, ...] = ()
    is_bar: bool = False
    is_wide: bool = False
    is_day: bool = False
    example: str = ""


NO_YES = (Option("no", N_("No")), Option("yes", N_("Yes")))

COST_CENTRE = "cost_centre"
"""The one field among these that is chosen from a list while you type."""

WANTED_ON, PEOPLE = "wanted_on", "people"

CHECKED_WHEN_LEFT = (COST_CENTRE, WANTED_ON, PEOPLE)
"""Fields among these that do not take every text."""

DETAILS = (
    Detail(
        "about",
        N_("What is it about?"),
        (
            Option("", N_("Choose …")),
            Option("service", N_("a service")),
            Option("product", N_("a product")),
            Option("staff", N_("somebody who works here")),
            Option("waiting", N_("the waiting time")),
            Option("other", N_("something else")),
        ),
    ),
    Detail("related", N_("Belongs to ticket"), example=N_("M26-004217")),
    Detail("wanted_outcome", N_("What do you want us to do?"), is_wide=True),
    Detail("who_benefits", N_("Who would this help?"), is_wide=True),
    Detail("fits_product", N_("Which product does it fit?"), is_wide=True),
    Detail("since", N_("Since when?"), example=N_("this morning")),
    Detail(
        "affected",
        N_("Who suffers from it?"),
        (Option("one", N_("1 person")), Option("group", N_("a group")), Option("building", N_("a building"))),
        is_bar=True,
        is_wide=True,
    ),
    Detail("danger", N_("Is there danger?"), NO_YES, is_bar=True),
    Detail("goal", N_("What do you want to achieve?"), is_wide=True),
    Detail(WANTED_ON, N_("Wanted on"), is_day=True),
    Detail(PEOPLE, N_("For how many people?")),
    Detail(COST_CENTRE, N_("Cost centre")),
    Detail(
        "complexity",
        N_("Complexity"),
        (Option("", N_("not known yet")), *map(Option, COMPLEXITY_NAMES, COMPLEXITY_NAMES.values())),
    ),
    Detail(
        "funding", N_("Funding"), (Option("", N_("not known yet")), *map(Option, FUNDING_NAMES, FUNDING_NAMES.values()))
    ),
    Detail("quote", N_("Quote needed?"), NO_YES, is_bar=True),
    Detail("approved_by", N_("Approved by")),
)
