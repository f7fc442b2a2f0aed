"""Each answer shows itself to those who may see all it is about; that a decision was made, to everybody in the case."""

from django.db import migrations

SHARED = [
    "hearing",
    "decision_choice",
    "decision_letter",
    "decision_part",
    "complaint",
    "complaint_part",
    "reassessment",
]
OF_CASE = ["decision"]

SEEN = (
    "case_id = (select enplan_case()) and ((select enplan_setting(''grants'')) = ''*'' "
    "or needs <@ (select enplan_grants())::varchar[])"
)
GUARD = "\n".join(
    [
        *[f"call enplan_guard('{table}', '{SEEN}');" for table in SHARED],
        *[f"call enplan_guard_case('{table}');" for table in OF_CASE],
    ]
)
OPEN = "\n".join(
    f"drop policy barrier on {table}; alter table {table} disable row level security;" for table in [*SHARED, *OF_CASE]
)


class Migration(migrations.Migration):
    """The barrier before these tables."""

    dependencies = [("decisions", "0001_first_tables"), ("base", "0001_barrier_functions")]
    operations = [migrations.RunSQL(GUARD, OPEN)]
