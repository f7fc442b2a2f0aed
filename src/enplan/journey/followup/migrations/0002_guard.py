"""Progress and reviews are personal; what is due and what has ended is listed without any content."""

from django.db import migrations

GUARD = """
call enplan_guard_personal('progress');
call enplan_guard_personal('review');
call enplan_guard_listed('closure');
call enplan_guard_case('farewell');
call enplan_guard('reminder',
  'case_id = (select enplan_case()) or (enplan_setting(''professional'') is not null and case_id in (select enplan_my_cases()))'
  ' or (select enplan_has_role(''system''))');
"""
OPEN = """
drop policy barrier on reminder; alter table reminder disable row level security;
drop policy barrier on farewell; alter table farewell disable row level security;
drop policy barrier on closure; alter table closure disable row level security;
drop policy barrier on review; alter table review disable row level security;
drop policy barrier on progress; alter table progress disable row level security;
"""


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("followup", "0001_first_tables"), ("team", "0002_guard")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
