"""Consents show themselves to their case only."""

from django.db import migrations

GUARD = """
call enplan_guard_case('consent');
call enplan_guard_case('consent_request');
call enplan_guard_case('consent_signature');
"""
OPEN = """
drop policy barrier on consent; alter table consent disable row level security;
drop policy barrier on consent_request; alter table consent_request disable row level security;
drop policy barrier on consent_signature; alter table consent_signature disable row level security;
"""


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("consent", "0001_first_tables"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
