"""Who is shown as a candidate, on which ground, and who may read that they were."""

from django.db import migrations

# A look shows itself to the person it showed, to who acts for them in the opened case, and to who looked.
GUARD = """
call enplan_guard('candidate_look', 'person_id = (select enplan_setting(''person'')::uuid) or account_id = (select enplan_setting(''account'')::uuid) or ((select enplan_setting(''person'')) is not null and person_id in (select cp.person_id from case_person cp where cp.case_id = (select enplan_case())))', 'account_id = (select enplan_setting(''account'')::uuid)');

-- While the function below looks, and for the entrance alone, the plans let themselves be counted.
create policy candidates on sector_plan for select
  using ((select enplan_setting('finding')) = 'yes' and (select enplan_has_role('intake')));

-- The people with several plans in force and no case of their own: who, how many plans, in how many departments.
-- Each is written down as it is shown, with the ground; without one nothing is shown.
create function find_candidates(seen_at timestamptz, seen_by text, on_ground text, for_what text, fewest int, most int)
returns table (person_id uuid, name text, plans int, departments int) language plpgsql volatile as
$$ begin
  if not enplan_has_role('intake') or enplan_setting('account') is null then
    raise exception using errcode = 'insufficient_privilege', message = 'candidates_are_shown_to_the_entrance';
  end if;
  if coalesce(on_ground, '') = '' or length(trim(coalesce(for_what, ''))) < 10 then
    raise exception using errcode = 'check_violation', constraint = 'a_look_has_a_lawful_ground',
      message = 'a_look_has_a_lawful_ground';
  end if;
  perform set_config('enplan.finding', 'yes', true);
  return query with counted as (
    select sp.person_id as whose, count(distinct (sp.case_id, sp.ref))::int as many,
           count(distinct sp.department)::int as places
    from sector_plan sp where sp.superseded_at is null and sp.withdrawn_at is null
    group by sp.person_id having count(distinct (sp.case_id, sp.ref)) >= greatest(fewest, 2)
  ), chosen as (
    select c.whose, p.name as called, c.many, c.places from counted c join person p on p.id = c.whose
    where not exists (select 1 from case_person cp where cp.person_id = c.whose and cp.place = 'citizen')
    order by c.many desc, p.name, c.whose limit most
  ), written as (
    insert into candidate_look (id, at, account_id, name, ground, why, person_id, plans, departments)
    select gen_random_uuid(), seen_at, enplan_setting('account')::uuid, seen_by, on_ground, for_what, whose, many,
           places from chosen
    returning candidate_look.person_id as whose
  )
  select c.whose, c.called::text, c.many, c.places from chosen c join written w on w.whose = c.whose
  order by c.many desc, c.called, c.whose;
  perform set_config('enplan.finding', '', true);
end $$;
"""
OPEN = """
drop function find_candidates(timestamptz, text, text, text, int, int);
drop policy candidates on sector_plan;
drop policy barrier on candidate_look; alter table candidate_look disable row level security;
"""


class Migration(migrations.Migration):
    """The barrier before the new table, and the one function that looks past the old one."""

    dependencies = [
        ("sectorplans", "0004_who_was_shown_as_a_candidate"),
        ("cases", "0002_guard"),
        ("base", "0001_barrier_functions"),
    ]
    operations = [migrations.RunSQL(GUARD, OPEN)]
