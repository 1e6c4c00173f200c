# SPDX-License-Identifier: EUPL-1.2
"""The mail that asks somebody to approve, in their language: what, how much, for whom, until when, and the code. Pure."""

from dataclasses import dataclass, field
from datetime import datetime

from desk_app.catalogue.wording import in_language
from desk_app.core import formats
from desk_app.core.i18n import N_, catalogue
from desk_app.core.settings import Settings
from desk_app.tickets.paper import language_of


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked. ``name`` is the product in Dutch; ``expires_at`` UTC; ``price_cents`` of all of it, with VAT."""

    number: str
    name: str
    name_en: str
    description: str
    requester: str
    quantity: int
    price_cents: int
    cost_centre: str
    approver: str
    on_behalf_of: str
    expires_at: datetime
    token: str = field(repr=False)


def request_mail(request: Request, settings: Settings, language: str) -> tuple[str, str]:
    """Subject and text."""
    lang = language_of(language)
    say = catalogue(lang).gettext
    product = in_language(request.name, request.name_en, lang)
    subject = say(N_("Do you approve? {number}: {product}")).format(number=request.number, product=product)
    parts = [
        say(N_("Dear {name},")).format(name=request.approver),
        _why(request, lang),
        "\n".join(f"{label}: {value}" for label, value in _rows(request, product, lang) if value),
        say(N_("Your code: {code}")).format(code=request.token),
        _how(settings, lang),
        say(N_("This code works once, until {moment}. Only you have it: do not pass it on.")).format(
            moment=formats.moment_long(request.expires_at, lang)
        ),
        settings.organisation,
    ]
    return subject, "\n\n".join(part for part in parts if part) + "\n"


def _why(request: Request, lang: str) -> str:
    say = catalogue(lang).gettext
    if request.on_behalf_of:
        return say(
            N_("We ask your approval for the request below, because you decide on behalf of {holder} now.")
        ).format(holder=request.on_behalf_of)
    return say(N_("We ask your approval for the request below."))


def _rows(request: Request, product: str, lang: str) -> list[tuple[str, str]]:
    say = catalogue(lang).gettext
    price = formats.money(request.price_cents, lang) if request.price_cents else say(N_("free"))
    return [
        (say(N_("Number")), request.number),
        (say(N_("What is asked")), product),
        (say(N_("Quantity")), str(request.quantity) if request.quantity != 1 else ""),
        (say(N_("Explanation")), " ".join(request.description.split())),
        (say(N_("Asked by")), request.requester),
        (say(N_("Costs")), price),
        (say(N_("Cost centre")), request.cost_centre),
    ]


def _how(settings: Settings, lang: str) -> str:
    say = catalogue(lang).gettext
    if settings.phone:
        words = N_(
            "Reply with this code and yes or no. You can also call {phone}, or come to the desk. Without your answer we "
            "do not go on."
        )
        return say(words).format(phone=settings.phone)
    return say(N_("Reply with this code and yes or no, or come to the desk. Without your answer we do not go on."))
