"""A document that somebody gets by a day is one of the things that are due."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more word in the list of kinds."""

    dependencies = [
        ("followup", "0006_an_application_has_the_days_of_its_area"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reminderrecord",
            name="kind",
            field=models.CharField(
                choices=[
                    ("duty-overdue", "duty-overdue"),
                    ("hearing", "hearing"),
                    ("complaint", "complaint"),
                    ("letter", "letter"),
                    ("duty", "duty"),
                    ("meeting-to-note", "meeting-to-note"),
                    ("another-time", "another-time"),
                    ("objection", "objection"),
                    ("review", "review"),
                    ("plan-follow-up", "plan-follow-up"),
                    ("consent", "consent"),
                    ("version", "version"),
                    ("join", "join"),
                    ("statement-late", "statement-late"),
                    ("evidence", "evidence"),
                    ("request", "request"),
                    ("start", "start"),
                    ("ready", "ready"),
                    ("prepare", "prepare"),
                    ("ends", "ends"),
                    ("statement", "statement"),
                    ("others-day", "others-day"),
                    ("citizen-day", "citizen-day"),
                ],
                max_length=20,
            ),
        ),
    ]
