# SPDX-License-Identifier: EUPL-1.2
"""What the palette and the search box find in the desk, and what they open."""

import pytest
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.completion.messages import CompleteTickets
from desk_app.core.actor import Actor
from desk_app.intake.messages import Question
from desk_app.tickets.messages import CloseTickets
from tests import factories
from tests.ui.listener import calm
from ui.search.results import Doors, SearchResults
from ui.shell.finder import Entry, Finder
from ui.shell.page import Workplace


class Opened:
    """Which door was used."""

    def __init__(self) -> None:
        self.through: list[tuple[str, object]] = []

    def doors(self) -> Doors:
        """Doors that only write down who came through."""
        return Doors(
            ticket=lambda one: self.through.append(("ticket", one)),
            person=lambda one: self.through.append(("person", one)),
            product=lambda one: self.through.append(("product", one)),
            ask=lambda words: self.through.append(("ask", words)),
            code=lambda code: self.through.append(("code", code.value)),
        )


@pytest.fixture
def opened() -> Opened:
    """Nobody came through yet."""
    return Opened()


def ask(qtbot: QtBot, workplace: Workplace, opened: Opened, text: str) -> list[Entry]:
    finder = Finder(workplace.tasks)
    SearchResults(workplace, opened.doors()).plug_in(finder)
    shown: list[list[Entry]] = []
    finder.ask(finder, text, shown.append)
    calm(qtbot, workplace)
    return shown[-1]


def test_one_box_finds_tickets_people_and_products(
    qtbot: QtBot, workplace: Workplace, desk: Desk, actor: Actor, opened: Opened
) -> None:
    ticket_id = factories.a_visit(desk, actor).ticket_ids[0]

    entries = ask(qtbot, workplace, opened, "pas")
    for entry in entries:
        entry.run()

    assert ("ticket", ticket_id) in opened.through
    assert ("product", factories.item_id(desk.db, "P-PAS")) in opened.through


def test_a_closed_ticket_is_found_by_its_number_and_comes_first(
    qtbot: QtBot, workplace: Workplace, desk: Desk, actor: Actor, opened: Opened
) -> None:
    visit = factories.a_visit(desk, actor)
    desk.completion.complete(actor, CompleteTickets(ticket_ids=visit.ticket_ids, work_done="Klaar."))
    desk.tickets.close(actor, CloseTickets(ticket_ids=visit.ticket_ids))

    entries = ask(qtbot, workplace, opened, visit.numbers[0])

    assert entries[0].code == visit.numbers[0]
    assert "afgesloten" in entries[0].detail


def test_a_prefix_asks_one_kind_only(
    qtbot: QtBot, workplace: Workplace, desk: Desk, actor: Actor, opened: Opened
) -> None:
    factories.a_visit(desk, actor)

    entries = ask(qtbot, workplace, opened, "@jansen")

    assert [entry.id for entry in entries] == [f"person/{factories.person_id(desk.db, 'Jansen')}"]


def test_when_nothing_is_found_another_word_is_offered(
    qtbot: QtBot, workplace: Workplace, desk: Desk, actor: Actor, opened: Opened
) -> None:
    factories.a_visit(desk, actor, Question(item_id=factories.item_id(desk.db, "P-PAS"), description="ventilator"))

    entries = ask(qtbot, workplace, opened, "ventilatro")
    entries[-1].run()

    assert [entry.title for entry in entries] == ["Bedoel je “ventilator”?"]
    assert opened.through == [("ask", "ventilator")]


def test_the_code_of_a_mail_that_asks_for_approval_leads_to_its_answer(
    qtbot: QtBot, workplace: Workplace, opened: Opened
) -> None:
    (entry,) = ask(qtbot, workplace, opened, "x-7k3m-0qx4-9wbe")

    entry.run()

    assert opened.through == [("code", "7K3M0QX49WBE")]
