"""Whether a voice waits for its words, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("medium", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hearing", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("hearing_why", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("hearing_due", sa.DateTime(timezone=True), nullable=True))
        # The default is for the rows that are there already; later ones bring their own.
        batch_op.add_column(sa.Column("hearing_tries", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_index("ix_medium_hearing_due", ["hearing", "hearing_due"], unique=False)
    with op.batch_alter_table("medium", schema=None) as batch_op:
        batch_op.alter_column("hearing_tries", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("medium", schema=None) as batch_op:
        batch_op.drop_index("ix_medium_hearing_due")
        batch_op.drop_column("hearing_tries")
        batch_op.drop_column("hearing_due")
        batch_op.drop_column("hearing_why")
        batch_op.drop_column("hearing")
