# SPDX-License-Identifier: EUPL-1.2
"""Saves a product with the files that waited for it; on a worker."""

from collections.abc import Sequence

from desk_app.app import Desk
from desk_app.catalogue.messages import AttachFile, SaveItem
from desk_app.core.actor import Actor
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _


def saved(
    desk: Desk, actor: Actor, order: SaveItem, waiting: Sequence[tuple[str, bytes]], *, is_all: bool
) -> tuple[int, str]:
    """The id and what to say; not ``is_all``: something is half typed in a line, and stays so."""
    item_id = desk.catalogue_service.save_item(actor, order)
    sentences = [_("{name} is saved.").format(name=order.content.name.strip())]
    if not is_all:
        sentences.append(_("A line is not finished: it stands there when you change the product again."))
    for name, content in waiting:
        try:
            desk.catalogue_service.attach(actor, AttachFile(item_id=item_id, name=name, content=content))
        except InvalidInput as error:  # the product is saved; a file that cannot come along is named
            sentences.append(f"{name}: {error}")
    return item_id, " ".join(sentences)
