"""What is settled shows itself to those who may see its kind of information about its person."""

from django.db import migrations

GUARD = "call enplan_guard_personal('evidence_mark');"
OPEN = "drop policy barrier on evidence_mark; alter table evidence_mark disable row level security;"


class Migration(migrations.Migration):
    """The barrier before this table."""

    dependencies = [("evidence", "0001_what_is_settled_about_a_document"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
