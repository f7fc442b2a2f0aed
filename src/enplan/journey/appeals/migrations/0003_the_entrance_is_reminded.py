"""The entrance is reminded of a complaint over a no before its day, and told when it has passed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """When each was told."""

    dependencies = [
        ("appeals", "0002_guard"),
    ]

    operations = [
        migrations.AddField(
            model_name="appealrecord",
            name="told_ahead_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="appealrecord",
            name="told_late_at",
            field=models.DateTimeField(null=True),
        ),
    ]
