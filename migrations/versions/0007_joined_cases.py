"""Cases that have joined another one, and the index by which those alike are found."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("crowd_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(op.f("fk_cases_parent_id_cases"), "cases", ["parent_id"], ["id"])
        batch_op.create_index(
            "ix_cases_parent_id",
            ["parent_id"],
            unique=False,
            sqlite_where=sa.text("parent_id IS NOT NULL"),
            postgresql_where=sa.text("parent_id IS NOT NULL"),
        )
        batch_op.create_index("ix_cases_alike", ["account", "category", "is_open", "unit"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_alike")
        batch_op.drop_index("ix_cases_parent_id")
        batch_op.drop_constraint(op.f("fk_cases_parent_id_cases"), type_="foreignkey")
        batch_op.drop_column("crowd_at")
        batch_op.drop_column("parent_id")
