# SPDX-License-Identifier: EUPL-1.2
"""Reads the times in a file of others: in the zone of the source, in one way of writing. Knows no rows.

On the night on which the clock goes back an hour comes twice: a time in it is the first, unless something that
happened before it is later. On the night on which it goes forward an hour is not there: a time in it counts on from the
hour before, as a clock that nobody had put forward yet would show.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk_app.core.i18n import _

FIRST_YEAR, LAST_YEAR = 1970, 2099
"""Outside these a time is a slip of somebody's pen, and the number of the ticket would lie."""

ISO = "iso"
_DAY_LENGTH = 10
"""Of a day as ISO writes it."""


class Moments:
    """The times of one file; the same text is read once. ``form``: ``iso``, or as ``strptime`` knows it."""

    def __init__(self, zone: ZoneInfo, form: str) -> None:
        self._zone = zone
        self._form = form
        self._known: dict[str, datetime | str] = {}
        self._zone_is_told = False
        """A text said its own zone, so that no hour comes twice."""

    def read(self, text: str) -> datetime:
        """The moment, in UTC; raises ValueError with a sentence."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._read(text)
        if isinstance(known, str):
            raise ValueError(known)
        return known

    def read_end(self, text: str) -> datetime:
        """The moment at which a term ends: of a day without a time of day its end. Raises ValueError with a sentence."""
        moment = self.read(text)
        if self._form == ISO and len(text) <= _DAY_LENGTH:
            day = date.fromisoformat(text) + timedelta(days=1)
            return datetime.combine(day, time(), self._zone).astimezone(UTC)
        return moment

    def not_before(self, moment: datetime, earlier: datetime) -> datetime:
        """The moment, or its second one in the hour that comes twice, when it is to lie after ``earlier``."""
        if moment >= earlier or self._zone_is_told:
            return moment
        again = moment.astimezone(self._zone).replace(fold=1).astimezone(UTC)
        return again if again >= earlier else moment

    def _read(self, text: str) -> datetime | str:
        if not text:
            return _("The time is missing.")
        try:
            moment = datetime.fromisoformat(text) if self._form == ISO else datetime.strptime(text, self._form)
            if not FIRST_YEAR <= moment.year <= LAST_YEAR:
                return _("The time {text} is not between 1970 and 2099.").format(text=text)
            self._zone_is_told = self._zone_is_told or moment.tzinfo is not None
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=self._zone)
            return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            return _("The time {text} cannot be read.").format(text=text)
