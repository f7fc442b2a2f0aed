"""The functions with which every table is put behind the barrier: one text for all policies."""

from django.db import migrations

CREATE = """
create function enplan_setting(name text) returns text language sql stable parallel safe as
$$ select nullif(current_setting('enplan.' || name, true), '') $$;

create function enplan_case() returns uuid language sql stable parallel safe as
$$ select enplan_setting('case')::uuid $$;

create function enplan_grants() returns text[] language sql stable parallel safe as
$$ select string_to_array(coalesce(enplan_setting('grants'), ''), ',') $$;

create function enplan_has_role(role text) returns boolean language sql stable parallel safe as
$$ select role = any (string_to_array(coalesce(enplan_setting('roles'), ''), ',')) $$;

-- The cases in which the actor has a part, for lists over many cases; bound late, since the tables come with later apps.
-- The tables it looks in are guarded by this very question: while it looks, they show the actor's own rows only.
create function enplan_my_cases() returns setof uuid language plpgsql stable as
$$ begin
  if enplan_setting('looking') is not null then
    return;
  end if;
  perform set_config('enplan.looking', 'yes', true);
  if enplan_setting('professional') is not null then
    return query select m.case_id from membership m where m.professional_id = enplan_setting('professional')::uuid
                 and m.until_day is null;
  elsif enplan_setting('person') is not null then
    return query select cp.case_id from case_person cp where cp.person_id = enplan_setting('person')::uuid
                 union select co.case_id from companion co where co.companion_id = enplan_setting('person')::uuid
                 and co.until_day is null;
  end if;
  perform set_config('enplan.looking', '', true);
end $$;

create procedure enplan_guard(guarded regclass, visible text, writable text default null) language plpgsql as
$$ begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy barrier on %s using (%s) with check (%s)', guarded, visible,
    coalesce(writable, visible));
end $$;

-- Rows of the case that has been opened.
create procedure enplan_guard_case(guarded regclass) language sql as
$$ call enplan_guard(guarded, 'case_id = (select enplan_case())') $$;

-- Rows of the opened case, and in lists of the actor's own cases: nothing but who, when and how far.
create procedure enplan_guard_listed(guarded regclass) language sql as
$$ call enplan_guard(guarded, 'case_id = (select enplan_case()) or case_id in (select enplan_my_cases())'
   ' or (select enplan_has_role(''system''))') $$;

-- Rows of the opened case that hold a kind of information about a person which the sight grants.
create procedure enplan_guard_personal(guarded regclass) language sql as
$$ call enplan_guard(guarded, 'case_id = (select enplan_case()) and ((select enplan_setting(''grants'')) = ''*'''
   ' or (person_id::text || '':'' || category) = any ((select enplan_grants())::text[]))') $$;
"""

DROP = """
drop procedure enplan_guard_personal(regclass);
drop procedure enplan_guard_listed(regclass);
drop procedure enplan_guard_case(regclass);
drop procedure enplan_guard(regclass, text, text);
drop function enplan_my_cases();
drop function enplan_has_role(text);
drop function enplan_grants();
drop function enplan_case();
drop function enplan_setting(text);
"""


class Migration(migrations.Migration):
    """Functions only; each table is guarded in the migration that makes it."""

    initial = True
    operations = [migrations.RunSQL(CREATE, DROP)]
