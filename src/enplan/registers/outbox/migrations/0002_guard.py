"""A message shows itself only to the one it was told to."""

from django.db import migrations

GUARD = """
call enplan_guard('message', 'to_person = (select enplan_setting(''person'')::uuid) or to_professional = (select enplan_setting(''professional'')::uuid) or (select enplan_has_role(''system''))', 'true');
"""
OPEN = """
drop policy barrier on message; alter table message disable row level security;
"""


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("outbox", "0001_first_tables"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
