"""The day on which a complaint was sent to the body that hears it, and who sent it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Three words more about a second look."""

    dependencies = [
        ("cases", "0002_guard"),
        ("decisions", "0003_four_eyes_and_the_citizens_words"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="reassessmentrecord",
            name="forwarded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="reassessmentrecord",
            name="forwarded_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="reassessmentrecord",
            name="forwarded_day",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="reassessmentrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("forwarded_day", None),
                    ("outcome", "upheld"),
                    models.Q(("kept", True), ("outcome", "partly")),
                    _connector="OR",
                ),
                name="only_what_is_upheld_or_kept_is_forwarded",
            ),
        ),
        migrations.AddConstraint(
            model_name="reassessmentrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("forwarded_at", None), ("forwarded_by", ""), ("forwarded_day", None)),
                    models.Q(
                        models.Q(("forwarded_day", None), _negated=True),
                        models.Q(("forwarded_at", None), _negated=True),
                        models.Q(("forwarded_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_complaint_was_forwarded_by_somebody_on_a_day",
            ),
        ),
    ]
