# SPDX-License-Identifier: EUPL-1.2
"""Reads a catalogue of others through a mapping: products, and the branches that they hang on.

A product is known by its code where that can be one of ours; else a code is made of its name and a short sum over
their code (else their own number, else the name), so that the same line gets the same code every time. Lines that say
the same are one product; when only the topic differs it hangs in both.

A cell of the column for the topic may name another line of the file by its own number, code or name: then that line
is a branch and no product. Where it names nothing known, a branch is made.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from desk_app.catalogue.checks import CODE
from desk_app.catalogue.content import LeadTime
from desk_app.catalogue.editing import LONGEST_CODE
from desk_app.catalogue.models import LeadUnit
from desk_app.core.i18n import _, ngettext
from desk_app.core.words import fold
from desk_app.transfer import catalogue_words as words
from desk_app.transfer.catalogue_drafts import Drafts, ItemDraft, TopicDraft, numbers
from desk_app.transfer.catalogue_mapping import CHOICES
from desk_app.transfer.catalogue_messages import CatalogueMapping, Spot
from desk_app.transfer.catalogue_own import no_team
from desk_app.transfer.catalogue_state import CatalogueState
from desk_app.transfer.shapes import Sheet

_HASH = 8
_TEXTS = (
    "name",
    "name_en",
    "keywords",
    "explanation",
    "explanation_en",
    "customer_brings",
    "customer_brings_en",
    "answer",
    "answer_en",
    "owner",
)
_READERS: dict[str, Callable[[str], Any]] = {
    "min_quantity": words.number,
    "max_quantity": words.number,
    "needs_space": words.yes_no,
    "work_order": words.yes_no,
    "lendable": words.yes_no,
    "pick_up": words.yes_no,
    "valid_from": words.day,
    "valid_until": words.day,
    "review_on": words.day,
    "order_lead": words.lead,
}
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file: cells by our field, without those that mean nothing."""

    number: int
    cells: Mapping[str, str]
    more_topics: list[str] = field(default_factory=list)
    """From lines that say the same about it in another place."""

    @property
    def identity(self) -> str:
        """What their program knows it by."""
        return self.cells.get("code") or self.cells.get("key") or self.cells["name"]

    @property
    def topic(self) -> str:
        """What the file says where it belongs; may be empty."""
        return self.cells.get("topic", "")

    def is_as(self, other: "_Line") -> bool:
        """Whether both say the same, wherever they hang."""
        return {**self.cells, "topic": ""} == {**other.cells, "topic": ""}


def read_others(table: Sheet, mapping: CatalogueMapping, state: CatalogueState) -> Drafts:
    """What the file says by this mapping; what is not right is in ``faults``."""
    return _Reader(table, mapping, state).read()


def derived_code(name: str, identity: str) -> str:
    """A code that the same line gets every time: ``grofvuil-1f0c22ab``."""
    tail = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
    slug = _SLUG.sub("-", fold(name))[: LONGEST_CODE - _HASH - 1].strip("-")
    return f"{slug}-{tail}" if slug else tail


class _Reader:
    """Takes one table apart."""

    def __init__(self, table: Sheet, mapping: CatalogueMapping, state: CatalogueState) -> None:
        self._table = table
        self._mapping = mapping
        self._state = state
        self._drafts = Drafts()
        self._topic_codes: dict[str, str] = {}
        self._branches: dict[int, str] = {}

    def read(self) -> Drafts:
        """All of it."""
        if not self._columns_are_there():
            return self._drafts
        lines = list(self._once(self._lines()))
        self._find_branches(lines)
        for line in lines:
            if line.number not in self._branches:
                self._item(line)
        if self._branches:
            sentence = ngettext(
                "{count} line is a question of the customer that others hang below, and no product.",
                "{count} lines are questions of the customer that others hang below, and no products.",
                len(self._branches),
            )
            self._drafts.notes.append(sentence.format(count=len(self._branches)))
        return self._drafts

    def _columns_are_there(self) -> bool:
        missing = [name for name in self._mapping.columns.values() if name not in self._table.header]
        for name in missing:
            sentence = _("The first line does not name the column {name} of the mapping.")
            self._fault(1, "", sentence.format(name=name))
        if "name" not in self._mapping.columns:
            self._fault(1, "", _("Say which column holds the name of the product."))
            return False
        team = self._mapping.defaults.get("team", "")
        if team and self._state.teams.find(team) not in self._state.known.teams:
            self._fault(1, "", no_team().format(code=team[:60]))
            return False
        if not team and "team" not in self._mapping.columns:
            self._fault(1, "", _("Choose the team that does the work, for products of which the file does not say it."))
            return False
        return not missing

    def _lines(self) -> Iterator[_Line]:
        places = {field: self._table.header.index(name) for field, name in self._mapping.columns.items()}
        for number, row in self._table.rows:
            cells = {field: row[place].strip() for field, place in places.items()}
            known = {field: text for field, text in cells.items() if text not in self._mapping.unknown}
            if "name" in known:
                yield _Line(number, known)
            else:
                self._fault(number, known.get("code", ""), _("There is no name in this line."))

    def _once(self, lines: Iterator[_Line]) -> Iterator[_Line]:
        """Every line but those that say the same as one before; one that says otherwise is refused."""
        known: dict[str, dict[str, _Line]] = {}
        same: list[int] = []
        for line in lines:
            places = known.setdefault(line.identity.upper(), {})
            other = places.get(line.topic)
            twin = next((one for one in places.values() if line.topic and one.topic and one.is_as(line)), None)
            if other is not None and other.is_as(line):
                same.append(line.number)
            elif other is None and twin is not None:
                twin.more_topics.append(line.topic)
                same.append(line.number)
            elif other is None:
                places[line.topic] = line
                yield line
            else:
                fields = [
                    self._mapping.columns[name]
                    for name in self._mapping.columns
                    if other.cells.get(name) != line.cells.get(name)
                ]
                sentence = _("Line {other} is about the same product, but says something else in: {columns}.")
                about = f"{line.cells.get('code', '')} {line.cells['name']}".strip()
                self._fault(line.number, about, sentence.format(other=other.number, columns=", ".join(fields)))
        if same:
            sentence = ngettext(
                "{count} line says the same as an earlier one and was taken once: {lines}.",
                "{count} lines say the same as an earlier one and were taken once: {lines}.",
                len(same),
            )
            self._drafts.notes.append(sentence.format(count=len(same), lines=numbers(same)))

    def _find_branches(self, lines: list[_Line]) -> None:
        """The lines that others name as their topic; one without a topic goes before one with."""
        by_mark: dict[str, list[_Line]] = {}
        for line in lines:
            for mark in dict.fromkeys(
                words.plain(line.cells[one]) for one in ("key", "code", "name") if one in line.cells
            ):
                by_mark.setdefault(mark, []).append(line)
        branches: dict[int, _Line] = {}
        named = [(line, topic) for line in lines for topic in (line.topic, *line.more_topics)]
        for child, topic in named:
            others = [one for one in by_mark.get(words.plain(topic), ()) if one is not child] if topic else []
            if topic and others:
                branch = min(others, key=lambda one: ("topic" in one.cells, one.number))
                branches[branch.number] = branch
                self._topic_codes[topic] = self._code(branch)
        self._branches = {number: self._code(branch) for number, branch in branches.items()}
        for branch in branches.values():
            values = {"name": branch.cells["name"]}
            if "name_en" in branch.cells:
                values["name_en"] = branch.cells["name_en"]
            if "topic" in branch.cells:
                values["parent"] = self._topic(branch.cells["topic"])
            code = self._code(branch)
            self._drafts.topics[code] = TopicDraft(code, Spot("", branch.number), values)

    def _topic(self, text: str) -> str:
        """The code of the branch that a cell names; made when there is none."""
        if text not in self._topic_codes:
            self._topic_codes[text] = self._known_topic(text) or self._new_topic(text)
        return self._topic_codes[text]

    def _known_topic(self, text: str) -> str:
        wanted, made = words.plain(text), derived_code(_readable(text), text).upper()
        for topic in self._state.topics.values():
            if topic.code.upper() in (text.upper(), made) or wanted in (
                words.plain(topic.name),
                words.plain(topic.name_en),
            ):
                return topic.code
        return ""

    def _new_topic(self, text: str) -> str:
        code = text if _is_code(text) else derived_code(_readable(text), text)
        self._drafts.topics.setdefault(code, TopicDraft(code, None, {"name": _readable(text)}))
        return code

    def _code(self, line: _Line) -> str:
        code = line.cells.get("code", "")
        if _is_code(code):
            return code
        return derived_code(code or line.cells["name"], line.identity)

    def _item(self, line: _Line) -> None:
        code = self._code(line)
        about = f"{code} {line.cells['name']}"
        draft = ItemDraft(code, line.cells["name"], Spot("", line.number), is_of_others=True)
        other = self._drafts.items.get(code.upper())
        if other is not None:
            draft = ItemDraft(
                derived_code(code, f"{line.cells.get('topic', '')}\n{line.identity}"), draft.name, draft.spot
            )
            draft.is_of_others = True
            sentence = _(
                "Lines {first} and {second} have the same code '{code}' in different places; the last is {made}."
            )
            self._drafts.notes.append(
                sentence.format(first=other.spot.line, second=line.number, code=code, made=draft.code)
            )
        for name, text in line.cells.items():
            try:
                self._take(draft, name, text, line)
            except ValueError as error:
                self._fault(line.number, about, f"{self._mapping.columns[name]}: {error}")
                draft.unread.add({"team": "team_id", "agreement": "agreement_id"}.get(name, name))
        draft.defaults = self._defaults(draft)
        self._drafts.items[draft.code.upper()] = draft

    def _take(self, draft: ItemDraft, field: str, text: str, line: _Line) -> None:
        if field in _TEXTS:
            draft.values[field] = text
        elif field == "topic":
            draft.values["topics"] = tuple(map(self._topic, (text, *line.more_topics)))
        elif field == "lead":
            draft.values["lead"] = self._lead(text, line.cells.get("lead_unit", ""))
        elif field == "price":
            draft.price_cents = words.cents(text)
        elif field == "agreement":
            draft.values["agreement_id"] = self._agreement(text)
        elif field in CHOICES - {"lead_unit"}:
            word = self._mapping.words.get(field, {}).get(text, text)
            if word and field == "team":
                draft.values["team_id"] = self._team(word)
            elif word:
                draft.values[field] = words.choice(field, word)
        elif field in _READERS:
            draft.values[field] = _READERS[field](text)

    def _lead(self, text: str, unit: str) -> LeadTime:
        default = LeadUnit(self._mapping.defaults.get("lead_unit") or LeadUnit.WORKING_DAYS)
        word = self._mapping.words.get("lead_unit", {}).get(unit, unit)
        return words.lead(text, word, default)

    def _team(self, text: str) -> int:
        number = self._state.teams.find(text)
        if number is None:
            raise ValueError(no_team().format(code=text[:60]))
        return number

    def _agreement(self, text: str) -> int:
        number = self._state.agreements.find(text)
        if number is None:
            raise ValueError(_("There is no agreement with the code '{code}'.").format(code=text[:60]))
        return number

    def _defaults(self, draft: ItemDraft) -> dict[str, Any]:
        """What a new product has where the file says nothing."""
        given = self._mapping.defaults
        found: dict[str, Any] = {
            field: words.choice(field, given[field])
            for field in ("kind", "status", "item_type", "complexity", "funding")
            if given.get(field)
        }
        found["lead"] = words.lead(given.get("lead") or "1", given.get("lead_unit", ""))
        team = draft.values.get("team_id") or self._state.teams.find(given.get("team", ""))
        found["team_id"] = team
        found["owner"] = given.get("owner") or self._state.teams.name(team)
        if "topics" not in draft.values:
            found["topics"] = (self._topic(given.get("topic") or self._table.name or _("Imported")),)
        return found

    def _fault(self, line: int, about: str, sentence: str) -> None:
        self._drafts.fault(Spot("", line), about, sentence)


def _is_code(text: str) -> bool:
    return len(text) <= LONGEST_CODE and CODE.fullmatch(text) is not None


def _readable(text: str) -> str:
    """A name for a branch: a slug loses its lines."""
    if " " in text or not re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)+|[a-z0-9]+", text):
        return text
    return " ".join(re.split("[-_]", text)).capitalize()
