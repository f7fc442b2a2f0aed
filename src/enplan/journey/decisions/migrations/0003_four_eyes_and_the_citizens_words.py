"""What the citizen said stands in the letter, and a second professional may have to agree before it is signed."""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

GUARD = "call enplan_guard_case('decision_endorsement');"
OPEN = "drop policy barrier on decision_endorsement; alter table decision_endorsement disable row level security;"


class Migration(migrations.Migration):
    """Two words more in a draft, and a table of who agreed to which drafts."""

    dependencies = [
        ("base", "0001_barrier_functions"),
        ("cases", "0002_guard"),
        ("decisions", "0002_guard"),
        ("plan", "0004_a_text_says_what_it_tells_of"),
    ]

    operations = [
        migrations.AddField(
            model_name="choicerecord",
            name="consented",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="choicerecord",
            name="said",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.CreateModel(
            name="EndorsementRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("answers", models.JSONField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                ("by_account", models.UUIDField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caserecord"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plan.versionrecord"
                    ),
                ),
            ],
            options={
                "db_table": "decision_endorsement",
                "ordering": ["-at", "id"],
                "abstract": False,
                "indexes": [models.Index(fields=["case", "-at"], name="endorsements_of_case")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="endorsementrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6346ee06f4c8b747cb685dd6297efa418b085117",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d398c",
                    table="decision_endorsement",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(GUARD, OPEN),
    ]
