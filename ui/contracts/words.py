# SPDX-License-Identifier: EUPL-1.2
"""Agreements in the words and chips of the page; pure."""

from collections.abc import Mapping
from datetime import date

from desk_app.contracts.messages import AgreementKind, AgreementRow, Signal
from desk_app.contracts.signals import SignalKind
from desk_app.core.i18n import N_, _, language, ngettext
from desk_app.progress.messages import Verdict
from ui.widgets.badge import Chip

KIND_WORDS: dict[AgreementKind, str] = {
    AgreementKind.SLA: N_("Customer"),
    AgreementKind.OLA: N_("Team"),
    AgreementKind.SUPPLIER: N_("Supplier"),
}
"""With whom, in one word."""

KIND_CHOICES: dict[AgreementKind, str] = {
    AgreementKind.SLA: N_("With a customer (SLA)"),
    AgreementKind.OLA: N_("With a team of ours (OLA)"),
    AgreementKind.SUPPLIER: N_("With a supplier"),
}

SHORT_SIGNALS: dict[SignalKind, tuple[str, str, str]] = {
    SignalKind.RENEWED: (N_("renewed tacitly"), "late", "history"),
    SignalKind.REMINDER: (N_("decide whether it goes on"), "soon", "bell"),
    SignalKind.NOTICE_PASSED: (N_("too late for notice"), "waiting", "info"),
    SignalKind.ENDED: (N_("is over"), "waiting", "archive"),
}
"""Signals that are told without a number of days: words, state and mark of the chip."""

NOTICE_STATES = {SignalKind.NOTICE_30: "late", SignalKind.NOTICE_60: "soon", SignalKind.NOTICE_90: "soon"}
"""The notice date comes near, and how the chip looks then."""

TO_DECIDE = frozenset({*NOTICE_STATES, SignalKind.RENEWED, SignalKind.REMINDER, SignalKind.ENDING})
"""Signals that ask somebody to decide: they are counted at the page in the rail."""


def signal_chip(signal: Signal | None, today: date) -> Chip | None:
    """The signal of an agreement in a few words; None when there is none."""
    if signal is None:
        return None
    days = (signal.day - today).days
    if signal.kind in NOTICE_STATES:
        words = _("last day for notice") if days == 0 else _days_of_notice(days)
        return Chip(words, NOTICE_STATES[signal.kind], "bell" if days > 30 else "")
    if signal.kind is SignalKind.ENDING:
        return Chip(
            ngettext("ends in {count} day", "ends in {count} days", days).format(count=days), "soon", "calendar"
        )
    words, state, mark = SHORT_SIGNALS[signal.kind]
    return Chip(_(words), state, mark)


def _days_of_notice(days: int) -> str:
    return ngettext("{count} day left for notice", "{count} days left for notice", days).format(count=days)


def until_words(row: AgreementRow, today: date) -> str:
    """``31-12-2026``; until further notice when it has no end."""
    if row.valid_until is None:
        return _("no end")
    if row.valid_from > today:
        return _("from {day}").format(day=day_digits(row.valid_from))
    return day_digits(row.valid_until)


def percent_words(percent: float | None, digits: int = 0) -> str:
    """``87 %``; never rounded up to a norm that was not met."""
    return "" if percent is None else _("{number} %").format(number=_lower(percent, digits))


def _lower(percent: float, digits: int) -> str:
    """Rounded down, so that 94.9 never looks like 95."""
    step = 10**digits
    number = f"{int(percent * step + 1e-9) / step:.{digits}f}"
    return number.replace(".", ",") if language() == "nl" else number


def _pair(percent: float, norm: float) -> tuple[str, str]:
    """Both in words; with a digit more where they would look alike and are not."""
    shown = percent_words(percent), percent_words(norm)
    return shown if shown[0] != shown[1] or percent >= norm else (percent_words(percent, 1), percent_words(norm, 1))


def score_chip(percent: float | None, norm: float | None, verdict: Verdict) -> Chip | None:
    """``87 % (95 %)`` with a mark that says under or at the norm; None when there is nothing to say."""
    if percent is None:
        return None
    words = percent_words(percent)
    if norm is not None:
        share, goal = _pair(percent, norm)
        words = _("{percent} ({norm})").format(percent=share, norm=goal)
    state, mark = PARTLY if is_partly(percent, norm, verdict) else VERDICT_LOOKS[_seen(percent, norm, verdict)]
    return Chip(words, state, mark)


def is_partly(percent: float | None, norm: float | None, verdict: Verdict) -> bool:
    """Of a whole agreement: at its norm, while one of its targets is not."""
    return verdict is Verdict.UNDER and percent is not None and norm is not None and percent >= norm


def _seen(percent: float, norm: float | None, verdict: Verdict) -> Verdict:
    """Of a whole agreement: under the mean of its norms, while none of its targets has enough tickets to be so."""
    is_lower = norm is not None and percent < norm
    return Verdict.TOO_FEW if verdict is Verdict.MET and is_lower else verdict


VERDICT_LOOKS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.MET: ("done", ""),
    Verdict.UNDER: ("late", "chevron-down"),
    Verdict.TOO_FEW: ("waiting", "info"),
    Verdict.NO_NORM: ("waiting", "info"),
}
"""State and mark of the chip of each verdict."""

PARTLY = ("soon", "info")
"""The same where one of several targets is not met."""


def score_sentence(
    percent: float | None, norm: float | None, n: int, verdict: Verdict, weighted: float | None = None
) -> str:
    """The same as a screen reader says it; ``weighted``: what is judged, where the targets weigh differently."""
    if percent is None:
        return _("no tickets yet")
    judged = percent if weighted is None else weighted
    said = ngettext("{percent} of {count} ticket on time", "{percent} of {count} tickets on time", n).format(
        percent=percent_words(percent), count=n
    )
    if percent_words(judged) != percent_words(percent):
        said = _("{share}, by weight {score}").format(share=said, score=percent_words(judged))
    if norm is not None:
        said = _("{share}, norm {norm}").format(share=said, norm=percent_words(norm))
    if is_partly(judged, norm, verdict):
        verdict_words = _("one of its targets is not met")
    else:
        verdict_words = _(VERDICT_SENTENCES[_seen(judged, norm, verdict)])
    return f"{said}: {verdict_words}"


VERDICT_SENTENCES: Mapping[Verdict, str] = {
    Verdict.MET: N_("the norm is met"),
    Verdict.UNDER: N_("lower than the norm"),
    Verdict.TOO_FEW: N_("too few tickets to judge"),
    Verdict.NO_NORM: N_("no norm agreed"),
}


def day_digits(day: date | None) -> str:
    """``31-12-2026``: where days stand under each other."""
    return "" if day is None else f"{day:%d-%m-%Y}"
