"""A complaint over a no shows itself to the one it is about and to the entrance; not to who asked for another."""

from django.db import migrations

ME = "person_id = (select enplan_setting(''person'')::uuid)"
ENTRANCE = "(select enplan_has_role(''intake'')) or (select enplan_has_role(''system''))"
GUARD = f"call enplan_guard('appeal', '{ME} or {ENTRANCE}');"
OPEN = "drop policy barrier on appeal; alter table appeal disable row level security;"


class Migration(migrations.Migration):
    """The barrier before this table."""

    dependencies = [("appeals", "0001_first_tables"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
