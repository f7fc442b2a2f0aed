"""That somebody shares a kind of information tells of them: consents show themselves to the team, and else to those
who know that kind about the person, who gave them, or to whom they are given. `access` asks before there are grants,
and needs no more than what is given to the one who comes."""

from django.db import migrations

MINE = (
    "case_id = (select enplan_case()) and ((select enplan_setting(''professional'')) is not null"
    " or (select enplan_has_role(''system'')) or recipient_id = (select enplan_setting(''person'')::uuid)"
    " or (person_id::text || '':'' || category) = any ((select enplan_grants())::text[]){more})"
)
GUARD = f"""
drop policy barrier on consent;
drop policy barrier on consent_request;
drop policy barrier on consent_signature;
call enplan_guard('consent', '{MINE.format(more=" or given_by_id = (select enplan_setting(''person'')::uuid)")}');
call enplan_guard('consent_request', '{MINE.format(more="")}');
call enplan_guard('consent_signature', 'case_id = (select enplan_case())'
  ' and exists (select 1 from consent c where c.id = consent_signature.consent_id)');
"""
OPEN = """
drop policy barrier on consent;
drop policy barrier on consent_request;
drop policy barrier on consent_signature;
call enplan_guard_case('consent');
call enplan_guard_case('consent_request');
call enplan_guard_case('consent_signature');
"""


class Migration(migrations.Migration):
    """A narrower barrier before the same tables."""

    dependencies = [("consent", "0002_guard")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
