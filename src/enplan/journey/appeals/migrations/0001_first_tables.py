"""The table of complaints over a no to one plan."""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    initial = True

    dependencies = [
        ("entrance", "0005_guard_delays"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="AppealRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("portal", "portal"),
                            ("phone", "phone"),
                            ("letter", "letter"),
                            ("meeting", "meeting"),
                        ],
                        max_length=20,
                    ),
                ),
                ("received_day", models.DateField()),
                ("received_at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                ("text", models.CharField(blank=True, max_length=10000)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("changed", "changed"), ("partly", "partly"), ("upheld", "upheld")],
                        max_length=10,
                    ),
                ),
                ("reasons", models.CharField(blank=True, max_length=4000)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=200)),
                ("forwarded_day", models.DateField(null=True)),
                ("forwarded_by", models.CharField(blank=True, max_length=200)),
                (
                    "new_request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entrance.requestrecord",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.personrecord",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="entrance.requestrecord"
                    ),
                ),
            ],
            options={
                "db_table": "appeal",
                "ordering": ["received_at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("request",), name="a_no_is_complained_over_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("answered_by", ""), ("outcome", ""), ("reasons", "")),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("reasons", ""), _negated=True),
                                models.Q(("answered_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_complaint_over_a_no_is_answered_with_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("new_request", None), ("outcome", "")),
                            models.Q(("new_request", None), ("outcome", "upheld")),
                            models.Q(
                                ("new_request__isnull", False),
                                ("outcome", "changed"),
                                models.Q(("new_request", models.F("request")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_no_that_is_changed_becomes_a_new_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("forwarded_by", ""), ("forwarded_day", None)),
                            models.Q(
                                ("forwarded_day__isnull", False),
                                ("outcome", "upheld"),
                                models.Q(("forwarded_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="only_an_upheld_no_goes_to_the_body_above",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appealrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="9f4eb7e34a985cb82bd8e729ac4504f501e1aa02",
                    operation="DELETE",
                    pgid="pgtrigger_kept_01e32",
                    table="appeal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appealrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="as_received",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    if (new.request_id, new.channel, new.received_day, new.received_at, new.\"by\", new.text) is distinct from\n        (old.request_id, old.channel, old.received_day, old.received_at, old.\"by\", old.text)\n        or (old.outcome <> '' and (new.outcome, new.reasons, new.answered_at, new.answered_by, new.new_request_id)\n            is distinct from (old.outcome, old.reasons, old.answered_at, old.answered_by, old.new_request_id))\n        or old.forwarded_day is not null then\n        raise exception using errcode = 'check_violation', constraint = 'a_complaint_over_a_no_stays_as_it_is',\n            message = 'a_complaint_over_a_no_stays_as_it_is';\n    end if;\n    return new;\n",
                    hash="26414017dd74583c14771bbeba462296982e8372",
                    operation="UPDATE",
                    pgid="pgtrigger_as_received_8e196",
                    table="appeal",
                    when="BEFORE",
                ),
            ),
        ),
    ]
