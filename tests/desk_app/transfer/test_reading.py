# SPDX-License-Identifier: EUPL-1.2
"""Files that are not what they claim end as a sentence with a line number, and cost next to nothing."""

import gzip
import lzma
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.core.errors import Unavailable
from desk_app.transfer.messages import BadFile, no_progress
from desk_app.transfer.reading import Lines
from desk_app.transfer.shapes import STREAM, Form, Limits

UTF8 = Form(delimiter=",")
MB = 1_000_000


def read(file: Path, form: Form = UTF8, limits: Limits = STREAM) -> list[tuple[int, list[str]]]:
    lines = Lines(file, form, no_progress, limits)
    rows = list(lines)
    lines.raise_faults()
    return rows


@pytest.fixture
def filled(tmp_path: Path) -> Callable[[bytes], Path]:
    """A file with exactly these bytes."""

    def fill(content: bytes) -> Path:
        file = tmp_path / "file.csv"
        file.write_bytes(content)
        return file

    return fill


Fill = Callable[[bytes], Path]


@pytest.mark.parametrize("packed", [bytes, lzma.compress, gzip.compress])
def test_rows_are_the_same_packed_or_not(filled: Fill, packed: Callable[[bytes], bytes]) -> None:
    file = filled(packed('a,b\r\n1,"x\ny"\n\n2,ë\n'.encode()))

    rows = read(file)

    assert rows == [(2, ["1", "x\ny"]), (5, ["2", "ë"])]


@pytest.mark.parametrize("packed", [lzma.compress, gzip.compress])
def test_packed_files_one_after_another_are_one_file(filled: Fill, packed: Callable[[bytes], bytes]) -> None:
    file = filled(packed(b"a,b\n1,2\n") + packed(b"3,4\n"))

    assert [cells for _line, cells in read(file)] == [["1", "2"], ["3", "4"]]


def test_mark_of_windows_and_semicolons_are_understood(filled: Fill) -> None:
    file = filled("\ufeffa;b\n1,5;2\n".encode())

    assert read(file, Form()) == [(2, ["1,5", "2"])]


def test_line_in_which_excel_names_the_delimiter_is_no_row(filled: Fill) -> None:
    file = filled("\ufeffsep=;\r\na,b;c\r\n1;2\r\n3\r\n".encode())
    lines = Lines(file, Form(), no_progress)

    rows = list(lines)

    assert (lines.header, rows, list(lines.faults)) == (["a,b", "c"], [(3, ["1", "2"])], [4])


def test_other_encoding_can_be_named(filled: Fill) -> None:
    file = filled("a,b\n1,Zoë\n".encode("cp1252"))

    assert read(file, Form("cp1252", ",")) == [(2, ["1", "Zoë"])]


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        ("a,b\n1,Zoë\n".encode("cp1252"), 2, "not utf-8"),
        (b"a,b\n1,2\n3,\0\n", 3, "NUL"),
        (b"a,b\n1,2\n1,2,3\n", 3, "3 cells"),
        (b'a,b\n1,2\n3,"4\n5,6\n', 3, "cannot be read"),
        (b'a,b\n1,"2"x\n', 2, "cannot be read"),
        (b"a,b\n1," + b"x" * 200_000 + b"\n", 2, "131,072 characters"),
        (b"a,a\n1,2\n", 1, "twice"),
        (b"\n1,2\n", 1, "name the columns"),
        ("a,b\n1,2\n".encode("utf-16"), 1, "UTF-16"),
        (b"PK\x03\x04" + bytes(100), 1, "spreadsheet"),
        (b"x" * 2 * MB, 1, "too long"),
        (lzma.compress(b"a,b\n1,2\n" * 100)[:-20], 1, "unpacked"),
        (gzip.compress(b"a,b\n1,2\n" * 100, mtime=0)[:-10], 1, "unpacked"),
        (lzma.compress(b"a,b\n")[:40] + bytes(40), 1, "unpacked"),
        (b"\xfd7zXZ\0" + os.urandom(200), 1, "unpacked"),
        (b"\x1f\x8b" + bytes(200), 1, "unpacked"),
    ],
)
def test_fault_is_named_with_its_line(filled: Fill, content: bytes, line: int, word: str) -> None:
    file = filled(content)

    with pytest.raises(BadFile) as refusal:
        read(file)

    assert word in refusal.value.lines[line]


def test_every_fault_is_found_in_one_go(filled: Fill) -> None:
    file = filled(b"a,b\n1\n2,3\n\xff,4\n5,6,7\n")

    with pytest.raises(BadFile) as refusal:
        read(file)

    assert list(refusal.value.lines) == [2, 4, 5]


@pytest.mark.parametrize("packed", [lzma.compress, gzip.compress])
def test_bomb_is_stopped_while_it_unpacks(filled: Fill, packed: Callable[[bytes], bytes]) -> None:
    file = filled(packed((b"1," + b"x" * 9_997 + b"\n") * 10_000))
    tracemalloc.start()

    with pytest.raises(BadFile) as refusal:
        read_counting(file, Limits(unpacked=20 * MB))

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "larger than 20 MB" in refusal.value.lines[1]
    assert file.stat().st_size < MB
    assert peak < 20 * MB


def test_file_with_more_lines_than_a_desk_has_is_refused(filled: Fill) -> None:
    file = filled(b"1,2\n" * 102)

    with pytest.raises(BadFile) as refusal:
        read_counting(file, Limits(rows=100))

    assert list(refusal.value.lines) == [102]


def read_counting(file: Path, limits: Limits = STREAM) -> int:
    """Reads without keeping anything."""
    return sum(1 for _row in Lines(file, UTF8, no_progress, limits))


def test_line_without_end_is_stopped(filled: Fill) -> None:
    file = filled(lzma.compress(b"x" * 50 * MB))
    tracemalloc.start()

    with pytest.raises(BadFile):
        read_counting(file)

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * MB


def test_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as sparse:
        sparse.truncate(STREAM.packed + 1)

    with pytest.raises(BadFile, match="1 line"):
        read(file)


@pytest.mark.parametrize("place", ["folder", "pipe", "nothing"])
def test_what_is_no_file_is_refused(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(Unavailable):
        read(tmp_path / place)


def rows_or_refusal(file: Path) -> list[int]:
    """The lines that were read, or else those that were refused; anything else is a fault of ours."""
    try:
        return [line for line, _cells in read(file)]
    except BadFile as refusal:
        return list(refusal.lines)


@given(st.binary(max_size=2_000))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_are_rows_or_a_refusal(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "any.csv"
    file.write_bytes(content)

    outcome = rows_or_refusal(file)

    assert all(isinstance(line, int) for line in outcome)


@given(st.integers(0, 400), st.integers(0, 255))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_packed_file_with_one_wrong_byte_is_rows_or_a_refusal(tmp_path: Path, place: int, value: int) -> None:
    content = bytearray(lzma.compress(b"a,b\n1,2\n" * 50))
    content[place % len(content)] = value
    file = tmp_path / "any.csv.xz"
    file.write_bytes(content)

    outcome = rows_or_refusal(file)

    assert outcome
