"""A notice of delay shows itself to those who can see the request it is about."""

from django.db import migrations

GUARD = "call enplan_guard('answer_delay', 'request_id in (select r.id from request r)');"
OPEN = "drop policy barrier on answer_delay; alter table answer_delay disable row level security;"


class Migration(migrations.Migration):
    """The barrier before this table."""

    dependencies = [("entrance", "0004_an_answer_reaches_or_is_delayed"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
