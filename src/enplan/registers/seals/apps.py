"""Which app is this?"""

from django.apps import AppConfig


class SealsConfig(AppConfig):
    """Has anything in the logs been changed since it was written?"""

    name = "enplan.registers.seals"
    label = "seals"
