# SPDX-License-Identifier: EUPL-1.2
"""The help at the right side: the page of the manual about the page in view, with a search over all of it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.core.i18n import _, language, ngettext
from ui.help.leaf import HelpLeaf
from ui.help.manual import manual
from ui.widgets.announce import announce
from ui.widgets.buttons import button, set_button_text
from ui.widgets.look import look, pad
from ui.widgets.search_box import SearchBox
from ui.widgets.text import plain_label

FIRST_TOPIC = "desk"


class HelpPane(QWidget):
    """Offline, in the language of the screen; Esc empties the search, then closes.

    Signals:
        close_wanted: the reader is done.
    """

    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Help"))
        self._manual = manual(language())
        self._topic = ""
        self._before: list[str] = []
        self.search = SearchBox(name=_("Search in the help"))
        self.leaf = HelpLeaf()
        self.leaf.setAccessibleName(_("Help"))
        self.back = button("", icon="arrow-left", kind="quiet")
        set_button_text(self.back, _("Back"), "Alt+←")
        self.close_button = button("", icon="x", kind="quiet")
        set_button_text(self.close_button, _("Close"), "F1")
        head = QHBoxLayout()
        pad(head, spacing=4)
        head.addWidget(plain_label(_("Help"), role="heading"))
        head.addStretch(1)
        head.addWidget(self.back)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        pad(layout, margins=(12, 8, 12, 0), spacing=8)
        layout.addLayout(head)
        layout.addWidget(self.search)
        layout.addWidget(self.leaf, 1)
        self.search.asked.connect(self._on_asked)
        self.search.entered.connect(self._on_entered)
        self.search.stepped_down.connect(lambda: self.leaf.setFocus(Qt.FocusReason.TabFocusReason))
        self.leaf.topic_wanted.connect(self._on_link)
        self.back.clicked.connect(self.go_back)
        self.close_button.clicked.connect(self.close_wanted)
        self.show_topic(FIRST_TOPIC)

    @property
    def topic(self) -> str:
        """The page that is shown."""
        return self._topic

    def show_topic(self, topic: str) -> None:
        """Shows a page; the first one when there is none of this name."""
        self._before.clear()
        self._show(topic)

    def go_back(self) -> None:
        """The page that was shown before the last link."""
        if self._before:
            self._show(self._before.pop())

    def about_field(self, name: str) -> str:
        """What the manual says about a field, this page first; empty when nothing."""
        return self._manual.about_field(self._topic, name)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(240))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        elif event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _show(self, topic: str) -> None:
        self._topic = topic if topic in self._manual.pages else FIRST_TOPIC
        if self.search.text():
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
        self.leaf.show_blocks(self._manual.pages[self._topic])
        self.back.setVisible(bool(self._before))

    def _on_link(self, topic: str) -> None:
        if topic in self._manual.pages:
            self._before.append(self._topic)
            self._show(topic)
            announce(self.leaf, self._manual.title(topic))

    def _on_asked(self, words: str) -> None:
        if not words:
            self.leaf.show_blocks(self._manual.pages[self._topic])
            return
        found = self._manual.find(words)
        if found:
            sentence = ngettext("{count} page about “{words}”:", "{count} pages about “{words}”:", len(found))
        else:
            sentence = _("Nothing found about “{words}”. Try another word, or press Esc.")
        sentence = sentence.format(count=len(found), words=words)
        self.leaf.show_found(sentence, found)
        announce(self.search, sentence)

    def _on_entered(self, words: str) -> None:
        found = self._manual.find(words)
        if found:
            self._on_link(found[0].topic)
            self.leaf.setFocus(Qt.FocusReason.OtherFocusReason)
