"""Who holds custody of a child without being in the opened case is known there by name to those who must know."""

from django.db import migrations

# A person is told of by being in the case; custody then says who else is. The relation may not ask the person back.
KNOWN = (
    "{0} = (select enplan_setting(''person'')::uuid) or exists (select 1 from case_person cp where cp.person_id = {0})"
    " or exists (select 1 from companion co where co.companion_id = {0})"
)
ROLES = "(select enplan_has_role(''intake'')) or (select enplan_has_role(''system''))"
CHILD = "(select 1 from case_person cp where cp.case_id = (select enplan_case()) and cp.person_id = {0})"
HELD = "kind = ''parent-with-custody'' and exists " + CHILD.format("relation.other_id")
# By name: the authority, the child, and who holds custody with them. A companion sees that there is somebody, not who.
MUST_KNOW = (
    "(select enplan_setting(''professional'')) is not null or r.other_id = (select enplan_setting(''person'')::uuid)"
    " or exists (select 1 from relation mine where mine.one_id = (select enplan_setting(''person'')::uuid)"
    " and mine.kind = ''parent-with-custody'' and mine.other_id = r.other_id)"
)
HOLDS = (
    "exists (select 1 from relation r where r.one_id = person.id and r.kind = ''parent-with-custody'' and exists "
    + CHILD.format("r.other_id")
    + f" and ({MUST_KNOW}))"
)
STAFF = "enplan_setting(''professional'') is not null or enplan_has_role(''system'')"
PERSON = f"{KNOWN.format('person.id')} or {ROLES}"
ENDS = f"({KNOWN.format('relation.one_id')}) and ({KNOWN.format('relation.other_id')})"
RELATION = f"({ENDS}) or ({HELD}) or {ROLES}"
SELF = "id = enplan_setting(''person'')::uuid"
GUARD = f"""
drop policy barrier on relation;
drop policy barrier on person;
call enplan_guard('relation', '{RELATION}', '{STAFF}');
call enplan_guard('person', '{PERSON} or {HOLDS}', '{STAFF} or {SELF}');
"""
BOTH = (
    "exists (select 1 from person p where p.id = relation.one_id)"
    " and exists (select 1 from person p where p.id = relation.other_id)"
)
BACK = f"""
drop policy barrier on person;
drop policy barrier on relation;
call enplan_guard('person', '{PERSON}', '{STAFF} or {SELF}');
call enplan_guard('relation', '{BOTH}', '{STAFF}');
"""


class Migration(migrations.Migration):
    """The barrier before people and what they are to each other, made one person wider."""

    dependencies = [("team", "0003_custody_changes")]
    operations = [migrations.RunSQL(GUARD, BACK)]
