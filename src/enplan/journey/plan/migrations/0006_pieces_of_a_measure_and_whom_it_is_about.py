"""A merged measure keeps what it was put together of; and a measure shows itself to each of those it is about."""

from django.db import migrations, models

PARTY = ["plan_measure", "plan_element", "plan_objection", "plan_agreement"]
GUARD = "\n".join(f"call enplan_guard_party('{table}');" for table in PARTY)
COUNT = """
create or replace function plan_withheld() returns jsonb language plpgsql volatile as
$$ declare
  told text := coalesce(current_setting('enplan.grants', true), '');
  counted jsonb;
begin
  perform set_config('enplan.grants', '*', true);
  select jsonb_object_agg(category, many) into counted from (
    select category, count(*) as many from (
      select case_id, category, needs, '{}'::text[] as own from plan_goal
      union all select case_id, category, needs, enplan_own() from plan_measure
    ) element
    where case_id = enplan_case() and not needs <@ string_to_array(told, ',')::varchar[]
      and not enplan_is_party(needs, string_to_array(told, ','), own)
    group by category
  ) per_category;
  perform set_config('enplan.grants', told, true);
  return coalesce(counted, '{}');
end $$;
"""
SEEN = (
    "case_id = (select enplan_case()) and ((select enplan_setting(''grants'')) = ''*'' "
    "or needs <@ (select enplan_grants())::varchar[])"
)
BACK = "\n".join(f"drop policy barrier on {table}; call enplan_guard('{table}', '{SEEN}');" for table in PARTY)


class Migration(migrations.Migration):
    """One column, and the barrier of the tables that hold what is done."""

    dependencies = [
        ("plan", "0005_getting_less_is_agreed_to_in_words"),
        ("base", "0003_a_party_sees_what_is_about_them"),
    ]
    operations = [
        migrations.AddField("measurerecord", "pieces", models.JSONField(default=list)),
        migrations.RunSQL(GUARD, BACK),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
