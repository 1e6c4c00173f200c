# SPDX-License-Identifier: EUPL-1.2
"""What a warning says, in the language of the organisation: in the timeline, and in the mail to a team. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from desk_app.contracts.models import Addressee
from desk_app.contracts.wording import ADDRESSEE_NAMES
from desk_app.core import formats
from desk_app.core.i18n import catalogue
from desk_app.progress.due_reading import Place
from desk_app.progress.elapsed import local_day
from desk_app.progress.rungs import SOON, WAITING, Due

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning that is given: about which ticket, to whom, and why."""

    place: Place
    addressee: Addressee
    name: str
    reason: str


def reason_of(due: Due, place: Place, language: str) -> str:
    """Why somebody is warned: what the agreement says, else what the rung means."""
    if due.reason:
        return due.reason
    texts = catalogue(language)
    if due.rung == WAITING:
        day = formats.day_short(local_day(due.about_at - timedelta(hours=1)), language)
        return texts.gettext("It waits, and the day to look again was {day}.").format(day=day)
    if due.rung == SOON:
        moment = formats.moment_short(place.due_at or due.about_at, language)
        return texts.gettext("It has to be ready by {moment}.").format(moment=moment)
    moment = formats.moment_short(due.about_at, language)
    return texts.gettext("It had to be ready by {moment}.").format(moment=moment)


def timeline_text(notice: Notice, language: str) -> str:
    """``Aan Eva (de eigenaar): Klaar moest het zijn voor di 24 nov 17.00.``"""
    return catalogue(language).gettext("To {whom}: {reason}").format(whom=_whom(notice, language), reason=notice.reason)


def mail_subject(notices: Sequence[Notice], language: str) -> str:
    """How many tickets it is about, or which."""
    numbers = sorted({notice.place.number for notice in notices})
    texts = catalogue(language)
    if len(numbers) == 1:
        return texts.gettext("{number} needs attention").format(number=numbers[0])
    return texts.gettext("{count} tickets need attention").format(count=len(numbers))


def mail_body(notices: Sequence[Notice], organisation: str, language: str) -> str:
    """A paragraph per ticket and reason. Of a confidential ticket only the number: a mailbox is read by many."""
    texts = catalogue(language)
    paragraphs: dict[tuple[str, ...], list[str]] = {}
    for notice in notices:
        place = notice.place
        if place.confidential:
            about: tuple[str, ...] = (texts.gettext("{number} (confidential)").format(number=place.number),)
        else:
            about = (f"{place.number}  {' '.join(place.subject.split())}", notice.reason)
        paragraphs.setdefault(about, []).append(_whom(notice, language))
    lines = [texts.gettext("These tickets need attention. Open them in Balie by their number."), ""]
    for about, whom in paragraphs.items():
        lines += [*about, texts.gettext("For {whom}.").format(whom=", ".join(dict.fromkeys(whom))), ""]
    return "\n".join([*lines, organisation])


def _whom(notice: Notice, language: str) -> str:
    """The name and the part they have, or only that part when there is no name."""
    role = catalogue(language).gettext(ADDRESSEE_NAMES[notice.addressee])
    return f"{notice.name} ({role})" if notice.name else role
