"""A letter says where somebody lives: it shows itself to the entrance and to the one it is about, not to who asked."""

from django.db import migrations

ENTRANCE = "(select enplan_has_role(''intake'')) or (select enplan_has_role(''system''))"
ME = "request_id in (select r.id from request r where r.person_id = (select enplan_setting(''person'')::uuid))"
GUARD = f"call enplan_guard('entrance_letter', '{ENTRANCE} or {ME}');"
OPEN = "drop policy barrier on entrance_letter; alter table entrance_letter disable row level security;"


class Migration(migrations.Migration):
    """The barrier before this table."""

    dependencies = [("entrance", "0007_letters_that_wait"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
