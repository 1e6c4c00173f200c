# SPDX-License-Identifier: EUPL-1.2
"""Receipt printers on the network: what comes out, and what is known when something goes wrong."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
import zxingcpp

from desk_app.printing.documents import Paper
from desk_app.printing.drawing import draw
from desk_app.printing.escpos import DOTS_PER_MM, Delivery, Ending, deliver, encode
from desk_app.printing.messages import Trouble
from tests.desk_app.printing import samples
from tests.desk_app.printing.printers import FakeReceiptPrinter
from tests.desk_app.printing.reading import one_bit

PATIENCE = 0.3
Maker = Callable[..., FakeReceiptPrinter]


@pytest.fixture
def printer() -> Iterator[Maker]:
    with ExitStack() as stack:

        def make(**manners: bool | int | None) -> FakeReceiptPrinter:
            made = FakeReceiptPrinter(**manners)  # type: ignore[arg-type]  # the words of FakeReceiptPrinter
            stack.callback(made.close)
            return made

        yield make


@pytest.fixture(scope="module")
def dots() -> bytes:
    return encode(draw(samples.a_receipt(), Paper.ROLL))


@pytest.mark.parametrize("answers", [True, False])
def test_the_slip_comes_out_dot_for_dot_and_its_code_can_be_scanned(printer: Maker, *, answers: bool) -> None:
    pdf = draw(samples.a_receipt(), Paper.ROLL)
    station = printer(answers=answers)

    delivery = deliver(station.address, encode(pdf), patience=PATIENCE)

    assert delivery == Delivery(Ending.PRINTED)
    assert station.is_done.wait(5)
    paper = station.paper()
    assert paper.width == 72 * DOTS_PER_MM
    assert paper.tobytes() == one_bit(pdf).convert("L").tobytes()
    assert [code.text for code in zxingcpp.read_barcodes(paper)] == ["M26-004217-K"]


def test_every_page_of_a_long_document_is_cut_off(printer: Maker) -> None:
    station = printer()

    deliver(station.address, encode(draw(samples.a_receipt(*[samples.FAULT] * 3), Paper.A5)), patience=PATIENCE)

    assert station.is_done.wait(5)
    assert station.received.count(b"\x1dVA") == 2


def test_without_paper_nothing_is_sent(printer: Maker, dots: bytes) -> None:
    station = printer(has_paper=False)

    delivery = deliver(station.address, dots, patience=PATIENCE)

    assert delivery == Delivery(Ending.NOT_BEGUN, Trouble.NO_PAPER)
    assert station.is_done.wait(5)
    assert station.received == b""


def test_a_printer_that_is_off_has_begun_nothing(printer: Maker, dots: bytes) -> None:
    station = printer()
    station.close()

    delivery = deliver(station.address, dots, patience=PATIENCE)

    assert delivery.ending is Ending.NOT_BEGUN
    assert delivery.trouble is Trouble.NO_ANSWER


@pytest.mark.parametrize(
    "name", ["tcp://", "tcp://a b:9100", "tcp://host:99999999", "tcp://user@host:1", "tcp://host:70000"]
)
def test_a_name_that_is_no_address_is_refused(name: str, dots: bytes) -> None:
    delivery = deliver(name, dots, patience=PATIENCE)

    assert delivery.ending is Ending.NOT_BEGUN


@pytest.mark.parametrize(("answers", "times"), [(True, 200), (False, 20)])
def test_a_printer_that_dies_half_way_is_never_called_done(
    printer: Maker, dots: bytes, times: int, *, answers: bool
) -> None:
    chance = random.Random(4217)
    places = [chance.randrange(len(dots)) for _ in range(times)]

    for place in places:
        delivery = deliver(printer(answers=answers, dies_after=place).address, dots, patience=PATIENCE)

        assert delivery.ending is Ending.LOST
