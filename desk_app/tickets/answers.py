# SPDX-License-Identifier: EUPL-1.2
"""Answers to the extra fields of an item, as a ticket keeps them: each with its own label, so that it still reads when
the field has changed. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from desk_app.catalogue.models import FieldType
from desk_app.catalogue.wording import in_language
from desk_app.core import formats
from desk_app.core.i18n import N_, catalogue, language

YES, NO = "yes", "no"
YES_NO_WORDS = {YES: N_("Yes"), NO: N_("No")}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``value`` by type: the text; a number with a decimal point (``12.5``); an ISO date; the Dutch choice;
    ``yes`` or ``no``; the id of a person or a room.

    ``text`` is what an id or a choice cannot say by itself: the name of the person or room, the English choice.
    """

    code: str
    label: str
    label_en: str
    type: FieldType
    value: str
    text: str = ""


def to_json(answers: Iterable[Answer]) -> list[dict[str, str]]:
    """Plain values for ``Ticket.answers``, in order."""
    return [{**asdict(answer), "type": answer.type.value} for answer in answers]


def from_json(stored: Iterable[Any]) -> tuple[Answer, ...]:
    """What ``to_json`` wrote, also by another version: an unknown type reads as text, what is no answer is left out."""
    return tuple(_read(one) for one in stored if isinstance(one, Mapping) and one.get("code"))


def label_of(answer: Answer, lang: str | None = None) -> str:
    """The question in ``lang`` (None: the language of the screen)."""
    return in_language(answer.label, answer.label_en, lang)


def words_of(answer: Answer, lang: str | None = None) -> str:
    """The answer as people read it: ``12,5``, ``24 november 2026``, ``Ja``, ``Sanne Jansen``."""
    if answer.type is FieldType.NUMBER:
        return number_words(answer.value, lang)
    if answer.type is FieldType.DATE:
        return day_words(answer.value, lang)
    if answer.type is FieldType.CHOICE:
        return in_language(answer.value, answer.text, lang)
    if answer.type is FieldType.YES_NO:
        return catalogue(lang).gettext(YES_NO_WORDS.get(answer.value, answer.value))
    return answer.text or answer.value


def rows_of(answers: Iterable[Answer], lang: str | None = None) -> tuple[tuple[str, str], ...]:
    """Label and words of each answer, for a list or a paper."""
    return tuple((label_of(answer, lang), words_of(answer, lang)) for answer in answers)


def number_words(value: str, lang: str | None = None) -> str:
    """``12.5`` as ``12,5`` in Dutch."""
    return value.replace(".", ",") if (lang or language()) == "nl" else value


def day_words(value: str, lang: str | None = None) -> str:
    """``2026-11-24`` as ``24 november 2026``; what is no ISO date stays as it was typed."""
    try:
        return formats.day_plain(date.fromisoformat(value), lang)
    except ValueError:
        return value


def _read(stored: Mapping[str, Any]) -> Answer:
    kind = str(stored.get("type", ""))
    return Answer(
        code=str(stored["code"]),
        label=str(stored.get("label") or stored["code"]),
        label_en=str(stored.get("label_en") or ""),
        type=FieldType(kind) if kind in set(FieldType) else FieldType.TEXT,
        value=str(stored.get("value") or ""),
        text=str(stored.get("text") or ""),
    )
