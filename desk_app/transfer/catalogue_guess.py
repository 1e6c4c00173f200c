# SPDX-License-Identifier: EUPL-1.2
"""Guesses what the columns of a catalogue of others hold: from their names, and only where every cell fits. Pure.

A guess is shown to a person before anything happens with it, so it may be bold about names and must be right about
cells: a column "type" whose words mean nothing to us is left alone.
"""

import re
from collections.abc import Callable, Collection, Sequence

from desk_app.core.words import words as words_of
from desk_app.transfer import catalogue_words as words
from desk_app.transfer.catalogue_mapping import CHOICES
from desk_app.transfer.catalogue_messages import CatalogueMapping
from desk_app.transfer.catalogue_state import CatalogueState
from desk_app.transfer.shapes import Sheet

NAMES: dict[str, str] = {
    "name": "name, naam, product name, productnaam, product, service, dienst, dienstnaam, title, titel, display name, "
    "short description, korte omschrijving, item, item name, artikel, artikelnaam, onderwerp, label",
    "name_en": "name en, english name, naam engels, name english, title en",
    "code": "code, product code, productcode, item code, artikelnummer, artikelcode, product number, productnummer, "
    "nummer, number, sku, slug, service code, dienstcode, itemcode",
    "key": "id, pk, uri, url, uuid, guid, sys id, key, identifier, external id, product id, item id",
    "topic": "topic, topics, category, categorie, main, main category, hoofdcategorie, hoofdrubriek, rubriek, theme, "
    "thema, parent, group name, productgroep, product group, service category, vraag van de klant, domein",
    "keywords": "keywords, zoekwoorden, trefwoorden, synonyms, synoniemen, tags, search words, zoektermen, meta",
    "explanation": "explanation, description, omschrijving, beschrijving, toelichting, uitleg, summary, samenvatting, "
    "public text, klanttekst, details",
    "explanation_en": "explanation en, description en, english description, omschrijving engels",
    "customer_brings": "customer brings, meenemen, benodigd, nodig, required documents, wat heeft u nodig",
    "answer": "answer, antwoord, handling message, afhandeltekst, standaardtekst, standard text, standaardantwoord, "
    "completion text, closing text, gereedtekst",
    "answer_en": "answer en, english answer, antwoord engels",
    "kind": "kind, soort, ticket kind, soort melding, meldingsoort, ticket type, request type, call type",
    "item_type": "item type, type, product type, producttype, product of dienst",
    "complexity": "complexity, complexiteit, niveau, level",
    "funding": "funding, bekostiging, pakket, package, financiering",
    "lead": "lead, lead time, leadtime, levertijd, doorlooptijd, slo, slo days, sla, sla days, days, dagen, termijn, "
    "afhandeltermijn, n days, delivery time, duration, resolution time, oplostijd, werkdagen, kalenderdagen, "
    "working days, calendar days",
    "lead_unit": "lead unit, unit, eenheid, slo kind, slo unit, sla unit, soort dagen, kind of days, lead time unit, "
    "termijn eenheid",
    "order_lead": "order lead, order lead time, besteltijd, levertijd bestelling",
    "price": "price, prijs, tarief, cost, kosten, rate, bedrag, amount, verkoopprijs, unit price",
    "team": "team, behandelgroep, behandelaarsgroep, fulfillment group, assignment group, groep, group, uitvoerder, "
    "handling team, team code, oplosgroep, afdeling",
    "agreement": "agreement, contract, overeenkomst, sla code",
    "cost_centre_rule": "cost centre rule, kostenplaats, cost centre",
    "min_quantity": "min quantity, minimum, minimum aantal, at least",
    "max_quantity": "max quantity, maximum, maximum aantal, at most",
    "needs_space": "needs space, needs location, locatie nodig, ruimte nodig",
    "work_order": "work order, opdrachtbon, werkbon",
    "lendable": "lendable, uitleenbaar, leenbaar, loan",
    "pick_up": "pick up, afhalen, afhaalbaar, ophalen",
    "owner": "owner, eigenaar, beheerder, product owner, producteigenaar, productmanager, verantwoordelijke",
    "status": "status, active, actief, is active, in use, in gebruik, state, beschikbaar, available",
    "valid_from": "valid from, geldig vanaf, start date, startdatum, begindatum, ingangsdatum, from",
    "valid_until": "valid until, geldig tot, end date, einddatum, valid to, until",
    "review_on": "review on, review date, herzien op, reviewdatum, controledatum",
}
"""Our field -> names of columns that hold it, in Dutch and English and as programs call them."""

_UNITS_IN_NAMES = {
    "werkdagen": "working_days",
    "working days": "working_days",
    "business days": "working_days",
    "kalenderdagen": "calendar_days",
    "calendar days": "calendar_days",
}
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_EXACT, _LAST = 100, 60

Column = Sequence[str]


def guess(table: Sheet, state: CatalogueState) -> CatalogueMapping:
    """The likeliest mapping; the team is left open unless there is a column for it or only one team."""
    cells = {name: [row[place].strip() for _line, row in table.rows] for place, name in enumerate(table.header)}
    unknown = CatalogueMapping().unknown
    offers = sorted(
        (
            (-score, place, field, name)
            for place, name in enumerate(table.header)
            for field, score in _scores(name)
            if _fits(field, [cell for cell in cells[name] if cell not in unknown], len(table.rows), state)
        ),
    )
    columns: dict[str, str] = {}
    for _score, _place, field, name in offers:
        if field not in columns and name not in columns.values():
            columns[field] = name
    if "name" not in columns and "code" in columns:
        columns["name"] = columns.pop("code")
    defaults = {"kind": "request", "lead": "1", "lead_unit": "working_days", "status": "concept"}
    unit = _UNITS_IN_NAMES.get(_phrase(columns.get("lead", "")))
    if unit:
        defaults["lead_unit"] = unit
    teams = sorted(state.known.teams)
    if len(teams) == 1:
        defaults["team"] = state.teams.code(teams[0])
    return CatalogueMapping(columns=columns, defaults=defaults)


def _phrase(name: str) -> str:
    return " ".join(words_of(_CAPITAL.sub(" ", name)))


def _scores(name: str) -> list[tuple[str, int]]:
    """Our fields that a column of this name may hold, the surest first."""
    phrase = _phrase(name)
    last = phrase.rpartition(" ")[2]
    found = []
    for field, listed in NAMES.items():
        known = [one.strip() for one in listed.split(",")]
        if phrase in known or phrase.replace(" ", "") in (one.replace(" ", "") for one in known):
            found.append((field, _EXACT - known.index(phrase) if phrase in known else _EXACT - len(known)))
        elif last in known and " " in phrase:
            found.append((field, _LAST - known.index(last)))
    return found


def _fits(field: str, cells: Column, rows: int, state: CatalogueState) -> bool:
    """Whether every cell with something in it can be what the field holds."""
    if not cells:
        return False
    if field in CHOICES:
        if field == "team":
            return all(state.teams.find(word) is not None for word in set(cells))
        return all(_means(field, word, ()) for word in set(cells))
    if field == "key":
        return len(cells) == rows
    if field == "name":
        return len(cells) == rows and not all(cell.isdecimal() for cell in cells)
    if field == "agreement":
        return all(state.agreements.find(word) is not None for word in set(cells))
    return field not in _READERS or all(_is_read(_READERS[field], cell) for cell in set(cells))


_READERS: dict[str, Callable[[str], object]] = {
    "lead": words.lead,
    "order_lead": words.lead,
    "price": words.cents,
    "min_quantity": words.number,
    "max_quantity": words.number,
    "needs_space": words.yes_no,
    "work_order": words.yes_no,
    "lendable": words.yes_no,
    "pick_up": words.yes_no,
    "valid_from": words.day,
    "valid_until": words.day,
    "review_on": words.day,
}


def _is_read(read: Callable[[str], object], cell: str) -> bool:
    try:
        read(cell)
    except ValueError:
        return False
    return True


def to_explain(table: Sheet, mapping: CatalogueMapping, teams: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Our field -> words of its column that mean nothing to us, in the order of the file; a person says what they are.

    ``teams``: codes and names of teams.
    """
    known_teams = {words.plain(team) for team in teams}
    found: dict[str, tuple[str, ...]] = {}
    for field in CHOICES & mapping.columns.keys():
        if mapping.columns[field] not in table.header:
            continue
        place = table.header.index(mapping.columns[field])
        cells = dict.fromkeys(row[place].strip() for _line, row in table.rows)
        strange = tuple(word for word in cells if word not in mapping.unknown and not _means(field, word, known_teams))
        if strange:
            found[field] = strange
    return found


def _means(field: str, word: str, teams: Collection[str]) -> bool:
    if field == "team":
        return words.plain(word) in teams
    try:
        words.unit_of(word) if field == "lead_unit" else words.choice(field, word)
    except ValueError:
        return False
    return True
