# SPDX-License-Identifier: EUPL-1.2
"""A workbook gives the text that a person sees in each cell, and another reader of workbooks agrees."""

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from desk_app.transfer.cells import number_text
from desk_app.transfer.looks import Look, Shown, look_of, serial_text
from desk_app.transfer.messages import BadFile
from desk_app.transfer.shapes import TABLES, Limits
from desk_app.transfer.workbooks import read_workbook
from tests.desk_app.transfer.workbook_files import HEADER, row, text_cell, workbook_parts, zipped

Drawn = Any
"""A workbook or a sheet of a library without types."""


class Heard:
    """Remembers what a reader tells."""

    def __init__(self) -> None:
        self.sheets: dict[str, list[str]] = {}
        self.rows: list[tuple[int, list[str]]] = []
        self.faults: dict[int, str] = {}

    def sheet(self, name: str, header: list[str]) -> None:
        self.sheets[name] = header

    def row(self, line: int, cells: list[str]) -> None:
        self.rows.append((line, cells))

    def fault(self, line: int, reason: str) -> None:
        self.faults[line] = reason

    def progress(self, done: int, total: int) -> None:
        assert 0 <= done <= total


def heard(content: bytes, limits: Limits = TABLES) -> Heard:
    ear = Heard()
    read_workbook(content, limits, ear)
    return ear


def of_rows(*rows: str, texts: str = "", styles: str = "") -> Heard:
    return heard(zipped(workbook_parts(HEADER + "".join(rows), texts=texts, styles=styles)))


def drawn(draw: Callable[[Any, Any], None]) -> bytes:
    """A workbook as a common program writes it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        draw(workbook, workbook.add_worksheet("Blad"))
    return file.getvalue()


def test_every_kind_of_cell_is_what_a_person_sees() -> None:
    def draw(workbook: Drawn, sheet: Drawn) -> None:
        look = {
            code: workbook.add_format({"num_format": code})
            for code in ("yyyy-mm-dd", 'd mmm "van" yyyy', "dd-mm-yyyy hh:mm", "hh:mm", "0%", "00000", "[h]:mm")
        }
        for column in range(14):
            sheet.write_string(0, column, f"c{column}")
        sheet.write_number(1, 0, 3)
        sheet.write_number(1, 1, 12.5)
        sheet.write_number(1, 2, 0.1 + 0.2)
        sheet.write_boolean(1, 3, True)
        sheet.write_datetime(1, 4, date(2026, 11, 24), look["yyyy-mm-dd"])
        sheet.write_datetime(1, 5, date(2026, 11, 24), look['d mmm "van" yyyy'])
        sheet.write_datetime(1, 6, datetime(2026, 11, 24, 17, 0, 5), look["dd-mm-yyyy hh:mm"])
        sheet.write_datetime(1, 7, time(9, 30), look["hh:mm"])
        sheet.write_number(1, 8, 0.21, look["0%"])
        sheet.write_number(1, 9, 42, look["00000"])
        sheet.write_datetime(1, 10, timedelta(hours=36, minutes=5), look["[h]:mm"])
        sheet.write_formula(1, 11, '="a"&"b"', value="ab")
        sheet.write_string(1, 12, "=1+1")
        sheet.write_number(1, 13, -1e20)

    found = heard(drawn(draw))

    assert found.rows == [
        (
            2,
            [
                "3",
                "12.5",
                "0.3",
                "true",
                "2026-11-24",
                "2026-11-24",
                "2026-11-24T17:00:05",
                "09:30",
                "21%",
                "00042",
                "36:05",
                "ab",
                "=1+1",
                "-100000000000000000000",
            ],
        )
    ]


def test_rows_keep_their_numbers_and_empty_ones_are_left_out() -> None:
    found = of_rows(row(3, text_cell("A3", " ")), row(7, text_cell("B7", "x")), row(9, "<c r='A9'/>"))

    assert found.rows == [(7, ["", "x"])]


def test_cells_without_a_place_stand_one_after_another() -> None:
    found = of_rows("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>")

    assert found.rows == [(2, ["1", "2"]), (3, ["", "3"])]


def test_cell_with_a_kind_and_nothing_in_it_is_empty() -> None:
    empty = "".join(f"<c t='{kind}'/>" for kind in ("b", "n"))

    found = of_rows(row(2, "<c r='A2' t='e'/>", text_cell("B2", "x")), row(3, empty))

    assert (found.rows, found.faults) == ([(2, ["", "x"])], {})


def test_texts_are_shared_rich_and_without_reading_aids() -> None:
    texts = "<si><t>one</t></si><si><r><t>two </t></r><r><t>parts</t></r><rPh sb='0' eb='1'><t>aid</t></rPh></si>"

    found = of_rows(row(2, "<c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c>"), texts=texts)

    assert found.rows == [(2, ["one", "two parts"])]


def test_other_dialects_with_prefixes_are_understood() -> None:
    parts = workbook_parts("")
    parts["xl/worksheets/sheet1.xml"] = (
        "<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData><x:row><x:c t='str'>"
        "<x:v>code</x:v></x:c></x:row><x:row><x:c t='d'><x:v>2026-11-24</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )

    found = heard(zipped(parts))

    assert (found.sheets, found.rows) == ({"Sheet1": ["code"]}, [(2, ["2026-11-24"])])


def test_hidden_and_empty_sheets_are_left_out() -> None:
    content = workbook_parts({"One": HEADER, "Lists": HEADER, "Nothing": ""}, hidden=("Lists",))

    found = heard(zipped(content))

    assert found.sheets == {"One": ["code", "name"]}


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("<c r='A2' t='e'><v>#DIV/0!</v></c>", "#DIV/0!"),
        ("<c r='A2'><f>A1+1</f></c>", "no outcome"),
        ("<c r='A2' t='s'><v>99</v></c>", "cannot be read: 99"),
        ("<c r='A2' t='s'><v>-1</v></c>", "cannot be read: -1"),
        ("<c r='A2'><v>many</v></c>", "many"),
        ("<c r='A2'><v>nan</v></c>", "nan"),
        ("<c r='A2'><v>1e999</v></c>", "1e999"),
        ("<c r='A2' s='1'><v>-5</v></c>", "date -5"),
        ("<c r='A2' s='1'><v>9999999</v></c>", "date 9999999"),
        (text_cell("A2", "_x0000_"), "NUL"),
        ("<c r='A2' t='s'><v>0</v></c>", "NUL"),
        (text_cell("C2", "more"), "to the right"),
    ],
)
def test_cell_that_is_no_text_is_a_fault_on_its_row(cell: str, word: str) -> None:
    styles = "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"

    found = of_rows(row(2, cell), row(3, text_cell("A3", "good")), styles=styles, texts="<si><t>_x0000_</t></si>")

    assert word in found.faults[2]
    assert found.rows == [(3, ["good", ""])]


def test_fault_in_one_of_several_sheets_names_the_sheet() -> None:
    rows = {"Products": HEADER, "Rooms": HEADER + row(2, "<c r='A2' t='e'><v>#N/A</v></c>")}

    found = heard(zipped(workbook_parts(rows)))

    assert found.faults[2].startswith("Rooms: ")


def test_days_are_counted_from_1900_or_1904() -> None:
    look = Look(Shown.DATE)

    days = [serial_text(value, look, counts_from_1904=False) for value in (1, 59, 61, 45985)]
    apple = serial_text(44523, look, counts_from_1904=True)

    assert days == ["1900-01-01", "1900-02-28", "1900-03-01", "2025-11-24"]
    assert apple == "2025-11-24"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", Shown.NUMBER),
        ("0.00", Shown.NUMBER),
        ('"€" #,##0.00;[Red]-#,##0.00', Shown.NUMBER),
        ('0 "dagen"', Shown.NUMBER),
        ("#,##0\\ \\h", Shown.NUMBER),
        ("[$-413]d mmmm yyyy;@", Shown.DATE),
        ("mmm", Shown.DATE),
        ("h:mm AM/PM", Shown.TIME),
        ("dd/mm/yy h:mm", Shown.MOMENT),
        ("[hh]:mm:ss", Shown.DURATION),
        ("0.0%", Shown.PERCENT),
        ("0000", Shown.ZEROS),
    ],
)
def test_number_format_tells_how_a_number_is_shown(code: str, shown: Shown) -> None:
    assert look_of(code).shown is shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (-0.5, "-0.5"),
        (1e-5, "0.00001"),
        (1e15, "1000000000000000"),
        (1e21, "1E+21"),
        (1e-30, "0." + "0" * 29 + "1"),
    ],
)
def test_number_is_written_out(value: float, text: str) -> None:
    assert number_text(value) == text


CELL = st.one_of(
    st.text(max_size=30),
    st.integers(-(10**14), 10**14),
    st.floats(-1e14, 1e14).map(lambda value: float(f"{value:.12g}")),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2099, 12, 31)),
    st.datetimes(datetime(1901, 1, 1), datetime(2099, 12, 31)).map(
        lambda moment: moment.replace(second=7, microsecond=0)
    ),  # at midnight the other shows the day only
)


@given(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_another_reader_sees_the_same(rows: list[list[Any]]) -> None:
    def draw(workbook: Drawn, sheet: Drawn) -> None:
        looks = {date: workbook.add_format({"num_format": 14}), datetime: workbook.add_format({"num_format": 22})}
        for column in range(5):
            sheet.write_string(0, column, f"c{column}")
        for line, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells):
                match cell:
                    case str():
                        sheet.write_string(line, column, cell)
                    case bool():
                        sheet.write_boolean(line, column, cell)
                    case date():
                        sheet.write_datetime(line, column, cell, looks[type(cell)])
                    case _:
                        sheet.write_number(line, column, cell)

    content = drawn(draw)
    if any("\0" in cell or "_x" in cell for cells in rows for cell in cells if isinstance(cell, str)):
        return  # a fault of its own, tested above

    ours = dict(heard(content).rows)

    theirs = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    shown = {line: [_shown(cell) for cell in cells] for line, cells in enumerate(theirs[1:], 2)}
    assert ours == {line: cells for line, cells in shown.items() if any(map(str.strip, cells))}


def _shown(cell: object) -> str:
    match cell:
        case bool():
            return str(cell).lower()
        case float():
            return number_text(cell)
        case datetime():
            return cell.isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
    return str(cell).replace("_xFFFE_", "\ufffe").replace("_xFFFF_", "\uffff")


def test_far_cell_costs_nothing_and_is_refused() -> None:
    far = row(1_048_576, "<c r='XFD1048576'><v>1</v></c>")

    found = of_rows(far)

    assert list(found.faults) == [1_048_576]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"_rels/.rels": None}, "missing"),
        ({"xl/worksheets/sheet1.xml": None}, "missing"),
        ({"xl/workbook.xml": "<workbook"}, "line 1"),
        ({"xl/worksheets/sheet1.xml": b"<worksheet>\n<a></b>"}, "line 2"),
        ({"xl/worksheets/sheet1.xml": b"\xff\xfe\x00"}, "damaged"),
        ({"xl/worksheets/sheet1.xml": "<w><row r='5'/><row r='4'/></w>"}, "mixed up"),
        ({"xl/worksheets/sheet1.xml": "<w><row>" + "<c/>" * 16_385 + "</row></w>"}, "more columns"),
    ],
)
def test_damaged_workbook_is_refused_with_the_part(change: dict[str, Any], word: str) -> None:
    parts = {**workbook_parts(HEADER), **change}

    with pytest.raises(BadFile) as refusal:
        heard(zipped({name: content for name, content in parts.items() if content is not None}))

    assert word in refusal.value.lines[1]


def test_other_zip_files_are_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refusal:
        heard(zipped({"letter.txt": "hello"}))

    assert "none" in refusal.value.lines[1]
