"""The answer to a complaint over a no goes by letter to who cannot read it here; it waits until the letter is sent."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    """How the letter went, and that it waits."""

    dependencies = [
        ("appeals", "0003_the_entrance_is_reminded"),
        ("entrance", "0010_the_promised_day_is_kept"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="appealrecord",
            name="as_received",
        ),
        migrations.AddField(
            model_name="appealrecord",
            name="letter_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="appealrecord",
            name="letter_day",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="appealrecord",
            name="letter_handed",
            field=models.CharField(
                blank=True, choices=[("post", "post"), ("collected", "collected"), ("proxy", "proxy")], max_length=10
            ),
        ),
        migrations.AddField(
            model_name="appealrecord",
            name="letter_to",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="appealrecord",
            name="letter_waits",
            field=models.BooleanField(default=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appealrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="as_received",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    if (new.request_id, new.channel, new.received_day, new.received_at, new.\"by\", new.text) is distinct from\n        (old.request_id, old.channel, old.received_day, old.received_at, old.\"by\", old.text)\n        or (old.outcome <> '' and (new.outcome, new.reasons, new.answered_at, new.answered_by, new.new_request_id)\n            is distinct from (old.outcome, old.reasons, old.answered_at, old.answered_by, old.new_request_id))\n        or (old.forwarded_day is not null and (not old.letter_waits\n            or (new.forwarded_day, new.forwarded_by) is distinct from (old.forwarded_day, old.forwarded_by)))\n        or (old.outcome <> '' and new.letter_waits and not old.letter_waits)\n        or (old.letter_waits and not new.letter_waits and new.letter_day is null)\n        or (old.letter_day is not null and (new.letter_day, new.letter_handed, new.letter_to, new.letter_by)\n            is distinct from (old.letter_day, old.letter_handed, old.letter_to, old.letter_by)) then\n        raise exception using errcode = 'check_violation', constraint = 'a_complaint_over_a_no_stays_as_it_is',\n            message = 'a_complaint_over_a_no_stays_as_it_is';\n    end if;\n    return new;\n",
                    hash="2700633f4c3c92617fbde885b7361e9a5160a748",
                    operation="UPDATE",
                    pgid="pgtrigger_as_received_8e196",
                    table="appeal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="appealrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("letter_by", ""), ("letter_day", None), ("letter_handed", ""), ("letter_to", "")),
                    models.Q(
                        ("letter_day__isnull", False),
                        ("letter_handed__in", ("post", "collected", "proxy")),
                        ("outcome", "upheld"),
                        models.Q(("letter_by", ""), _negated=True),
                        models.Q(
                            ("letter_handed", "collected"), models.Q(("letter_to", ""), _negated=True), _connector="OR"
                        ),
                    ),
                    _connector="OR",
                ),
                name="an_answer_to_a_complaint_goes_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="appealrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("letter_waits", False), models.Q(("letter_day", None), ("outcome", "upheld")), _connector="OR"
                ),
                name="an_answer_to_a_complaint_waits_until_it_is_sent",
            ),
        ),
    ]
