# SPDX-License-Identifier: EUPL-1.2
"""What an owner does to the demand tree: a new branch, another name, another place, away. Cut and paste move too."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from desk_app.catalogue.messages import RemoveTopic, SaveTopic, TopicRow
from desk_app.core.i18n import _
from ui.catalogue.topic_form import Purpose, TopicForm
from ui.shell.page import Deed, Workplace
from ui.widgets.text import plain_box


class TopicDeeds(QObject):
    """The deeds on the branch under the cursor.

    Signals:
        done(Deed): it was done.
        changed(object): the tree is different; the id of the branch to go to, or None.
    """

    done = Signal(object)
    changed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._parent = parent
        self._topics: tuple[TopicRow, ...] = ()
        self._cut: int | None = None
        self._question: QMessageBox | None = None

    def use(self, topics: Sequence[TopicRow]) -> None:
        """The tree as it is now."""
        self._topics = tuple(topics)

    def new(self, parent_id: int | None, words: str = "", above: QWidget | None = None) -> None:
        """Asks for a new branch below this one; ``above`` is the dialog that asks for it."""
        self._open(
            TopicForm(
                self._workplace,
                self._topics,
                None,
                purpose="new",
                parent_id=parent_id,
                words=words,
                parent=above or self._parent,
            )
        )

    def rename(self, topic_id: int | None) -> None:
        """Asks for another name."""
        self._ask(topic_id, "rename")

    def move(self, topic_id: int | None) -> None:
        """Asks where it shall hang."""
        self._ask(topic_id, "move")

    def take(self, topic_id: int | None) -> None:
        """Cuts a branch: it stays where it is until it is put somewhere."""
        topic = self._topic(topic_id)
        if topic is not None:
            self._cut = topic.id
            self.done.emit(Deed(_("{name} is cut. Go to another branch and press Ctrl+V.").format(name=topic.name)))

    def put(self, parent_id: int | None) -> None:
        """Hangs the branch that was cut below this one; None is the top."""
        topic = self._topic(self._cut)
        if topic is None:
            return
        order = SaveTopic(
            topic_id=topic.id,
            version=topic.version,
            parent_id=parent_id,
            code=topic.code,
            name=topic.name_nl,
            name_en=topic.name_en,
        )
        desk, actor = self._workplace.desk, self._workplace.actor
        said = _("{name} is moved.").format(name=topic.name)
        self._run(lambda: desk.catalogue_service.save_topic(actor, order), said, topic.id)
        self._cut = None

    def remove(self, topic_id: int | None) -> None:
        """Asks whether, because this cannot be undone."""
        topic = self._topic(topic_id)
        if topic is None:
            return
        box = plain_box(
            self._parent,
            _("Remove the question"),
            _("Remove “{name}”?").format(name=topic.name),
            _("What hangs below it moves up. The products stay."),
        )
        yes = box.addButton(_("Remove"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(_("Not yet"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        order = RemoveTopic(topic_id=topic.id)
        desk, actor = self._workplace.desk, self._workplace.actor
        said = _("{name} is removed.").format(name=topic.name)

        def on_finished() -> None:
            if box.clickedButton() is yes:
                self._run(lambda: desk.catalogue_service.remove_topic(actor, order), said, topic.parent_id)
            box.deleteLater()

        box.finished.connect(on_finished)
        self._question = box
        box.open()

    def _ask(self, topic_id: int | None, purpose: Purpose) -> None:
        topic = self._topic(topic_id)
        if topic is not None:
            self._open(TopicForm(self._workplace, self._topics, topic, purpose=purpose, parent=self._parent))

    def _open(self, form: TopicForm) -> None:
        form.done.connect(self.done)
        form.saved.connect(lambda topic_id: self.changed.emit(topic_id))  # an int signal is no object signal to Qt
        form.open()

    def _run(self, call: Callable[[], object], said: str, go_to: int | None) -> None:
        def on_done(_answer: object) -> None:
            self.done.emit(Deed(said))
            self.changed.emit(go_to)

        self._workplace.tasks.run(self, call, done=on_done)

    def _topic(self, topic_id: int | None) -> TopicRow | None:
        return next((topic for topic in self._topics if topic.id == topic_id), None)
