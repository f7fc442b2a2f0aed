"""In which transaction is a row of a log written? What is sealed is told by it, whole and for good (ADR 0015)."""

from django.db import migrations

CREATE = """
-- Added to every number: 0, until the database is copied to another cluster, which counts from the start.
create function enplan_transactions_before() returns bigint language sql stable as
$$ select 0::bigint $$;

create function enplan_written_in() returns bigint language sql stable as
$$ select pg_current_xact_id()::text::bigint + enplan_transactions_before() $$;

-- Every transaction below it has ended, whichever way; what it wrote can be seen and will never be more.
create function enplan_all_ended_before() returns bigint language sql stable as
$$ select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + enplan_transactions_before() $$;

-- No transaction has this number yet, nor a higher one.
create function enplan_none_begun_from() returns bigint language sql stable as
$$ select greatest(pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                   coalesce(pg_current_xact_id_if_assigned()::text::bigint + 1, 0)) + enplan_transactions_before() $$;

-- The table is a log: the rows that stand count as written now, each later one in its own transaction.
create procedure enplan_log(logged regclass) language plpgsql as
$$ begin
  execute format('alter table %s add column written_in bigint not null default enplan_written_in()', logged);
  execute format('create index on %s using brin (written_in)', logged);
end $$;
"""
DROP = """
drop procedure enplan_log(regclass);
drop function enplan_none_begun_from();
drop function enplan_all_ended_before();
drop function enplan_written_in();
drop function enplan_transactions_before();
"""


class Migration(migrations.Migration):
    """Functions only; each log becomes one in the migrations of its own."""

    dependencies = [("base", "0003_a_party_sees_what_is_about_them")]
    operations = [migrations.RunSQL(CREATE, DROP)]
