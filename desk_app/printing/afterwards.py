# SPDX-License-Identifier: EUPL-1.2
"""What a slip promises: "Wat gebeurt er nu?", and what the customer may count on (``ux.md`` 4.2).

Somebody whom we do not know cannot hear from us: they are told to come back, or to call.
"""

from desk_app.core.i18n import N_
from desk_app.printing.documents import Language, Promise, PromiseKind, Receipt, ReceiptEntry, SlipKind
from desk_app.printing.wording import say

_WORK = {
    SlipKind.INCIDENT: (N_("We solve the fault."), N_("After that we solve the fault.")),
    SlipKind.WISH: (N_("We look at your idea."), N_("After that we look at your idea.")),
    SlipKind.QUESTION: (N_("We look up the answer for you."), N_("After that we look up the answer for you.")),
    SlipKind.ORDER: (N_("We arrange this for you."), N_("After that we arrange this for you.")),
}
"""What we do, and what we do after the budget holder said yes."""


def next_steps(receipt: Receipt) -> list[str]:
    """The texts under "Wat gebeurt er nu?": one per ticket, once when they are the same; for whom we do not know then
    how to hear the rest."""
    found: dict[str, list[str]] = {}
    for entry in receipt.entries:
        found.setdefault(what_happens_now(entry, receipt), []).append(entry.number)
    texts = [f"{', '.join(numbers)}: {text}" for text, numbers in found.items()] if len(found) > 1 else list(found)
    comes_back = not receipt.is_known and any(_is_open(entry) for entry in receipt.entries)
    return [*texts, _come_back(receipt)] if comes_back else texts


def what_happens_now(entry: ReceiptEntry, receipt: Receipt) -> str:
    """The text for one ticket of a slip."""
    language = receipt.language
    if entry.kind is SlipKind.QUESTION and entry.answer:
        answered = say(language, N_("Your question is answered: {answer}")).format(answer=entry.answer)
        return answered if answered[-1:] in ".!?" else answered + "."
    if not _is_open(entry):
        return say(language, N_("This is ready. Is it not right? Come back and show this slip."))
    if entry.kind is SlipKind.COMPLAINT:
        return " ".join(_complaint(entry, receipt))
    work, after = _WORK[entry.kind]
    parts = [say(language, work)]
    if entry.approval:
        parts = [say(language, N_("First we ask the budget holder for approval.")), say(language, after)]
        if entry.promise:
            parts.append(say(language, N_("The date holds if that approval comes in time.")))
    return " ".join([*parts, *_news(entry, receipt)])


def promise_row(promise: Promise, language: Language, *, is_known: bool) -> tuple[str, str]:
    """Label and value of what the customer may count on."""
    if promise.kind is PromiseKind.HEAR_BY:
        text = N_("You will hear from us before {moment}.") if is_known else N_("The answer is there before {moment}.")
        hear = say(language, text).format(moment=promise.moment)
        return say(language, N_("Answer")), _with_reason(hear, promise.reason)
    label = N_("Ready by") if promise.kind is PromiseKind.READY_BY else N_("Ready")
    return say(language, label), _with_reason(promise.moment, promise.reason)


def _with_reason(text: str, reason: str) -> str:
    return f"{text}\n({reason})" if reason else text


def _complaint(entry: ReceiptEntry, receipt: Receipt) -> list[str]:
    language = receipt.language
    received = N_("We have received your complaint. Somebody who was not involved will deal with your complaint.")
    parts = [say(language, received), *_news(entry, receipt)]
    if entry.follow_up:
        parts.append(
            say(language, N_("Do you disagree with the answer? {follow_up}")).format(follow_up=entry.follow_up)
        )
    return parts


def _news(entry: ReceiptEntry, receipt: Receipt) -> list[str]:
    """How and when the customer hears the end of it."""
    language, moment = receipt.language, entry.promise.moment if entry.promise else ""
    if not receipt.is_known:
        answers = entry.kind in (SlipKind.COMPLAINT, SlipKind.WISH) and moment
        return [say(language, N_("The answer is there before {moment}.")).format(moment=moment)] if answers else []
    if entry.kind is SlipKind.COMPLAINT:
        return [say(language, N_("You will get an answer before {moment}.")).format(moment=moment)] if moment else []
    if entry.kind is SlipKind.WISH:
        text = (
            N_("You will hear before {moment} what we do with it.")
            if moment
            else N_("You will hear what we do with it.")
        )
        return [say(language, text).format(moment=moment)]
    if entry.kind is SlipKind.QUESTION:
        return [say(language, N_("You will get a message when we know it."))]
    if entry.kind is SlipKind.ORDER:
        return [say(language, N_("You will get a message when it is ready."))]
    ready = N_("You will get a message when it is ready.")
    if receipt.by_mail:
        ready = N_("You will get an e-mail when it is ready.")
    return [say(language, ready), say(language, N_("Is it not ready in time? Then we call or mail you."))]


def _is_open(entry: ReceiptEntry) -> bool:
    """Whether the customer still waits for something."""
    if entry.kind is SlipKind.QUESTION:
        return not entry.answer
    return entry.promise is None or entry.promise.kind is not PromiseKind.DONE


def _come_back(receipt: Receipt) -> str:
    phone = receipt.letterhead.phone
    text = N_("Come back with this slip or call {phone}.") if phone else N_("Come back with this slip.")
    unknown = say(receipt.language, N_("We do not know how to reach you."))
    return f"{unknown} {say(receipt.language, text).format(phone=phone)}"
