# SPDX-License-Identifier: EUPL-1.2
"""A supplier that goes out of use: it is said which contracts go on."""

from datetime import date

from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.contracts.messages import AgreementKind, SaveAgreement
from desk_app.core.actor import Actor
from desk_app.relations.messages import SaveSupplier
from tests.ui.settings.conftest import OpenSettings
from tests.ui.settings.lists import calm, in_list
from ui.settings.suppliers import SuppliersSection


def test_contracts_that_go_on_are_named_before_a_supplier_is_switched_off(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    suppliers = [
        desk.relations.save_supplier(administrator, SaveSupplier(code=code, name=name))
        for code, name in (("LEV-01", "Beeld en Geluid BV"), ("LEV-02", "Stoelen BV"))
    ]
    desk.agreements.save(
        administrator,
        SaveAgreement(
            code="AV-2026",
            name="Beamers",
            owner="Noor Vos",
            kind=AgreementKind.SUPPLIER,
            supplier_id=suppliers[0],
            valid_from=date(2026, 1, 1),
        ),
    )
    page = open_settings("suppliers")
    section: SuppliersSection = in_list(page)
    said = []

    for row in tuple(section.model.rows):
        section.table.opened.emit(row)
        calm(qtbot, page)
        section.supplier.active.click()
        said.append(section.supplier.effect_words)
        section.go_back()

    assert said == [
        "Niemand kan er nog een nieuw contract mee maken. Deze contracten gaan door: AV-2026 · Beamers.",
        "Niemand kan er nog een nieuw contract mee maken.",
    ]
