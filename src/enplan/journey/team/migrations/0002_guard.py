"""The team shows itself to its case, and people to those who have a case with them."""

from django.db import migrations

GUARD = """
call enplan_guard('membership', 'case_id = (select enplan_case()) or professional_id = (select enplan_setting(''professional'')::uuid) or case_id in (select enplan_my_cases()) or (select enplan_has_role(''intake'')) or (select enplan_has_role(''system''))');
call enplan_guard('join_question', 'case_id = (select enplan_case()) or professional_id = (select enplan_setting(''professional'')::uuid)');
call enplan_guard('companion', 'case_id = (select enplan_case()) or companion_id = (select enplan_setting(''person'')::uuid)');
call enplan_guard('person', 'id = (select enplan_setting(''person'')::uuid) or exists (select 1 from case_person cp where cp.person_id = person.id) or exists (select 1 from companion co where co.companion_id = person.id) or (select enplan_has_role(''intake'')) or (select enplan_has_role(''system''))', 'enplan_setting(''professional'') is not null or enplan_has_role(''system'') or id = enplan_setting(''person'')::uuid');
call enplan_guard('relation', 'exists (select 1 from person p where p.id = relation.one_id) and exists (select 1 from person p where p.id = relation.other_id)', 'enplan_setting(''professional'') is not null or enplan_has_role(''system'')');
"""
OPEN = """
drop policy barrier on join_question; alter table join_question disable row level security;
drop policy barrier on membership; alter table membership disable row level security;
drop policy barrier on companion; alter table companion disable row level security;
drop policy barrier on person; alter table person disable row level security;
drop policy barrier on relation; alter table relation disable row level security;
"""


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("team", "0001_first_tables"), ("cases", "0002_guard"), ("people", "0001_first_tables")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
