# SPDX-License-Identifier: EUPL-1.2
"""The fields that only one kind of question has (``ux.md`` 2.5.2), in a box under the description.

What was typed for one kind stays when another kind is chosen, and is there again when that one comes back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.wording import COMPLEXITY_NAMES, FUNDING_NAMES
from desk_app.core.i18n import N_, _
from desk_app.intake.draft import details_of
from desk_app.intake.messages import Question, TicketKind
from ui.intake.fields import ChoiceBox, Columns, EnterGoesOn
from ui.widgets.announce import announce
from ui.widgets.form import Form
from ui.widgets.icons import Mark
from ui.widgets.look import look, pad
from ui.widgets.segmented import Segmented
from ui.widgets.text import plain_label, set_plain
from ui.widgets.text_box import TextBox


class Option(NamedTuple):
    """What is stored, and the word for it (a msgid)."""

    key: str
    word: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One field; few ``options`` stand side by side (``is_bar``)."""

    name: str
    label: str
    options: tuple[Option, ...] = ()
    is_bar: bool = False
    is_wide: bool = False
    example: str = ""


NO_YES = (Option("no", N_("No")), Option("yes", N_("Yes")))

DETAILS = (
    Detail(
        "about",
        N_("What is it about?"),
        (
            Option("", N_("Choose …")),
            Option("service", N_("a service")),
            Option("product", N_("a product")),
            Option("staff", N_("somebody who works here")),
            Option("waiting", N_("the waiting time")),
            Option("other", N_("something else")),
        ),
    ),
    Detail("related", N_("Belongs to ticket"), example=N_("M26-004217")),
    Detail("wanted_outcome", N_("What do you want us to do?"), is_wide=True),
    Detail("who_benefits", N_("Who would this help?"), is_wide=True),
    Detail("fits_product", N_("Which product does it fit?"), is_wide=True),
    Detail("since", N_("Since when?"), example=N_("this morning")),
    Detail(
        "affected",
        N_("Who suffers from it?"),
        (Option("one", N_("1 person")), Option("group", N_("a group")), Option("building", N_("a building"))),
        is_bar=True,
        is_wide=True,
    ),
    Detail("danger", N_("Is there danger?"), NO_YES, is_bar=True),
    Detail("goal", N_("What do you want to achieve?"), is_wide=True),
    Detail("wanted_on", N_("Wanted on")),
    Detail("people", N_("For how many people?")),
    Detail("cost_centre", N_("Cost centre")),
    Detail(
        "complexity",
        N_("Complexity"),
        (Option("", N_("not known yet")), *map(Option, COMPLEXITY_NAMES, COMPLEXITY_NAMES.values())),
    ),
    Detail(
        "funding", N_("Funding"), (Option("", N_("not known yet")), *map(Option, FUNDING_NAMES, FUNDING_NAMES.values()))
    ),
    Detail("quote", N_("Quote needed?"), NO_YES, is_bar=True),
    Detail("approved_by", N_("Approved by")),
)


class DetailFields(QObject):
    """The box and its fields, in a ``row`` that the caller places; the form minds their errors.

    Signals:
        edited(Mapping): these fields of the question were changed by somebody.
    """

    edited = Signal(object)

    def __init__(self, form: Form, enter: EnterGoesOn, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._question = Question()
        self.box = QFrame()
        self.box.setProperty("ground", "sunken")
        self._danger = _DangerBar()
        self._later = plain_label(_("Only the description is needed now. The rest may follow later."), role="small")
        self._later.setProperty("colour", "muted")
        self._columns = Columns()
        self._shown: tuple[str, ...] | None = None
        inside = QVBoxLayout(self.box)
        pad(inside, margins=12, spacing=8)
        inside.addWidget(self._danger)
        inside.addWidget(self._columns)
        inside.addWidget(self._later)
        self._editors: dict[str, QWidget] = {}
        for detail in DETAILS:
            self._add(detail, enter)
        self._add_answer(enter)
        self.row = QWidget()
        indented = QHBoxLayout(self.row)
        pad(indented, margins=(172, 0, 0, 0), spacing=0)
        indented.addWidget(self.box)
        self.show_question(self._question, None)

    def names(self) -> tuple[str, ...]:
        """All fields in Tab order, hidden ones too."""
        return tuple(self._editors)

    def tab_stops(self) -> list[QWidget]:
        """The fields in Tab order, hidden ones too."""
        stops: list[QWidget] = []
        for editor in self._editors.values():
            if isinstance(editor, Segmented):
                stops += editor.buttons
            else:
                stops.append(editor.focusProxy() or editor)
        return stops

    def set_security_phone(self, number: str) -> None:
        """Whom to call when there is danger."""
        self._danger.set_phone(number)

    def show_question(self, question: Question, item: ItemRow | None) -> None:
        """Shows the fields of this question, filled in."""
        self._question = question
        for detail in DETAILS:
            _fill(self._editors[detail.name], detail, question.details.get(detail.name, ""))
        if self.answer.text() != question.answer:
            self.answer.set_text(question.answer)
        self.answer.setPlaceholderText(item.answer if item else "")
        self.answered.setChecked(question.answered)
        self.confidential.setChecked(question.confidential)
        self._arrange(question)

    def _arrange(self, question: Question) -> None:
        shown = details_of(question) if question.kind_chosen or question.item_id is not None else ()
        if question.kind is TicketKind.COMPLAINT:
            shown = (*shown, "confidential")
        elif question.kind is TicketKind.INFORMATION:
            shown = ("answer", "answered")
        is_danger = question.kind is TicketKind.INCIDENT and question.details.get("danger") == "yes"
        self._danger.set_on(is_on=is_danger)
        if shown == self._shown:
            return
        self._shown = shown
        for name in self._editors:
            self._form.show_field(name, is_shown=name in shown)
        self._later.setVisible(question.non_standard and question.item_id is None)
        self.row.setVisible(bool(shown))
        self._columns.arrange()

    def _add(self, detail: Detail, enter: EnterGoesOn) -> None:
        name = _(detail.label)
        options = [(option.key, _(option.word)) for option in detail.options]
        editor: QWidget
        if detail.is_bar:
            bar = Segmented(options, name=name)
            bar.chosen.connect(partial(self._on_value, detail.name))
            for one in bar.buttons:
                enter.watch(one)
            editor = bar
        elif options:
            box = ChoiceBox(name=name)
            box.set_options(options)
            box.chosen.connect(partial(self._on_value, detail.name))
            enter.watch(box)
            editor = box
        else:
            line = QLineEdit()
            line.setPlaceholderText(_(detail.example) if detail.example else "")
            line.textEdited.connect(partial(self._on_value, detail.name))
            enter.watch(line)
            editor = line
        self._editors[detail.name] = editor
        self._columns.add(
            self._form.add(detail.name, name, editor, labels="above", placed=False),
            wide=detail.is_wide,
        )

    def _add_answer(self, enter: EnterGoesOn) -> None:
        self.confidential = QCheckBox(_("Only quality staff read it"))
        self.confidential.clicked.connect(self._on_confidential)
        self.answer = TextBox(name=_("Answer given"), lines=2, max_lines=6)
        self.answer.edited.connect(self._on_answer)
        self.answered = QCheckBox(_("Answered at once"))
        self.answered.clicked.connect(self._on_answered)
        for name, label, editor in (
            ("confidential", _("Confidential"), self.confidential),
            ("answer", _("Answer given"), self.answer),
            ("answered", _("Done"), self.answered),
        ):
            if isinstance(editor, QCheckBox):
                enter.watch(editor)
            self._editors[name] = editor
            self._columns.add(self._form.add(name, label, editor, labels="above", placed=False), wide=True)

    def _on_value(self, name: str, value: Any) -> None:  # noqa: ANN401 -- key of a bar or a list, or typed text
        self._tell({"details": {**self._question.details, name: str(value)}})

    def _on_confidential(self, is_on: bool) -> None:
        self._tell({"confidential": is_on})

    def _on_answer(self) -> None:
        self._tell({"answer": self.answer.text()})

    def _on_answered(self, is_on: bool) -> None:
        self._tell({"answered": is_on})

    def _tell(self, changes: Mapping[str, object]) -> None:
        self._question = replace(self._question, **changes)  # type: ignore[arg-type]  # names and types of its fields
        self._arrange(self._question)
        self.edited.emit(changes)


def _fill(editor: QWidget, detail: Detail, value: str) -> None:
    if isinstance(editor, Segmented):
        known = [option.key for option in detail.options]
        editor.set_key(value if value in known else known[0])
    elif isinstance(editor, ChoiceBox):
        editor.set_key(value)
    elif isinstance(editor, QLineEdit) and editor.text() != value:
        line: QLineEdit = editor
        line.setText(value)


class _DangerBar(QFrame):
    """Says what comes before registering when there is danger."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "error")
        self._words = plain_label(_("Call 112 or security first. Register after that."), role="strong", wrap=True)
        layout = QHBoxLayout(self)
        pad(layout, margins=(12, 8, 12, 8), spacing=8)
        layout.addWidget(Mark("triangle-alert", "late.text", 20))
        layout.addWidget(self._words, 1)
        self.setMinimumHeight(look().px("control"))
        self.hide()

    def set_phone(self, number: str) -> None:
        """The extension of security, when the desk has one."""
        if number:
            sentence = _("Call 112 or security ({phone}) first. Register after that.").format(phone=number)
            set_plain(self._words, sentence)

    def set_on(self, *, is_on: bool) -> None:
        """Shows it, and says it once."""
        is_news = is_on and self.isHidden()
        self.setVisible(is_on)
        if is_news:
            announce(self, self._words.text(), urgent=True)
