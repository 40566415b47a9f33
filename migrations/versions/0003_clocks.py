"""When a case must be looked at next, what was done about its clocks, and who is on leave."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        for name in ("begun_at", "pooled_at", "sign_from", "look_at", "review_at"):
            batch_op.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        # The default is for the rows that are there already; later ones bring their own.
        batch_op.add_column(sa.Column("marks", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("ruled", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("told_unit", sa.String(length=64), nullable=True))
        batch_op.create_index("ix_cases_account_look_at", ["account", "look_at"], unique=False)
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.alter_column("marks", server_default=None)
        batch_op.alter_column("ruled", server_default=None)
    # Cases that were open before are looked at once, which winds their clocks.
    op.execute("UPDATE cases SET look_at = received_at, sign_from = dispatched_at WHERE is_open")
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.drop_column("away_until")
        batch_op.add_column(sa.Column("given_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("sheet_on", sa.Date(), nullable=True))
    op.create_table(
        "leave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("begins", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_over", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_leave_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    with op.batch_alter_table("leave", schema=None) as batch_op:
        batch_op.create_index("ix_leave_ends", ["ends"], unique=False)
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["staff.id"], name=op.f("fk_request_answered_by_staff")),
        sa.ForeignKeyConstraint(["asked_by"], ["staff.id"], name=op.f("fk_request_asked_by_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_request_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
    )
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.create_index("ix_request_case_id", ["case_id"], unique=False)


def downgrade() -> None:
    op.drop_table("request")
    op.drop_table("leave")
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.drop_column("sheet_on")
        batch_op.drop_column("given_at")
        batch_op.add_column(sa.Column("away_until", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_account_look_at")
        for name in ("told_unit", "ruled", "marks", "review_at", "look_at", "sign_from", "pooled_at", "begun_at"):
            batch_op.drop_column(name)
