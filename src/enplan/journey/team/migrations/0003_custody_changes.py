"""How custody came to be as it is; shown in its case only."""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

GUARD = """
call enplan_guard_case('custody_change');
"""
OPEN = """
drop policy barrier on custody_change; alter table custody_change disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_guard"),
        ("people", "0001_first_tables"),
        ("team", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustodyChangeRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("held", models.BooleanField()),
                ("from_day", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caserecord"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.personrecord"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.personrecord"
                    ),
                ),
            ],
            options={
                "db_table": "custody_change",
                "ordering": ["-at", "id"],
                "abstract": False,
                "indexes": [models.Index(fields=["case", "-at"], name="custody_changes_of_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="a_change_of_custody_says_where_it_stands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("child", models.F("holder")), _negated=True),
                        name="nobody_has_custody_of_themselves",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custodychangerecord",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7629ac1581fe11cca8a7d28317b2d637fb6bfb64",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5f1bf",
                    table="custody_change",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(GUARD, OPEN),
    ]
