"""The id by which a push and its message are found in the logs; indexes of what few rows have hold only those."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# (table, index, columns, the one that few rows have)
LEANER = (
    ("cases", "ix_cases_event_id", ["event_id"], "event_id"),
    ("cases", "ix_cases_alarm_due", ["alarm_due"], "alarm_due"),
    ("outbox", "ix_outbox_msgid", ["account", "msgid"], "msgid"),
    ("person", "ix_person_staff_id", ["staff_id"], "staff_id"),
)


def upgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("trace", sa.String(length=16), nullable=True))
    for table, index, columns, rare in LEANER:
        there = sa.text(f"{rare} IS NOT NULL")
        op.drop_index(index, table_name=table)
        op.create_index(index, table, columns, unique=False, sqlite_where=there, postgresql_where=there)


def downgrade() -> None:
    for table, index, columns, _ in LEANER:
        op.drop_index(index, table_name=table)
        op.create_index(index, table, columns, unique=False)
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("trace")
