# SPDX-License-Identifier: EUPL-1.2
"""What somebody is typing at a ticket is kept for them alone, until it is sent."""

import pytest

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role, the_program
from tests import factories


def test_what_was_typed_comes_back_to_who_typed_it_only(desk: Desk, actor: Actor) -> None:
    piet = factories.an_actor(desk.db, "piet", Role.COUNTER)

    desk.unfinished.keep(actor, "note:1", {"text": "half"})
    desk.unfinished.keep(actor, "note:1", {"text": "half get"})

    assert desk.unfinished.kept(actor, "note:1") == {"text": "half get"}
    assert desk.unfinished.kept(actor, "note:2") == {}
    assert desk.unfinished.kept(piet, "note:1") == {}


def test_it_goes_when_it_was_sent_or_emptied(desk: Desk, actor: Actor) -> None:
    desk.unfinished.keep(actor, "note:1", {"text": "a"})
    desk.unfinished.keep(actor, "note:2", {"text": "b"})

    desk.unfinished.forget(actor, "note:1")
    desk.unfinished.keep(actor, "note:2", {"text": "  "})

    assert desk.unfinished.kept(actor, "note:1") == {}
    assert desk.unfinished.kept(actor, "note:2") == {}


@pytest.mark.parametrize("text", ["<b>", "=cmd", "'; drop table", "\u202eمرحبا", "👩🏽‍💻", "x" * 10_000, "a\0b"])
def test_any_text_can_be_kept(desk: Desk, actor: Actor, text: str) -> None:
    desk.unfinished.keep(actor, "note:1", {"text": text})

    assert desk.unfinished.kept(actor, "note:1") == {"text": text.replace("\0", "")}


def test_the_program_itself_types_nothing(desk: Desk) -> None:
    desk.unfinished.keep(the_program(), "note:1", {"text": "a"})

    assert desk.unfinished.kept(the_program(), "note:1") == {}
