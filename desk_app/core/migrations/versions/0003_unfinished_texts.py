# SPDX-License-Identifier: EUPL-1.2
"""What is being typed at a ticket and is not sent yet: notes and the forms of the acts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unfinished_texts",
        sa.Column("agent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("about", sa.String(100), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_unfinished_texts_agent_id"),
        sa.PrimaryKeyConstraint("agent_id", "about", name="pk_unfinished_texts"),
    )
