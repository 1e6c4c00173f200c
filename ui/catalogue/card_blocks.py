# SPDX-License-Identifier: EUPL-1.2
"""Everything about one product in words, for the tabs of its card: facts, versions, figures of its process."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk_app.app import Desk
from desk_app.catalogue.differences import item_differences
from desk_app.catalogue.line_words import Names, entitlement_words, field_words, price_words, step_words
from desk_app.catalogue.messages import ItemContent, ItemRow, VersionRow
from desk_app.catalogue.policy import needs_cost_centre, policy_words
from desk_app.catalogue.shelf import is_overdue
from desk_app.catalogue.wording import (
    COMPLEXITY_NAMES,
    KIND_LETTERS,
    KIND_NAMES,
    STATUS_NAMES,
    STEP_KIND_NAMES,
    price_text,
    promise_text,
)
from desk_app.core import formats
from desk_app.core.actor import Actor
from desk_app.core.i18n import _, ngettext
from desk_app.core.messages import FileRow
from desk_app.process.messages import ExceptionFigures, StepFigures
from ui.catalogue.grounds import read_names
from ui.catalogue.words import lane_sentence
from ui.widgets.blocks import Block

A_YEAR = timedelta(days=365)
FEWEST = 5
"""Fewer tickets than this say nothing about a process (``ux.md`` 2.5.13)."""


@dataclass(frozen=True, slots=True)
class CardMore:
    """What the card reads after the row of the list: the whole content, files, versions, figures of a year."""

    item_id: int
    content: ItemContent
    names: Names
    files: tuple[FileRow, ...]
    versions: tuple[VersionRow, ...]
    """Newest first."""
    asked: int
    """Tickets of the last 365 days."""
    steps: tuple[StepFigures, ...]
    exceptions: ExceptionFigures | None


def read_more(desk: Desk, actor: Actor, item_id: int) -> CardMore:
    """On a worker."""
    now = desk.clock.now()
    exceptions = desk.process_queries.exceptions(actor, now - A_YEAR, now)
    return CardMore(
        item_id=item_id,
        content=desk.catalogue.sheet(actor, item_id).content,
        names=read_names(desk, actor),
        files=desk.catalogue.attachments(actor, item_id),
        versions=desk.catalogue.versions(actor, item_id),
        asked=desk.catalogue.uses(actor, item_id),
        steps=desk.process_queries.step_figures(actor, item_id, now - A_YEAR, now),
        exceptions=next((one for one in exceptions if one.item_id == item_id), None),
    )


def fact_blocks(item: ItemRow, more: CardMore | None, day: date) -> list[Block]:
    """The tab of the product; without ``more`` what the row of the list knows."""
    names = more.names if more is not None else Names()
    is_answer = item.lead.is_at_once and bool(item.answer)
    is_late = is_overdue(item, day)
    group = policy_words(item.funding, item.policy, cost_centre=needs_cost_centre(item, None))
    blocks = [
        Block(_("Kind"), f"{KIND_LETTERS[item.kind]} · {_(KIND_NAMES[item.kind])}", is_short=True),
        Block(_("Group"), f"{_(COMPLEXITY_NAMES[item.complexity])} · {group}\n{lane_sentence(item.policy, names)}"),
        Block(_("Ready in"), promise_text(item), is_short=True),
        Block(_("Price"), price_text(item), is_short=True),
        Block(_("Goes to"), item.team, is_short=True),
        Block(_("Quantity"), _quantity(item), is_short=True),
        Block(_("Explanation"), _both(item.explanation, item.explanation_en)),
        Block(_("What does the customer need?"), _both(item.customer_brings, item.customer_brings_en)),
        Block(_("Answer to give") if is_answer else _("Text when it is ready"), _both(item.answer, item.answer_en)),
        Block(_("Who may have it"), _lines(entitlement_words(line, names) for line in item.entitlements)),
        Block(_("Extra questions"), _numbered([field_words(line) for line in item.fields])),
        Block(_("Steps"), _steps(item, names)),
        Block(_("Handling"), _handling(item)),
        Block(_("Search words"), item.keywords),
    ]
    if more is not None:
        content = more.content
        blocks += [
            Block(_("Prices by date"), _lines(price_words(line) for line in content.prices)),
            Block(_("Agreement"), names.agreements.get(content.agreement_id or 0, ""), is_short=True),
            Block(_("What the customer wants"), _lines(names.topics.get(topic, "?") for topic in content.topics)),
            Block(_("Asked"), _asked(more.asked), is_short=True),
        ]
    blocks += [
        Block(_("English name"), item.name_en, is_short=True),
        Block(_("Owner"), item.owner, is_short=True),
        Block(_("Look at it again"), _review(item.review_on, is_late), is_marked=is_late, is_short=True),
        Block(_("Status"), _status(item), is_short=True),
    ]
    return blocks


def version_blocks(more: CardMore) -> list[Block]:
    """Each version with who made it, when, and what became different."""
    blocks = []
    older: Sequence[VersionRow | None] = [*more.versions[1:], None]
    for row, before in zip(more.versions, older, strict=True):
        who = row.agent_name or _("Balie")
        title = _("Version {number} · {moment} · {name}").format(
            number=row.version, moment=formats.moment_short(row.at), name=who
        )
        if before is None:
            blocks.append(Block(title, _("The first version that is kept.")))
            continue
        changes = [one.sentence for one in item_differences(before.content, row.content, more.names)]
        blocks.append(Block(title, "\n".join(changes) or _("Nothing became different.")))
    return blocks


def figure_blocks(more: CardMore) -> list[Block]:
    """How the steps went in the last year, and how often somebody got it who was not entitled."""
    blocks = [
        Block(f"{number}. {step.name} ({_(STEP_KIND_NAMES[step.kind])})", _figures(step))
        for number, step in enumerate(more.steps, start=1)
    ]
    if blocks:
        blocks.insert(0, Block("", _("The last 365 days. Lead times count open hours.")))
    if more.exceptions is not None:
        reasons = [
            _("{number}: {reason} ({name})").format(number=one.number, reason=one.reason, name=one.by)
            for one in more.exceptions.tickets[:10]
        ]
        count = ngettext("{count} time", "{count} times", more.exceptions.count).format(count=more.exceptions.count)
        blocks.append(Block(_("Given to somebody who was not entitled"), "\n".join([count, *reasons])))
    return blocks


def _figures(step: StepFigures) -> str:
    times = ngettext("{count} time", "{count} times", step.volume).format(count=step.volume)
    if step.volume < FEWEST:
        return _("{times}: too few to say more.").format(times=times)
    lines = [times]
    if step.median_minutes is not None and step.p90_minutes is not None:
        lines.append(
            _("Half within {median}, 90 % within {most}").format(
                median=formats.working_duration(step.median_minutes), most=formats.working_duration(step.p90_minutes)
            )
        )
    lines.append(_("{share} % late").format(share=round(step.late_share * 100)))
    lines.append(_("{share} % done again").format(share=round(step.redone_share * 100)))
    if step.skipped:
        lines.append(ngettext("skipped {count} time", "skipped {count} times", step.skipped).format(count=step.skipped))
    return "\n".join(lines)


def _both(dutch: str, english: str) -> str:
    return f"{dutch}\n\n{_('English')}: {english}" if english and dutch else dutch or english


def _quantity(item: ItemRow) -> str:
    if item.max_quantity == 1:
        return ""
    return _("{least} to {most} pieces").format(least=item.min_quantity, most=item.max_quantity)


def _steps(item: ItemRow, names: Names) -> str:
    return _numbered([step_words(line, item.steps, names) for line in item.steps])


def _handling(item: ItemRow) -> str:
    parts = []
    if item.needs_space:
        parts.append(_("the location is asked"))
    if item.work_order:
        parts.append(_("a work order is printed"))
    if item.lendable:
        parts.append(_("it can be borrowed"))
    if item.pick_up:
        parts.append(_("it waits on the shelf to be picked up"))
    return ", ".join(parts)


def _asked(count: int) -> str:
    return ngettext("{count} time in a year", "{count} times in a year", count).format(count=count)


def _review(day: date | None, is_late: bool) -> str:
    if day is None:
        return ""
    return _("{day}: this date has passed").format(day=formats.day_plain(day)) if is_late else formats.day_plain(day)


def _status(item: ItemRow) -> str:
    parts = [_(STATUS_NAMES[item.status])]
    if item.valid_from is not None:
        parts.append(_("from {day}").format(day=formats.day_plain(item.valid_from)))
    if item.valid_until is not None:
        parts.append(_("until and including {day}").format(day=formats.day_plain(item.valid_until)))
    return " · ".join(parts)


def _numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts)
