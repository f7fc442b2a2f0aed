"""Who was shown as a candidate is a log that is sealed; the clock, which seals it, sees that it was done."""

from django.db import migrations

LOG = """
call enplan_log('candidate_look');
drop policy barrier on candidate_look;
call enplan_guard('candidate_look', 'person_id = (select enplan_setting(''person'')::uuid) or account_id = (select enplan_setting(''account'')::uuid) or ((select enplan_setting(''person'')) is not null and person_id in (select cp.person_id from case_person cp where cp.case_id = (select enplan_case()))) or (select enplan_has_role(''system''))', 'account_id = (select enplan_setting(''account'')::uuid)');
"""
AS_BEFORE = """
drop policy barrier on candidate_look;
call enplan_guard('candidate_look', 'person_id = (select enplan_setting(''person'')::uuid) or account_id = (select enplan_setting(''account'')::uuid) or ((select enplan_setting(''person'')) is not null and person_id in (select cp.person_id from case_person cp where cp.case_id = (select enplan_case())))', 'account_id = (select enplan_setting(''account'')::uuid)');
alter table candidate_look drop column written_in;
"""


class Migration(migrations.Migration):
    """The barrier before this table, with a gate for the clock."""

    dependencies = [("sectorplans", "0005_guard_candidates"), ("base", "0004_in_which_transaction")]
    operations = [migrations.RunSQL(LOG, AS_BEFORE)]
