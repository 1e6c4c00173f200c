# SPDX-License-Identifier: EUPL-1.2
"""How a catalogue of others becomes ours: written as TOML, or chosen in the window and remembered by its columns.

[columns]                       # ours = theirs; a name is needed, the rest is as far as there is
name = "Naam"
code = "Nummer"
topic = "Categorie"             # branches that are not there yet are made
lead = "Doorlooptijd"
lead_unit = "Soort dagen"

[defaults]                      # for new products, where the file says nothing
team = "GEBOUW"                 # by code
topic = "STUK"                  # by code; left out: a branch with the name of the file
kind = "incident"
lead = "3"
lead_unit = "working_days"
owner = "Productmanager gebouwen"   # left out: the name of the team
status = "concept"

[words.kind]                    # theirs = ours; "" is the default
"Melding" = "incident"

[file]                          # all optional
encoding = "cp1252"
delimiter = ";"
unknown = ["", "?"]             # cells that mean: not known
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.core.db import Unit
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import N_, _
from desk_app.core.words import fold
from desk_app.transfer.catalogue_messages import CatalogueMapping
from desk_app.transfer.catalogue_words import NAMES
from desk_app.transfer.models import ImportMapping
from desk_app.transfer.shapes import AS_FOUND, Form

FIELDS: dict[str, str] = {
    "name": N_("Name for the customer"),
    "code": N_("Code"),
    "key": N_("Their own number"),
    "topic": N_("What the customer wants"),
    "name_en": N_("Name for the customer (English)"),
    "keywords": N_("Search words"),
    "explanation": N_("Short explanation"),
    "explanation_en": N_("Short explanation (English)"),
    "customer_brings": N_("What does the customer need?"),
    "customer_brings_en": N_("What does the customer need? (English)"),
    "answer": N_("Text when it is ready"),
    "answer_en": N_("Text when it is ready (English)"),
    "kind": N_("Kind"),
    "item_type": N_("Product or service"),
    "complexity": N_("Complexity"),
    "funding": N_("Funding"),
    "lead": N_("Ready in"),
    "lead_unit": N_("Ready in: unit"),
    "order_lead": N_("Ready in, to order"),
    "price": N_("Price"),
    "team": N_("Team"),
    "agreement": N_("Agreement"),
    "cost_centre_rule": N_("Cost centre"),
    "min_quantity": N_("At least"),
    "max_quantity": N_("At most"),
    "needs_space": N_("Ask for the location"),
    "work_order": N_("Work order"),
    "lendable": N_("Can be borrowed"),
    "pick_up": N_("Can be picked up"),
    "owner": N_("Owner"),
    "status": N_("Status"),
    "valid_from": N_("Offered from"),
    "valid_until": N_("Last day"),
    "review_on": N_("Look at it again on"),
}
"""What a column of others can hold, in the order of the choice; with its label."""

CHOICES = frozenset({"kind", "item_type", "complexity", "funding", "lead_unit", "status", "cost_centre_rule", "team"})
"""Fields whose words can be mapped; those of a team are codes."""
DEFAULTS = ("team", "topic", "kind", "lead", "lead_unit", "owner", "status", "item_type", "complexity", "funding")
"""Fields that new products get a default for."""
_ENCODINGS = ("", "utf-8", "cp1252", "latin-1", "iso-8859-15", "utf-16-le", "utf-16-be")


def signature(header: Iterable[str]) -> str:
    """What columns are recognised by: SHA-256 over their folded names, in any order."""
    return hashlib.sha256("\n".join(sorted(fold(name).strip() for name in header)).encode("utf-8")).hexdigest()


def recall(session: Session, header: Iterable[str]) -> CatalogueMapping | None:
    """The mapping that was used for these columns before."""
    query = select(ImportMapping.content).where(ImportMapping.signature == signature(header))
    content = session.scalar(query)
    return None if content is None else from_json(content)


def remember(unit: Unit, header: Sequence[str], mapping: CatalogueMapping) -> None:
    """Keeps the mapping for the next time; within the command that used it."""
    key = signature(header)
    kept = unit.session.get(ImportMapping, key)
    if kept is None:
        kept = ImportMapping(signature=key)
        unit.session.add(kept)
    kept.content, kept.updated_at = to_json(mapping), unit.now
    unit.session.flush()


def to_json(mapping: CatalogueMapping) -> dict[str, Any]:
    """Plain values; also what a TOML file holds."""
    return {
        "columns": dict(mapping.columns),
        "defaults": dict(mapping.defaults),
        "words": {field: dict(words) for field, words in mapping.words.items()},
        "unknown": sorted(mapping.unknown),
    }


def from_json(stored: Mapping[str, Any]) -> CatalogueMapping:
    """The mapping as it was; what this program does not know is left out."""
    return CatalogueMapping(
        columns={field: name for field, name in stored.get("columns", {}).items() if field in FIELDS},
        words={field: dict(words) for field, words in stored.get("words", {}).items() if field in CHOICES},
        defaults={field: word for field, word in stored.get("defaults", {}).items() if field in DEFAULTS},
        unknown=frozenset(stored.get("unknown", ("",))) | {""},
    )


def catalogue_mapping(raw: Mapping[str, Any]) -> tuple[CatalogueMapping, Form]:
    """The mapping of a TOML file and how the file is written; raises InvalidInput that names the part that is wrong."""
    faults: dict[str, str] = {}
    columns = _texts(raw, "columns", FIELDS, faults)
    defaults = _texts(raw, "defaults", DEFAULTS, faults)
    words = {
        field: _texts(raw.get("words", {}), field, None, faults, f"words.{field}")
        for field in _table(raw, "words", "words", faults)
        if _is_known(field, CHOICES, f"words.{field}", faults)
    }
    for field, word in defaults.items():
        _must_be_ours(field, word, f"defaults.{field}", faults)
    for field, listed in words.items():
        for theirs, ours in listed.items():
            _must_be_ours(field, ours, f"words.{field}.{theirs}", faults)
    file = _table(raw, "file", "file", faults)
    unknown = file.get("unknown", ["", "?"])
    if not isinstance(unknown, list) or not all(isinstance(word, str) for word in unknown):
        faults["file.unknown"] = _wrong("file.unknown", _("must be a list of words"))
        unknown = []
    encoding, delimiter = file.get("encoding", ""), file.get("delimiter", "")
    if encoding not in _ENCODINGS:
        faults["file.encoding"] = _wrong(
            "file.encoding", _("must be one of: {words}").format(words=", ".join(_ENCODINGS[1:]))
        )
    if not isinstance(delimiter, str) or len(delimiter) > 1 or delimiter in ('"', "\r", "\n", "\0"):
        faults["file.delimiter"] = _wrong("file.delimiter", _("must be one character"))
    if faults:
        raise InvalidInput(faults)
    mapping = CatalogueMapping(columns, words, defaults, frozenset(unknown) | {""})
    return mapping, Form(encoding, delimiter) if encoding or delimiter else AS_FOUND


def _must_be_ours(field: str, word: str, part: str, faults: dict[str, str]) -> None:
    if field in NAMES and word and word not in {value.value for value in NAMES[field]}:
        faults[part] = _wrong(part, _("must be one of: {words}").format(words=", ".join(NAMES[field])))


def _table(raw: Mapping[str, Any], name: str, part: str, faults: dict[str, str]) -> Mapping[str, Any]:
    value = raw.get(name, {})
    if isinstance(value, Mapping):
        return value
    faults[part] = _wrong(part, _("must be a table"))
    return {}


def _texts(
    raw: Mapping[str, Any], name: str, known: Iterable[str] | None, faults: dict[str, str], part: str = ""
) -> dict[str, str]:
    part = part or name
    found: dict[str, str] = {}
    for key, value in _table(raw, name, part, faults).items():
        if known is not None and not _is_known(key, known, f"{part}.{key}", faults):
            continue
        if isinstance(value, bool) or not isinstance(value, str | int):
            faults[f"{part}.{key}"] = _wrong(f"{part}.{key}", _("must be text"))
        else:
            found[key] = str(value)
    return found


def _is_known(name: str, known: Iterable[str], part: str, faults: dict[str, str]) -> bool:
    if name in known:
        return True
    faults[part] = _wrong(part, _("is not a name we know"))
    return False


def _wrong(part: str, reason: str) -> str:
    return _("The mapping is not right: {part} {reason}.").format(part=part, reason=reason)
