# SPDX-License-Identifier: EUPL-1.2
"""Colleagues: added, changed and switched off by keyboard; the last administrator stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Role
from desk_app.identity.messages import AgentRow, SignIn
from tests import factories
from tests.ui.keys import focus, press, typ
from tests.ui.settings.conftest import OpenSettings
from ui.settings.agents import AgentsSection
from ui.settings.page import SettingsPage

HARD = ("<b>vet</b>", "=1+1", "'; drop table agents; --", "\u202eabc", "👩‍👩‍👧‍👦", "Ł & Ş")


def _section(page: SettingsPage) -> AgentsSection:
    assert isinstance(page.section, AgentsSection)
    return page.section


def _agents(desk: Desk) -> dict[str, AgentRow]:
    administrator = factories.an_actor(desk.db, "administrator", Role.ADMINISTRATOR)
    return {row.login: row for row in desk.who.agents(administrator)}


def test_a_new_colleague_can_sign_in_at_once(qtbot: QtBot, desk: Desk, open_settings: OpenSettings) -> None:
    page = open_settings("agents")

    page.bindings()["new"]()
    for answer in ("Piet Zandstra", "piet"):
        typ(focus(), answer)
        press(Qt.Key.Key_Return)
    _section(page).agent.pin.setText("2468")
    with qtbot.waitSignal(page.said) as said:
        page.bindings()["finish"]()

    assert said.args[0] == "Piet Zandstra kan zich nu aanmelden."
    assert desk.identity.sign_in(SignIn(login="piet", pin="2468")).role is Role.COUNTER
    qtbot.waitUntil(lambda: "piet" in [row.login for row in _section(page).model.rows])
    assert not _section(page).is_editing


def test_a_colleague_changes_role_team_and_pin(qtbot: QtBot, desk: Desk, open_settings: OpenSettings) -> None:
    factories.an_actor(desk.db, "piet", Role.COUNTER)
    page = open_settings("agents")
    section = _section(page)

    section.table.opened.emit(next(row for row in section.model.rows if row.login == "piet"))
    assert section.agent.login.isReadOnly()
    section.agent.role.setCurrentIndex(section.agent.role.findData(Role.SECOND_LINE))
    team = factories.team_id(desk.db, "AV")
    next(box for number, box in section.agent._team_boxes.items() if number == team).click()  # noqa: SLF001 -- one box of many
    section.agent.pin.setText("9753")
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()

    row = _agents(desk)["piet"]
    assert (row.role, row.team_ids) == (Role.SECOND_LINE, (team,))
    assert desk.identity.sign_in(SignIn(login="piet", pin="9753")).agent_id == row.id


def test_the_last_administrator_stays(qtbot: QtBot, desk: Desk, open_settings: OpenSettings) -> None:
    page = open_settings("agents")
    section = _section(page)
    section.table.opened.emit(next(row for row in section.model.rows if row.role is Role.ADMINISTRATOR))

    section.agent.role.setCurrentIndex(section.agent.role.findData(Role.COUNTER))
    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(section.agent.form.summary))

    assert section.agent.form.field("role").error == "Dit is de laatste beheerder. Wijs eerst een andere aan."
    assert _agents(desk)["administrator"].role is Role.ADMINISTRATOR
    assert section.is_editing


@pytest.mark.parametrize("text", HARD)
def test_hard_names_are_kept_as_typed(qtbot: QtBot, desk: Desk, open_settings: OpenSettings, text: str) -> None:
    page = open_settings("agents")
    page.bindings()["new"]()
    agent = _section(page).agent

    for box in (agent.name, agent.login, agent.pin):
        box.setText(text + "123")
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()

    assert _agents(desk)[text + "123"].name == text + "123"


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_000, "\ud800"])
def test_what_cannot_be_kept_is_refused_at_the_field(
    qtbot: QtBot, desk: Desk, open_settings: OpenSettings, text: str
) -> None:
    page = open_settings("agents")
    page.bindings()["new"]()
    agent = _section(page).agent
    before = set(_agents(desk))

    agent.name.setText(text)
    agent.login.setText(text)
    agent.pin.setText("1")
    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(agent.form.summary))

    assert agent.form.field("pin").error
    assert set(_agents(desk)) == before


def test_who_may_not_sees_no_colleague(desk: Desk, open_settings: OpenSettings) -> None:
    factories.an_actor(desk.db, "piet", Role.COUNTER)

    page = open_settings("agents", Role.MANAGER)

    section = _section(page)
    assert section.refusal.sentence == "Alleen deze rollen mogen dit veranderen: beheerder."
    assert not section.model.rows
    assert not section.can_add


def test_escape_goes_back_and_forgets_the_pin(open_settings: OpenSettings) -> None:
    page = open_settings("agents")
    page.bindings()["new"]()
    section = _section(page)
    section.agent.pin.setText("1357")

    press(Qt.Key.Key_Escape)

    assert not section.is_editing
    assert section.agent.pin.text() == ""
    assert all("1357" not in line.text() for line in page.findChildren(QLineEdit))
