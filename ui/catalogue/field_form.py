# SPDX-License-Identifier: EUPL-1.2
"""One extra question that the intake asks for a product."""

from collections.abc import Collection

from PySide6.QtWidgets import QCheckBox, QWidget

from desk_app.catalogue.messages import FieldLine, FieldType
from desk_app.catalogue.wording import FIELD_TYPE_NAMES
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import N_, _
from ui.catalogue.step_order import code_for
from ui.catalogue.value_boxes import TwoTongues
from ui.widgets.line_form import LineForm
from ui.widgets.text_box import TextBox
from ui.widgets.value_boxes import choice_box, choose

TYPE_HINTS: dict[FieldType, str] = {
    FieldType.TEXT: N_("The counter types a few words."),
    FieldType.NUMBER: N_("The counter types a number."),
    FieldType.DATE: N_("The counter chooses a day."),
    FieldType.CHOICE: N_("The counter chooses one of the answers below."),
    FieldType.YES_NO: N_("The counter chooses yes or no."),
    FieldType.PERSON: N_("The counter looks for somebody we know."),
    FieldType.LOCATION: N_("The counter looks for a room."),
}


class FieldForm(LineForm):
    """A new question, or a changed one; ``taken`` are the codes of the others."""

    def __init__(self, line: FieldLine | None, taken: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            title=_("Extra question"),
            words=_("The counter asks it at the intake. The answer stands on the ticket and on paper."),
        )
        self._code = line.code if line else ""
        self._taken = tuple(taken)
        self.label = TwoTongues(name=_("Question"), width="name")
        self.kind = choice_box(_("Answer"), [(kind, _(word)) for kind, word in FIELD_TYPE_NAMES.items()])
        self.choices = TextBox(name=_("Answers to choose from"), lines=3)
        self.choices_en = TextBox(name=_("The same answers in English"), lines=3)
        self.required = QCheckBox(_("Must be answered"))
        self.help = TwoTongues(name=_("Help"), width="name")
        self.form.add("label", _("Question"), self.label, required=True)
        self._kind_field = self.form.add("field_type", _("Answer"), self.kind)
        self.form.add(
            "choices", _("Answers to choose from"), self.choices, required=True, hint=_("One answer on each line.")
        )
        self.form.add(
            "choices_en",
            _("The same answers in English"),
            self.choices_en,
            hint=_("In the same order. Leave it empty to show the Dutch ones."),
        )
        self.form.add("required", "", self.required)
        self.form.add("help", _("Help"), self.help, hint=_("One line that stands under the question."))
        shown = line or FieldLine(code="", field_type=FieldType.TEXT, label="")
        self.label.set_texts(shown.label, shown.label_en)
        self.help.set_texts(shown.help, shown.help_en)
        choose(self.kind, shown.field_type)
        self._given = {_in_one_line(choice): choice for choice in (*shown.choices, *shown.choices_en)}
        self.choices.set_text("\n".join(map(_in_one_line, shown.choices)))
        self.choices_en.set_text("\n".join(map(_in_one_line, shown.choices_en)))
        self.required.setChecked(shown.required)
        self.kind.currentIndexChanged.connect(lambda _place: self._mind_kind())
        self._mind_kind()
        self.label.setFocus()

    def line(self) -> FieldLine:
        label, label_en = self.label.texts()
        help_, help_en = self.help.texts()
        kind = FieldType(self.kind.currentData())
        is_choice = kind is FieldType.CHOICE
        choices = self._lines(self.choices.text()) if is_choice else ()
        choices_en = self._lines(self.choices_en.text()) if is_choice else ()
        faults = {}
        if not label.strip():
            faults["label"] = _("Write what the counter must ask.")
        if is_choice and len(choices) < 2:
            faults["choices"] = _("Give at least two answers, each on its own line.")
        if choices_en and len(choices_en) != len(choices):
            faults["choices_en"] = _("Give as many answers in English as in Dutch, or none.")
        if faults:
            raise InvalidInput(faults)
        return FieldLine(
            code=self._code or code_for(label, self._taken),
            field_type=kind,
            label=label.strip(),
            label_en=label_en.strip(),
            help=help_.strip(),
            help_en=help_en.strip(),
            required=self.required.isChecked(),
            choices=choices,
            choices_en=choices_en,
        )

    def _lines(self, text: str) -> tuple[str, ...]:
        """One answer for each line; one that was stored and still stands there comes back as it was."""
        lines = (line.strip() for line in text.splitlines())
        return tuple(self._given.get(line, line) for line in lines if line)

    def _mind_kind(self) -> None:
        kind = FieldType(self.kind.currentData())
        for name in ("choices", "choices_en"):
            self.form.show_field(name, is_shown=kind is FieldType.CHOICE)
        self._kind_field.show_hint(_(TYPE_HINTS[kind]))


def _in_one_line(choice: str) -> str:
    """An answer as its line in the box: with the spaces of a box and without ends of lines."""
    return " ".join(choice.split())
