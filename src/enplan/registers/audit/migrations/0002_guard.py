"""Only the opened case shows what was done in it; everybody's acts are written down."""

from django.db import migrations

GUARD = """
call enplan_guard('audit', 'case_id = (select enplan_case())', 'true');
"""
OPEN = """
drop policy barrier on audit; alter table audit disable row level security;
"""


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("audit", "0001_first_tables"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
