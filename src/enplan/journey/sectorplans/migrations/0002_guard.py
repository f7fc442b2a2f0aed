"""A sector plan shows itself to those who may see its kind of information about its person."""

from django.db import migrations

GUARD = "call enplan_guard_personal('sector_plan');"
OPEN = "drop policy barrier on sector_plan; alter table sector_plan disable row level security;"


class Migration(migrations.Migration):
    """The barrier before this table."""

    dependencies = [("sectorplans", "0001_first_tables"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
