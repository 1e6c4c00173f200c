# SPDX-License-Identifier: EUPL-1.2
"""Section Openingstijden: the calendars that promises and clocks run by, the one of the desk first."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from desk_app.app import Desk
from desk_app.contracts.calendar_messages import CalendarChanged, CalendarUse, RemoveCalendar, SaveCalendar
from desk_app.core.actor import Actor, Right
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import N_, _
from desk_app.core.messages import Command
from ui.settings.calendar_form import CalendarCard, CalendarForm
from ui.settings.list_section import ListSection
from ui.settings.section import Equipment
from ui.shell.page import Workplace
from ui.widgets.badge import Chip
from ui.widgets.buttons import button
from ui.widgets.table_model import Column


class CalendarsSection(ListSection[CalendarCard]):
    """All calendars, that of the desk first."""

    NAME: ClassVar[str] = N_("Opening hours")
    EXPLANATION: ClassVar[str] = N_(
        "When we work, and when others do. A promise counts in these hours. One calendar is that of the desk; a target of"
        " an agreement can have another one."
    )
    ICON: ClassVar[str] = "calendar"
    WORDS: ClassVar[tuple[str, ...]] = (
        N_("Calendar"),
        N_("Holidays"),
        N_("Closed days"),
        N_("Night shift"),
        N_("New calendar"),
    )
    RIGHT: ClassVar[Right | None] = Right.CHANGE_SETTINGS
    NEW: ClassVar[str] = N_("New calendar")
    EMPTY: ClassVar[str] = N_("There are no calendars yet. Press Ctrl+N for the first one.")
    KEPT: ClassVar[str] = "calendar"
    LEFT_OUT: ClassVar[tuple[int, ...]] = (0, 3)

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        self.remove_button = button(_("Remove"), icon="trash-2", kind="danger")
        self.remove_button.clicked.connect(self._remove)
        layout = self.buttons.layout()
        assert layout is not None
        layout.addWidget(self.remove_button)
        workplace.bridge.listen(self, CalendarChanged, lambda _event: self.refresh())

    def columns(self) -> tuple[Column[CalendarCard], ...]:
        return (
            Column(_("Code"), lambda card: card.row.code, width=120),
            Column(_("Name"), lambda card: card.row.name, width=260),
            Column(_("Opening hours"), lambda card: card.row.hours),
            Column(
                _("Targets"),
                lambda card: str(card.row.target_count),
                sort=lambda card: card.row.target_count,
                width=100,
            ),
            Column(_("Of the desk"), _desk_words, chip=_desk_chip, width=140),
        )

    def make_form(self) -> CalendarForm:
        self.calendar = CalendarForm(self.workplace)
        if not self.may_change:
            self.calendar.make_read_only()
        return self.calendar

    def is_for_me(self) -> bool:
        return self.workplace.actor.may(Right.SEE_TICKETS)

    def reader(self) -> Callable[[], Sequence[CalendarCard]]:
        return partial(_read, self.workplace.desk, self.workplace.actor)

    def on_open(self, row: CalendarCard | None) -> None:
        self.remove_button.setVisible(self.may_change and row is not None and not row.row.is_desk)
        if row is None:
            return
        call = partial(self.workplace.desk.calendar_queries.use, self.workplace.actor, row.id)

        def show(use: CalendarUse) -> None:
            if self.record.row is not None and self.record.row.id == row.id:
                self.calendar.show_use(use)

        self.workplace.tasks.run(self, call, done=show, key="use")

    def writer(self, command: Command) -> Callable[[], str]:
        assert isinstance(command, SaveCalendar)
        desk, actor = self.workplace.desk, self.workplace.actor

        def write() -> str:
            desk.calendars.save(actor, command)
            return _("Saved: {name}.").format(name=command.name.strip())

        return write

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, InvalidInput):
            self._is_busy = False
            self.calendar.show_faults(error)
        else:
            super()._on_refused(error)

    def _remove(self) -> None:
        row: CalendarCard | None = self.record.row
        if row is None or self._is_busy:
            return
        self._is_busy = True
        desk, actor = self.workplace.desk, self.workplace.actor
        command = RemoveCalendar(calendar_id=row.id, version=row.version)
        self.workplace.tasks.run(
            self,
            lambda: desk.calendars.remove(actor, command),
            done=lambda _nothing: self._on_removed(row),
            failed=self._on_refused,
        )

    def _on_removed(self, row: CalendarCard) -> None:
        self.close_form("")
        sentence = _("Removed: {name}.").format(name=row.row.name)
        self.undoable.emit(sentence, partial(self._bring_back, row))

    def _bring_back(self, row: CalendarCard) -> None:
        call = partial(_bring_back, self.workplace.desk, self.workplace.actor, row)
        self.workplace.tasks.run(self, call, done=self.said.emit)


def _read(desk: Desk, actor: Actor) -> tuple[CalendarCard, ...]:
    """On a worker; there are few calendars, so all are read whole."""
    rows = desk.calendar_queries.calendars(actor)
    return tuple(CalendarCard(row, desk.calendar_queries.calendar(actor, row.id)) for row in rows)


def _bring_back(desk: Desk, actor: Actor, card: CalendarCard) -> str:
    sheet = card.sheet
    desk.calendars.save(
        actor,
        SaveCalendar(
            code=sheet.code,
            name=sheet.name,
            holidays=sheet.holidays,
            good_friday=sheet.good_friday,
            liberation_day=sheet.liberation_day,
            bridging=sheet.bridging,
            windows=sheet.windows,
            closures=sheet.closures,
            own_hours=sheet.own_hours,
        ),
    )
    return _("It is there again: {name}.").format(name=sheet.name)


def _desk_words(card: CalendarCard) -> str:
    return _("The desk") if card.row.is_desk else ""


def _desk_chip(card: CalendarCard) -> Chip | None:
    return Chip(_desk_words(card), "done") if card.row.is_desk else None
