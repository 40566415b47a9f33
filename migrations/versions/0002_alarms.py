"""When an emergency that nobody has answered rings again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("alarm_due", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_cases_alarm_due", ["alarm_due"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_alarm_due")
        batch_op.drop_column("alarm_due")
