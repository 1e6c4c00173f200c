# SPDX-License-Identifier: EUPL-1.2
"""Cost centres and deputies by keyboard, and what is said before they are saved."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Actor
from desk_app.intake.messages import Question
from desk_app.relations.messages import SaveCostCentre, SaveDelegation
from tests import factories
from tests.ui.keys import focus, press, typ
from tests.ui.settings.conftest import OpenSettings
from tests.ui.settings.lists import a_centre, calm, choose, in_list
from ui.settings.cost_centres import CostCentresSection
from ui.settings.deputies import DeputiesSection


def test_a_cost_centre_is_made_by_keyboard(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    page = open_settings("cost-centres")

    page.bindings()["new"]()
    for answer in ("41250", "Zalen"):
        typ(focus(), answer)
        press(Qt.Key.Key_Return)
    choose(qtbot, page, "jansen")
    choose(qtbot, page, "facil")
    with qtbot.waitSignal(page.said) as said:
        page.bindings()["finish"]()

    assert said.args[0] == "Opgeslagen: 41250 Zalen."
    [row] = desk.people.cost_centres(administrator)
    assert (row.code, row.name, row.holder, row.department) == ("41250", "Zalen", "Sanne Jansen", "Facilitair")
    qtbot.waitUntil(lambda: len(in_list(page).model.rows) == 1)
    assert not in_list(page).is_editing


def test_half_a_name_is_no_budget_holder(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    page = open_settings("cost-centres")
    page.bindings()["new"]()
    section: CostCentresSection = in_list(page)
    section.centre.code.setText("1")
    section.centre.name.setText("Een")

    section.centre.holder.set_text("jans")
    page.bindings()["finish"]()
    calm(qtbot, page)

    assert section.centre.form.field("holder_id").error == "Kies er een uit de lijst, of maak dit veld leeg."
    assert not desk.people.cost_centres(administrator)


def test_effect_is_told_before_saving(
    qtbot: QtBot, desk: Desk, administrator: Actor, actor: Actor, open_settings: OpenSettings
) -> None:
    a_centre(desk, administrator)
    question = Question(
        non_standard=True, description="stoelen", details={"cost_centre": "41250", "goal": "zaal", "quote": "no"}
    )
    factories.a_visit(desk, actor, question)
    page = open_settings("cost-centres")
    section: CostCentresSection = in_list(page)
    section.table.setFocus()
    press(Qt.Key.Key_Return)
    calm(qtbot, page)
    assert section.centre.effect_words == ""

    section.centre.active.click()
    closed = section.centre.effect_words
    section.centre.holder.setFocus()
    press(Qt.Key.Key_Delete)

    assert closed == "Op 41250 staat 1 open melding. Dat blijft zo. Niemand kan 41250 nog kiezen."
    assert section.centre.effect_words.endswith("Zonder budgethouder kan niemand akkoord geven op 41250.")


def test_two_who_change_the_same_see_the_difference(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    number = a_centre(desk, administrator)
    page = open_settings("cost-centres")
    section: CostCentresSection = in_list(page)
    section.table.opened.emit(section.model.rows[0])
    section.centre.name.setText("Mijn naam")
    other = SaveCostCentre(cost_centre_id=number, version=1, code="41250", name="Andere naam")
    desk.relations.save_cost_centre(administrator, other)

    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(section.centre.form.summary))
    shown = section.centre.form.field("name").error
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()

    assert shown == "Er staat nu: Andere naam"
    assert [row.name for row in desk.people.cost_centres(administrator)] == ["Mijn naam"]


def test_a_deputy_is_made_and_removed_and_comes_back(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    a_centre(desk, administrator)
    page = open_settings("deputies")
    section: DeputiesSection = in_list(page)
    page.bindings()["new"]()
    calm(qtbot, page)

    choose(qtbot, page, "jansen")
    choose(qtbot, page, "berg")
    effect = section.deputy.effect_words
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()
    qtbot.waitUntil(lambda: len(section.model.rows) == 1)

    assert effect == "Van 24 november 2026 tot en met 7 december 2026 beslist Daan van der Berg over 41250."
    section.table.setFocus()
    press(Qt.Key.Key_Return)
    with qtbot.waitSignal(page.said) as said:
        section.remove_button.click()
    assert said.args[0] == "Sanne Jansen beslist weer zelf."
    assert not desk.people.delegations(administrator)
    with qtbot.waitSignal(page.said):
        said.args[1]()
    assert [row.delegate for row in desk.people.delegations(administrator)] == ["Daan van der Berg"]


def test_a_deputy_who_is_past_is_not_removed(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    number = desk.relations.save_delegation(
        administrator,
        SaveDelegation(
            holder_id=factories.person_id(desk.db, "Jansen"),
            delegate_id=factories.person_id(desk.db, "Berg"),
            valid_from=date(2026, 11, 1),
            valid_until=date(2026, 11, 24),
        ),
    )
    desk.relations.save_delegation(
        administrator,
        SaveDelegation(
            delegation_id=number,
            holder_id=factories.person_id(desk.db, "Jansen"),
            delegate_id=factories.person_id(desk.db, "Berg"),
            valid_from=date(2026, 11, 1),
            valid_until=date(2026, 11, 20),
        ),
    )
    page = open_settings("deputies")
    section: DeputiesSection = in_list(page)

    section.table.opened.emit(section.model.rows[0])
    calm(qtbot, page)

    assert section.remove_button.isHidden()
    assert "zo is er niets" not in section.deputy.effect_words
