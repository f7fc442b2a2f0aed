"""Readings are personal; the clock alone reads those of many, and what was counted of each case, to make figures of them."""

from django.db import migrations

GUARD = """
call enplan_guard('reading',
  '(case_id = (select enplan_case()) and ((select enplan_setting(''grants'')) = ''*'''
  ' or (person_id::text || '':'' || category) = any ((select enplan_grants())::text[])))'
  ' or (select enplan_has_role(''system''))');
call enplan_guard('tally', 'case_id = (select enplan_case()) or (select enplan_has_role(''system''))');
"""
OPEN = """
drop policy barrier on tally; alter table tally disable row level security;
drop policy barrier on reading; alter table reading disable row level security;
"""


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("outcomes", "0001_first_tables"), ("team", "0002_guard")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
