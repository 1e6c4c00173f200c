# SPDX-License-Identifier: EUPL-1.2
"""Where the files of products lie, for the box of files."""

from desk_app.app import Desk
from desk_app.catalogue.attachments import MOST_BYTES, judged
from desk_app.catalogue.messages import AttachFile, RemoveAttachment
from desk_app.core.actor import Actor


class ItemFiles:
    """The files of products; every call is made on a worker."""

    most_bytes = MOST_BYTES

    def __init__(self, desk: Desk, actor: Actor) -> None:
        self._desk = desk
        self._actor = actor

    def judged(self, name: str, content: bytes) -> str:
        """The name to keep it under; raises InvalidInput for what is not kept."""
        return judged(name, content)[0]

    def attach(self, owner_id: int, name: str, content: bytes) -> int:
        """Puts it with a product; returns its id."""
        order = AttachFile(item_id=owner_id, name=name, content=content)
        return self._desk.catalogue_service.attach(self._actor, order)

    def remove(self, file_id: int) -> None:
        """Takes it away."""
        self._desk.catalogue_service.remove_attachment(self._actor, RemoveAttachment(attachment_id=file_id))

    def content(self, file_id: int) -> bytes:
        """What is in it."""
        return self._desk.catalogue.attachment_content(self._actor, file_id)
