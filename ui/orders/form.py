# SPDX-License-Identifier: EUPL-1.2
"""The frame of every form that does something to one ticket or to a selection: what it is about, fields, two buttons.

Enter in a field goes on, in the last one it finishes; Ctrl+Enter finishes from anywhere; Esc closes, and what was
typed stands there again next time. No button reacts to Enter unless it has the focus.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desk_app.core.errors import DeskError, InvalidInput
from desk_app.core.i18n import _, ngettext
from desk_app.tickets.messages import TicketLine
from ui.orders.kept_texts import KeptTexts
from ui.shell.page import Deed, Workplace
from ui.widgets.buttons import button, set_button_text
from ui.widgets.column_area import ColumnArea
from ui.widgets.form import Form
from ui.widgets.look import look, pad
from ui.widgets.text import ElidedLabel, plain_label

WIDTH = 740
RING = 5
"""Room for the ring around what has the focus, in pixels at 100 %."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CommandForm(QDialog):
    """A dialog that sends one command; show it with ``open()``.

    Signals:
        done(Deed): it was done; the dialog closes.
    """

    done = Signal(object)  # type: ignore[assignment]  # accept() and reject() go to Qt's own done(int) all the same

    def __init__(self, workplace: Workplace, parent: QWidget | None, *, title: str, go: str, icon: str) -> None:
        """``title`` and ``go`` (the button) are translated."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.workplace = workplace
        self.about_line = ElidedLabel("", colour="muted")
        self.form = Form()
        self.kept = KeptTexts(workplace, self)
        self.buttons = QDialogButtonBox()
        self.go = button(go, icon=icon, kind="primary")
        set_button_text(self.go, go, "Ctrl+Enter")
        self.not_now = button(_("Not yet"))
        set_button_text(self.not_now, _("Not yet"), "Esc")
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.not_now, QDialogButtonBox.ButtonRole.RejectRole)
        self._scroll = ColumnArea(margins=RING, spacing=0)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.column.addWidget(self.form)
        self._scroll.column.addStretch(1)
        layout = QVBoxLayout(self)
        pad(layout, margins=24, spacing=12)
        layout.addWidget(plain_label(title, role="title"))
        layout.addWidget(self.about_line)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.buttons)
        self._column = layout
        self.buttons.accepted.connect(self.submit)
        self.buttons.rejected.connect(self.reject)

    def command(self) -> Callable[[], Any]:
        """What the button does, to run beside the window, from the fields as they are now; raises InvalidInput."""
        raise NotImplementedError

    def add_under(self, widget: QWidget) -> None:
        """Something between the fields and the buttons that stays in view while the fields scroll."""
        self._column.insertWidget(self._column.indexOf(self.buttons), widget)

    def deed_of(self, answer: Any) -> Deed:  # noqa: ANN401 -- what the call of ``command`` answered
        """What to say when it was carried out."""
        assert isinstance(answer, Deed)
        return answer

    def is_last(self, _field: QWidget) -> bool:
        """Whether plain Enter in this field finishes."""
        return False

    def on_refused(self, error: DeskError) -> None:
        """Shows why the desk refused: under the fields when they can be corrected, else on top; the text stays."""
        self.form.show_errors(error.fields if isinstance(error, InvalidInput) else {"": str(error)})

    def submit(self) -> None:
        """Sends the command; the form stays, with every text in it, until it was carried out."""
        if not self.go.isEnabled():
            return
        try:
            call = self.command()
        except InvalidInput as error:
            self.form.show_errors(error.fields)
            return
        self.form.show_errors({})
        self.go.setEnabled(False)
        self.workplace.tasks.run(self, call, done=self._on_done, failed=self._on_failed)

    def reject(self) -> None:
        self.kept.write()
        super().reject()

    def sizeHint(self) -> QSize:
        """As high as the fields ask, as far as the screen has room."""
        room = self.screen().availableSize() * 0.94
        return QSize(look().px(WIDTH), super().sizeHint().height()).boundedTo(room)

    def event(self, event: QEvent) -> bool:
        """Grows when a field or a sentence appears; never shrinks under somebody's eyes."""
        answer = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show) and not self.isMaximized():
            wanted = self.sizeHint().expandedTo(self.size())
            if wanted != self.size():
                self.resize(wanted)
            self._stay_in_view()
        return answer

    def _stay_in_view(self) -> None:
        """A form that grew moves up: its buttons never leave a small screen."""
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        left = max(room.left(), min(frame.left(), room.right() + 1 - frame.width()))
        top = max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height()))
        if (left, top) != (frame.left(), frame.top()):
            self.move(left, top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif isinstance(focus, QAbstractButton) and not focus.isCheckable():
            focus.click()
        elif self.is_last(focus):
            self.submit()
        else:
            self.focusNextChild()

    def _on_done(self, answer: Any) -> None:  # noqa: ANN401 -- what the call answered
        self.kept.forget()
        self.done.emit(self.deed_of(answer))
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if isinstance(error, DeskError):
            self.on_refused(error)
        else:
            self.workplace.problems.show(error)


class OrderForm(CommandForm):
    """A form about ``ticket_ids``: one ticket or a selection."""

    def __init__(
        self,
        workplace: Workplace,
        ticket_ids: Sequence[int],
        parent: QWidget | None,
        *,
        name: str,
        title: str,
        go: str,
        icon: str,
    ) -> None:
        """``name`` keeps typed text apart per form."""
        super().__init__(workplace, parent, title=title, go=go, icon=icon)
        self.ticket_ids = tuple(dict.fromkeys(ticket_ids))
        self._kept_name = f"{name}:{','.join(map(str, self.ticket_ids))}"[:100]

    def read_lines(self) -> None:
        """Asks which tickets these are, for the line under the title."""
        desk, actor, ids = self.workplace.desk, self.workplace.actor, self.ticket_ids
        self.workplace.tasks.run(self, lambda: desk.ticket_queries.lines(actor, ids), done=self.show_lines)

    def show_lines(self, lines: Sequence[TicketLine]) -> None:
        """Shows which tickets these are."""
        if len(lines) == 1:
            self.about_line.show_text(f"{lines[0].number} · {lines[0].subject}")
            return
        numbers = ", ".join(line.number for line in lines)
        count = ngettext("{count} ticket", "{count} tickets", len(lines)).format(count=len(lines))
        self.about_line.show_text(f"{count}: {numbers}")

    def keep_typed(self) -> None:
        """From now on typed text is written down; what was typed here before comes back."""
        self.kept.open(self._kept_name)
