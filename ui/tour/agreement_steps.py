# SPDX-License-Identifier: EUPL-1.2
"""A promise is a promise: the chain behind it speaks, its clock stops and goes on, who guards sees what breaks today,
and a contract is followed down to one ticket."""

from desk_app.board.messages import Lane
from desk_app.contracts.messages import AgreementKind
from desk_app.core.actor import the_program
from desk_app.relations.messages import PersonRow
from desk_app.tickets.lifecycle import TicketStatus
from ui.contracts.page import ContractsPage
from ui.contracts.target_form import TargetForm
from ui.contracts.view import PERFORMANCE
from ui.progress.page import ProgressPage
from ui.settings.calendars import CalendarsSection
from ui.settings.page import SECTIONS, SettingsPage
from ui.tickets.acts import Gesture
from ui.tickets.page import TicketPage
from ui.tickets.wait_form import WaitDialog
from ui.tour.catalogue_steps import AGENT, OWNER, change_places
from ui.tour.stage import Expected, Stage, Step
from ui.tour.work_steps import go_to_first

MOST_PRESSES = 3
"""What it may cost to see which promises break today, with whom, and why."""
PROMISED_MORE = "SLA-PLUS"
CONTRACT = "CON-GELUID"


def chain(stage: Stage) -> None:
    """A teacher was promised two hours; who repairs it takes four. The agent hears it before the customer does."""
    keys = stage.keys
    keys.scan(_teacher(stage).badge)
    keys.pick("beamer doet")
    keys.write("geen beeld in de collegezaal")
    keys.tab_to(stage.intake().slip.form.field("space").editor)
    keys.pick("d2.0")
    promise = stage.intake().slip.question.promise
    stage.expect(promise.chain.sentence, "a sentence about who cannot keep it")
    stage.picture("promise that cannot be kept")
    keys.press("Alt+T")
    stage.expect(not promise.chain.sentence, "nothing more to say")
    stage.picture("promise that can be kept")
    keys.press("Ctrl+Return")
    ticket = stage.newest()
    stage.expect(ticket.due_at and ticket.promised_at and ticket.promised_at > ticket.due_at, "a later promise")
    stage.expect(ticket.promise_reason, "with its reason")
    stage.keep_papers("receipt with the reason")
    keys.press("F3")
    keys.pick(ticket.number)
    stage.page(TicketPage)
    stage.picture("clock of a new ticket")


def clock(stage: Stage) -> None:
    """The clock of that ticket stands still while the customer looks something up, and goes on."""
    keys = stage.keys
    page = stage.page(TicketPage)
    if page.row is None:
        raise Expected("the page shows no ticket")
    number = page.row.number
    keys.tab_to(page.acts.buttons[Gesture.WAIT])
    keys.press("Space")
    stage.dialog(WaitDialog)
    keys.press("Ctrl+Return")
    ticket = stage.desk.ticket_queries.by_number(the_program(), number)
    stage.expect(ticket.status is TicketStatus.PENDING and ticket.paused_at, f"the clock of {number} stands still")
    stage.picture("clock that stands still")
    keys.tab_to(page.acts.buttons[Gesture.TAKE])
    keys.press("Space")
    ticket = stage.desk.ticket_queries.by_number(the_program(), number)
    stage.expect(ticket.status is TicketStatus.IN_PROGRESS and not ticket.paused_at, f"the clock of {number} runs")
    stage.picture("clock that goes on")
    stage.go("board")
    keys.press("Ctrl+Shift+2")
    go_to_first(stage, Lane.PENDING)
    keys.press("Return")
    stage.page(TicketPage)
    stage.picture("clock of a ticket that waited for days")


def guarding(stage: Stage) -> None:
    """Which promises will we break today, with whom, and why: one chord, and two for the first of them."""
    keys = stage.keys
    change_places(stage, OWNER)
    keys.start()
    stage.go("progress")
    page = stage.page(ProgressPage)
    stage.expect(page.rows.rows and page.rows.rows[0].why, "what breaks today, and why")
    stage.picture("progress")
    keys.press("Return")
    stage.page(TicketPage)
    stage.expect(keys.count.presses <= MOST_PRESSES, f"{keys.count.presses} presses")
    stage.picture("ticket that breaks today")
    keys.press("Escape")
    for number in range(2, 8):
        keys.press(f"Ctrl+Shift+{number}")
    stage.picture("guarding, promised today")


def contract(stage: Stage) -> None:
    """A new contract with a target that can be computed."""
    keys = stage.keys
    stage.go("contracts")
    page = stage.page(ContractsPage)
    stage.picture("contracts")
    keys.press("Ctrl+N")
    fields = page.editor.fields
    if fields is None:
        raise Expected("an empty agreement")
    keys.write("Onderhoud van geluid in zalen")
    keys.tab_to(fields.code)
    keys.write(CONTRACT)
    keys.tab_to(fields.kind)
    keys.press("Right", "Right")
    keys.tab_to(fields.supplier)
    keys.press("Down")
    keys.tab_to(fields.owner)
    keys.write("Productmanager onderwijsruimten")
    keys.tab_to(fields.items)
    keys.pick("geluid of")
    keys.tab_to(fields.days["valid_until"])
    keys.press("Space")
    keys.tab_to(fields.lists["targets"])
    keys.press("Return")
    form = stage.dialog(TargetForm)
    keys.pick("geluid of")
    keys.tab_to(form.norm)
    stage.picture("target of a contract")
    keys.press("Ctrl+Return")
    stage.picture("new contract")
    keys.press("Ctrl+Return")
    made = [row for row in stage.desk.agreement_queries.agreements(stage.actor) if row.code == CONTRACT]
    stage.expect(
        len(made) == 1 and made[0].kind is AgreementKind.SUPPLIER and made[0].target_count == 1, f"one contract: {made}"
    )
    stage.picture("contract with a target")
    keys.press("Escape")


def performance(stage: Stage) -> None:
    """From the percentage of an agreement to its tickets, and into one of them."""
    keys = stage.keys
    page = stage.page(ContractsPage)
    keys.tab_to(page.search)
    keys.write("sla-basis")
    keys.tab_to(page.list)
    keys.press("Return")
    keys.tab_to(page.view.tabs.tabBar())
    keys.press(*["Right"] * PERFORMANCE)
    keys.tab_to(page.view.performance.table)
    stage.picture("performance")
    keys.press("Return")
    stage.expect(page.behind.model.rows, "tickets behind the figure")
    stage.picture("tickets behind a figure")
    keys.press("Return")
    stage.page(TicketPage)
    stage.picture("ticket behind a figure")


def calendars(stage: Stage) -> None:
    """When the desk is open, with the closed days of two years."""
    keys = stage.keys
    stage.go("settings")
    page = stage.page(SettingsPage)
    keys.tab_to(page.list)
    keys.press("Home", *["Down"] * list(SECTIONS).index("calendars"))
    section = page.section
    if not isinstance(section, CalendarsSection):
        raise Expected("the opening hours")
    stage.picture("calendars")
    keys.press("Return")
    keys.press("Return")
    stage.picture("opening hours")
    keys.tab_to(section.calendar.bridging)
    keys.press("End")
    stage.expect("Brugdag" in section.calendar.look.columns[0].text(), "bridging days")
    stage.picture("holidays by choice")
    keys.tab_to(section.again_button)
    keys.press("Space", "Escape")
    change_places(stage, AGENT)


def _teacher(stage: Stage) -> PersonRow:
    """Somebody with a badge who works where more was promised."""
    agreements = stage.desk.agreement_queries.agreements(the_program())
    departments = {name for row in agreements if row.code == PROMISED_MORE for name in row.departments}
    people = stage.desk.people
    for hit in people.find_people(the_program(), "bakker", limit=50):
        person = people.person(the_program(), hit.id)
        if person.badge and person.department in departments:
            return person
    raise Expected("a customer who falls under " + PROMISED_MORE)


AGREEMENTS: tuple[Step, ...] = (
    ("agreements: the chain speaks", chain),
    ("agreements: the clock", clock),
    ("agreements: guarding", guarding),
    ("agreements: a new contract", contract),
    ("agreements: performance", performance),
    ("agreements: opening hours", calendars),
)
