"""A new kind of finding needs no migration: the code knows the kinds, the table a text."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The list of kinds leaves the column."""

    dependencies = [("coordination", "0002_guard")]
    operations = [
        migrations.AlterField(model_name="resolutionrecord", name="kind", field=models.CharField(max_length=40))
    ]
