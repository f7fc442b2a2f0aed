"""How often the plan gives less than before, where and by how much, is counted with the rest."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0002_guard"),
    ]

    operations = [
        migrations.AddField(
            model_name="tallyrecord",
            name="less",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="tallyrecord",
            name="less_days",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="tallyrecord",
            name="less_hours",
            field=models.DecimalField(decimal_places=2, max_digits=7, null=True),
        ),
        migrations.AddField(
            model_name="tallyrecord",
            name="less_where",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
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
                default=list,
                size=None,
            ),
        ),
    ]
