"""The plan shows itself as far as the sight goes: a row about several people needs a grant for each of them."""

from django.db import migrations

SHARED = ["plan_goal", "plan_wording", "plan_measure", "plan_demand", "plan_element", "plan_objection"]
OF_CASE = ["plan", "plan_version", "plan_approval"]

SEEN = (
    "case_id = (select enplan_case()) and ((select enplan_setting(''grants'')) = ''*'' "
    "or needs <@ (select enplan_grants())::varchar[])"
)
GUARD = "\n".join(
    [
        *[f"call enplan_guard('{table}', '{SEEN}');" for table in SHARED],
        *[f"call enplan_guard_case('{table}');" for table in OF_CASE],
    ]
)
OPEN = "\n".join(
    f"drop policy barrier on {table}; alter table {table} disable row level security;" for table in [*SHARED, *OF_CASE]
)
# How many goals and measures of the opened case the sight does not show, by kind of information. Only numbers leave it;
# it belongs to the query of the page, so that the page needs no further one.
COUNT = """
create function plan_withheld() returns jsonb language plpgsql volatile as
$$ declare
  told text := coalesce(current_setting('enplan.grants', true), '');
  counted jsonb;
begin
  perform set_config('enplan.grants', '*', true);
  select jsonb_object_agg(category, many) into counted from (
    select category, count(*) as many from (
      select case_id, category, needs from plan_goal union all select case_id, category, needs from plan_measure
    ) element
    where case_id = enplan_case() and not needs <@ string_to_array(told, ',')::varchar[]
    group by category
  ) per_category;
  perform set_config('enplan.grants', told, true);
  return coalesce(counted, '{}');
end $$;
"""


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("plan", "0001_first_tables"), ("base", "0001_barrier_functions")]
    operations = [
        migrations.RunSQL(GUARD, OPEN),
        migrations.RunSQL(COUNT, "drop function plan_withheld();"),
    ]
