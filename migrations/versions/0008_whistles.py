"""Whistles and the departments they call; requests that nobody answers go up."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_column("department")  # Never filled: a case may be with several.
    op.create_table(
        "whistle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("blown_by", sa.Integer(), nullable=True),
        sa.Column("passed_by", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_whistle_case_id_cases")),
        sa.ForeignKeyConstraint(["blown_by"], ["staff.id"], name=op.f("fk_whistle_blown_by_staff")),
        sa.ForeignKeyConstraint(["passed_by"], ["staff.id"], name=op.f("fk_whistle_passed_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whistle")),
    )
    with op.batch_alter_table("whistle", schema=None) as batch_op:
        batch_op.create_index("ix_whistle_case_id", ["case_id"], unique=False)
    moments = ("report_due", "finish_due", "reported_at", "claimed_at", "verified_at", "ended_at", "look_at")
    op.create_table(
        "called",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("whistle_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=64), nullable=False),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in moments),
        sa.Column("reported_by", sa.Integer(), nullable=True),
        sa.Column("claim_words", sa.Text(), nullable=True),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("graded_by", sa.Integer(), nullable=True),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("told_unit", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["whistle_id"], ["whistle.id"], name=op.f("fk_called_whistle_id_whistle")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_called_case_id_cases")),
        sa.ForeignKeyConstraint(["reported_by"], ["staff.id"], name=op.f("fk_called_reported_by_staff")),
        sa.ForeignKeyConstraint(["graded_by"], ["staff.id"], name=op.f("fk_called_graded_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_called")),
    )
    with op.batch_alter_table("called", schema=None) as batch_op:
        batch_op.create_index("ix_called_whistle_id", ["whistle_id"], unique=False)
        batch_op.create_index("ix_called_case_id", ["case_id"], unique=False)
        batch_op.create_index("ix_called_look_at", ["look_at"], unique=False)
        batch_op.create_index("ix_called_department_ended_at", ["department", "ended_at"], unique=False)
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told_unit", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("look_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_request_look_at", ["look_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.drop_index("ix_request_look_at")
        batch_op.drop_column("look_at")
        batch_op.drop_column("told_unit")
    op.drop_table("called")
    op.drop_table("whistle")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("department", sa.String(length=64), nullable=True))
