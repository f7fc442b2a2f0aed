"""What is known shows itself to those who may see its kind of information about its person."""

from django.db import migrations

GUARD = """
call enplan_guard_personal('document');
call enplan_guard_personal('statement');
call enplan_guard_personal('statement_use');
"""
OPEN = """
drop policy barrier on document; alter table document disable row level security;
drop policy barrier on statement; alter table statement disable row level security;
drop policy barrier on statement_use; alter table statement_use disable row level security;
"""


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("dossier", "0001_first_tables"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
