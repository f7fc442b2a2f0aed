"""A resolution shows itself to those who may see everything the finding was about."""

from django.db import migrations

GUARD = """
call enplan_guard('resolution', 'case_id = (select enplan_case()) and ((select enplan_setting(''grants'')) = ''*'' or needs <@ (select enplan_grants())::varchar[])');
"""
OPEN = "drop policy barrier on resolution; alter table resolution disable row level security;"


class Migration(migrations.Migration):
    """The barrier before this table."""

    dependencies = [("coordination", "0001_first_tables"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
