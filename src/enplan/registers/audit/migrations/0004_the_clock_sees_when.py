"""The clock sees in which cases something was done; nobody else sees more than before."""

from django.db import migrations

WIDER = """
drop policy barrier on audit;
call enplan_guard('audit', 'case_id = (select enplan_case()) or (select enplan_has_role(''system''))', 'true');
"""
AS_BEFORE = """
drop policy barrier on audit;
call enplan_guard('audit', 'case_id = (select enplan_case())', 'true');
"""


class Migration(migrations.Migration):
    """The barrier before this table, with a gate for the clock."""

    dependencies = [("audit", "0003_what_the_clock_looks_up"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(WIDER, AS_BEFORE)]
