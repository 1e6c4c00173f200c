# SPDX-License-Identifier: EUPL-1.2
"""Compares what a file says with what is stored: what is new, changes, is no longer offered, and what is not right."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from desk_app.catalogue.checks import Known, item_faults
from desk_app.catalogue.content import ItemContent, PolicyContent, PriceLine
from desk_app.catalogue.differences import Difference, item_differences, policy_differences
from desk_app.catalogue.editing import retired, tidied
from desk_app.catalogue.line_words import Names
from desk_app.catalogue.models import Complexity, Funding, ItemStatus, Supply
from desk_app.catalogue.policy import FORM_FIELDS
from desk_app.catalogue.wording import COMPLEXITY_NAMES, FUNDING_NAMES, STATUS_NAMES
from desk_app.core.i18n import _, ngettext
from desk_app.transfer.catalogue_drafts import Drafts, ItemDraft, PolicyDraft
from desk_app.transfer.catalogue_messages import Part, Plan, PlannedRow, PlanWork
from desk_app.transfer.catalogue_state import CatalogueState
from desk_app.transfer.catalogue_topics import TopicPlan
from desk_app.transfer.messages import Progress, Stop, Stopped, never_stop, no_progress

_OFFERED = (ItemStatus.ACTIVE, ItemStatus.EXPIRING)
_AT_ONCE = 200


def make_plan(
    drafts: Drafts,
    state: CatalogueState,
    day: date,
    *,
    retire_missing: bool = False,
    progress: Progress = no_progress,
    stop: Stop = never_stop,
) -> Plan:
    """What the drafts do to the catalogue on ``day`` (local). Raises Stopped."""
    return _Planner(drafts, state, day).plan(retire_missing=retire_missing, progress=progress, stop=stop)


class _Planner:
    """Takes the parts one after the other."""

    def __init__(self, drafts: Drafts, state: CatalogueState, day: date) -> None:
        self._drafts = drafts
        self._state = state
        self._day = day
        self._topics = TopicPlan(drafts, state)
        self._known = _with_topics(state.known, self._topics.new_ids)
        self._names = Names(
            teams=state.teams.by_id,
            topics=self._topics.names,
            departments=state.departments.by_id,
            agreements=state.agreements.by_id,
        )
        self._added = list(self._topics.added)
        self._changed = list(self._topics.changed)
        self._unchanged = self._topics.unchanged
        self._items: list[tuple[int | None, ItemContent]] = []
        self._as_concepts = 0

    def plan(self, *, retire_missing: bool, progress: Progress, stop: Stop) -> Plan:
        """All of it."""
        total = len(self._drafts.items)
        for count, draft in enumerate(self._drafts.items.values()):
            if count % _AT_ONCE == 0:
                progress(count, total)
                if stop():
                    raise Stopped
            self._item(draft)
        policies = [one for draft in self._drafts.policies.values() for one in self._policy(draft)]
        retired = list(self._missing()) if retire_missing else []
        if self._as_concepts:
            sentence = ngettext(
                "{count} product has no explanation yet. It comes in as a concept.",
                "{count} products have no explanation yet. They come in as concepts.",
                self._as_concepts,
            )
            self._drafts.notes.append(sentence.format(count=self._as_concepts))
        progress(total, total)
        return Plan(
            added=tuple(self._added),
            changed=tuple(self._changed),
            retired=tuple(retired),
            unchanged=self._unchanged,
            faults=tuple(sorted(self._drafts.faults, key=lambda fault: fault.spot)),
            notes=tuple(self._drafts.notes),
            work=PlanWork(self._topics.work, tuple(self._items), tuple(policies)),
            stamp=self._state.stamp,
        )

    def _item(self, draft: ItemDraft) -> None:
        found = self._state.known.codes.get(draft.code.upper())
        item_id = found[0] if found else None
        before = None if item_id is None else self._state.items[item_id]
        wanted = self._wanted(draft, before)
        after = tidied(wanted)
        if after == before:
            self._unchanged += 1
            return
        in_order = replace(after, prices=wanted.prices, entitlements=wanted.entitlements)
        for name, sentence in item_faults(in_order, self._known.of(item_id)).items():
            parts = name.split(".")
            place = ".".join(parts[:2])
            if not draft.unread & {name, parts[0], place}:
                spot = draft.spots.get(place, draft.spot)
                self._drafts.fault(spot, f"{after.code} {after.name}".strip(), sentence)
        self._items.append((item_id, after))
        if before is None:
            self._added.append(PlannedRow(Part.ITEM, after.code, after.name, draft.spot))
        else:
            changes = tuple(item_differences(before, after, self._names))
            self._changed.append(PlannedRow(Part.ITEM, after.code, after.name, draft.spot, changes))

    def _wanted(self, draft: ItemDraft, before: ItemContent | None) -> ItemContent:
        values = {**(draft.defaults if before is None else {}), **draft.values}
        if "topics" in values:
            values["topics"] = self._topic_ids(draft, values["topics"])
        wanted = replace(before or ItemContent(code=draft.code), **values)
        if draft.is_of_others and wanted.status in _OFFERED and not wanted.explanation.strip():
            self._as_concepts += before is None
            wanted = replace(wanted, status=ItemStatus.CONCEPT if before is None else before.status)
        if draft.price_cents is not None:
            wanted = replace(wanted, prices=priced_from(wanted.prices, draft.price_cents, self._day))
        return wanted

    def _topic_ids(self, draft: ItemDraft, codes: Iterable[str]) -> tuple[int, ...]:
        ids = []
        for code in codes:
            number = self._topics.find(code)
            if number is None:
                sentence = _("There is no question of the customer with the code '{code}'.")
                self._drafts.fault(draft.spot, f"{draft.code} {draft.name}".strip(), sentence.format(code=code[:60]))
                draft.unread.add("topics")
            else:
                ids.append(number)
        return tuple(ids)

    def _policy(self, draft: PolicyDraft) -> Iterator[tuple[Complexity, Funding, PolicyContent]]:
        complexity, funding = draft.cell
        before = self._state.policies[draft.cell]
        kept = {name: value for name, value in draft.values.items() if value is not None or name == "team_id"}
        after = replace(before, **kept)
        after = replace(after, form_fields=tuple(name for name in FORM_FIELDS if name in after.form_fields))
        name = f"{_(COMPLEXITY_NAMES[complexity])}, {_(FUNDING_NAMES[funding])}"
        unknown = [one for one in kept.get("form_fields", ()) if one not in FORM_FIELDS]
        if unknown:
            sentence = _("'{word}' must be one of: {words}.")
            self._drafts.fault(draft.spot, name, sentence.format(word=unknown[0][:60], words=", ".join(FORM_FIELDS)))
        if after.team_id not in (None, before.team_id) and after.team_id not in self._known.teams:
            self._drafts.fault(draft.spot, name, _("This team is no longer there. Choose another one."))
        if after == replace(before, form_fields=tuple(one for one in FORM_FIELDS if one in before.form_fields)):
            self._unchanged += 1
            return
        changes = tuple(policy_differences(before, after, self._names))
        self._changed.append(PlannedRow(Part.POLICY, f"{complexity} {funding}", name, draft.spot, changes))
        yield complexity, funding, after

    def _missing(self) -> Iterator[PlannedRow]:
        """What is offered or being made and is not in the file: it is no longer offered from tomorrow."""
        for item_id, content in self._state.items.items():
            if content.code.upper() in self._drafts.items or content.status is ItemStatus.RETIRED:
                continue
            self._items.append((item_id, retired(content, self._day)))
            before, after = _(STATUS_NAMES[content.status]), _(STATUS_NAMES[ItemStatus.RETIRED])
            change = Difference("status", _("Status"), before, after)
            yield PlannedRow(Part.ITEM, content.code, content.name, None, (change,))


def priced_from(prices: tuple[PriceLine, ...], price_cents: int, day: date) -> tuple[PriceLine, ...]:
    """The same prices, but from ``day`` on this one, up to the next one that was planned; later prices stay."""
    own = [line for line in prices if line.supply is Supply.STOCK]
    now = next((line for line in own if line.valid_from <= day <= (line.valid_until or date.max)), None)
    if (now.price_cents if now else 0) == price_cents:
        return prices
    later = min((line.valid_from for line in own if line.valid_from > day), default=None)
    ends = now.valid_until if now else later - timedelta(days=1) if later else None
    fresh = PriceLine(
        Supply.STOCK, day, ends, price_cents, now.vat if now else PriceLine(Supply.STOCK, day, None, 0).vat
    )
    kept = tuple(line for line in prices if line is not now)
    if now is not None and now.valid_from < day:
        kept = (*kept, replace(now, valid_until=day - timedelta(days=1)))
    return (*kept, fresh)


def _with_topics(known: Known, new: frozenset[int]) -> Known:
    return replace(known, topics=known.topics | new)
