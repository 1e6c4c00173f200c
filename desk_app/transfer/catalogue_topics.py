# SPDX-License-Identifier: EUPL-1.2
"""What a file does to the demand tree: new branches, changed ones, and whether the tree still is one. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from desk_app.catalogue.checks import CODE
from desk_app.catalogue.differences import Difference
from desk_app.catalogue.editing import LONGEST_CODE
from desk_app.catalogue.wording import in_language
from desk_app.core.i18n import N_, _
from desk_app.core.text import LINE, fault_in_line
from desk_app.transfer.catalogue_drafts import Drafts, TopicDraft
from desk_app.transfer.catalogue_messages import Part, PlannedRow, Spot, TopicWork
from desk_app.transfer.catalogue_state import CatalogueState, StoredTopic
from desk_app.transfer.catalogue_words import plain

_LABELS = {
    "name": N_("Name for the customer"),
    "name_en": N_("Name for the customer (English)"),
    "parent": N_("Below"),
    "position": N_("Place"),
}


class TopicPlan:
    """The tree as the file wants it. ``work`` is what is to be written, parents before children."""

    def __init__(self, drafts: Drafts, state: CatalogueState) -> None:
        self._drafts = drafts
        self._stored = {topic.code.upper(): topic for topic in state.topics.values()}
        self._ids = {code: topic.id for code, topic in self._stored.items()}
        new = (draft.code.upper() for draft in drafts.topics.values() if draft.code.upper() not in self._stored)
        self._ids.update({code: -number for number, code in enumerate(new, start=1)})
        self._names: dict[str, int | None] = {}
        for topic in state.topics.values():
            self._names[plain(topic.name)] = None if plain(topic.name) in self._names else topic.id
        self._wanted = {topic.id: _as_work(topic) for topic in state.topics.values()}
        self.added: list[PlannedRow] = []
        self.changed: list[PlannedRow] = []
        self.unchanged = 0
        self._touched: dict[int, None] = {}
        for draft in drafts.topics.values():
            self._plan(draft)
        self._refuse_circles()

    @property
    def new_ids(self) -> frozenset[int]:
        """The ids that stand for branches to be made."""
        return frozenset(number for number in self._ids.values() if number < 0)

    @property
    def work(self) -> tuple[TopicWork, ...]:
        """What is to be written, parents before children."""
        ordered: dict[int, TopicWork] = {}
        for number in self._touched:
            for topic in reversed(list(self._up(number))):
                if topic.id in self._touched:
                    ordered.setdefault(topic.id, topic)
        return tuple(ordered.values())

    def find(self, text: str) -> int | None:
        """The id of a branch by code, or by a name that only one has."""
        return self._ids.get(text.strip().upper()) or self._names.get(plain(text))

    @property
    def names(self) -> Mapping[int, str]:
        """What the branches are called after the import, with those above them: ``Iets is stuk › Licht``."""
        return {number: " › ".join(_name(topic) for topic in [*self._up(number)][::-1]) for number in self._wanted}

    def _plan(self, draft: TopicDraft) -> None:
        stored = self._stored.get(draft.code.upper())
        number = self._ids[draft.code.upper()]
        before = _as_work(stored) if stored else TopicWork(number, None, draft.code, "", "", None)
        values = {name: value for name, value in draft.values.items() if name != "parent"}
        for name in values.keys() & {"name", "name_en"}:
            values[name] = " ".join(values[name].split())
        if "parent" in draft.values:
            values["parent_id"] = self._parent(draft)
        after = replace(before, **values)
        self._wanted[number] = after
        for sentence in _faults(after):
            self._fault(draft, sentence)
        if stored is None:
            self.added.append(PlannedRow(Part.TOPIC, after.code, after.name, draft.spot))
            self._touched[number] = None
        elif after != before:
            self.changed.append(
                PlannedRow(Part.TOPIC, after.code, after.name, draft.spot, tuple(self._changes(before, after)))
            )
            self._touched[number] = None
        else:
            self.unchanged += 1

    def _parent(self, draft: TopicDraft) -> int | None:
        code = draft.values["parent"]
        if not code:
            return None
        found = self.find(code)
        if found is None:
            sentence = _("There is no question of the customer with the code '{code}'.")
            self._fault(draft, sentence.format(code=code[:60]))
        return found

    def _refuse_circles(self) -> None:
        told: set[int] = set()
        for draft in self._drafts.topics.values():
            number = self._ids[draft.code.upper()]
            circle = self._circle(number)
            if circle and not told & set(circle):
                chain = " → ".join(self._wanted[one].code for one in (*circle, circle[0]))
                sentence = _("The questions of the customer hang below each other in a circle: {chain}. Let one go.")
                self._fault(draft, sentence.format(chain=chain))
                told.update(circle)

    def _circle(self, start: int) -> list[int]:
        """The branches from ``start`` up to itself; empty when it hangs in no circle."""
        way = [start]
        above = self._wanted[start].parent_id
        while above is not None and above in self._wanted and above not in way:
            way.append(above)
            above = self._wanted[above].parent_id
        return way if above == start else []

    def _up(self, number: int) -> Iterator[TopicWork]:
        """The branch and those above it; ends where a circle closes."""
        seen: set[int] = set()
        above: int | None = number
        while above is not None and above in self._wanted and above not in seen:
            seen.add(above)
            yield self._wanted[above]
            above = self._wanted[above].parent_id

    def _changes(self, before: TopicWork, after: TopicWork) -> Iterator[Difference]:
        for name, label in _LABELS.items():
            old, new = self._word(name, before), self._word(name, after)
            if old != new:
                yield Difference(name, _(label), old, new)

    def _word(self, name: str, topic: TopicWork) -> str:
        if name == "parent":
            return self._wanted[topic.parent_id].name if topic.parent_id in self._wanted else ""
        if name == "position":
            return "" if topic.position is None else str(topic.position + 1)
        return str(getattr(topic, name))

    def _fault(self, draft: TopicDraft, sentence: str) -> None:
        about = " ".join(filter(None, (draft.code, str(draft.values.get("name", "")))))
        self._drafts.fault(draft.spot or Spot("", 1), about, sentence)


def _name(topic: TopicWork) -> str:
    return in_language(topic.name, topic.name_en)


def _as_work(topic: StoredTopic) -> TopicWork:
    return TopicWork(topic.id, topic.parent_id, topic.code, topic.name, topic.name_en, topic.position)


def _faults(topic: TopicWork) -> Iterator[str]:
    if not topic.name:
        yield _("Write the question as the customer asks it.")
    if not CODE.fullmatch(topic.code):
        yield _("Use letters, digits and - in the code '{code}', for example P-PAS.").format(code=topic.code[:40])
    longest: Mapping[str, int] = {"code": LONGEST_CODE, "name": LINE, "name_en": LINE}
    for name, most in longest.items():
        if fault := fault_in_line(getattr(topic, name), most):
            yield fault
