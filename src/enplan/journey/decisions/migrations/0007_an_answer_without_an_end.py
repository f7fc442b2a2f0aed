"""An answer can say that the help runs without a last day, where the plan gives it one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column, and that nothing both ends and does not."""

    dependencies = [
        ("decisions", "0006_each_party_gets_their_own"),
    ]

    operations = [
        migrations.AddField(
            model_name="partrecord",
            name="open_ended",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="partrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(open_ended=False) | models.Q(ends=None), name="what_has_no_end_has_no_last_day"
            ),
        ),
    ]
