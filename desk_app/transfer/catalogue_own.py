# SPDX-License-Identifier: EUPL-1.2
"""Reads a file of our own shape (``catalogue_shape.py``): which lines are of which part, and what they say."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk_app.catalogue.content import EntitlementLine, FieldLine, LeadTime, PriceLine, StepLine
from desk_app.catalogue.models import FieldType, LeadUnit, StepKind, Supply, VatRate
from desk_app.core.i18n import _
from desk_app.transfer import catalogue_words as words
from desk_app.transfer.catalogue_drafts import Drafts, ItemDraft, PolicyDraft, TopicDraft, twice
from desk_app.transfer.catalogue_messages import Spot
from desk_app.transfer.catalogue_shape import ALL_COLUMNS, COLUMNS, NEEDED, PART, SHEETS
from desk_app.transfer.catalogue_state import CatalogueState, Coded
from desk_app.transfer.messages import BadFile
from desk_app.transfer.shapes import Sheet

_PART_OF_SHEET = {words.plain(name): part for part, name in SHEETS.items()}
_KEPT_WHEN_EMPTY = frozenset(
    {"complexity", "funding", "item_type", "kind", "status", "cost_centre_rule", "min_quantity", "max_quantity"}
)
"""Fields that cannot be nothing: an empty cell leaves them as they were."""
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
_LISTS = {"price": "prices", "field": "fields", "step": "steps", "entitlement": "entitlements"}

_FIELD_OF_COLUMN = {"team": "team_id", "agreement": "agreement_id", "order_lead_unit": "order_lead"}

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a part; ``cells`` are those of its own columns that the file has."""

    part: str
    spot: Spot
    cells: Cells


def is_ours(sheets: Sequence[Sheet]) -> bool:
    """Whether the file has our own shape."""
    if any(PART in map(words.plain, sheet.header) for sheet in sheets):
        return len(sheets) == 1 and _parts_are_ours(sheets[0])
    known = [sheet for sheet in sheets if words.plain(sheet.name) in _PART_OF_SHEET]
    return any(
        set(NEEDED[part]) <= set(sheet.header) <= set(COLUMNS[part])
        for sheet in known
        for part in [_PART_OF_SHEET[words.plain(sheet.name)]]
    )


def read_own(sheets: Sequence[Sheet], state: CatalogueState) -> Drafts:
    """What the file says. Raises BadFile when its columns are not ours; a line that is not right is in ``faults``."""
    drafts = Drafts()
    lines: dict[str, list[_Line]] = {part: [] for part in COLUMNS}
    for sheet in sheets:
        for line in _lines(sheet, several=len(sheets) > 1, drafts=drafts):
            lines[line.part].append(line)
    present = {part for part in COLUMNS if lines[part]}
    present |= {part for sheet in sheets if (part := _PART_OF_SHEET.get(words.plain(sheet.name), ""))}
    for line in lines["topic"]:
        _topic(line, drafts)
    for line in lines["policy"]:
        _policy(line, drafts, state)
    for line in lines["item"]:
        _item(line, drafts, state)
    for part, field in _LISTS.items():
        if part in present:
            _parts(lines[part], field, drafts, state)
    return drafts


def _parts_are_ours(sheet: Sheet) -> bool:
    place = [words.plain(name) for name in sheet.header].index(PART)
    found = {words.plain(row[place]) for _line, row in sheet.rows}
    return bool(found & (COLUMNS.keys() | _PART_OF_SHEET.keys())) or not found


def _lines(sheet: Sheet, *, several: bool, drafts: Drafts) -> Iterator[_Line]:
    one_part = _PART_OF_SHEET.get(words.plain(sheet.name), "") if PART not in sheet.header else ""
    allowed = COLUMNS.get(one_part, ALL_COLUMNS if PART in sheet.header else ())
    if not allowed:
        drafts.notes.append(_("The sheet {name} is none of ours and was not read.").format(name=sheet.name))
        return
    for name in sheet.header:
        if name not in allowed:
            sentence = _("We do not know the column {name}. Name the columns as in an export, or give a mapping.")
            raise BadFile({1: sentence.format(name=f"{sheet.name}: {name}" if several else name)})
    for name in NEEDED.get(one_part, ()):
        if name not in sheet.header:
            sentence = _("The first line does not name the column {name}.")
            raise BadFile({1: sentence.format(name=f"{sheet.name}: {name}" if several else name)})
    for number, row in sheet.rows:
        cells = dict(zip(sheet.header, row, strict=True))
        spot = Spot(sheet.name if several else "", number)
        said = words.plain(cells.pop(PART, ""))
        part = one_part or _PART_OF_SHEET.get(said, said)
        if part not in COLUMNS:
            sentence = _("The part '{part}' does not exist. Choose one of: {parts}.")
            drafts.fault(spot, "", sentence.format(part=part[:40], parts=", ".join(COLUMNS)))
            continue
        own = {name: text.strip() for name, text in cells.items() if name in COLUMNS[part]}
        missing = next((name for name in NEEDED[part] if not own.get(name)), "")
        if missing:
            about = own.get("code") or own.get("item") or ""
            drafts.fault(spot, about, _("There is nothing in the column {name}.").format(name=missing))
            continue
        yield _Line(part, spot, own)


class _Reader:
    """Takes values out of one line and remembers everything that is wrong with it."""

    def __init__(self, line: _Line, about: str, drafts: Drafts) -> None:
        self.cells = line.cells
        self.unread: set[str] = set()
        self._line = line
        self._about = about
        self._drafts = drafts

    def has(self, name: str) -> bool:
        """Whether the file has this column."""
        return name in self.cells

    def cell(self, name: str) -> str:
        """The text of a cell."""
        return self.cells.get(name, "")

    def value(self, name: str, read: Callable[[str], Any], default: Any = None) -> Any:  # noqa: ANN401 -- of ``read``
        """What ``read`` makes of a cell; the default when it is empty or wrong."""
        text = self.cells.get(name, "")
        if not text:
            return default
        try:
            return read(text)
        except ValueError as error:
            self._drafts.fault(self._line.spot, self._about, f"{name}: {error}")
            self.unread.add(_FIELD_OF_COLUMN.get(name, name))
            return default

    def choice(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 -- a member of the field's choices
        """One of the choices of a field."""
        return self.value(name, lambda text: words.choice(name, text), default)

    def lead(self, name: str) -> LeadTime | None:
        """A lead time with its unit beside it; None when there is none."""
        unit = self.cell(f"{name}_unit")
        found: LeadTime | None = self.value(name, lambda text: words.lead(text, unit))
        return found

    def coded(self, name: str, known: Coded, sentence: str) -> int | None:
        """The id of what a code stands for; ``sentence`` says that it is not there."""

        def find(text: str) -> int:
            number = known.find(text)
            if number is None:
                raise ValueError(sentence.format(code=text[:60]))
            return number

        found: int | None = self.value(name, find)
        return found


def _topic(line: _Line, drafts: Drafts) -> None:
    code = line.cells["code"]
    if code in drafts.topics:
        drafts.fault(line.spot, "", twice(line.spot, drafts.topics[code].spot or line.spot, code))
        return
    reader = _Reader(line, code, drafts)
    values: dict[str, Any] = {name: reader.cell(name) for name in ("name", "name_en", "parent") if reader.has(name)}
    position = reader.value("position", words.number)
    if position:
        values["position"] = position - 1
    drafts.topics[code] = TopicDraft(code, line.spot, values)


def _policy(line: _Line, drafts: Drafts, state: CatalogueState) -> None:
    reader = _Reader(line, "", drafts)
    complexity, funding = reader.choice("complexity"), reader.choice("funding")
    if complexity is None or funding is None:
        return
    if (complexity, funding) in drafts.policies:
        other = drafts.policies[complexity, funding].spot
        drafts.fault(line.spot, "", twice(line.spot, other, f"{complexity}, {funding}"))
        return
    values: dict[str, Any] = {}
    if reader.cell("lane"):
        values["lane"] = reader.choice("lane")
    if reader.has("team"):
        values["team_id"] = reader.coded("team", state.teams, no_team())
    for name in ("needs_approval", "needs_cost_centre", "needs_quote"):
        if reader.has(name):
            values[name] = reader.value(name, words.yes_no, default=False)
    if reader.has("form_fields"):
        values["form_fields"] = reader.value("form_fields", words.split, default=())
    drafts.policies[complexity, funding] = PolicyDraft((complexity, funding), line.spot, values)


def _item(line: _Line, drafts: Drafts, state: CatalogueState) -> None:
    code = line.cells["code"]
    other = drafts.items.get(code.upper())
    if other is not None:
        drafts.fault(line.spot, line.cells.get("name", ""), twice(line.spot, other.spot, code))
        return
    reader = _Reader(line, " ".join(filter(None, (code, line.cells.get("name", "")))), drafts)
    values: dict[str, Any] = {name: reader.cell(name) for name in _TEXTS if reader.has(name)}
    for name in ("complexity", "funding", "item_type", "kind", "status", "cost_centre_rule"):
        values[name] = reader.choice(name)
    for name in ("min_quantity", "max_quantity"):
        values[name] = reader.value(name, words.number)
    for name in ("needs_space", "work_order", "lendable", "pick_up"):
        if reader.has(name):
            values[name] = reader.value(name, words.yes_no, default=False)
    for name in ("valid_from", "valid_until", "review_on"):
        if reader.has(name):
            values[name] = reader.value(name, words.day)
    if reader.cell("lead"):
        values["lead"] = reader.lead("lead")
    if reader.has("order_lead"):
        values["order_lead"] = reader.lead("order_lead")
    if reader.has("team"):
        values["team_id"] = reader.coded("team", state.teams, no_team())
    if reader.has("agreement"):
        values["agreement_id"] = reader.coded("agreement", state.agreements, _no_agreement())
    if reader.has("topics"):
        values["topics"] = reader.value("topics", words.split, default=())
    kept = {name: value for name, value in values.items() if value is not None or name not in _KEPT_WHEN_EMPTY}
    if kept.get("lead", "") is None:
        del kept["lead"]
    draft = ItemDraft(code, line.cells.get("name", ""), line.spot, kept, unread=reader.unread)
    drafts.items[code.upper()] = draft


def _parts(lines: Sequence[_Line], field: str, drafts: Drafts, state: CatalogueState) -> None:
    """The prices, fields, steps or entitlements of every product in the file; without a line it has none."""
    for draft in drafts.items.values():
        draft.values[field] = ()
    names = {content.code.upper(): content for content in state.items.values()}
    for line in lines:
        code = line.cells["item"].upper()
        if code not in drafts.items:
            if code not in names:
                sentence = _("There is no product with the code '{code}'.")
                drafts.fault(line.spot, "", sentence.format(code=line.cells["item"][:60]))
                continue
            drafts.items[code] = ItemDraft(names[code].code, names[code].name, line.spot, {field: ()})
        draft = drafts.items[code]
        listed = draft.values.setdefault(field, ())
        reader = _Reader(line, f"{draft.code} {draft.name}".strip(), drafts)
        made = _MAKERS[field](reader, state)
        draft.unread |= {f"{field}.{len(listed)}"} if reader.unread else set()
        if made is not None:
            draft.spots[f"{field}.{len(listed)}"] = line.spot
            draft.values[field] = (*listed, made)


def _price(reader: _Reader, _state: CatalogueState) -> PriceLine | None:
    price, first = reader.value("price", words.cents), reader.value("valid_from", words.day)
    if price is None or first is None:
        return None
    return PriceLine(
        supply=reader.choice("supply", Supply.STOCK),
        valid_from=first,
        valid_until=reader.value("valid_until", words.day),
        price_cents=price,
        vat=reader.choice("vat", VatRate.HIGH),
    )


def _field(reader: _Reader, _state: CatalogueState) -> FieldLine:
    return FieldLine(
        code=reader.cell("code"),
        field_type=reader.choice("field_type", FieldType.TEXT),
        label=reader.cell("label"),
        label_en=reader.cell("label_en"),
        help=reader.cell("help"),
        help_en=reader.cell("help_en"),
        required=reader.value("required", words.yes_no, default=False),
        choices=reader.value("choices", words.split, default=()),
        choices_en=reader.value("choices_en", words.split, default=()),
    )


def _step(reader: _Reader, state: CatalogueState) -> StepLine:
    return StepLine(
        code=reader.cell("code"),
        kind=reader.choice("step_kind", StepKind.DELIVER),
        name=reader.cell("name"),
        name_en=reader.cell("name_en"),
        team_id=reader.coded("team", state.teams, no_team()),
        lead=reader.lead("lead") or LeadTime(1, LeadUnit.WORKING_DAYS),
        after=reader.value("after", words.split, default=()),
        required_input=reader.cell("required_input"),
        required_input_en=reader.cell("required_input_en"),
        exit_check=reader.cell("exit_check"),
        exit_check_en=reader.cell("exit_check_en"),
    )


def _entitlement(reader: _Reader, state: CatalogueState) -> EntitlementLine:
    kind = reader.choice("person_kind")
    return EntitlementLine(
        person_kind=kind.value if kind is not None else None,
        department_id=reader.coded(
            "department", state.departments, _("There is no part of the organisation with the code '{code}'.")
        ),
        agreement_id=reader.coded("agreement", state.agreements, _no_agreement()),
    )


_MAKERS: dict[str, Callable[[_Reader, CatalogueState], Any]] = {
    "prices": _price,
    "fields": _field,
    "steps": _step,
    "entitlements": _entitlement,
}


def no_team() -> str:
    """For a code that no team has."""
    return _("There is no team with the code '{code}'.")


def _no_agreement() -> str:
    return _("There is no agreement with the code '{code}'.")
