"""A yes to getting less stands in words, and nobody approves a version without it."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

SEEN = (
    "case_id = (select enplan_case()) and ((select enplan_setting(''grants'')) = ''*'' "
    "or needs <@ (select enplan_grants())::varchar[])"
)
GUARD = f"call enplan_guard('plan_agreement', '{SEEN}');"
OPEN = "drop policy barrier on plan_agreement; alter table plan_agreement disable row level security;"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_guard"),
        ("people", "0001_first_tables"),
        ("plan", "0004_a_text_says_what_it_tells_of"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementRecord",
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
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None),
                ),
                ("element_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "way",
                    models.CharField(
                        choices=[("portal", "portal"), ("meeting", "meeting"), ("paper", "paper")], max_length=10
                    ),
                ),
                ("words", models.CharField(max_length=2000)),
                ("present", models.CharField(blank=True, max_length=500)),
                ("entered_by", models.CharField(max_length=200)),
            ],
            options={
                "db_table": "plan_agreement",
                "ordering": ["at", "id"],
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approvalrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="agreed_first",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    if new.element_id is null and exists (\n        select 1 from plan_element e\n        where e.version_id = new.version_id and e.kind = 'reduction'\n        and not coalesce((e.content ->> 'agreed')::boolean, false)\n        and (e.content ->> 'person')::uuid = new.for_person_id\n        and not exists (\n            select 1 from plan_agreement a where a.version_id = new.version_id and a.element_id = e.element_id\n            and a.person_id = new.for_person_id and a.by_person_id = new.by_person_id\n        )\n    ) then\n        raise exception using errcode = 'check_violation', constraint = 'getting_less_is_agreed_to_in_words',\n            message = 'getting_less_is_agreed_to_in_words';\n    end if;\n    return new;\n",
                    hash="2bf3c68a10bf84369a2acdb2b0bbb70b91e854ba",
                    operation="INSERT",
                    pgid="pgtrigger_agreed_first_9b38b",
                    table="plan_approval",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="agreementrecord",
            name="by_person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.personrecord"
            ),
        ),
        migrations.AddField(
            model_name="agreementrecord",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caserecord"
            ),
        ),
        migrations.AddField(
            model_name="agreementrecord",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.personrecord"
            ),
        ),
        migrations.AddField(
            model_name="agreementrecord",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="plan.versionrecord"
            ),
        ),
        migrations.AddIndex(
            model_name="agreementrecord",
            index=models.Index(fields=["case", "element_id"], name="agreements_to_element"),
        ),
        migrations.AddConstraint(
            model_name="agreementrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="an_agreement_to_less_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way", "meeting"), _negated=True),
                    models.Q(("present", ""), _negated=True),
                    _connector="OR",
                ),
                name="an_agreement_in_a_meeting_says_who_was_there",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="769f28d9540590ca39ffb0704a729b0a12fd2f04",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2a08f",
                    table="plan_agreement",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(GUARD, OPEN),
    ]
