"""Who is called back after a case has ended, and who needs special care."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("care", sa.String(length=32), nullable=True))
    with op.batch_alter_table("cases", schema=None) as batch_op:
        # The default is for the rows that are there already; later ones bring their own.
        batch_op.add_column(sa.Column("care", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.alter_column("care", server_default=None)
    op.create_table(
        "callback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("desk_unit", sa.String(length=64), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(length=8), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("looks", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_callback_case_id_cases")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_callback_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callback")),
    )
    with op.batch_alter_table("callback", schema=None) as batch_op:
        batch_op.create_index("ix_callback_case_id", ["case_id"], unique=False)
        batch_op.create_index("ix_callback_desk_unit", ["desk_unit"], unique=False)
        batch_op.create_index("ix_callback_due_at", ["due_at"], unique=False)


def downgrade() -> None:
    op.drop_table("callback")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_column("care")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("care")
