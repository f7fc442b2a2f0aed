"""Which app is this?"""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """What is to be told to someone, until it has been?"""

    name = "enplan.registers.outbox"
    label = "outbox"
