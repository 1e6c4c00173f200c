# SPDX-License-Identifier: EUPL-1.2
"""One branch of the demand tree: its name in both languages, and what it hangs below. Also for moving it."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.catalogue.messages import SaveTopic, TopicRow
from desk_app.core.i18n import _
from ui.catalogue.grounds import path_of
from ui.catalogue.step_order import code_for
from ui.catalogue.value_boxes import TwoTongues
from ui.orders.form import CommandForm
from ui.shell.page import Deed, Workplace
from ui.widgets.value_boxes import choice_box, choose, choose_or_add

Purpose = Literal["new", "rename", "move"]


class TopicForm(CommandForm):
    """A new branch (``topic`` None), or another name or place for one.

    Signals:
        saved(int): its id.
    """

    saved = Signal(int)

    def __init__(
        self,
        workplace: Workplace,
        topics: Sequence[TopicRow],
        topic: TopicRow | None,
        *,
        purpose: Purpose,
        parent_id: int | None = None,
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``parent_id`` and ``words``: where a new branch begins to hang, and its first name."""
        titles = {"new": _("New question of the customer"), "rename": _("Another name"), "move": _("Move to")}
        super().__init__(workplace, parent, title=titles[purpose], go=_("Save"), icon="save")
        self._topic = topic
        self._codes = {one.code for one in topics if topic is None or one.id != topic.id}
        by_id = {one.id: one for one in topics}
        if topic is not None:
            self.about_line.show_text(path_of(topic, by_id))
        self.name = TwoTongues(name=_("Name"), width="name")
        top: list[tuple[object, str]] = [(None, _("at the top"))]
        below = _below(topics, topic.id) if topic is not None else ()
        self.place = choice_box(
            _("Hangs below"), [*top, *((one.id, path_of(one, by_id)) for one in topics if one.id not in below)]
        )
        self.form.add(
            "name", _("Name"), self.name, required=True, hint=_("As customers say it: I want to borrow something.")
        )
        self.form.add("parent_id", _("Hangs below"), self.place)
        if topic is None:
            self.name.set_texts(words, "")
            choose(self.place, parent_id)
        else:
            self.name.set_texts(topic.name_nl, topic.name_en)
            choose_or_add(self.place, topic.parent_id)
        (self.place if purpose == "move" else self.name).setFocus()

    def command(self) -> Callable[[], Any]:
        name, name_en = self.name.texts()
        order = SaveTopic(
            topic_id=self._topic.id if self._topic else None,
            version=self._topic.version if self._topic else None,
            parent_id=self.place.currentData(),
            code=self._topic.code if self._topic else code_for(name, self._codes),
            name=name,
            name_en=name_en,
        )
        desk, actor = self.workplace.desk, self.workplace.actor
        return lambda: desk.catalogue_service.save_topic(actor, order)

    def deed_of(self, answer: Any) -> Deed:  # noqa: ANN401 -- the id
        self.saved.emit(answer)
        return Deed(_("{name} is saved.").format(name=self.name.texts()[0].strip()))

    def is_last(self, field: QWidget) -> bool:
        return isinstance(field, QLineEdit) and field is self.name.dutch


def _below(topics: Sequence[TopicRow], topic_id: int) -> Collection[int]:
    """A branch and everything that hangs below it; parents come before children in ``topics``."""
    found = {topic_id}
    for one in topics:
        if one.parent_id in found:
            found.add(one.id)
    return found
