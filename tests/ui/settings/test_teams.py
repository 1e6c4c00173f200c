# SPDX-License-Identifier: EUPL-1.2
"""Teams by keyboard, and what is said before they are saved."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Actor
from tests.ui.keys import focus, press, typ
from tests.ui.settings.conftest import OpenSettings
from tests.ui.settings.lists import calm, in_list
from ui.settings.agents import AgentsSection
from ui.settings.teams import TeamsSection


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


def test_what_stood_in_a_form_comes_back_in_every_box(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    card = next(card for card in desk.who.team_cards() if card.code == "AV")
    typed = {"code": "AV", "name": "Beeld", "public_name": "", "line": "1", "email": "av@", "active": ""}
    desk.unfinished.keep(administrator, f"team:{card.id}", typed)
    page = open_settings("teams")
    section: TeamsSection = in_list(page)

    section.table.opened.emit(next(row for row in section.model.rows if row.code == "AV"))
    calm(qtbot, page)

    team = section.team
    assert (team.name.text(), team.public_name.text(), team.email.text()) == ("Beeld", "", "av@")
    assert (team.line.currentData(), team.active.isChecked()) == (1, False)
    assert team.typed() == typed
    assert section.is_dirty
