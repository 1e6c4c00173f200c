# SPDX-License-Identifier: EUPL-1.2
"""Run by Alembic around the revisions: they share the connection, and the transaction, of ``upgrade.py``."""

from alembic import context
from sqlalchemy import MetaData

from desk_app.core.base import NAMES

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=MetaData(naming_convention=NAMES),
    transactional_ddl=True,
)
context.run_migrations()
