"""That the answer to a complaint from outside the case went on paper."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Of the answers there are, none is known to have gone."""

    dependencies = [
        ("cases", "0002_guard"),
        ("decisions", "0010_who_is_heard_outside_the_case"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="reassessmentrecord",
            name="told_by",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="reassessmentrecord",
            name="told_day",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="reassessmentrecord",
            name="told_way",
            field=models.CharField(
                blank=True, choices=[("post", "post"), ("handed-over", "handed-over")], db_default="", max_length=20
            ),
        ),
        migrations.AddConstraint(
            model_name="reassessmentrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told_by", ""), ("told_day", None), ("told_way", "")),
                    models.Q(
                        models.Q(("told_day", None), _negated=True),
                        models.Q(("told_way", ""), _negated=True),
                        models.Q(("told_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_answer_on_paper_was_sent_by_somebody_on_a_day",
            ),
        ),
    ]
