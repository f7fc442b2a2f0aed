"""A later complaint adds to an open one, an answer says what it gives, and a child is spoken to."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A few words more about drafts, answers and complaints."""

    dependencies = [
        ("decisions", "0004_the_day_a_complaint_went_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="choicerecord",
            name="agreed",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="choicerecord",
            name="ends",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="choicerecord",
            name="reply",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="choicerecord",
            name="starts",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="complaintpartrecord",
            name="joins",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="decisions.complaintpartrecord",
            ),
        ),
        migrations.AddField(
            model_name="partrecord",
            name="ends",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="partrecord",
            name="granted",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="partrecord",
            name="hours",
            field=models.DecimalField(decimal_places=2, max_digits=5, null=True),
        ),
        migrations.AddField(
            model_name="partrecord",
            name="starts",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="personletterrecord",
            name="to_child",
            field=models.JSONField(null=True),
        ),
    ]
