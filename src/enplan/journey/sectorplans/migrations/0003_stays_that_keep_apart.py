"""Which stays keep people apart, whatever the sight shows: a meeting must not give away what consent does not open."""

from django.db import migrations

STAYS = """
-- The plans in force of the opened case, with nothing in them but their measures of one kind. Only yes or no for a pair
-- of people may follow from it; what the actor has been told to see is told again before the function ends.
create function sector_plan_stays(kind text) returns jsonb language plpgsql volatile as
$$ declare
  told text := coalesce(current_setting('enplan.grants', true), '');
  found jsonb;
begin
  perform set_config('enplan.grants', '*', true);
  select jsonb_agg(jsonb_build_object('id', ref, 'person', document -> 'person', 'measures', stays)) into found
  from sector_plan, lateral (
    select jsonb_agg(measure) as stays from jsonb_array_elements(coalesce(document -> 'measures', '[]')) measure
    where measure ->> 'measure_type' = kind
  ) of_kind
  where case_id = enplan_case() and superseded_at is null and withdrawn_at is null and stays is not null;
  perform set_config('enplan.grants', told, true);
  return coalesce(found, '[]');
end $$;
"""


class Migration(migrations.Migration):
    """A function beside the barrier of this table."""

    dependencies = [("sectorplans", "0002_guard")]
    operations = [migrations.RunSQL(STAYS, "drop function sector_plan_stays(text);")]
