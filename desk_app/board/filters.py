# SPDX-License-Identifier: EUPL-1.2
"""Which cards a filter wants, judged card by card without a question to the database. Pure."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from desk_app.board.messages import BoardCard, BoardFilter, Pressing, Whose
from desk_app.catalogue.models import TicketKind
from desk_app.core.actor import Actor
from desk_app.core.words import fold
from desk_app.tickets.urgency import Urgency, urgency

_PRESSED = {
    Pressing.ALL: frozenset(Urgency),
    Pressing.LATE: frozenset({Urgency.LATE}),
    Pressing.SOON: frozenset({Urgency.LATE, Urgency.SOON}),
}
MOST_WORDS = 12


def searched_text(card: BoardCard) -> str:
    """What the words of a filter are looked for in: without case and accents."""
    return fold(f"{card.number} {card.subject} {card.requester} {card.space} {card.shelf} {card.team} {card.assignee}")


def texts_of(cards: Iterable[BoardCard]) -> list[tuple[BoardCard, str]]:
    """The searched text of many cards, made before anybody types."""
    return [(card, searched_text(card)) for card in cards]


def matcher(wanted: BoardFilter, actor: Actor) -> Callable[[BoardCard, str, Urgency], bool]:
    """Judges a card by its row, its ``searched_text`` and its urgency; made once for many cards."""
    words = fold(wanted.words[:400]).split()[:MOST_WORDS]
    pressed = _PRESSED[wanted.pressing]
    kind, team_id, whose = wanted.kind, wanted.team_id, wanted.whose
    my_id, my_teams = actor.agent_id, actor.team_ids

    def is_wanted(card: BoardCard, text: str, state: Urgency) -> bool:
        if state not in pressed or (kind is not None and card.kind is not kind):
            return False
        is_mine = my_id is not None and card.assignee_id == my_id
        if team_id is not None:
            if card.team_id != team_id:
                return False
        elif whose is Whose.MINE:
            if not is_mine:
                return False
        elif whose is Whose.MY_TEAMS and not (is_mine or card.team_id is None or card.team_id in my_teams):
            return False
        return all(word in text for word in words)

    return is_wanted


def matches(card: BoardCard, wanted: BoardFilter, actor: Actor, now: datetime) -> bool:
    """Whether ``wanted`` asks for this card at ``now``."""
    text = searched_text(card) if wanted.words else ""
    return matcher(wanted, actor)(card, text, urgency_of(card, now))


def urgency_of(card: BoardCard, now: datetime) -> Urgency:
    """Where the card stands against its promise."""
    return urgency(card.status, card.due_at, card.soon_at, card.paused_at, now)


def as_stored(wanted: BoardFilter) -> dict[str, Any]:
    """A filter as a saved view keeps it; what is not asked is left out."""
    fields = {
        "words": wanted.words.strip(),
        "kind": wanted.kind.value if wanted.kind else None,
        "team_id": wanted.team_id,
        "whose": wanted.whose.value if wanted.whose is not Whose.ALL else None,
        "pressing": wanted.pressing.value if wanted.pressing is not Pressing.ALL else None,
    }
    return {name: value for name, value in fields.items() if value}


def from_stored(fields: dict[str, Any]) -> BoardFilter:
    """The filter of a saved view; a word that this program does not know asks nothing."""
    kind, whose, pressing = fields.get("kind"), fields.get("whose"), fields.get("pressing")
    team_id = fields.get("team_id")
    return BoardFilter(
        words=str(fields.get("words", "")),
        kind=TicketKind(kind) if kind in set(TicketKind) else None,
        team_id=team_id if isinstance(team_id, int) else None,
        whose=Whose(whose) if whose in set(Whose) else Whose.ALL,
        pressing=Pressing(pressing) if pressing in set(Pressing) else Pressing.ALL,
    )
