"""A meeting shows itself to those who take part, and to those who may see the plans of everybody who does.

The people of a case may have left each other: a meeting tells where somebody will be, so the case alone does not open it.
"""

from django.db import migrations

GUARD = """
call enplan_guard('meeting',
  '(case_id = (select enplan_case()) and ((select enplan_setting(''grants'')) = ''*'''
  ' or (select bool_and((one::text || '':plan'') = any ((select enplan_grants())::text[])) from unnest(persons) one)))'
  ' or ((case_id = (select enplan_case()) or case_id in (select enplan_my_cases()))'
  '   and ((select enplan_setting(''professional'')::uuid) = any (professionals)'
  '     or (select enplan_setting(''person'')::uuid) = any (persons)))');
call enplan_guard('attendance', 'case_id = (select enplan_case())'
  ' and exists (select 1 from meeting m where m.id = attendance.meeting_id)');
call enplan_guard_personal('discharge');
"""
OPEN = """
drop policy barrier on discharge; alter table discharge disable row level security;
drop policy barrier on attendance; alter table attendance disable row level security;
drop policy barrier on meeting; alter table meeting disable row level security;
"""


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("meetings", "0001_first_tables"), ("team", "0002_guard")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
