"""A statement has a day it is due, is chased and called off; each order that repeats another says why."""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    """The register of statements, and who reminded whom."""

    dependencies = [
        ("cases", "0002_guard"),
        ("dossier", "0002_guard"),
        ("base", "0001_barrier_functions"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChaseRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("plan", "plan"),
                            ("work", "work"),
                            ("economy", "economy"),
                            ("social", "social"),
                            ("health", "health"),
                            ("addiction", "addiction"),
                            ("family", "family"),
                            ("education", "education"),
                            ("integration", "integration"),
                            ("justice", "justice"),
                        ],
                        max_length=20,
                    ),
                ),
                ("chased_at", models.DateTimeField()),
                ("chased_by", models.CharField(max_length=200)),
                ("words", models.CharField(max_length=500)),
            ],
            options={
                "db_table": "statement_chase",
                "ordering": ["chased_at", "id"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="statementrecord",
            name="answer_by",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="statementrecord",
            name="called_off_because",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="statementrecord",
            name="called_off_day",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="statementrecord",
            name="despite",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="statementrecord",
            name="ordered_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="statementrecord",
            name="promised_day",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="statementrecord",
            name="seen_day",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="statementrecord",
            name="told_late_day",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="statementrecord",
            constraint=models.UniqueConstraint(
                condition=models.Q(("again_because", ""), ("called_off_day", None), ("received_day", None)),
                fields=("case", "person", "kind", "items", "purpose"),
                name="a_statement_is_on_its_way_once_without_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("despite", ""), models.Q(("again_because", ""), _negated=True), _connector="OR"),
                name="another_statement_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("called_off_day", None), models.Q(("called_off_because", ""), _negated=True), _connector="OR"
                ),
                name="a_statement_is_called_off_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("called_off_day", None), ("received_day", None), _connector="OR"),
                name="a_statement_that_has_come_is_not_called_off",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("promised_day", None), ("promised_day__gte", models.F("requested_day")), _connector="OR"
                ),
                name="a_statement_is_promised_after_it_is_ordered",
            ),
        ),
        migrations.AddField(
            model_name="chaserecord",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caserecord"
            ),
        ),
        migrations.AddField(
            model_name="chaserecord",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.personrecord"
            ),
        ),
        migrations.AddField(
            model_name="chaserecord",
            name="statement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossier.statementrecord"
            ),
        ),
        migrations.AddIndex(
            model_name="chaserecord",
            index=models.Index(fields=["statement"], name="chases_of_statement"),
        ),
        migrations.AddConstraint(
            model_name="chaserecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="a_chase_says_what_was_done"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chaserecord",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ba5d47dcb52d6fd4cd73034f3eaf1c6548b10994",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_24246",
                    table="statement_chase",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(
            "call enplan_guard_personal('statement_chase');",
            "drop policy barrier on statement_chase; alter table statement_chase disable row level security;",
        ),
    ]
