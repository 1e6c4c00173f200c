# SPDX-License-Identifier: EUPL-1.2
"""Receipt and completion notice: the words, the codes, the pages."""

import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from desk_app.printing import filing, wording
from desk_app.printing.documents import Document, Marks, Paper, Promise, PromiseKind
from desk_app.printing.drawing import as_copy, draw, mail_text
from desk_app.printing.raster import page_sizes
from tests.desk_app.printing import samples
from tests.desk_app.printing.reading import boxes_in, codes_on, compact, pages_of, story_of, text_of

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
COMPLAINT_IN_PRIVATE = replace(samples.COMPLAINT, confidential=True)

PAPERS: dict[str, Callable[[], Document]] = {
    "receipt_nl": samples.a_receipt,
    "receipt_en": lambda: samples.a_receipt(language="en"),
    "receipt_several_nl": lambda: samples.a_receipt(
        samples.FAULT, COMPLAINT_IN_PRIVATE, samples.ORDER, samples.WISH, samples.QUESTION
    ),
    "receipt_order_nl": lambda: samples.a_receipt(samples.KEY),
    "receipt_order_en": lambda: samples.a_receipt(samples.KEY_EN, language="en"),
    "receipt_orders_nl": lambda: samples.a_receipt(samples.KEY, samples.WISH),
    "receipt_copy_nl": lambda: samples.a_receipt(
        samples.ORDER, marks=Marks(2, "24 november 2026, 09.15 uur", practice=True, voided=True)
    ),
    "receipt_approval_nl": lambda: samples.a_receipt(samples.PLANTS),
    "receipt_approval_en": lambda: samples.a_receipt(samples.PLANTS_EN, language="en"),
    "receipt_nobody_nl": lambda: samples.for_nobody(samples.a_receipt()),
    "receipt_nobody_en": lambda: samples.for_nobody(samples.a_receipt(samples.KEY_EN, language="en")),
    "receipt_nobody_several_nl": lambda: samples.for_nobody(
        samples.a_receipt(samples.PLANTS, samples.COMPLAINT, samples.WISH, samples.QUESTION)
    ),
    "notice_nl": samples.a_notice,
    "notice_late_nl": lambda: samples.a_notice(late=True),
    "notice_en": lambda: samples.a_notice(language="en"),
}


@pytest.mark.parametrize("paper", Paper, ids=lambda paper: paper.value)
@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_says_word_for_word_what_was_agreed(name: str, paper: Paper) -> None:
    document = PAPERS[name]()

    text = text_of(draw(document, paper))

    _compare(GOLDEN / f"{name}_{paper.value}.txt", text)


@pytest.mark.parametrize("name", PAPERS)
def test_the_mail_says_the_same_words(name: str) -> None:
    document = PAPERS[name]()

    text = mail_text(document)

    _compare(GOLDEN / f"{name}_mail.txt", text)


def _compare(file: Path, text: str) -> None:
    """BALIE_GOLDEN=1 writes the files anew; then read what changed before you commit it."""
    text = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    if os.environ.get("BALIE_GOLDEN") == "1":
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", Paper, ids=lambda paper: paper.value)
@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_drawn_twice_is_equal_to_the_byte(name: str, paper: Paper) -> None:
    first = draw(PAPERS[name](), paper)

    filed = filing.from_text(filing.kind_of(PAPERS[name]()), filing.to_text(PAPERS[name]()))

    assert draw(filed, paper) == first


@pytest.mark.parametrize("paper", Paper, ids=lambda paper: paper.value)
def test_a_scanner_reads_every_ticket_from_the_printed_dots(paper: Paper) -> None:
    receipt = PAPERS["receipt_several_nl"]()
    notice = samples.a_notice()

    read = codes_on(draw(receipt, paper)), codes_on(draw(notice, paper))

    assert read == (
        ["M26-004217-K", "M26-004218-7", "M26-004219-3", "M26-004220-P", "M26-004221-X"],
        ["M26-004217-K"],
    )


def test_a_roll_is_as_long_as_its_words_and_fits_the_print_head() -> None:
    short, long = samples.a_receipt(), samples.a_receipt(samples.FAULT, samples.ORDER, samples.WISH)

    sizes = [page_sizes(draw(receipt, Paper.ROLL)) for receipt in (short, long)]

    assert [len(pages) for pages in sizes] == [1, 1]
    assert all(round(pages[0][0] * 8) == 576 for pages in sizes)
    assert 120 < sizes[0][0][1] < 160 < sizes[1][0][1]


def test_the_file_knows_its_title_language_and_author() -> None:
    pdf = draw(samples.a_receipt(), Paper.A5)

    reader = PdfReader(io.BytesIO(pdf))

    assert reader.metadata is not None
    assert reader.metadata.title == "Ontvangstbewijs M26-004217"
    assert reader.metadata.author == "Servicedesk Hogeschool Voorbeeld"
    assert reader.trailer["/Root"]["/Lang"] == "nl-NL"  # type: ignore[index]  # a dictionary object
    assert wording.file_name(samples.a_receipt()) == "M26-004217_ontvangstbewijs.pdf"


@pytest.mark.parametrize("paper", Paper, ids=lambda paper: paper.value)
def test_nothing_of_a_confidential_complaint_stands_on_paper(paper: Paper) -> None:
    receipt = samples.a_receipt(COMPLAINT_IN_PRIVATE)

    text = text_of(draw(receipt, paper)) + mail_text(receipt) + filing.to_text(receipt)

    assert "Vertrouwelijk" in text
    assert "Wachttijd" not in text
    assert "een uur" not in text


@pytest.mark.parametrize("paper", Paper, ids=lambda paper: paper.value)
def test_no_answer_of_a_confidential_ticket_stands_on_paper(paper: Paper) -> None:
    receipt = samples.a_receipt(replace(samples.KEY, confidential=True))

    text = text_of(draw(receipt, paper)) + mail_text(receipt) + filing.to_text(receipt)

    assert "D2.14" not in text
    assert "Uw antwoorden" not in text


def test_a_complaint_that_is_not_confidential_shows_what_was_said() -> None:
    text = text_of(draw(samples.a_receipt(samples.COMPLAINT), Paper.A5))

    assert "Ik stond een uur in de rij." in text


def test_a_long_story_flows_over_pages_with_their_numbers() -> None:
    story = "Dit is een lang verhaal over een kapotte beamer. " * 250
    receipt = samples.a_receipt(replace(samples.FAULT, description=story))

    pdf = draw(receipt, Paper.A5)

    pages = len(page_sizes(pdf))
    assert pages > 3
    assert f"Bladzijde {pages} van {pages}" in text_of(pdf)
    assert compact(story_of(pdf)).count("langverhaal") == 250


@pytest.mark.parametrize("paper", [Paper.A5, Paper.A4], ids=lambda paper: paper.value)
def test_the_privacy_notice_is_never_torn_over_two_pages(paper: Paper) -> None:
    notice = compact(samples.letterhead().notice)
    answers = tuple((f"Vraag {number}", "Ja") for number in range(1, 51))

    torn = [
        count
        for count in range(len(answers))
        if not any(
            notice in compact(page)
            for page in pages_of(draw(samples.a_receipt(replace(samples.KEY, answers=answers[:count])), paper))
        )
    ]

    assert torn == []


def test_who_has_no_telephone_sends_nobody_to_one() -> None:
    receipt = samples.for_nobody(samples.a_receipt(samples.ORDER))

    text = mail_text(replace(receipt, letterhead=replace(receipt.letterhead, phone="")))

    assert "Kom terug met dit bewijs." in text
    assert "bel" not in text


def test_whom_we_do_not_know_is_not_called_back_for_an_answer_they_have() -> None:
    receipt = samples.for_nobody(samples.a_receipt(samples.QUESTION))

    text = mail_text(receipt)

    assert "Uw vraag is beantwoord" in text
    assert "Kom terug" not in text


def test_an_approval_without_a_date_says_nothing_of_the_date() -> None:
    receipt = samples.a_receipt(replace(samples.PLANTS, promise=None))

    text = mail_text(receipt)

    assert "Eerst vragen wij akkoord aan de budgethouder. Daarna regelen wij dit voor u. U krijgt bericht" in text


def test_a_subject_of_sixty_letters_takes_two_lines_on_a_roll() -> None:
    subject = "Beamer in lokaal B2.14 valt telkens uit na tien minuten les."
    assert len(subject) == 60

    text = text_of(draw(samples.a_receipt(replace(samples.FAULT, subject=subject)), Paper.ROLL))

    assert compact(subject) in compact(text)


def test_a_longer_subject_ends_with_dots_on_a_roll_and_is_whole_on_a_page() -> None:
    subject = "De beamer valt telkens uit en de afstandsbediening is weg en het scherm hangt scheef"
    receipt = samples.a_receipt(replace(samples.FAULT, subject=subject, description=""))

    roll, page = text_of(draw(receipt, Paper.ROLL)), text_of(draw(receipt, Paper.A5))

    assert "…" in roll
    assert compact(subject) in compact(page)


def test_a_copy_says_so_with_its_number_and_time() -> None:
    receipt = as_copy(samples.a_receipt(), 3, "24 november 2026, 09.15 uur")

    text = text_of(draw(receipt, Paper.ROLL))

    assert "KOPIE 3 · 24 november 2026, 09.15 uur" in text


def test_what_was_done_at_once_is_not_promised_again() -> None:
    done = replace(samples.FAULT, promise=Promise(PromiseKind.DONE, "maandag 23 november 2026, 10.42 uur"))

    text = compact(text_of(draw(samples.a_receipt(done), Paper.ROLL)))

    assert compact("Dit is klaar.") in text
    assert compact("Wij lossen de storing op") not in text


@pytest.mark.parametrize("paper", Paper, ids=lambda paper: paper.value)
def test_an_empty_slip_is_still_a_slip(paper: Paper) -> None:
    receipt = samples.everywhere("")

    pdf = draw(receipt, paper)

    assert codes_on(pdf) == ["M26-004217-K", "M26-004221-X", "M26-004218-7"]
    assert boxes_in(pdf) == 0
