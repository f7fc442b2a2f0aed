"""Whose complaint the team takes down, and whether it is somebody's who is not in the case."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The complaints there are name nobody: they are the parties' own."""

    dependencies = [
        ("cases", "0002_guard"),
        ("decisions", "0008_letters_on_paper_to_who_is_outside"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="complaintrecord",
            name="complainant",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.personrecord"
            ),
        ),
        migrations.AddField(
            model_name="complaintrecord",
            name="complainant_name",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="complaintrecord",
            name="outside",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="complaintrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("complainant", None), ("complainant_name", ""), ("outside", False)),
                    models.Q(
                        models.Q(("complainant", None), _negated=True),
                        models.Q(("complainant_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="who_complains_has_a_name",
            ),
        ),
    ]
