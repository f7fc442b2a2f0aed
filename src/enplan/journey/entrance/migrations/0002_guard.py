"""A request shows itself to the entrance, to the one who asked and to the one it is about; the answer not to who asked for another."""

from django.db import migrations

GUARD = """
call enplan_guard('screening', 'case_id = (select enplan_case()) or person_id = (select enplan_setting(''person'')::uuid) or (select enplan_has_role(''intake'')) or (select enplan_has_role(''system''))');
call enplan_guard('request', 'asked_account = (select enplan_setting(''account'')::uuid) or person_id = (select enplan_setting(''person'')::uuid) or id in (select s.request_id from screening s where s.case_id = (select enplan_case())) or (select enplan_has_role(''intake'')) or (select enplan_has_role(''system''))');
"""
OPEN = """
drop policy barrier on request; alter table request disable row level security;
drop policy barrier on screening; alter table screening disable row level security;
"""


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("entrance", "0001_first_tables"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
