"""Which app is this?"""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The step `access` of the citizen's way."""

    name = "enplan.journey.access"
    label = "access"
