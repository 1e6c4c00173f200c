# SPDX-License-Identifier: EUPL-1.2
"""What every list in Beheer does: nothing typed is lost, hard texts, an empty list, searching, and reading only."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.identity.messages import SaveTeam
from desk_app.relations.messages import SaveDelegation
from tests import factories
from tests.ui.keys import focus, press, typ
from tests.ui.settings.conftest import OpenSettings
from tests.ui.settings.lists import a_centre, calm, in_list, said_by
from ui.settings.cost_centres import CostCentresSection
from ui.settings.teams import TeamsSection

HARD = ("<b>vet</b>", "=1+1", "'; drop table cost_centres; --", "\u202eabc", "👩‍👩‍👧‍👦", "Ł & Ş", "x" * 60)
SECTIONS = ("cost-centres", "deputies", "teams")


@pytest.mark.parametrize("section_id", SECTIONS)
def test_nothing_typed_is_lost_by_escape(qtbot: QtBot, open_settings: OpenSettings, section_id: str) -> None:
    page = open_settings(section_id)
    page.bindings()["new"]()
    section = in_list(page)
    typ(focus(), "abc")
    assert section.is_dirty

    press(Qt.Key.Key_Escape)
    calm(qtbot, page)
    assert not section.is_editing
    page.bindings()["new"]()
    calm(qtbot, page)
    kept = dict(section.record.typed())
    section.again_button.click()
    calm(qtbot, page)

    assert "abc" in kept.values()
    assert "abc" not in section.record.typed().values()
    assert not section.is_dirty


def test_nothing_typed_is_lost_when_the_program_stops(qtbot: QtBot, open_settings: OpenSettings) -> None:
    page = open_settings("teams")
    page.bindings()["new"]()
    typ(focus(), "POST")
    in_list(page)._keep()  # noqa: SLF001 -- what a second of rest does
    calm(qtbot, page)

    again = open_settings("teams")
    again.bindings()["new"]()
    calm(qtbot, again)

    assert in_list(again).team.code.text() == "POST"
    assert in_list(again).is_dirty


@pytest.mark.parametrize("section_id", SECTIONS)
def test_empty_list_says_what_to_do(desk: Desk, open_settings: OpenSettings, section_id: str) -> None:
    page = open_settings(section_id)

    if section_id == "teams":
        in_list(page).model.set_rows([])

    assert "Ctrl+N" in said_by(page)


@pytest.mark.parametrize("section_id", SECTIONS)
def test_empty_form_is_refused_at_its_fields(
    qtbot: QtBot, desk: Desk, open_settings: OpenSettings, section_id: str
) -> None:
    page = open_settings(section_id)
    page.bindings()["new"]()
    section = in_list(page)

    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(section.record.form.summary))

    assert section.is_editing
    assert section.record.form.field("holder_id" if section_id == "deputies" else "name").error


@pytest.mark.parametrize("text", HARD)
def test_hard_texts_are_kept_as_typed(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings, text: str
) -> None:
    page = open_settings("cost-centres")
    page.bindings()["new"]()
    section: CostCentresSection = in_list(page)

    typ(section.centre.code, text)
    typ(section.centre.name, text)
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()
    calm(qtbot, page)

    assert [(row.code, row.name) for row in desk.people.cost_centres(administrator)] == [(text, text)]
    section.table.opened.emit(section.model.rows[0])
    assert section.centre.code.text() == text


@pytest.mark.parametrize("text", ["x" * 10_000, "\ud800", "a\0b"])
def test_what_cannot_be_kept_is_refused_at_the_field(qtbot: QtBot, open_settings: OpenSettings, text: str) -> None:
    page = open_settings("cost-centres")
    page.bindings()["new"]()
    section: CostCentresSection = in_list(page)
    section.centre.code.setText(text)
    section.centre.name.setText(text)

    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(section.centre.form.summary))

    assert section.centre.form.field("code").error
    assert section.centre.form.field("name").error


def test_change_elsewhere_is_seen_at_once(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    page = open_settings("teams")
    section: TeamsSection = in_list(page)
    assert section.table.go_to(factories.team_id(desk.db, "AV"))

    desk.teams.save(administrator, SaveTeam(code="ZAAL", name="Zalen", public_name="Team Zalen", line=1))
    qtbot.waitUntil(lambda: len(section.model.rows) == 4)

    assert section.table.current_row().code == "AV"


def test_list_is_searched(qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings) -> None:
    for code in ("100", "200", "201"):
        a_centre(desk, administrator, code=code, holder=None)
    page = open_settings("cost-centres")
    section: CostCentresSection = in_list(page)

    section.search.setFocus()
    typ(focus(), "201")
    qtbot.waitUntil(lambda: len(section.model.rows) == 1)
    press(Qt.Key.Key_Return)

    assert section.centre.code.text() == "201"
    press(Qt.Key.Key_Escape)
    section.search.setText("niets zo")
    qtbot.waitUntil(lambda: not section.model.rows)
    assert "Niets gevonden" in said_by(page)


@pytest.mark.parametrize("section_id", SECTIONS)
def test_who_may_not_reads_only(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings, section_id: str
) -> None:
    a_centre(desk, administrator)
    desk.relations.save_delegation(
        administrator,
        SaveDelegation(
            holder_id=factories.person_id(desk.db, "Jansen"),
            delegate_id=factories.person_id(desk.db, "Berg"),
            valid_from=date(2026, 11, 24),
            valid_until=date(2026, 11, 30),
        ),
    )
    page = open_settings(section_id, Role.COUNTER)
    section = in_list(page)
    before = section.model.rows

    section.table.setFocus()
    press(Qt.Key.Key_Return)
    calm(qtbot, page)
    typed = section.record.typed()
    for _again in range(8):
        if focus().isEnabled():
            typ(focus(), "9")
            press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Tab)
    page.bindings()["finish"]()
    calm(qtbot, page)

    assert section.refusal.sentence == "Alleen deze rollen mogen dit veranderen: leidinggevende, beheerder."
    assert not section.can_add
    assert section.record.typed() == typed
    assert section.model.rows == before


def test_back_office_sees_no_budget_holders(desk: Desk, administrator: Actor, open_settings: OpenSettings) -> None:
    a_centre(desk, administrator)

    page = open_settings("cost-centres", Role.BACK_OFFICE)

    assert not in_list(page).model.rows
    assert "Jansen" not in said_by(page)


def test_sections_are_found_by_the_words_people_use(open_settings: OpenSettings) -> None:
    page = open_settings("look")
    found = {}

    for words in ("vakantie", "budgethouder", "routering"):
        page._filter(words)  # noqa: SLF001 -- what the pause of the search does
        found[words] = [
            page.list.item(row).text() for row in range(page.list.count()) if not page.list.item(row).isHidden()
        ]

    assert found["vakantie"] == ["Vervangers"]
    assert found["budgethouder"] == ["Kostenplaatsen", "Vervangers"]
    assert found["routering"] == ["Teams"]
