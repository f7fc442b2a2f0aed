"""A case shows itself to those who have a part in it, and that it is there to those at the one entrance."""

from django.db import migrations

GUARD = """
call enplan_guard('"case"', 'id = (select enplan_case()) or id in (select enplan_my_cases()) or (select enplan_has_role(''intake'')) or (select enplan_has_role(''system''))');
call enplan_guard('case_person', 'case_id = (select enplan_case()) or person_id = (select enplan_setting(''person'')::uuid) or case_id in (select enplan_my_cases()) or (select enplan_has_role(''intake'')) or (select enplan_has_role(''system''))');
"""
OPEN = """
drop policy barrier on "case"; alter table "case" disable row level security;
drop policy barrier on case_person; alter table case_person disable row level security;
"""


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("cases", "0001_first_tables"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
