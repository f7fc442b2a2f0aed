"""What was weighed at the one entrance is told to the one it is about, to the entrance and to the team: not to others
of the family, and not to who stands by them."""

from django.db import migrations

ENTRANCE = "(select enplan_has_role(''intake'')) or (select enplan_has_role(''system''))"
TEAM = "(case_id = (select enplan_case()) and (select enplan_setting(''professional'')) is not null)"
ME = "person_id = (select enplan_setting(''person'')::uuid)"
GUARD = f"""
drop policy barrier on screening;
call enplan_guard('screening', '{ME} or {TEAM} or {ENTRANCE}');
"""
OPEN = f"""
drop policy barrier on screening;
call enplan_guard('screening', 'case_id = (select enplan_case()) or {ME} or {ENTRANCE}');
"""


class Migration(migrations.Migration):
    """A narrower barrier before the same table."""

    dependencies = [("entrance", "0002_guard")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
