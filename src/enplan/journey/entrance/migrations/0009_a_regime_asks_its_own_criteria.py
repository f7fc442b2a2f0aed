"""Criteria that only one regime has are answered beside those every regime has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_guard"),
        ("entrance", "0008_guard_letters"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="screeningrecord",
            name="every_criterion_is_answered_with_a_reason",
        ),
        migrations.RemoveConstraint(
            model_name="screeningrecord",
            name="judgement_against_the_criteria_has_a_reason",
        ),
        migrations.AddField(
            model_name="screeningrecord",
            name="further",
            field=models.JSONField(default=list),
        ),
        migrations.AddConstraint(
            model_name="screeningrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("complex_reason", ""), _negated=True),
                    models.Q(("several_reason", ""), _negated=True),
                    models.Q(("coordination_reason", ""), _negated=True),
                    models.Q(("covered_reason", ""), _negated=True),
                    models.Q(("further__contains", [{"reason": ""}]), _negated=True),
                ),
                name="every_criterion_is_answered_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="screeningrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("judgement", ""), _negated=True),
                    ("covered_met", False),
                    models.Q(
                        ("offered", True),
                        ("complex_met", True),
                        ("coordination_met", True),
                        ("several_met", True),
                        models.Q(("further__contains", [{"met": False, "target": True}]), _negated=True),
                    ),
                    models.Q(
                        ("offered", False),
                        models.Q(
                            ("complex_met", True),
                            ("coordination_met", True),
                            ("several_met", True),
                            models.Q(("further__contains", [{"met": False, "target": True}]), _negated=True),
                            _negated=True,
                        ),
                    ),
                    _connector="OR",
                ),
                name="judgement_against_the_criteria_has_a_reason",
            ),
        ),
    ]
