"""One's own invitation in one's own cases is listed: my day tells a professional which meetings wait for their answer."""

from django.db import migrations

INSIDE = "'case_id = (select enplan_case()) and exists (select 1 from meeting m where m.id = attendance.meeting_id)'"
GUARD = f"""
drop policy barrier on attendance;
call enplan_guard('attendance', {INSIDE}
  ' or (professional_id = (select enplan_setting(''professional'')::uuid) and case_id in (select enplan_my_cases()))',
  {INSIDE});
"""
BEFORE = f"""
drop policy barrier on attendance;
call enplan_guard('attendance', {INSIDE});
"""


class Migration(migrations.Migration):
    """The barrier opens for one row more; what can be written stays as it was."""

    dependencies = [("meetings", "0002_guard")]
    operations = [migrations.RunSQL(GUARD, BEFORE)]
