# SPDX-License-Identifier: EUPL-1.2
"""The catalogue steers: an owner makes a service with two questions and an approval, the counter books it, it is done."""

from desk_app.catalogue.messages import StepKind
from desk_app.core.i18n import _
from desk_app.tickets.lifecycle import StepStatus
from ui.catalogue.editor import ItemEditor
from ui.catalogue.field_form import FieldForm
from ui.catalogue.item_fields import ItemFields
from ui.catalogue.page import CataloguePage
from ui.catalogue.step_form import StepForm
from ui.tickets.approval_form import ApprovalDialog
from ui.tickets.page import TicketPage
from ui.tour.stage import Expected, Stage, Step

OWNER, AGENT = "karin", "eva"
NAME, CODE = "Feestzaal huren", "P-FEESTZAAL"


def change_places(stage: Stage, login: str) -> None:
    """Another colleague at the same window, by the list of commands."""
    keys = stage.keys
    keys.press("Ctrl+K")
    keys.write(_("Switch user…").rstrip("…"))
    keys.press("Return")
    stage.sign_in(login)


def new_service(stage: Stage) -> None:
    """Without a manual: a name, a branch, a sentence, a price group, two questions, two steps."""
    keys = stage.keys
    change_places(stage, OWNER)
    stage.go("catalogue")
    keys.press("Ctrl+N")
    own = _fields(stage)
    keys.write(NAME)
    stage.picture("new service")
    keys.tab_to(own.topics)
    keys.pick("vieren")
    keys.tab_to(own.explanation)
    keys.write("U huurt de zaal voor uw feest.")
    keys.tab_to(own.lists.fields)
    keys.press("Return")
    keys.write("Welke dag?")
    keys.tab_to(stage.dialog(FieldForm).kind)
    keys.press("Down", "Down")
    keys.tab_to(stage.dialog(FieldForm).required)
    keys.press("Space")
    stage.picture("extra question")
    keys.press("Ctrl+Return", "Insert")
    keys.write("Hoeveel gasten?")
    keys.tab_to(stage.dialog(FieldForm).kind)
    keys.press("Down", "Ctrl+Return")
    keys.tab_to(own.team)
    keys.press("Down")
    keys.tab_to(own.lists.steps)
    keys.press("Return", "Ctrl+Return", "Insert")
    keys.tab_to(stage.dialog(StepForm).kind)
    keys.press("Down")
    stage.picture("approval step")
    keys.press("Ctrl+Return")
    stage.picture("service with steps")
    keys.press("Ctrl+Return")
    row = stage.desk.catalogue.by_code(stage.actor, CODE)
    stage.expect([step.kind for step in row.steps] == [StepKind.CHECK, StepKind.APPROVE], f"two steps: {row.steps}")
    stage.expect(len(row.fields) == 2, f"two questions: {row.fields}")
    stage.picture("service in the catalogue")


def policy(stage: Stage) -> None:
    """What a group of the square asks."""
    keys = stage.keys
    page = stage.page(CataloguePage)
    keys.press("Escape")
    keys.tab_to(page.matrix)
    keys.press("Down", "Right", "Ctrl+Shift+M")
    stage.picture("what a group asks")
    keys.press("Escape")


def book_it(stage: Stage) -> None:
    """At the counter at once: its questions come by themselves, and so does the cost centre."""
    keys = stage.keys
    change_places(stage, AGENT)
    keys.press("F2")
    keys.pick("jans")
    keys.pick("feestzaal")
    keys.write("Jubileum van de afdeling")
    keys.press("Tab")
    keys.write("18-12")
    keys.press("Tab")
    keys.write("40")
    keys.press("Tab")
    centre = stage.desk.people.cost_centres(stage.actor)[0]
    keys.pick(centre.code)
    stage.picture("service at the counter")
    keys.press("Ctrl+Return")
    ticket = stage.newest()
    stage.expect(ticket.item_code == CODE and len(ticket.answers) == 2, f"registered {ticket}")
    stage.expect(ticket.cost_centre == centre.code, f"cost centre {ticket.cost_centre}")
    stage.expect(stage.keep_papers("receipt of a service") == 1, "one slip with the answers")
    keys.press("F3")
    keys.pick(ticket.number)
    stage.page(TicketPage)


def steps(stage: Stage) -> None:
    """The checklist of the ticket: one step by Enter, the approval of who stands at the counter."""
    keys = stage.keys
    page = stage.page(TicketPage)
    if page.row is None:
        raise Expected("the page shows no ticket")
    keys.tab_to(page.steps)
    stage.picture("steps of a ticket")
    keys.press("Return")
    stage.picture("a step is done")
    rows = stage.desk.process_queries.steps(stage.actor, page.row.id)
    stage.expect([row.status for row in rows] == [StepStatus.DONE, StepStatus.READY], f"the first step is done: {rows}")
    keys.tab_to(page.steps)
    keys.press("Down", "A")
    stage.dialog(ApprovalDialog)
    stage.picture("approval")
    keys.press("Escape")


def figures(stage: Stage) -> None:
    """How the steps of a product do."""
    keys = stage.keys
    change_places(stage, OWNER)
    stage.go("catalogue")
    page = stage.page(CataloguePage)
    keys.write("pas vervangen")
    keys.press("Return")
    keys.tab_to(page.card.tabs)
    keys.press("Right", "Right")
    stage.picture("figures of a product")
    change_places(stage, AGENT)


def _fields(stage: Stage) -> ItemFields:
    editor: ItemEditor = stage.page(CataloguePage).editor
    if editor.fields is None:
        raise Expected("the editor is open")
    return editor.fields


CATALOGUE: tuple[Step, ...] = (
    ("catalogue: a new service", new_service),
    ("catalogue: the square", policy),
    ("catalogue: booked at once", book_it),
    ("catalogue: its steps", steps),
    ("catalogue: figures", figures),
)
