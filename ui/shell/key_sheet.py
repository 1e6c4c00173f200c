# SPDX-License-Identifier: EUPL-1.2
"""Ctrl+/: all keys on one sheet, made from the actions, so that it is never out of date; to read or to print."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from ui.shell.actions import Actions, Menu, key_text
from ui.widgets.buttons import button
from ui.widgets.look import load, look, pad
from ui.widgets.text import plain_label

Lines = list[tuple[str, list[tuple[str, str]]]]


def key_lines(actions: Actions) -> Lines:
    """Per menu (translated, without mnemonic): pairs of key and action, for every action that has a key."""
    result: Lines = []
    for menu in Menu:
        pairs = [
            (key_text(action), _(spec.text).format(number=spec.id.removeprefix("view_")))
            for spec, action in actions.known()
            if spec.menu is menu and spec.keys
        ]
        if menu is Menu.GO:
            pairs.append(("Ctrl+1 … 9", _("To page 1 … 9")))
        if pairs:
            result.append((_(menu.value).replace("&", ""), pairs))
    lists = [
        ("Enter", _("Open the row")),
        (_("Space"), _("Select the row")),
        ("Ctrl+A", _("Select all")),
        ("Esc", _("One step back")),
    ]
    result.append((_("In lists"), lists))
    steps = [
        ("Enter", _("Step done")),
        ("A", _("Approval")),
        ("S", _("Skip")),
        ("R", _("Do it again")),
    ]
    result.append((_("At the steps of a ticket"), steps))
    return result


class KeySheet(QDialog):
    """The sheet on screen; open it with ``open()``."""

    def __init__(
        self, actions: Actions, parent: QWidget, print_pdf: Callable[[bytes, str], None] | None = None
    ) -> None:
        """``print_pdf`` gets the sheet as PDF and its title; without it there is no button to print."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("All keys"))
        self._lines = key_lines(actions)
        self._print_pdf = print_pdf
        columns = QWidget()
        row = QHBoxLayout(columns)
        pad(row, margins=16, spacing=32)
        for part in _in_columns(self._lines, 3):
            row.addWidget(_column(part), alignment=Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidget(columns)
        area.setWidgetResizable(True)
        area.setAccessibleName(_("All keys"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        if print_pdf is not None:
            paper = button(_("Print the sheet"), icon="printer")
            paper.clicked.connect(self._on_print)
            buttons.addWidget(paper)
        close = QPushButton(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=12)
        layout.addWidget(plain_label(_("All keys"), role="title"))
        layout.addWidget(area, 1)
        layout.addLayout(buttons)
        screen = parent.window().size()
        self.resize(min(look().px(1080), screen.width() - 32), min(look().px(660), screen.height() - 32))
        close.setFocus()

    def _on_print(self) -> None:
        if self._print_pdf is not None:
            self._print_pdf(sheet_pdf(self._lines), _("All keys"))


def sheet_pdf(lines: Lines) -> bytes:
    """The sheet as one A4 page, two columns."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(_("All keys"))
    writer.setResolution(96)
    margins = QMarginsF(15, 15, 15, 15)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
        )
    )
    paper = load("light")
    painter = QPainter(writer)
    painter.setPen(Qt.GlobalColor.black)
    painter.setFont(paper.font("title"))
    painter.drawText(QPointF(0, 24), _("All keys"))
    width = writer.width() / 2
    for number, part in enumerate(_in_columns(lines, 2)):
        top = 48.0
        for menu, pairs in part:
            painter.setFont(paper.font("heading"))
            painter.drawText(QPointF(number * width, top + 14), menu)
            top += 22
            for key, name in pairs:
                small = paper.font("small")
                painter.setFont(small)
                painter.drawText(QRectF(number * width + 116, top, width - 124, 16), Qt.AlignmentFlag.AlignLeft, name)
                small.setBold(True)
                painter.setFont(small)
                painter.drawText(QRectF(number * width, top, 112, 16), Qt.AlignmentFlag.AlignLeft, key)
                top += 16
            top += 12
    painter.end()
    return bytes(buffer.data().data())


def _in_columns(lines: Lines, count: int) -> list[Lines]:
    """The menus over columns, about as many rows in each, in order."""
    total = sum(len(pairs) + 2 for _menu, pairs in lines)
    columns: list[Lines] = [[] for _number in range(count)]
    used = 0
    for menu, pairs in lines:
        columns[min(used * count // max(total, 1), count - 1)].append((menu, pairs))
        used += len(pairs) + 2
    return [column for column in columns if column]


def _column(part: Lines) -> QWidget:
    widget = QWidget()
    grid = QGridLayout(widget)
    pad(grid, spacing=4)
    grid.setHorizontalSpacing(look().px(16))
    grid.setColumnStretch(1, 1)
    row = 0
    for menu, pairs in part:
        if row:
            line = QFrame()
            line.setProperty("ground", "line")
            grid.addWidget(line, row, 0, 1, 2)
            row += 1
        grid.addWidget(plain_label(menu, role="heading"), row, 0, 1, 2)
        row += 1
        for key, name in pairs:
            grid.addWidget(plain_label(key, role="strong"), row, 0)
            grid.addWidget(plain_label(name), row, 1)
            row += 1
    return widget
