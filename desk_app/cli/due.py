# SPDX-License-Identifier: EUPL-1.2
"""``due``: what would be promised for a product or a kind, by which target, and how one comes to that moment by hand."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from desk_app.app import Desk
from desk_app.catalogue.models import TicketKind
from desk_app.catalogue.wording import KIND_LETTERS, KIND_NAMES
from desk_app.cli.customers import customer_of
from desk_app.cli.output import Output
from desk_app.contracts.chain import Chain
from desk_app.contracts.promise import CountedSpan, said
from desk_app.contracts.target_checks import PRIORITIES
from desk_app.contracts.targets import Target
from desk_app.core import formats
from desk_app.core.actor import the_program
from desk_app.core.clock import DESK_ZONE, local
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _, language
from desk_app.intake.deriving import Foreseen, Wish

YEARS = range(2000, 2100)
"""Outside these nobody has opening hours."""


def due(desk: Desk, arguments: Namespace, output: Output) -> int:
    """``due``: the moment with its sentence, the target, the chain, and every open span that was counted."""
    at = _moment(arguments.at) if arguments.at is not None else desk.clock.now()
    actor = the_program()
    wish = Wish(
        at=at,
        kind=_kind(arguments.kind),
        item_id=desk.catalogue.by_code(actor, arguments.product).id if arguments.product is not None else None,
        priority=_priority(arguments.priority),
        person_id=customer_of(desk, arguments.customer) if arguments.customer is not None else None,
    )
    found = desk.intake.foresee(actor, wish)
    output.answer(_data(found, at), *_sentences(found, at))
    return 0


def _data(found: Foreseen, at: datetime) -> dict[str, Any]:
    derived = found.derived
    return {
        "at": _iso(at),
        "due_at": _iso(derived.norm_at),
        "sentence": derived.sentence,
        "target": _target(found.target),
        "why": derived.why,
        "respond_by": _iso(derived.respond_by) if derived.respond_by is not None else None,
        "response": derived.response,
        "chain": _chain(derived.chain),
        "steps": [_step(span) for span in found.spans],
    }


def _target(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {
        "id": target.id,
        "agreement": target.agreement_code,
        "name": target.agreement_name,
        "norm_percent": target.norm_percent,
        "pauses": sorted(reason.value for reason in target.pauses),
    }


def _chain(chain: Chain) -> dict[str, Any]:
    return {
        "keeps": chain.keeps,
        "honest_at": _iso(chain.honest_at),
        "links": [
            {
                "kind": link.kind.value,
                "party": link.party,
                "agreement": link.agreement,
                "due_at": _iso(link.due_at),
                "keeps": link.keeps,
                "sentence": link.sentence,
            }
            for link in chain.links
        ],
    }


def _step(span: CountedSpan) -> dict[str, Any]:
    begins, ends = local(span.begins), local(span.ends)
    return {"date": begins.date(), "from": _iso(begins), "to": _iso(ends), "seconds": span.seconds}


def _sentences(found: Foreseen, at: datetime) -> Iterator[str]:
    derived, chain = found.derived, found.derived.chain
    yield derived.sentence
    yield derived.why
    if derived.response:
        yield _("First answer by {moment}").format(moment=derived.response)
    yield from (link.sentence for link in chain.links[1:])
    if not chain.keeps:
        yield _("What can honestly be promised: {moment}").format(moment=said(chain.honest_at, "", at, language()))
    yield _("Counted:")
    yield from (f"  {_span_words(span)}" for span in found.spans)


def _span_words(span: CountedSpan) -> str:
    hours, rest = divmod(span.seconds, 3600)
    return _("{day} from {begins} to {ends}: {hours}:{minutes}:{seconds}").format(
        day=formats.day_short(local(span.begins).date()),
        begins=formats.clock_time(span.begins),
        ends=formats.clock_time(span.ends),
        hours=hours,
        minutes=f"{rest // 60:02}",
        seconds=f"{rest % 60:02}",
    )


def _kind(text: str | None) -> TicketKind | None:
    if text is None:
        return None
    for kind, letter in KIND_LETTERS.items():
        if text.strip().casefold() in (letter.casefold(), kind.value, _(KIND_NAMES[kind]).casefold()):
            return kind
    raise InvalidInput({"kind": _("I do not know the kind “{text}”. Choose K, W, I or S.").format(text=text[:60])})


def _priority(text: str | None) -> int | None:
    if text is None:
        return None
    for priority in PRIORITIES:
        if text.strip() == str(priority):
            return priority
    sentence = _("“{text}” is no priority. Give a number from 1 to {most}.")
    raise InvalidInput({"priority": sentence.format(text=text[:60], most=PRIORITIES[-1])})


def _moment(text: str) -> datetime:
    """A moment without a zone is that of the desk."""
    try:
        moment = datetime.fromisoformat(text.strip())
        at = (moment if moment.tzinfo is not None else moment.replace(tzinfo=DESK_ZONE)).astimezone(UTC)
    except (ValueError, OverflowError):
        at = None
    if at is None or at.year not in YEARS:
        sentence = _("“{text}” is no moment. Write it as 2026-11-24T10:30, between {first} and {last}.")
        raise InvalidInput({"at": sentence.format(text=text[:60], first=YEARS[0], last=YEARS[-1])})
    return at


def _iso(moment: datetime) -> str:
    """On the clock of the desk, with its distance to UTC."""
    return local(moment).isoformat()
