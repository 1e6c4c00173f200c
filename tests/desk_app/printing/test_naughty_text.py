# SPDX-License-Identifier: EUPL-1.2
"""The hardest texts that people can type reach paper whole: no exception, no missing-letter box, no lost word."""

import csv
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.lib.styles import PropertySet, getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from desk_app.printing import fonts, lettering, setting
from desk_app.printing.documents import Paper
from desk_app.printing.drawing import draw, mail_text
from tests.desk_app.printing import samples
from tests.desk_app.printing.reading import as_printed, as_typed, boxes_in, compact, story_of

OWN = (
    "",
    " ",
    "\n\n\n",
    "\x00",
    "a\x00b\x07c\x1b[31m\x7f\x85d",
    "\ud800 half een teken",
    "W" * 300,
    "woord " * 1700,
    "é" * 10_000,
    "\u202eomgekeerd\u202c",
    "nul\u200bbreed\u200c\u200d\ufeff\u2060",
    "a\u0301\u0327" * 60,
    "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308 zalgo",
    "<b",
    "<b>vet</b> <para> </para> <br/> <img src='file:///etc/hostname'/>",
    "&amp; &lt; &#0; &#xD800; &",
    "<" * 500,
    "👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 🇳🇱 ☺",
    "شكرا جزيلا ١٢٣ (مرحبا) 12.50",
    "שלום (עולם) 2026!",
    "中文 한국어 日本語",
    "हिन्दी ไทย አማርኛ Հայերեն ქართული தமிழ் বাংলা",
    "\\ ( ) % {name} {0} %s %(x)s ${HOME}",
    "' or 1=1; -- =cmd|' /C calc'!A0 @SUM(1)",
    "zacht\u00adafbreken niet\u00a0breken smal\u202fspatie breed\u3000spatie",
    "regel\r\nregel\rregel\u2028regel\u2029regel\vregel\fregel",
    "privé \ue000 \ufffe \U0010ffff",
    "ﷺ ｆｕｌｌ ﬁ ½ № ℃",
    "IJsbrand ĳ İı ŞşĞğ Łł Čč ễ ő ű ẞ",
)


def _naughty(shared_data: Path) -> list[str]:
    return list(json.loads((shared_data / "blns" / "blns.json").read_text(encoding="utf-8")))


def _surnames(shared_data: Path) -> list[str]:
    with (shared_data / "names" / "achternamen_lastig.csv").open(encoding="utf-8", newline="") as file:
        return [row["achternaam"] for row in csv.DictReader(file)]


def _check(text: str, *, times: int, pdf: bytes) -> None:
    """``text`` stands on paper ``times`` times, and nothing on it is a box."""
    assert boxes_in(pdf) == 0, ascii(text)
    _check_words(text, times=times, read=story_of(pdf))


def _check_words(text: str, *, times: int, read: str) -> None:
    wanted = compact(setting.printed(text))
    assert as_printed(setting.printed(text)) == as_typed(text), ascii(text)
    if lettering.has_right_to_left(text):
        missing = _letters(wanted, times) - _letters(read, 1)
        assert not missing, (ascii(text), missing)
    else:
        assert compact(unicodedata.normalize("NFC", read)).count(wanted) >= times, ascii(text)


def _letters(text: str, times: int) -> Counter[str]:
    """The letters without their order: other programs disagree on the order of right-to-left text."""
    folded = Counter(c for c in unicodedata.normalize("NFKC", compact(text)) if c not in "()[]{}<>")
    return Counter({letter: count * times for letter, count in folded.items()})


def _print_everywhere(texts: list[str]) -> None:
    for text in texts:
        receipt, notice = samples.everywhere(text), samples.notice_everywhere(text)
        _check(text, times=20, pdf=draw(receipt, Paper.A4))
        _check(text, times=14, pdf=draw(notice, Paper.A5))
        assert boxes_in(draw(receipt, Paper.ROLL)) == 0, ascii(text)
        assert boxes_in(draw(notice, Paper.ROLL)) == 0, ascii(text)
        assert text in mail_text(receipt)
        assert text in mail_text(notice)


@pytest.mark.parametrize("text", OWN, ids=range(len(OWN)))
def test_our_own_nasty_texts_reach_paper_whole(text: str) -> None:
    _print_everywhere([text])


@pytest.mark.parametrize(
    "part", [0, 1, *(pytest.param(part, marks=pytest.mark.faults) for part in range(2, 8))]
)  # a quarter of them each time, all of them in the long tests
def test_every_naughty_string_reaches_paper_whole(shared_data: Path, part: int) -> None:
    _print_everywhere(_naughty(shared_data)[part::8])


def test_every_hard_surname_reaches_paper_whole(shared_data: Path) -> None:
    names = _surnames(shared_data)

    for start in range(0, len(names), 12):  # a dozen per paper: every name is still in every field
        dozen = names[start : start + 12]
        receipt, notice = samples.everywhere("\n".join(dozen)), samples.notice_everywhere("\n".join(dozen))
        for pdf, times in ((draw(receipt, Paper.A4), 20), (draw(notice, Paper.A5), 14), (draw(notice, Paper.ROLL), 14)):
            read = story_of(pdf)
            assert boxes_in(pdf) == 0
            for name in dozen:
                _check_words(name, times=times, read=read)


def test_no_hard_surname_needs_a_replacement(shared_data: Path) -> None:
    replaced = [name for name in _surnames(shared_data) if "[U+" in setting.printed(name)]

    assert replaced == []


def test_the_danger_is_real_a_raw_paragraph_chokes_on_these_texts(shared_data: Path, tmp_path: Path) -> None:
    style = getSampleStyleSheet()["Normal"]

    failed = [text for text in _naughty(shared_data) if not _as_markup(text, style, tmp_path)]

    assert len(failed) > 100


def _as_markup(text: str, style: PropertySet, folder: Path) -> bool:
    try:
        SimpleDocTemplate(str(folder / "raw.pdf")).build([Paragraph(text, style)])
    except Exception:  # noqa: BLE001 -- any way to fail counts
        return False
    return True


def test_the_box_finder_finds_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "can_draw", lambda character: True)

    pdf = draw(samples.everywhere("中文"), Paper.A5)

    assert boxes_in(pdf) > 0


def _ranges() -> Iterator[tuple[int, int]]:
    yield from ((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x17F), (0x1EA0, 0x1EF9))


def test_latin_names_of_all_of_europe_and_vietnam_print_without_replacement() -> None:
    letters = "".join(chr(point) for low, high in _ranges() for point in range(low, high + 1))

    assert setting.printed(letters) == letters
