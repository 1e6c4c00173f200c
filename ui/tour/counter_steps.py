# SPDX-License-Identifier: EUPL-1.2
"""The main job: customers at the counter, from their first word to their slip."""

from PySide6.QtWidgets import QWidget

from desk_app.core.actor import the_program
from desk_app.intake.draft import IntakeDraft
from desk_app.intake.messages import TicketKind
from desk_app.tickets.lifecycle import TicketStatus
from ui.intake.new_customer import NewCustomer
from ui.intake.parked_shelf import ResumeList
from ui.tour.stage import Stage, Step

MOST_KEYS, MOST_KEYS_BY_BADGE = 12, 6
"""What a standard request may cost (``ux.md`` 1.2)."""


def by_name(stage: Stage) -> None:
    """A standard request: four letters of the name, three of the product."""
    keys = stage.keys
    keys.press("F2")
    keys.type("jans")
    stage.picture("customer picker")
    keys.press("Return")
    keys.type("pas")
    stage.picture("product picker")
    keys.press("Return")
    keys.write("pas is gebroken")
    stage.picture("standard request")
    keys.press("Ctrl+Return")
    stage.expect(keys.count.keys <= MOST_KEYS, f"{keys.count.keys} keys")
    ticket = stage.newest()
    stage.expect(ticket.requester.split()[-1].startswith("Jans"), f"a Jansen, not {ticket.requester}")
    stage.expect(ticket.item_code == "P-PAS", f"a badge, not {ticket.item_code}")
    stage.picture("registered")
    stage.expect(stage.keep_papers("receipt") == 1, "one slip")


def by_badge(stage: Stage) -> None:
    """The same by badge."""
    keys = stage.keys
    person = stage.person("jansen sanne")
    keys.scan(person.badge)
    keys.pick("pas")
    keys.write("pas kwijt")
    keys.press("Ctrl+Return")
    stage.expect(keys.count.keys <= MOST_KEYS_BY_BADGE, f"{keys.count.keys} keys")
    stage.expect(stage.newest().requester == person.name, "the customer of the badge")
    stage.keep_papers("receipt by badge")


def for_another(stage: Stage) -> None:
    """A scan on another page begins an intake; the colleague at the counter asks something for somebody else."""
    keys = stage.keys
    person = stage.person("jansen sanne")
    stage.go("catalogue")
    keys.scan(person.badge)
    keys.pick("flip-over")
    keys.write("voor een gast")
    keys.tab_to(_editor(stage, "for"))
    keys.pick("dirk jan")
    stage.picture("on behalf of")
    keys.press("Ctrl+Return")
    ticket = stage.newest()
    stage.expect(ticket.requester == person.name and ticket.requested_for, "for somebody else")
    stage.keep_papers("receipt for another")


def duplicate(stage: Stage) -> None:
    """The same question again is noticed, and does not block."""
    keys = stage.keys
    keys.press("F2")
    keys.pick("jans")
    keys.pick("pas")
    stage.expect(stage.intake().slip.hint.sentence, "a hint")
    stage.picture("duplicate hint")
    _throw_away(stage)


def fault(stage: Stage) -> None:
    """A broken beamer, with its place and who suffers from it."""
    keys = stage.keys
    keys.press("F2")
    keys.pick("jans")
    keys.pick("beamer doet")
    keys.write("geen beeld tijdens college")
    keys.tab_to(_editor(stage, "since"))
    keys.write("vanochtend")
    keys.tab_to(_editor(stage, "affected"))
    keys.press("Right")
    keys.tab_to(_editor(stage, "space"))
    keys.pick("d2.0")
    stage.picture("fault")
    keys.press("Ctrl+Return")
    ticket = stage.newest()
    stage.expect(ticket.kind is TicketKind.INCIDENT, "a fault")
    stage.expect(ticket.space.startswith("D2.0"), f"in another room, not {ticket.space}")
    stage.keep_papers("receipt of a fault")


def anonymous(stage: Stage) -> None:
    """Where can I park? Answered at once, for somebody without a name."""
    keys = stage.keys
    keys.press("F2", "Alt+0", "Alt+I")
    keys.write("Waar kan ik parkeren?")
    keys.tab_to(_editor(stage, "answer"))
    keys.write("In de garage aan de noordkant. De eerste twee uur zijn gratis.")
    stage.picture("information")
    keys.press("Ctrl+Shift+Return")
    ticket = stage.newest()
    stage.expect(ticket.requester_id is None, "nobody's name")
    stage.expect(ticket.status is TicketStatus.COMPLETED, "done at once")
    stage.picture("answered at once")
    stage.keep_papers("answer")


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
    stage.expect(stage.newest().interaction_id == stage.newest(back=2).interaction_id, "one visit")
    stage.expect(stage.keep_papers("receipt of a visit") == 1, "one slip")


def complaint(stage: Stage) -> None:
    """A complaint that colleagues do not read."""
    keys = stage.keys
    keys.press("F2")
    keys.pick("jans")
    keys.press("Alt+K")
    keys.write("Ik wachtte drie kwartier en niemand zei iets.")
    keys.tab_to(_editor(stage, "wanted_outcome"))
    keys.write("Zeg hoe lang het duurt.")
    keys.tab_to(_editor(stage, "confidential"))
    keys.press("Space")
    stage.picture("complaint")
    keys.press("Ctrl+Return")
    ticket = stage.newest()
    stage.expect(ticket.kind is TicketKind.COMPLAINT and ticket.confidential, "a complaint in confidence")
    stage.keep_papers("receipt of a complaint")


def non_standard(stage: Stage) -> None:
    """What the catalogue does not have."""
    keys = stage.keys
    keys.press("F2")
    keys.pick("jans")
    keys.press("Alt+N")
    keys.write("Vijftig stoelen en een podium voor de open dag")
    keys.tab_to(_editor(stage, "goal"))
    keys.write("Bezoekers zitten droog")
    keys.tab_to(_editor(stage, "people"))
    keys.write("120")
    stage.picture("non-standard request")
    keys.press("Ctrl+Return")
    details = stage.newest().details
    stage.expect(details.get("non_standard") and details.get("people") == "120", f"a non-standard request: {details}")
    stage.keep_papers("receipt of a non-standard request")


def errors(stage: Stage) -> None:
    """Too early: sentences at the fields, nothing lost."""
    keys = stage.keys
    keys.press("F2", "Ctrl+Return")
    stage.picture("errors on an empty form")
    keys.press("Alt+O")
    keys.write("half verhaal")
    keys.press("Ctrl+Return")
    stage.picture("errors")
    stage.expect(stage.intake().draft.question.description == "half verhaal", "the text is still there")
    _throw_away(stage)


def park(stage: Stage) -> None:
    """While two customers look for a badge a third is served; then each goes on in the middle of a word."""
    keys = stage.keys
    keys.press("F2")
    keys.pick("jans")
    keys.pick("pas")
    keys.write("oude pas is kw")
    first = stage.intake().slip.snapshot()
    keys.press("F7")
    keys.pick("dirk jan")
    keys.pick("flip-over")
    keys.write("voor een ten")
    second = stage.intake().slip.snapshot()
    keys.press("F7", "Alt+0", "Alt+I")
    keys.write("Hoe laat gaat de bibliotheek dicht?")
    stage.picture("parked")
    keys.press("Ctrl+Shift+Return", "F8")
    stage.dialog(ResumeList)
    stage.picture("resume")
    keys.press("1")
    _expect_as_it_was(stage, first)
    keys.write("ijt")
    stage.picture("resumed")
    keys.press("Ctrl+Return")
    stage.expect(stage.newest().description == "oude pas is kwijt", f"text: {stage.newest().description}")
    keys.press("F8")
    _expect_as_it_was(stage, second)
    keys.write("tamen")
    keys.press("Ctrl+Return")
    stage.expect(stage.newest().description == "voor een tentamen", f"text: {stage.newest().description}")
    stage.keep_papers("receipt after a pause")


def _expect_as_it_was(stage: Stage, before: IntakeDraft) -> None:
    after = stage.intake().slip.snapshot()
    stage.expect(after.id == before.id, "the slip that was parked")
    stage.expect(
        (after.question, after.focus, after.cursor) == (before.question, before.focus, before.cursor),
        f"as it was, not {after.focus} {after.cursor}",
    )


def new_customer(stage: Stage) -> None:
    """Somebody who is not known yet, in four fields; the slip spells the name as the customer does."""
    keys = stage.keys
    keys.press("F2", "Alt+Q")
    form = stage.dialog(NewCustomer)
    keys.write("Łukaszewicz")
    keys.press("Return")
    keys.write("Zofia")
    keys.tab_to(form.department)
    keys.pick("fac")
    keys.write("zofia@voorbeeld.example")
    stage.picture("new customer")
    keys.press("Ctrl+Return")
    stage.expect(stage.intake().draft.customer == "Zofia Łukaszewicz", f"{stage.intake().draft.customer} on the slip")
    keys.pick("dagpas")
    stage.picture("with a new customer")
    keys.press("Ctrl+Return")
    stage.expect(stage.newest().requester == "Zofia Łukaszewicz", "a ticket for the new customer")
    stage.keep_papers("receipt with a hard name")


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
    stage.picture("undone")


def _editor(stage: Stage, name: str) -> QWidget:
    return stage.intake().slip.form.field(name).editor


def _throw_away(stage: Stage) -> None:
    stage.keys.tab_to(stage.intake().slip.buttons.discard)
    stage.keys.press("Space")
    stage.expect(stage.intake().draft.is_empty, "an empty slip")


COUNTER: tuple[Step, ...] = (
    ("standard request by name", by_name),
    ("standard request by badge", by_badge),
    ("for somebody else", for_another),
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
