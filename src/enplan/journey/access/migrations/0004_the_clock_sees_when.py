"""The clock sees in which cases it has been; nobody else sees more than before."""

from django.db import migrations

WIDER = """
drop policy barrier on opening;
call enplan_guard('opening', 'case_id = (select enplan_case()) or (select enplan_has_role(''system''))');
"""
AS_BEFORE = """
drop policy barrier on opening;
call enplan_guard_case('opening');
"""


class Migration(migrations.Migration):
    """The barrier before this table, with a gate for the clock."""

    dependencies = [("access", "0003_what_the_clock_looks_up"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(WIDER, AS_BEFORE)]
