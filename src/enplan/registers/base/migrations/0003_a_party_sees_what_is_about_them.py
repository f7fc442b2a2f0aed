"""What is about several people shows itself to each of them, not only to who may see everything about all of them.

A part of a decision, or a measure, for a whole family must reach the family. Kinds of information that the law keeps to
oneself even there still need the consent of the one they tell of.
"""

from django.db import migrations

PARTY = """
-- For whom the reader of the case reads: themselves and the children they decide for; nobody, where staff reads.
create function enplan_own() returns text[] language sql stable parallel safe as
$$ select string_to_array(coalesce(enplan_setting('own'), ''), ',') $$;

create function enplan_is_party(needs text[], granted text[], own text[]) returns boolean
language sql immutable parallel safe as
$$ select exists (
     select from unnest(own) person
     where exists (select from unnest(needs) need where split_part(need, ':', 1) = person)
       and not exists (select from unnest(needs) need where split_part(need, ':', 1) = person and need <> all (granted))
   )
   and not exists (
     select from unnest(needs) need
     where split_part(need, ':', 2) in ('health', 'addiction', 'justice') and need <> all (granted)
   ) $$;

-- How one text of a barrier says it.
create procedure enplan_guard_party(guarded regclass) language plpgsql as
$$ begin
  execute format('drop policy if exists barrier on %s', guarded);
  call enplan_guard(guarded, 'case_id = (select enplan_case()) and ((select enplan_setting(''grants'')) = ''*'''
    ' or needs <@ (select enplan_grants())::varchar[]'
    ' or enplan_is_party(needs, (select enplan_grants()), (select enplan_own())))');
end $$;
"""
COUNT = """
-- A row is shown when everything it needs is granted: its `needs`, or else its one person and category; where the
-- barrier of the table says so, also when it is about somebody for whom the reader reads.
create or replace function enplan_withheld(counted regclass, amount text, granted text[]) returns jsonb
language plpgsql volatile as
$$ declare
  told text := coalesce(current_setting('enplan.grants', true), '');
  shown text := case
    when exists (select from pg_policy where polrelid = counted
                 and pg_get_expr(polqual, polrelid) like '%enplan_is_party%')
    then '(needs <@ $1::varchar[] or enplan_is_party(needs, $1, enplan_own()))'
    when exists (select from pg_attribute where attrelid = counted and attname = 'needs' and not attisdropped)
    then 'needs <@ $1::varchar[]' else '(person_id::text || '':'' || category) = any ($1)' end;
  found jsonb;
begin
  perform set_config('enplan.grants', '*', true);
  execute format('select jsonb_object_agg(category, many) from (select category, sum(%1$s) as many from %2$s'
    ' where case_id = enplan_case() and not (%3$s) group by category having sum(%1$s) > 0) per_category',
    amount, counted, shown) into found using granted;
  perform set_config('enplan.grants', told, true);
  return coalesce(found, '{}');
end $$;
"""
DROP = """
drop procedure enplan_guard_party(regclass);
drop function enplan_is_party(text[], text[], text[]);
drop function enplan_own();
"""


class Migration(migrations.Migration):
    """Functions beside those of the barrier; each table says in a migration of its own that it shows itself so."""

    dependencies = [("base", "0002_counting_what_is_withheld")]
    operations = [
        migrations.RunSQL(PARTY, DROP),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
