"""Who looked is shown in its case only."""

from django.db import migrations

GUARD = """
call enplan_guard_case('opening');
"""
OPEN = """
drop policy barrier on opening; alter table opening disable row level security;
"""


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("access", "0001_first_tables"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
