# SPDX-License-Identifier: EUPL-1.2
"""What the print system is asked and what its answers mean."""

import pytest

from desk_app.printing import spool
from desk_app.printing.documents import Paper
from desk_app.printing.messages import Trouble


def test_a_receipt_goes_on_a_page_of_its_own_size_without_scaling() -> None:
    program, arguments = spool.print_command("Bon", Paper.ROLL, (72.0, 143.7), "Ontvangstbewijs M26-004217")

    assert program == "lp"
    assert " ".join(arguments) == (
        "-d Bon -t Ontvangstbewijs M26-004217 -o media=Custom.72.0x143.7mm -o print-scaling=none"
        " -o fit-to-page=false -o job-sheets=none -- -"
    )


@pytest.mark.parametrize(("paper", "media"), [(Paper.A5, "A5"), (Paper.A4, "A4")])
def test_a_page_names_its_paper(paper: Paper, media: str) -> None:
    arguments = spool.print_command("Laser", paper, (148, 210), "x")[1]

    assert f"media={media}" in arguments


def test_the_printers_of_the_computer_are_listed() -> None:
    assert spool.printers("Bon\nLaser_2e_etage\n\n") == ("Bon", "Laser_2e_etage")


@pytest.mark.parametrize(
    ("answer", "name"),
    [("request id is Bon-12 (1 file(s))\n", "Bon-12"), ("request id is A-b-7 (0 file(s))", "A-b-7"), ("", "")],
)
def test_an_accepted_job_has_a_name(answer: str, name: str) -> None:
    assert spool.accepted(answer) == name


def test_what_waits_is_told_apart_from_remarks() -> None:
    answer = "Bon-12  eva  30720  Tue 24 Nov 2026\n\tStatus: waiting\nBon-13  eva  30720  Tue 24 Nov 2026\n"

    assert spool.waiting(answer) == {"Bon-12", "Bon-13"}


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ("printer Bon is idle.  enabled since Tue\n\tAlerts: none\n", None),
        ("printer Bon now printing Bon-12.\n\tAlerts: media-empty-error media-needed-error\n", Trouble.NO_PAPER),
        ("printer Bon disabled since Tue -\n\tPaused\n", Trouble.NO_ANSWER),
        ("printer Bon now printing Bon-12.\n\tWaiting for printer to become available.\n", Trouble.NO_ANSWER),
        (
            "printer Bon now printing.\n\tThe printer is not responding.\n\tAlerts: connecting-to-device\n",
            Trouble.NO_ANSWER,
        ),
    ],
)
def test_what_holds_a_printer_up_is_understood(answer: str, trouble: Trouble | None) -> None:
    assert spool.held_up(answer) is trouble


@pytest.mark.parametrize(
    ("complaint", "trouble"),
    [
        ("lp: Error - The printer or class does not exist.", Trouble.UNKNOWN_PRINTER),
        ("lp: Error - scheduler not responding.", Trouble.NO_SPOOLER),
        ("lp: Bad file descriptor", Trouble.NO_SPOOLER),
        ('lp: Destination "Bon" is not accepting jobs.', Trouble.REFUSED),
        ("", Trouble.REFUSED),
    ],
)
def test_a_refusal_is_understood(complaint: str, trouble: Trouble) -> None:
    assert spool.refusal(complaint) is trouble
