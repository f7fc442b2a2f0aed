"""The assessment shows itself to those who may see its kinds of information about its person."""

from django.db import migrations

GUARD = """
call enplan_guard_personal('answer');
call enplan_guard_personal('conclusion');
"""
OPEN = """
drop policy barrier on answer; alter table answer disable row level security;
drop policy barrier on conclusion; alter table conclusion disable row level security;
"""


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("assessment", "0001_first_tables"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
