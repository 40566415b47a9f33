"""Events that the desk has announced, and the cases that have joined them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "known_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("posted_by", sa.Integer(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("over_by", sa.Integer(), nullable=True),
        sa.Column("over_words", sa.Text(), nullable=True),
        sa.Column("told_all", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["posted_by"], ["staff.id"], name=op.f("fk_known_event_posted_by_staff")),
        sa.ForeignKeyConstraint(["over_by"], ["staff.id"], name=op.f("fk_known_event_over_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_event")),
    )
    with op.batch_alter_table("known_event", schema=None) as batch_op:
        batch_op.create_index("ix_known_event_account_over_at", ["account", "over_at"], unique=False)
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("event_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_cases_event_id_known_event"), "known_event", ["event_id"], ["id"])
        batch_op.create_index("ix_cases_event_id", ["event_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_event_id")
        batch_op.drop_constraint(op.f("fk_cases_event_id_known_event"), type_="foreignkey")
        batch_op.drop_column("event_id")
    op.drop_table("known_event")
