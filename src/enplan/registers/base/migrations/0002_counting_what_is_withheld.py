"""How much of a table the sight does not show, counted in one question by the database itself; only numbers leave it."""

from django.db import migrations

COUNT = """
-- A row is shown when everything it needs is granted: its `needs`, or else its one person and category.
-- What the actor has been told to see is told again before the function ends; an error ends the transaction's part.
create function enplan_withheld(counted regclass, amount text, granted text[]) returns jsonb language plpgsql volatile as
$$ declare
  told text := coalesce(current_setting('enplan.grants', true), '');
  shown text := case
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


class Migration(migrations.Migration):
    """A function beside those of the barrier."""

    dependencies = [("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(COUNT, "drop function enplan_withheld(regclass, text, text[]);")]
