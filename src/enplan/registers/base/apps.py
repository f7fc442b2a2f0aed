"""Which app is this?"""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """The ground of all tables."""

    name = "enplan.registers.base"
    label = "base"
