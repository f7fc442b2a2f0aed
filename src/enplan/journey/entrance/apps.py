"""Which app is this?"""

from django.apps import AppConfig


class EntranceConfig(AppConfig):
    """The step `entrance` of the citizen's way."""

    name = "enplan.journey.entrance"
    label = "entrance"
