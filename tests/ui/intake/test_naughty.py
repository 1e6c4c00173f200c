# SPDX-License-Identifier: EUPL-1.2
"""Every field keeps what is typed in it, or refuses it with a sentence; nothing else on the form changes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desk_app.intake.draft import IntakeDraft
from desk_app.intake.messages import Question, TicketKind
from tests.ui.intake.conftest import CONTROL, KEY, AtCounter
from tests.ui.naughty import NAUGHTY, TOO_LONG

TEXTS = (*NAUGHTY, "   ", "regel een\nregel twee", "nul\0teken", TOO_LONG)
KINDS: dict[str, tuple[TicketKind, bool]] = {
    "complaint": (TicketKind.COMPLAINT, False),
    "wish": (TicketKind.REQUEST, False),
    "information": (TicketKind.INFORMATION, False),
    "incident": (TicketKind.INCIDENT, False),
    "non_standard": (TicketKind.REQUEST, True),
    "amounts": (TicketKind.REQUEST, True),
}
FIELDS = {
    "complaint": ("description", "related", "wanted_outcome"),
    "wish": ("who_benefits", "fits_product"),
    "information": ("answer",),
    "incident": ("since",),
    "non_standard": ("goal", "cost_centre", "approved_by"),
    "amounts": ("wanted_on", "people"),
}


def _editor(counter: AtCounter, name: str) -> QWidget:
    editor = counter.page.slip.form.field(name).editor
    while (inner := editor.focusProxy()) is not None:
        editor = inner
    return editor


def _put(counter: AtCounter, name: str, text: str) -> str:
    """Pastes, as a person does with long or strange text; returns what the field made of it."""
    editor = _editor(counter, name)
    editor.setFocus()
    if isinstance(editor, QPlainTextEdit):
        editor.selectAll()
        editor.insertPlainText(text)
        return editor.toPlainText()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    editor.insert(text)
    editor.textEdited.emit(editor.text())
    return editor.text()


def _stands(counter: AtCounter, name: str) -> str:
    editor = _editor(counter, name)
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    assert isinstance(editor, QLineEdit)
    return editor.text()


def _begin(counter: AtCounter, kind: str) -> IntakeDraft:
    ticket_kind, is_non_standard = KINDS[kind]
    question = Question(
        kind=ticket_kind,
        kind_chosen=True,
        non_standard=is_non_standard,
        description="gewone woorden",
        answered=ticket_kind is TicketKind.INFORMATION,
    )
    person = counter.workplace.desk.people.find_people(counter.workplace.actor, "jansen")[0]
    draft = IntakeDraft(customer_id=person.id, customer=person.name, question=question)
    counter.page._show(draft)  # noqa: SLF001 -- a slip that is being filled in
    counter.calm()
    return draft


@pytest.mark.parametrize("kind", FIELDS)
def test_naughty_text_survives_parking_and_registering_or_is_refused(counter: AtCounter, kind: str) -> None:
    names = FIELDS[kind]
    for text in TEXTS:
        _begin(counter, kind)
        shown = {name: _put(counter, name, text) for name in names}
        before = counter.page.slip.snapshot()

        counter.press(KEY.Key_F7)
        counter.calm()
        counter.press(KEY.Key_F8)
        counter.calm()
        assert counter.page.slip.snapshot() == before
        assert {name: _stands(counter, name) for name in names} == shown

        count = len(counter.tickets())
        counter.press(KEY.Key_Return, CONTROL)
        counter.calm()
        tickets = counter.tickets()
        if len(tickets) == count:
            assert any(counter.error(name) for name in names), text[:20]
            assert {name: _stands(counter, name) for name in names} == shown
            assert replace(counter.draft, focus="", cursor=0) == replace(before, focus="", cursor=0)
            counter.page.discard()
        else:
            ticket = tickets[-1]
            kept = {"description": ticket.description, "answer": ticket.resolution, **ticket.details}
            for name in names:
                if name != "answer" or shown[name].strip():
                    assert kept.get(name, "").strip() == shown[name].strip()
        counter.calm()


@pytest.mark.parametrize("name", ["customer", "item", "space", "due", "for"])
def test_naughty_text_in_a_picker_is_kept_and_refused_with_a_sentence(counter: AtCounter, name: str) -> None:
    for text in TEXTS:
        draft = _begin(counter, "complaint")
        if name == "customer":
            counter.page._show(replace(draft, customer_id=None, customer=""))  # noqa: SLF001 -- nobody yet
        shown = _put(counter, name, text)
        counter.calm()
        before = counter.page.slip.snapshot()
        if not shown.strip():
            continue

        counter.press(KEY.Key_Return, CONTROL)
        counter.calm()

        assert counter.tickets() == []
        assert counter.error(name), text[:20]
        assert _stands(counter, name) == shown
        assert replace(counter.draft, focus="", cursor=0, scroll=0) == replace(before, focus="", cursor=0, scroll=0)
        counter.page.discard()


def test_the_big_list_of_naughty_strings_is_kept_in_the_description(counter: AtCounter, shared_data: Path) -> None:
    files = sorted((shared_data / "blns").glob("*.json"))
    if not files:
        pytest.skip("the list is not beside the project")
    strings = [text for text in json.loads(files[0].read_text(encoding="utf-8")) if isinstance(text, str)]

    _begin(counter, "wish")
    for text in strings:
        shown = _put(counter, "description", text)
        assert shown == counter.draft.question.description
        stored = IntakeDraft.from_json(json.loads(json.dumps(counter.page.slip.snapshot().to_json())))
        assert stored.question.description == shown

    assert len(strings) > 100
