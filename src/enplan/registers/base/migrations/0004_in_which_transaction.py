"""In which transaction is a row of a log written? What is sealed is told by it, whole and for good (ADR 0015)."""

from django.db import migrations

CREATE = """
create function enplan_written_in() returns bigint language sql stable as
$$ select pg_current_xact_id()::text::bigint $$;

-- The table is a log: the rows that stand count as written now, each later one in its own transaction.
create procedure enplan_log(logged regclass) language plpgsql as
$$ begin
  execute format('alter table %s add column written_in bigint not null default enplan_written_in()', logged);
  execute format('create index on %s using brin (written_in)', logged);
end $$;
"""
DROP = """
drop procedure enplan_log(regclass);
drop function enplan_written_in();
"""


class Migration(migrations.Migration):
    """Functions only; each log becomes one in the migrations of its own."""

    dependencies = [("base", "0003_a_party_sees_what_is_about_them")]
    operations = [migrations.RunSQL(CREATE, DROP)]
