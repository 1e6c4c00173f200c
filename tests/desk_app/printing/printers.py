# SPDX-License-Identifier: EUPL-1.2
"""A receipt printer on the network that understands what it is sent, runs out of paper, or dies half way."""

import socket
import struct
from contextlib import suppress
from threading import Event, Thread

from PIL import Image

RESET = struct.pack("ii", 1, 0)


class FakeReceiptPrinter:
    """Listens on the loopback. ``dies_after``: breaks the line after so many bytes of the job."""

    def __init__(self, *, answers: bool = True, has_paper: bool = True, dies_after: int | None = None) -> None:
        self._answers = answers
        self._has_paper = has_paper
        self._dies_after = dies_after
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self._server.getsockname()[1]}"
        self.received = b""
        self.is_done = Event()
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Switches it off."""
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)  # wakes a thread that still waits for a caller
        self._server.close()
        self._thread.join(5)

    def paper(self) -> Image.Image:
        """What came out: black on white."""
        rows, width, place = [], 0, 0
        while (place := self.received.find(b"\x1dv0\x00", place)) >= 0:
            across, high = struct.unpack_from("<HH", self.received, place + 4)
            rows.append(self.received[place + 8 : place + 8 + across * high])
            width = across * 8
            place += 8 + across * high
        dots = b"".join(rows)
        image = Image.frombytes("1", (width, len(dots) * 8 // width), dots)
        return image.convert("L").point(lambda burnt: 255 - burnt)

    def _serve(self) -> None:
        try:
            line, _ = self._server.accept()
        except OSError:
            return
        with line:
            self._listen(line)
        self.is_done.set()

    def _listen(self, line: socket.socket) -> None:
        while data := line.recv(4096):
            if self._answers and data == b"\x10\x04\x04":
                line.sendall(b"\x12" if self._has_paper else b"\x72")
                continue
            self.received += data
            if self._dies_after is not None and len(self.received) > self._dies_after:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                return
            if self._answers and data.endswith(b"\x1dr\x01"):
                line.sendall(b"\x00")
