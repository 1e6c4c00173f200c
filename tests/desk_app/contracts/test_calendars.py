# SPDX-License-Identifier: EUPL-1.2
"""Calendars: made, changed, refused in a plain sentence; always one of the desk; removed only when nothing uses it."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import delete, select

from desk_app.app import Desk
from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit
from desk_app.contracts.calendar_messages import (
    Bridging,
    CalendarChanged,
    CalendarSheet,
    ClosureLine,
    LiberationDay,
    OwnHoursLine,
    RemoveCalendar,
    SaveCalendar,
    WindowLine,
)
from desk_app.contracts.calendar_reading import desk_calendar_id, read_calendar
from desk_app.contracts.messages import SaveAgreement, TargetLine
from desk_app.contracts.models import ServiceCalendar
from desk_app.core.actor import Actor, Role
from desk_app.core.calendars import CalendarFault
from desk_app.core.clock import DESK_ZONE
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.core.public_holidays import HolidayChoice
from tests import factories

WEEK = tuple(WindowLine(weekday=day, opens=time(9), closes=time(17)) for day in range(5))
NIGHTS = (WindowLine(weekday=4, opens=time(22), closes=time(6), next_day=True),)
PARTY = date(2026, 12, 24)
FIELDS = (
    "version",
    "code",
    "name",
    "is_desk",
    "holidays",
    "good_friday",
    "liberation_day",
    "bridging",
    "windows",
    "closures",
    "own_hours",
)


@pytest.fixture
def manager(desk: Desk) -> Actor:
    """Who may change settings."""
    return factories.an_actor(desk.db, "mila", Role.MANAGER)


@pytest.fixture
def desk_calendar(desk: Desk, manager: Actor) -> CalendarSheet:
    """The calendar that the desk has."""
    with desk.db.read() as session:
        number = desk_calendar_id(session)
    assert number is not None
    return desk.calendar_queries.calendar(manager, number)


def a_calendar(desk: Desk, manager: Actor, **fields: object) -> CalendarSheet:
    """A stored calendar."""
    facts: dict[str, object] = {"code": "NACHT", "name": "Nachtdienst", "windows": NIGHTS}
    number = desk.calendars.save(manager, SaveCalendar(**{**facts, **fields}))  # type: ignore[arg-type]  # the fields of the command
    return desk.calendar_queries.calendar(manager, number)


def a_change(sheet: CalendarSheet, **fields: object) -> SaveCalendar:
    """A change of nothing, but for what is said otherwise."""
    facts = {name: getattr(sheet, name) for name in FIELDS}
    return SaveCalendar(calendar_id=sheet.id, **{**facts, **fields})


def an_agreement_by(desk: Desk, manager: Actor, calendar_id: int | None, code: str = "SLA") -> int:
    """An agreement with one target that runs by a calendar."""
    target = TargetLine(completion=LeadTime(60, LeadUnit.MINUTES), calendar_id=calendar_id)
    command = SaveAgreement(code=code, name="Plus", owner="Noor Vos", valid_from=date(2026, 1, 1), targets=(target,))
    return desk.agreements.save(manager, command)


def desks(desk: Desk) -> list[str]:
    """The codes of the calendars that are that of the desk."""
    with desk.db.read() as session:
        return list(session.scalars(select(ServiceCalendar.code).where(ServiceCalendar.is_desk)))


def test_new_calendar_is_kept_as_filled_in(desk: Desk, manager: Actor) -> None:
    heard: list[int] = []
    desk.events.subscribe(CalendarChanged, lambda event: heard.append(event.id))
    closures = (
        ClosureLine(day=date(2026, 7, 20), name="Zomersluiting"),
        ClosureLine(day=PARTY, name="Kerstborrel", begins=time(15), ends=time(0)),
    )
    own = (OwnHoursLine(day=date(2026, 12, 5), opens=time(10), closes=time(0)),)

    sheet = a_calendar(
        desk,
        manager,
        code=" AV ",
        name=" Avond ",
        good_friday=True,
        liberation_day=LiberationDay.YEARLY,
        bridging=Bridging.ASCENSION,
        windows=(*NIGHTS, *WEEK),
        closures=closures,
        own_hours=own,
    )

    assert (sheet.code, sheet.name, sheet.is_desk, sheet.holidays, sheet.good_friday) == (
        "AV",
        "Avond",
        False,
        True,
        True,
    )
    assert (sheet.liberation_day, sheet.bridging) == (LiberationDay.YEARLY, Bridging.ASCENSION)
    assert sheet.windows == (*WEEK, *NIGHTS)
    assert (sheet.closures, sheet.own_hours) == (closures, own)
    assert heard == [sheet.id]


def test_stored_calendar_counts_as_it_was_filled_in(desk: Desk, manager: Actor) -> None:
    closures = (ClosureLine(day=PARTY, name="Kerstborrel", begins=time(15), ends=time(0)),)
    sheet = a_calendar(desk, manager, windows=(*WEEK, *NIGHTS), closures=closures)

    with desk.db.read() as session:
        calendar = read_calendar(session, sheet.id)

    def opens(day: int, hour: int, month: int = 12) -> bool:
        return calendar.is_open(datetime(2026, month, day, hour, tzinfo=DESK_ZONE))

    assert (opens(24, 14), opens(24, 15), opens(23, 15)) == (True, False, True)
    assert (opens(25, 12), opens(27, 12, month=4)) == (False, False)
    assert (opens(5, 5), opens(5, 6)) == (True, False)


@pytest.mark.parametrize(
    ("fields", "wrong", "says"),
    [
        ({"code": ""}, "code", "Kies een korte code, bijvoorbeeld NACHT."),
        ({"code": "dag"}, "code", "Dagdienst heeft deze code al."),
        ({"code": "x" * 33}, "code", "1 teken te lang"),
        ({"code": "a\0b"}, "code", "teken"),
        ({"name": " "}, "name", "Vul de naam in."),
        ({"name": "\u200b"}, "name", "niets te zien"),
        ({"windows": ()}, "windows", "Deze kalender is nooit open."),
        (
            {"windows": (), "own_hours": (OwnHoursLine(day=PARTY, opens=time(9), closes=time(12)),)},
            "windows",
            "Deze kalender is nooit open.",
        ),
        ({"windows": (WindowLine(weekday=0, opens=time(9), closes=time(9, 1)),)}, "windows", "te weinig open uren"),
        ({"windows": WEEK * 21}, "windows", "100 regels"),
        ({"windows": (*WEEK, WindowLine(weekday=0, opens=time(16), closes=time(18)))}, "windows", "maandag 9.00 – 17.00"),
        ({"windows": (*WEEK, WindowLine(weekday=5, opens=time(17), closes=time(9)))}, "windows.5", "17.00 – 9.00"),
        ({"windows": (*WEEK, WindowLine(weekday=5, opens=time(9), closes=time(9)))}, "windows.5", "9.00 – 9.00"),
        ({"windows": (WindowLine(weekday=7, opens=time(9), closes=time(17)),)}, "windows.0", "Kies een dag van de week."),
        ({"closures": (ClosureLine(day=PARTY, name=""),)}, "closures.0.name", "Zomersluiting"),
        ({"closures": (ClosureLine(day=PARTY, name="x" * 201),)}, "closures.0.name", "1 teken te lang"),
        ({"closures": (ClosureLine(day=PARTY, name="A"), ClosureLine(day=PARTY, name="B"))}, "closures.1", "24 december 2026 staat twee keer"),
        ({"closures": (ClosureLine(day=PARTY, name="A", begins=time(9)),)}, "closures.0", "van wanneer tot wanneer"),
        ({"closures": (ClosureLine(day=PARTY, name="A", ends=time(9)),)}, "closures.0", "van wanneer tot wanneer"),
        ({"closures": (ClosureLine(day=PARTY, name="A", begins=time(9), ends=time(8)),)}, "closures.0", "9.00 – 8.00"),
        ({"closures": (ClosureLine(day=date(1, 1, 1), name="A"),)}, "closures.0", "Kies een dag in de jaren 1966"),
        ({"closures": tuple(ClosureLine(day=PARTY + timedelta(days=n), name="A") for n in range(2001))}, "closures", "2000 regels"),
        ({"own_hours": (OwnHoursLine(day=date.min, opens=time(9), closes=time(10)),)}, "own_hours.0", "Kies een dag"),
        ({"own_hours": (OwnHoursLine(day=PARTY, opens=time(9), closes=time(8)),)}, "own_hours.0", "9.00 – 8.00"),
        (
            {"own_hours": (OwnHoursLine(day=PARTY, opens=time(9), closes=time(12)), OwnHoursLine(day=PARTY, opens=time(11), closes=time(13)))},
            "own_hours",
            "donderdag 9.00 – 12.00",
        ),
    ],
)  # fmt: skip
def test_wrong_field_is_named_in_a_plain_sentence(
    desk: Desk, manager: Actor, fields: dict[str, object], wrong: str, says: str
) -> None:
    a_calendar(desk, manager, code="DAG", name="Dagdienst")

    with pytest.raises(InvalidInput) as caught:
        a_calendar(desk, manager, **{"windows": WEEK, **fields})

    assert says in caught.value.fields[wrong]
    assert list(caught.value.fields) == [wrong]
    assert "NACHT" not in [row.code for row in desk.calendar_queries.calendars(manager)]


def test_night_before_a_chosen_holiday_is_not_in_the_way(desk: Desk, manager: Actor) -> None:
    thursday_night = WindowLine(weekday=3, opens=time(22), closes=time(6), next_day=True)
    early = OwnHoursLine(day=date(2026, 12, 25), opens=time(5), closes=time(8))  # the Friday after a Thursday night
    later = OwnHoursLine(day=date(2027, 1, 2), opens=time(5), closes=time(8))  # the Saturday after New Year's Friday
    friday_night = WindowLine(weekday=4, opens=time(22), closes=time(6), next_day=True)

    sheet = a_calendar(desk, manager, windows=(thursday_night, friday_night), own_hours=(later,))
    with pytest.raises(InvalidInput):
        desk.calendars.save(manager, a_change(sheet, own_hours=(early,)))
    with pytest.raises(InvalidInput):
        desk.calendars.save(manager, a_change(sheet, holidays=False))

    assert sheet.own_hours == (later,)


def test_exactly_one_calendar_is_that_of_the_desk(desk: Desk, manager: Actor, desk_calendar: CalendarSheet) -> None:
    heard: list[int] = []
    night = a_calendar(desk, manager)
    desk.events.subscribe(CalendarChanged, lambda event: heard.append(event.id))

    desk.calendars.save(manager, a_change(night, is_desk=True))
    with pytest.raises(InvalidInput) as refused:
        desk.calendars.save(manager, a_change(desk.calendar_queries.calendar(manager, night.id), is_desk=False))

    assert desks(desk) == ["NACHT"]
    assert refused.value.fields == {
        "is_desk": "De balie heeft een kalender nodig. Maak eerst een andere kalender die van de balie."
    }
    assert sorted(heard) == sorted([desk_calendar.id, night.id])
    with pytest.raises(Conflict):
        desk.calendars.save(manager, a_change(desk_calendar, name="Balie"))


def test_two_counters_at_once_leave_one_calendar_of_the_desk(desk: Desk, manager: Actor) -> None:
    sheets = [a_calendar(desk, manager, code=code) for code in ("A", "B")]
    start = Barrier(2)

    def take(sheet: CalendarSheet) -> None:
        start.wait()
        with suppress(Conflict):  # somebody else was first
            desk.calendars.save(manager, a_change(sheet, is_desk=True))

    counters = [Thread(target=take, args=(sheet,)) for sheet in sheets]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()

    assert len(desks(desk)) == 1


def test_other_hours_are_another_version(desk: Desk, manager: Actor) -> None:
    sheet = a_calendar(desk, manager)
    desk.calendars.save(manager, a_change(sheet, windows=WEEK))

    with pytest.raises(Conflict):
        desk.calendars.save(manager, a_change(sheet, name="Ouder"))

    stored = desk.calendar_queries.calendar(manager, sheet.id)
    assert (stored.windows, stored.name, stored.version) == (WEEK, "Nachtdienst", sheet.version + 1)


def test_save_without_a_change_makes_no_version(desk: Desk, manager: Actor) -> None:
    sheet = a_calendar(desk, manager, closures=(ClosureLine(day=PARTY, name="Kerstborrel"),))

    desk.calendars.save(manager, a_change(sheet))

    assert desk.calendar_queries.calendar(manager, sheet.id) == sheet


def test_list_shows_the_desk_first_with_hours_and_targets(
    desk: Desk, manager: Actor, desk_calendar: CalendarSheet
) -> None:
    day = a_calendar(desk, manager, code="DAG", name="Dagdienst", windows=WEEK)
    an_agreement_by(desk, manager, day.id, "SLA-1")
    an_agreement_by(desk, manager, None, "SLA-2")
    an_agreement_by(desk, manager, desk_calendar.id, "SLA-3")

    rows = desk.calendar_queries.calendars(manager)

    assert [(row.code, row.is_desk, row.target_count) for row in rows] == [
        (desk_calendar.code, True, 2),
        ("DAG", False, 1),
    ]
    assert rows[1].hours == "ma-vr 9.00-17.00"
    assert desk.calendar_queries.use(manager, day.id).agreements == ("SLA-1 · Plus",)
    assert desk.calendar_queries.use(manager, desk_calendar.id).agreements == ("SLA-2 · Plus", "SLA-3 · Plus")


def test_calendar_that_nothing_uses_is_removed(desk: Desk, manager: Actor, desk_calendar: CalendarSheet) -> None:
    sheet = a_calendar(desk, manager, closures=(ClosureLine(day=PARTY, name="Kerstborrel"),))

    with pytest.raises(Conflict):
        desk.calendars.remove(manager, RemoveCalendar(calendar_id=sheet.id, version=sheet.version + 1))
    desk.calendars.remove(manager, RemoveCalendar(calendar_id=sheet.id, version=sheet.version))

    assert [row.code for row in desk.calendar_queries.calendars(manager)] == [desk_calendar.code]
    with pytest.raises(NotFound):
        desk.calendars.remove(manager, RemoveCalendar(calendar_id=sheet.id, version=sheet.version))


def test_calendar_of_the_desk_stays(desk: Desk, manager: Actor, desk_calendar: CalendarSheet) -> None:
    with pytest.raises(Conflict, match="Dit is de kalender van de balie"):
        desk.calendars.remove(manager, RemoveCalendar(calendar_id=desk_calendar.id, version=desk_calendar.version))


def test_calendar_in_use_stays_and_it_is_said_by_what(desk: Desk, manager: Actor) -> None:
    sheet = a_calendar(desk, manager)
    number = an_agreement_by(desk, manager, sheet.id)
    with pytest.raises(Conflict, match="Deze overeenkomsten gebruiken deze kalender: SLA · Plus"):
        desk.calendars.remove(manager, RemoveCalendar(calendar_id=sheet.id, version=sheet.version))
    stored = desk.agreement_queries.sheet(manager, number)

    desk.agreements.save(
        manager,
        SaveAgreement(
            agreement_id=number,
            version=stored.version,
            code="SLA",
            name="Plus",
            owner="Noor Vos",
            valid_from=date(2026, 1, 1),
        ),
    )

    with pytest.raises(Conflict, match="Oude afspraken lopen volgens deze kalender"):
        desk.calendars.remove(manager, RemoveCalendar(calendar_id=sheet.id, version=sheet.version))
    assert desk.calendar_queries.use(manager, sheet.id).past_count == 1


def test_holidays_of_a_year_are_shown_before_saving(desk: Desk, manager: Actor) -> None:
    rows = desk.calendar_queries.preview(manager, HolidayChoice(bridging=Bridging.ASCENSION), 2025)

    named = {row.day: row.name for row in rows}
    assert named[date(2025, 4, 26)] == "Koningsdag"
    assert named[date(2025, 5, 5)] == "Bevrijdingsdag"
    assert named[date(2025, 5, 30)] == "Brugdag"
    assert list(named) == sorted(named)
    with pytest.raises(CalendarFault, match="Feestdagen"):
        desk.calendar_queries.preview(manager, HolidayChoice(), 1900)


def test_a_desk_without_any_calendar_gets_one(desk: Desk, manager: Actor) -> None:
    with desk.db.jot() as session:
        session.execute(delete(ServiceCalendar))

    with pytest.raises(InvalidInput):
        a_calendar(desk, manager)
    a_calendar(desk, manager, is_desk=True)

    assert desks(desk) == ["NACHT"]


def test_gone_calendar_is_not_found(desk: Desk, manager: Actor) -> None:
    with pytest.raises(NotFound):
        desk.calendar_queries.calendar(manager, 999_999)
    with pytest.raises(NotFound):
        desk.calendars.save(manager, SaveCalendar(calendar_id=999_999, version=1, code="A", name="B", windows=WEEK))


def test_who_may_not_change_settings_reads_only(desk: Desk, manager: Actor, actor: Actor) -> None:
    sheet = a_calendar(desk, manager)

    with pytest.raises(NotAllowed):
        desk.calendars.save(actor, a_change(sheet, name="Stuk"))
    with pytest.raises(NotAllowed):
        desk.calendars.remove(actor, RemoveCalendar(calendar_id=sheet.id, version=sheet.version))

    assert desk.calendar_queries.calendar(actor, sheet.id) == sheet


def test_changed_calendar_moves_no_promise(
    desk: Desk, manager: Actor, actor: Actor, desk_calendar: CalendarSheet
) -> None:
    visit = factories.a_visit(desk, actor)
    before = [desk.ticket_queries.ticket(actor, number).due_at for number in visit.ticket_ids]

    desk.calendars.save(manager, a_change(desk_calendar, windows=NIGHTS))

    after = [desk.ticket_queries.ticket(actor, number).due_at for number in visit.ticket_ids]
    assert before == after == [datetime(2026, 11, 25, 9, 42, tzinfo=UTC)]
