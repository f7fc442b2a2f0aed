"""A message is read in Én plan; nothing sends it on, so nothing says when."""

from django.db import migrations


class Migration(migrations.Migration):
    """A column nobody writes goes."""

    dependencies = [("outbox", "0002_guard")]
    operations = [migrations.RemoveField(model_name="messagerecord", name="delivered_at")]
