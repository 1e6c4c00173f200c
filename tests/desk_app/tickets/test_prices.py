# SPDX-License-Identifier: EUPL-1.2
"""A price with the VAT in it, as the customer reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.catalogue.models import VatRate
from desk_app.tickets.prices import PERCENT, vat_in, with_vat


@pytest.mark.parametrize(
    ("cents", "vat", "amount"),
    [
        (12100, VatRate.HIGH, 2100),
        (10900, VatRate.LOW, 900),
        (2500, VatRate.HIGH, 434),
        (1, VatRate.HIGH, 0),
        (3, VatRate.HIGH, 1),
        (2500, VatRate.ZERO, 0),
        (2500, VatRate.EXEMPT, 0),
    ],
)
def test_the_vat_in_a_price(cents: int, vat: VatRate, amount: int) -> None:
    assert vat_in(cents, vat) == amount


@given(st.integers(0, 10_000_000), st.sampled_from(VatRate))
def test_price_without_vat_and_vat_make_the_price_again(cents: int, vat: VatRate) -> None:
    without = cents - vat_in(cents, vat)

    assert abs(without * PERCENT.get(vat, 0) / 100 - vat_in(cents, vat)) <= 1


@pytest.mark.parametrize(
    ("vat", "lang", "words"),
    [
        (VatRate.HIGH, "nl", "€ 25,00, waarvan € 4,34 btw (21 %)"),
        (VatRate.LOW, "en", "€25.00, of which €2.06 VAT (9 %)"),
        (VatRate.ZERO, "nl", "€ 25,00 (0 % btw)"),
        (VatRate.EXEMPT, "nl", "€ 25,00 (geen btw)"),
        (None, "nl", "€ 25,00"),
    ],
)
def test_a_price_in_words(vat: VatRate | None, lang: str, words: str) -> None:
    assert with_vat(2500, vat, lang).replace("\xa0", " ") == words
