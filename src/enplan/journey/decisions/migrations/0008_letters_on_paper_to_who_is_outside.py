"""That a letter went on paper to somebody who holds custody without being in the case."""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

GUARD = "call enplan_guard_case('decision_copy_sent');"
OPEN = "drop policy barrier on decision_copy_sent; alter table decision_copy_sent disable row level security;"


class Migration(migrations.Migration):
    """A table that names no content, behind the barrier of its case."""

    dependencies = [
        ("cases", "0002_guard"),
        ("decisions", "0007_an_answer_without_an_end"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="CopySentRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("way", models.CharField(choices=[("post", "post"), ("handed-over", "handed-over")], max_length=20)),
                ("day", models.DateField()),
                ("sent_by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caserecord"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decisionrecord"
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
                "db_table": "decision_copy_sent",
                "ordering": ["at", "id"],
                "abstract": False,
                "indexes": [models.Index(fields=["case", "at"], name="copies_sent_of_case")],
                "constraints": [models.UniqueConstraint(fields=("decision", "holder"), name="a_copy_is_sent_once")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="copysentrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c6ea152c4b8115e8ba3b15a0a973cb81fe76a82a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cdff7",
                    table="decision_copy_sent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(GUARD, OPEN),
    ]
