"""An answer about several people, and what is asked and complained of around it, reaches each of them.

Where it also tells of another's health or addiction it stays closed, and the reader is told that it is there.
"""

from django.db import migrations, models

PARTY = ["decision_part", "hearing", "complaint_part", "reassessment"]
GUARD = "\n".join(f"call enplan_guard_party('{table}');" for table in PARTY)
SEEN = (
    "case_id = (select enplan_case()) and ((select enplan_setting(''grants'')) = ''*'' "
    "or needs <@ (select enplan_grants())::varchar[])"
)
BACK = "\n".join(f"drop policy barrier on {table}; call enplan_guard('{table}', '{SEEN}');" for table in PARTY)
# The numbers of the answers in a letter that are about somebody the reader reads for, and that are not shown. Only
# numbers leave it; one who is none of the people of the case reads for those of whom anything is shown.
NUMBERS = """
create function decision_withheld(letter uuid) returns int[] language plpgsql volatile as
$$ declare
  told text := coalesce(current_setting('enplan.grants', true), '');
  keys text[] := string_to_array(told, ',');
  people text[] := case when cardinality(enplan_own()) > 0 then enplan_own()
    else array(select distinct split_part(granting, ':', 1) from unnest(keys) granting) end;
  numbers int[];
begin
  perform set_config('enplan.grants', '*', true);
  select array_agg(part.position order by part.position) into numbers from decision_part part
  where part.decision_id = letter and part.case_id = enplan_case() and not part.needs <@ keys::varchar[]
    and not enplan_is_party(part.needs, keys, enplan_own())
    and exists (select from unnest(part.needs) need where split_part(need, ':', 1) = any (people));
  perform set_config('enplan.grants', told, true);
  return coalesce(numbers, '{}');
end $$;
"""


class Migration(migrations.Migration):
    """The barrier of four tables, one function, and of which measure an answer is."""

    dependencies = [
        ("decisions", "0005_additions_and_what_an_answer_gives"),
        ("base", "0003_a_party_sees_what_is_about_them"),
    ]
    operations = [
        migrations.AddField("partrecord", "measure_id", models.UUIDField(null=True)),
        migrations.RunSQL(GUARD, BACK),
        migrations.RunSQL(NUMBERS, "drop function decision_withheld(uuid);"),
    ]
