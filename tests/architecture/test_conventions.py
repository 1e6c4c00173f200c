# SPDX-License-Identifier: EUPL-1.2
"""The house keeps its rules, and each rule really finds what it forbids."""

import pytest

from tests.architecture.rules import RULES, Rule
from tests.architecture.screen_rules import MARKUP_TRAPS, SCREEN_RULES, shows_text_as_markup
from tests.architecture.source import house, read

ALL = (*RULES, *SCREEN_RULES)
each_rule = pytest.mark.parametrize("rule", ALL, ids=[rule.name.replace(" ", "-") for rule in ALL])


@each_rule
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    sources = [source for source in house() if rule.applies_to(source.path)]

    findings = [f"{source.path}:{line}: {what}" for source in sources for line, what in rule.find(source)]

    assert not findings, "\n".join([f"{rule.name}: {rule.find.__doc__}", *findings])


@each_rule
def test_a_planted_violation_is_found(rule: Rule) -> None:
    planted = read(rule.planted, rule.planted_in)

    findings = list(rule.find(planted))

    assert rule.applies_to(planted.path)
    assert findings


@each_rule
def test_the_right_way_passes(rule: Rule) -> None:
    allowed = read(rule.allowed, "desk_app/tickets/service.py")

    findings = list(rule.find(allowed))

    assert findings == []


@pytest.mark.parametrize("trap", MARKUP_TRAPS)
def test_no_way_round_the_rule_on_markup(trap: str) -> None:
    page = read(trap, "ui/tickets/page.py")

    findings = list(shows_text_as_markup(page))

    assert findings
