# SPDX-License-Identifier: EUPL-1.2
"""Reads JSON as tables: a list of flat objects, or what Django calls a fixture (``model``, ``pk``, ``fields``).

The columns are the names of all objects together, in the order in which they first appear. A fixture becomes one table
for each model, with ``pk`` as its first column. A value inside a value is given as JSON text.
"""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desk_app.core.i18n import _
from desk_app.transfer.cells import number_text
from desk_app.transfer.messages import BadFile, Progress
from desk_app.transfer.metering import Meter
from desk_app.transfer.shapes import Form, Limits
from desk_app.transfer.unpacking import blocks, encoding_of

Record = tuple[int, dict[str, str]]
"""Line on which it begins, and its values by name."""

_SPACE = re.compile(r"[ \t\r\n]*")
_FIXTURE = {"model", "fields"}


def read_records(file: Path, form: Form, limits: Limits, progress: Progress) -> dict[str, list[Record]]:
    """The objects of a file by the name of their table. Raises BadFile with the line, Unavailable."""
    text = _text(file, form, limits, progress)
    meter = Meter(limits)
    tables: dict[str, list[Record]] = {}
    for line, value in _objects(text):
        if not isinstance(value, dict):
            raise BadFile({line: _("Here stands something else than an object in a list of objects.")})
        name, values = file.name.partition(".")[0], value
        if value.keys() >= _FIXTURE:
            if not isinstance(value["model"], str) or not isinstance(value["fields"], dict):
                raise BadFile({line: _("Here stands something else than an object in a list of objects.")})
            name, values = value["model"], {"pk": value.get("pk"), **value["fields"]}
        record = {key.strip(): _cell(line, one) for key, one in values.items()}
        meter.row(line, [*record, *record.values()])
        tables.setdefault(name, []).append((line, record))
    return tables


def header_of(records: list[Record], limits: Limits) -> list[str]:
    """The columns of one table."""
    names = dict.fromkeys(name for _line, record in records for name in record)
    return Meter(limits).header(records[0][0], list(names))


def _text(file: Path, form: Form, limits: Limits, progress: Progress) -> str:
    encoding = form.encoding or encoding_of(file, limits, progress)
    content = b"".join(blocks(file, limits, progress))
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = _("The character at place {place} is not {encoding}. Is the file written in another encoding?")
        place = error.start - content.rfind(b"\n", 0, error.start)
        raise BadFile({line: sentence.format(place=place, encoding=encoding)}) from error


def _objects(text: str) -> Iterator[tuple[int, Any]]:
    """(line, value) of every value in the list that the text is."""
    decoder = json.JSONDecoder(parse_float=_finite, parse_constant=_finite)
    place, line = _after_space(text, 0), 1
    if not text.startswith("[", place):
        raise BadFile({1: _("This JSON is not a list of objects.")})
    counted, place = 0, _after_space(text, place + 1)
    more = not text.startswith("]", place)
    while more:
        line, counted = line + text.count("\n", counted, place), place
        try:
            value, place = decoder.raw_decode(text, place)
        except json.JSONDecodeError as error:
            raise BadFile({error.lineno: _("From this line on it is no JSON.")}) from error
        except (ValueError, RecursionError) as error:
            reason = _("Here begins a value that is too long or too deep to read.")
            raise BadFile({line: reason}) from error
        yield line, value
        place = _after_space(text, place)
        more = text.startswith(",", place)
        if more:
            place = _after_space(text, place + 1)
    if not text.startswith("]", place) or _after_space(text, place + 1) != len(text):
        raise BadFile({text.count("\n", 0, place) + 1: _("From this line on it is no JSON.")})


def _after_space(text: str, place: int) -> int:
    space = _SPACE.match(text, place)
    return space.end() if space else place


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _cell(line: int, value: object) -> str:
    text = _words(value)
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise BadFile({line: _("There is a character in this line that cannot be stored. Remove it.")})
    return text


def _words(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() | int():
            return str(value)
        case float():
            return number_text(value)
        case list() if not any(isinstance(part, (list, dict)) for part in value):
            return ", ".join(_words(part) for part in value)
        case _:
            return json.dumps(value, ensure_ascii=False)
