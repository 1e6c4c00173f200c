# SPDX-License-Identifier: EUPL-1.2
"""Names as they are shown to staff and printed for everybody."""

import csv
from pathlib import Path

import pytest

from desk_app.relations.names import display_name, place_name, slip_name


@pytest.mark.parametrize(
    ("given", "infix", "family", "shown", "printed"),
    [
        ("Sanne", "", "Jansen", "Sanne Jansen", "S. Jansen"),
        ("Daan", "van der", "Berg", "Daan van der Berg", "D. van der Berg"),
        ("Şule", "", "Łukaszewicz", "Şule Łukaszewicz", "Ş. Łukaszewicz"),
        ("S\u0327ule", "", "Berg", "S\u0327ule Berg", "Ş. Berg"),
        ("IJsbrand", "", "IJzer", "IJsbrand IJzer", "IJ. IJzer"),
        ("Ĳsbrand", "", "Berg", "Ĳsbrand Berg", "Ĳ. Berg"),
        ("'t Kaatje", "", "Berg", "'t Kaatje Berg", "T. Berg"),
        ("", "", "D’Angelucci", "D’Angelucci", "D’Angelucci"),
        ("  ", "'t", "Hof", "'t Hof", "'t Hof"),
        ("émile", "", "Bos", "émile Bos", "É. Bos"),
        ("1234", "", "Bos", "1234 Bos", "Bos"),
        (None, None, None, "", ""),
    ],
)
def test_name_is_whole_on_screen_and_short_on_paper(
    given: str | None, infix: str | None, family: str | None, shown: str, printed: str
) -> None:
    assert display_name(given, infix, family) == shown
    assert slip_name(given, infix, family) == printed


@pytest.mark.parametrize(
    ("building", "space", "shown"),
    [("Gebouw D", "D2.14", "D2.14, Gebouw D"), ("Gebouw D", None, "Gebouw D"), (None, None, "")],
)
def test_place_is_the_door_and_then_the_building(building: str | None, space: str | None, shown: str) -> None:
    assert place_name(building, space) == shown


def test_hard_surnames_are_printed_as_they_are(shared_data: Path) -> None:
    with (shared_data / "names" / "achternamen_lastig.csv").open(encoding="utf-8", newline="") as file:
        surnames = [row["achternaam"] for row in csv.DictReader(file)]

    printed = [slip_name("Noor", "", surname) for surname in surnames]

    assert surnames
    assert printed == [f"N. {surname.strip()}" for surname in surnames]
