# SPDX-License-Identifier: EUPL-1.2
"""Shows pages of the manual: real text to read, select and read aloud, with keys drawn as caps. It never fetches."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from ui.help.manual import Block, BlockKind, Found, Line, Span, SpanKind
from ui.widgets.look import look

_CAP = int(QTextFormat.Property.UserProperty) + 1
_AIR = "\u00a0"
"""Air inside a key cap."""
_ROLES = {BlockKind.TITLE: "title", BlockKind.HEADING: "heading"}


class HelpLeaf(QTextBrowser):
    """One page.

    Signals:
        topic_wanted(str): a link was followed.
    """

    topic_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("leaf", True)
        self._blocks: Sequence[Block] = ()
        self._is_drawing = False
        self.anchorClicked.connect(self._on_link)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Shows a page from its top."""
        self._blocks = blocks
        self._draw()

    def show_found(self, sentence: str, found: Sequence[Found]) -> None:
        """Shows the answer to a search: a sentence, then a link and a line for each page."""
        blocks = [Block(BlockKind.PARAGRAPH, _plain(sentence))]
        for hit in found:
            blocks.append(Block(BlockKind.HEADING, _link(hit.title, hit.topic)))
            blocks.append(Block(BlockKind.PARAGRAPH, _plain(hit.line)))
        self.show_blocks(blocks)

    def loadResource(self, _kind: int, _name: QUrl | str) -> QImage:
        """Nothing is ever loaded: no picture, no style, no page; an empty picture keeps Qt from looking further."""
        return QImage()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "_blocks"):
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Left is for the pane: Qt would go back in a history that is not ours."""
        if event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The caps first; Qt writes the text over them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look().colour("control"), 1))
        painter.setBrush(look().colour("sunken"))
        top = self.verticalScrollBar().value()
        radius = look().px(4)
        for rect in self._caps():
            if rect.bottom() >= top and rect.top() <= top + self.viewport().height():
                painter.drawRoundedRect(rect.translated(0, -top), radius, radius)
        painter.end()
        super().paintEvent(event)

    def _caps(self) -> list[QRectF]:
        """Where each key stands, in the document."""
        found = []
        block = self.document().begin()
        while block.isValid():
            found += self._caps_in(block)
            block = block.next()
        return found

    def _caps_in(self, block: QTextBlock) -> list[QRectF]:
        found = []
        corner = self.document().documentLayout().blockBoundingRect(block).topLeft()
        piece = block.begin()
        while not piece.atEnd():
            fragment = piece.fragment()
            if fragment.charFormat().hasProperty(_CAP):
                start = fragment.position() - block.position()
                line = block.layout().lineForTextPosition(start)
                if line.isValid():
                    left = _x(line.cursorToX(start))
                    right = _x(line.cursorToX(start + fragment.length()))
                    rect = QRectF(left, line.y() + 1, right - left, line.height() - 2)
                    found.append(rect.translated(corner).adjusted(0.5, 0.5, -0.5, -0.5))
            piece += 1
        return found

    def _draw(self) -> None:
        if self._is_drawing:
            return
        self._is_drawing = True
        self.clear()
        self.document().setDocumentMargin(look().px(12))
        self.document().setDefaultFont(look().font("body"))
        cursor = QTextCursor(self.document())
        step = 0
        for number, block in enumerate(self._blocks):
            step = step + 1 if block.kind is BlockKind.STEP else 0
            self._write(cursor, block, step, is_first=number == 0)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._is_drawing = False

    def _write(self, cursor: QTextCursor, block: Block, step: int, *, is_first: bool) -> None:
        if block.kind is BlockKind.TABLE:
            _write_table(cursor, block)
            return
        form = QTextBlockFormat()
        form.setTopMargin(0 if is_first else look().px(16 if block.kind in _ROLES else 6))
        form.setBottomMargin(look().px(2))
        form.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        mark = ""
        if block.kind in (BlockKind.ITEM, BlockKind.STEP):
            mark = f"{step}." if block.kind is BlockKind.STEP else "•"
            form.setLeftMargin(look().px(18))
            form.setTextIndent(-look().px(18))
        role = _ROLES.get(block.kind, "body")
        if is_first or not cursor.block().text():
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form)
        if mark:
            cursor.insertText(f"{mark}{_AIR}{_AIR}", _format("body"))
        _write_line(cursor, block.line, role)

    def _on_link(self, url: QUrl) -> None:
        self.topic_wanted.emit(url.toString())


def _write_table(cursor: QTextCursor, block: Block) -> None:
    form = QTextTableFormat()
    form.setBorder(0)
    form.setCellPadding(look().px(3))
    form.setCellSpacing(0)
    form.setTopMargin(look().px(8))
    form.setBottomMargin(look().px(4))
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    columns = max(len(row) for row in block.rows)
    table = cursor.insertTable(len(block.rows), columns, form)
    for row, cells in enumerate(block.rows):
        for column, line in enumerate(cells):
            inside = table.cellAt(row, column).firstCursorPosition()
            _write_line(inside, line, "small" if row == 0 else "body", is_muted=row == 0)
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _write_line(cursor: QTextCursor, line: Line, role: str, *, is_muted: bool = False) -> None:
    for span in line:
        form = _format(role, "muted" if is_muted else "text")
        text = span.text
        if span.kind is SpanKind.STRONG:
            form.setFontWeight(700)
        elif span.kind is SpanKind.KEY:
            form.setProperty(_CAP, True)
            form.setFont(look().font("small"))
            form.setFontWeight(700)
            text = f"{_AIR}{text.replace(' ', _AIR)}{_AIR}"
        elif span.kind is SpanKind.LINK:
            form.setAnchor(True)
            form.setAnchorHref(span.topic)
            form.setForeground(look().colour("link"))
            form.setFontUnderline(True)
        cursor.insertText(text, form)


def _plain(text: str) -> Line:
    return (Span(text),)


def _link(text: str, topic: str) -> Line:
    return (Span(text, SpanKind.LINK, topic),)


def _format(role: str, colour: str = "text") -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(look().font(role))
    form.setForeground(look().colour(colour))
    return form


def _x(answer: object) -> float:
    """PySide gives the place as a number or, by version, as a pair with the cursor."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]  # a number
