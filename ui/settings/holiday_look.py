# SPDX-License-Identifier: EUPL-1.2
"""The closed days of this year and the next, as a calendar in the making gives them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from desk_app.contracts.calendar_messages import HolidayRow
from desk_app.core import formats
from desk_app.core.i18n import _
from desk_app.core.public_holidays import HolidayChoice
from ui.settings.calendar_lines import Look, OwnDay, Stretch, days_to_see
from ui.shell.page import Workplace
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain

Holidays = tuple[HolidayRow, ...]
YEARS = 2


class HolidayLook(QFrame):
    """Two years side by side; it follows what is ticked and typed."""

    def __init__(self, workplace: Workplace, year: int) -> None:
        """``year`` is the first one."""
        super().__init__()
        self._workplace = workplace
        self._years = tuple(range(year, year + YEARS))
        self._known: dict[HolidayChoice | None, Holidays] = {None: ()}
        self._choice: HolidayChoice | None = None
        self._weekdays: frozenset[int] = frozenset()
        self._closed: tuple[Stretch, ...] = ()
        self._own: tuple[OwnDay, ...] = ()
        self.setProperty("ground", "side")
        self.columns = [plain_label("", wrap=True) for _year in self._years]
        grid = QGridLayout()
        pad(grid, spacing=8)
        for place, (shown, label) in enumerate(zip(self._years, self.columns, strict=True)):
            grid.addWidget(plain_label(str(shown), role="heading"), 0, place)
            grid.addWidget(label, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        layout = QVBoxLayout(self)
        pad(layout, margins=(16, 12, 16, 12), spacing=8)
        layout.addWidget(plain_label(_("So these days are closed or have other hours"), role="small", colour="muted"))
        layout.addLayout(grid)

    def show_days(
        self,
        choice: HolidayChoice | None,
        weekdays: frozenset[int],
        closed: Sequence[Stretch],
        own: Sequence[OwnDay],
    ) -> None:
        """``weekdays``: on which something is open; a holiday on another day changes nothing."""
        self._choice, self._weekdays = choice, weekdays
        self._closed, self._own = tuple(closed), tuple(own)
        if choice is None or choice in self._known:
            self._show()
            return
        call = partial(self._read, choice)
        self._workplace.tasks.run(self, call, done=partial(self._on_read, choice), key="holidays")

    def _read(self, choice: HolidayChoice) -> Holidays:
        """On a worker: the library of holidays is slow the first time."""
        desk, actor = self._workplace.desk, self._workplace.actor
        return tuple(row for year in self._years for row in desk.calendar_queries.preview(actor, choice, year))

    def _on_read(self, choice: HolidayChoice, rows: Holidays) -> None:
        self._known[choice] = rows
        self._show()

    def _show(self) -> None:
        if self._choice not in self._known:
            return
        for year, label in zip(self._years, self.columns, strict=True):
            looks = days_to_see(
                year,
                weekdays=self._weekdays,
                holidays=self._known[self._choice],
                closed=self._closed,
                own=self._own,
            )
            set_plain(label, "\n".join(map(_line, looks)) or _("No closed days."))


def _line(look: Look) -> str:
    return f"{formats.day_short(look.day)} · {look.what}"
