"""Which app is this?"""

from django.apps import AppConfig


class AppealsConfig(AppConfig):
    """The step `appeals` of the citizen's way."""

    name = "enplan.journey.appeals"
    label = "appeals"
