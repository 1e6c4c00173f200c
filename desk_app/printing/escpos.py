# SPDX-License-Identifier: EUPL-1.2
"""Receipt printers on the network (TCP 9100): the same PDF, sent as dots in the language ESC/POS.

A printer that answers is asked whether it has paper before, and whether it is through after. Many cheap print servers
never answer; then a complete delivery counts.
"""

import re
import socket
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from desk_app.printing.messages import Trouble
from desk_app.printing.raster import Picture, page_sizes, render

DOTS_PER_MM = 8
BAND = 128
"""Rows of dots per command: small printers have small buffers."""
DARK = 160
"""A grey below this is a black dot; a bit above the middle, so that thin strokes stay whole."""
_START = b"\x1b@"
_FEED_AND_CUT = b"\x1bd\x03\x1dVA\x03"
_ASK_PAPER = b"\x10\x04\x04"
_ASK_WHEN_THROUGH = b"\x1dr\x01"
_PAPER_END = 0x60
_ADDRESS = re.compile(r"tcp://([\w.\-]+|\[[0-9a-fA-F:]+\])(?::(\d{1,5}))?/?")
_BLACK = bytes(1 if grey < DARK else 0 for grey in range(256))


class Ending(Enum):
    """How a delivery ended: printed, not begun, or lost half way."""

    PRINTED = auto()
    NOT_BEGUN = auto()
    LOST = auto()


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of it; ``trouble`` when it was not begun."""

    ending: Ending
    trouble: Trouble | None = None
    detail: str = ""


def is_network_printer(printer: str) -> bool:
    """Whether the name of a printer is an address like ``tcp://192.0.2.7:9100``."""
    return printer.startswith("tcp://")


def encode(pdf: bytes) -> bytes:
    """The pages as ESC/POS raster, each cut off."""
    parts = [_START]
    for page in range(len(page_sizes(pdf))):
        parts += _bands(render(pdf, page, DOTS_PER_MM))
        parts.append(_FEED_AND_CUT)
    return b"".join(parts)


def _bands(picture: Picture) -> list[bytes]:
    across = (picture.width + 7) // 8
    rows = [_row(picture, number, across) for number in range(picture.height)]
    edges = [*range(0, len(rows), BAND), len(rows)]
    return [
        b"\x1dv0\x00" + across.to_bytes(2, "little") + (end - start).to_bytes(2, "little") + b"".join(rows[start:end])
        for start, end in pairwise(edges)
    ]


def _row(picture: Picture, number: int, across: int) -> bytes:
    start = number * picture.stride
    dots = picture.grey[start : start + picture.width].translate(_BLACK)
    if not any(dots):
        return bytes(across)
    bits = int(dots.translate(_DIGITS).ljust(across * 8, b"0"), 2)
    return bits.to_bytes(across, "big")


_DIGITS = b"01" + bytes(254)


def deliver(printer: str, data: bytes, *, patience: float = 3.0) -> Delivery:
    """Sends ``data`` to ``tcp://host:port``; ``patience`` in seconds for each answer. Blocks: use the slow lane."""
    address = _ADDRESS.fullmatch(printer)
    if address is None:
        return Delivery(Ending.NOT_BEGUN, Trouble.UNKNOWN_PRINTER)
    host, port = address[1].strip("[]"), int(address[2] or 9100)
    try:
        line = socket.create_connection((host, port), timeout=patience)
    except (OSError, OverflowError) as error:
        return Delivery(Ending.NOT_BEGUN, Trouble.NO_ANSWER, type(error).__name__)
    with line:
        status = _ask(line, _ASK_PAPER, patience / 6)
        if status is not None and status & _PAPER_END == _PAPER_END:
            return Delivery(Ending.NOT_BEGUN, Trouble.NO_PAPER)
        try:
            line.settimeout(patience * 5)
            line.sendall(data)
        except OSError as error:
            return Delivery(Ending.LOST, detail=type(error).__name__)
        is_through = _hung_up(line, patience) if status is None else _answers(line, patience * 5)
    return Delivery(Ending.PRINTED if is_through else Ending.LOST)


def _answers(line: socket.socket, patience: float) -> bool:
    """Whether the printer says that it is through."""
    return _ask(line, _ASK_WHEN_THROUGH, patience) is not None


def _hung_up(line: socket.socket, patience: float) -> bool:
    """After a silent printer got everything: False when it broke the line instead of reading to the end."""
    try:
        line.shutdown(socket.SHUT_WR)
        line.settimeout(patience)
        while line.recv(256):
            pass
    except TimeoutError:
        return True
    except OSError:
        return False
    return True


def _ask(line: socket.socket, question: bytes, patience: float) -> int | None:
    """The one byte the printer answers, or None when it keeps silent."""
    try:
        line.settimeout(patience)
        line.sendall(question)
        answer = line.recv(1)
    except OSError:
        return None
    return answer[0] if answer else None
