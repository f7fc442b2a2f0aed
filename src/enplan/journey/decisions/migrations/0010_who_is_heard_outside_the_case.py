"""Who holds custody outside the case is heard too, in a letter on paper."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The hearings there are were of those in the case."""

    dependencies = [
        ("cases", "0002_guard"),
        ("decisions", "0009_who_complains_and_from_outside"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="hearingrecord",
            name="a_party_is_asked_about_a_measure_once_a_day",
        ),
        migrations.AddField(
            model_name="hearingrecord",
            name="holder",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.personrecord"
            ),
        ),
        migrations.AddField(
            model_name="hearingrecord",
            name="holder_name",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="hearingrecord",
            name="sent_by",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="hearingrecord",
            name="sent_day",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="hearingrecord",
            name="sent_way",
            field=models.CharField(
                blank=True, choices=[("post", "post"), ("handed-over", "handed-over")], db_default="", max_length=20
            ),
        ),
        migrations.AddConstraint(
            model_name="hearingrecord",
            constraint=models.UniqueConstraint(
                fields=("case", "element_id", "asked_day", "holder"),
                name="a_party_is_asked_about_a_measure_once_a_day",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="hearingrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("holder", None), ("holder_name", ""), ("sent_day", None)),
                    models.Q(models.Q(("holder", None), _negated=True), models.Q(("holder_name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="who_is_heard_on_paper_has_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearingrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_by", ""), ("sent_day", None), ("sent_way", "")),
                    models.Q(
                        models.Q(("sent_day", None), _negated=True),
                        models.Q(("sent_way", ""), _negated=True),
                        models.Q(("sent_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_hearing_was_sent_by_somebody_on_a_day",
            ),
        ),
    ]
