# SPDX-License-Identifier: EUPL-1.2
"""The order of steps: whatever is drawn up, the first can start, and nothing waits for ever."""

from hypothesis import given
from hypothesis import strategies as st

from desk_app.process.chain import followers, holding_up, together

CHAIN = {"a": (), "b": ("a",), "c": ("a",), "d": ("b", "c"), "e": ()}


def test_what_can_start_and_what_waits() -> None:
    assert holding_up(CHAIN, "a", set()) == ()
    assert holding_up(CHAIN, "d", {"a", "b"}) == ("c",)


def test_what_follows_also_by_way_of_others() -> None:
    assert followers(CHAIN, "a") == {"b", "c", "d"}
    assert followers(CHAIN, "d") == frozenset()


def test_what_goes_side_by_side() -> None:
    assert together(CHAIN) == {"a": ("e",), "b": ("c",), "c": ("b",), "d": (), "e": ("a",)}


def test_a_step_that_waits_for_one_that_is_not_there_can_start() -> None:
    assert holding_up({"a": ("gone",)}, "a", set()) == ()


def test_a_ring_ends_all_the_same() -> None:
    ring = {"a": ("b",), "b": ("a",)}

    assert followers(ring, "a") == {"b"}
    assert set(together(ring)) == {"a", "b"}


@st.composite
def chains(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    codes = [chr(ord("a") + number) for number in range(draw(st.integers(1, 8)))]
    return {
        code: tuple(draw(st.lists(st.sampled_from(codes[:place]), unique=True, max_size=3))) if place else ()
        for place, code in enumerate(codes)
    }


@given(chains())
def test_doing_what_can_be_done_ends_every_process(chain: dict[str, tuple[str, ...]]) -> None:
    over: set[str] = set()

    for _round in chain:
        over |= {code for code in chain if not holding_up(chain, code, over)}

    assert over == set(chain)


@given(chains())
def test_steps_side_by_side_never_follow_each_other(chain: dict[str, tuple[str, ...]]) -> None:
    beside = together(chain)

    assert all(other not in followers(chain, code) for code, others in beside.items() for other in others)
