"""The queue, what is on its way, what was refused and what is open are found without a look at all the rest."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# (index, columns, the only rows in it)
OUTBOX = (
    ("ix_outbox_queued", ["status", "due_at"], "status = 'queued'"),
    ("ix_outbox_inflight", ["status", "inflight_since"], "status = 'inflight'"),
    ("ix_outbox_failed", ["status"], "status = 'failed'"),
)
UNFINISHED = sa.text("status IN ('queued', 'inflight')")


def upgrade() -> None:
    op.drop_index("ix_outbox_due", table_name="outbox")
    for index, columns, condition in OUTBOX:
        only = sa.text(condition)
        op.create_index(index, "outbox", columns, unique=False, sqlite_where=only, postgresql_where=only)
    op.create_index(
        "ix_cases_open",
        "cases",
        ["status"],
        unique=False,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )


def downgrade() -> None:
    op.drop_index("ix_cases_open", table_name="cases")
    for index, _, _ in OUTBOX:
        op.drop_index(index, table_name="outbox")
    op.create_index(
        "ix_outbox_due", "outbox", ["due_at"], unique=False, sqlite_where=UNFINISHED, postgresql_where=UNFINISHED
    )
