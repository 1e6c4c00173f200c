# SPDX-License-Identifier: EUPL-1.2
"""The files of the starter catalogue: plain words in both languages, prices, fields and processes that make sense."""

import re
from collections import Counter as Tally
from collections.abc import Iterable, Iterator, Mapping
from statistics import mean
from typing import Any

import pytest

from desk_app import starter
from desk_app.catalogue.messages import LeadTime, StepKind
from desk_app.catalogue.models import FieldType, LeadUnit
from desk_app.core.codes import CodeKind, parse_code
from desk_app.tickets.sold import OPINIONS

FILES = starter.read_files(starter.CATALOGUE)
PROCESSES = [item for item in FILES.items if item.get("steps")]

PAIRS = ("name", "explanation", "customer_brings", "answer")
PAIRS_OF_FIELDS = ("label", "help")
PAIRS_OF_STEPS = ("name", "required_input", "exit_check")


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?])\s", text) if sentence]


def half_translated(where: str, facts: Mapping[str, Any], names: Iterable[str]) -> Iterator[str]:
    """The texts that stand in one language only."""
    for name in names:
        if bool(facts.get(name)) != bool(facts.get(f"{name}_en")):
            yield f"{where}: {name}"


def longest_way(item: Mapping[str, Any]) -> int:
    """Open minutes along the steps that take longest."""
    ends: dict[str, int] = {}
    for step in item["steps"]:
        minutes = LeadTime(step["lead_amount"], LeadUnit(step["lead_unit"])).minutes
        ends[step["code"]] = max((ends[code] for code in step["after"]), default=0) + minutes
    return max(ends.values())


def test_codes_are_different_and_can_be_scanned() -> None:
    codes = [item["code"] for item in FILES.items]

    scanned = [parse_code(code) for code in codes]

    assert len(set(codes)) == len(codes)
    assert all(code is not None and code.kind is CodeKind.PRODUCT for code in scanned)


def test_what_is_answered_at_once_has_its_answer() -> None:
    information = [item for item in FILES.items if item["kind"] == "information"]

    assert information
    assert all(item["lead_amount"] == 0 and item["lead_unit"] == "minutes" for item in information)
    assert all(item["keywords"] and item["explanation"] and item["answer"] for item in FILES.items)


def test_review_dates_are_spread_over_the_year() -> None:
    days = [item["review_on"] for item in FILES.items]

    months = Tally(day.month for day in days)

    assert {day.year for day in days} == {2027}
    assert all(day.weekday() < 5 for day in days)
    assert len(months) == 12
    assert max(months.values()) <= len(days) / 6


def test_an_idea_hangs_on_the_branch_whose_requests_are_ideas() -> None:
    ideas = [item["code"] for item in FILES.items if OPINIONS in item["topics"] and item["kind"] == "request"]

    assert ideas == ["P-IDEE"]


# --- the words -------------------------------------------------------------------------------------------------------


def test_every_text_stands_in_both_languages() -> None:
    missing: list[str] = []
    for item in FILES.items:
        missing += half_translated(item["code"], item, PAIRS)
        for line in item.get("fields", ()):
            missing += half_translated(f"{item['code']} {line['code']}", line, PAIRS_OF_FIELDS)
            if len(line.get("choices", ())) != len(line.get("choices_en", ())):
                missing.append(f"{item['code']} {line['code']}: choices")
        for line in item.get("steps", ()):
            missing += half_translated(f"{item['code']} {line['code']}", line, PAIRS_OF_STEPS)

    assert missing == []
    assert all(item["name"] and item["name"] != item["name_en"] for item in FILES.items)
    assert all(item["explanation"] != item["explanation_en"] for item in FILES.items)


@pytest.mark.parametrize("language", ["", "_en"])
def test_texts_for_customers_are_short_sentences_of_plain_words(language: str) -> None:
    texts = {
        item["code"]: sentences(" ".join(item.get(name + language, "") for name in ("explanation", "answer")))
        for item in FILES.items
    }

    lengths = {code: [len(sentence.split()) for sentence in found] for code, found in texts.items()}
    words = {word for found in texts.values() for sentence in found for word in re.findall(r"\w+", sentence)}

    assert [code for code, found in lengths.items() if max(found) > 18] == []
    assert [code for code, found in lengths.items() if mean(found) > 12] == []
    assert mean(length for found in lengths.values() for length in found) <= 10
    assert [word for word in words if len(word) > 24] == []


# --- fields and prices -----------------------------------------------------------------------------------------------


def test_extra_fields_of_every_type_are_asked() -> None:
    fields = [line for item in FILES.items for line in item.get("fields", ())]

    types = Tally(line["field_type"] for line in fields)

    assert sum(bool(item.get("fields")) for item in FILES.items) >= 20
    assert set(types) == {kind.value for kind in FieldType}
    assert min(types.values()) >= 5
    assert all(re.fullmatch(r"[a-z0-9_]{2,32}", line["code"]) for line in fields)


def test_prices_have_the_vat_of_what_is_sold() -> None:
    priced = {item["code"]: [line["vat"] for line in item["prices"]] for item in FILES.items if item.get("prices")}

    rates = Tally(vat for found in priced.values() for vat in found)

    assert len(priced) >= 10
    assert min(rates["high"], rates["low"], rates["exempt"]) >= 2
    assert {*priced["P-LUNCH"], *priced["P-KOFF"], *priced["P-TAART"]} == {"low"}
    assert set(priced["P-ZAALG"]) == {"exempt"}
    assert set(priced["P-MON"]) == {"high"}
    assert all(len(set(found)) == 1 for found in priced.values())


# --- the processes ---------------------------------------------------------------------------------------------------


def test_twenty_processes_have_two_to_six_steps() -> None:
    sizes = [len(item["steps"]) for item in PROCESSES]
    firsts = [[tuple(step["after"]) for step in item["steps"]] for item in PROCESSES]

    side_by_side = sum(len(set(after)) < len(after) for after in firsts)
    approvals = sum(any(step["kind"] == "approve" for step in item["steps"]) for item in PROCESSES)

    assert len(sizes) >= 20
    assert set(sizes) <= {2, 3, 4, 5, 6}
    assert side_by_side >= 6
    assert approvals >= 6
    assert {step["kind"] for item in PROCESSES for step in item["steps"]} == {kind.value for kind in StepKind}


def test_steps_fit_in_the_time_that_the_customer_is_told() -> None:
    promised = {item["code"]: LeadTime(item["lead_amount"], LeadUnit(item["lead_unit"])).minutes for item in PROCESSES}

    ways = {item["code"]: longest_way(item) for item in PROCESSES}

    assert {code: way for code, way in ways.items() if way > promised[code]} == {}


def test_what_is_given_at_once_has_no_steps_before_it() -> None:
    at_once = [item for item in FILES.items if item["lead_amount"] == 0]

    with_steps = [item["code"] for item in at_once if item.get("steps")]

    assert at_once
    assert with_steps == []


def test_something_is_inspected_after_it_was_done_and_handed_over_at_the_end() -> None:
    for item in PROCESSES:
        kinds = [step["kind"] for step in item["steps"]]
        after = {code for step in item["steps"] for code in step["after"]}

        last = {step["kind"] for step in item["steps"] if step["code"] not in after}

        assert len(after) == len(kinds) - 1, item["code"]
        assert last <= {"hand_over", "inspect", "deliver"}, item["code"]
