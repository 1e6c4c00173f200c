# SPDX-License-Identifier: EUPL-1.2
"""The main job: customers at the counter, from their first word to their slip."""

from collections.abc import Callable

from desk_app.core.actor import the_program
from desk_app.intake.messages import TicketKind
from desk_app.tickets.lifecycle import TicketStatus
from ui.tour.stage import Stage

MOST_KEYS = 12
"""What a standard request by name may cost (``ux.md`` 2.5.1)."""


def by_name(stage: Stage) -> None:
    """A standard request: four letters of the name, three of the product."""
    keys = stage.keys
    keys.press("F2")
    keys.type("jans")
    stage.picture("customer picker", dark=False)
    keys.press("Return")
    keys.type("pas")
    stage.picture("product picker", dark=False)
    keys.press("Return")
    keys.write("pas is gebroken")
    stage.picture("standard request")
    keys.press("Ctrl+Return")
    stage.expect(keys.count.keys <= MOST_KEYS, f"{keys.count.keys} keys")
    ticket = stage.newest()
    stage.expect((ticket.requester, ticket.item_code) == ("Sanne Jansen", "P-PAS"), f"registered {ticket}")
    stage.picture("registered", dark=False)
    stage.expect(stage.keep_papers("receipt") == 1, "one slip")


def by_badge(stage: Stage) -> None:
    """The same by badge, from a closed menu."""
    keys = stage.keys
    person = stage.desk.people.person(the_program(), stage.newest().requester_id or 0)
    keys.scan(person.badge)
    keys.pick("pas")
    keys.write("pas kwijt")
    keys.press("Ctrl+Return")
    stage.expect(stage.newest().requester == person.name, "the customer of the badge")
    stage.keep_papers("receipt by badge")


def duplicate(stage: Stage) -> None:
    """The same question again is noticed, and does not block."""
    keys = stage.keys
    keys.press("F2")
    keys.pick("jans")
    keys.pick("pas")
    stage.picture("duplicate hint")
    keys.press("F12")


def fault(stage: Stage) -> None:
    """A broken beamer, with its place and who suffers from it."""
    keys = stage.keys
    keys.press("F2")
    keys.pick("jans")
    keys.pick("beamer doet")
    keys.write("geen beeld tijdens college")
    if stage.intake().draft.question.space_id is None:
        stage.intake().slip.go_to("space")
        keys.settle()
        keys.pick("d2")
    stage.picture("fault")
    keys.press("Ctrl+Return")
    stage.expect(stage.newest().kind is TicketKind.INCIDENT, "a fault")
    stage.keep_papers("receipt of a fault")


def anonymous(stage: Stage) -> None:
    """Where can I park? Answered at once, for somebody without a name."""
    keys = stage.keys
    keys.press("F2", "Alt+0", "Alt+I")
    keys.write("Waar kan ik parkeren?")
    stage.picture("information", dark=False)
    keys.press("Ctrl+Shift+Return")
    ticket = stage.newest()
    stage.expect(ticket.requester_id is None, "nobody's name")
    stage.expect(ticket.status is TicketStatus.COMPLETED, "done at once")


def visit(stage: Stage) -> None:
    """Three questions of one customer, one slip."""
    keys = stage.keys
    keys.press("F2")
    keys.pick("jans")
    keys.pick("pas")
    keys.write("naam klopt niet")
    keys.press("Alt+M")
    keys.pick("stoel")
    keys.write("leuning los")
    keys.press("Alt+M")
    keys.pick("park")
    stage.picture("visit with three questions")
    keys.press("Ctrl+Return")
    slip = stage.newest()
    stage.expect(slip.interaction_id == stage.newest(back=2).interaction_id, "one visit")
    stage.expect(stage.keep_papers("receipt of a visit") == 1, "one slip")


def complaint(stage: Stage) -> None:
    """A complaint that colleagues do not read."""
    keys = stage.keys
    keys.press("F2")
    keys.pick("jans")
    keys.press("Alt+K")
    keys.write("Ik wachtte drie kwartier en niemand zei iets.")
    stage.picture("complaint")
    keys.press("Ctrl+Return")
    stage.expect(stage.newest().kind is TicketKind.COMPLAINT, "a complaint")
    stage.keep_papers("receipt of a complaint")


def non_standard(stage: Stage) -> None:
    """What the catalogue does not have."""
    keys = stage.keys
    keys.press("F2")
    keys.pick("jans")
    keys.press("Alt+N")
    keys.write("Vijftig stoelen en een podium voor de open dag")
    stage.picture("non-standard request")
    keys.press("Ctrl+Return")
    stage.expect(stage.newest().details.get("non_standard"), "a non-standard request")
    stage.keep_papers("receipt of a non-standard request")


def errors(stage: Stage) -> None:
    """Too early: sentences at the fields, nothing lost."""
    keys = stage.keys
    keys.press("F2", "Alt+O")
    keys.write("half verhaal")
    keys.press("Ctrl+Return")
    stage.picture("errors")
    stage.expect(stage.intake().draft.question.description == "half verhaal", "the text is still there")


def park(stage: Stage) -> None:
    """While one customer looks for a badge, the next is served; then the first goes on in the middle of a word."""
    keys = stage.keys
    keys.press("F2")
    keys.pick("jans")
    keys.pick("sleutel")
    keys.write("sleutel van kantoor is kw")
    before = stage.intake().slip.snapshot()
    keys.press("F7")
    stage.picture("parked")
    keys.press("Alt+0", "Alt+I")
    keys.write("Hoe laat gaat de bibliotheek dicht?")
    keys.press("Ctrl+Shift+Return")
    _resume(stage, before.id)
    after = stage.intake().slip.snapshot()
    stage.expect(
        (after.question, after.focus, after.cursor) == (before.question, before.focus, before.cursor), "as it was"
    )
    keys.write("ijt")
    stage.picture("resumed", dark=False)
    keys.press("Ctrl+Return")


def _resume(stage: Stage, draft_id: str) -> None:
    keys = stage.keys
    keys.press("F8")
    lines = stage.desk.drafts.shelf(stage.actor)
    if stage.intake().draft.id != draft_id and lines:
        place = [line.id for line in lines].index(draft_id) + 1
        keys.press(str(place))
    stage.expect(stage.intake().draft.id == draft_id, "the slip that was parked")


def new_customer(stage: Stage) -> None:
    """Somebody who is not known yet."""
    keys = stage.keys
    keys.press("F2", "Alt+Q")
    keys.write("Łukaszewicz")
    stage.picture("new customer")
    keys.press("Escape")


def undo(stage: Stage) -> None:
    """A registration is taken back: the number is void."""
    keys = stage.keys
    keys.press("F2")
    keys.pick("jans")
    keys.pick("pas")
    keys.press("Ctrl+Return")
    number = stage.newest().number
    keys.press("Alt+Z")
    ticket = stage.desk.ticket_queries.by_number(the_program(), number)
    stage.expect(ticket.status is TicketStatus.VOIDED, f"{number} is {ticket.status}")
    stage.picture("undone", dark=False)


COUNTER: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("standard request by name", by_name),
    ("standard request by badge", by_badge),
    ("duplicate hint", duplicate),
    ("fault with its place", fault),
    ("anonymous question answered", anonymous),
    ("three questions, one slip", visit),
    ("complaint", complaint),
    ("non-standard request", non_standard),
    ("errors keep what was typed", errors),
    ("park and resume", park),
    ("new customer", new_customer),
    ("undo a registration", undo),
)
