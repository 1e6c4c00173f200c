# SPDX-License-Identifier: EUPL-1.2
"""Says at the foot of the window which tickets ask for this agent, with a button that shows them. Never a dialog, never
over the chance to undo, and not while the counter is locked: it waits until the foot is free."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer

from desk_app.core.i18n import _, ngettext
from desk_app.progress.news import WarningNews
from ui.progress.warner import Warner
from ui.widgets.toast import Offer, Toast


@dataclass(frozen=True, slots=True)
class Ways:
    """What the teller needs of the window: whether it is locked, and where the button goes."""

    is_locked: Callable[[], bool]
    show_ticket: Callable[[int], None]
    show_list: Callable[[], None]


class NewsTeller(QObject):
    """Between a warner and the foot of the window."""

    def __init__(self, warner: Warner, toast: Toast, ways: Ways, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._toast = toast
        self._ways = ways
        self._waiting: dict[int, WarningNews] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._tell)
        warner.news.connect(self._on_news)
        warner.ticked.connect(self._soon.start)
        toast.gone.connect(self._soon.start)

    def _on_news(self, news: Sequence[WarningNews]) -> None:
        """Of one ticket the last is enough."""
        for one in news:
            self._waiting.pop(one.ticket_id, None)
            self._waiting[one.ticket_id] = one
        self._soon.start()

    def _tell(self) -> None:
        if not self._waiting or self._toast.sentence or self._ways.is_locked():
            return
        told = tuple(self._waiting.values())
        self._waiting.clear()
        self._toast.say(sentence_of(told), offer=self._offer(told))

    def _offer(self, told: Sequence[WarningNews]) -> Offer:
        if len(told) == 1:
            return _("Show it"), partial(self._ways.show_ticket, told[0].ticket_id)
        return _("Show them"), self._ways.show_list


def sentence_of(news: Sequence[WarningNews]) -> str:
    """One is told whole, more as a number with the first few."""
    if len(news) > 1:
        words = ngettext(
            "{count} ticket asks for your attention: {numbers}",
            "{count} tickets ask for your attention: {numbers}",
            len(news),
        )
        numbers = ", ".join(one.number for one in news[:3])
        return words.format(count=len(news), numbers=f"{numbers} …" if len(news) > 3 else numbers)
    (one,) = news
    if one.given_by:
        words = _("{name} asks you to look at {number}: {reason}")
        return words.format(name=one.given_by, number=one.number, reason=one.reason)
    return _("{number} asks for your attention: {reason}").format(number=one.number, reason=one.reason)
