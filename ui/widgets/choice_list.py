# SPDX-License-Identifier: EUPL-1.2
"""A list of choices with a title and a detail each: under a picker, and in the command palette.

The list never takes the focus: the line above it keeps the keys, and the list only shows which row Enter would take.
It is a part of the window, not a window of its own, so nothing can be left behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.icons import paint_icon, paint_letter
from ui.widgets.look import look
from ui.widgets.text import plain_label, set_plain

Index = QModelIndex | QPersistentModelIndex
MAX_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose. ``key`` is what the page wants back; ``detail`` tells namesakes apart; ``aside`` stands at
    the right (price, shortcut); ``icon`` is an icon, a status mark or one KWIS letter; ``data`` is for the page. A
    ``muted`` one is grey: ``icon`` and ``detail`` say why."""

    key: Any
    title: str
    detail: str = ""
    aside: str = ""
    icon: str = ""
    data: Any = None
    muted: bool = False

    @property
    def line(self) -> str:
        """Title and detail in one line: what stands in the field, and what is read aloud."""
        return f"{self.title} · {self.detail}" if self.detail else self.title


ChoiceRole = int(Qt.ItemDataRole.UserRole)
FixedRole = ChoiceRole + 1


class ChoiceModel(QAbstractListModel):
    """The hits, then the fixed rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Choice, bool]] = []

    def set_choices(self, choices: Sequence[Choice], fixed: Sequence[Choice] = ()) -> None:
        """Shows others."""
        self.beginResetModel()
        self._rows = [(choice, False) for choice in choices] + [(choice, True) for choice in fixed]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 -- Qt's own
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        choice, is_fixed = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return choice.line
        if role == ChoiceRole:
            return choice
        if role == FixedRole:
            return is_fixed
        return None

    def choice_at(self, row: int) -> Choice | None:
        """The choice in a row."""
        return self._rows[row][0] if 0 <= row < len(self._rows) else None


class ChoiceDelegate(QStyledItemDelegate):
    """Paints icon, title, detail in grey, aside at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(look().px(200), look().px(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(ChoiceRole)
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = QRectF(option.rect)
        painter.save()
        if is_on:
            painter.fillRect(rect, look().colour("select"))
            painter.fillRect(QRectF(rect.left(), rect.top(), look().px(3), rect.height()), look().colour("accent"))
        if index.data(FixedRole) and index.row() > 0 and not index.sibling(index.row() - 1, 0).data(FixedRole):
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), look().colour("divider"))
        left = rect.left() + look().px(12)
        if choice.icon:
            side = look().px(18)
            box = QRectF(left, rect.center().y() - side / 2, side, side)
            if len(choice.icon) == 1:
                paint_letter(painter, choice.icon, box, look().colour("text"))
            else:
                paint_icon(painter, choice.icon, box, look().colour("muted"))
            left += side + look().px(8)
        right = rect.right() - look().px(12)
        middle = Qt.AlignmentFlag.AlignVCenter
        if choice.aside:
            painter.setFont(look().font("small"))
            painter.setPen(look().colour("muted"))
            width = painter.fontMetrics().horizontalAdvance(choice.aside)
            painter.drawText(QRectF(right - width, rect.top(), width + 1, rect.height()), middle, choice.aside)
            right -= width + look().px(12)
        body = look().font("body")
        body.setBold(is_on)
        painter.setFont(body)
        metrics = painter.fontMetrics()
        painter.setPen(look().colour("muted" if choice.muted else "text"))
        room = max(right - left, 1)
        title = metrics.elidedText(choice.title, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(QRectF(left, rect.top(), room, rect.height()), middle, title)
        used = metrics.horizontalAdvance(title) + look().px(12)
        if choice.detail and room - used > look().px(40):
            painter.setFont(look().font("body"))
            painter.setPen(look().colour("muted"))
            detail = painter.fontMetrics().elidedText(choice.detail, Qt.TextElideMode.ElideRight, round(room - used))
            painter.drawText(QRectF(left + used, rect.top(), room - used, rect.height()), middle, detail)
        painter.restore()


class ChoiceView(QListView):
    """The list; the highlight is the current row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = ChoiceModel(self)
        self.setModel(self.choices)
        self.setItemDelegate(ChoiceDelegate(self))
        self.setProperty("popup", True)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)

    @property
    def current(self) -> Choice | None:
        """The highlighted choice."""
        return self.choices.choice_at(self.currentIndex().row())

    def show_choices(self, choices: Sequence[Choice], fixed: Sequence[Choice] = ()) -> None:
        """Shows others, the first highlighted."""
        self.choices.set_choices(choices, fixed)
        self.setCurrentIndex(self.choices.index(0))

    def step(self, by: int) -> None:
        """Moves the highlight; one step past the end comes round."""
        count = self.choices.rowCount()
        if not count:
            return
        row = self.currentIndex().row() + by
        row = row % count if abs(by) == 1 else min(max(row, 0), count - 1)
        self.setCurrentIndex(self.choices.index(row))


class ChoicePopup(QFrame):
    """The list under a line.

    Signals:
        picked(Choice): a row was clicked.
    """

    picked = Signal(object)

    def __init__(self, line: QWidget) -> None:
        super().__init__(line)
        self._line = line
        self.setProperty("ground", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view = ChoiceView()
        self._view.setAccessibleName(line.accessibleName())
        self._nothing = plain_label("", colour="muted", wrap=True)
        self._nothing.setMargin(look().px(8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, look().px(4), 1, look().px(4))
        layout.setSpacing(0)
        layout.addWidget(self._nothing)
        layout.addWidget(self._view)
        self._view.clicked.connect(self._on_clicked)
        self.hide()

    @property
    def current(self) -> Choice | None:
        """What Enter would take."""
        return self._view.current

    @property
    def choices(self) -> list[Choice]:
        """All rows, in order."""
        model = self._view.choices
        return [choice for row in range(model.rowCount()) if (choice := model.choice_at(row)) is not None]

    @property
    def nothing_label(self) -> QLabel:
        """The line that says that nothing was found."""
        return self._nothing

    def show_choices(self, choices: Sequence[Choice], fixed: Sequence[Choice], *, nothing: str) -> None:
        """Shows rows under the line, or the sentence ``nothing``. Without hits no row is highlighted by itself: Enter
        must not start something else than what was looked for."""
        self._view.show_choices(choices, fixed)
        if not choices:
            self._view.setCurrentIndex(QModelIndex())
        set_plain(self._nothing, nothing)
        self._nothing.setVisible(not choices)
        self._view.setVisible(bool(choices or fixed))
        self._place(len(choices) + len(fixed))

    def step(self, by: int) -> None:
        """Moves the highlight."""
        self._view.step(by)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide):
            self.hide()
        return super().eventFilter(watched, event)

    def _place(self, rows: int) -> None:
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self._line.installEventFilter(self)
            self._line.destroyed.connect(self.deleteLater)
        row = look().px(36)
        height = min(max(rows, 0), MAX_SHOWN) * row + look().px(10)
        if self._nothing.isVisibleTo(self):
            height += QFontMetrics(self._nothing.font()).lineSpacing() + look().px(16)
        width = max(self._line.width(), look().px(360))
        under = self._line.mapTo(window, QPoint(0, self._line.height() + look().px(4)))
        left = min(under.x(), max(window.width() - width - look().px(8), 0))
        top = under.y()
        if top + height > window.height():
            above = self._line.mapTo(window, QPoint(0, 0)).y() - look().px(4)
            if above > window.height() - top:
                height = min(height, above)
                top = above - height
            else:
                height = window.height() - top
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()

    def _on_clicked(self, index: QModelIndex) -> None:
        choice = self._view.choices.choice_at(index.row())
        if choice is not None:
            self.picked.emit(choice)
