# SPDX-License-Identifier: EUPL-1.2
"""Which customer somebody at a terminal means."""

from contextlib import suppress

from desk_app.app import Desk
from desk_app.core.actor import the_program
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _


def customer_of(desk: Desk, number: str) -> int:
    """The id of a customer by personnel number, badge or our own id; raises NotFound."""
    actor, wanted = the_program(), number.strip()
    for hit in desk.people.find_people(actor, wanted, 5):
        person = desk.people.person(actor, hit.id)
        if wanted in (person.personnel_number, person.badge):
            return person.id
    if wanted.isascii() and wanted.isdecimal() and len(wanted) < 18:
        with suppress(NotFound):
            return desk.people.person(actor, int(wanted)).id
    raise NotFound(_("There is no customer with this number: {number}.").format(number=number))
