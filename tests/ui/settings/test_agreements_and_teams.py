# SPDX-License-Identifier: EUPL-1.2
"""Agreements and teams by keyboard, and what is said before they are saved."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.models import Entitlement
from desk_app.contracts.messages import SaveAgreement
from desk_app.core.actor import Actor
from desk_app.relations.models import Department
from tests import factories
from tests.ui.keys import focus, press, typ
from tests.ui.settings.conftest import OpenSettings
from tests.ui.settings.lists import calm, in_list
from ui.settings.agents import AgentsSection
from ui.settings.agreements import AgreementsSection
from ui.settings.teams import TeamsSection


def test_departments_are_ticked_with_the_space_bar(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    with desk.db.jot() as session:
        session.add_all([Department(code=f"D{place}", name=f"Onderdeel {place}") for place in range(12)])
    number = desk.agreements.save(administrator, SaveAgreement(code="SLA", name="Plus", valid_from=date(2026, 1, 1)))
    with desk.db.jot() as session:
        session.add(Entitlement(item_id=factories.item_id(desk.db, "P-PAS"), agreement_id=number))
    page = open_settings("agreements")
    section: AgreementsSection = in_list(page)
    section.table.setFocus()
    press(Qt.Key.Key_Return)
    calm(qtbot, page)

    section.agreement.departments.setFocus()
    typ(focus(), "deel 7")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    effect = section.agreement.effect_words
    section.agreement.departments.search.setFocus()
    press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()

    assert effect == "Valt er voortaan onder: Onderdeel 7. Dit bepaalt wie recht heeft op: Pas vervangen."
    assert desk.agreement_queries.agreement(administrator, number).departments == ("Onderdeel 7",)


def test_agreement_that_ends_says_so(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    desk.agreements.save(administrator, SaveAgreement(code="SLA", name="Plus", valid_from=date(2026, 1, 1)))
    page = open_settings("agreements")
    section: AgreementsSection = in_list(page)
    section.table.opened.emit(section.model.rows[0])
    calm(qtbot, page)

    section.agreement.has_end.click()
    section.agreement.until.setDate(section.agreement.since.date().addDays(30))
    effect = section.agreement.effect_words
    section.agreement.until.setDate(section.agreement.since.date().addDays(-1))
    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(section.agreement.form.summary))

    assert effect == "De overeenkomst geldt vandaag niet meer."
    assert section.agreement.form.field("valid_until").error.startswith("De einddatum ligt voor de begindatum.")


def test_a_new_team_can_be_given_to_a_colleague(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    page = open_settings("agents")
    agents = page.section
    assert isinstance(agents, AgentsSection)
    page.show_target("teams")
    calm(qtbot, page)

    page.bindings()["new"]()
    for answer in ("POST", "Post & pakket", "Team Post"):
        typ(focus(), answer)
        press(Qt.Key.Key_Return)
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()
    qtbot.waitUntil(lambda: len(in_list(page).model.rows) == 4)

    assert "POST" in [team.code for team in desk.who.teams()]
    qtbot.waitUntil(lambda: "Post && pakket" in [box.text() for box in agents.agent._team_boxes.values()])  # noqa: SLF001 -- boxes of a list


def test_team_with_work_is_not_switched_off(qtbot: QtBot, desk: Desk, open_settings: OpenSettings) -> None:
    page = open_settings("teams")
    section: TeamsSection = in_list(page)
    section.table.opened.emit(next(row for row in section.model.rows if row.code == "AV"))
    assert section.team.code.isReadOnly()

    section.team.active.click()
    effect = section.team.effect_words
    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(section.team.form.summary))

    assert effect == "Het team krijgt geen werk meer."
    assert section.team.form.field("active").error.startswith("Dit team heeft nog: Beamer werkt niet.")
    assert "AV" in [team.code for team in desk.who.teams()]
